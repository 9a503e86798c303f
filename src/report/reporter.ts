/** What a reporter is, and what it may know. */
import type {Report} from '../core/report.ts'
import type {RunRecord} from './history.ts'

/** What a reporter may know besides the report. */
export interface ReportContext {
  /** Path as in the report → the document's text as it was linted. A document that is missing is reported without excerpts. */
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
  /** How many lines were looked at, if only those that a change has added were. */
  readonly addedLines?: number
  /** Address of the program's own page. */
  readonly homePage: string
  /** Address of the page that explains a rule. */
  rulePage(rule: string): string | undefined
  /** What a rule finds, in a line. */
  ruleSummary(rule: string): string | undefined
  /** Earlier runs, oldest first, for the charts of `html`. */
  readonly history?: readonly RunRecord[]
  /** When the run ended, epoch milliseconds; `html` and `junit` say it if it is known. */
  readonly finishedAtMs?: number
  /** Address of a file in the repository at the commit that was linted, with its line. */
  sourcePage?(file: string, line: number): string | undefined
}

/** The whole text, ending in a line feed. Pure: no printing, no process, no clock. */
export type Reporter = (report: Report, context: ReportContext) => string
