/**
 * Does a host that is linked by `http:` serve the same page by https? Asked once per host, when a link's verdict is known; and for every
 * page that seems to be gone, as browsers try https first.
 */
import {secureUrl} from '../../core/link/canonical.ts'
import type {Turn} from '../schedule/host.ts'
import {type Headers, headerOf, isLimited, locationOf} from '../schedule/limits.ts'
import {isName} from '../wire/address.ts'
import type {Answered, Reply} from '../wire/fetch.ts'
import {type AskBeside, type BesideOptions, judgeReply} from './beside.ts'
import type {HostMemory} from './methods.ts'
import type {Settled, Visit} from './plan.ts'

export interface SecureAsker {
  /** Puts a verdict off until the host has been asked for the same page by https; false if there is nothing to ask. */
  putOff(visit: Visit, memory: HostMemory, settled: Settled, reply: Reply): boolean
  /** Puts a `dead` off if browsers may find the page all the same, as they try https first. */
  doubts(visit: Visit, memory: HostMemory, settled: Settled, headers: Headers | undefined): boolean
}

export interface SecureAskerOptions extends BesideOptions {
  /** At most so many hosts are asked whether they serve https too. */
  readonly secureProbes: number
}

/** A host without https usually refuses; one whose firewall swallows the request is not worth a long wait. */
const maxSecureMs = 4000

/** What `Checked.findings` says about a link whose https form was seen to be the same page. */
const securely = 'https-available'

/**
 * Is there an https form about which nothing is known? A port belongs to one protocol, IP addresses seldom have a certificate, and hosts in
 * the table are known.
 */
const hasUnknownSecureForm = (visit: Visit): boolean => mayHaveSecureForm(visit) && secureUrl(visit.url) === undefined

const mayHaveSecureForm = ({origin, host}: Visit): boolean => /^http:\/\/[^:]+$/.test(origin) && isName(host)

/** If https lacks so many of a host's missing pages too, it is taken to lack all. */
const mostMisses = 2
const pollMs = 50

/** Reasons by http that don't rule out a page by https. */
const goneByHttp: ReadonlySet<string> = new Set(['not-found', 'gone', 'refused'])

export function createSecureAsker({secureProbes, settle}: SecureAskerOptions, askBeside: AskBeside): SecureAsker {
  let probesLeft = secureProbes

  /** Is a page that is there by http the same by https? The verdict stands in either case. */
  const askForSame = async (visit: Visit, settled: Settled, plain: Answered, onSent: () => void): Promise<Turn> => {
    const secure = secureOf(visit)
    const reply = await askBeside(visit, plain.body === '' ? 'HEAD' : 'GET', secure, maxSecureMs, onSent)
    const isSecure = reply.kind === 'response' && isSamePage(plain, reply, secure)
    settle(visit, isSecure ? {...settled, findings: [...(settled.findings ?? []), securely]} : settled, plain.headers)
    return {feedback: {kind: reply.kind === 'response' && isLimited(reply.status, reply.headers) ? 'limited' : 'none'}}
  }

  /** Is a page that is missing by http there by https? */
  const askForAny = async (
    visit: Visit,
    settled: Settled,
    headers: Headers | undefined,
    memory: HostMemory,
    onSent: () => void,
  ): Promise<Turn> => {
    const isInVain = memory.secureMisses >= mostMisses
    // The first few show whether the others need to be asked for.
    if (!isInVain && memory.secureAsking && memory.secureMisses >= 0) return {feedback: {kind: 'none'}, next: pollMs}
    memory.secureAsking = true
    const secure = secureOf(visit)
    const reply = isInVain ? undefined : await askBeside(visit, 'GET', secure, maxSecureMs, onSent)
    memory.secureAsking = false
    const better = reply && settledBy(reply, secure)
    if (better !== undefined) memory.secureMisses = Number.NEGATIVE_INFINITY
    else memory.secureMisses += reply?.kind === 'failure' ? mostMisses : 1
    settle(visit, better ?? settled, headers)
    return {feedback: {kind: 'none'}}
  }

  return {
    putOff(visit, memory, settled, reply) {
      if (probesLeft <= 0 || memory.secureAsked || visit.steps !== undefined || settled.verdict !== 'ok') return false
      if (reply.kind === 'failure' || reply.status !== 200 || !hasUnknownSecureForm(visit)) return false
      memory.secureAsked = true
      probesLeft--
      visit.stage = {kind: 'pending', settled, headers: reply.headers, ask: (onSent) => askForSame(visit, settled, reply, onSent)}
      return true
    },
    doubts(visit, memory, settled, headers) {
      if (settled.verdict !== 'dead' || !goneByHttp.has(settled.reason) || visit.stage.kind === 'pending') return false
      if (secureProbes <= 0 || memory.secureMisses >= mostMisses || visit.steps !== undefined || !mayHaveSecureForm(visit)) return false
      visit.stage = {kind: 'pending', settled, headers, ask: (onSent) => askForAny(visit, settled, headers, memory, onSent)}
      return true
    },
  }
}

const secureOf = ({url}: Visit): string => url.replace(/^http:/, 'https:')

/** The verdict by https on a page that is missing by http; undefined if it is missing there too. */
function settledBy(reply: Reply, url: string): Settled | undefined {
  if (reply.kind === 'failure') return undefined
  const {status} = reply
  const judgement = judgeReply(reply, url)
  if (judgement.verdict === 'ok')
    return {
      verdict: 'moved',
      reason: 'moved-https',
      finalUrl: url,
      status,
      because: 'it is there over https only, which browsers try first',
    }
  if (judgement.verdict === 'blocked') return {...judgement, status}
  // A redirect back to http has nothing else to show.
  const isBack = /^http:/i.test(locationOf(reply.headers) ?? '')
  return judgement.verdict === 'dead' || isBack
    ? undefined
    : {verdict: 'error', reason: 'contradictory', status, because: 'https shows something else'}
}

/** Is the second reply, from the https address `url`, the same page as the first? When in doubt, no. */
function isSamePage(plain: Answered, secure: Answered, url: string): boolean {
  if (plain.status !== 200 || secure.status !== 200 || typeOf(plain) !== typeOf(secure)) return false
  if (judgeReply(secure, url).verdict !== 'ok') return false
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

/** Not a length of 0, as empty bodies are all alike. */
const lengthOf = ({headers}: Answered): string | undefined => headerOf(headers, 'content-length')?.replace(/^0+$/, '')

const titleOf = (html: string): string | undefined => /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim()
