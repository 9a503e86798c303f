/**
 * Ports where nobody listens: once they have refused often, and for some time, they are not asked any more. One that has answered before
 * is taken to be restarting.
 */

import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {refusedDelayMs} from '../schedule/retry.ts'

/** A server that is only being restarted is back by then, or has answered one of so many tries. */
const surelyAfterMs = refusedDelayMs + 1000
const surelyAfterTries = 8

export interface Refusals {
  /** A connection was refused. */
  add(origin: string, nowMs: number): void
  /** It answered, so somebody listens there, whatever it refused before. */
  answer(origin: string): void
  hasAnswered(origin: string): boolean
  /** How often it has refused, once that is enough to judge all links that are still to be asked there. */
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
