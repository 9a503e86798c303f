/** When to ask once more. Pure. */
import type {Failure} from '../../core/probe.ts'

/** First delay after a failure; doubled with every further one. */
const baseDelayMs = 1000
const maxDelayMs = 8000

/**
 * How long to wait before the next try of the same link.
 *
 * @param tries failed tries so far, from 1
 * @param random a number in [0, 1)
 * @returns milliseconds, between half of the step and all of it
 *
 * Source: "Exponential Backoff And Jitter" (AWS Architecture Blog), its equal jitter: the random half spreads a crowd; the fixed half
 * gives a server that is being restarted the second or two that it needs.
 */
export function retryDelayMs(tries: number, random: number): number {
  const step = Math.min(maxDelayMs, baseDelayMs * 2 ** (tries - 1))
  return step * (0.5 + 0.5 * random)
}

/** Nobody may listen at a port because its server is just starting, which takes this long on a virtual machine. */
export const refusedDelayMs = 3000

/** Failures that another try may change. */
export function mayPass(failure: Failure, reason: string): boolean {
  switch (failure) {
    case 'reset':
    case 'timeout':
    case 'refused':
    case 'protocol':
      return true
    case 'dns':
      return reason === 'dns-temporary'
    case 'tls':
    case 'redirect-loop':
    case 'private-address':
    case 'offline':
    case 'aborted':
    case 'invalid-url':
      return false
    default:
      return failure satisfies never
  }
}

/** A `Retry-After` beyond this gives up: a report now beats an answer tomorrow. */
export const maxHostWaitMs = 60_000

/**
 * How long a host is left alone after it said "too many" without saying when to come back.
 *
 * @param times how often it said so in a row, from 1
 */
export function limitedWaitMs(times: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** (times - 1)) * (1 + 0.25 * random)
}
