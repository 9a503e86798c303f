/** Ranges of lines that a change has added. */

/** Lines from 1, both ends included. */
export type LineRange = readonly [first: number, last: number]

export interface AddedLines {
  /** The ranges of a file by its absolute path, `[]` where it is unchanged. */
  of(path: string): readonly LineRange[]
}

/** Whether a piece of text from one line to another stands, at least in part, on lines of these ranges. */
export function touches(ranges: readonly LineRange[], firstLine: number, lastLine: number): boolean {
  return ranges.some(([first, last]) => first <= lastLine && firstLine <= last)
}
