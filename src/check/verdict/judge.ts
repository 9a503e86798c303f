/** Reply → verdict. Pure; what is known about hosts is in `hosts.ts`, pages are read in `judge-page.ts`. */
import {decoded} from '../../core/link/address.ts'
import {type Headers, headerOf, isLimited} from '../schedule/limits.ts'
import {
  challengePath,
  hostRowOf,
  loginHost,
  loginPath,
  loginQuery,
  notFoundPath,
  notFoundQuery,
  sellerAddress,
  wallHeaders,
} from './hosts.ts'
import {isPdf, judgePage, judgePlain, saysForMembers, saysTooMany, wallOf} from './judge-page.ts'
import type {Evidence, Judgement, Step} from './judgement.ts'
import {lostIn} from './lost.ts'
import {leadsOn, readPage} from './page.ts'

const statusNames: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'login',
  402: 'payment-required',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  407: 'proxy-login',
  408: 'timeout',
  410: 'gone',
  412: 'bot-wall',
  418: 'bot-wall',
  423: 'locked',
  429: 'rate-limited',
  440: 'login',
  451: 'legal-reasons',
  999: 'bot-wall',
}

/** Refusals that may apply only to robots or strangers. Sources: RFC 4918 (423), IIS (440). */
const refusals: ReadonlySet<number> = new Set([401, 402, 403, 406, 407, 412, 418, 423, 429, 440, 451, 999])

/** What object stores call refusals that they send with another status. Source: Azure Storage, "Common REST API error codes". */
const refusedCode = /<Code>\w*(?:NotPermitted|Denied|Forbidden|Unauthori[sz]ed|AuthenticationRequired)\w*<\/Code>/i

/** Replies that another try may change. Sources: RFC 9110 section 15, RFC 8470 (425), Cloudflare's 520 to 530. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 421 || status === 425 || (status >= 500 && status < 600 && status !== 501 && status !== 505)
}

/** Statuses of redirects, if they say where to. Source: Fetch standard, "redirect status". */
export const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export function isHtml(headers: Headers): boolean {
  const type = headerOf(headers, 'content-type')
  return type === undefined || (/html|xml/i.test(type) && !/svg/i.test(type))
}

/** The verdict on the last reply of a chain. */
export function judge(evidence: Evidence): Judgement {
  const {status, headers, row} = evidence
  for (const {header, value, name} of wallHeaders) {
    const said = headerOf(headers, header)
    if (said !== undefined && value.test(said))
      return {verdict: 'blocked', reason: 'bot-wall', because: `${name} turns robots away (${header})`}
  }
  const moved = evidence.steps.length > 0
  const final = moved ? new URL(evidence.url) : undefined
  if (final !== undefined) {
    const gate = gateAt(final, evidence.steps[0]?.from ?? '')
    if (gate !== undefined && (status < 400 || gate.reason === 'bot-wall')) return gate
  }
  if (row?.wall?.includes(status) === true) return {verdict: 'blocked', reason: 'bot-wall', because: row.source}
  if (isLimited(status, headers)) return {verdict: 'blocked', reason: 'rate-limited'}
  const wall = status >= 400 ? wallIn(evidence) : undefined
  if (wall !== undefined) return {verdict: 'blocked', reason: 'bot-wall', because: wall}
  if (refusals.has(status)) return {verdict: 'blocked', reason: statusNames[status] ?? 'forbidden'}
  if (status === 404 || status === 410) {
    if (saysTooMany(status, evidence.page, evidence.body ?? '')) return {verdict: 'blocked', reason: 'rate-limited'}
    if (isDrawnByScript(evidence)) {
      return {verdict: 'error', reason: 'client-rendered', because: `a script draws the page, which it may do in spite of the ${status}`}
    }
    if (describesWork(evidence)) {
      return {verdict: 'error', reason: 'contradictory', because: `the page describes a work in spite of the ${status}`}
    }
    // Nobody writes error pages as PDFs, and browsers show whatever comes.
    if (isPdf(headers) && evidence.body?.startsWith('%PDF') === true) {
      return {verdict: 'error', reason: 'contradictory', because: `a PDF came in spite of the ${status}`}
    }
    const members = evidence.page === undefined ? undefined : saysForMembers(evidence.page)
    if (members !== undefined) return {verdict: 'blocked', reason: 'login', because: members}
    const elsewhere = ledElsewhere(evidence)
    if (elsewhere !== undefined) {
      return {verdict: 'error', reason: 'contradictory', because: `the page leads to ${elsewhere} in spite of the ${status}`}
    }
    return {verdict: 'dead', reason: status === 404 ? 'not-found' : 'gone'}
  }
  if (status >= 500 || isPassing(status)) return {verdict: 'error', reason: status === 408 ? 'timeout' : 'server-error'}
  if (status >= 400) {
    if (refusedCode.test(evidence.body ?? '')) return {verdict: 'blocked', reason: 'forbidden'}
    return {verdict: 'error', reason: statusNames[status] ?? 'client-error'}
  }
  // Browsers show the body of a redirect that leads nowhere; the XML of object stores only says why it does.
  const isData = /^\s*(?:application|text)\/xml\b/i.test(headerOf(headers, 'content-type') ?? '')
  const isShown = redirects.has(status) && !isData && (evidence.body ?? '').trim() !== ''
  if (status >= 301 && status < 400 && status !== 304 && !isShown)
    return {verdict: 'error', reason: 'no-location', because: 'a redirect that leads nowhere'}
  // What Apache offers may be variants of the page, or other pages whose names resemble a missing one.
  const lost = status === 300 && evidence.page !== undefined ? lostIn(evidence.page.text) : undefined
  if (lost !== undefined) {
    return {verdict: 'error', reason: 'suspected-soft-404', findings: ['soft-404'], because: `it offers others, as \`${lost}\``}
  }
  return judgeAlive(evidence, final)
}

function judgeAlive(evidence: Evidence, final: URL | undefined): Judgement {
  const {status, row, body} = evidence
  // The request had no condition, so this says nothing, and people see nothing.
  if (status === 304) return {verdict: 'error', reason: 'empty-page', because: '304 to a request without a condition'}
  if (status === 202 && body !== undefined && (body.trim() === '' || evidence.page?.text === ''))
    return {verdict: 'blocked', reason: 'bot-wall', because: '202 without content, as bot walls answer'}
  if (row?.shell !== undefined) {
    return {verdict: row.shell, reason: 'client-rendered', because: `${row.host} answers like this for every path: ${row.source}`}
  }
  const first = evidence.steps[0]?.from
  if (final !== undefined && first !== undefined) {
    const {hash} = new URL(evidence.steps.at(-1)?.to ?? first)
    if (
      (notFoundPath.test(final.pathname) || notFoundQuery.test(final.search) || (isRoute(hash) && notFoundPath.test(hash))) &&
      !notFoundPath.test(first) &&
      !notFoundQuery.test(first)
    ) {
      const because = `it leads to an error page, ${final.pathname}${final.search}${hash}`
      // Papers and their pages have such names and numbers, too: unless the address can mean nothing else, the page has to say so as well.
      const isPlain = notFoundPath.test(final.pathname) ? rootPath.test(final.pathname) : !pageNumber.test(final.search)
      const isCertain = isPlain || judgedBy(evidence) !== undefined
      const [verdict, reason] = isCertain ? (['dead', 'soft-404'] as const) : (['error', 'suspected-soft-404'] as const)
      return {verdict, reason, findings: ['soft-404'], because}
    }
    if (final.hostname !== new URL(first).hostname && sellerAddress.test(final.hostname + final.pathname + final.search)) {
      const because = `it leads to a page that offers its domain for sale, ${final.hostname}`
      return {verdict: 'dead', reason: 'parked-domain', findings: ['soft-404'], because}
    }
    if (leadsToSearch(first, final)) {
      const because = `it leads to a search for its name, ${final.pathname}${final.search}`
      return {verdict: 'error', reason: 'redirect-to-search', findings: ['soft-404'], because}
    }
    // A place in the home page, or a route of an app, is more than a home page.
    const isPlace = /^#(?!top$)./.test(hash)
    if (!isPlace && lostToHome(first, final)) {
      return {
        verdict: 'error',
        reason: 'redirect-to-home',
        findings: ['soft-404'],
        because: 'it leads to a home page, where the content is unlikely to be',
      }
    }
  }
  return judgedBy(evidence) ?? movedOrOk(evidence)
}

/** What a body says against the status; undefined for one that is what it seems. */
function judgedBy(evidence: Evidence): Judgement | undefined {
  const {body, headers} = evidence
  if (body === undefined) return undefined
  return isHtml(headers) ? judgePage(evidence, body) : judgePlain(body, headers)
}

/** What may be the number of a page, a course's code, or what a list is about. */
const pageNumber = /[?&](?:page|code|status)=e?404/i

/** A path of one part, which at most a language or the name of a folder of pages stands before. */
const rootPath = /^(?:\/(?:[a-z]{2}(?:[-_][a-z]{2})?|errors?|pages?))*\/[^/]*(?:\/index[^/]*)?\/?$/i

function wallIn(evidence: Evidence): string | undefined {
  if (evidence.body === undefined || evidence.body === '' || !isHtml(evidence.headers)) return undefined
  return wallOf(evidence.page ?? readPage(evidence.body), evidence.body)
}

/** All that a page says until a script has drawn it. */
const untilDrawn = /^\s*(?:(?:loading(?: [\w-]+){0,2}|please wait)[\s.…!]*)?$/i

/** Whether it is a single-page app as static hosts serve it for all paths: with status 404, and a script that shows what the path means. */
function isDrawnByScript({body, headers, page}: Evidence): boolean {
  return body !== undefined && isHtml(headers) && /<script/i.test(body) && untilDrawn.test((page ?? readPage(body)).text)
}

/** Whether the page describes a work, whatever its status. */
function describesWork({body, headers, page}: Evidence): boolean {
  return body !== undefined && isHtml(headers) && /["']citation_title["']/i.test(body) && (page ?? readPage(body)).scholarly
}

/** Where browsers go from an error page by themselves, whatever its status; undefined for a home page, where the content is lost. */
function ledElsewhere({url, headers, page}: Evidence): string | undefined {
  const leads = leadsOn(headerOf(headers, 'refresh'), page)
  const base = page?.base !== undefined && URL.canParse(page.base, url) ? new URL(page.base, url).href : url
  if (leads === undefined || !URL.canParse(leads, base)) return undefined
  const to = new URL(leads, base)
  if (to.pathname === new URL(url).pathname) return undefined
  return homeLike.test(to.pathname) || notFoundPath.test(to.pathname) ? undefined : to.href
}

/** Query keys that tell a page in between where to go on afterwards. */
const returnKeys =
  /^(?:next|continue|goto|retour|came_?from|service|target|dest(?:ination)?|(?:return|back|redir(?:ect)?|forward|ret)(?:_?(?:to|url|uri|path))?|r(?:eturn)?_?url|relaystate)$/i

/** A challenge or a login that a chain of redirects leads to, unless that is what the link asks for. */
export function gateAt(address: URL, first: string): Judgement | undefined {
  if (challengePath.test(address.pathname) && !challengePath.test(first))
    return {verdict: 'blocked', reason: 'bot-wall', because: 'it leads to a challenge for robots'}
  const isLogin = loginPath.test(address.pathname + address.search) || loginQuery.test(address.search) || loginHost.test(address.hostname)
  return (isLogin && !loginPath.test(first)) || promisesReturn(address, first)
    ? {verdict: 'blocked', reason: 'login', because: `it leads to a login, ${address.hostname}${address.pathname}`}
    : undefined
}

/** Whether a login, a consent page or the like comes in between: its query holds the address that was asked for. */
function promisesReturn(final: URL, first: string): boolean {
  if (final.search === '') return false
  const {pathname, search, href} = new URL(first)
  if (pathname === '/' || pathname === final.pathname) return false
  for (const [key, value] of final.searchParams) {
    if (returnKeys.test(key) && (value === href || value.endsWith(pathname + search))) return true
  }
  return false
}

/** Whether a fragment is what an app shows at one address for all its pages. */
const isRoute = (hash: string): boolean => /^#!?\//.test(hash)

/** Paths that also mean a home page, including one in some language. */
const homeLike =
  /^\/(?:(?:ar|ca|cn|cs|da|de|el|en|es|et|eu|fa|fi|fr|he|hi|hr|hu|id|it|ja|jp|ko|kr|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|us|vi|zh)(?:[-_][a-z]{2,4})?\/?)?(?:(?:index|default|home|main|welcome|start|homepage)(?:\.\w{2,5})?)?\/?$/i
/** Queries with which a home page is still one: its language, and where the reader came from. */
const homeQuery = /^(?:\?(?:(?:lang(?:uage)?|locale|hl|l|utm_\w+|ref(?:errer)?|from|src|source|redirect(?:ed)?)(?:=[^&]*)?(?:&|$))*)?$/i

function lostToHome(first: string, final: URL): boolean {
  if (!homeLike.test(final.pathname) || !homeQuery.test(final.search)) return false
  const from = new URL(first)
  if (from.pathname === final.pathname || (homeLike.test(from.pathname) && homeQuery.test(from.search))) return false
  if (from.pathname === '/') return false
  const depth = from.pathname.split('/').filter((part) => part !== '').length
  // One segment may be a short link, or a project that got its own domain.
  return withoutWww(from.hostname) === withoutWww(final.hostname) || (depth >= 3 && !isNamedAfter(final.hostname, from.pathname))
}

/** Shorter names occur in many domains by chance. */
const leastName = 4

/** Whether a domain has the name of what was linked: its home page is then the content. */
function isNamedAfter(hostname: string, pathname: string): boolean {
  const name = lastWordsOf(pathname)
  return name.length >= leastName && wordsOf(hostname).includes(name)
}

/** What the last part of a path says, without its extension. */
const lastWordsOf = (pathname: string): string =>
  wordsOf(
    pathname
      .replace(/\.\w{2,5}$/, '')
      .split('/')
      .findLast((part) => part !== '') ?? '',
  )

/** Whether the site searches for what it could not find: the query ends in the words of the path's last part. */
function leadsToSearch(first: string, final: URL): boolean {
  const from = new URL(first)
  const name = lastWordsOf(from.pathname)
  if (name.length < 3 || from.search !== '' || withoutWww(from.hostname) !== withoutWww(final.hostname)) return false
  const sought = [...final.searchParams].filter(([key]) => /^(?:q|s|query|search|keywords?|term|text|searchword)$/i.test(key))
  return sought.some(([, value]) => wordsOf(value).endsWith(name))
}

const wordsOf = (text: string): string =>
  decoded(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

const withoutWww = (hostname: string): string => hostname.replace(/^www\d?\./, '')

/** What kind of move it is, so that harmless ones can be told apart. */
function moveReason(from: string, to: string): string {
  const a = new URL(from)
  const b = new URL(to)
  const sameHost = a.host === b.host
  const sameRest = a.pathname === b.pathname && a.search === b.search
  if (a.protocol === 'http:' && b.protocol === 'https:' && a.hostname === b.hostname && sameRest) return 'moved-https'
  if (withoutWww(a.hostname) === withoutWww(b.hostname) && !sameHost && sameRest) return 'moved-www'
  if (withoutWww(a.hostname) === withoutWww(b.hostname) && a.search === b.search) {
    if (a.pathname.replace(/\/$/, '') === b.pathname.replace(/\/$/, '')) return 'moved-slash'
    if (b.pathname.replace(/^\/[a-z]{2}(?:[-_][a-z]{2,4})?(?=\/|$)/i, '').replace(/\/$/, '') === a.pathname.replace(/\/$/, ''))
      return 'moved-locale'
  }
  return 'moved'
}

const sessionPart =
  /(?:;jsessionid=|[?&](?:x-(?:amz|goog)-signature|signature|sig|phpsessid|jsessionid|sessionid|session_id|sid|aspsessionid\w*|cftoken|(?:access_|auth_|id_)?token|ticket|jwt)=)[\w.!%-]{8,}/i

/** Whether the same address only got a query about the visit: that a cookie was set, where the reader came from. */
function addsQuery({from, to}: Step): boolean {
  return to.startsWith(`${from}?`)
}

/** Alive: at the address given, or at the end of the permanent part of its chain. */
function movedOrOk(evidence: Evidence): Judgement {
  const first = evidence.steps[0]
  // A detour there and back, as for a cookie, is not a move.
  const back = evidence.steps.findLastIndex(({to}) => to === first?.from)
  let permanent: Step | undefined
  for (const step of evidence.steps.slice(back + 1)) {
    if ((step.status !== 301 && step.status !== 308) || addsQuery(step) || hostRowOf(new URL(step.from).hostname)?.persistent === true)
      break
    permanent = step
  }
  if (permanent === undefined || first === undefined) return {verdict: 'ok', reason: 'ok'}
  // An address with a session in it is for this visit only, and a signed one will expire.
  if (sessionPart.test(permanent.to) && !sessionPart.test(first.from)) return {verdict: 'ok', reason: 'ok'}
  return {verdict: 'moved', reason: moveReason(first.from, permanent.to), finalUrl: permanent.to}
}
