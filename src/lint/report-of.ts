/** Findings and verdicts → the report that every format is made from. */
import type {Finding} from '../core/finding.ts'
import {type Report, type ReportedFinding, type ReportedLink, type Summary, summaryCountsOf} from '../core/report.ts'
import {fingerprintOf, subjectOf} from '../core/subject.ts'
import {type LineIndex, lineIndexOf} from '../core/text/place.ts'
import type {Document} from '../markdown/document.ts'
import {version} from '../version.ts'

/** A document with the findings that remain. */
export interface LintedDocument {
  readonly document: Document
  readonly findings: readonly Finding[]
}

export interface NetworkPart {
  readonly links: readonly ReportedLink[]
  readonly requests: number
  /** Certificates were not verified. */
  readonly insecure?: boolean
}

/** What the summary says about the run itself. */
export interface RunFigures {
  /** Of the whole run. */
  readonly durationMs: number
  /** How many fixes were written; undefined where none were asked for. */
  readonly fixed?: number | undefined
  /** How many findings the baseline holds. */
  readonly known?: number
}

export function reportOf(linted: readonly LintedDocument[], network: NetworkPart, {durationMs, fixed, known = 0}: RunFigures): Report {
  const lineIndices = new Map(linted.map(({document}) => [document.path, document.lines]))
  const findings = linted.flatMap(({document, findings: own}) => own.map((finding) => reportedOf(finding, document, lineIndices)))
  const urls = new Set<string>()
  let links = 0
  for (const {document} of linted) {
    for (const {url} of document.links) {
      links++
      urls.add(url)
    }
  }
  const summary: Summary = {
    files: linted.length,
    links,
    urls: urls.size,
    ...summaryCountsOf(findings, network.links),
    requests: network.requests,
    durationMs: Math.round(durationMs),
    ...(network.insecure === true && {insecure: true}),
    ...(fixed !== undefined && {fixed}),
    ...(known > 0 && {known}),
  }
  return {schemaVersion: 1, tool: {name: 'paperlint', version}, summary, findings, links: network.links}
}

function reportedOf(finding: Finding, document: Document, lineIndices: ReadonlyMap<string, LineIndex>): ReportedFinding {
  const {rule, severity, message, url, fix, suggestion, related} = finding
  const {path: file, lines, source} = document
  const start = lines.pointAt(finding.start)
  const end = lines.pointAt(finding.end)
  // In the report's order of fields, and one by one: a list can have tens of thousands of findings.
  const reported: {-readonly [Key in keyof ReportedFinding]: ReportedFinding[Key]} = {
    rule,
    severity,
    message,
    file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
  if (url !== undefined) reported.url = url
  if (fix !== undefined) reported.fix = {...rangeOf(lines, fix.start, fix.end), replacement: fix.replacement}
  if (suggestion !== undefined) reported.suggestion = suggestion
  if (related !== undefined) {
    reported.related = related.map((other) => {
      const {line, column} = (lineIndices.get(other.file) ?? lineIndexOf('')).pointAt(other.start)
      return {file: other.file, line, column, message: other.message}
    })
  }
  reported.fingerprint = fingerprintOf(rule, file, subjectOf(finding, source))
  return reported
}

function rangeOf(lines: LineIndex, from: number, to: number): {line: number; column: number; endLine: number; endColumn: number} {
  const start = lines.pointAt(from)
  const end = lines.pointAt(to)
  return {line: start.line, column: start.column, endLine: end.line, endColumn: end.column}
}
