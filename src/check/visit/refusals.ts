/**
 * Ports where nobody listens: what they have refused often, and for some time, is no more asked of them. One that has answered is being
 * restarted, whatever it refuses. Pure but for the state given.
 */

import {getOrInsert} from '../../core/get-or-insert.ts'
import {refusedDelayMs} from '../schedule/retry.ts'

/** A server that is only being restarted is back before that, or answers one of so many. */
const surelyAfterMs = refusedDelayMs + 1000
const surelyAfterTries = 8

export interface Refusals {
  /** A connection was refused. */
  add(origin: string, nowMs: number): void
  /** It answered, so whatever it refused before, somebody listens there. */
  answer(origin: string): void
  hasAnswered(origin: string): boolean
  /** How often it has refused, once that is enough for all that is still to be asked there. */
  sureOf(origin: string, nowMs: number): number | undefined
  /** Nothing was refused, as in most runs. */
  readonly none: boolean
}

export function createRefusals(): Refusals {
  const byOrigin = new Map<string, {readonly sinceMs: number; tries: number}>()
  const answered = new Set<string>()
  return {
    add(origin, nowMs) {
      if (answered.has(origin)) return
      getOrInsert(byOrigin, origin, () => ({sinceMs: nowMs, tries: 0})).tries++
    },
    answer(origin) {
      answered.add(origin)
      byOrigin.delete(origin)
    },
    hasAnswered: (origin) => answered.has(origin),
    sureOf(origin, nowMs) {
      const known = byOrigin.get(origin)
      return known !== undefined && known.tries >= surelyAfterTries && nowMs - known.sinceMs >= surelyAfterMs ? known.tries : undefined
    },
    get none() {
      return byOrigin.size === 0
    },
  }
}
