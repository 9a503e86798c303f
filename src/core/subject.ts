/** What a finding is about, in a form that outlives a move to other lines. */
import type {Finding} from './finding.ts'

const longestSubject = 160

/** The finding's own subject, or the text that it stands on; blanks are single, a long text is cut and ends in its hash. */
export function subjectOf({subject, start, end}: Finding, source: string): string {
  const text = (subject ?? source.slice(start, end)).replace(/\s+/g, ' ').trim()
  return text.length <= longestSubject ? text : `${text.slice(0, longestSubject)}… ${hashOf(text)}`
}

/** One name for the same finding in every run: 16 hexadecimal digits. */
export function fingerprintOf(rule: string, file: string, subject: string): string {
  return hashOf(`${rule}\0${file}\0${subject}`)
}

/**
 * Two 32-bit FNV-1a hashes with different offsets.
 *
 * Nothing secret hangs on it, and loading `node:crypto` costs more than linting a list. Source: FNV, Fowler, Noll and Vo.
 */
function hashOf(text: string): string {
  const {imul} = Math
  let one = 0x811c9dc5
  let two = 0x9747b28c
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    one = imul(one ^ unit, 0x01000193)
    two = imul(two ^ unit, 0x01000193) ^ (two >>> 15)
  }
  return hexOf(one) + hexOf(two)
}

function hexOf(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}
