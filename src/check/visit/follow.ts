/** Where a visit goes next: one step along a redirect of the server or of the page itself, or back to its start. */
import {type Headers, headerOf} from '../schedule/limits.ts'
import {gateAt, redirects} from '../verdict/judge.ts'
import type {Judgement} from '../verdict/judgement.ts'
import {leadsOn, type Page} from '../verdict/page.ts'
import {createCookies} from '../wire/cookies.ts'
import type {Answered} from '../wire/fetch.ts'
import type {Exchange} from './ask.ts'
import {learnRefused} from './methods.ts'
import {isRefusedByBrowsers, type Next, pageUrlOf, parse, type Visit} from './plan.ts'

/** Browsers follow 20. Source: Fetch standard, "HTTP-redirect fetch". */
const maxSteps = 20
/**
 * A server that counts, or a cache that fills, may lead to the same address some times, and does where a cookie makes the difference.
 * What is permanent browsers remember.
 */
const mostReturns = 4

/** Follows a redirect of the server; one of HEAD has to be confirmed by GET, once for each host, if it leads to another path. */
export async function followRedirect({visit, row, memory, asked}: Exchange, {status, headers}: Answered, location: string): Promise<Next> {
  if (asked.method === 'HEAD') {
    // What a link is to be replaced by rests on GET.
    if (!memory.leadsAlike && row?.head !== true && !keepsPath(visit.url, location)) {
      visit.needsBody = true
      visit.head = status
      return 0
    }
    visit.ledByHead = true
  } else {
    // What HEAD brought was this host's answer, whoever is asked next.
    const {head} = visit
    visit.head = undefined
    if (typeof head === 'number' && redirects.has(head)) {
      memory.leadsAlike = true
      visit.needsBody = visit.hasFragment
    } else if (head === 'nothing' || (head !== undefined && head >= 400)) learnRefused(memory, head)
  }
  await keepCookies(visit, headers)
  const judgement = step(visit, status, location)
  return judgement === undefined ? 0 : {...judgement, status}
}

/**
 * Follows a page that redirects itself.
 *
 * @returns what comes next, or undefined for a page that stays
 */
export async function followPage(visit: Visit, headers: Headers, page: Page | undefined): Promise<Next | undefined> {
  const leads = leadsOn(headerOf(headers, 'refresh'), page)
  const to = leads === undefined ? undefined : parse(leads, parse(page?.base ?? '', visit.url)?.href ?? visit.url)
  if (to === undefined) return undefined
  const changed = await keepCookies(visit, headers)
  // A page that only reloads itself is the page to judge, unless a cookie changes it.
  if (pageUrlOf(to) === visit.url && !changed) return undefined
  const judgement = step(visit, 200, to.href)
  visit.needsBody = visit.hasFragment
  if (judgement === undefined) return 0
  // Browsers go round for ever, and people may even see something meanwhile.
  return {...judgement, verdict: 'error'}
}

/** Takes a step; its status is 200 if the page itself leads on. @returns a verdict where it leads nowhere */
function step(visit: Visit, status: number, location: string): Judgement | undefined {
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
  const returns = visit.cookies?.headerFor(page) === undefined ? steps.filter(({from}) => from === page).length : 0
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

/** Whether a redirect changes only the scheme, the host or the query, as it does for all methods. */
function keepsPath(from: string, location: string): boolean {
  return parse(from)?.pathname === parse(location, from)?.pathname
}

/** @returns whether other cookies than before will be sent to the same address */
async function keepCookies(visit: Visit, headers: Headers): Promise<boolean> {
  const values = headers['set-cookie']
  if (values === undefined) return false
  visit.cookies ??= await createCookies()
  return visit.cookies.take(typeof values === 'string' ? [values] : values, visit.url)
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
