/**
 * Verdicts of `dead` that rest on one answer, at hosts with more pages in the list. They are kept back until the other pages are heard, as hosts
 * also say "not found" to too many requests, or while they are being restarted. Where it looks like that, some are asked for once more, and a
 * page that was there: robots that are not wanted any more are told that it is missing too.
 */

import {getOrInsert} from '../../core/get-or-insert.ts'
import {isAlive} from '../../core/report.ts'
import type {Clock} from '../schedule/clock.ts'
import type {Turn} from '../schedule/host.ts'
import type {Headers} from '../schedule/limits.ts'
import {type AskBeside, judgeReply} from './beside.ts'
import {queueAt, startOver} from './follow.ts'
import {type HostMemory, hasAnswered} from './methods.ts'
import {isTroubled, type Next} from './patience.ts'
import type {Settled, Visit} from './plan.ts'

export interface SecondLooks {
  /**
   * Takes note of a request's result, for the host's other pages as well.
   *
   * @returns `kept`: it is not to be settled now; `lied`: the host called a page missing that is there, so it has to be asked more slowly;
   *   `kept-slowly`: more slowly still, as it may be doing so again; undefined: it can be settled
   */
  hear(visit: Visit, next: Next, reply: Heard): 'kept' | 'kept-slowly' | 'lied' | undefined
  /** Nothing else is to be asked of the host: what is kept back is settled, or asked for again. */
  review(host: string): void
  /** Nothing else is to be asked of any host: looks that were put off only because there was time are due now. */
  hurry(): void
  /** The run ends: settles what was kept back only until other pages were heard. */
  end(): void
}

/** A reply, of which the verdict is known already. */
export interface Heard {
  /** When it was asked for, and when it came: requests under way together may overtake each other. */
  readonly sentMs: number
  readonly heardMs: number
  /** To be remembered with the verdict. */
  readonly headers: Headers | undefined
}

export interface SecondLookOptions {
  readonly clock: Clock
  settle(visit: Visit, settled: Settled, headers?: Headers): void
  /** The same for a verdict that is believed by then, which may still have to stand another test. */
  conclude(visit: Visit, settled: Settled, headers?: Headers): void
  /** Puts a visit back into its host's queue. */
  askAgain(visit: Visit): void
  pagesOf(host: string): number
}

interface Kept {
  readonly visit: Visit
  readonly settled: Settled
  readonly headers: Headers | undefined
  /** How many in a row were missing when it was: pages that are gone stand alone, those hidden by a limit don't. */
  readonly row: number
}

interface Suspect {
  readonly host: string
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
  looking?: Visit
  /** The next look is not due yet; `gladly`: it may also come at once. */
  rests?: 'needs' | 'gladly'
  /** `unproved`: a page that was there has to be asked for; `denies`: that is missing by now, so nothing can be told. */
  trust?: 'believed' | 'lies' | 'unproved' | 'denies'
  /** A page that was there when it was asked for. */
  served?: string
  /** It has been left alone for a while since it lied. */
  rested?: true
  /** A page that was asked for again since then was still missing. */
  slowed?: true
  /** Replies at the last tick; undefined while no timer runs. */
  ticked?: number
}

/** With fewer pages a host shows no pattern. */
const leastPages = 3
/** So many missing pages can't be chance if they are a third of all, or if they come last and are `someInHundred`. */
const manyMissing = 3
/** So many that come last may all be missing for us alone. */
const leastInRow = 2
const manyInHundred = 33
/** Such a share may be chance: one look, when the host has nothing else to do, shows whether it is. */
const someInHundred = 8
/** With so few replies one missing page is enough for a look; with more, one says nothing about a limit. */
const fewReplies = 32
/** If it can't be chance, more looks follow after these rests: a server that was being restarted is back by then. */
const restsMs: readonly number[] = [1500, 2500]
/** A limit on the requests of a few seconds has expired after this long. */
const limitMs = 4000
const quietMs = 2000
const maxServedMs = 8000

export function createSecondLooks(
  {clock, settle, conclude, askAgain, pagesOf}: SecondLookOptions,
  memoryOf: (host: string) => HostMemory,
  somebodyListens: (origin: string) => boolean,
  askBeside: AskBeside,
): SecondLooks {
  const suspects = new Map<string, Suspect>()

  const suspectOf = (host: string): Suspect =>
    getOrInsert(suspects, host, () => ({
      host,
      kept: [],
      heard: 0,
      replies: 0,
      missing: 0,
      row: [],
      servedMs: 0,
      confirmed: 0,
      missedAtMs: 0,
    }))

  /** Whether a host's state, or the number of its missing pages, suggests that it is restarting, or limits requests without saying so. */
  const isStrange = (host: string, {missing, row, replies}: Suspect): boolean => {
    const memory = memoryOf(host)
    if (isTroubled(memory, clock.now())) return true
    // Doubtful pages are asked for last, so a few missing ones at the end mean little. A host that has not served any page may have none left.
    const inHundred = row.length >= manyMissing ? someInHundred : manyInHundred
    return hasAnswered(memory) && missing >= manyMissing && 100 * missing >= inHundred * replies
  }

  /** Whether "not found" may be all that the host says by now: it has served pages, and then lacked several. */
  const needsProof = (host: string, suspect: Suspect): boolean =>
    suspect.served !== undefined && (suspect.row.length >= leastInRow || isStrange(host, suspect))

  /** How many looks it takes until a host's "not found" is believed. */
  const looksFor = (host: string, suspect: Suspect): number => {
    if (isStrange(host, suspect)) return restsMs.length + 1
    const {kept, missing, replies} = suspect
    const isContradicted = kept.some(({visit}) => visit.foundByHead === true)
    return isContradicted || replies <= fewReplies || 100 * missing >= someInHundred * replies ? 1 : 0
  }

  /** A page that is lost elsewhere counts for the host that sent it there, if that has served pages itself: it may send robots away. */
  const bringBack = (visit: Visit): void => {
    const from = visit.steps?.[0]?.from
    if (from === undefined) return
    const first = new URL(from)
    if (hasAnswered(memoryOf(first.hostname))) queueAt(visit, first)
  }

  const keep = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): 'kept' => {
    suspect.kept.push({visit, settled, headers, row: suspect.row.length})
    if (suspect.ticked === undefined) tick(suspect.host, suspect)
    return 'kept'
  }

  /** Reviews a host that has fallen silent, so that every run ends. */
  const tick = (host: string, suspect: Suspect): void => {
    suspect.ticked = suspect.heard
    clock.after(quietMs, () => {
      const isQuiet = suspect.ticked === suspect.heard
      delete suspect.ticked
      if (isQuiet) review(host)
      if (suspect.kept.length > 0 && suspect.ticked === undefined) tick(host, suspect)
    })
  }

  /** Puts the next look off. */
  const rest = (host: string, suspect: Suspect, ms: number, how: 'needs' | 'gladly'): void => {
    suspect.rests = how
    clock.after(ms, () => {
      if (suspect.rests !== how) return
      delete suspect.rests
      review(host)
    })
  }

  const again = ({visit}: Kept, {host}: Suspect): void => {
    startOver(visit)
    visit.looks = {host, times: (visit.looks?.times ?? 0) + 1}
    askAgain(visit)
  }
  const believe = ({visit, settled, headers}: Kept): void => conclude(visit, settled, headers)
  const doubt = ({visit, settled}: Kept): void => settle(visit, doubtful(settled, 'its host now also lacks a page that it had before'))

  /** Hands on those that are chosen. @returns whether there were any */
  const letGo = (suspect: Suspect, which: (kept: Kept) => boolean, how: (kept: Kept, of: Suspect) => void): boolean => {
    const chosen = suspect.kept.filter(which)
    if (chosen.length > 0) suspect.kept = suspect.kept.filter((one) => !which(one))
    for (const one of chosen) how(one, suspect)
    return chosen.length > 0
  }
  const letAllGo = (suspect: Suspect, how: (kept: Kept, of: Suspect) => void): void => void letGo(suspect, () => true, how)

  /**
   * Asks for every page again and, if that is in vain, once more when the requests made since no longer count towards a limit. What is missing
   * even then needs proof.
   */
  const reviewLies = (host: string, suspect: Suspect): void => {
    if (letGo(suspect, ({visit}) => visit.looks === undefined, again) || suspect.kept.length === 0 || suspect.rests !== undefined) return
    if (suspect.rested !== true) {
      suspect.rested = true
      rest(host, suspect, limitMs, 'needs')
    } else if (!letGo(suspect, ({visit}) => visit.looks?.times === 1, again)) prove(suspect)
  }

  /** Asks, on behalf of a page that is missing, for one that was there. */
  const askForServed = async (suspect: Suspect, kept: Kept, served: string, onSent: () => void): Promise<Turn> => {
    const reply = await askBeside(kept.visit, 'GET', served, maxServedMs, onSent)
    suspect.trust = reply.kind === 'response' && isAlive(judgeReply(reply, served)) ? 'believed' : 'denies'
    delete suspect.looking
    delete kept.visit.pending
    suspect.kept.push(kept)
    return {feeling: {kind: 'none'}}
  }

  /** Has a page that was there asked for, before those that are missing are believed; they are at once if the host has shown none. */
  const prove = (suspect: Suspect): void => {
    suspect.trust = 'unproved'
    const {served} = suspect
    const kept = served === undefined ? undefined : suspect.kept.pop()
    if (kept === undefined || served === undefined) {
      suspect.trust = 'believed'
      letAllGo(suspect, believe)
      return
    }
    const {visit, settled} = kept
    suspect.looking = visit
    visit.pending = {
      settled: doubtful(settled, 'there was no time to see whether its host still shows pages that it has'),
      headers: undefined,
      ask: (onSent) => askForServed(suspect, kept, served, onSent),
    }
    askAgain(visit)
  }

  const review = (host: string, isHurried = false): void => {
    const suspect = suspects.get(host)
    if (suspect === undefined || suspect.kept.length === 0) return
    // The port refused connections, and has accepted one since.
    letGo(suspect, ({visit, settled}) => isRefused(settled) && somebodyListens(visit.origin), again)
    const {looking, trust, confirmed} = suspect
    // The page that was looked at has been given up with its host.
    if (looking?.settled === true) letAllGo(suspect, again)
    else if (trust === 'lies') reviewLies(host, suspect)
    else if (trust === 'believed') letAllGo(suspect, believe)
    else if (trust === 'denies') letAllGo(suspect, doubt)
    else if (trust === 'unproved') looking === undefined && prove(suspect)
    else if (looking === undefined && suspect.rests === undefined) {
      const isDoubtful = confirmed < looksFor(host, suspect)
      if (!isDoubtful && needsProof(host, suspect)) {
        prove(suspect)
        return
      }
      letGo(suspect, ({settled}) => isRefused(settled) || !isDoubtful, believe)
      if (suspect.kept.length === 0) return
      const dueInMs = suspect.missedAtMs + limitMs - clock.now()
      if (confirmed === 0 && dueInMs > 0 && !isHurried && !isStrange(host, suspect)) {
        rest(host, suspect, dueInMs, 'gladly')
        return
      }
      const next = mostDoubtful(suspect.kept)
      if (next === undefined) return
      suspect.kept = suspect.kept.filter((one) => one !== next)
      suspect.looking = next.visit
      again(next, suspect)
    }
  }

  const seenAgain = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): ReturnType<SecondLooks['hear']> => {
    const isLook = suspect.looking === visit
    if (isLook) delete suspect.looking
    if (suspect.trust === 'lies') {
      if (!isGone(settled, visit)) return undefined
      keep(suspect, visit, settled, headers)
      const isFirst = suspect.slowed !== true
      suspect.slowed = true
      return isFirst ? 'kept-slowly' : 'kept'
    }
    // It was under way when proof was asked for.
    if (!isLook) return isGone(settled, visit) && suspect.trust !== 'believed' ? keep(suspect, visit, settled, headers) : undefined
    if (!isGone(settled, visit)) {
      if (!isAlive(settled)) return undefined
      if (canAskAgain(visit) && visit.host === suspect.host) suspect.served = visit.url
      suspect.trust = 'lies'
      return 'lied'
    }
    const restMs = restsMs[suspect.confirmed++]
    if (restMs === undefined || suspect.confirmed >= looksFor(suspect.host, suspect))
      suspect.trust = needsProof(suspect.host, suspect) ? 'unproved' : 'believed'
    else rest(suspect.host, suspect, restMs, 'needs')
    return keep(suspect, visit, settled, headers)
  }

  return {
    hear(visit, next, {sentMs, heardMs, headers}) {
      if (typeof next === 'object' && isGone(next, visit)) bringBack(visit)
      if (typeof next !== 'object') return undefined
      // A second look answers the host that it was made for, wherever it was led.
      const host = visit.looks?.host ?? visit.host
      if (pagesOf(host) < 2) return undefined
      const suspect = suspectOf(host)
      suspect.heard++
      if (visit.looks !== undefined) return seenAgain(suspect, visit, next, headers)
      if (isRefused(next)) return keep(suspect, visit, next, headers)
      suspect.replies++
      if (!isGone(next, visit)) {
        if (!isAlive(next)) return undefined
        suspect.servedMs = Math.max(suspect.servedMs, sentMs)
        if (suspect.row.length > 0) suspect.row = suspect.row.filter((missedMs) => missedMs > suspect.servedMs)
        // One behind a redirect may be there for this visit only.
        if (canAskAgain(visit) && (visit.steps === undefined || suspect.served === undefined)) suspect.served = visit.url
        return undefined
      }
      suspect.missing++
      suspect.missedAtMs = clock.now()
      if (heardMs > suspect.servedMs) suspect.row.push(heardMs)
      return suspect.trust === 'believed' || pagesOf(visit.host) < leastPages ? undefined : keep(suspect, visit, next, headers)
    },
    review,
    hurry() {
      for (const [host, suspect] of suspects) {
        if (suspect.rests !== 'gladly') continue
        delete suspect.rests
        review(host, true)
      }
    },
    end() {
      for (const [host, suspect] of suspects)
        if (suspect.trust === 'believed' || (suspect.trust === undefined && !isStrange(host, suspect) && !needsProof(host, suspect)))
          letAllGo(suspect, ({visit, settled, headers}) => settle(visit, settled, headers))
    },
  }
}

/** The likeliest victim of a limit among those looked at least often: pages that HEAD found come first, those that HEAD missed too come last. */
function mostDoubtful(kept: readonly Kept[]): Kept | undefined {
  const looks = ({visit}: Kept): number => visit.looks?.times ?? 0
  const trust = ({visit}: Kept): number => (visit.foundByHead === undefined ? 1 : visit.foundByHead ? 0 : 2)
  return kept.toSorted((a, b) => looks(a) - looks(b) || trust(a) - trust(b) || b.row - a.row)[0]
}

const canAskAgain = ({cookies, authorization}: Visit): boolean => cookies === undefined && authorization === undefined

const doubtful = (settled: Settled, because: string): Settled => ({...settled, verdict: 'error', reason: 'contradictory', because})

/** What hosts tell of a page that is not there, and robots of one that is. */
const goneReasons: ReadonlySet<string> = new Set(['not-found', 'gone', 'soft-404', 'parked-domain', 'redirect-loop'])
const isGone = ({verdict, reason}: Settled, {steps}: Visit): boolean =>
  verdict === 'dead' && (goneReasons.has(reason) || (reason === 'dns' && steps !== undefined))
const isRefused = ({verdict, reason}: Settled): boolean => verdict === 'dead' && reason === 'refused'
