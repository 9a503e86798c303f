/**
 * Does a host that is linked by `http:` serve the same page by https? Asked once a host, when the link's verdict is known; and of every page
 * that seems to be gone, as browsers ask for https first.
 */
import {secureUrl} from '../../core/canonical.ts'
import type {Turn} from '../schedule/host.ts'
import {type Headers, headerOf, isLimited, locationOf} from '../schedule/limits.ts'
import {judge} from '../verdict/judge.ts'
import type {Judgement} from '../verdict/judgement.ts'
import {readPage} from '../verdict/page.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import {isName} from '../wire/address.ts'
import type {Answered, Reply} from '../wire/fetch.ts'
import type {AskBeside, BesideOptions} from './beside.ts'
import type {HostMemory} from './methods.ts'
import type {Settled, Visit} from './plan.ts'

export interface SecureAsker {
  /** Puts a verdict off until its host was asked for the same page by https; false where there is nothing to be asked. */
  putOff(visit: Visit, memory: HostMemory, settled: Settled, reply: Reply): boolean
  /** Puts a verdict of death off where browsers may find a page all the same: they ask for https first. */
  doubts(visit: Visit, memory: HostMemory, settled: Settled, headers: Headers | undefined): boolean
}

export interface SecureAskerOptions extends BesideOptions {
  /** So many hosts at most are asked whether they serve https too. */
  readonly secureProbes: number
}

/** A host without https mostly refuses; one whose firewall swallows the question need not be waited for. */
const maxSecureMs = 4000

/** What `Checked.findings` says of a link whose https form was seen to be the same page. */
const securely = 'https-available'

/**
 * Is there an https form to be asked for, that nothing is known about? A port belongs to one protocol, an address has seldom a certificate,
 * and of hosts in the table it is known.
 */
const hasUnknownSecureForm = (visit: Visit): boolean => mayHaveSecureForm(visit) && secureUrl(visit.url) === undefined

const mayHaveSecureForm = ({origin, host}: Visit): boolean => /^http:\/\/[^:]+$/.test(origin) && isName(host)

/** A host that says the same of so many pages says so of all. */
const mostInVain = 2
const pollMs = 50

/** What a server may say of a page that its https side has. */
const goneByHttp: ReadonlySet<string> = new Set(['not-found', 'gone', 'refused'])

export function createSecureAsker({secureProbes, settle}: SecureAskerOptions, askBeside: AskBeside): SecureAsker {
  let probesLeft = secureProbes

  /** Is the page that is there by http there by https, too? Whatever becomes of that, the verdict stands. */
  const askForSame = async (visit: Visit, settled: Settled, plain: Answered, onSent: () => void): Promise<Turn> => {
    const secure = secureOf(visit)
    const reply = await askBeside(visit, plain.body === '' ? 'HEAD' : 'GET', secure, maxSecureMs, onSent)
    const isSecure = reply.kind === 'response' && isSamePage(plain, reply, secure)
    settle(visit, isSecure ? {...settled, findings: [...(settled.findings ?? []), securely]} : settled, plain.headers)
    return {feeling: {kind: reply.kind === 'response' && isLimited(reply.status, reply.headers) ? 'limited' : 'none'}}
  }

  /** Is there a page by https that is missing by http? */
  const askForAny = async (
    visit: Visit,
    settled: Settled,
    headers: Headers | undefined,
    memory: HostMemory,
    onSent: () => void,
  ): Promise<Turn> => {
    const isInVain = memory.secureInVain >= mostInVain
    // The first few tell whether the others need to be asked for.
    if (!isInVain && memory.secureAsking && memory.secureInVain >= 0) return {feeling: {kind: 'none'}, againMs: pollMs}
    memory.secureAsking = true
    const secure = secureOf(visit)
    const reply = isInVain ? undefined : await askBeside(visit, 'GET', secure, maxSecureMs, onSent)
    memory.secureAsking = false
    const better = reply && settledBy(reply, secure)
    if (better !== undefined) memory.secureInVain = Number.NEGATIVE_INFINITY
    else memory.secureInVain += reply?.kind === 'failure' ? mostInVain : 1
    settle(visit, better ?? settled, headers)
    return {feeling: {kind: 'none'}}
  }

  return {
    putOff(visit, memory, settled, reply) {
      if (probesLeft <= 0 || memory.secureAsked || visit.steps !== undefined || settled.verdict !== 'ok') return false
      if (reply.kind === 'failure' || reply.status !== 200 || !hasUnknownSecureForm(visit)) return false
      memory.secureAsked = true
      probesLeft--
      visit.pending = {settled, headers: reply.headers, ask: (onSent) => askForSame(visit, settled, reply, onSent)}
      return true
    },
    doubts(visit, memory, settled, headers) {
      if (settled.verdict !== 'dead' || !goneByHttp.has(settled.reason) || visit.pending !== undefined) return false
      if (secureProbes <= 0 || memory.secureInVain >= mostInVain || visit.steps !== undefined || !mayHaveSecureForm(visit)) return false
      visit.pending = {settled, headers, ask: (onSent) => askForAny(visit, settled, headers, memory, onSent)}
      return true
    },
  }
}

const secureOf = ({url}: Visit): string => url.replace(/^http:/, 'https:')

/** What https makes of a page that http has not; undefined where it has none either. */
function settledBy(reply: Reply, url: string): Settled | undefined {
  if (reply.kind === 'failure') return undefined
  const {status} = reply
  const judgement = judgeSecure(reply, url)
  if (judgement.verdict === 'ok')
    return {
      verdict: 'moved',
      reason: 'moved-https',
      finalUrl: url,
      status,
      because: 'it is there by https alone, which browsers ask for first',
    }
  if (judgement.verdict === 'blocked') return {...judgement, status}
  // Whoever leads back to http has the same there.
  const isBack = /^http:/i.test(locationOf(reply.headers) ?? '')
  return judgement.verdict === 'dead' || isBack
    ? undefined
    : {verdict: 'error', reason: 'contradictory', status, because: 'https has something else to say'}
}

function judgeSecure({status, headers, body, truncated}: Answered, url: string): Judgement {
  const page = body === '' ? undefined : status === 200 ? readSuspicious(body) : readPage(body)
  return judge({status, headers, url, steps: [], ...(body !== '' && {body, truncated}), ...(page !== undefined && {page})})
}

/** Is the second reply, from the https address `url`, the page that the first one was? Never a guess: rather no than yes. */
function isSamePage(plain: Answered, secure: Answered, url: string): boolean {
  if (plain.status !== 200 || secure.status !== 200 || typeOf(plain) !== typeOf(secure)) return false
  if (judgeSecure(secure, url).verdict !== 'ok') return false
  const {headers, body} = secure
  if (plain.body === '' || body === '') {
    return isEqual(headerOf(plain.headers, 'etag'), headerOf(headers, 'etag')) || isEqual(lengthOf(plain), lengthOf(secure))
  }
  if (plain.body === body) return true
  const share = plain.body.length / body.length
  return isEqual(titleOf(plain.body), titleOf(body)) && share > 0.8 && share < 1.25
}

const isEqual = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one !== '' && one === other

const typeOf = ({headers}: Answered): string => (headerOf(headers, 'content-type') ?? '').replace(/;.*/, '').trim().toLowerCase()

/** Empty bodies are all alike. */
const lengthOf = ({headers}: Answered): string | undefined => headerOf(headers, 'content-length')?.replace(/^0+$/, '')

const titleOf = (html: string): string | undefined => /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim()
