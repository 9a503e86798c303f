/** Whether JSON is a report: everything that reporters read must be there and have the right type. Keys of later versions are allowed. */
import {isList, isObject, type Json} from '../../config/shape.ts'
import {severities} from '../../core/finding.ts'
import {type Report, verdicts} from '../../core/report.ts'

/** What is wrong with a value, in words that begin with its place; undefined where nothing is. */
type Check = (value: Json | undefined, place: string) => string | undefined

/**
 * What keeps JSON from being a report, e.g. `findings[0].line is not a number`.
 *
 * @returns undefined where it is one
 */
export function faultOfReport(json: Json): string | undefined {
  return report(json, '')
}

/** The same as a type guard. */
export function isReport(json: Json): json is Json & Report {
  return faultOfReport(json) === undefined
}

const text: Check = (value, place) => (typeof value === 'string' ? undefined : `${place} is not text`)
const number: Check = (value, place) => (typeof value === 'number' ? undefined : `${place} is not a number`)
const one =
  (...of: readonly Json[]): Check =>
  (value, place) =>
    value !== undefined && of.includes(value) ? undefined : `${place} is none of ${of.join(', ')}`
const optional =
  (check: Check): Check =>
  (value, place) =>
    value === undefined ? undefined : check(value, place)
const list =
  (of: Check): Check =>
  (value, place) => {
    if (value === undefined || !isList(value)) return `${place} is not a list`
    for (const [index, item] of value.entries()) {
      const fault = of(item, `${place}[${index}]`)
      if (fault !== undefined) return fault
    }
    return undefined
  }
const record =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (!isObject(value)) return `${place || 'it'} is not an object`
    for (const [key, check] of Object.entries(keys)) {
      const fault = check(value[key], place === '' ? key : `${place}.${key}`)
      if (fault !== undefined) return fault
    }
    return undefined
  }

const position = {line: number, column: number}
const span = {...position, endLine: number, endColumn: number}
const place = {...position, file: text}

const finding = record({
  ...span,
  file: text,
  rule: text,
  severity: one(...severities),
  message: text,
  url: optional(text),
  fix: optional(record({...span, replacement: text})),
  suggestion: optional(text),
  related: optional(list(record({...place, message: text}))),
  fingerprint: optional(text),
})

const link = record({
  url: text,
  verdict: one(...verdicts),
  reason: text,
  status: optional(number),
  finalUrl: optional(text),
  via: text,
  attempts: number,
  durationMs: number,
  findings: optional(list(text)),
  history: optional(record({firstFailed: optional(text), failures: optional(number), lastAlive: optional(text)})),
  archived: optional(text),
  evidence: optional(list(text)),
  occurrences: list(record(place)),
})

const report = record({
  schemaVersion: one(1),
  tool: record({version: text}),
  summary: record({files: number, links: number, urls: number, requests: number, durationMs: number}),
  findings: list(finding),
  links: list(link),
})
