/** Where the lines of a pull request's head are in what is checked out, which may be its merge with the base. */
import type {Hunk, NewLine} from '../git/patch.ts'

/**
 * Lines of a new text → where they are in the old one.
 *
 * @param hunks how the old text became the new one, without lines around the changes
 * @param lines in ascending order
 * @returns old line by new line; lines that the change added are left out
 */
export function oldLinesOf(hunks: readonly Hunk[], lines: readonly number[]): ReadonlyMap<number, number> {
  const oldByNew = new Map<number, number>()
  let passed = 0
  let shift = 0
  let end = 0
  for (const line of lines) {
    for (let hunk = hunks[passed]; hunk !== undefined; hunk = hunks[++passed]) {
      const {start, removed, added} = hunk
      // A hunk that adds nothing has the number of the line before it.
      const first = added === 0 ? start + 1 : start
      if (first > line) break
      shift += added - removed
      end = first + added
    }
    if (line >= end) oldByNew.set(line, line - shift)
  }
  return oldByNew
}

/**
 * Where the lines that a pull request adds are in the checked-out text.
 *
 * The API counts lines of the head commit; a runner checks out its merge with the base, where they may have moved.
 *
 * @returns line of the head commit by line of the text; a line that is not there is left out
 */
export function locate(added: readonly NewLine[], source: string): ReadonlyMap<number, number> {
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
