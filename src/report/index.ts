/** The catalogue of reporters: how a run's report is written, for people and for programs. */
import type {Report} from '../core/report.ts'
import type {RunRecord} from './history.ts'

export type FormatName = 'pretty' | 'json' | 'sarif' | 'junit' | 'markdown' | 'html' | 'github' | 'rdjson' | 'badge'

/** What a reporter may know beside the report. */
export interface ReportContext {
  /** Path as in the report → the document's text as it was judged. A document that is missing is reported without excerpts. */
  readonly sources: ReadonlyMap<string, string>
  readonly color: boolean
  /** Columns of the terminal; 80 in a pipe. */
  readonly width: number
  /** The terminal understands OSC 8. */
  readonly hyperlinks: boolean
  /** `pretty` shows findings of severity info. */
  readonly showInfos: boolean
  /** `pretty` shows errors only. */
  readonly quiet: boolean
  /** Address of the page that explains a rule. */
  rulePage(rule: string): string | undefined
  /** Address of the program's own page. */
  readonly homePage?: string
  /** Earlier runs, oldest first, for the charts of `html`. */
  readonly history?: readonly RunRecord[]
  /** When the run ended, epoch milliseconds; `html` and `junit` say it where it is known. */
  readonly finishedAtMs?: number
  /** Address of a file in the repository at the commit that was judged, with its line. */
  sourcePage?(file: string, line: number): string | undefined
}

/** The whole text, ending in a line feed. Pure: no printing, no process, no clock. */
export type Reporter = (report: Report, context: ReportContext) => string

/** Each is loaded when it is chosen, so that a run pays for one. */
export const reporters: Readonly<Record<FormatName, () => Promise<Reporter>>> = {
  pretty: async () => (await import('./pretty.ts')).pretty,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).htmlReport,
  github: async () => (await import('./github.ts')).github,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  badge: async () => (await import('./badge.ts')).badge,
}

/** True for the name of a reporter. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(reporters, name)
}
