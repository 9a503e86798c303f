/** Joins the reports of a sharded run: `paperlint merge A.json B.json`. Pure. */
import {type Occurrence, type Report, type ReportedFinding, type ReportedLink, type Verdict, verdicts} from '../core/report.ts'

/** Of two reports on one link, the one that knows more: asked before skipped, then the worse verdict. */
const weight: Readonly<Record<Verdict, number>> = {skipped: 0, ok: 1, moved: 2, error: 3, blocked: 4, dead: 5}

function occurrencesOf(a: readonly Occurrence[], b: readonly Occurrence[]): readonly Occurrence[] {
  const byPlace = new Map<string, Occurrence>()
  for (const place of [...a, ...b]) byPlace.set(`${place.file}\n${place.line}:${place.column}`, place)
  return [...byPlace.values()].sort((x, y) => compare(x.file, y.file) || x.line - y.line || x.column - y.column)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * One report of several: links by URL, findings by what they say and where.
 *
 * @throws RangeError without a report
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new RangeError('Expected at least one report to merge')
  const links = new Map<string, ReportedLink>()
  const findings = new Map<string, ReportedFinding>()
  const files = new Set<string>()
  let requests = 0
  let durationMs = 0
  for (const report of reports) {
    requests += report.summary.requests
    durationMs = Math.max(durationMs, report.summary.durationMs)
    for (const finding of report.findings) {
      files.add(finding.file)
      const {rule, file, line, column, endLine, endColumn, message} = finding
      findings.set(JSON.stringify([rule, file, line, column, endLine, endColumn, message]), finding)
    }
    for (const link of report.links) {
      for (const {file} of link.occurrences) files.add(file)
      const known = links.get(link.url)
      if (known === undefined) links.set(link.url, link)
      else {
        const better = weight[link.verdict] > weight[known.verdict] ? link : known
        links.set(link.url, {...better, occurrences: occurrencesOf(known.occurrences, link.occurrences)})
      }
    }
  }
  const allFindings = [...findings.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  )
  const allLinks = [...links.values()]
  const count = (verdict: Verdict): number => allLinks.filter((link) => link.verdict === verdict).length
  const severity = (name: string): number => allFindings.filter((finding) => finding.severity === name).length
  const [ok = 0, moved = 0, dead = 0, blocked = 0, error = 0, skipped = 0] = verdicts.map(count)
  return {
    schemaVersion: 1,
    tool: first.tool,
    summary: {
      // Shards see the same files, also those without a link or a finding.
      files: Math.max(files.size, ...reports.map(({summary}) => summary.files)),
      links: allLinks.reduce((sum, link) => sum + link.occurrences.length, 0),
      urls: allLinks.length,
      ok,
      moved,
      dead,
      blocked,
      error,
      skipped,
      errors: severity('error'),
      warnings: severity('warning'),
      infos: severity('info'),
      requests,
      durationMs,
    },
    findings: allFindings,
    links: allLinks,
  }
}
