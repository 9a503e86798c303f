/** The order in which findings are listed, and which of them say the same thing. */
import {severities} from '../core/finding.ts'
import type {ReportedFinding} from '../core/report.ts'
import {number} from './number.ts'

/** By file, line, column, rule and message, so that two reports differ only where the documents do. */
export function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule) || compare(a.message, b.message)
}

/** Errors first, then warnings, then infos; within each by place. */
export function worstFirst(a: ReportedFinding, b: ReportedFinding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || byPlace(a, b)
}

/** Findings that need to be read only once: in one file, the same rule says the same about the same URL, with the same fix. */
export interface FindingGroup {
  readonly first: ReportedFinding
  /** The other places, in order. */
  readonly others: readonly ReportedFinding[]
}

/** Groups in the order of their first findings. */
export function groupsOf(findings: readonly ReportedFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, {first: ReportedFinding; others: ReportedFinding[]}>()
  for (const finding of findings) {
    const {file, rule, severity, message, url, fix} = finding
    const key = [file, rule, severity, message, url ?? '', fix?.replacement ?? ''].join('\0')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, {first: finding, others: []})
    else group.others.push(finding)
  }
  return [...groups.values()]
}

const mostLines = 20

/** The lines of findings, each once: `7, 9`; of more than twenty the first ones and how many more there are. Empty for no findings. */
export function linesInWords(findings: readonly ReportedFinding[]): string {
  const lines = [...new Set(findings.map(({line}) => line))]
  const shown = lines.slice(0, mostLines).join(', ')
  return lines.length > mostLines ? `${shown} and ${number(lines.length - mostLines)} more` : shown
}

/** Compares by code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
