/** Hashes that need not be secure: loading `node:crypto` costs more than linting a list. Source: FNV, Fowler, Noll and Vo. */

const {imul} = Math
const prime = 0x01000193

/** FNV-1a over a text's UTF-16 units: 32 bits, signed. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = imul(hash ^ text.charCodeAt(index), prime)
  return hash
}

/** 16 hexadecimal digits: FNV-1a, then a variant with another offset and more mixing. */
export function hashOf(text: string): string {
  let other = 0x9747b28c
  for (let index = 0; index < text.length; index++) other = imul(other ^ text.charCodeAt(index), prime) ^ (other >>> 15)
  return hexOf(fnv1a(text)) + hexOf(other)
}

function hexOf(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}
