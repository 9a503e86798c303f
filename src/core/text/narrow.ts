/**
 * Slices of a text at one byte a character.
 *
 * V8 keeps a text with a single character beyond Latin-1, such as a dash, at two bytes a character, and with it each of its slices; patterns are
 * compiled once for texts of either kind, which is a quarter of what a short run does.
 */

export type Slice = (start: number, end?: number) => string

/** In UTF-16 units. In a longer text patterns are used so often that compiling them twice costs little. */
const longestCopied = 1_000_000

/** Stands for each unit that takes two bytes, and is in no text that people write. */
const wide = '\0'

/** What `source.slice` gives, one byte a character where that is possible. */
export function slicerOf(source: string): Slice {
  const ranges = source.length > longestCopied ? null : source.match(/[^\0-\xff]+/g)
  if (ranges === null) return (start, end) => source.slice(start, end)
  const bytes = Buffer.from(source, 'latin1')
  let at = 0
  for (const range of ranges) {
    at = source.indexOf(range, at)
    bytes.fill(0, at, at + range.length)
    at += range.length
  }
  const narrow = bytes.toString('latin1')
  return (start, end) => {
    const slice = narrow.slice(start, end)
    return slice.includes(wide) ? source.slice(start, end) : slice
  }
}
