/** What to write in a finding's place, in words. */
import type {ReportedFinding} from '../core/report.ts'

/** `Remove it`, `Write: …`, or `Perhaps: …` where a person has to decide. Unescaped: the caller escapes for its place. */
export function remedyOf({fix, message, suggestion}: Pick<ReportedFinding, 'fix' | 'message' | 'suggestion'>): string | undefined {
  // Most messages say what is expected.
  const isSaid = suggestion === undefined || message.includes(`\`${suggestion}\``)
  if (fix === undefined) return isSaid ? undefined : `Perhaps: ${suggestion}`
  return fix.replacement === '' ? 'Remove it' : `Write: ${unseenInWords(fix.replacement) ?? fix.replacement}`
}

/** A replacement that nobody would see, such as `(one space)`; undefined for one that can be shown as it is. */
export function unseenInWords(replacement: string): string | undefined {
  if (replacement.trim() !== '') return undefined
  if (replacement === '') return '(nothing: remove it)'
  return replacement === ' ' ? '(one space)' : `(${JSON.stringify(replacement)})`
}
