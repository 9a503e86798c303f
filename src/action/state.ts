/** What the schedule remembers between its runs: which links were dead on which days, and the counts of each run. */
import {createHash} from 'node:crypto'
import {isAlive, type Report} from '../core/report.ts'
import {type RunRecord, runRecordOf} from '../report/history.ts'
import {at, text} from './event.ts'

/** One link that was found dead. */
export interface DeadLink {
  /** Hash of the URL: the state is kept in a public issue, where a URL would become a link. */
  readonly key: string
  /** ISO days. */
  readonly firstDead: string
  readonly lastDead: string
  /** Days on which it was found dead, in a row; two make it certain. */
  readonly strikes: number
}

export interface State {
  /** When it was written, epoch milliseconds. */
  readonly atMs: number
  readonly dead: readonly DeadLink[]
  readonly runs: readonly RunRecord[]
}

export const emptyState: State = {atMs: 0, dead: [], runs: []}

export const strikesNeeded = 2
const day = /^\d{4}-\d{2}-\d{2}$/
const mostRuns = 120
const mostDead = 2000

/**
 * The state after one more full run. A link that is undecided, or was not asked about, keeps its strikes; one that somebody has excluded is
 * forgotten.
 *
 * @param firstStrikes what the first look counts for: if nothing is remembered there is no second one
 */
export function nextState(state: State, report: Pick<Report, 'links' | 'summary'>, nowMs: number, firstStrikes = 1): State {
  const today = new Date(nowMs).toISOString().slice(0, 10)
  const before = new Map(state.dead.map((link) => [link.key, link]))
  const dead = report.links.flatMap(({url, verdict, reason, history}): DeadLink[] => {
    const key = keyOf(url)
    const known = before.get(key)
    if (isAlive({verdict}) || reason === 'excluded') return []
    if (verdict !== 'dead') return known === undefined ? [] : [known]
    if (known !== undefined) {
      return [{...known, lastDead: today, strikes: known.lastDead === today ? known.strikes : known.strikes + 1}]
    }
    // The verdict cache may have seen it die before the state was lost.
    const firstFailed = history?.firstFailed?.slice(0, 10) ?? ''
    const firstDead = day.test(firstFailed) ? firstFailed : today
    return [{key, firstDead, lastDead: today, strikes: firstDead < today ? strikesNeeded : firstStrikes}]
  })
  return {atMs: nowMs, dead: dead.slice(0, mostDead), runs: [...state.runs, runRecordOf(report, nowMs)].slice(-mostRuns)}
}

/** Name of a URL in the state; hexadecimal, as an HTML comment must not contain two hyphens. */
export function keyOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 16)
}

/** The newer of two; nothing is merged, as each was whole when it was written. */
export function newerOf(a: State, b: State): State {
  return b.atMs > a.atMs ? b : a
}

/** The state as one line without angle brackets or double hyphens, fit for an HTML comment. */
export function writeState(state: State, withRuns: boolean): string {
  return Buffer.from(JSON.stringify({v: 1, ...state, runs: withRuns ? state.runs : []})).toString('base64url')
}

/** The state, or the empty one if the text holds none: anyone may have cut or edited it. */
export function readState(written: string): State {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(written, 'base64url').toString())
  } catch {
    return emptyState
  }
  const atMs = at(value, 'atMs')
  if (at(value, 'v') !== 1 || typeof atMs !== 'number') return emptyState
  return {atMs, dead: listOf(at(value, 'dead')).flatMap(deadLinkOf), runs: listOf(at(value, 'runs')).filter(isRunRecord)}
}

function deadLinkOf(value: unknown): readonly DeadLink[] {
  const [key, firstDead, lastDead, strikes] = [at(value, 'key'), at(value, 'firstDead'), at(value, 'lastDead'), at(value, 'strikes')]
  if (typeof key !== 'string' || !/^[0-9a-f]{16}$/.test(key) || typeof strikes !== 'number') return []
  if (!day.test(text(firstDead) ?? '') || !day.test(text(lastDead) ?? '')) return []
  return [{key, firstDead: `${firstDead}`, lastDead: `${lastDead}`, strikes}]
}

function isRunRecord(value: unknown): value is RunRecord {
  const verdicts = at(value, 'verdicts')
  const numbers = ['ok', 'moved', 'dead', 'blocked', 'error', 'skipped'].map((verdict) => at(verdicts, verdict))
  return [...numbers, at(value, 'atMs'), at(value, 'links'), at(value, 'errors'), at(value, 'warnings')].every(
    (number) => typeof number === 'number' && Number.isFinite(number) && number >= 0,
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
