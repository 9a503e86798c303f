/** Hands on each link's verdict once: to the caller, the progress and the cache's entries. */

import type {Checked} from '../core/checked.ts'
import type {CheckOptions} from '../core/options.ts'
import {type CacheEntries, type CacheEntry, circumstancesOf, dateOf, updated} from './memory/cache.ts'
import {entryOf, historyOf, unasked} from './memory/remember.ts'
import type {Tally} from './progress.ts'
import type {Clock} from './schedule/clock.ts'
import type {Headers} from './schedule/limits.ts'
import type {Trace} from './trace.ts'
import type {Target} from './visit/plan.ts'

export interface DeliveryOptions {
  readonly options: CheckOptions
  readonly clock: Clock
  readonly tally: Tally
  readonly trace: Trace
  /** Verdicts of earlier runs. */
  readonly cached: CacheEntries
  take(checked: Checked): void
  /** Called after the last verdict. */
  onEnd(): void
}

export interface Delivery {
  /** Hands a verdict on, unless the link has one already. */
  put(member: number, checked: Checked, headers?: Headers): void
  /** Ends links without a verdict, all or those of `members`, with an `error`. */
  putRest(reason: string, members?: readonly number[]): void
  /** New entries for the cache. */
  readonly changed: readonly CacheEntry[]
  /** After this, nothing is handed on. */
  end(): void
  readonly ended: boolean
}

export function createDelivery(targets: readonly Target[], context: DeliveryOptions): Delivery {
  const {options, clock, tally, trace, cached} = context
  const delivered = new Uint8Array(targets.length)
  const changed: CacheEntry[] = []
  const under = circumstancesOf(options)
  let open = targets.length
  let ended = false

  const put = (member: number, checked: Checked, headers?: Headers): void => {
    // It comes too late: the run is over, or its deadline has given the link a verdict.
    if (ended || delivered[member] === 1) return
    delivered[member] = 1
    trace.verdict(checked)
    tally.count(checked)
    open--
    const {verdict, reason, via} = checked
    const remembers =
      options.cacheFile !== undefined && via !== 'cache' && verdict !== 'skipped' && reason !== 'offline' && reason !== 'deadline'
    if (remembers) {
      const entry = updated(cached.get(checked.url), entryOf(checked, dateOf(clock.wallNow()), headers, under))
      changed.push(entry)
      const history = historyOf(entry)
      context.take(history === undefined ? checked : {...checked, history})
    } else context.take(checked)
    if (open > 0) return
    ended = true
    context.onEnd()
  }

  return {
    put,
    putRest(reason, members = [...targets.keys()]) {
      for (const member of members) put(member, unasked(targets[member]?.url ?? '', {verdict: 'error', reason, because: reason}))
    },
    changed,
    end() {
      ended = true
    },
    get ended() {
      return ended
    },
  }
}
