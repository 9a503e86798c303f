/**
 * Verdicts of death that rest on one answer, at hosts with more pages in the list: they are kept back until the others are heard, as hosts
 * also say "not found" above some number of requests, or while they are being restarted. Where it looks like that, some are asked once more.
 */

import type {Clock} from '../schedule/clock.ts'
import type {Headers} from '../schedule/limits.ts'
import {hostRowOf} from '../verdict/hosts.ts'
import {startOver} from './follow.ts'
import {type HostMemory, hasAnswered} from './methods.ts'
import {isTroubled, type Next} from './patience.ts'
import type {Settled, Visit} from './plan.ts'

export interface SecondLooks {
  /**
   * Hears what came of a request: for the host's other pages, and whether this one is kept back.
   *
   * @param beside how many requests the host was answering, this one among them
   * @returns `kept`: it is not to be settled now; `lied`: the host called a page missing that is there, so it wants to be asked more gently
   */
  hear(visit: Visit, next: Next, beside: number, headers?: Headers): 'kept' | 'lied' | undefined
  /** Nothing else is to be asked of the host: what is kept back is settled, or looked at again. */
  review(host: string): void
  /** Nothing else is to be asked of any host: nothing waits any more for no better reason than that there was time. */
  hurry(): void
  /** The run ends: settles what is kept back for no other reason than that others were to be heard. */
  end(): void
}

export interface SecondLookOptions {
  readonly clock: Clock
  settle(visit: Visit, settled: Settled, headers?: Headers): void
  /** The same, of what is believed by then: it may have to stand another test. */
  conclude(visit: Visit, settled: Settled, headers?: Headers): void
  /** Puts a visit back into its host's line. */
  askAgain(visit: Visit): void
  pagesOf(host: string): number
}

interface Kept {
  readonly visit: Visit
  readonly settled: Settled
  readonly headers: Headers | undefined
  /** How many in a row were missing with it: pages that are gone stand alone, those that a limit hides don't. */
  readonly row: number
}

interface Suspect {
  kept: Kept[]
  replies: number
  missing: number
  /** Of those, how many came while others were under way. */
  crowded: number
  /** Pages in a row that were not found, at the moment and at most. */
  inRow: number
  mostInRow: number
  /** Second looks that brought the same. */
  confirmed: number
  /** Of those missing, how many said so once, after others had been asked for: whom a limit strikes late. */
  late: number
  missedAtMs: number
  /** Pages served since then, less those that were under way. */
  servedSince: number
  looking?: Visit
  /** The next look is not due yet; `gladly`: it may as well come now. */
  rests?: 'needs' | 'gladly'
  trust?: 'believed' | 'lies'
  /** Replies at the last tick; undefined where no timer runs. */
  ticked?: number
}

/** A host with fewer pages has no crowd to be wrong in. */
const leastPages = 3
/** So many missing pages that are so many of a hundred, or fewer of a hundred but the last ones, are no chance. */
const manyMissing = 3
const manyInHundred = 33
const manyAtEndInHundred = 12
/** So many may be one, in a row or from among a crowd: a look as soon as the host has nothing else to do shows whether it was that. */
const someInHundred = 8
const crowd = 3
/** Of a host with so few replies one in sixteen is enough; with more the last one alone says nothing of a limit. */
const fewReplies = 32
const someOfFewInHundred = 6
/** Where it was none, more looks follow, over some four seconds: what is being restarted is back by then. */
const restsMs: readonly number[] = [1500, 2500]
/** No limit that lets a list through at all begins before so many. */
const leastServed = 5
/** A limit of requests within so long is over then; no run lasts longer for it. */
const limitMs = 4000
const quietMs = 2000

export function createSecondLooks(
  {clock, settle, conclude, askAgain, pagesOf}: SecondLookOptions,
  memoryOf: (host: string) => HostMemory,
  somebodyListens: (origin: string) => boolean,
): SecondLooks {
  const suspects = new Map<string, Suspect>()

  const suspectOf = (host: string): Suspect => {
    let suspect = suspects.get(host)
    if (suspect === undefined) {
      suspect = {kept: [], replies: 0, missing: 0, crowded: 0, inRow: 0, mostInRow: 0, confirmed: 0, late: 0, missedAtMs: 0, servedSince: 0}
      suspects.set(host, suspect)
    }
    return suspect
  }

  /** How many looks it takes until a host's "not found" is believed. */
  const looksFor = (host: string, suspect: Suspect): number => {
    const {missing, crowded, inRow, mostInRow, replies} = suspect
    const memory = memoryOf(host)
    const share = (100 * missing) / replies
    const all = restsMs.length + 1
    if (isTroubled(memory, clock.now())) return all
    // It may be about to begin.
    if (!hasAnswered(memory)) return missing >= manyMissing ? 1 : 0
    if (missing >= manyMissing && share >= manyInHundred) return all
    // Those that are doubted are asked last, so that a few at the end mean little.
    if (inRow >= manyMissing && share >= manyAtEndInHundred) return all
    const some = replies <= fewReplies ? someOfFewInHundred : someInHundred
    return isLast(suspect) || ((crowded > 0 || mostInRow >= manyMissing) && share >= some) ? 1 : 0
  }

  const keep = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): 'kept' => {
    suspect.kept.push({visit, settled, headers, row: suspect.inRow})
    if (suspect.ticked === undefined) tick(visit.host, suspect)
    return 'kept'
  }

  /** A host that has fallen silent is reviewed as it is, so that every run ends. */
  const tick = (host: string, suspect: Suspect): void => {
    suspect.ticked = suspect.replies
    clock.after(quietMs, () => {
      const isQuiet = suspect.ticked === suspect.replies
      delete suspect.ticked
      if (isQuiet) review(host)
      if (suspect.kept.length > 0 && suspect.ticked === undefined) tick(host, suspect)
    })
  }

  /** The next look is not due before that. */
  const rest = (host: string, suspect: Suspect, ms: number, how: 'needs' | 'gladly'): void => {
    suspect.rests = how
    clock.after(ms, () => {
      if (suspect.rests !== how) return
      delete suspect.rests
      review(host)
    })
  }

  const again = ({visit}: Kept): void => {
    startOver(visit)
    visit.looks = (visit.looks ?? 0) + 1
    askAgain(visit)
  }
  const believe = ({visit, settled, headers}: Kept): void => conclude(visit, settled, headers)

  const letGo = (suspect: Suspect, which: (kept: Kept) => boolean, how: (kept: Kept) => void): void => {
    const chosen = suspect.kept.filter(which)
    if (chosen.length > 0) suspect.kept = suspect.kept.filter((one) => !which(one))
    chosen.forEach(how)
  }

  const review = (host: string, isHurried = false): void => {
    const suspect = suspects.get(host)
    if (suspect === undefined || suspect.kept.length === 0) return
    // Nobody listened, and then somebody did.
    letGo(suspect, ({visit, settled}) => isRefused(settled) && somebodyListens(visit.origin), again)
    const {looking, trust, confirmed} = suspect
    // Whoever was looked at has been given up with its host.
    if (trust === 'lies' || looking?.settled === true) letGo(suspect, () => true, again)
    else if (trust === 'believed') letGo(suspect, () => true, believe)
    else if (looking === undefined && suspect.rests === undefined) {
      const isDoubtful = confirmed < looksFor(host, suspect)
      letGo(suspect, ({settled}) => isRefused(settled) || !isDoubtful, believe)
      if (suspect.kept.length === 0) return
      const dueInMs = isLast(suspect) || !hasAnswered(memoryOf(host)) ? suspect.missedAtMs + limitMs - clock.now() : 0
      if (confirmed === 0 && dueInMs > 0 && !isHurried) {
        rest(host, suspect, dueInMs, 'gladly')
        return
      }
      const next = mostDoubtful(suspect.kept)
      if (next === undefined) return
      suspect.kept = suspect.kept.filter((one) => one !== next)
      suspect.looking = next.visit
      again(next)
    }
  }

  const seenAgain = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): 'kept' | 'lied' | undefined => {
    const isLook = suspect.looking === visit
    if (isLook) delete suspect.looking
    if (suspect.trust === 'lies') return isGone(settled) && visit.looks === 1 ? keep(suspect, visit, settled, headers) : undefined
    if (!isLook) return undefined
    if (!isGone(settled)) {
      if (settled.verdict !== 'ok' && settled.verdict !== 'moved') return undefined
      suspect.trust = 'lies'
      return 'lied'
    }
    const restMs = restsMs[suspect.confirmed++]
    if (restMs === undefined || suspect.confirmed >= looksFor(visit.host, suspect)) suspect.trust = 'believed'
    else {
      rest(visit.host, suspect, restMs, 'needs')
    }
    return keep(suspect, visit, settled, headers)
  }

  return {
    hear(visit, next, beside, headers) {
      if (typeof next !== 'object' || pagesOf(visit.host) < 2) return undefined
      const suspect = suspectOf(visit.host)
      if (visit.looks !== undefined) return seenAgain(suspect, visit, next, headers)
      if (isRefused(next)) return keep(suspect, visit, next, headers)
      suspect.replies++
      if (!isGone(next)) {
        if (next.verdict !== 'ok' && next.verdict !== 'moved') return undefined
        suspect.inRow = 0
        suspect.servedSince++
        return undefined
      }
      suspect.missing++
      suspect.missedAtMs = clock.now()
      if (beside >= crowd) suspect.crowded++
      if (suspect.replies + beside > leastServed && !isConfirmed(visit)) {
        suspect.late++
        suspect.servedSince = 1 - beside
      }
      suspect.mostInRow = Math.max(suspect.mostInRow, ++suspect.inRow)
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
        if (looksFor(host, suspect) <= suspect.confirmed)
          letGo(
            suspect,
            () => true,
            ({visit, settled, headers}) => settle(visit, settled, headers),
          )
    },
  }
}

/** The likeliest victim of a limit, of those that were looked at least often. */
function mostDoubtful(kept: readonly Kept[]): Kept | undefined {
  const looks = ({visit}: Kept): number => visit.looks ?? 0
  return kept.toSorted((a, b) => looks(a) - looks(b) || b.row - a.row)[0]
}

/** Nothing was served that was asked for after a page that is missing: a limit may have been reached with it, which among many would be a strange chance. */
const isLast = ({late, servedSince, replies}: Suspect): boolean => late > 0 && servedSince <= 0 && replies <= fewReplies

/** It was asked twice already, or by its host's rules a missing page is one. */
const isConfirmed = ({requests, steps, host}: Visit): boolean => requests > 1 + (steps?.length ?? 0) || hostRowOf(host)?.head === true

const isGone = ({verdict, reason}: Settled): boolean =>
  verdict === 'dead' && (reason === 'not-found' || reason === 'gone' || reason === 'soft-404')
const isRefused = ({verdict, reason}: Settled): boolean => verdict === 'dead' && reason === 'refused'
