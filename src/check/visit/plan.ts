/** Links → visits: one for each page, however many links and fragments name it. Pure. */

import {decoded} from '../../core/address.ts'
import {fnv1a} from '../../core/hash.ts'
import type {CheckOptions} from '../../core/options.ts'
import type {Verdict} from '../../core/report.ts'
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

/** Marks of a page's state. Source: RFC 9110 section 8.8. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
  /** What was found of it then, which holds where it has not changed. */
  readonly findings?: readonly string[]
}

/** What a page turned out to be, and which of the wanted fragments it lacks. */
export interface Settled extends Judgement {
  readonly status?: number
  readonly missingFragments?: ReadonlySet<string>
  /** It is a page, which can't be shown as a picture. Told where some member is shown as one. */
  readonly isPage?: true
}

/** What the judge reads of a page. */
export const pageBytes: number = 32 * 1024

/** A verdict that stands as it is unless something else, which is asked for or awaited, changes what is to be told of it. */
export interface Pending {
  readonly settled: Settled
  /** Of the reply that it rests on. */
  readonly headers: Headers | undefined
  /** Asks for what is missing, and settles the visit by it; or says when to come back. */
  ask(onSent: () => void): Promise<Turn>
  /** Settles the visit where nothing has to be asked for that. @returns whether it did */
  settles?(): boolean
}

/** A page on its way to a verdict. */
export interface Visit {
  readonly kind: 'visit'
  /** The link that named it first, as its position in the plan's `targets`, and the others. */
  readonly member: number
  others?: number[]
  /** What to ask next, without fragment. */
  url: string
  origin: string
  /** Whose queue it stands in: the host's name, without the port. */
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
  /** Tries that failed because the host was asked too much; they are the host's matter. */
  pressed: number
  /** When it was first asked again after that: how many pages its host had served by then. */
  servedBefore?: number
  /** When it was asked last: how often its host had been left in peace in a row, in vain; beyond counting where other pages get through. */
  restsInVain: number
  /** Some member is shown in the list itself, where a page would be no picture. */
  isImage?: true
  /** A HEAD was redirected, as GET may not be. */
  ledByHead?: true
  /** A reply broke rules: the next is read as browsers read it. */
  loose?: true
  /** A connection broke: the next request gets one of its own. */
  fresh?: true
  /** What the page had when it was asked last: it may answer that nothing has changed. */
  validators?: Validators
  /** The verdict is known, and put off. */
  pending?: Pending
  /** What HEAD brought, where GET has to say more. */
  headStatus?: number | undefined
  /** Is it there by what HEAD said of it? */
  foundByHead?: boolean
  /** HEAD brought nothing to go by: it failed, or was limited. */
  headFailed?: true
  /** What its last failure would mean, had the host not failed for other pages too. */
  failed?: Settled
  /** A "not found" to HEAD, which holds once its host has shown that it can be believed. */
  doubted?: Evidence | undefined
  /** It was dead, and was asked again so often, as its host may have been in trouble. */
  looks?: number
  requests: number
  durationMs: number
  evidence?: string[]
  /** Its links have been told: nobody may join it any more. */
  settled?: true
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
    return decided('skipped', url.protocol === 'mailto:' ? 'mailto' : 'not-http', `\`${url.protocol}\` is not asked over HTTP`)
  }
  if (!options.allowPrivate && isForbiddenHost(url.hostname))
    return decided('skipped', 'private-address', `${url.hostname} is not on the public internet`)
  if (isRefusedByBrowsers(url)) return decided('dead', 'unsafe-port', `browsers refuse port ${url.port}`)
  return {kind: 'page', url}
}

/**
 * Does a URL that was asked about before need no second look? What the settings of then allowed those of now may forbid; the host is read
 * off the plainest of URLs without parsing them.
 */
export function isPlainlyAllowed(written: string, options: Pick<CheckOptions, 'include' | 'exclude' | 'allowPrivate'>): boolean {
  if (leftOutBy(options, written) !== undefined) return false
  if (options.allowPrivate) return true
  const host = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z]+)[/?#]/.exec(written)?.[1]
  return host !== undefined && !isForbiddenHost(host)
}

/** A URL, or undefined for what is none. */
export function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}

/** A link's address; undefined where it is none. Where lists are read, one without a scheme takes that of the page. */
export function urlOf(written: string): URL | undefined {
  return parse(written.startsWith('//') ? `https:${written}` : written)
}

/** Does it lead to another service's port, where a request could do harm? */
export function isRefusedByBrowsers({port}: URL): boolean {
  return port !== '' && blockedPorts.has(Number(port))
}

/** How the settings leave a link out, in words; undefined where they don't. */
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
 * @param written the link as written: where it is spelt as browsers spell it, one string serves for both
 * @param intern gives equal strings one place in memory
 */
export function visitOf(url: URL, member: number, written: string, timeoutMs: number, intern: (text: string) => string): Visit {
  // Addresses of mail that Cloudflare hides are fragments of one page.
  const judgeable = url.hash.length > 1 && isJudgeable(url.hash.slice(1)) && !url.pathname.startsWith('/cdn-cgi/l/')
  const visit: Visit = {
    kind: 'visit',
    member,
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
  /\.(?:pdf|ps|eps|djvu|png|jpe?g|gif|svg|webp|ico|zip|gz|tgz|bz2|xz|zst|7z|rar|tar|mp4|webm|mov|avi|mp3|wav|csv|tsv|npz?|h5|pth?|ckpt|safetensors|bib|docx?|pptx?|xlsx?|ipynb|whl|jar|exe|dmg|iso)$/i

export function isFile(path: string): boolean {
  const end = path.indexOf('?')
  return filePath.test(end < 0 ? path : path.slice(0, end))
}

/** The fragment of a URL as written, where it is one that a page's HTML has to hold. */
export function fragmentOf(url: string): string | undefined {
  const hash = url.indexOf('#')
  if (hash < 0) return undefined
  const fragment = url.slice(hash + 1)
  return isJudgeable(fragment) ? fragment : undefined
}
