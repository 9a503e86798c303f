/** Findings → the corrected text: exact edits of the source, never a re-serialised tree. */
import type {Finding, Fix} from './core/finding.ts'

/**
 * Apply the fixes of findings to a text.
 *
 * Of overlapping fixes the first wins (the other is found again on the next run); equal ones count once.
 */
export function applyFixes(source: string, findings: readonly Pick<Finding, 'fix'>[]): string {
  let text = ''
  let done = 0
  for (const fix of fixesOf(findings)) {
    text += source.slice(done, fix.start) + fix.replacement
    done = fix.end
  }
  return text + source.slice(done)
}

/** The fixes that are applied together, in order and without overlaps; none that ends before it starts, which would write text twice. */
export function fixesOf(findings: readonly Pick<Finding, 'fix'>[]): Fix[] {
  const wanted = findings.flatMap(({fix}) => (fix === undefined || fix.end < fix.start ? [] : [fix]))
  wanted.sort((a, b) => a.start - b.start || a.end - b.end)
  const kept: Fix[] = []
  for (const fix of wanted) {
    const last = kept.at(-1)
    if (last !== undefined && (fix.start < last.end || (fix.start === last.start && fix.end === last.end))) continue
    kept.push(fix)
  }
  return kept
}
