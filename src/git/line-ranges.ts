/** Ranges of lines, such as those that a change adds. */

import type {LineIndex, Span} from '../core/text/place.ts'

/** Lines from 1, both ends included. */
export type LineRange = readonly [first: number, last: number]

/** File → the lines that a change adds to it, in order. */
export type AddedLines = ReadonlyMap<string, readonly LineRange[]>

/** The same by absolute path. */
export interface AddedToFiles {
  /** `[]` where a file is unchanged. */
  of(path: string): readonly LineRange[]
}

/** Whether a piece of text from one line to another is, at least in part, on lines of these ranges. */
export function touches(ranges: readonly LineRange[], firstLine: number, lastLine: number): boolean {
  return ranges.some(([first, last]) => first <= lastLine && firstLine <= last)
}

/** The same for a span of text. */
export function touchesSpan(ranges: readonly LineRange[], lines: LineIndex, {start, end}: Span): boolean {
  return touches(ranges, lines.pointAt(start).line, lines.pointAt(end).line)
}

/** Line numbers in ascending order → ranges. */
export function rangesOf(lines: Iterable<number>): readonly LineRange[] {
  const ranges: [first: number, last: number][] = []
  for (const line of lines) {
    const range = ranges.at(-1)
    if (range?.[1] === line - 1) range[1] = line
    else ranges.push([line, line])
  }
  return ranges
}

/** The line numbers within finite ranges. */
export function linesIn(ranges: readonly LineRange[]): readonly number[] {
  return ranges.flatMap(([first, last]) => Array.from({length: last - first + 1}, (_, index) => first + index))
}
