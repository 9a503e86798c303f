/** Reviewdog Diagnostic Format, `-f=rdjson`. Source: reviewdog, `proto/rdf/reviewdog.proto`. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Report, ReportedFinding} from '../core/report.ts'
import {lineIndexOf} from '../core/text/place.ts'
import {visible} from './escape.ts'
import {byPlace} from './order.ts'
import type {ReportContext} from './reporter.ts'

const severities = {error: 'ERROR', warning: 'WARNING', info: 'INFO'} as const

interface Place {
  readonly line: number
  readonly column: number
}

type Positions = (place: Place) => Place

export function rdjson(report: Report, context: ReportContext): string {
  const positionsByFile = new Map<string, Positions>()
  const positionsIn = (name: string): Positions => getOrInsert(positionsByFile, name, (file) => bytePositions(context.sources.get(file)))
  const diagnostics = [...report.findings].sort(byPlace).map((finding) => diagnosticOf(finding, positionsIn, context))
  return `${JSON.stringify({source: {name: 'paperlint'}, diagnostics})}\n`
}

function diagnosticOf(finding: ReportedFinding, positionsIn: (file: string) => Positions, context: ReportContext): object {
  const at = positionsIn(finding.file)
  const url = context.rulePage(finding.rule)
  const {fix, related = []} = finding
  return {
    message: visible(finding.message),
    location: {path: finding.file, range: rangeOf(finding, at)},
    severity: severities[finding.severity],
    code: {value: finding.rule, ...(url !== undefined && {url})},
    ...(fix !== undefined && {suggestions: [{range: rangeOf(fix, at), text: fix.replacement}]}),
    ...(related.length > 0 && {
      related_locations: related.map(({file, message, ...place}) => ({
        message: visible(message),
        location: {path: file, range: {start: positionsIn(file)(place)}},
      })),
    }),
  }
}

function rangeOf(place: Place & {endLine: number; endColumn: number}, at: Positions): {start: Place; end: Place} {
  return {start: at(place), end: at({line: place.endLine, column: place.endColumn})}
}

/** The format counts columns in bytes of UTF-8; without the source only the line is certain to be right. */
function bytePositions(source: string | undefined): Positions {
  if (source === undefined) return ({line, column}) => ({line, column})
  const index = lineIndexOf(source)
  return ({line, column}) => {
    const before = index.textOf(line).slice(0, column - 1)
    return {line, column: Buffer.byteLength(before) + 1}
  }
}
