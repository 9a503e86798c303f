/** What is remembered of earlier full runs, for the charts of the HTML report and the living issue. */
import type {Report, Verdict} from '../core/report.ts'

export interface RunRecord {
  /** When the run ended, epoch milliseconds. */
  readonly atMs: number
  readonly links: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly errors: number
  readonly warnings: number
}

/** One run as a line of the history. */
export function runRecordOf(report: Pick<Report, 'summary'>, atMs: number): RunRecord {
  const {links, ok, moved, dead, blocked, error, skipped, errors, warnings} = report.summary
  return {atMs, links, verdicts: {ok, moved, dead, blocked, error, skipped}, errors, warnings}
}
