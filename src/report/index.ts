/** The catalogue of reporters: how a run's report is written, for people and for programs. */
import type {FormatName} from '../core/report.ts'
import {json} from './json.ts'
import {pretty} from './pretty.ts'
import type {Reporter} from './reporter.ts'

/** Each is loaded when it is chosen, so that a run pays for one only; the two that most runs choose are there from the start. */
export const reporters: Readonly<Record<FormatName, () => Promise<Reporter>>> = {
  pretty: async () => pretty,
  json: async () => json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).htmlReport,
  github: async () => (await import('./github.ts')).github,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  badge: async () => (await import('./badge.ts')).badge,
}
