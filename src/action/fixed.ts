/** A document with its safe fixes written. */
import type {Fix} from '../core/finding.ts'
import type {ReportedFinding} from '../core/report.ts'
import {lineIndexOf} from '../core/text/place.ts'
import {applyFixes} from '../fix.ts'

/** The text with its findings' fixes applied; the same text where there are none. */
export function fixedText(source: string, findings: readonly ReportedFinding[]): string {
  return applyFixes(source, editsOf(source, findings))
}

/** What the fixes take away and put in its place. */
export function replacementsOf(
  source: string,
  findings: readonly ReportedFinding[],
): readonly {readonly before: string; readonly after: string}[] {
  return editsOf(source, findings).map(({fix: {start, end, replacement}}) => ({before: source.slice(start, end), after: replacement}))
}

/** The fixes by their offsets. */
function editsOf(source: string, findings: readonly ReportedFinding[]): readonly {readonly fix: Fix}[] {
  const index = lineIndexOf(source)
  const offsetOf = (line: number, column: number): number => index.spanOf(line).start + column - 1
  return findings.flatMap(({fix}) => {
    if (fix === undefined) return []
    const {line, column, endLine, endColumn, replacement} = fix
    return [{fix: {start: offsetOf(line, column), end: offsetOf(endLine, endColumn), replacement}}]
  })
}
