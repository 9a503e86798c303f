/** Links → verdicts: each page asked once, politely, and judged honestly. The stages stand in their own files; here they are composed. */
import type {Identity} from '../core/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {ReportedLink} from '../core/report.ts'
import type {Facts, Resolver} from '../core/resolver.ts'
import {acceptEncoding} from './body.ts'
import {type Clock, systemClock} from './clock.ts'
import {createWire, type Wire} from './fetch.ts'
import {createNames, type Lookup, systemLookup} from './names.ts'
import {createOutbox} from './outbox.ts'
import {idOf, isJudgeable} from './page.ts'
import {type Decision, parseTarget, shardOf, type Target, type Visit, visitOf} from './plan.ts'
import {createScheduler, type HostLimits} from './schedule.ts'
import {createVisitor, type Settled} from './visit.ts'

export type {Target} from './plan.ts'

/** A verdict on one link: a `ReportedLink` that doesn't know yet where it stands. */
export interface Checked extends Omit<ReportedLink, 'occurrences'> {
  readonly facts?: Facts
  readonly identity?: Identity
}

/** The program's own words for a request's secret; values go to the service's endpoint alone. */
export type SecretValues = Readonly<Partial<Record<'github' | 'semanticscholar' | 'huggingface' | 'openreview', string>>>

export interface CheckEnvironment {
  readonly resolvers: readonly Resolver[]
  identityOf(url: string): Identity | undefined
  readonly secrets: SecretValues
  /** Ends the run at once; what is settled is yielded, the cache is kept. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  /** Looks host names up; the system's resolver by default. */
  readonly lookup?: Lookup
  /** Proxies are read from here; `process.env` by default. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Name and version for the User-Agent. */
  readonly agent?: string
}

interface Work {
  readonly options: CheckOptions
  readonly environment: CheckEnvironment
}

/**
 * Checks every target once and yields it as soon as it is settled. Never throws for what a server, a name or a URL does.
 */
export async function* check(
  targets: Iterable<Target>,
  options: CheckOptions,
  environment: CheckEnvironment,
): AsyncGenerator<Checked, void, void> {
  const work: Work = {options, environment}
  const outbox = createOutbox<Checked>()
  const stop = startRun(work, [...targets], outbox.put, outbox.end)
  const onAbort = (): void => outbox.end()
  environment.signal?.addEventListener('abort', onAbort)
  try {
    if (environment.signal?.aborted !== true) yield* outbox.items()
  } finally {
    environment.signal?.removeEventListener('abort', onAbort)
    stop()
  }
}

/** A host serves browsers six connections at a time; TLS costs more, to both sides. */
const plainSlots = 8
const tlsSlots = 4
/**
 * Hosts with some pages are first asked once, which shows whether HEAD will do; where there are very many, the few that
 * turn out to be asked in vain weigh little.
 */
function firstSlotsFor(pages: number, slots: number): number {
  if (pages < 4) return slots
  return pages < 48 ? 1 : 4
}

function startRun({options, environment}: Work, targets: readonly Target[], put: (checked: Checked) => void, end: () => void): () => void {
  const clock = environment.clock ?? systemClock
  const visits = new Map<string, Visit>()
  const pages = new Map<string, number>()
  let wire: Promise<Wire> | undefined
  const names = createNames(environment.lookup ?? systemLookup, clock, () => pages.keys())
  let unsettled = 0

  const openWire = (): Promise<Wire> =>
    (wire ??= createWire({
      names,
      clock,
      allowPrivate: options.allowPrivate,
      insecure: options.insecure,
      env: environment.env ?? process.env,
      connectionsFor: (origin) => (origin.startsWith('https:') ? tlsSlots : plainSlots),
    }))

  const decide = (target: Target, {verdict, reason, because}: Decision): void => {
    put({url: target.url, verdict, reason, via: 'http', attempts: 0, durationMs: 0, evidence: [because]})
  }

  const settle = (visit: Visit, settled: Settled): void => {
    for (const member of visit.members) {
      const target = targets[member]
      if (target === undefined) continue
      put(checkedOf(target, visit, settled))
      unsettled--
    }
    if (names.offline && !offlineSaid) sayOffline()
    if (unsettled === 0) end()
  }

  let offlineSaid = false
  /** Without a network every further question would only cost time. */
  const sayOffline = (): void => {
    offlineSaid = true
    for (const host of scheduler.hosts()) scheduler.close(host, 'offline')
  }

  const limitsOf = (host: string, visit: Visit): HostLimits => {
    const own = options.hosts[host]
    const others = options.hosts['*']
    const slots = own?.concurrency ?? others?.concurrency ?? (visit.origin.startsWith('https:') ? tlsSlots : plainSlots)
    return {
      intervalMs: own?.intervalMs ?? others?.intervalMs ?? 0,
      slots,
      firstSlots: firstSlotsFor(pages.get(host) ?? 0, slots),
    }
  }

  const scheduler = createScheduler<Visit>({
    clock,
    concurrency: options.concurrency,
    limitsOf,
    run: (visit, host) => visitor.run(visit, host),
    hostOf: (visit) => visit.host,
    onGivenUp(visit, reason) {
      settle(visit, {
        verdict: reason === 'rate-limited' ? 'blocked' : 'error',
        reason,
        because:
          reason === 'offline'
            ? 'this machine seems to be offline'
            : `not asked further: ${visit.host} is ${reason === 'rate-limited' ? 'limiting requests' : 'out of reach'}`,
      })
    },
    onDrained() {},
    onIdle() {},
  })

  const visitor = createVisitor({
    options,
    clock,
    userAgent: options.userAgent ?? userAgentOf(environment.agent ?? 'paperlint', options.contact),
    acceptEncoding,
    wire: openWire,
    pagesOf: (host) => pages.get(host) ?? 1,
    fragmentsOf: (visit) => visit.members.flatMap((member) => fragmentOf(targets[member]?.url ?? '') ?? []),
    settle,
    onRequest(visit, line) {
      visit.evidence.push(line)
    },
  })

  const decided: (readonly [Target, Decision])[] = []
  targets.forEach((target, index) => {
    const parsed = parseTarget(target.url, options)
    if (parsed.kind === 'decided') {
      decided.push([target, parsed.decision])
      return
    }
    const {url} = parsed
    if (options.shard !== undefined && shardOf(url.hostname, options.shard.count) !== options.shard.index - 1) {
      decided.push([
        target,
        {verdict: 'skipped', reason: 'other-shard', because: `belongs to another part than ${options.shard.index}/${options.shard.count}`},
      ])
      return
    }
    const key = url.hash === '' ? url.href : url.href.slice(0, url.href.length - url.hash.length)
    const known = visits.get(key)
    if (known !== undefined) {
      known.members.push(index)
      if (url.hash.length > 1 && isJudgeable(url.hash.slice(1))) known.hasFragment = known.needsBody = true
      unsettled++
      return
    }
    if (options.maxLinks !== undefined && visits.size >= options.maxLinks) {
      decided.push([target, {verdict: 'skipped', reason: 'max-links', because: `beyond the ${options.maxLinks} links to ask`}])
      return
    }
    const visit = visitOf(url, index, options.timeoutMs)
    visits.set(key, visit)
    pages.set(visit.host, (pages.get(visit.host) ?? 0) + 1)
    unsettled++
  })
  for (const [target, decision] of decided) decide(target, decision)
  for (const visit of visits.values()) scheduler.add(visit.host, visit)
  visits.clear()
  if (unsettled === 0) end()

  return () => {
    scheduler.stop()
    void wire?.then((opened) => opened.close())
  }
}

function fragmentOf(url: string): string | undefined {
  const hash = url.indexOf('#')
  if (hash < 0) return undefined
  // As a URL holds it, so that raw and encoded spellings meet.
  const fragment = url.slice(hash + 1)
  return isJudgeable(fragment) ? fragment : undefined
}

function checkedOf(target: Target, visit: Visit, settled: Settled): Checked {
  const fragment = visit.hasFragment ? fragmentOf(target.url) : undefined
  const missing = fragment !== undefined && settled.missingFragments?.has(idOf(fragment)) === true
  const findings = missing ? [...(settled.findings ?? []), 'fragment-missing'] : settled.findings
  const evidence = settled.because === undefined ? visit.evidence : [...visit.evidence, settled.because]
  const hash = target.url.indexOf('#')
  const finalUrl =
    settled.finalUrl === undefined || hash < 0 || settled.finalUrl.includes('#')
      ? settled.finalUrl
      : settled.finalUrl + target.url.slice(hash)
  return {
    url: target.url,
    verdict: settled.verdict,
    reason: settled.reason,
    ...(settled.status !== undefined && {status: settled.status}),
    ...(finalUrl !== undefined && {finalUrl}),
    via: 'http',
    attempts: visit.requests,
    durationMs: Math.round(visit.durationMs),
    ...(findings !== undefined && {findings}),
    evidence,
  }
}

/** Browsers' form, so that plain filters let it pass, and an honest name in it. */
function userAgentOf(agent: string, contact: string | undefined): string {
  return `Mozilla/5.0 (compatible; ${agent}${contact === undefined ? '' : `; +${contact}`})`
}
