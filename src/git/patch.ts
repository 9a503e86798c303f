/** Unified diffs, read. Source: `git diff` documentation, "Generating patch text with -p". */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import {type AddedLines, type LineRange, rangesOf} from './line-ranges.ts'

/** One stretch of a change. */
export interface Hunk {
  /** Where it begins in the new text, from 1; the line before it if nothing of it is left there. */
  readonly start: number
  /** How many lines of the old text it replaces. */
  readonly removed: number
  /** How many lines of the new text it has. */
  readonly added: number
  /** Its lines, each after its sign. */
  readonly rows: readonly string[]
}

export interface NewLine {
  readonly line: number
  readonly text: string
  /** False for a line around the change. */
  readonly isAdded: boolean
}

/** Marks the end of a row whose line has no line feed. No row contains one. */
const unended = '\n'
const endings = ['', '\r', unended, `\r${unended}`] as const

/** The hunks of every file in the output of `git diff`, by the file's new name. */
export function hunksByFile(patch: string): ReadonlyMap<string, readonly Hunk[]> {
  const byFile = new Map<string, Hunk[]>()
  // The file's name is '' if there is no header.
  let name: string | undefined = ''
  let rows: string[] = []
  // The hunk ends when all its lines have come: a line of text may look like a header.
  let oldLeft = 0
  let newLeft = 0
  for (const row of patch.split('\n')) {
    // `\ No newline at end of file` is no line: it says how the one before it ends.
    if (row.startsWith('\\')) {
      const last = rows.pop()
      if (last !== undefined) rows.push(last + unended)
      continue
    }
    if (oldLeft > 0 || newLeft > 0) {
      if (!row.startsWith('+')) oldLeft--
      if (!row.startsWith('-')) newLeft--
      rows.push(row)
      continue
    }
    if (row.startsWith('+++ ')) {
      name = nameInHeader(row.slice('+++ '.length))
      continue
    }
    const header = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(row)
    if (header === null) continue
    const [, removed = '1', start = '0', added = '1'] = header
    oldLeft = Number(removed)
    newLeft = Number(added)
    rows = []
    if (name === undefined) continue
    getOrInsert(byFile, name, () => []).push({start: Number(start), removed: oldLeft, added: newLeft, rows})
  }
  return byFile
}

/** The hunks of a patch of one file without header, as GitHub gives it. */
export function hunksOf(patch: string): readonly Hunk[] {
  return hunksByFile(patch).get('') ?? []
}

/** The lines of the new text that hunks show, including those around the changes. A line whose ending alone differs is not added. */
export function newLinesOf(hunks: readonly Hunk[]): readonly NewLine[] {
  return hunks.flatMap(({start, rows}) => {
    const removed = new Set(rows.filter((row) => row.startsWith('-')).map((row) => row.slice(1)))
    return rows
      .filter((row) => !row.startsWith('-'))
      .map((row, index) => {
        const written = row.slice(1)
        const text = written.replace(/\r?\n?$/, '')
        const isConverted = endings.some((ending) => text + ending !== written && removed.has(text + ending))
        return {line: start + index, text, isAdded: row.startsWith('+') && !isConverted}
      })
  })
}

/** The lines that a patch adds to each file. */
export function addedLinesIn(patch: string): AddedLines {
  return new Map(Array.from(hunksByFile(patch), ([file, hunks]) => [file, addedRangesOf(hunks)]))
}

function addedRangesOf(hunks: readonly Hunk[]): readonly LineRange[] {
  return rangesOf(newLinesOf(hunks).flatMap(({line, isAdded}) => (isAdded ? [line] : [])))
}

/** `b/dir/name`, quoted like a C string where it has odd characters, with a tab at its end where it has blanks; undefined for `/dev/null`. */
function nameInHeader(text: string): string | undefined {
  const name = text.startsWith('"') ? unquoted(text) : text.replace(/\t.*$/, '').replace(/\r$/, '')
  return name.startsWith('b/') ? name.slice(2) : undefined
}

function unquoted(text: string): string {
  const escapes: Readonly<Record<string, number>> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92}
  const bytes: Buffer[] = []
  for (const [, octal, letter, plain] of text.slice(1, text.lastIndexOf('"')).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (plain !== undefined) bytes.push(Buffer.from(plain))
    else bytes.push(Buffer.from([octal === undefined ? (escapes[letter ?? ''] ?? 63) : Number.parseInt(octal, 8)]))
  }
  return Buffer.concat(bytes).toString()
}
