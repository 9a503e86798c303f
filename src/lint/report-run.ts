/** The last stage of a run: what the baseline knows is left out, and the report is made of the rest. */
import type {Settings} from '../config/settings.ts'
import type {Report, ReportedLink} from '../core/report.ts'
import {type LintedDocument, reportOf} from './report-of.ts'

export interface Ran {
  readonly linted: readonly LintedDocument[]
  /** What the network said; undefined where it was not asked. */
  readonly network: {links(): readonly ReportedLink[]; readonly requests: number; readonly interrupted: boolean} | undefined
  /** How many fixes were written; undefined where none were asked for. */
  readonly fixed?: number | undefined
  /** When the run began, by `uptimeMs`. */
  readonly startedMs: number
}

/** A clock that costs nothing to load, unlike `performance`. */
export function uptimeMs(): number {
  return process.uptime() * 1000
}

/** @returns the report, and the documents with the findings that are in it */
export async function reportRun(
  {linted, network, fixed, startedMs}: Ran,
  settings: Settings,
  commandLine: {readonly changed?: string; readonly updateBaseline: boolean},
  workingDirectory: string,
): Promise<{readonly report: Report; readonly remaining: readonly LintedDocument[]}> {
  // A baseline of half a run would forget the other half.
  const isForgetful = network?.interrupted === true && commandLine.updateBaseline
  const remaining =
    settings.baseline !== undefined && !isForgetful
      ? await (await import('./baseline.ts')).withoutKnown(linted, settings, commandLine, workingDirectory)
      : linted
  const known = amountIn(linted) - amountIn(remaining)
  const {insecure} = settings.check
  const asked = network === undefined ? {links: [], requests: 0} : {links: network.links(), requests: network.requests, insecure}
  return {report: reportOf(remaining, asked, {durationMs: uptimeMs() - startedMs, fixed, known}), remaining}
}

function amountIn(linted: readonly LintedDocument[]): number {
  return linted.reduce((sum, {findings}) => sum + findings.length, 0)
}
