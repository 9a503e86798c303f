/**
 * Verdicts of `dead` that rest on one answer, at hosts with more pages in the list. They are kept back until the other pages are heard, as hosts
 * also say "not found" to too many requests, or while they are being restarted. Where it looks like that, some are asked for once more, and a
 * page that was there: robots that are not wanted any more are told that it is missing too.
 */

import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {isAlive} from '../../core/report.ts'
import type {Clock} from '../schedule/clock.ts'
import type {Turn} from '../schedule/host.ts'
import type {Headers} from '../schedule/limits.ts'
import {limitedWaitMs} from '../schedule/retry.ts'
import {type AskBeside, judgeReply} from './beside.ts'
import {queueAt, startOver} from './follow.ts'
import {type HostMemory, hasAnswered} from './methods.ts'
import {asking, type Next, type Settled, type Visit} from './plan.ts'
import {
  believed,
  canAskAgain,
  createSuspect,
  denying,
  isGone,
  isPlausible,
  isShut,
  isStrange,
  type Kept,
  looksFor,
  lyingIn,
  mostDoubtful,
  needsProof,
  noteMissing,
  noteServed,
  open,
  restsMs,
  roundOf,
  type Shown,
  type State,
  type Suspect,
  shownBy,
  unproved,
} from './suspect.ts'

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

/** With fewer pages a host shows no pattern. */
const leastPages = 3
/** A limit on the requests of a few seconds has expired after this long. */
const limitMs = 4000
/** From a host that is silent for this long no reply is on its way, so that it can be reviewed. */
const quietMs = 2000
/** A host that has shown a page shows it again within this time, or is in trouble. */
const maxServedMs = 8000
/** A host that still calls pages missing that are there can't be believed about the rest. */
const mostRounds = 4
/** A host that lacks a page that it had is asked for it again so often, over a minute: it may be busy with a release. */
const mostDenials = 4

export function createSecondLooks(
  {clock, settle, conclude, askAgain, pagesOf}: SecondLookOptions,
  memoryOf: (host: string) => HostMemory,
  somebodyListens: (origin: string) => boolean,
  askBeside: AskBeside,
): SecondLooks {
  const suspects = new Map<string, Suspect>()

  const suspectOf = (host: string): Suspect => getOrInsert(suspects, host, () => createSuspect(host, memoryOf(host)))

  /** A page that is lost elsewhere counts for the host that sent it there, if that has served pages itself: it may send robots away. */
  const bringBack = (visit: Visit): void => {
    const from = visit.steps?.[0]?.from
    if (from === undefined) return
    const first = new URL(from)
    if (hasAnswered(memoryOf(first.hostname))) queueAt(visit, first)
  }

  const keep = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): 'kept' => {
    suspect.kept.push({visit, settled, headers, row: suspect.row.length, round: roundOf(suspect)})
    if (suspect.ticked === undefined) tick(suspect)
    return 'kept'
  }

  /** Reviews a host that has fallen silent, so that every run ends. */
  const tick = (suspect: Suspect): void => {
    suspect.ticked = suspect.heard
    clock.after(quietMs, () => {
      const isQuiet = suspect.ticked === suspect.heard
      delete suspect.ticked
      if (isQuiet) review(suspect)
      if (suspect.kept.length > 0 && suspect.ticked === undefined) tick(suspect)
    })
  }

  /** Puts the next look off. */
  const rest = (suspect: Suspect, ms: number, then: State, gladly = false): void => {
    const resting: State = {kind: 'resting', gladly, then}
    suspect.state = resting
    clock.after(ms, () => {
      if (suspect.state !== resting) return
      suspect.state = then
      review(suspect)
    })
  }

  const again = ({visit}: Kept, {host}: Suspect): void => {
    startOver(visit)
    visit.looks = {host, times: (visit.looks?.times ?? 0) + 1}
    askAgain(visit)
  }
  const believe = ({visit, settled, headers}: Kept): void => conclude(visit, settled, headers)
  const doubt = ({visit, settled}: Kept, because: string): void => settle(visit, doubtful(settled, because))

  /** Hands on those that are chosen. @returns whether there were any */
  const letGo = (suspect: Suspect, which: (kept: Kept) => boolean, how: (kept: Kept, of: Suspect) => void): boolean => {
    const chosen = suspect.kept.filter(which)
    if (chosen.length > 0) suspect.kept = suspect.kept.filter((one) => !which(one))
    for (const one of chosen) how(one, suspect)
    return chosen.length > 0
  }
  const letAllGo = (suspect: Suspect, how: (kept: Kept, of: Suspect) => void): void => void letGo(suspect, () => true, how)

  /**
   * Asks for every page again, and then for those that were still missing, when the requests made since no longer count towards a limit: until a
   * round brings none to light. What is missing even then needs proof.
   */
  const reviewLies = (suspect: Suspect, lying: State & {kind: 'lying'}): void => {
    if (lying.resting || letGo(suspect, ({round}) => round < lying.round, again) || suspect.kept.length === 0) return
    const isVain = lying.round > 1 && !lying.found
    // One that lacked a page for a while may lack any other for as long.
    if (isVain && !suspect.hasDenied) prove(suspect)
    else if (isVain || lying.round === mostRounds)
      letAllGo(suspect, (kept) => doubt(kept, 'its host has called pages missing that are there'))
    else {
      lying.resting = true
      clock.after(limitMs, () => {
        suspect.state = lyingIn(lying.round + 1)
        review(suspect)
      })
    }
  }

  /** Asks, on behalf of a page that is missing, for one that was there. */
  const askForServed = async (suspect: Suspect, kept: Kept, {method, url}: Shown, onSent: () => void): Promise<Turn> => {
    const reply = await askBeside(kept.visit, method, url, maxServedMs, onSent)
    if (reply.kind === 'response' && isAlive(judgeReply(reply, url))) {
      suspect.state = suspect.hasDenied ? lyingIn(1) : believed
    } else {
      suspect.state = denying
      suspect.denials++
      // No answer is no denial, but nothing can be told by it either.
      if (reply.kind === 'response') suspect.hasDenied = true
    }
    kept.visit.stage = asking
    suspect.kept.push(kept)
    return {feedback: {kind: 'none'}}
  }

  /** Has a page that was there asked for, before those that are missing are believed; they are at once if the host has shown none. */
  const prove = (suspect: Suspect): void => {
    const shown = shownBy(suspect)
    const kept = shown === undefined ? undefined : suspect.kept.pop()
    if (kept === undefined || shown === undefined) {
      suspect.state = believed
      letAllGo(suspect, believe)
      return
    }
    const {visit, settled} = kept
    suspect.state = {kind: 'unproved', visit}
    visit.stage = {
      kind: 'pending',
      settled: doubtful(settled, 'there was no time to see whether its host still shows pages that it has'),
      headers: undefined,
      ask: (onSent) => askForServed(suspect, kept, shown, onSent),
    }
    askAgain(visit)
  }

  const review = (suspect: Suspect, isHurried = false): void => {
    if (suspect.kept.length === 0) return
    // The port refused connections, or one with a bad certificate was made, and another has brought an answer since.
    letGo(suspect, ({visit, settled}) => isShut(settled) && somebodyListens(visit.origin), again)
    const {state} = suspect
    switch (state.kind) {
      case 'open':
        weigh(suspect, isHurried)
        break
      case 'looking':
        // It has been given up with its host.
        if (state.visit.stage.kind === 'done') letAllGo(suspect, again)
        break
      case 'resting':
        break
      case 'lying':
        reviewLies(suspect, state)
        break
      case 'unproved':
        if (state.visit === undefined) prove(suspect)
        else if (state.visit.stage.kind === 'done') letAllGo(suspect, again)
        break
      case 'believed':
        letAllGo(suspect, believe)
        break
      case 'denying':
        // As long as others are left alone before they are given up.
        if (suspect.denials <= mostDenials) rest(suspect, limitedWaitMs(suspect.denials + 2, clock.random()), unproved)
        else letAllGo(suspect, (kept) => doubt(kept, 'its host now also lacks a page that it had before'))
        break
      default:
        state satisfies never
    }
  }

  /** Believes what needs no look, and takes the next look if it is due. */
  const weigh = (suspect: Suspect, isHurried: boolean): void => {
    const {confirmed} = suspect
    const isDoubtful = confirmed < looksFor(suspect, clock.now())
    if (!isDoubtful && needsProof(suspect, clock.now())) {
      prove(suspect)
      return
    }
    letGo(suspect, ({settled}) => isShut(settled) || !isDoubtful, believe)
    if (suspect.kept.length === 0) return
    const dueInMs = suspect.missedAtMs + limitMs - clock.now()
    if (confirmed === 0 && dueInMs > 0 && !isHurried && !isStrange(suspect, clock.now())) {
      rest(suspect, dueInMs, open, true)
      return
    }
    const next = mostDoubtful(suspect.kept)
    if (next === undefined) return
    suspect.kept = suspect.kept.filter((one) => one !== next)
    suspect.state = {kind: 'looking', visit: next.visit}
    again(next, suspect)
  }

  const seenAgain = (suspect: Suspect, visit: Visit, settled: Settled, headers: Headers | undefined): ReturnType<SecondLooks['hear']> => {
    const {state} = suspect
    if (state.kind === 'lying') {
      if (!isGone(settled, visit)) {
        state.found = true
        return undefined
      }
      keep(suspect, visit, settled, headers)
      const isFirst = !state.slowed
      state.slowed = true
      return isFirst ? 'kept-slowly' : 'kept'
    }
    // It was under way when proof was asked for.
    if (state.kind !== 'looking' || state.visit !== visit)
      return isGone(settled, visit) && state !== believed ? keep(suspect, visit, settled, headers) : undefined
    suspect.state = open
    if (!isGone(settled, visit)) {
      if (!isAlive(settled)) return undefined
      if (canAskAgain(visit) && visit.host === suspect.host) suspect.served = visit.url
      suspect.state = lyingIn(1)
      return 'lied'
    }
    suspect.confirmed++
    if (suspect.confirmed >= looksFor(suspect, clock.now())) suspect.state = needsProof(suspect, clock.now()) ? unproved : believed
    else rest(suspect, restsMs[suspect.confirmed - 1] ?? 0, open)
    return keep(suspect, visit, settled, headers)
  }

  return {
    hear(visit, next, {sentMs, heardMs, headers}) {
      if (typeof next !== 'object') return undefined
      if (isGone(next, visit)) bringBack(visit)
      // A second look answers the host that it was made for, wherever it was led.
      const host = visit.looks?.host ?? visit.host
      if (pagesOf(host) < 2) return undefined
      const suspect = suspectOf(host)
      suspect.heard++
      if (visit.looks !== undefined) return seenAgain(suspect, visit, next, headers)
      if (isShut(next)) return keep(suspect, visit, next, headers)
      suspect.replies++
      if (!isGone(next, visit)) {
        if (isAlive(next)) noteServed(suspect, visit, sentMs)
        return undefined
      }
      noteMissing(suspect, heardMs, clock.now())
      return suspect.state === believed || pagesOf(visit.host) < leastPages ? undefined : keep(suspect, visit, next, headers)
    },
    review(host) {
      const suspect = suspects.get(host)
      if (suspect !== undefined) review(suspect)
    },
    hurry() {
      for (const suspect of suspects.values()) {
        if (suspect.state.kind !== 'resting' || !suspect.state.gladly) continue
        suspect.state = suspect.state.then
        review(suspect, true)
      }
    },
    end() {
      for (const suspect of suspects.values())
        if (isPlausible(suspect, clock.now())) letAllGo(suspect, ({visit, settled, headers}) => settle(visit, settled, headers))
    },
  }
}

const doubtful = (settled: Settled, because: string): Settled => ({...settled, verdict: 'error', reason: 'contradictory', because})
