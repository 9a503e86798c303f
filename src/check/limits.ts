/** What a reply says about how often its host wants to be asked: `Retry-After`, `RateLimit` and their relatives. Pure. */

/** Header values by lower-case name, as they come from the wire. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** The value of a header, several joined with `, `; undefined where there is none. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined || typeof value === 'string') return value
  return value.join(', ')
}

/**
 * Where a redirect leads, as written. Browsers take the same address sent twice for one, and follow none of two that differ.
 */
export function locationOf(headers: Headers): string | undefined {
  const value = headers['location']
  if (value === undefined || typeof value === 'string') return value?.trim()
  return value.every((one) => one.trim() === value[0]?.trim()) ? value[0]?.trim() : undefined
}

/**
 * Milliseconds that a `Retry-After` asks for, or undefined where it says nothing sensible.
 *
 * Both forms: seconds and an HTTP date, which may lie in the past (0). Source: RFC 9110 section 10.2.3.
 */
export function retryAfterMs(headers: Headers, wallNowMs: number): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim()
  if (value === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  // `Date.parse` reads `-1` and `12 soon` as years; an HTTP date names its weekday and its time.
  if (!/^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/.test(value)) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - wallNowMs)
}

/** What is left of a host's allowance. */
export interface Allowance {
  readonly remaining: number
  /** Until the allowance is renewed. */
  readonly resetMs: number
  /** The pace that the policy works out to, where it is told. */
  readonly intervalMs?: number
}

const numberAfter = (text: string, pattern: RegExp): number | undefined => {
  const match = pattern.exec(text)
  return match?.[1] === undefined ? undefined : Number(match[1])
}

/** `limit;w=seconds` or `"name";q=limit;w=seconds` as milliseconds per request. */
function policyIntervalMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const windowSeconds = numberAfter(text, /;\s*w=(\d+)/)
  const quota = numberAfter(text, /;\s*q=(\d+)/) ?? numberAfter(text, /(?:^|[\s,])(\d+)\s*;\s*w=/)
  return windowSeconds === undefined || !quota ? undefined : (windowSeconds * 1000) / quota
}

/**
 * The allowance that a reply announces.
 *
 * Sources: draft-ietf-httpapi-ratelimit-headers (version 3: three headers, version 6: `limit=…, remaining=…, reset=…`,
 * version 8: `"name";r=…;t=…` and a policy), GitHub's and others' `x-ratelimit-*`, whose reset is an epoch.
 */
export function allowanceOf(headers: Headers, wallNowMs: number): Allowance | undefined {
  const combined = headerOf(headers, 'ratelimit')
  let remaining: number | undefined
  let reset: number | undefined
  if (combined !== undefined) {
    remaining = numberAfter(combined, /(?:remaining=|;\s*r=)(\d+)/)
    reset = numberAfter(combined, /(?:reset=|;\s*t=)(\d+)/)
  }
  for (const prefix of ['ratelimit-', 'x-ratelimit-', 'x-rate-limit-']) {
    if (remaining !== undefined) break
    remaining = numberAfter(headerOf(headers, `${prefix}remaining`) ?? '', /^\s*(\d+)/)
    reset = numberAfter(headerOf(headers, `${prefix}reset`) ?? '', /^\s*(\d+(?:\.\d+)?)/)
  }
  if (remaining === undefined || reset === undefined) return undefined
  // Below a year in seconds it is a delay, in between an epoch in seconds, above that one in milliseconds.
  const resetMs = reset < 31_536_000 ? reset * 1000 : Math.max(0, (reset < 1e11 ? reset * 1000 : reset) - wallNowMs)
  const intervalMs = policyIntervalMs(headerOf(headers, 'ratelimit-policy')) ?? policyIntervalMs(headerOf(headers, 'ratelimit-limit'))
  return {remaining, resetMs, ...(intervalMs !== undefined && {intervalMs})}
}

/**
 * Does the reply refuse because the host was asked too often?
 *
 * 429 by RFC 6585, and 420 as Twitter's API once put it; 503 with `Retry-After` by RFC 9110; GitHub answers 403 with `x-ratelimit-remaining: 0`, or with
 * `Retry-After` for its secondary limits.
 */
export function isLimited(status: number, headers: Headers): boolean {
  if (status === 429 || status === 420) return true
  if (status === 503) return headers['retry-after'] !== undefined
  return status === 403 && (headers['retry-after'] !== undefined || headerOf(headers, 'x-ratelimit-remaining')?.trim() === '0')
}
