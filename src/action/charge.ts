/** Splits a report by who is to blame: the lines that a pull request adds, and what was there before. */
import type {Report, ReportedFinding, ReportedLink} from '../core/report.ts'
import type {AddedLines} from './diff.ts'

export interface Charge {
  /** Findings and links of the added lines alone, counted anew. */
  readonly report: Report
  /** Errors and warnings elsewhere: counted, not charged. */
  readonly older: number
}

/** A clash of a new entry with an old one is charged to the new line, with the old one as related. */
export function chargeOf(report: Report, added: AddedLines): Charge {
  const linesByFile = new Map([...added].map(([file, lines]) => [file, new Set(lines)]))
  const isAdded = (file: string, line: number): boolean => linesByFile.get(file)?.has(line) === true
  const findings: ReportedFinding[] = []
  let older = 0
  for (const finding of report.findings) {
    const mine = chargedTo(finding, isAdded)
    if (mine !== undefined) findings.push(mine)
    else if (finding.severity !== 'info') older++
  }
  const links = report.links
    .map((link) => ({...link, occurrences: link.occurrences.filter(({file, line}) => isAdded(file, line))}))
    .filter(({occurrences}) => occurrences.length > 0)
  return {report: {...report, summary: {...report.summary, ...countsOf(findings, links)}, findings, links}, older}
}

function chargedTo(finding: ReportedFinding, isAdded: (file: string, line: number) => boolean): ReportedFinding | undefined {
  for (let line = finding.line; line <= finding.endLine; line++) if (isAdded(finding.file, line)) return finding
  const place = finding.related?.find(({file, line}) => isAdded(file, line))
  if (place === undefined) return undefined
  // The old line's fix and suggestion are about the old line.
  const {fix: _fix, suggestion: _suggestion, ...rest} = finding
  const others = (finding.related ?? []).filter((related) => related !== place)
  return {
    ...rest,
    file: place.file,
    line: place.line,
    column: place.column,
    endLine: place.line,
    endColumn: place.column,
    related: [{file: finding.file, line: finding.line, column: finding.column, message: 'the older entry'}, ...others],
  }
}

function countsOf(findings: readonly ReportedFinding[], links: readonly ReportedLink[]): Partial<Report['summary']> {
  const severity = (wanted: string): number => findings.filter((finding) => finding.severity === wanted).length
  const verdict = (wanted: string): number => links.filter((link) => link.verdict === wanted).length
  return {
    links: links.reduce((sum, {occurrences}) => sum + occurrences.length, 0),
    urls: links.length,
    ok: verdict('ok'),
    moved: verdict('moved'),
    dead: verdict('dead'),
    blocked: verdict('blocked'),
    error: verdict('error'),
    skipped: verdict('skipped'),
    errors: severity('error'),
    warnings: severity('warning'),
    infos: severity('info'),
  }
}
