/** Settles URLs in the stand-in internet: a new one each time, whose services' rules must be kept. */
import {afterEach, expect} from 'vitest'
import {type Identity, identityOf} from '../../src/core/link/identity.ts'
import type {Hints, Secrets, Settlement} from '../../src/core/registry/resolver.ts'
import {resolverOf, resolvers} from '../../src/resolvers/index.ts'
import {type Clock, noSecrets, settle} from './ask.ts'
import {type StandIn, type StandInOptions, standIn} from './server.ts'
import type {World} from './world.ts'

let server: StandIn | undefined

/** The requests that the current stand-in got. */
export function requests(): readonly string[] {
  return server?.requests ?? []
}

/** Closes the current stand-in, and fails the test if a service's rules were broken. */
export async function closeWorld(): Promise<void> {
  const breaches = server?.breaches ?? []
  await server?.close()
  server = undefined
  expect(breaches).toEqual([])
}

afterEach(closeWorld)

/** A stand-in, and its clock, which `ask.ts` moves. */
export async function world(tables: World, options: StandInOptions = {}): Promise<{server: StandIn; clock: Clock}> {
  const clock = {time: 0}
  server = await standIn(tables, {now: () => clock.time, ...options})
  return {server, clock}
}

export interface ResolveOptions extends StandInOptions {
  readonly secrets?: Secrets
  readonly titles?: Readonly<Record<string, string>>
}

/** Settles URLs, each by its resolver. */
export async function resolve(
  tables: World,
  urls: readonly string[],
  {secrets = noSecrets, titles = {}, ...options}: ResolveOptions = {},
): Promise<Map<string, Settlement | undefined>> {
  const {server: here, clock} = await world(tables, options)
  const byUrl = new Map(urls.map((url) => [url, identityOf(url)]))
  const hints: Hints = {titleOf: (identity) => titles[[...byUrl].find(([, each]) => each === identity)?.[0] ?? '']}
  const settled = new Map<Identity, Settlement>()
  for (const resolver of resolvers) {
    const mine = [...byUrl.values()].filter((identity) => identity !== undefined).filter((identity) => resolverOf(identity) === resolver)
    if (mine.length === 0) continue
    for (const [identity, settlement] of await settle(resolver, mine, here, clock, {secrets, hints})) settled.set(identity, settlement)
  }
  return new Map([...byUrl].map(([url, identity]) => [url, identity && settledFor(url, settled.get(identity))]))
}

/** The settlement of one link. */
function settledFor(url: string, settlement: Settlement | undefined): Settlement | undefined {
  const finalUrl = settlement?.finalUrlFor?.(url)
  return settlement === undefined || finalUrl === undefined ? settlement : {...settlement, finalUrl}
}

/** The settlement of a single URL. */
export async function one(tables: World, url: string, options: ResolveOptions = {}): Promise<Settlement | undefined> {
  return (await resolve(tables, [url], options)).get(url)
}
