/** A host whose "not found" is weighed: what it said, what is kept back, and how far it is believed. */

import type {Headers} from '../schedule/limits.ts'
import {type HostMemory, hasAnswered} from './methods.ts'
import {isTroubled} from './patience.ts'
import type {Settled, Visit} from './plan.ts'

/** A verdict that is kept back. */
export interface Kept {
  readonly visit: Visit
  readonly settled: Settled
  readonly headers: Headers | undefined
  /** How many in a row were missing when it was: pages that are gone stand alone, those hidden by a limit don't. */
  readonly row: number
  /** The round of second looks in which it was missing; 0 before the first. */
  readonly round: number
}

export interface Suspect {
  readonly host: string
  readonly memory: HostMemory
  kept: Kept[]
  /** Replies of all kinds, also to second looks. */
  heard: number
  /** First replies, and how many of them said "not found". */
  replies: number
  missing: number
  /** When the host said that pages were not found, as far as none is there that was asked for afterwards. */
  row: number[]
  /** When the last page that is there was asked for. */
  servedMs: number
  /** Second looks with the same result. */
  confirmed: number
  missedAtMs: number
  /** How often a page that was there did not come when it was asked for again, and whether it was ever missing then. */
  denials: number
  hasDenied: boolean
  state: State
  /** A page that was there when it was asked for. */
  served?: string
  /** Replies at the last tick; undefined while no timer runs. */
  ticked?: number
}

/** What is thought of a host's "not found", and what is being done to find out. */
export type State =
  /** Nothing is known yet. */
  | {readonly kind: 'open'}
  /** The page of this visit is asked for again. */
  | {readonly kind: 'looking'; readonly visit: Visit}
  /** The next look is not due yet; `gladly`: it may also come at once. */
  | {readonly kind: 'resting'; readonly gladly: boolean; readonly then: State}
  /** It called a page missing that is there, so all are asked for again; whether, in this round, some were there and some still missing. */
  | {readonly kind: 'lying'; readonly round: number; found: boolean; slowed: boolean; resting: boolean}
  /** A page that was there has to be asked for; `visit`: it is, on behalf of this one. */
  | {readonly kind: 'unproved'; readonly visit?: Visit}
  /** It is believed. */
  | {readonly kind: 'believed'}
  /** A page that was there is missing by now, so nothing can be told yet. */
  | {readonly kind: 'denying'}

export const open: State = {kind: 'open'}
export const lyingIn = (round: number): State => ({kind: 'lying', round, found: false, slowed: false, resting: false})
export const unproved: State = {kind: 'unproved'}
export const believed: State = {kind: 'believed'}
export const denying: State = {kind: 'denying'}

/** So many missing pages can't be chance if they are a third of all, or if they come last and are `someInHundred`. */
const manyMissing = 3
/** So many that come last may all be missing for us alone. */
const leastInRow = 2
const manyInHundred = 33
/** Such a share may be chance: one look, when the host has nothing else to do, shows whether it is. */
const someInHundred = 8
/** With so few replies one missing page is enough for a look; with more, one says nothing about a limit. */
const fewReplies = 32
/** With so many pages at stake another look, at another of them, is cheap: some of the servers behind one name may lack them. */
const manyAtStake = 8
/** If it can't be chance, more looks follow after these rests: a server that was being restarted is back by then. */
export const restsMs: readonly number[] = [1500, 2500]

export function createSuspect(host: string, memory: HostMemory): Suspect {
  return {
    host,
    memory,
    kept: [],
    heard: 0,
    replies: 0,
    missing: 0,
    row: [],
    servedMs: 0,
    confirmed: 0,
    missedAtMs: 0,
    denials: 0,
    hasDenied: false,
    state: open,
  }
}

export const roundOf = ({state}: Suspect): number => (state.kind === 'lying' ? state.round : 0)

/** Takes note of the first reply for a page that is there. */
export function noteServed(suspect: Suspect, visit: Visit, sentMs: number): void {
  suspect.servedMs = Math.max(suspect.servedMs, sentMs)
  if (suspect.row.length > 0) suspect.row = suspect.row.filter((missedMs) => missedMs > suspect.servedMs)
  // One behind a redirect may be there for this visit only.
  if (canAskAgain(visit) && (visit.steps === undefined || suspect.served === undefined)) suspect.served = visit.url
}

/** Takes note of the first reply for a page that is missing. */
export function noteMissing(suspect: Suspect, heardMs: number, nowMs: number): void {
  suspect.missing++
  suspect.missedAtMs = nowMs
  if (heardMs > suspect.servedMs) suspect.row.push(heardMs)
}

/** Does a host's state, or the number of its missing pages, suggest that it is restarting, or limits requests without saying so? */
export function isStrange({memory, missing, row, replies}: Suspect, nowMs: number): boolean {
  if (isTroubled(memory, nowMs)) return true
  // Doubtful pages are asked for last, so a few missing ones at the end mean little. A host that has not served any page may have none left.
  const inHundred = row.length >= manyMissing ? someInHundred : manyInHundred
  return hasAnswered(memory) && missing >= manyMissing && 100 * missing >= inHundred * replies
}

/** May "not found" be all that the host says by now? It may if it has served pages, and then lacked several. */
export function needsProof(suspect: Suspect, nowMs: number): boolean {
  return shownBy(suspect) !== undefined && (suspect.row.length >= leastInRow || isStrange(suspect, nowMs))
}

/** A page, and the method with which a host has shown it. */
export interface Shown {
  readonly method: 'GET' | 'HEAD'
  readonly url: string
}

/** A page that the host has shown, if only to HEAD: one that answers HEAD alike for all pages will do so again. */
export function shownBy({served, kept}: Suspect): Shown | undefined {
  if (served !== undefined) return {method: 'GET', url: served}
  const found = kept.find(({visit}) => visit.foundByHead === true && canAskAgain(visit))?.visit
  return found === undefined ? undefined : {method: 'HEAD', url: found.steps?.[0]?.from ?? found.url}
}

/** How many looks it takes until a host's "not found" is believed. */
export function looksFor(suspect: Suspect, nowMs: number): number {
  const {kept, missing, replies} = suspect
  if (isStrange(suspect, nowMs)) return Math.max(restsMs.length + 1, Math.floor(Math.log2(missing)))
  const isContradicted = kept.some(({visit}) => visit.foundByHead === true)
  if (100 * missing >= someInHundred * replies) return missing >= manyAtStake ? 2 : 1
  return isContradicted || replies <= fewReplies ? 1 : 0
}

/** The likeliest victim of a limit among those looked at least often: pages that HEAD found come first, those that HEAD missed too come last. */
export function mostDoubtful(kept: readonly Kept[]): Kept | undefined {
  const looks = ({visit}: Kept): number => visit.looks?.times ?? 0
  const trust = ({visit}: Kept): number => (visit.foundByHead === undefined ? 1 : visit.foundByHead ? 0 : 2)
  return kept.toSorted((a, b) => looks(a) - looks(b) || trust(a) - trust(b) || b.row - a.row)[0]
}

/** May the host's "not found" be believed as far as is known by now? */
export function isPlausible(suspect: Suspect, nowMs: number): boolean {
  switch (suspect.state.kind) {
    case 'believed':
      return true
    case 'open':
    case 'looking':
    case 'resting':
      return !isStrange(suspect, nowMs) && !needsProof(suspect, nowMs) && !suspect.hasDenied
    default:
      return false
  }
}

/** Can anybody else ask for the same? */
export const canAskAgain = ({cookies, authorization}: Visit): boolean => cookies === undefined && authorization === undefined

/** What hosts tell of a page that is not there, and robots of one that is. */
const goneReasons: ReadonlySet<string> = new Set(['not-found', 'gone', 'soft-404', 'parked-domain', 'redirect-loop'])

export const isGone = ({verdict, reason}: Settled, {steps}: Visit): boolean =>
  verdict === 'dead' && (goneReasons.has(reason) || (reason === 'dns' && steps !== undefined))

/** Nobody answered: no connection was taken, or none could be trusted. */
export const isShut = ({verdict, reason}: Settled): boolean => verdict === 'dead' && (reason === 'refused' || reason.startsWith('tls-'))
