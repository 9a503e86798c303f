/** Runs resolvers against the stand-in internet, over real sockets and without waiting: a small version of the checker. */

import {enriched} from '../../src/check/resolve.ts'
import type {Identity} from '../../src/core/link/identity.ts'
import type {Outcome, Probe} from '../../src/core/probe.ts'
import type {Hints, Inquiry, Resolver, Secrets, Settlement} from '../../src/core/registry/resolver.ts'
import type {StandIn} from './server.ts'
import {tokens} from './service.ts'

export const noSecrets: Secrets = {github: false, semanticscholar: false, huggingface: false, openreview: false}
export const allSecrets: Secrets = {github: true, semanticscholar: true, huggingface: true, openreview: true}

const headersOf: Readonly<Record<NonNullable<Probe['secret']>, Readonly<Record<string, string>>>> = {
  github: {authorization: `Bearer ${tokens.github}`},
  huggingface: {authorization: `Bearer ${tokens.huggingface}`},
  openreview: {authorization: `Bearer ${tokens.openreview}`},
  semanticscholar: {'x-api-key': tokens.semanticscholar},
}

/** A clock that never waits. */
export interface Clock {
  time: number
}

/** Sends one probe; redirects take their turn too. */
async function send(probe: Probe, {origin}: StandIn, secrets: Secrets, takeTurn: () => void): Promise<Outcome> {
  const hops: {status: number; to: string}[] = []
  const firstHost = new URL(probe.url).host
  let url = probe.url
  for (;;) {
    takeTurn()
    const secret = probe.secret !== undefined && secrets[probe.secret] && new URL(url).host === firstHost ? headersOf[probe.secret] : {}
    try {
      const response = await fetch(url.replace(/^https?:\/\//, `${origin}/`), {
        method: probe.method,
        headers: {'user-agent': 'paperlint/0 (+https://example.org/paperlint)', ...probe.headers, ...secret},
        redirect: 'manual',
        ...(probe.body !== undefined && {body: probe.body}),
      })
      const body = await response.text()
      const location = response.headers.get('location')
      if (location !== null && response.status >= 300 && response.status < 400 && hops.length < 5) {
        url = new URL(location, url).href
        hops.push({status: response.status, to: url})
        continue
      }
      return {
        kind: 'response',
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: body.slice(0, probe.maxBodyBytes),
        truncated: body.length > probe.maxBodyBytes,
        url,
        hops,
      }
    } catch (error) {
      return {kind: 'failure', failure: 'reset', detail: String(error), hops}
    }
  }
}

/** Asks all questions at one endpoint; those that get no answer stay open. */
export async function inquire<Question, Answer>(
  inquiry: Inquiry<Question, Answer>,
  questions: readonly Question[],
  server: StandIn,
  clock: Clock,
  secrets: Secrets = noSecrets,
  hints?: Hints,
): Promise<Map<Question, Answer>> {
  const answers = new Map<Question, Answer>()
  if (inquiry.available?.(secrets) === false) return answers
  const groups = new Map<string, Question[]>()
  for (const question of questions) {
    const key = inquiry.batchKey?.(question) ?? ''
    groups.set(key, [...(groups.get(key) ?? []), question])
  }
  const batches = [...groups.values()].flatMap((group) => {
    if (group.length < (inquiry.leastBatch ?? 1)) return []
    return Array.from({length: Math.ceil(group.length / inquiry.batchSize)}, (_, index) =>
      group.slice(index * inquiry.batchSize, (index + 1) * inquiry.batchSize),
    )
  })
  let asked = 0
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    if (asked >= (inquiry.mostRequests ?? Number.POSITIVE_INFINITY)) break
    asked++
    const takeTurn = (): void => {
      clock.time += Math.max(1, inquiry.intervalMs)
    }
    const result = inquiry.read(
      batch,
      await send(inquiry.request(batch, inquiry.endpoint, secrets, hints), server, secrets, takeTurn),
      hints,
    )
    if (result !== 'split') for (const [question, answer] of result) answers.set(question, answer)
    else if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2)
      batches.unshift(batch.slice(0, middle), batch.slice(middle))
    }
  }
  return answers
}

/** Settles identities by a resolver's sources, in order; what none settles is missing. */
export async function settle(
  resolver: Resolver,
  identities: readonly Identity[],
  server: StandIn,
  clock: Clock,
  {secrets = noSecrets, hints}: {readonly secrets?: Secrets; readonly hints?: Hints} = {},
): Promise<Map<Identity, Settlement>> {
  const settled = new Map<Identity, Settlement>()
  for (const source of resolver.sources) {
    const left = identities.filter(
      (identity) =>
        (source.enriches === true ? settled.get(identity)?.verdict !== 'dead' : !settled.has(identity)) &&
        source.accepts?.(identity, hints) !== false,
    )
    if (left.length === 0) continue
    for (const [identity, settlement] of await inquire(source, left, server, clock, secrets, hints)) {
      const before = settled.get(identity)
      settled.set(identity, before === undefined ? settlement : enriched(before, settlement))
    }
  }
  return settled
}
