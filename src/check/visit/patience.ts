/** Hosts that are asked too much, whether they say so or fail: how long they are left alone, and when a link is given up. */
import type {CheckOptions} from '../../core/options.ts'
import type {Clock} from '../schedule/clock.ts'
import type {Feeling, HostState} from '../schedule/host.ts'
import {type Allowance, retryAfterMs} from '../schedule/limits.ts'
import {failsAnyway} from '../schedule/pace.ts'
import {maxHostWaitMs} from '../schedule/retry.ts'
import type {Judgement} from '../verdict/judgement.ts'
import type {Page} from '../verdict/page.ts'
import type {Answered} from '../wire/fetch.ts'
import type {HostMemory} from './methods.ts'
import type {Settled, Visit} from './plan.ts'

/** A verdict, the milliseconds after which the visit goes on, or its place behind all that waits at its host. */
export type Next = Settled | number | 'last'

export interface Decided {
  readonly feeling: Feeling
  readonly next: Next
  /** What the reply's body holds, where it is worth a look. */
  readonly page?: Page
}

export interface Patience {
  /** The host asked for peace. */
  limited(visit: Visit, host: HostState<unknown>, reply: Answered, allowance: Allowance | undefined): Decided
  /** The host failed, and not for this page alone: it is left in peace like one that asked for it. */
  overloaded(visit: Visit, host: HostState<unknown>, judgement: Settled): Decided
  /** Nobody listens where somebody did a moment ago: the server is waited for until its host is given up. */
  restarted(visit: Visit, host: HostState<unknown>, judgement: Settled): Decided
}

/** So often a link may be the victim of its host's overload. */
export const maxPressed = 8
/** Pages that fail within this time have one cause. */
const togetherMs = 10_000

const plain: Feeling = {kind: 'fine'}

/** How a host feels that answered. */
export function fine(visit: Visit, allowance: Allowance | undefined): Feeling {
  if (allowance === undefined && visit.pressed === 0) return plain
  return {kind: 'fine', ...(allowance !== undefined && {allowance}), ...(visit.pressed > 0 && {again: true})}
}

/**
 * Is a failure the host's matter? Another of its pages has failed a moment ago: it is down, is being restarted, or limits requests
 * without saying so, as nginx does by a bare 503 and firewalls by closing connections.
 */
export function isHostsMatter(memory: HostMemory, host: HostState<unknown>, visit: Visit, nowMs: number): boolean {
  const isAlone = memory.failedUrl === visit.url || !isTroubled(memory, nowMs)
  memory.failedUrl = visit.url
  memory.failedAtMs = nowMs
  return !isAlone && !failsAnyway(host.pace)
}

/** Has a page of the host failed a moment ago? */
export function isTroubled({failedUrl, failedAtMs}: HostMemory, nowMs: number): boolean {
  return failedUrl !== '' && nowMs - failedAtMs <= togetherMs
}

/** To be called before each request. */
export function noteRests(visit: Visit, {pace}: HostState<unknown>, memory: HostMemory): void {
  const served = memory.found + memory.answered
  if (visit.pressed > 0) visit.servedBefore ??= served
  visit.restsInVain = served > (visit.servedBefore ?? served) ? Number.POSITIVE_INFINITY : pace.refusals
}

export function createPatience({options, clock}: {readonly options: CheckOptions; readonly clock: Clock}): Patience {
  /** One more refusal; hopeless where nobody else was let through since the last one either, though the host had its rests. */
  const press = (visit: Visit, host: HostState<unknown>): boolean => {
    visit.pressed++
    const {retries} = options
    return visit.pressed > maxPressed || (visit.pressed > retries && visit.restsInVain >= retries && host.pace.successesSince === 0)
  }

  const leftInPeace = (visit: Visit, host: HostState<unknown>, judgement: Settled, isHopeless: boolean, isAgain: boolean): Decided => {
    const feeling: Feeling = {kind: 'limited', fails: true, ...(isAgain && {again: true})}
    visit.failed = judgement
    if (isHopeless) return {feeling, next: judgement}
    // Other pages show first whether it was the host; where they don't get through either, this one may as well.
    return {feeling, next: host.pace.refusals === 0 ? 'last' : 0}
  }

  return {
    limited(visit, host, {status, headers}, allowance) {
      const renewedMs = status === 403 || allowance?.remaining === 0 ? allowance?.resetMs : undefined
      // At once is too soon for whoever has just refused.
      const waitMs = (retryAfterMs(headers, clock.wallNow()) || undefined) ?? renewedMs
      const feeling: Feeling = {
        kind: 'limited',
        ...(waitMs !== undefined && {waitMs}),
        ...(allowance !== undefined && {allowance}),
        ...(visit.pressed > 0 && {again: true}),
      }
      const isHopeless = press(visit, host)
      const because = waitMs !== undefined && waitMs > maxHostWaitMs ? `it asks to come back in ${Math.round(waitMs / 1000)} s` : undefined
      if (!isHopeless && because === undefined) return {feeling, next: 0}
      const judgement: Judgement = {verdict: 'blocked', reason: 'rate-limited', ...(because !== undefined && {because})}
      return {feeling, next: {...judgement, status}}
    },

    overloaded(visit, host, judgement) {
      const isAgain = visit.pressed > 0
      return leftInPeace(visit, host, judgement, press(visit, host), isAgain)
    },

    restarted(visit, host, judgement) {
      const isAgain = visit.pressed > 0
      return leftInPeace(visit, host, judgement, ++visit.pressed > maxPressed, isAgain)
    },
  }
}
