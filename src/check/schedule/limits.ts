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
 * Where a redirect leads, as written. Browsers take the same address sent twice as one, and follow neither of two that differ.
 */
export function locationOf(headers: Headers): string | undefined {
  const value = headers['location']
  if (value === undefined || typeof value === 'string') return value?.trim()
  return value.every((one) => one.trim() === value[0]?.trim()) ? value[0]?.trim() : undefined
}

/** A moment as headers write it, in epoch milliseconds: the three forms of an HTTP date (RFC 9110 section 5.6.7), and ISO 8601. */
function momentOf(text: string): number | undefined {
  // `Date.parse` reads `-1` and `12 soon` as years; a date names its weekday and its time.
  const isHttpDate = /^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/.test(text)
  if (!isHttpDate && !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined
  // The form of C's `asctime` has no zone but means UTC.
  const at = Date.parse(isHttpDate && /\d{4}$/.test(text) ? `${text} GMT` : text)
  return Number.isNaN(at) ? undefined : at
}

/** The time to compare a reply's dates with: its own `Date` if it has one, as clocks differ, and this machine's may be wrong. */
function nowOf(headers: Headers, wallNowMs: number): number {
  return momentOf(headerOf(headers, 'date')?.trim() ?? '') ?? wallNowMs
}

/** `90`, and other ways to write it: `90s`, `1m30s`, `2 minutes`. Source: tcort/link-check issue 24. */
const duration = /^(?=\d)(?:(\d+) ?h(?:(?:ou)?rs?)?)? ?(?:(\d+) ?m(?:in(?:ute)?s?)?)? ?(?:(\d+(?:\.\d+)?)(?: ?s(?:ec(?:ond)?s?)?)?)?$/i

/** Milliseconds to wait, from a duration or a moment. */
function waitOf(text: string, wallNowMs: number): number | undefined {
  const parts = duration.exec(text)
  if (parts !== null) return (Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0)) * 1000
  const at = momentOf(text)
  return at === undefined ? undefined : Math.max(0, at - wallNowMs)
}

/**
 * Milliseconds that a `Retry-After` asks for, or undefined if it makes no sense; if there are several, the longest.
 *
 * Both forms: seconds and a date, which may lie in the past (0). Source: RFC 9110 section 10.2.3.
 */
export function retryAfterMs(headers: Headers, wallNowMs: number): number | undefined {
  const value = headers['retry-after']
  const nowMs = nowOf(headers, wallNowMs)
  const waits = (typeof value === 'string' ? [value] : (value ?? [])).flatMap((one) => waitOf(one.trim(), nowMs) ?? [])
  return waits.length === 0 ? undefined : Math.max(...waits)
}

/** What is left of a host's allowance. */
export interface Allowance {
  readonly remaining: number
  /** Until the allowance is renewed. */
  readonly resetMs: number
  /** The pace that the policy amounts to, if there is one. */
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

/** The state with least left, if there are several policies: `"hour";r=90;t=3000, "burst";r=2;t=9`. */
function tightestOf(text: string): string {
  const states = text.split(',').filter((state) => /;\s*r=\d/.test(state))
  const leftIn = (state: string): number => numberAfter(state, /;\s*r=(\d+)/) ?? 0
  return states.length < 2 ? text : states.reduce((tightest, state) => (leftIn(state) < leftIn(tightest) ? state : tightest))
}

/** What a reset says, as milliseconds from now: a delay, an epoch in seconds or in milliseconds, or a date. */
function delayOf(text: string | undefined, wallNowMs: number): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+(?:\.\d+)?$/.test(text)) return waitOf(text, wallNowMs)
  const reset = Number(text)
  // Below a year it is a delay in seconds; larger numbers are an epoch in seconds, very large ones in milliseconds.
  return reset < 31_536_000 ? reset * 1000 : Math.max(0, (reset < 1e11 ? reset * 1000 : reset) - wallNowMs)
}

/**
 * The allowance that a reply announces.
 *
 * Sources: draft-ietf-httpapi-ratelimit-headers (version 3: three headers, version 6: `limit=…, remaining=…, reset=…`,
 * version 8: `"name";r=…;t=…` and a policy), GitHub's and others' `x-ratelimit-*`, whose reset is an epoch.
 */
export function allowanceOf(headers: Headers, wallNowMs: number): Allowance | undefined {
  if (!speaksOfRates(headers)) return undefined
  const nowMs = nowOf(headers, wallNowMs)
  const combined = tightestOf(headerOf(headers, 'ratelimit') ?? '')
  let remaining = numberAfter(combined, /(?:remaining=|;\s*r=)(\d+)/)
  let resetMs = delayOf(/(?:reset=|;\s*t=)(\d+)/.exec(combined)?.[1], nowMs)
  for (const prefix of ['ratelimit-', 'x-ratelimit-', 'x-rate-limit-']) {
    if (remaining !== undefined) break
    remaining = numberAfter(headerOf(headers, `${prefix}remaining`) ?? '', /^\s*(\d+)/)
    const after = Number(headerOf(headers, `${prefix}reset-after`) ?? Number.NaN) * 1000
    resetMs = Number.isNaN(after) ? delayOf(headerOf(headers, `${prefix}reset`)?.trim(), nowMs) : after
  }
  if (remaining === undefined || resetMs === undefined) return undefined
  const intervalMs = policyIntervalMs(headerOf(headers, 'ratelimit-policy')) ?? policyIntervalMs(headerOf(headers, 'ratelimit-limit'))
  return {remaining, resetMs, ...(intervalMs !== undefined && {intervalMs})}
}

/** A cheap test, as every reply goes through it and most have no such headers. */
function speaksOfRates(headers: Headers): boolean {
  for (const name in headers) if (name.includes('rate')) return true
  return false
}

/**
 * Does the reply refuse because the host was asked too often?
 *
 * 429 by RFC 6585, and 420 as Twitter's API once put it; 503 with `Retry-After` by RFC 9110, likewise 529 and other 5xx; GitHub answers 403
 * with `x-ratelimit-remaining: 0`, or with `Retry-After` for its secondary limits.
 */
export function isLimited(status: number, headers: Headers): boolean {
  if (status === 429 || status === 420) return true
  if (status >= 500 && status < 600) return headers['retry-after'] !== undefined
  return status === 403 && (headers['retry-after'] !== undefined || headerOf(headers, 'x-ratelimit-remaining')?.trim() === '0')
}
