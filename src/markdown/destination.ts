/** URLs as they must be written where a link's destination stands. */
import type {Link} from './links.ts'

/** Percent-encode the characters of a text that a pattern matches. */
function encoded(text: string, pattern: RegExp): string {
  return text.replace(pattern, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/**
 * The text to put in a link's `target` so that it leads to `url`, and the rest of the line reads as before.
 *
 * What Markdown, a table or an HTML attribute would take for its own is percent-encoded, which leads to the same place.
 */
export function destinationText({kind}: Link, url: string): string {
  // `&copy;` in an address is no copyright sign.
  const plain = url.replace(/&(?=#?\w+;)/g, '&amp;')
  if (kind === 'autolink') return plain
  if (kind === 'html') return encoded(plain, /[\s"'<>`]/g)
  const safe = encoded(plain, /[\s<>|\\]/g)
  return isBalanced(safe) ? safe : encoded(safe, /[()]/g)
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    else if (character === ')' && --depth < 0) return false
  }
  return depth === 0
}
