/** The report for programs: contract of schema version 1, one record per line, so that it can be grepped and diffed. */
import type {Report, ReportedFinding} from '../core/report.ts'
import {byPlace} from './order.ts'

export function json(report: Report): string {
  return [...jsonParts(report)].join('')
}

/** The same in parts of bounded length: as one text, a long report would take as much memory as everything that it is made from. */
export function* jsonParts(report: Report): Generator<string, void, void> {
  const {findings, links, ...head} = report
  const opening = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  yield `{${opening.join(',\n')},\n"findings": `
  yield* listOf(inOrder(findings))
  yield ',\n"links": '
  yield* listOf(links)
  yield '}\n'
}

function inOrder(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const sorted = findings.every((finding, index) => index === 0 || byPlace(findings[index - 1] ?? finding, finding) <= 0)
  return sorted ? findings : [...findings].sort(byPlace)
}

const recordsInPart = 1000

function* listOf(records: readonly unknown[]): Generator<string, void, void> {
  if (records.length === 0) {
    yield '[]'
    return
  }
  for (let from = 0; from < records.length; from += recordsInPart) {
    const part = records.slice(from, from + recordsInPart).map((record) => JSON.stringify(record))
    yield `${from === 0 ? '[\n' : ',\n'}${part.join(',\n')}`
  }
  yield '\n]'
}
