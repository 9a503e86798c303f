/** What a source makes of a reply: the shorthand of tables of replies. */
import {identityOf} from '../../src/core/link/identity.ts'
import type {Outcome} from '../../src/core/probe.ts'
import type {Facts, Source} from '../../src/core/registry/resolver.ts'
import {resolvers} from '../../src/resolvers/index.ts'

export function sourceOf(resolver: string, name: string): Source {
  const found = resolvers.find((each) => each.name === resolver)?.sources.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no source ${name}`)
  return found
}

export function outcome(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Outcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {kind: 'response', status, headers, body: text, truncated: false, url: 'https://service.example/', hops: []}
}

/** `verdict reason` of each URL, `-` for those left open, or `split`. */
export function said(source: Source, urls: readonly string[], reply: Outcome): string {
  const batch = urls.map((url) => {
    const identity = identityOf(url)
    if (identity === undefined) throw new Error(`no identity of ${url}`)
    return identity
  })
  const answer = source.read(batch, reply, {titleOf: () => undefined})
  if (answer === 'split') return answer
  return batch
    .map((identity) => answer.get(identity))
    .map((one) => (one === undefined ? '-' : `${one.verdict} ${one.reason}`))
    .join(', ')
}

/** The facts about the paper of a URL, as far as a reply tells them. */
export function factsSaid(source: Source, url: string, reply: Outcome): Facts | undefined {
  const identity = identityOf(url)
  if (identity === undefined) throw new Error(`no identity of ${url}`)
  const answer = source.read([identity], reply, {titleOf: () => undefined})
  return answer === 'split' ? undefined : answer.get(identity)?.facts
}
