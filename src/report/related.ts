/** The other places of a finding, without what its message says already: messages stand alone in some formats. */
import type {ReportedFinding, ReportedRelated} from '../core/report.ts'

/** Does the message name the place and what is there? */
export function isSaid({file, message}: ReportedFinding, related: ReportedRelated): boolean {
  return related.file === file && message.includes(`(${related.line}:${related.column})`) && isQuoted(message, related)
}

/** Does the message quote what is there? */
export function isQuoted(message: string, related: ReportedRelated): boolean {
  return message.includes(related.message)
}
