/** Hosts that are asked too often, whether they say so or fail: how long they are left alone, and when a link is given up. */
import type {CheckOptions} from '../../core/options.ts'
import type {Clock} from '../schedule/clock.ts'
import type {Feedback, HostState} from '../schedule/host.ts'
import {type Allowance, retryAfterMs} from '../schedule/limits.ts'
import {failsAnyway} from '../schedule/pace.ts'
import {maxHostWaitMs} from '../schedule/retry.ts'
import type {Judgement} from '../verdict/judgement.ts'
import type {Page} from '../verdict/page.ts'
import type {Answered} from '../wire/fetch.ts'
import {startOver} from './follow.ts'
import type {HostMemory} from './methods.ts'
import type {Next, Settled, Visit} from './plan.ts'

export interface Decided {
  readonly feedback: Feedback
  readonly next: Next
  /** What the reply's body holds, if it was worth parsing. */
  readonly page?: Page
}

export interface Patience {
  /** The host said that it is asked too often. */
  limited(visit: Visit, host: HostState<unknown>, reply: Answered, allowance: Allowance | undefined): Decided
  /** The host failed, and not for this page alone: it is left alone like one that limits requests. */
  overloaded(visit: Visit, host: HostState<unknown>, judgement: Settled): Decided
  /** Nobody listens where somebody did before: the server is waited for until its host is given up. */
  restarted(visit: Visit, host: HostState<unknown>, judgement: Settled): Decided
}

/** How often a link may be the victim of its host's overload. */
export const maxPressed = 8
/** Pages that fail within this time of each other are taken to fail for one reason. */
const togetherMs = 10_000

const plain: Feedback = {kind: 'fine'}

/** The feedback of an answer. */
export function fine(visit: Visit, allowance: Allowance | undefined): Feedback {
  if (allowance === undefined && visit.pressed === 0) return plain
  return {kind: 'fine', ...(allowance !== undefined && {allowance}), ...(visit.pressed > 0 && {again: true})}
}

/**
 * Is a failure the host's, not the page's? It is if another page failed a moment ago: the host is down, being restarted, or limits
 * requests without saying so, as nginx does with a bare 503 and firewalls by closing connections.
 */
export function isHostsMatter(memory: HostMemory, host: HostState<unknown>, visit: Visit, nowMs: number): boolean {
  // The time for which a refusing host was left alone does not count, so until something gets through it is in the same trouble.
  const isAlone = memory.failedUrl === visit.url || !(host.pace.refusals > 0 || isTroubled(memory, nowMs))
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
  const isPassedOver = served > (visit.servedBefore ?? served)
  // One that has served pages is waited for by all of them together.
  visit.restsInVain = isPassedOver ? Number.POSITIVE_INFINITY : pace.hasServed ? 0 : pace.refusals
}

export function createPatience({options, clock}: {readonly options: CheckOptions; readonly clock: Clock}): Patience {
  /** Counts a refusal; true if it is one too many, or if no other link got through since the last one either, though the host had its rests. */
  const press = (visit: Visit, host: HostState<unknown>): boolean => {
    visit.pressed++
    const {retries} = options
    return visit.pressed > maxPressed || (visit.pressed > retries && visit.restsInVain >= retries && host.pace.successesSince === 0)
  }

  /** Where hosts said so after a temporary redirect, and which link was led there; '' if several were. */
  const notices = new Map<string, string>()

  /** Where several links are led, a limit is announced: the page is only at its own address. */
  const leaveNotice = (visit: Visit): void => {
    const first = visit.steps?.[0]?.from
    const status = visit.steps?.at(-1)?.status
    if (first === undefined || status === 301 || status === 308 || new URL(first).hostname !== visit.host) return
    const led = notices.get(visit.url) ?? first
    if (led === first) notices.set(visit.url, first)
    else {
      notices.set(visit.url, '')
      startOver(visit)
    }
  }

  /** A page that is refused once more lets others go first, which show whether it is the host. */
  const turnAfter = ({pressed}: Visit): Next => (pressed > 1 ? 'last' : 0)

  const leftInPeace = (visit: Visit, host: HostState<unknown>, judgement: Settled, isHopeless: boolean, isAgain: boolean): Decided => {
    const feedback: Feedback = {kind: 'limited', fails: true, ...(isAgain && {again: true})}
    visit.failed = judgement
    if (isHopeless) return {feedback, next: judgement}
    return {feedback, next: host.pace.refusals === 0 ? 'last' : turnAfter(visit)}
  }

  return {
    limited(visit, host, {status, headers}, allowance) {
      const renewedMs = status === 403 || allowance?.remaining === 0 ? allowance?.resetMs : undefined
      // `Retry-After: 0` is too soon for a host that has just refused.
      const waitMs = (retryAfterMs(headers, clock.wallNow()) || undefined) ?? renewedMs
      const feedback: Feedback = {
        kind: 'limited',
        ...(waitMs !== undefined && {waitMs}),
        ...(allowance !== undefined && {allowance}),
        ...(visit.pressed > 0 && {again: true}),
      }
      const isHopeless = press(visit, host)
      const because = waitMs !== undefined && waitMs > maxHostWaitMs ? `it asks to come back in ${Math.round(waitMs / 1000)} s` : undefined
      if (!isHopeless && because === undefined) {
        leaveNotice(visit)
        return {feedback, next: turnAfter(visit)}
      }
      const judgement: Judgement = {verdict: 'blocked', reason: 'rate-limited', ...(because !== undefined && {because})}
      return {feedback, next: {...judgement, status}}
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
