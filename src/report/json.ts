/** The report for programs: contract of schema version 1, one record a line, so that it can be grepped and diffed. */
import type {Report, ReportedFinding} from '../core/report.ts'
import {byPlace} from './order.ts'

export function json(report: Report): string {
  const {findings, links, ...head} = report
  const opening = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  return `{${opening.join(',\n')},\n"findings": ${listOf(inOrder(findings))},\n"links": ${listOf(links)}}\n`
}

function inOrder(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const sorted = findings.every((finding, index) => index === 0 || byPlace(findings[index - 1] ?? finding, finding) <= 0)
  return sorted ? findings : [...findings].sort(byPlace)
}

function listOf(records: readonly unknown[]): string {
  if (records.length === 0) return '[]'
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]`
}
