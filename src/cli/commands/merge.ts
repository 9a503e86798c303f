/** `paperlint merge`: the JSON reports of several runs, such as the shards of one, as one report. */
import {readFileSync} from 'node:fs'
import {isAbsolute} from 'node:path'
import type {Json} from '../../config/shape.ts'
import {formatNames, type Report, type ReportedFinding, type ReportedLink, summaryCountsOf} from '../../core/report.ts'
import {didYouMean} from '../../core/text/nearest.ts'
import {UsageError} from '../../core/usage-error.ts'
import {withoutMark} from '../../disk/byte-order-mark.ts'
import {reasonOf} from '../../disk/fault.ts'
import {about} from '../../lint/about.ts'
import {reporters} from '../../report/index.ts'
import {byPlace} from '../../report/order.ts'
import {terminalOf} from '../../terminal.ts'
import {ExitStatus} from '../exit-status.ts'
import {writeOrPrint} from '../write-output.ts'
import type {CommandArguments} from './command.ts'
import {faultOfReport, isReport} from './report-shape.ts'

export async function merge({operands, options}: CommandArguments): Promise<number> {
  const wanted = options.get('format') ?? 'json'
  const format = formatNames.find((name) => name === wanted)
  if (format === undefined) {
    throw new UsageError(
      `Expected \`--format\` to be one of ${formatNames.join(', ')}, got \`${wanted}\`${didYouMean(wanted, formatNames)}`,
    )
  }
  const report = mergedReport(readReports(operands))
  const write = await reporters[format]()
  const output = options.get('output')
  const terminal = await terminalOf(output === undefined ? undefined : false)
  const text = write(report, {
    sources: sourcesOf(report),
    ...about,
    ...terminal,
    showInfos: false,
    quiet: false,
    finishedAtMs: Date.now(),
  })
  await writeOrPrint(text, output)
  return report.summary.errors > 0 ? ExitStatus.findings : ExitStatus.clean
}

function readReports(paths: readonly string[]): Report[] {
  const mistakes: string[] = []
  const reports = paths.flatMap((path): Report[] => {
    try {
      const json: Json = JSON.parse(withoutMark(readFileSync(path, 'utf8')))
      if (isReport(json)) return [json]
      mistakes.push(`Expected \`${path}\` to be a JSON report of paperlint: ${faultOfReport(json)}`)
    } catch (error) {
      mistakes.push(
        error instanceof SyntaxError ? `Expected \`${path}\` to be JSON: ${error.message}` : `Can't read \`${path}\`: ${reasonOf(error)}`,
      )
    }
    return []
  })
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return reports
}

/** Joins reports on the same files: each finding once, and for each link the verdict of the run that asked. */
function mergedReport(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new UsageError('Expected a report to merge')
  const findings = new Map<string, ReportedFinding>()
  const links = new Map<string, ReportedLink>()
  for (const report of reports) {
    for (const finding of report.findings)
      findings.set(JSON.stringify([finding.file, finding.line, finding.column, finding.rule, finding.message]), finding)
    for (const link of report.links) {
      const before = links.get(link.url)
      links.set(link.url, before === undefined ? link : {...moreDecided(before, link), occurrences: joined(before, link)})
    }
  }
  const allFindings = [...findings.values()].sort(byPlace)
  const allLinks = [...links.values()]
  const largest = (key: 'files' | 'links' | 'urls' | 'durationMs'): number => Math.max(...reports.map(({summary}) => summary[key]))
  return {
    schemaVersion: 1,
    tool: first.tool,
    summary: {
      files: largest('files'),
      links: Math.max(
        largest('links'),
        allLinks.reduce((sum, {occurrences}) => sum + occurrences.length, 0),
      ),
      urls: Math.max(largest('urls'), allLinks.length),
      ...summaryCountsOf(allFindings, allLinks),
      requests: reports.reduce((sum, {summary}) => sum + summary.requests, 0),
      // Shards run at the same time.
      durationMs: largest('durationMs'),
      ...(reports.some(({summary}) => summary.insecure) && {insecure: true}),
    },
    findings: allFindings,
    links: allLinks,
  }
}

function moreDecided(one: ReportedLink, other: ReportedLink): ReportedLink {
  const rank = ({verdict}: ReportedLink): number => (verdict === 'skipped' ? 0 : verdict === 'error' ? 1 : verdict === 'blocked' ? 2 : 3)
  return rank(other) > rank(one) ? other : one
}

function joined(one: ReportedLink, other: ReportedLink): ReportedLink['occurrences'] {
  const all = [...one.occurrences, ...other.occurrences]
  return [...new Map(all.map((place) => [`${place.file}\0${place.line}\0${place.column}`, place])).values()]
}

/** The files that are still there, for excerpts. */
function sourcesOf({findings}: Report): Map<string, string> {
  const sources = new Map<string, string>()
  for (const {file} of findings) {
    // A stranger's report must not make files outside of this folder show.
    if (sources.has(file) || isAbsolute(file) || file.split('/').includes('..')) continue
    try {
      sources.set(file, withoutMark(readFileSync(file, 'utf8')))
    } catch {
      // Reported without an excerpt.
    }
  }
  return sources
}
