/**
 * Lines that no person has written. On one line, parsers and patterns take time that grows with the square of its length: satteri 47 s for an
 * address with 160,000 brackets. In 7,000 files of real lists the longest line has 4,200 characters.
 */

/** In UTF-16 units. */
const longestLine = 20_000

/** A line that is too long, and the part of it that is left out. */
interface Tail {
  readonly lineStart: number
  readonly start: number
  readonly end: number
}

/** The text with blanks for what too long lines hold beyond their limit, so that every place stays. */
export function withoutTails(text: string): string {
  let read = ''
  let from = 0
  for (const {start, end} of tailsOf(text)) {
    read += text.slice(from, start) + ' '.repeat(end - start)
    from = end
  }
  return from === 0 ? text : read + text.slice(from)
}

/** One sentence for each line that is too long. */
export function longLinesIn(text: string): string[] {
  let line = 1
  let at = 0
  return tailsOf(text).map(({lineStart, end}) => {
    for (let lf = text.indexOf('\n', at); lf >= 0 && lf < lineStart; lf = text.indexOf('\n', at)) {
      line++
      at = lf + 1
    }
    return `line ${line} has ${end - lineStart} characters, of which only the first ${longestLine} are read; break it`
  })
}

/** Looks only at the ends of stretches of the longest length, as nearly every text has no such line. */
function tailsOf(text: string): Tail[] {
  const tails: Tail[] = []
  let start = 0
  while (start + longestLine < text.length) {
    const limit = start + longestLine
    const lineEnd = lastOf(text, '\n', '\r', limit)
    if (lineEnd >= start) {
      start = lineEnd + 1
      continue
    }
    const lf = text.indexOf('\n', limit)
    const end = lf < 0 ? text.length : lf
    // A word that is cut in two may look like something else.
    tails.push({lineStart: start, start: Math.max(start, lastOf(text, ' ', '\t', limit)), end})
    start = end + 1
  }
  return tails
}

/** The last place up to `limit` of either character, or -1; not farther back than the longest line. */
function lastOf(text: string, one: string, other: string, limit: number): number {
  const stretch = text.slice(limit - longestLine, limit + 1)
  const last = Math.max(stretch.lastIndexOf(one), stretch.lastIndexOf(other))
  return last < 0 ? -1 : limit - longestLine + last
}
