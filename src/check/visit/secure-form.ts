/** Does a host that is linked by `http:` serve the same page by https? Asked once a host, when the link's verdict is known. */
import {secureUrl} from '../../core/canonical.ts'
import type {Turn} from '../schedule/host.ts'
import {headerOf, isLimited} from '../schedule/limits.ts'
import {judge} from '../verdict/judge.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import {isName} from '../wire/address.ts'
import type {Answered, Reply} from '../wire/fetch.ts'
import type {AskBeside, BesideOptions} from './beside.ts'
import type {HostMemory} from './methods.ts'
import type {Settled, Visit} from './plan.ts'

export interface SecureAsker {
  /** Puts a verdict off until its host was asked for the same page by https; false where there is nothing to be asked. */
  putOff(visit: Visit, memory: HostMemory, settled: Settled, reply: Reply): boolean
  /** Asks for the https form. Whatever becomes of that, the verdict stands. */
  ask(visit: Visit, plain: NonNullable<Visit['plain']>, onSent: () => void): Promise<Turn>
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
function hasUnknownSecureForm({origin, host, url}: Visit): boolean {
  return /^http:\/\/[^:]+$/.test(origin) && isName(host) && secureUrl(url) === undefined
}

export function createSecureAsker({secureProbes, settle}: SecureAskerOptions, askBeside: AskBeside): SecureAsker {
  let probesLeft = secureProbes
  return {
    putOff(visit, memory, settled, reply) {
      if (probesLeft <= 0 || memory.secureAsked || visit.steps !== undefined || settled.verdict !== 'ok') return false
      if (reply.kind === 'failure' || reply.status !== 200 || !hasUnknownSecureForm(visit)) return false
      memory.secureAsked = true
      probesLeft--
      visit.plain = {settled, reply}
      return true
    },
    async ask(visit, {settled, reply: plain}, onSent) {
      const secure = visit.url.replace(/^http:/, 'https:')
      const reply = await askBeside(visit, plain.body === '' ? 'HEAD' : 'GET', secure, maxSecureMs, onSent)
      const isSecure = reply.kind === 'response' && isSamePage(plain, reply, secure)
      settle(visit, isSecure ? {...settled, findings: [...(settled.findings ?? []), securely]} : settled, plain.headers)
      return {feeling: {kind: reply.kind === 'response' && isLimited(reply.status, reply.headers) ? 'limited' : 'none'}}
    },
  }
}

/** Is the second reply, from the https address `url`, the page that the first one was? Never a guess: rather no than yes. */
function isSamePage(plain: Answered, secure: Answered, url: string): boolean {
  if (plain.status !== 200 || secure.status !== 200 || typeOf(plain) !== typeOf(secure)) return false
  const page = secure.body === '' ? undefined : readSuspicious(secure.body)
  const {status, headers, body, truncated} = secure
  const judgement = judge({status, headers, url, steps: [], ...(body !== '' && {body, truncated}), ...(page !== undefined && {page})})
  if (judgement.verdict !== 'ok') return false
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
