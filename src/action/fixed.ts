/** A document with its safe fixes written. */
import {lineIndexOf} from '../core/place.ts'
import type {ReportedFinding, ReportedFix} from '../core/report.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** The text with all fixes that do not overlap, the earlier one winning; the same text where there are none. */
export function fixedText(source: string, findings: readonly ReportedFinding[]): string {
  const index = lineIndexOf(source)
  const offsetOf = (line: number, column: number): number => index.spanOf(line).start + column - 1
  const edits = findings
    .flatMap(({fix}) => (fix === undefined ? [] : [editOf(fix, offsetOf)]))
    .sort((a, b) => a.start - b.start || a.end - b.end)
  let text = ''
  let position = 0
  let previous: Edit | undefined
  for (const edit of edits) {
    const isSame = previous?.start === edit.start && previous.end === edit.end
    if (edit.start < position || isSame || edit.end > source.length) continue
    text += source.slice(position, edit.start) + edit.replacement
    position = edit.end
    previous = edit
  }
  return text + source.slice(position)
}

/** What the fixes take away and put in its place. */
export function fixesOf(
  source: string,
  findings: readonly ReportedFinding[],
): readonly {readonly before: string; readonly after: string}[] {
  const index = lineIndexOf(source)
  return findings.flatMap(({fix}) => {
    if (fix === undefined) return []
    const {start, end, replacement} = editOf(fix, (line, column) => index.spanOf(line).start + column - 1)
    return [{before: source.slice(start, end), after: replacement}]
  })
}

function editOf(fix: ReportedFix, offsetOf: (line: number, column: number) => number): Edit {
  return {start: offsetOf(fix.line, fix.column), end: offsetOf(fix.endLine, fix.endColumn), replacement: fix.replacement}
}
