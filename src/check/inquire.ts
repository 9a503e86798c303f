/** Questions beyond verdicts, asked once the links are settled: earlier titles, right papers, archived copies. */
import type {CheckOptions} from '../core/options.ts'
import type {Inquiry} from '../core/registry/resolver.ts'
import {batchesOf} from './batches.ts'
import type {CheckEnvironment} from './environment.ts'
import {answersIn} from './resolve.ts'
import {scoped, sleep, systemClock} from './schedule/clock.ts'
import {isLimited} from './schedule/limits.ts'
import {connectMsFor} from './schedule/slots.ts'
import {addresseeOf, dropRefused, isUsable, outcomeOf, paceHostOf, type Sender, secretsAmong, sendProbe} from './send-probe.ts'
import {userAgentFor} from './user-agent.ts'
import {acceptEncoding} from './wire/body.ts'
import {createWire, type Wire} from './wire/fetch.ts'
import {createNames, systemLookup} from './wire/names.ts'

export interface Inquirer {
  /**
   * Puts questions to a service, at its pace; those that it does not answer are missing from the result.
   *
   * A service that fails, or limits requests and allows no second try, is not asked again in this run. Never rejects because of what it says.
   */
  ask<Question, Answer>(inquiry: Inquiry<Question, Answer>, questions: readonly Question[]): Promise<ReadonlyMap<Question, Answer>>
  /** Requests so far. */
  readonly requests: number
  close(): void
}

/** @param deadlineMs after this, nothing more is asked or awaited: no verdict depends on it */
export function createInquirer(options: CheckOptions, environment: CheckEnvironment, deadlineMs: number): Inquirer {
  const lasting = environment.clock ?? systemClock
  const clock = scoped(lasting)
  const endAt = clock.now() + deadlineMs
  const {secrets} = environment
  const isStopped = (): boolean => environment.signal?.aborted === true
  const sender = {secrets, userAgent: userAgentFor(options, environment), acceptEncoding}
  let wire: Promise<Wire> | undefined
  // Loaded on demand: most runs have nothing more to ask.
  const openWire = (): Promise<Wire> =>
    (wire ??= createWire({
      names: createNames(environment.lookup ?? systemLookup, clock, () => []),
      clock: lasting,
      allowPrivate: options.allowPrivate,
      insecure: options.insecure,
      env: environment.env ?? process.env,
      connectMs: connectMsFor(options),
      connectionsFor: () => 1,
    }))
  // The run before this may have asked the registries a moment ago.
  const startedAt = new Map<string, number>(
    environment.resolvers.flatMap(({sources}) => sources.map(({endpoint}) => [new URL(endpoint).hostname, clock.now()])),
  )
  const exhausted = new Set<string>()
  /** Hosts that have refused once and are asked once more. */
  const askedAgain = new Set<string>()
  let requests = 0

  /** Waits for the host's turn and takes it, even if others wait too or timers are late; false if it won't come in time. */
  const takeTurn = async (host: string, intervalMs: number): Promise<boolean> => {
    for (;;) {
      const waitMs = Math.max(0, (startedAt.get(host) ?? Number.NEGATIVE_INFINITY) + intervalMs - clock.now())
      if (exhausted.has(host) || isStopped() || clock.now() + waitMs > endAt) return false
      if (waitMs === 0) {
        startedAt.set(host, clock.now())
        return true
      }
      await sleep(clock, waitMs)
    }
  }

  return {
    get requests() {
      return requests
    },
    async ask<Question, Answer>(inquiry: Inquiry<Question, Answer>, questions: readonly Question[]) {
      const answers = new Map<Question, Answer>()
      if (!isUsable(inquiry, options, secrets)) return answers
      const addressee = addresseeOf(inquiry, options)
      const batches = batchesOf(questions, inquiry, (question) => question)
      let left = inquiry.mostRequests ?? Number.POSITIVE_INFINITY
      for (let batch = batches.shift(); batch !== undefined && left > 0; batch = batches.shift(), left--) {
        const probe = inquiry.request(batch, addressee.endpoint, secretsAmong(secrets))
        const host = paceHostOf(inquiry, addressee, probe)
        // Loaded before the turn is taken: otherwise the very first request would leave late, and the second too soon after it.
        const opened = await openWire()
        const intervalMs = options.hosts[new URL(probe.url).hostname]?.intervalMs ?? inquiry.intervalMs
        if (!(await takeTurn(host, intervalMs))) break
        requests++
        // An answer after the deadline is not awaited either.
        const timeoutMs = Math.max(1, Math.min(options.timeoutMs, endAt - clock.now()))
        const context: Sender = {...sender, options: {...options, timeoutMs}}
        const leaves = (): void => void startedAt.set(host, clock.now())
        const sent = await sendProbe(probe, addressee, context, opened, leaves)
        const {reply} = sent
        const outcome = outcomeOf(sent)
        const isRefused =
          outcome.kind === 'response' &&
          reply.kind === 'response' &&
          (isLimited(reply.status, reply.headers) || inquiry.isRefusal?.(outcome) === true)
        const waitMs = isRefused && !askedAgain.has(host) && reply.headers['retry-after'] === undefined ? inquiry.againAfterMs : undefined
        if (waitMs !== undefined) {
          askedAgain.add(host)
          startedAt.set(host, clock.now() + waitMs - intervalMs)
          batches.unshift(batch)
          continue
        }
        const refusal = dropRefused(secrets, probe, outcome)
        if (refusal !== undefined) {
          environment.onWarning?.(refusal)
          if (!isUsable(inquiry, options, secrets)) break
          batches.unshift(batch)
          continue
        }
        if (isRefused || outcome.kind === 'failure' || outcome.status >= 500 || [401, 403].includes(outcome.status)) {
          exhausted.add(host)
          break
        }
        const result = answersIn(inquiry, batch, outcome)
        if (result !== 'split') for (const [question, answer] of result) answers.set(question, answer)
        else if (batch.length > 1) {
          const middle = batch.length >> 1
          batches.unshift(batch.slice(0, middle), batch.slice(middle))
        }
      }
      return answers
    },
    close() {
      clock.callOff()
      void wire?.then((opened) => opened.close())
    },
  }
}
