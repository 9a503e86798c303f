/** A report that a stranger may have written: narrowed field by field, cut to size. */
import {type Report, type ReportedFinding, type ReportedLink, summaryCountsOf, verdicts} from '../core/report.ts'
import {at, text} from './event.ts'

const mostRecords = 2000
const mostUnits = 2000

/** The report without invalid records; undefined if the whole is invalid. It is counted again. */
export function untrustedReportOf(value: unknown): Report | undefined {
  if (at(value, 'schemaVersion') !== 1) return undefined
  const findings = recordsOf(at(value, 'findings')).flatMap(findingOf)
  const links = recordsOf(at(value, 'links')).flatMap(linkOf)
  return {
    schemaVersion: 1,
    tool: {name: 'paperlint', version: ''},
    summary: {
      files: new Set(findings.map(({file}) => file)).size,
      links: links.length,
      urls: links.length,
      ...summaryCountsOf(findings, links),
      requests: 0,
      durationMs: 0,
    },
    findings,
    links,
  }
}

function findingOf(value: unknown): readonly ReportedFinding[] {
  const severity = at(value, 'severity')
  const [rule, message, file] = [short(at(value, 'rule')), short(at(value, 'message')), short(at(value, 'file'))]
  const place = placeOf(value)
  if (rule === undefined || message === undefined || file === undefined || place === undefined) return []
  if (severity !== 'error' && severity !== 'warning' && severity !== 'info') return []
  const replacement = short(at(at(value, 'fix'), 'replacement'))
  const [suggestion, url] = [short(at(value, 'suggestion')), short(at(value, 'url'))]
  const range = {...place, endLine: place.line, endColumn: place.column}
  return [
    {
      rule,
      severity,
      message,
      file,
      ...range,
      ...(url !== undefined && {url}),
      ...(suggestion !== undefined && {suggestion}),
      ...(replacement !== undefined && {fix: {...range, replacement}}),
    },
  ]
}

function linkOf(value: unknown): readonly ReportedLink[] {
  const [url, reason] = [short(at(value, 'url')), short(at(value, 'reason'))]
  const verdict = verdicts.find((name) => name === at(value, 'verdict'))
  if (url === undefined || reason === undefined || verdict === undefined) return []
  const finalUrl = short(at(value, 'finalUrl'))
  const status = at(value, 'status')
  const occurrences = recordsOf(at(value, 'occurrences')).flatMap((one) => {
    const [file, place] = [short(at(one, 'file')), placeOf(one)]
    return file === undefined || place === undefined ? [] : [{file, ...place}]
  })
  return [
    {
      url,
      reason,
      verdict,
      via: 'http',
      attempts: 0,
      durationMs: 0,
      occurrences,
      ...(finalUrl !== undefined && {finalUrl}),
      ...(typeof status === 'number' && Number.isInteger(status) && {status}),
    },
  ]
}

function placeOf(value: unknown): {readonly line: number; readonly column: number} | undefined {
  const [line, column] = [at(value, 'line'), at(value, 'column')]
  if (typeof line !== 'number' || typeof column !== 'number' || !Number.isSafeInteger(line) || !Number.isSafeInteger(column))
    return undefined
  return line > 0 && column > 0 ? {line, column} : undefined
}

function recordsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, mostRecords) : []
}

function short(value: unknown): string | undefined {
  return text(value)?.slice(0, mostUnits)
}
