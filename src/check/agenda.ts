/** Targets → the agenda of a run: what needs no request, what registries are asked, and which pages are visited. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Identity} from '../core/link/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {Resolver} from '../core/registry/resolver.ts'
import type {CheckEnvironment} from './environment.ts'
import {type CacheEntries, type CacheEntry, circumstancesOf, isFresh} from './memory/cache.ts'
import {validatorsOf} from './memory/remember.ts'
import type {Case} from './resolve.ts'
import {type Decision, isPlainlyAllowed, parseTarget, shardOf, type Target, type Visit, visitOf} from './visit/plan.ts'

/** The visits of a run: one for each page, however many links and fragments name it. */
export interface Visits {
  /** How many pages of each host are in the list; pages visited only for a registry don't count. */
  readonly pages: Map<string, number>
  readonly all: Iterable<Visit>
  /** @returns the visit, or undefined if another link's visit to the same page is under way, which this one joins */
  plan(url: URL, member: number): Visit | undefined
  /** To be called when no more links will join a visit. */
  close(): void
}

export interface Agenda {
  /** Links, as positions in `targets`, and what is known about them without a request. */
  readonly decided: readonly (readonly [number, Decision])[]
  readonly remembered: readonly (readonly [number, CacheEntry])[]
  readonly cases: ReadonlyMap<Resolver, readonly Case[]>
  /** The titles under which identities are listed. */
  readonly titles: ReadonlyMap<Identity, string>
}

export interface AgendaContext {
  readonly options: CheckOptions
  readonly environment: Pick<CheckEnvironment, 'identityOf' | 'resolvers' | 'titleOf'>
  /** The verdicts of earlier runs. */
  readonly cached: CacheEntries
  readonly wallNowMs: number
  /** What has to be visited joins these. */
  readonly visits: Visits
}

export function createVisits(targets: readonly Target[], timeoutMs: number): Visits {
  const visits = new Map<string, Visit>()
  const pages = new Map<string, number>()
  const strings = new Map<string, string>()
  const intern = (text: string): string => getOrInsert(strings, text, () => text)
  return {
    pages,
    all: {[Symbol.iterator]: () => visits.values()},
    plan(url, member) {
      const {hash, href} = url
      const key = hash === '' ? href : href.slice(0, href.length - hash.length)
      const known = visits.get(key)
      const isImage = targets[member]?.context === 'image'
      const visit = visitOf(url, member, targets[member]?.url ?? '', timeoutMs, intern)
      if (known === undefined || known.stage.kind === 'done') {
        if (isImage) visit.isImage = true
        visits.set(key, visit)
        return visit
      }
      ;(known.others ??= []).push(member)
      if (isImage) known.isImage = true
      if (visit.hasFragment) known.hasFragment = known.needsBody = true
      return undefined
    },
    close() {
      visits.clear()
      strings.clear()
    },
  }
}

/** Sorts targets out. */
export function agendaOf(targets: readonly Target[], {options, environment, cached, wallNowMs, visits}: AgendaContext): Agenda {
  const decided: (readonly [number, Decision])[] = []
  const remembered: (readonly [number, CacheEntry])[] = []
  const cases = new Map<Resolver, Map<string, Case>>()
  const titles = new Map<Identity, string>()
  const under = circumstancesOf(options)
  let asked = 0
  targets.forEach(({url: written}, member) => {
    const entry = cached.get(written)
    const known = entry?.under === under ? entry : undefined
    const holds = known !== undefined && isFresh(known, wallNowMs, options.maxAgeMs)
    // With thousands of links, parsing each URL and its identity would take most of a run without requests.
    if (holds && options.shard === undefined && isPlainlyAllowed(written, options)) {
      remembered.push([member, known])
      return
    }
    const parsed = parseTarget(written, options)
    if (parsed.kind === 'decided') {
      decided.push([member, parsed.decision])
      return
    }
    const {url} = parsed
    const identity = environment.identityOf(written)
    const resolver = identity === undefined ? undefined : resolverOf(identity, environment.resolvers, options)
    if (options.shard !== undefined) {
      const part = shardOf(resolver?.name ?? url.hostname, options.shard.count)
      if (part !== options.shard.index - 1) {
        const because = `part ${part + 1} of ${options.shard.count} of the hosts`
        decided.push([member, {verdict: 'skipped', reason: 'other-shard', because}])
        return
      }
    }
    if (holds) {
      remembered.push([member, known])
      return
    }
    if (options.maxLinks !== undefined && asked >= options.maxLinks) {
      decided.push([member, {verdict: 'skipped', reason: 'max-links', because: `beyond the ${options.maxLinks} links to ask`}])
      return
    }
    asked++
    if (resolver === undefined || identity === undefined) {
      const visit = visits.plan(url, member)
      if (visit === undefined) return
      visits.pages.set(visit.host, (visits.pages.get(visit.host) ?? 0) + 1)
      const validators = known === undefined ? undefined : validatorsOf(known)
      if (validators !== undefined) visit.validators = validators
      return
    }
    const one = caseOf(identity, resolver, cases)
    one.members.push(member)
    const title = titles.has(one.identity) ? undefined : environment.titleOf?.(written)
    if (title !== undefined) titles.set(one.identity, title)
  })
  return {decided, remembered, cases: new Map([...cases].map(([resolver, group]) => [resolver, [...group.values()]])), titles}
}

function resolverOf(identity: Identity, resolvers: readonly Resolver[], options: CheckOptions): Resolver | undefined {
  return resolvers.find((resolver) => options.services[resolver.name]?.enabled !== false && resolver.accepts(identity))
}

/**
 * The case that an identity belongs to. What a registry says about one form of a thing need not hold for another: the abstract of a
 * withdrawn file is still there.
 */
function caseOf(identity: Identity, resolver: Resolver, cases: Map<Resolver, Map<string, Case>>): Case {
  const {kind, id, version = '', form = '', mirror = ''} = identity
  const group = getOrInsert(cases, resolver, () => new Map<string, Case>())
  return getOrInsert(group, `${kind} ${id} ${version} ${form} ${mirror}`, (): Case => {
    return {identity, members: [], requests: 0, durationMs: 0, evidence: [], blocked: false}
  })
}
