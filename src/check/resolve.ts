/** Runs resolvers: identities → batches → requests → settlements, source by source until each is settled. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Identity} from '../core/link/identity.ts'
import type {Outcome, Probe} from '../core/probe.ts'
import type {Hints, Inquiry, Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {batchesOf} from './batches.ts'
import type {Clock} from './schedule/clock.ts'
import type {Feedback, Turn} from './schedule/host.ts'
import {allowanceOf, isLimited, retryAfterMs} from './schedule/limits.ts'
import {maxHostWaitMs, mayPass, retryDelayMs} from './schedule/retry.ts'
import {
  type Addressee,
  addresseeOf,
  dropRefused,
  isUsable,
  outcomeOf,
  paceHostOf,
  type Sender,
  secretsAmong,
  sendProbe,
} from './send-probe.ts'
import {isPassing} from './verdict/judge.ts'
import type {Wire} from './wire/fetch.ts'

/** One thing to be settled, for all links that name it. */
export interface Case {
  readonly identity: Identity
  /** The links that name it: positions in the plan's `targets`. */
  readonly members: number[]
  requests: number
  durationMs: number
  readonly evidence: string[]
  /** The last source refused it, or was no longer asked after refusing others. */
  blocked: boolean
}

/** A request of a source, in its host's queue. */
export interface Batch extends Addressee {
  readonly kind: 'batch'
  readonly source: Source
  readonly host: string
  readonly probe: Probe
  readonly cases: readonly Case[]
  tries: number
  pressed: number
  /** Its outcome is known: what still waits in a queue is to be skipped. */
  ended?: true
  readonly done: (outcome: Outcome) => void
}

export interface ResolveContext extends Sender {
  readonly clock: Clock
  readonly hints: Hints
  wire(): Promise<Wire>
  /** An urgent batch goes before the others of its host. */
  add(batch: Batch, urgent: boolean): void
  settle(resolver: Resolver, settled: Case, settlement: Settlement): void
  /** No source settled it: the link itself is to be requested. */
  toWeb(open: Case): void
  warn(message: string): void
}

/** How often a service may limit a batch before that is given up. */
const mostPressed = 2
/** After so many faults, refusals or batches refused as a whole in a row, the service is the cause and not the batches. */
const mostInVain = 8
/** Statuses that refuse the client if they settle nothing: its token, its being a robot, its IP address. */
const refusals: ReadonlySet<number> = new Set([401, 403, 407, 418, 999])
/** Statuses for addresses, bodies and headers that are too long: half a batch may pass. */
const tooLong: ReadonlySet<number> = new Set([413, 414, 431])

export interface Asker {
  /** Settles all cases of a resolver. Never rejects because of what a service answers. */
  resolve(resolver: Resolver, cases: readonly Case[]): Promise<void>
  /** One turn of a batch. Never rejects. */
  run(batch: Batch, onSent: () => void): Promise<Turn>
  /** The host's queue was closed. */
  giveUp(batch: Batch, reason: string): void
}

export function createAsker(context: ResolveContext): Asker {
  const {options, clock, secrets, hints} = context
  /** Requests so far. */
  const spent = new Map<Source, number>()

  /** Batches in a row that a source answered with a fault or a refusal, and those that it refused as a whole. */
  const unanswered = new Map<Source, number>()
  const refused = new Map<Source, number>()
  const waiting = new Map<Source, Set<Batch>>()
  const isClosed = (source: Source): boolean => (unanswered.get(source) ?? 0) >= mostInVain || !isUsable(source, options, secrets)

  const ask = (source: Source, cases: readonly Case[], isHalf: boolean): Promise<{readonly probe: Probe; readonly outcome: Outcome}> =>
    new Promise((resolve) => {
      const addressee = addresseeOf(source, options)
      const probe = source.request(
        cases.map(({identity}) => identity),
        addressee.endpoint,
        secretsAmong(secrets),
        hints,
      )
      const host = paceHostOf(source, addressee, probe)
      const done = (outcome: Outcome): void => resolve({probe, outcome})
      const batch: Batch = {kind: 'batch', source, ...addressee, host, probe, cases, tries: 0, pressed: 0, done}
      if (isClosed(source)) {
        leave(batch, 'in vain')
        return
      }
      getOrInsert(waiting, source, () => new Set()).add(batch)
      // Halves go first: whether they pass shows before more batches are refused.
      context.add(batch, isHalf)
    })

  /** Asks one batch, or its halves if the service refuses it as a whole. @returns the cases that stay open */
  const settleBatch = async (
    source: Source,
    cases: readonly Case[],
    settle: (one: Case, settlement: Settlement) => void,
    isHalf = false,
  ): Promise<readonly Case[]> => {
    const before = spent.get(source) ?? 0
    if (before >= (source.mostRequests ?? Number.POSITIVE_INFINITY)) return cases
    spent.set(source, before + 1)
    const {probe, outcome} = await ask(source, cases, isHalf)
    const settlements = answersIn(
      source,
      cases.map(({identity}) => identity),
      outcome,
      hints,
    )
    const isAnswer = settlements !== 'split' && settlements.size > 0
    const refusal = isAnswer ? undefined : dropRefused(secrets, probe, outcome)
    if (refusal !== undefined) context.warn(refusal)
    noteAnswer(source, outcome, isAnswer)
    if (settlements === 'split') {
      const inRow = (refused.get(source) ?? 0) + 1
      refused.set(source, inRow)
      if (cases.length === 1 || inRow >= mostInVain) return cases
      const middle = cases.length >> 1
      const halves = [cases.slice(0, middle), cases.slice(middle)]
      return (await Promise.all(halves.map((half) => settleBatch(source, half, settle, true)))).flat()
    }
    if (settlements.size > 0) refused.delete(source)
    const open: Case[] = []
    for (const one of cases) {
      const settlement = settlements.get(one.identity)
      if (settlement === undefined) {
        one.blocked = outcome.kind === 'response' ? [401, 403, 418, 429].includes(outcome.status) : outcome.reason === 'rate-limited'
        open.push(one)
      } else settle(one, settlement)
    }
    return open
  }

  const finish = (batch: Batch, outcome: Outcome): void => {
    if (batch.ended) return
    batch.ended = true
    waiting.get(batch.source)?.delete(batch)
    batch.done(outcome)
  }

  /** Gives a batch up without asking for it. */
  const leave = (batch: Batch, reason: string): void => {
    for (const one of batch.cases) one.evidence.push(`${batch.source.name}: not asked, ${reason}`)
    finish(batch, {
      kind: 'failure',
      failure: reason === 'offline' ? 'offline' : 'aborted',
      reason,
      detail: `${batch.source.name} is not asked any more: ${reason}`,
      hops: [],
    })
  }

  /** Counts batches in a row without an answer; after too many the source's other batches are not sent. */
  const noteAnswer = (source: Source, outcome: Outcome, isAnswer: boolean): void => {
    const isInVain = !isAnswer && outcome.kind === 'response' && (outcome.status >= 500 || refusals.has(outcome.status))
    unanswered.set(source, isInVain ? (unanswered.get(source) ?? 0) + 1 : 0)
    if (isClosed(source)) for (const batch of [...(waiting.get(source) ?? [])]) leave(batch, 'in vain')
  }

  return {
    async resolve(resolver, cases) {
      let open = cases
      // Settlements that a later source may add to are held back until it has been asked.
      const held = new Map<Case, Settlement>()
      const sources = resolver.sources.filter((source) => isUsable(source, options, secrets))
      for (const [index, source] of sources.entries()) {
        const isLast = !sources.some(({enriches}, later) => later > index && enriches === true)
        const settle = (one: Case, settlement: Settlement): void => {
          const before = held.get(one)
          const settled = before === undefined ? settlement : enriched(before, settlement)
          if (isLast) {
            held.delete(one)
            context.settle(resolver, one, settled)
          } else held.set(one, settled)
        }
        const wanted =
          source.enriches === true ? [...open, ...[...held].flatMap(([one, {verdict}]) => (verdict === 'ok' ? [one] : []))] : open
        const accepted = wanted.filter(({identity}) => source.accepts?.(identity, hints) !== false)
        const batches = batchesOf(accepted, source, ({identity}) => identity)
        const heldBefore = new Set(held.keys())
        const asked = new Set(batches.flat())
        const left = await Promise.all(batches.map((batch) => settleBatch(source, batch, settle)))
        open = [...open.filter((one) => !asked.has(one)), ...left.flat().filter((one) => !heldBefore.has(one))]
        if (!isLast) continue
        for (const [one, settlement] of held) context.settle(resolver, one, settlement)
        held.clear()
      }
      for (const one of open) {
        // A mirror's page decides for itself, whether or not a service knows the thing.
        if (resolver.otherwise === 'web' || one.identity.mirror !== undefined) context.toWeb(one)
        else {
          const verdict = one.blocked ? 'blocked' : 'error'
          context.settle(resolver, one, {
            verdict,
            reason: one.blocked ? 'rate-limited' : 'not-checked',
            evidence: 'no service could settle it',
          })
        }
      }
    },

    async run(batch, onSent) {
      const sent = await sendProbe(batch.probe, batch, context, await context.wire(), onSent)
      const {reply, url} = sent
      const tookMs = Math.round(reply.elapsedMs)
      const what = reply.kind === 'response' ? String(reply.status) : `${reply.reason} (${reply.detail})`
      for (const one of batch.cases) {
        one.requests++
        one.durationMs += reply.elapsedMs
        one.evidence.push(`${batch.probe.method} ${hostAndPath(url)} for ${batch.cases.length}: ${what} after ${tookMs} ms`)
      }
      if (reply.kind === 'failure') {
        if (mayPass(reply.failure, reply.reason) && ++batch.tries <= options.retries) {
          return {feedback: {kind: 'unreachable'}, next: retryDelayMs(batch.tries, clock.random())}
        }
        finish(batch, outcomeOf(sent))
        return {feedback: {kind: 'unreachable'}}
      }
      const {status, headers} = reply
      const allowance = allowanceOf(headers, clock.wallNow())
      const outcome = outcomeOf(sent)
      if (isLimited(status, headers) || (outcome.kind === 'response' && batch.source.isRefusal?.(outcome) === true)) {
        const waitMs = retryAfterMs(headers, clock.wallNow()) ?? (allowance?.remaining === 0 ? allowance.resetMs : undefined)
        const feedback: Feedback = {kind: 'limited', ...(waitMs !== undefined && {waitMs}), ...(allowance !== undefined && {allowance})}
        if (++batch.pressed < mostPressed && (waitMs ?? 0) <= maxHostWaitMs) return {feedback, next: 0}
        finish(batch, outcome)
        return {feedback}
      }
      const feedback: Feedback = {kind: 'fine', ...(allowance !== undefined && {allowance})}
      if (isPassing(status) && ++batch.tries <= options.retries) return {feedback, next: retryDelayMs(batch.tries, clock.random())}
      finish(batch, outcome)
      return {feedback}
    },

    giveUp: leave,
  }
}

/** What an outcome answers; `'split'` also where the batch was too long for the service. */
export function answersIn<Question, Answer>(
  inquiry: Inquiry<Question, Answer>,
  batch: readonly Question[],
  outcome: Outcome,
  hints?: Hints,
): ReadonlyMap<Question, Answer> | 'split' {
  return outcome.kind === 'response' && tooLong.has(outcome.status) ? 'split' : inquiry.read(batch, outcome, hints)
}

/** What a source found, together with what another knows about the same thing. */
export function enriched(first: Settlement, second: Settlement): Settlement {
  if (second.verdict !== 'ok' || first.verdict !== 'ok') return first
  if (first.facts?.kind !== 'paper' || second.facts?.kind !== 'paper') return first
  const titles = [...new Set([...second.facts.titles, ...first.facts.titles])]
  return {...second, facts: {...first.facts, ...second.facts, titles}}
}

/** Queries of batches are long, and say nothing that the identities don't. */
function hostAndPath(url: string): string {
  const at = url.indexOf('?')
  return (at < 0 ? url : `${url.slice(0, at)}?…`).slice(0, 200)
}
