/** Places in a text: spans of UTF-16 offsets, and the lines and columns people read. */

/** A half-open range of the source text, in UTF-16 offsets from 0. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Line and column, both from 1; the column counts UTF-16 units, as in unist. */
export interface Point {
  readonly line: number
  readonly column: number
}

/** Offsets → points. A line ends with LF, CR LF or a lone CR, as in CommonMark. */
export interface LineIndex {
  readonly count: number
  /** The point at an offset; an offset past the end gives the end. */
  pointAt(offset: number): Point
  /** The span of a line (from 1) without its line ending. */
  spanOf(line: number): Span
  /** The text of a line (from 1) without its line ending; empty for a line that is not there. */
  textOf(line: number): string
}

export function lineIndexOf(source: string): LineIndex {
  const starts = [0]
  // Two native searches are several times faster than a loop over every character.
  let lf = source.indexOf('\n')
  let cr = source.indexOf('\r')
  while (lf >= 0 || cr >= 0) {
    if (cr >= 0 && (lf < 0 || cr < lf)) {
      const next = cr + 1 === lf ? lf + 1 : cr + 1
      starts.push(next)
      if (next === lf + 1) lf = source.indexOf('\n', next)
      cr = source.indexOf('\r', next)
    } else {
      starts.push(lf + 1)
      lf = source.indexOf('\n', lf + 1)
    }
  }
  let hint = 0
  const lineAt = (offset: number): number => {
    // Findings come mostly in order, so the last line or its neighbour is usually right.
    if (offset < (starts[hint] ?? 0) || offset >= (starts[hint + 1] ?? Number.POSITIVE_INFINITY)) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      hint = low
    }
    return hint
  }
  const spanOf = (line: number): Span => {
    const start = starts[line - 1] ?? source.length
    let end = starts[line] ?? source.length
    if (end > start && source.charCodeAt(end - 1) === 10) end--
    if (end > start && source.charCodeAt(end - 1) === 13) end--
    return {start, end}
  }
  return {
    count: starts.length,
    pointAt(offset) {
      const bounded = Math.max(0, Math.min(offset, source.length))
      const line = lineAt(bounded)
      return {line: line + 1, column: bounded - (starts[line] ?? 0) + 1}
    },
    spanOf,
    textOf(line) {
      const {start, end} = spanOf(line)
      return source.slice(start, end)
    },
  }
}

/** How many lines editors show: the line ending of the last one does not begin another. */
export function shownLines(source: string, {count}: LineIndex): number {
  return /[\r\n]$/.test(source) ? count - 1 : count
}
