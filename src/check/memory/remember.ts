/** Verdicts as they are handed on, and as the cache keeps them. Pure. */
import type {Checked} from '../../core/checked.ts'
import {type Headers, headerOf} from '../schedule/limits.ts'
import type {Judgement} from '../verdict/judgement.ts'
import {idOf} from '../verdict/page.ts'
import {type Decision, fragmentOf, type Settled, type Target, type Validators, type Visit} from '../visit/plan.ts'
import type {CacheEntry} from './cache.ts'

const noImage: Judgement = {verdict: 'error', reason: 'not-an-image', because: 'it is a page, where the list shows a picture'}

/** A visit's verdict on one of the links to its page: each has its own fragment, and some are images. */
export function checkedOf(target: Target, visit: Visit, page: Settled): Checked {
  const isNoImage = page.isPage === true && target.context === 'image'
  const settled: Settled = isNoImage ? {...noImage, ...(page.status !== undefined && {status: page.status})} : page
  const fragment = visit.hasFragment ? fragmentOf(target.url) : undefined
  const missing = fragment !== undefined && settled.missingFragments?.has(idOf(fragment)) === true
  const findings = missing ? [...(settled.findings ?? []), 'fragment-missing'] : settled.findings
  const hash = target.url.indexOf('#')
  const {verdict, reason, status, finalUrl, because} = settled
  const final = finalUrl === undefined || hash < 0 || finalUrl.includes('#') ? finalUrl : finalUrl + target.url.slice(hash)
  const checked: {-readonly [Key in keyof Checked]: Checked[Key]} = {
    url: target.url,
    verdict,
    reason,
    ...(status !== undefined && {status}),
    ...(final !== undefined && {finalUrl: final}),
    via: 'http',
    attempts: visit.requests,
    durationMs: Math.round(visit.durationMs),
  }
  if (findings !== undefined) checked.findings = findings
  checked.evidence = because === undefined ? (visit.evidence ?? []) : [...(visit.evidence ?? []), because]
  return checked
}

/** A verdict on a link that nobody was asked about. */
export function unasked(url: string, {verdict, reason, because}: Decision): Checked {
  return {url, verdict, reason, via: 'http', attempts: 0, durationMs: 0, evidence: [because]}
}

/**
 * The page's verdict with the registry's facts; the registry's verdict if the page's is undecided, or if the page denies what the registry
 * keeps from visitors.
 */
export function decidedByPage(page: Checked, registry: Checked): Checked {
  const {facts, identity, attempts, durationMs} = registry
  const isUndecided = page.verdict === 'blocked' || page.verdict === 'error'
  const isHidden = page.verdict === 'dead' && registry.verdict === 'blocked'
  return {
    ...(isUndecided || isHidden ? registry : page),
    attempts: attempts + page.attempts,
    durationMs: durationMs + page.durationMs,
    evidence: page.evidence ?? [],
    ...(facts !== undefined && {facts}),
    ...(identity !== undefined && {identity}),
  }
}

/** What the cache keeps of a verdict, with the page's validators and any unusual settings that it was found with. */
export function entryOf(checked: Checked, checkedAt: string, headers: Headers | undefined, under: string | undefined): CacheEntry {
  const {url, verdict, reason, status, finalUrl, via, findings, facts, identity, archived} = checked
  const etag = headers === undefined ? undefined : headerOf(headers, 'etag')
  const lastModified = headers === undefined ? undefined : headerOf(headers, 'last-modified')
  return {
    url,
    verdict,
    reason,
    ...(status !== undefined && {status}),
    ...(finalUrl !== undefined && {finalUrl}),
    via,
    checkedAt,
    ...(findings !== undefined && {findings}),
    ...(facts !== undefined && {facts}),
    ...(identity !== undefined && {identity}),
    ...(etag !== undefined && {etag}),
    ...(lastModified !== undefined && {lastModified}),
    ...(archived !== undefined && {archived}),
    ...(under !== undefined && {under}),
  }
}

/**
 * Validators for asking whether a page has changed. A server that wrongly says no is believed only once: after a 304 the next
 * request has no condition.
 */
export function validatorsOf({verdict, via, status, etag, lastModified, findings}: CacheEntry): Validators | undefined {
  if (verdict !== 'ok' || via !== 'http' || status === 304 || (etag === undefined && lastModified === undefined)) return undefined
  return {...(etag !== undefined && {etag}), ...(lastModified !== undefined && {lastModified}), ...(findings !== undefined && {findings})}
}

/** How a URL fared in earlier runs; undefined if nothing is known about them. */
export function historyOf({firstFailed, failures, lastAlive}: CacheEntry): Checked['history'] {
  if (firstFailed === undefined && lastAlive === undefined) return undefined
  return {
    ...(firstFailed !== undefined && {firstFailed}),
    ...(failures !== undefined && {failures}),
    ...(lastAlive !== undefined && {lastAlive}),
  }
}

/** The verdict that the cache remembers. */
export function checkedFrom(entry: CacheEntry): Checked {
  const {url, verdict, reason, status, finalUrl, via, checkedAt, findings, facts, identity, archived} = entry
  const history = historyOf(entry)
  // Assigned one by one: for thousands of links, spreading takes several times as long.
  const checked: {-readonly [Key in keyof Checked]: Checked[Key]} = {url, verdict, reason, via: 'cache', attempts: 0, durationMs: 0}
  if (status !== undefined) checked.status = status
  if (finalUrl !== undefined) checked.finalUrl = finalUrl
  if (findings !== undefined) checked.findings = findings
  if (history !== undefined) checked.history = history
  if (archived !== undefined) checked.archived = archived
  checked.evidence = [`from the cache, as checked at ${checkedAt} (${via})`]
  if (facts !== undefined) checked.facts = facts
  if (identity !== undefined) checked.identity = identity
  return checked
}
