/** Links → visits: one for each page, however many links and fragments name it. Pure. */

import {decoded} from '../../core/link/address.ts'
import type {CheckOptions} from '../../core/options.ts'
import type {Verdict} from '../../core/report.ts'
import {fnv1a} from '../../core/text/hash.ts'
import type {Turn} from '../schedule/host.ts'
import type {Headers} from '../schedule/limits.ts'
import {blockedPorts} from '../verdict/hosts.ts'
import type {Evidence, Judgement, Step} from '../verdict/judgement.ts'
import {isJudgeable} from '../verdict/page.ts'
import {isForbiddenHost} from '../wire/address.ts'
import type {Cookies} from '../wire/cookies.ts'

export interface Target {
  /** As written; each only once. */
  readonly url: string
  readonly context?: 'link' | 'image'
}

/** What identifies a page's state. Source: RFC 9110 section 8.8. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
  /** What was found then, which still holds if the page has not changed. */
  readonly findings?: readonly string[]
}

/** What a page turned out to be, and which of the wanted fragments it lacks. */
export interface Settled extends Judgement {
  readonly status?: number
  readonly missingFragments?: ReadonlySet<string>
  /** It is a page, although some member shows it as a picture. */
  readonly isPage?: true
}

/** A verdict, the milliseconds after which the visit goes on, or `last`: after everything that waits at its host. */
export type Next = Settled | number | 'last'

/** How much of a page the judge reads. */
export const pageBytes: number = 32 * 1024

/** How far a visit is. */
export type Stage =
  /** Its page has to be asked for. */
  | {readonly kind: 'asking'}
  /** HEAD brought a "not found", which holds once the host has shown that it can be believed. */
  | {readonly kind: 'doubted'; readonly evidence: Evidence; readonly heardMs: number}
  /** Its verdict is known, and put off. */
  | Pending
  /** Its links have been reported: no other link may join. */
  | {readonly kind: 'done'}

export const asking: Stage = {kind: 'asking'}
export const done: Stage = {kind: 'done'}

/** A verdict that holds unless something else, which is still to be asked for or awaited, changes it. */
export interface Pending {
  readonly kind: 'pending'
  readonly settled: Settled
  /** Headers of the reply that it rests on. */
  readonly headers: Headers | undefined
  /** Asks for what is missing and settles the visit by it, or says when to come back. */
  ask(onSent: () => void): Promise<Turn>
  /** Settles the visit if nothing has to be asked for that. @returns whether it did */
  settles?(): boolean
}

/** A page on its way to a verdict. */
export interface Visit {
  readonly kind: 'visit'
  /** The link that named it first, as its position in the plan's `targets`, and the others. */
  readonly member: number
  others?: number[]
  stage: Stage
  /** What to ask next, without fragment. */
  url: string
  origin: string
  /** The host in whose queue it waits, without the port. */
  host: string
  /** HEAD would say too little, or has been refused. */
  needsBody: boolean
  /** Some member's fragment has to be looked for. */
  hasFragment: boolean
  steps?: Step[]
  cookies?: Cookies
  /** `Authorization` from the URL's own user and password, for its own origin. */
  authorization?: {readonly origin: string; readonly value: string}
  /** What is left of the deadline, in milliseconds. */
  budgetMs: number
  /** Failed tries so far. */
  tries: number
  /** Tries that failed because the host had too many requests, which says nothing about the page. */
  pressed: number
  /** How many pages its host had served when this one was first asked for again after that. */
  servedBefore?: number
  /** How often in a row its host had been left alone in vain when this page was last asked for; infinite once other pages get through. */
  restsInVain: number
  /** Some member is an image, which a page can't be. */
  isImage?: true
  /** HEAD was redirected, which GET may not be. */
  ledByHead?: true
  /** A reply broke HTTP's rules: the next one is read as leniently as browsers read it. */
  loose?: true
  /** A connection broke: the next request gets a new one. */
  fresh?: true
  /** The page's state when it was last checked: it may answer that nothing has changed. */
  validators?: Validators
  /** What HEAD brought, if GET has to say more: a status, or nothing to go by, as it failed or was limited. */
  head?: number | 'nothing' | undefined
  /** Whether HEAD found the page. */
  foundByHead?: boolean
  /** What its last failure would mean if the host had not failed for other pages too. */
  failed?: Settled
  /** How often it was asked for again after a `dead` that the trouble of this host may explain. */
  looks?: {readonly host: string; readonly times: number}
  requests: number
  durationMs: number
  evidence?: string[]
}

/** A verdict that needs no request. */
export interface Decision {
  readonly verdict: Verdict
  readonly reason: string
  readonly because: string
}

/** What a URL is, before anything is asked. */
export type Parsed = {readonly kind: 'page'; readonly url: URL} | {readonly kind: 'decided'; readonly decision: Decision}

const decided = (verdict: Verdict, reason: string, because: string): Parsed => ({kind: 'decided', decision: {verdict, reason, because}})

/** Reads a URL as browsers do. Whatever it holds, this does not throw. */
export function parseTarget(written: string, options: Pick<CheckOptions, 'include' | 'exclude' | 'allowPrivate'>): Parsed {
  const leftOut = leftOutBy(options, written)
  if (leftOut !== undefined) return decided('skipped', 'excluded', leftOut)
  const url = urlOf(written)
  if (url === undefined) {
    if (/^https?:/i.test(written)) return decided('dead', 'invalid-url', 'no browser can open such a URL')
    return decided('skipped', 'not-absolute', 'not an absolute URL')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return decided('skipped', url.protocol === 'mailto:' ? 'mailto' : 'not-http', `\`${url.protocol}\` is not requested over HTTP`)
  }
  if (!options.allowPrivate && isForbiddenHost(url.hostname))
    return decided('skipped', 'private-address', `${url.hostname} is not on the public internet`)
  if (isRefusedByBrowsers(url)) return decided('dead', 'unsafe-port', `browsers refuse port ${url.port}`)
  return {kind: 'page', url}
}

/**
 * Whether a cached verdict can be used without parsing its URL. Today's settings may forbid what earlier ones allowed; the host of a plain
 * URL is read from its text.
 */
export function isPlainlyAllowed(written: string, options: Pick<CheckOptions, 'include' | 'exclude' | 'allowPrivate'>): boolean {
  if (leftOutBy(options, written) !== undefined) return false
  if (options.allowPrivate) return true
  const host = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z]+)[/?#]/.exec(written)?.[1]
  return host !== undefined && !isForbiddenHost(host)
}

/** Undefined for text that is not a URL. */
export function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}

/** A link's address; undefined if it is not absolute. Without a scheme it gets `https`, like the pages on which lists are read. */
export function urlOf(written: string): URL | undefined {
  return parse(written.startsWith('//') ? `https:${written}` : written)
}

/** Whether a URL has another service's port, where a request could do harm. */
export function isRefusedByBrowsers({port}: URL): boolean {
  return port !== '' && blockedPorts.has(Number(port))
}

/** How the settings exclude a link, in words; undefined if they don't. */
export function leftOutBy({include, exclude}: Pick<CheckOptions, 'include' | 'exclude'>, written: string): string | undefined {
  const matches = (pattern: RegExp): boolean => pattern.test(written)
  if (exclude.some(matches)) return 'excluded by the settings'
  return include.length > 0 && !include.some(matches) ? 'not included by the settings' : undefined
}

/** All links that name the visit's page. */
export function membersOf(visit: Visit): readonly number[] {
  return visit.others === undefined ? [visit.member] : [visit.member, ...visit.others]
}

/**
 * A visit to a page. Userinfo leaves the URL and becomes a header.
 *
 * @param written the link as written: if browsers spell it the same way, one string serves for both
 * @param intern gives equal strings one place in memory
 */
export function visitOf(url: URL, member: number, written: string, timeoutMs: number, intern: (text: string) => string): Visit {
  // Email addresses that Cloudflare hides are fragments of one page.
  const judgeable = url.hash.length > 1 && isJudgeable(url.hash.slice(1)) && !url.pathname.startsWith('/cdn-cgi/l/')
  const visit: Visit = {
    kind: 'visit',
    member,
    stage: asking,
    url: '',
    origin: intern(url.origin),
    host: intern(url.hostname),
    needsBody: judgeable,
    hasFragment: judgeable,
    budgetMs: timeoutMs,
    tries: 0,
    pressed: 0,
    restsInVain: 0,
    requests: 0,
    durationMs: 0,
  }
  if (url.username !== '' || url.password !== '') {
    const pair = `${decoded(url.username)}:${decoded(url.password)}`
    visit.authorization = {origin: url.origin, value: `Basic ${Buffer.from(pair).toString('base64')}`}
  }
  const page = pageUrlOf(url)
  visit.url = page === written ? written : page
  return visit
}

/** The address of the page: without fragment, user and password. */
export function pageUrlOf(url: URL): string {
  if (url.username !== '' || url.password !== '') return url.origin + url.pathname + url.search
  // Cut out of `href`, which keeps an empty query.
  return url.hash === '' ? url.href.replace(/#$/, '') : url.href.slice(0, url.href.length - url.hash.length)
}

/** Which part of a sharded run a host belongs to: always the same one. */
export function shardOf(host: string, count: number): number {
  const hash = fnv1a(host)
  return ((hash ^ (hash >>> 15)) >>> 0) % count
}

/** The extensions of files whose body says nothing that their headers don't. */
const filePath =
  /\.(?:pdf|ps|eps|djvu|png|jpe?g|gif|svg|webp|ico|zip|gz|tgz|bz2|xz|zst|7z|rar|tar|mp4|webm|mov|avi|mkv|mp3|wav|flac|ogg|csv|tsv|npz?|h5|parquet|arrow|jsonl|pkl|pth?|ckpt|onnx|gguf|safetensors|bib|epub|docx?|pptx?|xlsx?|ipynb|whl|jar|exe|dmg|iso)$/i

export function isFile(path: string): boolean {
  const end = path.indexOf('?')
  return filePath.test(end < 0 ? path : path.slice(0, end))
}

/** The fragment of a URL as written, if it is one that the page's HTML has to contain. */
export function fragmentOf(url: string): string | undefined {
  const hash = url.indexOf('#')
  if (hash < 0) return undefined
  const fragment = url.slice(hash + 1)
  return isJudgeable(fragment) ? fragment : undefined
}
