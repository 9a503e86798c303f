/** Unified diffs → the lines that they add. */

/** File → numbers of its added lines, in order, from 1. */
export type AddedLines = ReadonlyMap<string, readonly number[]>

export interface AddedLine {
  readonly line: number
  readonly text: string
}

/** The added lines of one file's hunks, as `git diff` and GitHub's `patch` write them. */
export function addedLinesOf(patch: string): readonly AddedLine[] {
  return newLinesOf(patch).flatMap(({line, text, isAdded}) => (isAdded ? [{line, text}] : []))
}

/** The lines of the new text that one file's hunks show, those around the changes too: where a review comment may stand. */
export function newLinesOf(patch: string): readonly (AddedLine & {readonly isAdded: boolean})[] {
  const shown: (AddedLine & {readonly isAdded: boolean})[] = []
  let line = 0
  // Counts of the hunk say where it ends: a line of text may look like a header.
  let oldLeft = 0
  let newLeft = 0
  for (const row of patch.split('\n')) {
    if (oldLeft <= 0 && newLeft <= 0) {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(row)
      if (hunk === null) continue
      oldLeft = Number(hunk[1] ?? 1)
      newLeft = Number(hunk[3] ?? 1)
      line = Number(hunk[2])
      continue
    }
    const sign = row[0]
    if (sign === '\\') continue
    if (sign === '-') {
      oldLeft--
      continue
    }
    shown.push({line, text: row.slice(1).replace(/\r$/, ''), isAdded: sign === '+'})
    if (sign !== '+') oldLeft--
    newLeft--
    line++
  }
  return shown
}

/** The added lines of every file in the output of `git diff`. */
export function addedLinesByFile(diff: string): AddedLines {
  return new Map(Array.from(hunksByFile(diff), ([file, hunks]) => [file, addedLinesOf(hunks).map(({line}) => line)]))
}

/** The hunks of every file in the output of `git diff`, by the file's new name. */
export function hunksByFile(diff: string): ReadonlyMap<string, string> {
  const byFile = new Map<string, string>()
  // A line of a hunk starts with a sign, so only a header starts with this.
  for (const part of diff.split(/^diff --git /m).slice(1)) {
    const start = part.search(/^@@ /m)
    if (start < 0) continue
    const name = /^\+\+\+ (?:"((?:[^"\\]|\\.)*)"|([^\t\n]*))\t?$/m.exec(part.slice(0, start))
    const path = name?.[1] === undefined ? name?.[2] : unquoted(name[1])
    if (path !== undefined && path !== '/dev/null') byFile.set(path.replace(/^b\//, ''), part.slice(start))
  }
  return byFile
}

/**
 * Lines of a new text → where they stand in the old one.
 *
 * @param hunks how the old text became the new one, without context (`-U0`)
 * @returns old line by new line; lines that the change added are left out
 */
export function oldLinesOf(hunks: string, lines: readonly number[]): ReadonlyMap<number, number> {
  const changes = Array.from(hunks.matchAll(/^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm), ([, removed = '1', start, added = '1']) => ({
    // Where nothing is added the number is that of the line before.
    first: added === '0' ? Number(start) + 1 : Number(start),
    removed: Number(removed),
    added: Number(added),
  }))
  const oldByNew = new Map<number, number>()
  for (const line of lines) {
    const before = changes.filter(({first}) => first <= line)
    const last = before.at(-1)
    if (last !== undefined && line < last.first + last.added) continue
    oldByNew.set(line, line - before.reduce((sum, {added, removed}) => sum + added - removed, 0))
  }
  return oldByNew
}

/**
 * Where the lines that a pull request adds stand in the checked-out text.
 *
 * The API counts lines of the head commit; a runner checks out its merge with the base, where they may have moved.
 *
 * @returns line of the head commit by line of the text; a line that is not there is left out
 */
export function locate(added: readonly AddedLine[], source: string): ReadonlyMap<number, number> {
  const lines = source.split(/\r\n|\n|\r/)
  const headByLocal = new Map<number, number>()
  let shift = 0
  for (const {line, text} of added) {
    const guess = line + shift
    const found = nearest(lines, text, guess, headByLocal)
    if (found === undefined) continue
    headByLocal.set(found, line)
    shift = found - line
  }
  return headByLocal
}

function nearest(lines: readonly string[], text: string, guess: number, taken: ReadonlyMap<number, number>): number | undefined {
  for (let distance = 0; distance < lines.length; distance++) {
    for (const line of [guess + distance, guess - distance]) {
      if (lines[line - 1] === text && !taken.has(line)) return line
    }
  }
  return undefined
}

/** A name as git quotes it in C style, back to text. */
function unquoted(name: string): string {
  const bytes: number[] = []
  const escapes: Readonly<Record<string, number>> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13}
  for (const match of name.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gsu)) {
    const [, octal, letter, plain] = match
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0))
    else bytes.push(...Buffer.from(plain ?? ''))
  }
  return Buffer.from(bytes).toString()
}
