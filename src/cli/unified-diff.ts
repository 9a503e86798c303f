/** Two versions of a text → the hunks between them, in time linear in their lines. */
import type {StructuredPatchHunk} from 'diff'

/** A stretch in which two lists of lines differ: half-open ranges, from 0. */
interface Change {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** Unchanged lines around a change. */
const context = 3
/** How many lines one text may be ahead of the other within a stretch. */
const mostShift = 20

/** The hunks that make one text of the other, in order; `[]` for equal texts. */
export function hunksBetween(before: string, after: string): StructuredPatchHunk[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const hunks: StructuredPatchHunk[] = []
  let group: Change[] = []
  for (const change of changesBetween(old, now)) {
    const last = group.at(-1)
    if (last !== undefined && change.oldStart - last.oldEnd > 2 * context) {
      hunks.push(hunkOf(group, old, now))
      group = []
    }
    group.push(change)
  }
  if (group.length > 0) hunks.push(hunkOf(group, old, now))
  return hunks
}

/** Lines with their line ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** Fixes change lines but seldom join or split them, so a line's counterpart nearly always has the same number. */
function* changesBetween(old: readonly string[], now: readonly string[]): Generator<Change> {
  const shift = Math.min(mostShift, Math.abs(old.length - now.length))
  let [oldStart, newStart] = [0, 0]
  while (oldStart < old.length || newStart < now.length) {
    if (old[oldStart] === now[newStart]) {
      oldStart++
      newStart++
      continue
    }
    const [oldEnd, newEnd] = nextCommon(old, now, oldStart, newStart, shift)
    yield {oldStart, oldEnd, newStart, newEnd}
    oldStart = oldEnd
    newStart = newEnd
  }
}

/** Where the two have a line in common again: the nearest, and of those the one that shifts the texts least; else their ends. */
function nextCommon(old: readonly string[], now: readonly string[], oldFrom: number, newFrom: number, shift: number): [number, number] {
  for (let step = 1; oldFrom + step < old.length || newFrom + step < now.length; step++) {
    for (let back = 0; back <= Math.min(shift, step); back++) {
      for (const [oldAt, newAt] of [
        [oldFrom + step - back, newFrom + step],
        [oldFrom + step, newFrom + step - back],
      ] as const) {
        if (oldAt < old.length && newAt < now.length && old[oldAt] === now[newAt]) return [oldAt, newAt]
      }
    }
  }
  return [old.length, now.length]
}

function hunkOf(changes: readonly Change[], old: readonly string[], now: readonly string[]): StructuredPatchHunk {
  const [first] = changes
  const last = changes.at(-1)
  if (first === undefined || last === undefined) throw new Error('Expected a change')
  const before = Math.min(context, first.oldStart)
  const oldStart = first.oldStart - before
  const oldEnd = Math.min(old.length, last.oldEnd + context)
  const lines: string[] = []
  const push = (sign: string, line: string): void => {
    if (line.endsWith('\n')) lines.push(sign + line.slice(0, -1))
    else lines.push(sign + line, '\\ No newline at end of file')
  }
  let at = oldStart
  for (const change of changes) {
    for (const line of old.slice(at, change.oldStart)) push(' ', line)
    for (const line of old.slice(change.oldStart, change.oldEnd)) push('-', line)
    for (const line of now.slice(change.newStart, change.newEnd)) push('+', line)
    at = change.oldEnd
  }
  for (const line of old.slice(at, oldEnd)) push(' ', line)
  return {
    oldStart: oldStart + 1,
    oldLines: oldEnd - oldStart,
    newStart: first.newStart - before + 1,
    newLines: last.newEnd - (first.newStart - before) + (oldEnd - last.oldEnd),
    lines,
  }
}
