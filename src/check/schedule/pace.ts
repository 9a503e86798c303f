/** How fast one host may be asked: what the user set, what its headers say, and what its refusals teach. Pure apart from the `Pace` given. */
import type {Allowance} from './limits.ts'
import {maxHostWaitMs} from './retry.ts'

export interface Pace {
  /** Least time between the starts of two requests. */
  intervalMs: number
  /** Set by the user or a service's etiquette: never shortened. */
  readonly floorMs: number
  /** The longest interval that was refused. */
  tooFastMs: number
  /** The shortest interval that worked for a while. */
  safeMs: number
  /** Successes since the interval last changed. */
  streak: number
  /** Refusals in a row, and when the first of them came. */
  refusals: number
  refusedSinceMs: number
  /** It has answered as it should at least once. */
  hasServed: boolean
  /** When the wait after the last refusal ends, and the successes since that refusal. */
  pausedUntilMs: number
  successesSince: number
  /** Pages in a row whose first request was refused, while no second request was. */
  newcomersRefused: number
  /** Failures after which it was left alone; half of one counts where the pace explains it. */
  failures: number
  /** How long the host was left alone after its last refusal. */
  lastWaitMs: number
  /** Counts refusals: one of a request that started in an earlier epoch was dealt with already. */
  epoch: number
  /** How many requests the host still allows, and until when that holds. */
  left: number
  leftUntilMs: number
}

export function createPace(intervalMs: number): Pace {
  return {
    intervalMs,
    floorMs: intervalMs,
    tooFastMs: 0,
    safeMs: Number.POSITIVE_INFINITY,
    streak: 0,
    refusals: 0,
    refusedSinceMs: 0,
    hasServed: false,
    pausedUntilMs: Number.NEGATIVE_INFINITY,
    successesSince: 0,
    newcomersRefused: 0,
    failures: 0,
    lastWaitMs: 0,
    epoch: 0,
    left: Number.POSITIVE_INFINITY,
    leftUntilMs: 0,
  }
}

/** First guess after a refusal by a host that was asked without intervals: most real limits are milder. */
const firstIntervalMs = 250
/** Hosts that want longer ones get them through the waits after refusals. */
const maxIntervalMs = 10_000
/** A host that refuses more pages' first requests than this in a row, at ever longer intervals, but no second ones, does not mind the pace. */
const mostNewcomersRefused = 5
/** A refusal makes the interval longer by at least this factor, whatever was observed. */
const leastStep = 1.08
/** An interval that overloads nobody. */
const slowMs = 1000
/** The longest interval for a host that fails anyway. */
const failingMs = 500
/** A limit shows in fewer failures; a host that fails more often has troubles of its own, and a run must not wait for that. */
const mostFailures = 6
/** So many successes show that an interval works. */
const provenBy = 3

/**
 * After a refusal: finds an interval between the one refused and one that is known to work.
 *
 * @param epoch `pace.epoch` at the start of the refused request; refusals of requests that were under way together count once
 * @param waitMs how long the host is left alone now
 * @param kind `again`: the page had been refused before; `fails`: the host is in trouble, perhaps not because of too many requests
 * @returns true for the first refusal of its epoch
 */
export function slowDown(pace: Pace, epoch: number, nowMs: number, waitMs: number, kind: {again?: true; fails?: true} = {}): boolean {
  if (epoch !== pace.epoch) return false
  pace.newcomersRefused = kind.again === true ? 0 : pace.newcomersRefused + 1
  pace.epoch++
  const isFirst = pace.refusals++ === 0
  if (isFirst) pace.refusedSinceMs = nowMs
  pace.lastWaitMs = waitMs
  if (kind.fails === true) {
    // Those in a row are one trouble. A host that fails when it is asked faster than has gone well may well mean the pace.
    if (isFirst) pace.failures += pace.intervalMs < pace.safeMs && pace.safeMs < Number.POSITIVE_INFINITY ? 0.5 : 1
    if (refusesNewcomers(pace)) pace.intervalMs = pace.floorMs
    else if (failsAnyway(pace)) pace.intervalMs = Math.max(pace.floorMs, Math.min(pace.intervalMs, failingMs))
    // A host that fails when asked once a second has not been asked too fast.
    if (failsAnyway(pace) || pace.intervalMs >= slowMs) return true
  }
  // What is refused after a rest was too early, not too fast.
  if (!isFirst) return true
  const {intervalMs, successesSince} = pace
  pace.tooFastMs = Math.max(pace.tooFastMs, intervalMs)
  if (pace.safeMs <= pace.tooFastMs) pace.safeMs = Number.POSITIVE_INFINITY // A burst allowance had made it look safe.
  // The host let so many pass between two refusals that it can't want longer intervals than this.
  const observed = successesSince >= 2 ? (nowMs + waitMs - pace.pausedUntilMs) / successesSince : Number.POSITIVE_INFINITY
  const upper = Math.min(pace.safeMs, observed)
  let next: number
  if (intervalMs === 0 || refusesNewcomers(pace)) next = firstIntervalMs
  else if (pace.safeMs < Number.POSITIVE_INFINITY) next = pace.safeMs
  // One that fails is not tried as often, so it gets the pace that it has kept up.
  else if (kind.fails === true && observed < slowMs) next = observed
  // The longer it went well, the less has to change.
  else next = Math.min(intervalMs * (1 + 1 / Math.max(1, successesSince)), Math.sqrt(intervalMs * upper))
  const least = refusesNewcomers(pace) ? 0 : intervalMs * leastStep
  pace.intervalMs = Math.max(pace.floorMs, Math.min(maxIntervalMs, Math.max(next, least)))
  pace.streak = 0
  pace.successesSince = 0
  pace.pausedUntilMs = nowMs + waitMs
  return true
}

/** Are pages' first requests refused at any pace? */
function refusesNewcomers(pace: Pace): boolean {
  return pace.newcomersRefused > mostNewcomersRefused
}

/** After so many refusals in a row a host is left alone for good, unless it has served pages: limits count for a minute, and so do restarts. */
const mostRefusals = 4

/** Has a host been waited for as long as is worthwhile? */
export function isSpent({refusals, refusedSinceMs, hasServed}: Pace, nowMs: number): boolean {
  return refusals > mostRefusals && (!hasServed || nowMs - refusedSinceMs >= maxHostWaitMs)
}

/** Does the host fail however gently it is asked? */
export function failsAnyway(pace: Pace): boolean {
  return pace.failures >= mostFailures || refusesNewcomers(pace)
}

/**
 * After a success: once an interval has proved itself, tries a shorter one if that pays.
 *
 * @param waiting requests still to come
 * @param isNewcomer the page had not been refused before
 */
export function speedUp(pace: Pace, epoch: number, waiting: number, isNewcomer: boolean): void {
  pace.refusals = 0
  pace.hasServed = true
  if (isNewcomer) pace.newcomersRefused = 0
  if (epoch !== pace.epoch) return
  pace.streak++
  pace.successesSince++
  const {intervalMs} = pace
  if (intervalMs <= pace.floorMs || pace.streak < provenBy) return
  pace.safeMs = Math.min(pace.safeMs, intervalMs)
  pace.streak = 0
  const next = Math.max(pace.floorMs, pace.tooFastMs > 0 ? Math.sqrt(pace.tooFastMs * intervalMs) : intervalMs / 2)
  // Half of such tries are refused, and each refusal costs a wait.
  if (next > intervalMs * 0.94 || waiting * (intervalMs - next) < 2 * pace.lastWaitMs) return
  pace.intervalMs = next
}

/**
 * Applies what the host announced. The policy's pace is used only if the allowance won't last for all that is still to come.
 *
 * @param inFlight requests under way that the reply may not have counted yet
 */
export function allow(pace: Pace, allowance: Allowance, nowMs: number, inFlight: number, waiting: number): void {
  pace.left = Math.max(0, allowance.remaining - inFlight)
  pace.leftUntilMs = nowMs + allowance.resetMs
  if (allowance.intervalMs !== undefined) {
    pace.intervalMs = Math.max(pace.floorMs, waiting > pace.left ? allowance.intervalMs : pace.floorMs)
  }
}
