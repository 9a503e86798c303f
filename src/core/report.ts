/** What a run found: the JSON report's shape (schema version 1, public API), and what every reporter is given. */
import type {Severity} from './finding.ts'

export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

export interface ReportedFix extends Position {
  readonly endLine: number
  readonly endColumn: number
  readonly replacement: string
}

export interface ReportedRelated extends Position {
  readonly file: string
  readonly message: string
}

export interface ReportedFinding extends Position {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** Relative to the working directory, with `/` on every system. */
  readonly file: string
  readonly endLine: number
  readonly endColumn: number
  readonly url?: string
  readonly fix?: ReportedFix
  /** What a person might write instead, where no safe edit exists. */
  readonly suggestion?: string
  readonly related?: readonly ReportedRelated[]
  /** Stays the same when the finding moves to other lines: hash of rule, file and subject. */
  readonly fingerprint?: string
}

export type Verdict = 'ok' | 'moved' | 'dead' | 'blocked' | 'error' | 'skipped'

/** The verdicts in the order in which summaries list them. */
export const verdicts: readonly Verdict[] = ['ok', 'moved', 'dead', 'blocked', 'error', 'skipped']

/** How a report can be written. */
export const formatNames = ['pretty', 'json', 'sarif', 'junit', 'markdown', 'html', 'github', 'rdjson', 'badge'] as const

export type FormatName = (typeof formatNames)[number]

/** The link works for a person, at this address or another. */
export const isAlive = ({verdict}: {readonly verdict: Verdict}): boolean => verdict === 'ok' || verdict === 'moved'

export interface Occurrence extends Position {
  readonly file: string
}

export interface ReportedLink {
  /** As written. */
  readonly url: string
  readonly verdict: Verdict
  /** Machine-readable cause, e.g. `not-found`, `dns`, `rate-limited`. */
  readonly reason: string
  /** Last HTTP status, where there was one. */
  readonly status?: number
  /** Where a permanent redirect leads: what to write instead. */
  readonly finalUrl?: string
  /** Who settled it: `http`, a resolver's name, `disk` for the list's own repository, or `cache`. */
  readonly via: string
  /** Requests sent for this link; a batch counts once for each link in it. */
  readonly attempts: number
  readonly durationMs: number
  /** Further observations, e.g. `fragment-missing`, `soft-404`, `insecure`. */
  readonly findings?: readonly string[]
  /** Since when it has failed, how often in a row, when it was last alive: ISO dates from the cache's history. */
  readonly history?: {readonly firstFailed?: string; readonly failures?: number; readonly lastAlive?: string}
  /** A copy in an archive, where one was asked for and found. */
  readonly archived?: string
  /** What was asked and what came back, one line each. */
  readonly evidence?: readonly string[]
  readonly occurrences: readonly Occurrence[]
}

export interface Summary {
  readonly files: number
  /** Link occurrences in the documents. */
  readonly links: number
  /** Distinct URLs among them. */
  readonly urls: number
  readonly ok: number
  readonly moved: number
  readonly dead: number
  readonly blocked: number
  readonly error: number
  readonly skipped: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly requests: number
  readonly durationMs: number
  /** Certificates were not verified. */
  readonly insecure?: true
  /** Fixes that `--fix` has written: the findings are what remains. */
  readonly fixed?: number
  /** Findings that are left out, as the baseline has them. */
  readonly known?: number
}

export interface Report {
  readonly schemaVersion: 1
  readonly tool: {readonly name: 'paperlint'; readonly version: string}
  readonly summary: Summary
  readonly findings: readonly ReportedFinding[]
  readonly links: readonly ReportedLink[]
}

/** The part of a summary that is counted. */
export function summaryCountsOf(
  findings: readonly Pick<ReportedFinding, 'severity'>[],
  links: readonly Pick<ReportedLink, 'verdict'>[],
): Pick<Summary, Verdict | 'errors' | 'warnings' | 'infos'> {
  const byVerdict: Record<Verdict, number> = {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0, skipped: 0}
  for (const {verdict} of links) byVerdict[verdict]++
  const bySeverity: Record<Severity, number> = {error: 0, warning: 0, info: 0}
  for (const {severity} of findings) bySeverity[severity]++
  return {...byVerdict, errors: bySeverity.error, warnings: bySeverity.warning, infos: bySeverity.info}
}
