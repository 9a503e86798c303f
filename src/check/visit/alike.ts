/** Hosts that say the same, with status 200, whatever is asked for: seen where several links bring one short text, and a made-up address too. */

import type {Turn} from '../schedule/host.ts'
import type {Headers} from '../schedule/limits.ts'
import {isHtml} from '../verdict/judge.ts'
import type {Page} from '../verdict/page.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import type {Reply} from '../wire/fetch.ts'
import type {AskBeside, BesideOptions} from './beside.ts'
import type {Settled, Visit} from './plan.ts'

export interface AlikeAsker {
  /**
   * Puts a verdict off until the host's other pages are known, where they may all be one; false for pages with something to say.
   *
   * @param page what the reply's body holds
   */
  putOff(visit: Visit, settled: Settled, reply: Reply, page: Page): boolean
  /** Requests of the host that are under way, of whatever kind. */
  began(host: string): void
  ended(host: string): void
}

/** A text that pages of a host have in common. */
interface Text {
  readonly key: string
  pages: number
  /** Does a made-up address bring it too? Undefined as long as nobody has asked. */
  forAll?: boolean
  asked?: true
}

/** So many links are no chance. */
const leastPages = 3
/** A page of more bytes or more text has something of its own, one of less may be drawn by a script. */
const mostBytes = 8192
const mostText = 600
const leastText = 20
const pollMs = 50
const maxAskMs = 8000

export function createAlikeAsker({clock, settle, pagesOf}: AlikeOptions, askBeside: AskBeside): AlikeAsker {
  const textsOf = new Map<string, Map<string, Text>>()
  const underWay = new Map<string, number>()

  /** What is told of a page with a text. */
  const end = (visit: Visit, settled: Settled, headers: Headers, text: Text): void =>
    settle(visit, text.forAll === true ? lost(settled) : settled, headers)

  /** Asks for an address that nobody has made, or waits for what comes of that. */
  const ask = async (visit: Visit, settled: Settled, headers: Headers, text: Text, onSent: () => void): Promise<Turn> => {
    if (text.pages < leastPages || text.asked === true) return {feeling: {kind: 'none'}, againMs: pollMs}
    text.asked = true
    const madeUp = madeUpBeside(visit.url, clock.random())
    const reply = await askBeside(visit, 'GET', madeUp, maxAskMs, onSent)
    text.forAll = keyOf(madeUp, reply, reply.kind === 'response' ? readSuspicious(reply.body) : undefined) === text.key
    end(visit, settled, headers, text)
    return {feeling: {kind: 'none'}}
  }

  return {
    putOff(visit, settled, reply, page) {
      if (visit.pending !== undefined || visit.steps !== undefined || settled.verdict !== 'ok' || pagesOf(visit.host) < leastPages)
        return false
      const key = keyOf(visit.url, reply, page)
      if (key === undefined) return false
      const texts = textsOf.get(visit.host) ?? new Map<string, Text>()
      textsOf.set(visit.host, texts)
      const text = texts.get(key) ?? {key, pages: 0}
      texts.set(key, text)
      text.pages++
      const headers = reply.kind === 'response' ? reply.headers : {}
      visit.pending = {
        settled,
        headers,
        ask: (onSent) => ask(visit, settled, headers, text, onSent),
        settles() {
          const isKnown = text.forAll !== undefined || (text.pages < leastPages && (underWay.get(visit.host) ?? 0) === 0)
          if (isKnown) end(visit, settled, headers, text)
          return isKnown
        },
      }
      return true
    },

    began: (host) => void underWay.set(host, (underWay.get(host) ?? 0) + 1),
    ended: (host) => void underWay.set(host, (underWay.get(host) ?? 1) - 1),
  }
}

export interface AlikeOptions extends BesideOptions {
  readonly clock: {random(): number}
  pagesOf(host: string): number
}

const lost = (settled: Settled): Settled => ({
  ...settled,
  verdict: 'error',
  reason: 'suspected-soft-404',
  findings: [...(settled.findings ?? []), 'soft-404'],
  because: 'the host says the same of an address that was made up',
})

/** What a short page says, but for its own address and numbers; undefined for any other reply. */
function keyOf(url: string, reply: Reply, page: Page | undefined): string | undefined {
  if (reply.kind === 'failure' || reply.status !== 200 || reply.truncated || !isHtml(reply.headers)) return undefined
  if (reply.body === '' || reply.body.length > mostBytes) return undefined
  if (page === undefined || page.text.length < leastText || page.text.length > mostText) return undefined
  const {pathname} = new URL(url)
  const name = nameIn(pathname)
  const said = `${page.title}\n${page.text}`.replaceAll(pathname, '')
  return (name === '' ? said : said.replaceAll(name, '')).replace(/\d+/g, '')
}

const nameIn = (pathname: string): string => pathname.slice(pathname.lastIndexOf('/') + 1)

/** A page beside another that nobody can have made. */
function madeUpBeside(url: string, random: number): string {
  const {origin, pathname} = new URL(url)
  const extension = /\.\w{1,5}$/.exec(pathname)?.[0] ?? ''
  return `${origin}${pathname.slice(0, pathname.lastIndexOf('/') + 1)}${Math.floor(random * 2 ** 48).toString(36)}zq${extension}`
}
