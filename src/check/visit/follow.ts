/** Where a visit goes next: one step along a redirect, or back to its start. */
import {gateAt} from '../verdict/judge.ts'
import type {Judgement} from '../verdict/judgement.ts'
import {isRefusedByBrowsers, pageUrlOf, parse, type Visit} from './plan.ts'

/** Browsers follow 20. Source: Fetch standard, "HTTP-redirect fetch". */
const maxSteps = 20
/**
 * A server that counts, or a cache that fills, may lead to the same address some times, and does where a cookie makes the difference.
 * What is permanent browsers remember.
 */
const mostReturns = 4

/** Follows a redirect of the server, or of the page itself (status 200). @returns a verdict where it leads nowhere */
export function follow(visit: Visit, status: number, location: string): Judgement | undefined {
  const to = parse(utf8Of(location), visit.url)
  if (to === undefined) {
    return {verdict: 'error', reason: 'bad-location', because: 'it leads to something that is not a URL'}
  }
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    return {verdict: 'error', reason: 'bad-location', because: `it leads to \`${to.protocol}\``}
  }
  if (isRefusedByBrowsers(to))
    return {verdict: 'dead', reason: 'unsafe-port', because: `it leads to port ${to.port}, which browsers refuse`}
  const page = pageUrlOf(to)
  const steps = (visit.steps ??= [])
  steps.push({status, from: visit.url, to: page + (status === 200 ? '' : to.hash)})
  const returns = visit.cookies?.headerFor(page) === undefined ? steps.filter((step) => step.from === page).length : 0
  const isLong = steps.length > maxSteps
  if (returns > 1 || isLong) {
    const because = isLong ? `it redirects more than ${maxSteps} times` : 'it leads back to itself'
    // Sites that sign visitors in automatically, as publishers do, and challenges send robots round and round.
    for (const {to: passed} of steps) {
      const gate = gateAt(new URL(passed), steps[0]?.from ?? passed)
      if (gate !== undefined) return {...gate, because: `${gate.because}, and ${because}`}
    }
    if (isLong || returns > mostReturns || status === 301 || status === 308) {
      // A site that sends everybody to its front page for now, that itself included, says nothing of the page.
      const isSiteWide = to.pathname === '/' && status !== 301 && status !== 308 && parse(steps[0]?.from ?? '')?.pathname !== '/'
      return {verdict: isSiteWide ? 'error' : 'dead', reason: 'redirect-loop', because}
    }
  }
  visit.url = page
  queueAt(visit, to)
  return undefined
}

/** Back to the link itself, this time by GET: HEAD may have been sent where people are not. */
export function startOver(visit: Visit): void {
  const first = visit.steps?.[0]?.from
  delete visit.ledByHead
  delete visit.steps
  delete visit.cookies
  visit.needsBody = true
  if (first === undefined) return
  visit.url = first
  queueAt(visit, new URL(first))
}

/** Has a visit wait its turn at the host of an address. */
export function queueAt(visit: Visit, {origin, hostname}: URL): void {
  visit.origin = origin
  visit.host = hostname
}

/** Headers arrive as Latin-1; browsers read a `Location` as UTF-8 if it is valid, and else send its bytes as they are. */
function utf8Of(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text
  const read = Buffer.from(text, 'latin1').toString('utf8')
  return read.includes('\ufffd') ? text.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`) : read
}
