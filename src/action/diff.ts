/** Unified diffs → the lines that they add. */

/** File → numbers of its added lines, in order, from 1. */
export type AddedLines = ReadonlyMap<string, readonly number[]>

export interface AddedLine {
  readonly line: number
  readonly text: string
}

/** The added lines of one file's hunks, as `git diff` and GitHub's `patch` write them. */
export function addedLinesOf(patch: string): readonly AddedLine[] {
  const added: AddedLine[] = []
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
    if (sign === '+') added.push({line, text: row.slice(1).replace(/\r$/, '')})
    else oldLeft--
    newLeft--
    line++
  }
  return added
}

/** The added lines of every file in the output of `git diff`. */
export function addedLinesByFile(diff: string): AddedLines {
  const byFile = new Map<string, readonly number[]>()
  // A line of a hunk starts with a sign, so only a header starts with this.
  for (const part of diff.split(/^diff --git /m).slice(1)) {
    const hunks = part.search(/^@@ /m)
    if (hunks < 0) continue
    const name = /^\+\+\+ (?:"((?:[^"\\]|\\.)*)"|([^\t\n]*))\t?$/m.exec(part.slice(0, hunks))
    const path = name?.[1] === undefined ? name?.[2] : unquoted(name[1])
    if (path === undefined || path === '/dev/null') continue
    byFile.set(
      path.replace(/^b\//, ''),
      addedLinesOf(part.slice(hunks)).map(({line}) => line),
    )
  }
  return byFile
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
