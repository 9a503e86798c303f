/** How many requests a host gets at once, and how far apart. */
import type {CheckOptions} from '../../core/options.ts'
import type {Source} from '../../core/registry/resolver.ts'

export interface HostLimits {
  readonly intervalMs: number
  readonly slots: number
  /** Most requests at once until the first reply. */
  readonly firstSlots: number
}

/** Browsers open six connections to a host at a time; TLS costs more, for both sides. */
const plainSlots = 8
const tlsSlots = 4

/** Most connections to an origin. */
export function slotsOf(origin: string): number {
  return origin.startsWith('https:') ? tlsSlots : plainSlots
}

const mostConnectMs = 10_000

/** How long connecting may take, in milliseconds: behind a load balancer some attempts hang, while the next succeeds at once. */
export function connectMsFor({timeoutMs}: Pick<CheckOptions, 'timeoutMs'>): number {
  return Math.min(mostConnectMs, timeoutMs / 2)
}

/** The limits of a host: what the user set for it; else a registry's own, or for pages what the user set for all, else what browsers do. */
export function hostLimitsFor(host: string, {hosts}: CheckOptions, asked: Source | string, pages = 0): HostLimits {
  const own = hosts[host]
  if (typeof asked !== 'string') {
    const slots = own?.concurrency ?? asked.concurrency
    return {intervalMs: own?.intervalMs ?? asked.intervalMs, slots, firstSlots: slots}
  }
  const others = hosts['*']
  const slots = own?.concurrency ?? others?.concurrency ?? slotsOf(asked)
  return {intervalMs: own?.intervalMs ?? others?.intervalMs ?? 0, slots, firstSlots: firstSlotsFor(pages, slots)}
}

/**
 * A host first gets a single request, which shows whether it limits requests, and whether HEAD will do; with very many pages, a few
 * requests that turn out to be useless don't matter.
 */
function firstSlotsFor(pages: number, slots: number): number {
  if (pages < 2) return slots
  return pages < 48 ? 1 : 4
}

/** Why a host is not asked any more, in words. */
export function givenUpBecause(host: string, reason: string): string {
  if (reason === 'offline') return 'this machine seems to be offline'
  return reason === 'rate-limited'
    ? `${host} limits requests, so it was not asked further`
    : `${host} can't be reached, so it was not asked further`
}
