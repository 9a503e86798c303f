/** URLs in the form in which they have to be written as a link's destination. */
import type {Link} from './links.ts'

/** Percent-encode the characters of a text that a pattern matches. */
function encoded(text: string, pattern: RegExp): string {
  return text.replace(pattern, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/**
 * The text to put in a link's `target` so that it leads to `url`, and the rest of the line reads as before.
 *
 * Characters with a meaning in Markdown, a table or an HTML attribute are percent-encoded, which leads to the same place.
 */
export function destinationText({kind}: Link, url: string): string {
  // `&copy;` in an address is not a copyright sign.
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
