/** One run of the checker: plan, cache, resolvers, schedule, visits, verdicts, composed. */
import type {Identity} from '../core/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {Resolver, Settlement} from '../core/resolver.ts'
import {isName} from './address.ts'
import {acceptEncoding} from './body.ts'
import {dateOf, type Entries, type Entry, isFresh, readCache, updated, writeCache} from './cache.ts'
import {systemClock} from './clock.ts'
import {createWire, type Wire} from './fetch.ts'
import type {CheckEnvironment, Checked} from './index.ts'
import {type Headers, headerOf} from './limits.ts'
import {createNames, systemLookup} from './names.ts'
import type {Outbox} from './outbox.ts'
import {type Decision, fragmentOf, membersOf, parseTarget, shardOf, type Target, type Visit, visitOf} from './plan.ts'
import {createTally} from './progress.ts'
import {checkedFrom, checkedOf, entryOf, historyOf} from './remember.ts'
import {type Batch, type Case, createAsker} from './resolve.ts'
import {createScheduler, type HostLimits, type HostState} from './schedule.ts'
import {userAgentFor} from './user-agent.ts'
import {createVisitor, type Settled} from './visit.ts'

export interface Run {
  /** Ends it: connections are closed, the cache is written. */
  stop(): Promise<void>
}

type Job = Visit | Batch

const isBatch = (job: Job): job is Batch => 'kind' in job

/** A host serves browsers six connections at a time; TLS costs more, to both sides. */
const plainSlots = 8
const tlsSlots = 4
const progressEveryMs = 200

/**
 * Hosts with some pages are first asked once, which shows whether HEAD will do; where there are very many, the few that
 * turn out to be asked in vain weigh little.
 */
function firstSlotsFor(pages: number, slots: number): number {
  if (pages < 4) return slots
  if (pages < 16) return 1
  return pages < 48 ? 2 : 4
}

/** What is told of headers in a trace. */
const tracedHeaders = [
  'content-type',
  'content-length',
  'location',
  'retry-after',
  'server',
  'set-cookie',
  'www-authenticate',
  'cf-mitigated',
]

export function startRun(targets: readonly Target[], options: CheckOptions, environment: CheckEnvironment, outbox: Outbox<Checked>): Run {
  const clock = environment.clock ?? systemClock
  const visits = new Map<string, Visit>()
  const pages = new Map<string, number>()
  const names = createNames(environment.lookup ?? systemLookup, clock, () => pages.keys())
  const userAgent = userAgentFor(options, environment)
  const tally = createTally(targets.length, clock.now())
  const cached: Entries = new Map()
  const changed: Entry[] = []
  let wire: Promise<Wire> | undefined
  let open = targets.length
  const delivered = new Uint8Array(targets.length)
  let ended = false
  let offline = false
  let warnedOfProxy = false
  let asking = false

  const openWire = (): Promise<Wire> => {
    wire ??= createWire({
      names,
      clock,
      allowPrivate: options.allowPrivate,
      insecure: options.insecure,
      env: environment.env ?? process.env,
      connectionsFor: (origin) => (origin.startsWith('https:') ? tlsSlots : plainSlots),
    })
    if (!warnedOfProxy) {
      warnedOfProxy = true
      void wire.then(({proxy}) => {
        if (proxy !== undefined && !options.allowPrivate)
          environment.onWarning?.(`Requests go through the proxy ${proxy}, so names that lead to private addresses can't be refused here`)
      })
    }
    return wire
  }

  const isTraced = (url: string | undefined): boolean => url !== undefined && url === options.trace

  /** Hands a verdict on, and remembers it. */
  const put = (member: number, checked: Checked, headers?: Headers): void => {
    // A run that ended early has said something of it already.
    if (ended || delivered[member] === 1) return
    delivered[member] = 1
    if (isTraced(checked.url)) {
      const leads = checked.finalUrl === undefined ? '' : `, write ${checked.finalUrl}`
      environment.onTrace?.(`${checked.verdict} (${checked.reason})${leads}, settled by ${checked.via}`)
    }
    tally.count(checked)
    open--
    const remembers =
      options.cacheFile !== undefined && checked.verdict !== 'skipped' && checked.reason !== 'offline' && checked.reason !== 'deadline'
    if (!remembers || checked.via === 'cache') outbox.put(checked)
    else {
      const entry = updated(cached.get(checked.url), entryOf(checked, dateOf(clock.wallNow()), headers))
      changed.push(entry)
      outbox.put({...checked, ...historyOf(entry)})
    }
    if (open === 0) finish()
  }

  const deliver = (member: number, checked: Checked, headers?: Headers): void => {
    const wantsCopy = options.archive && checked.verdict === 'dead' && checked.via !== 'cache' && environment.archivedCopyOf !== undefined
    if (!wantsCopy) {
      put(member, checked, headers)
      return
    }
    // Without the service, or in its bad moments, a dead link is a dead link.
    environment
      .archivedCopyOf?.(checked.url)
      .catch(() => undefined)
      .then((archived) => put(member, archived === undefined ? checked : {...checked, archived}, headers))
      .catch(() => {})
  }

  /** What a registry has said of links whose own pages decide. */
  const backed = new Map<number, Checked>()

  const settleVisit = (visit: Visit, settled: Settled, headers?: Headers): void => {
    for (const member of membersOf(visit)) {
      const target = targets[member]
      if (target === undefined) continue
      const page = checkedOf(target, visit, settled)
      const registry = backed.get(member)
      deliver(member, registry === undefined ? page : decidedByPage(page, registry), headers)
    }
    if (names.offline) goOffline()
  }

  const settleCase = (resolver: Resolver, settled: Case, settlement: Settlement): void => {
    const {verdict, reason, finalUrl, facts, evidence, pageDecides} = settlement
    for (const member of settled.members) {
      const target = targets[member]
      if (target === undefined) continue
      const checked: Checked = {
        url: target.url,
        verdict,
        reason,
        ...(finalUrl !== undefined && {finalUrl}),
        via: resolver.name,
        attempts: settled.requests,
        durationMs: Math.round(settled.durationMs),
        evidence: [...settled.evidence, evidence],
        ...(facts !== undefined && {facts}),
        identity: settled.identity,
      }
      if (pageDecides === true) {
        backed.set(member, checked)
        askPage(member, checked.evidence ?? [])
      } else deliver(member, checked)
    }
    if (names.offline) goOffline()
  }

  const askPage = (member: number, evidence: readonly string[]): void => {
    const url = urlOf(targets[member])
    const visit = url === undefined ? undefined : planVisit(url, member)
    if (visit === undefined) return
    visit.evidence = [...evidence]
    pages.set(visit.host, Math.max(1, pages.get(visit.host) ?? 0))
    scheduler.add(visit.host, visit)
  }

  /** Without a network every further question would only cost time. */
  const goOffline = (): void => {
    if (offline) return
    offline = true
    environment.onWarning?.('No host name resolves: this machine seems to be offline, so links were not checked')
    // What is named by its address may still be in reach.
    for (const host of scheduler.hosts()) if (isName(host.name)) scheduler.close(host, 'offline')
  }

  const limitsOf = (name: string, job: Job): HostLimits => {
    const own = options.hosts[name]
    const others = options.hosts['*']
    if (isBatch(job)) {
      const slots = own?.concurrency ?? job.source.concurrency
      return {intervalMs: own?.intervalMs ?? job.source.intervalMs, slots, firstSlots: slots}
    }
    const slots = own?.concurrency ?? others?.concurrency ?? (job.origin.startsWith('https:') ? tlsSlots : plainSlots)
    return {intervalMs: own?.intervalMs ?? others?.intervalMs ?? 0, slots, firstSlots: firstSlotsFor(pages.get(name) ?? 0, slots)}
  }

  const scheduler = createScheduler<Job>({
    clock,
    concurrency: options.concurrency,
    limitsOf,
    run(job, host, onSent) {
      const sent = (): void => {
        onSent()
        if (asking || environment.onAsking === undefined) return
        asking = true
        setImmediate(environment.onAsking) // The other hosts' first requests leave in the same turn.
      }
      return isBatch(job) ? asker.run(job, sent) : visitor.run(job, host as HostState<unknown>, sent)
    },
    hostOf: (job) => job.host,
    onGivenUp(job, reason) {
      if (isBatch(job)) asker.giveUp(job, reason)
      else settleVisit(job, {verdict: reason === 'rate-limited' ? 'blocked' : 'error', reason, because: givenUpBecause(job.host, reason)})
    },
    onStart: () => tally.request(),
  })

  const visitor = createVisitor({
    options,
    clock,
    userAgent,
    acceptEncoding,
    wire: openWire,
    pagesOf: (host) => pages.get(host) ?? 1,
    fragmentsOf: (visit) => membersOf(visit).flatMap((member) => fragmentOf(targets[member]?.url ?? '') ?? []),
    settle: settleVisit,
    onRequest(visit, line, headers) {
      if (visit.evidence === undefined) visit.evidence = [line]
      else visit.evidence.push(line)
      if (options.trace === undefined || !membersOf(visit).some((member) => isTraced(targets[member]?.url))) return
      environment.onTrace?.(line)
      for (const name of headers === undefined ? [] : tracedHeaders) {
        const value = headerOf(headers ?? {}, name)
        if (value !== undefined) environment.onTrace?.(`  ${name}: ${value.slice(0, 200)}`)
      }
    },
  })

  /** Titles under which identities are listed. */
  const titles = new Map<Identity, string>()

  const asker = createAsker({
    options,
    clock,
    secrets: environment.secrets,
    userAgent,
    acceptEncoding,
    wire: openWire,
    add: (batch) => scheduler.add(batch.host, batch),
    settle: settleCase,
    hints: {titleOf: (identity) => titles.get(identity)},
    toWeb(open) {
      for (const member of open.members) askPage(member, open.evidence)
    },
  })

  const strings = new Map<string, string>()
  const intern = (text: string): string => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, text)
    return text
  }

  /** @returns the visit, or undefined where another link to the same page has one */
  const planVisit = (url: URL, member: number): Visit | undefined => {
    const key = url.hash === '' ? url.href : url.href.slice(0, url.href.length - url.hash.length)
    const known = visits.get(key)
    const visit = visitOf(url, member, targets[member]?.url ?? '', options.timeoutMs, intern)
    if (known === undefined) {
      visits.set(key, visit)
      return visit
    }
    ;(known.others ??= []).push(member)
    if (visit.hasFragment) known.hasFragment = known.needsBody = true
    return undefined
  }

  const plan = (): void => {
    const cases = new Map<Resolver, Map<string, Case>>()
    const decided: (readonly [number, Decision])[] = []
    const wallNowMs = clock.wallNow()
    let asked = 0
    targets.forEach((target, member) => {
      const parsed = parseTarget(target.url, options)
      if (parsed.kind === 'decided') {
        decided.push([member, parsed.decision])
        return
      }
      const {url} = parsed
      const identity = environment.identityOf(target.url)
      const resolver = identity === undefined ? undefined : resolverOf(identity, environment.resolvers, options)
      const part = options.shard === undefined ? 0 : shardOf(resolver?.name ?? url.hostname, options.shard.count)
      if (options.shard !== undefined && part !== options.shard.index - 1) {
        decided.push([
          member,
          {verdict: 'skipped', reason: 'other-shard', because: `part ${part + 1} of ${options.shard.count} of the hosts`},
        ])
        return
      }
      const known = cached.get(target.url)
      if (known !== undefined && isFresh(known, wallNowMs, options.maxAgeMs)) {
        put(member, checkedFrom(known))
        return
      }
      if (options.maxLinks !== undefined && asked >= options.maxLinks) {
        decided.push([member, {verdict: 'skipped', reason: 'max-links', because: `beyond the ${options.maxLinks} links to ask`}])
        return
      }
      asked++
      if (resolver !== undefined && identity !== undefined) {
        const group = cases.get(resolver) ?? new Map<string, Case>()
        cases.set(resolver, group)
        // What a registry says holds for one form of a thing and not for another: an abstract lives where a withdrawn file is gone.
        const {kind, id, version = '', form = '', mirror = ''} = identity
        const key = `${kind} ${id} ${version} ${form} ${mirror}`
        const one = group.get(key) ?? {identity, members: [], requests: 0, durationMs: 0, evidence: [], blocked: false}
        group.set(key, one)
        one.members.push(member)
        const title = titles.has(one.identity) ? undefined : environment.titleOf?.(target.url)
        if (title !== undefined) titles.set(one.identity, title)
        return
      }
      const visit = planVisit(url, member)
      if (visit !== undefined) pages.set(visit.host, (pages.get(visit.host) ?? 0) + 1)
    })
    for (const [member, {verdict, reason, because}] of decided) {
      put(member, {url: targets[member]?.url ?? '', verdict, reason, via: 'http', attempts: 0, durationMs: 0, evidence: [because]})
    }
    for (const [resolver, group] of cases) {
      // A resolver that throws is a bug; its links are then said to be unchecked instead of lost.
      asker.resolve(resolver, [...group.values()]).catch((error: unknown) => {
        environment.onWarning?.(`The resolver \`${resolver.name}\` failed: ${error instanceof Error ? error.message : String(error)}`)
        finishOpen('not-checked')
      })
    }
    for (const visit of visits.values()) scheduler.add(visit.host, visit)
    if (cases.size === 0) visits.clear() // Nothing will join a visit any more.
  }

  /** What was not reached by now won't be. */
  const finishOpen = (reason: string): void => {
    targets.forEach(({url}, member) => {
      put(member, {url, verdict: 'error', reason, via: 'http', attempts: 0, durationMs: 0, evidence: [reason]})
    })
  }

  let cancelProgress: (() => void) | undefined
  const reportProgress = (): void => {
    environment.onProgress?.(tally.progress(scheduler.hosts(), clock.now()))
    if (!ended) cancelProgress = clock.after(progressEveryMs, reportProgress)
  }

  const finish = (): void => {
    if (ended) return
    ended = true
    cancelProgress?.()
    if (environment.onProgress !== undefined) reportProgress()
    outbox.end()
  }

  const begin = async (): Promise<void> => {
    if (options.cacheFile !== undefined) {
      try {
        for (const [url, entry] of await readCache(options.cacheFile)) cached.set(url, entry)
      } catch (error) {
        environment.onWarning?.(`The cache ${options.cacheFile} can't be read (${messageOf(error)}); the run goes on without it`)
      }
    }
    if (ended) return
    if (environment.onProgress !== undefined) cancelProgress = clock.after(progressEveryMs, reportProgress)
    if (options.deadlineMs !== undefined) clock.after(options.deadlineMs, () => finishOpen('deadline'))
    if (open === 0) finish()
    else plan()
  }
  const begun = begin()

  return {
    async stop() {
      ended = true
      cancelProgress?.()
      scheduler.stop()
      await begun
      void wire?.then((opened) => opened.close())
      if (options.cacheFile === undefined || changed.length === 0) return
      try {
        await writeCache(options.cacheFile, changed, clock.wallNow())
      } catch (error) {
        environment.onWarning?.(`The cache ${options.cacheFile} can't be written (${messageOf(error)}); the next run will ask again`)
      }
    },
  }
}

function resolverOf(identity: Identity, resolvers: readonly Resolver[], options: CheckOptions): Resolver | undefined {
  return resolvers.find((resolver) => options.services[resolver.name]?.enabled !== false && resolver.accepts(identity))
}

function urlOf(target: Target | undefined): URL | undefined {
  return target !== undefined && URL.canParse(target.url) ? new URL(target.url) : undefined
}

function givenUpBecause(host: string, reason: string): string {
  if (reason === 'offline') return 'this machine seems to be offline'
  return reason === 'rate-limited'
    ? `${host} limits requests, so it was not asked further`
    : `${host} can't be reached, so it was not asked further`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The page's verdict with the registry's facts; the registry's verdict where the page's is none. */
function decidedByPage(page: Checked, registry: Checked): Checked {
  const {facts, identity, attempts, durationMs} = registry
  const isUndecided = page.verdict === 'blocked' || page.verdict === 'error'
  return {
    ...(isUndecided ? registry : page),
    attempts: attempts + page.attempts,
    durationMs: durationMs + page.durationMs,
    evidence: page.evidence ?? [],
    ...(facts !== undefined && {facts}),
    ...(identity !== undefined && {identity}),
  }
}
