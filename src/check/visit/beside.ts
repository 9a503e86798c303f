/** A request besides a visit's own, whose reply decides about a verdict that was put off. */
import type {CheckOptions} from '../../core/options.ts'
import type {Headers} from '../schedule/limits.ts'
import {isHtml, judge} from '../verdict/judge.ts'
import type {Judgement} from '../verdict/judgement.ts'
import {readPage} from '../verdict/page.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import type {Answered, Reply, Wire} from '../wire/fetch.ts'
import {remap} from '../wire/remap.ts'
import {lineOf} from './evidence.ts'
import {pageBytes, type Settled, type Visit} from './plan.ts'

export interface BesideOptions {
  readonly options: CheckOptions
  wire(): Promise<Wire>
  settle(visit: Visit, settled: Settled, headers?: Headers): void
  onRequest(visit: Visit, line: string, headers?: Headers): void
}

/** Asks for a URL on a visit's behalf: the request counts as the visit's and is part of its evidence. */
export type AskBeside = (visit: Visit, method: 'GET' | 'HEAD', url: string, timeoutMs: number, onSent: () => void) => Promise<Reply>

/**
 * @param share makes equal lines of evidence one string in memory
 * @param headers of every request
 */
export function createBeside(
  {options, wire, onRequest}: BesideOptions,
  share: (line: string) => string,
  headers: Readonly<Record<string, string>>,
): AskBeside {
  return async (visit, method, url, timeoutMs, onSent) => {
    const own = ownHeadersFor(visit, url, new URL(url).hostname, options)
    const target = new URL(remap(url, options))
    const reply = await (await wire()).send({
      method,
      origin: target.origin,
      path: target.pathname + target.search,
      headers: own === undefined ? headers : {...headers, ...own},
      timeoutMs,
      onSent,
      wanted: (status, found) => (status === 200 && isHtml(found) ? pageBytes : 0),
    })
    visit.requests++
    visit.durationMs += reply.elapsedMs
    onRequest(visit, lineOf(share, visit, `${method} ${url}`, reply))
    return reply
  }
}

/** The user's headers for a URL and its host. They may hold secrets, which must not be sent in clear text after a redirect from https. */
export function ownHeadersFor(
  {steps}: Visit,
  url: string,
  hostname: string,
  {hosts}: CheckOptions,
): Readonly<Record<string, string>> | undefined {
  const isDowngraded = url.startsWith('http:') && steps?.[0]?.from.startsWith('https:') === true
  return isDowngraded ? undefined : (hosts[hostname]?.headers ?? hosts['*']?.headers)
}

/** What such a reply says of the page at `url`. */
export function judgeReply({status, headers, body, truncated}: Answered, url: string): Judgement {
  const page = body === '' ? undefined : status === 200 ? readSuspicious(body) : readPage(body)
  return judge({status, headers, url, steps: [], ...(body !== '' && {body, truncated}), ...(page !== undefined && {page})})
}
