/**
 * Hosts that answer 200 with the same page whatever is asked for, or redirect to it: suspected if several links bring one short text or lead to
 * one place, or one link brings a page that can't be its own; proved if a made-up address does the same. Where several links are led for good,
 * none of them has moved, whatever made-up addresses do.
 */

import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {decoded} from '../../core/link/address.ts'
import {isAlive} from '../../core/report.ts'
import type {Turn} from '../schedule/host.ts'
import {type Headers, locationOf} from '../schedule/limits.ts'
import {isHtml, redirects} from '../verdict/judge.ts'
import {type Page, readPage} from '../verdict/page.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import type {Reply} from '../wire/fetch.ts'
import type {AskBeside, BesideOptions} from './beside.ts'
import {queueAt} from './follow.ts'
import {isFile, pageUrlOf, parse, type Settled, type Visit} from './plan.ts'

export interface AlikeAsker {
  /**
   * Puts a verdict off: until the host's other pages are known, if they may all be the same (`last`), or until a made-up address has been
   * asked for (`next`); undefined for pages that are not suspected.
   *
   * @param page what the reply's body holds, if it was parsed
   */
  putOff(visit: Visit, settled: Settled, reply: Reply, page: Page | undefined): 'next' | 'last' | undefined
  /** Counts the host's requests under way, of whatever kind. */
  began(host: string): void
  ended(host: string): void
  /** A redirect leads a page of this host to another one. */
  left(host: string, visit: Visit): void
}

/** A text that pages of a host have in common, or where they lead. */
interface Text {
  readonly key: string
  /** How many pages must have it before it is doubted: one or several. */
  readonly leastPages: number
  pages: number
  /** Does a made-up address bring it too? Undefined as long as nobody has asked. */
  forAll?: boolean
  asked?: true
}

/** The same text at so many links is no coincidence. */
const leastPages = 3
/** A page of more bytes or more text has something of its own; one of less text may be drawn by a script. */
const mostBytes = 8192
const mostText = 600
const leastText = 20
const pollMs = 50
/** How many pages may be remembered before those that are settled are let go. */
const mostAway = 64
const maxAskMs = 8000
/** Redirects within a host before the one that counts, as to https or to a name without `www`. */
const mostHops = 3

export function createAlikeAsker({clock, settle, pagesOf}: AlikeOptions, askBeside: AskBeside): AlikeAsker {
  const textsOf = new Map<string, Map<string, Text>>()
  const underWay = new Map<string, number>()
  /** Pages of a host that are looked for elsewhere. */
  const away = new Map<string, Set<Visit>>()
  /** Hosts where a page that is doubted by itself is being looked into, one at a time. */
  const asking = new Set<string>()
  /** Hosts that had something else for a made-up address. */
  const discerning = new Set<string>()

  const isAwaited = (host: string): boolean => {
    const visits = away.get(host)
    for (const visit of visits ?? []) if (visit.stage.kind === 'done' || visit.stage.kind === 'pending') visits?.delete(visit)
    return (underWay.get(host) ?? 0) > 0 || (visits?.size ?? 0) > 0
  }

  /** Settles a page, as lost if a made-up address brings its text too, or if it is said to have moved where others are. */
  const end = (visit: Visit, settled: Settled, headers: Headers | undefined, text: Text): void => {
    if (text.forAll === true) settle(visit, lost(settled, 'the host shows the same for a made-up address'), headers)
    else settle(visit, gathers(text, settled) ? lost(settled, `${text.pages} links are led to the same place`) : settled, headers)
  }

  /** Asks for a made-up address, or waits for the result if that is being done. */
  const ask = async (
    visit: Visit,
    settled: Settled,
    headers: Headers | undefined,
    text: Text,
    isForAll: (onSent: () => void) => Promise<boolean>,
    onSent: () => void,
  ): Promise<Turn> => {
    if (text.pages < text.leastPages || text.asked === true) return {feedback: {kind: 'none'}, next: pollMs}
    const isDoubted = text.leastPages === 1
    if (isDoubted && asking.has(visit.host)) return {feedback: {kind: 'none'}, next: pollMs}
    text.asked = true
    if (isDoubted) asking.add(visit.host)
    text.forAll = await isForAll(onSent)
    if (isDoubted) asking.delete(visit.host)
    if (isDoubted && !text.forAll) discerning.add(visit.host)
    end(visit, settled, headers, text)
    return {feedback: {kind: 'none'}}
  }

  const isSaidOfAll = async (visit: Visit, {key, leastPages}: Text, onSent: () => void): Promise<boolean> => {
    const isDoubted = leastPages === 1
    const madeUp = madeUpFor(visit.url, clock.random(), isDoubted)
    const reply = await askBeside(visit, 'GET', madeUp, maxAskMs, onSent)
    const page = reply.kind === 'response' ? (isDoubted ? readPage : readSuspicious)(reply.body) : undefined
    return keyOf(madeUp, reply, page, isDoubted) === key
  }

  const leadAllThere = async (visit: Visit, from: string, {key}: Text, onSent: () => void): Promise<boolean> => {
    let url = madeUpFor(from, clock.random(), false)
    for (let hops = 0; hops < mostHops; hops++) {
      const reply = await askBeside(visit, 'GET', url, maxAskMs, onSent)
      const location = reply.kind === 'response' && redirects.has(reply.status) ? locationOf(reply.headers) : undefined
      const to = location === undefined ? undefined : parse(location, url)
      if (to === undefined) return false
      const next = pageUrlOf(to)
      if (next === key) return true
      if (to.hostname !== visit.host) return false
      url = next
    }
    return false
  }

  const wait = (
    visit: Visit,
    settled: Settled,
    headers: Headers | undefined,
    {key, leastPages: least}: Pick<Text, 'key' | 'leastPages'>,
    isForAll: (text: Text, onSent: () => void) => Promise<boolean>,
  ): void => {
    const texts = getOrInsert(textsOf, visit.host, () => new Map<string, Text>())
    const text = getOrInsert(texts, key, (): Text => ({key, leastPages: least, pages: 0}))
    text.pages++
    visit.stage = {
      kind: 'pending',
      settled,
      headers,
      ask: (onSent) => ask(visit, settled, headers, text, (sent) => isForAll(text, sent), onSent),
      settles() {
        const isKnown =
          text.forAll !== undefined ||
          gathers(text, settled) ||
          (text.leastPages === 1 && discerning.has(visit.host)) ||
          (text.pages < text.leastPages && !isAwaited(visit.host))
        if (isKnown) end(visit, settled, headers, text)
        return isKnown
      },
    }
  }

  return {
    putOff(visit, settled, reply, page) {
      if (visit.stage.kind === 'pending' || !isAlive(settled)) return undefined
      const from = visit.steps?.[0]?.from
      if (from !== undefined) {
        const first = new URL(from)
        if (pagesOf(first.hostname) < leastPages || keepsName(from, visit.url)) return undefined
        queueAt(visit, first) // It waits for the others of the host that was asked first.
        wait(visit, settled, undefined, {key: visit.url, leastPages}, (text, onSent) => leadAllThere(visit, from, text, onSent))
        return 'last'
      }
      if (settled.verdict !== 'ok') return undefined
      const headers = reply.kind === 'response' ? reply.headers : {}
      const isDoubted =
        !discerning.has(visit.host) && reply.kind === 'response' && isHtml(reply.headers) && cantBeItsOwn(visit.url, reply.body)
      if (!isDoubted && pagesOf(visit.host) < leastPages) return undefined
      const key = keyOf(visit.url, reply, isDoubted ? (page ?? readPage(reply.body)) : page, isDoubted)
      if (key === undefined) return undefined
      wait(visit, settled, headers, {key, leastPages: isDoubted ? 1 : leastPages}, (text, onSent) => isSaidOfAll(visit, text, onSent))
      return isDoubted ? 'next' : 'last'
    },

    began: (host) => void underWay.set(host, (underWay.get(host) ?? 0) + 1),
    ended: (host) => void underWay.set(host, (underWay.get(host) ?? 1) - 1),
    left(host, visit) {
      if (pagesOf(host) < leastPages) return
      const visits = getOrInsert(away, host, () => new Set<Visit>())
      visits.add(visit)
      // So that a long run does not keep what it has settled.
      if (visits.size % mostAway === 0) isAwaited(host)
    },
  }
}

export interface AlikeOptions extends BesideOptions {
  readonly clock: {random(): number}
  pagesOf(host: string): number
}

/** Have so many pages "moved" to one place that it can't be the new one of each? */
const gathers = (text: Text, {verdict}: Settled): boolean => verdict === 'moved' && text.pages >= text.leastPages

const lost = ({finalUrl: _, ...settled}: Settled, because: string): Settled => ({
  ...settled,
  verdict: 'error',
  reason: 'suspected-soft-404',
  findings: [...(settled.findings ?? []), 'soft-404'],
  because,
})

/** The address that a page gives as its own. */
const canonical = /<link\b[^>]*\brel\s*=\s*["']?canonical\b[^>]*>/i
const hrefIn = /\bhref\s*=\s*["']?([^"'\s>]+)/i

/** How front pages begin. */
const welcome =
  /<(?:title|h1)\b[^>]*>\s*(?:welcome\b|home(?:[ -]?page)?\s*[<|–-]|willkommen|startseite|bienvenue|accueil|bienvenid|inicio\b|bem-vind|benvenut|добро пожаловать|главная|欢迎|歡迎|首页|首頁|ようこそ|トップページ|환영합니다)/i
const startOfFolder = /\/(?:(?:index|default|home|main|start|welcome)\b[^/]*)?$/i

/** Is it a page where a file should be, or by its own account the front page, which such hosts show for whatever they don't have? */
function cantBeItsOwn(url: string, body: string): boolean {
  const {origin, pathname} = new URL(url)
  if (isFile(pathname)) return true
  if (pathname.lastIndexOf('/') === 0) return false
  const href = hrefIn.exec(canonical.exec(body)?.[0] ?? '')?.[1]
  return href === undefined ? welcome.test(body) && !startOfFolder.test(pathname) : href === '/' || href === origin || href === `${origin}/`
}

/** What a page says, without its own address and numbers, if it is short or doubted by itself; undefined for any other reply. */
function keyOf(url: string, reply: Reply, page: Page | undefined, isDoubted: boolean): string | undefined {
  if (reply.kind === 'failure' || reply.status !== 200 || !isHtml(reply.headers)) return undefined
  if (page === undefined || page.text.length < leastText) return undefined
  if (!isDoubted && (reply.truncated || reply.body.length > mostBytes || page.text.length > mostText)) return undefined
  const {pathname} = new URL(url)
  const name = nameIn(pathname)
  const said = `${page.title}\n${page.text}`.replaceAll(pathname, '')
  return (name === '' ? said : said.replaceAll(name, '')).replace(/\d+/g, '')
}

const nameIn = (pathname: string): string => pathname.slice(pathname.lastIndexOf('/') + 1)

/** Whether an address goes on in the one that it leads to, so that it can't be the place of all; one with a query in the query's values. */
function keepsName(from: string, to: string): boolean {
  const first = new URL(from)
  const {pathname, search} = new URL(to)
  const parts = partsOf(decoded(pathname + search))
  const names =
    first.search === ''
      ? [decoded(nameIn(first.pathname.replace(/\/(?:(?:index|default)\.\w+)?$/i, '')))]
      : [...first.searchParams.values()]
  return names.some((name) => parts.includes(partsOf(name)))
}

/** Words and numbers in lower case, each between slashes. */
const partsOf = (text: string): string => `/${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '/')}/`.replace(/\/+/g, '/')

/** An address that nobody can have made: beside another, or (`isFar`) right in the top folder of its path, as file hosts may look at the folder only. */
function madeUpFor(url: string, random: number, isFar: boolean): string {
  const {origin, pathname} = new URL(url)
  const extension = /\.\w{1,5}$/.exec(pathname)?.[0] ?? ''
  const folder = isFar ? /^\/(?:[^/]*\/)?/.exec(pathname)?.[0] : pathname.slice(0, pathname.lastIndexOf('/') + 1)
  return `${origin}${folder}${Math.floor(random * 2 ** 48).toString(36)}zq${extension}`
}
