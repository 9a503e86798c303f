/** Splits a report into what is charged to a pull request, the findings on lines that it adds, and what was there before. */
import {type Report, type ReportedFinding, type ReportedRelated, summaryCountsOf} from '../core/report.ts'
import {type AddedLines, touches} from '../git/line-ranges.ts'

export interface Charge {
  /** Findings and links of the added lines only, counted again. */
  readonly report: Report
  /** Errors and warnings elsewhere: counted, not charged. */
  readonly older: number
}

/** A clash of a new entry with old ones is charged once, to the new line, with the old ones as related. */
export function chargeOf(report: Report, added: AddedLines): Charge {
  const isAdded = (file: string, line: number, endLine = line): boolean => touches(added.get(file) ?? [], line, endLine)
  const findings: ReportedFinding[] = []
  const clashes = new Map<string, number>()
  let older = 0
  for (const finding of report.findings) {
    if (isAdded(finding.file, finding.line, finding.endLine)) {
      findings.push(finding)
      continue
    }
    const place = finding.related?.find(({file, line}) => isAdded(file, line))
    if (place === undefined) {
      if (finding.severity !== 'info') older++
      continue
    }
    const key = [finding.rule, place.file, place.line, place.column].join('\0')
    const known = clashes.get(key)
    const clash = known === undefined ? undefined : findings[known]
    if (known !== undefined && clash !== undefined) {
      findings[known] = {...clash, related: [...(clash.related ?? []), oldPlaceOf(finding)]}
    } else {
      clashes.set(key, findings.length)
      findings.push(clashOf(finding, place))
    }
  }
  const links = report.links
    .map((link) => ({...link, occurrences: link.occurrences.filter(({file, line}) => isAdded(file, line))}))
    .filter(({occurrences}) => occurrences.length > 0)
  const summary = {
    ...report.summary,
    links: links.reduce((sum, {occurrences}) => sum + occurrences.length, 0),
    urls: links.length,
    ...summaryCountsOf(findings, links),
  }
  return {report: {...report, summary, findings, links}, older}
}

/** The finding at the new line. Its words are about the old one, so they say where that is. */
function clashOf(finding: ReportedFinding, place: ReportedRelated): ReportedFinding {
  // The old line's fix and suggestion are about the old line.
  const {fix: _fix, suggestion: _suggestion, ...rest} = finding
  const {file, line, column} = place
  const others = (finding.related ?? []).filter((related) => related !== place)
  const old = finding.file === file ? `line ${finding.line}` : `${finding.file}:${finding.line}`
  return {
    ...rest,
    message: `Clash with the entry on ${old}: ${finding.message}`,
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
    related: [oldPlaceOf(finding), ...others],
  }
}

function oldPlaceOf({file, line, column}: ReportedFinding): ReportedRelated {
  return {file, line, column, message: 'the older entry'}
}
