/** The cache's text: verdicts with their history, one JSON object per line, sorted by URL, so that it diffs well in git. */
import {readFileSync} from 'node:fs'
import type {Identity} from '../../core/link/identity.ts'
import type {CheckOptions} from '../../core/options.ts'
import type {Facts} from '../../core/registry/resolver.ts'
import {isAlive, type Verdict} from '../../core/report.ts'
import {fnv1a} from '../../core/text/hash.ts'
import {isCode} from '../../disk/fault.ts'

/** What is remembered about a URL. Dates are ISO dates in UTC, to the second. */
export interface CacheEntry {
  readonly url: string
  readonly verdict: Verdict
  readonly reason: string
  readonly status?: number
  readonly finalUrl?: string
  readonly via: string
  readonly checkedAt: string
  readonly findings?: readonly string[]
  readonly facts?: Facts
  readonly identity?: Identity
  /** When the present failures in a row began, and how many there are. */
  readonly firstFailed?: string
  readonly failures?: number
  readonly lastAlive?: string
  /** Validators of the last good reply. */
  readonly etag?: string
  readonly lastModified?: string
  readonly archived?: string
  /** Settings that may have changed the verdict: see `circumstancesOf`. */
  readonly under?: string
}

/** CacheEntries by URL. */
export type CacheEntries = Map<string, CacheEntry>

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * How long a verdict holds, before jitter. Live links mostly stay alive; a dead one may be a mistake that somebody fixes; what could not be
 * decided is asked again in the next run.
 */
const lifetimesMs: Readonly<Record<Verdict, number>> = {
  ok: 7 * dayMs,
  moved: 7 * dayMs,
  dead: 12 * hourMs,
  blocked: dayMs,
  error: 0,
  skipped: 0,
}

/** Every entry lives for this share of its lifetime, and for up to half a lifetime longer. */
const leastShare = 0.75

/** A number in [0, 1) for a URL: the same in every run, so that neighbours expire at different times without storing it. */
function jitterOf(url: string): number {
  return (fnv1a(url) >>> 8) / 2 ** 24
}

/**
 * Whether an entry still holds.
 *
 * @param maxAgeMs the user's limit; older entries are asked again, whatever their own lifetime
 *
 * An entry from the future (the clock was wrong then, or is now) does not hold.
 */
export function isFresh(entry: CacheEntry, wallNowMs: number, maxAgeMs: number | undefined): boolean {
  // The host may answer again by now.
  if (entry.reason === 'rate-limited') return false
  const ageMs = wallNowMs - Date.parse(entry.checkedAt)
  if (!(ageMs >= -hourMs)) return false
  if (maxAgeMs !== undefined && ageMs >= maxAgeMs) return false
  const lifetimeMs = lifetimesMs[entry.verdict]
  if (lifetimeMs === 0) return false
  return ageMs < lifetimeMs * leastShare || ageMs < lifetimeMs * (leastShare + jitterOf(entry.url) / 2)
}

/**
 * The settings that may change verdicts: certificates that were not verified, addresses that were rewritten, in whatever way. A verdict found
 * under them says nothing without them. Undefined if there are none.
 */
export function circumstancesOf({insecure, remap}: Pick<CheckOptions, 'insecure' | 'remap'>): string | undefined {
  const unusual = [...(insecure ? ['insecure'] : []), ...(remap.length > 0 ? ['remap'] : [])]
  return unusual.length === 0 ? undefined : unusual.join(' ')
}

/** The entry that follows from a new verdict and what was known before. */
export function updated(before: CacheEntry | undefined, now: Omit<CacheEntry, 'firstFailed' | 'failures' | 'lastAlive'>): CacheEntry {
  const alive = isAlive(now)
  const lastAlive = alive ? now.checkedAt : before?.lastAlive
  const failed = now.verdict === 'dead' || now.verdict === 'error'
  // A wall says neither that a page is alive nor that it is not.
  const isOpen = !failed && !alive
  const firstFailed = failed ? (before?.firstFailed ?? now.checkedAt) : isOpen ? before?.firstFailed : undefined
  const failures = failed ? (before?.failures ?? 0) + 1 : isOpen ? before?.failures : undefined
  return {
    ...now,
    ...(firstFailed !== undefined && {firstFailed}),
    ...(failures !== undefined && {failures}),
    ...(lastAlive !== undefined && {lastAlive}),
  }
}

/** ISO date, to the second. */
export function dateOf(wallMs: number): string {
  return `${new Date(wallMs).toISOString().slice(0, 19)}Z`
}

const verdictNames: ReadonlySet<string> = new Set(Object.keys(lifetimesMs))

function isEntry(value: unknown): value is CacheEntry {
  if (!isRecord(value)) return false
  const {url, verdict, reason, via, checkedAt, facts, identity, findings} = value
  return (
    typeof url === 'string' &&
    typeof verdict === 'string' &&
    verdictNames.has(verdict) &&
    typeof reason === 'string' &&
    typeof via === 'string' &&
    typeof checkedAt === 'string' &&
    !Number.isNaN(Date.parse(checkedAt)) &&
    (findings === undefined || isTexts(findings)) &&
    (identity === undefined || (isRecord(identity) && isTexts([identity['service'], identity['kind'], identity['id']]))) &&
    (facts === undefined || isFacts(facts)) &&
    ['finalUrl', 'firstFailed', 'lastAlive', 'etag', 'lastModified', 'archived', 'under'].every((key) => isTextIfThere(value[key])) &&
    ['status', 'failures'].every((key) => value[key] === undefined || typeof value[key] === 'number')
  )
}

/** Facts as this version writes them; others have to be asked for again. */
function isFacts(facts: unknown): boolean {
  if (!isRecord(facts)) return false
  if (facts['kind'] === 'paper') {
    const {titles, authors, looks, publication} = facts
    const texts = ['venue', 'withdrawn', 'retracted', 'doi', 'arxiv', 'dblp']
    return (
      isTexts(titles) &&
      (authors === undefined || isTexts(authors)) &&
      (looks === undefined || isLooks(looks)) &&
      texts.every((key) => isTextIfThere(facts[key])) &&
      (publication === undefined ||
        publication === null ||
        (isRecord(publication) && typeof publication['venue'] === 'string' && isTexts(publication['sources'])))
    )
  }
  return facts['kind'] === 'repository' ? typeof facts['fullName'] === 'string' : facts['kind'] === 'other'
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string')
const isLooks = (value: unknown): boolean =>
  Array.isArray(value) && value.every((look) => isRecord(look) && typeof look['title'] === 'string' && isTextIfThere(look['meant']))
const isTextIfThere = (value: unknown): boolean => value === undefined || typeof value === 'string'

/** Reads a cache's text. Lines that are not entries (a merge conflict's marks, another version's) are left out. */
export function parseEntries(text: string): CacheEntries {
  const entries: CacheEntries = new Map()
  for (const line of text.split('\n')) {
    if (line === '' || line[0] !== '{') continue
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      continue
    }
    if (!isEntry(value)) continue
    const known = entries.get(value.url)
    if (known === undefined || known.checkedAt < value.checkedAt) entries.set(value.url, value)
  }
  return entries
}

/** The text of a cache. */
export function formatEntries(entries: Iterable<CacheEntry>): string {
  const sorted = [...entries].sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
  return sorted.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Keeps the later of two entries for one URL; one from the future was written by a wrong clock. */
export function mergeEntries(onto: CacheEntries, newer: Iterable<CacheEntry>, wallNowMs: number): CacheEntries {
  for (const entry of newer) {
    const known = onto.get(entry.url)
    if (known === undefined || known.checkedAt <= entry.checkedAt || Date.parse(known.checkedAt) > wallNowMs + hourMs)
      onto.set(entry.url, entry)
  }
  return onto
}

/**
 * Reads the cache at `path`; a missing one is empty.
 *
 * @throws what the file system throws, e.g. for lack of permission; and if the file is not a cache, so that it is not replaced by one
 */
export function readCache(path: string): CacheEntries {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return new Map()
    throw error
  }
  const entries = parseEntries(text)
  // Even a cache without a single whole line has lines that begin like entries.
  if (entries.size === 0 && text.trim() !== '' && !/^\{"url":/m.test(text)) throw new Error('it is no cache')
  return entries
}
