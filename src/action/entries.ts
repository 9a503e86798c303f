/** Entries by their lines: which paper a link belongs to, and how many a pull request adds. */
import {type AddedLines, touches} from '../git/line-ranges.ts'
import type {ListedEntry} from './engine.ts'

/** The innermost entry on a line. */
export function entryAt(entries: readonly ListedEntry[], file: string, line: number): ListedEntry | undefined {
  return entries.findLast((entry) => entry.file === file && entry.line <= line && line <= entry.endLine)
}

/** How many entries stand on the lines, wholly or in part. */
export function entriesOn(entries: readonly ListedEntry[], lines: AddedLines): number {
  return entries.filter(({file, line, endLine}) => touches(lines.get(file) ?? [], line, endLine)).length
}
