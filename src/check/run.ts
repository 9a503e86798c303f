/** One run of the checker: agenda, cache, resolvers, schedule, visits, verdicts, composed. */

import type {Checked} from '../core/checked.ts'
import type {Identity} from '../core/link/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {Resolver, Settlement} from '../core/registry/resolver.ts'
import {reasonOf} from '../disk/fault.ts'
import {agendaOf, createVisits} from './agenda.ts'
import {createDelivery} from './deliver.ts'
import type {CheckEnvironment} from './environment.ts'
import {createLine} from './line.ts'
import {checkedFrom, checkedOf, decidedByPage, unasked} from './memory/remember.ts'
import {openStore} from './memory/store.ts'
import {createTally} from './progress.ts'
import {type Batch, type Case, createAsker} from './resolve.ts'
import {scoped, systemClock} from './schedule/clock.ts'
import type {Headers} from './schedule/limits.ts'
import {createScheduler} from './schedule/schedule.ts'
import {givenUpBecause, hostLimitsFor} from './schedule/slots.ts'
import {createTrace} from './trace.ts'
import {userAgentFor} from './user-agent.ts'
import {done, fragmentOf, membersOf, type Settled, type Target, urlOf, type Visit} from './visit/plan.ts'
import {createVisitor} from './visit/visit.ts'
import {isName} from './wire/address.ts'
import {acceptEncoding} from './wire/body.ts'
import {createNames, systemLookup} from './wire/names.ts'

export interface Run {
  /** To be called before an early stop: hands on verdicts that were put off. */
  tellKnown(): void
  /** Ends the run: closes connections and writes the cache. */
  stop(): Promise<void>
}

/** Takes verdicts as they come. */
export interface Outlet {
  put(checked: Checked): void
  /** Called after the last verdict. */
  end(): void
}

type Job = Visit | Batch

const isBatch = (job: Job): job is Batch => job.kind === 'batch'

const progressEveryMs = 200

export function startRun(targets: readonly Target[], options: CheckOptions, environment: CheckEnvironment, outlet: Outlet): Run {
  const warn = (message: string): void => environment.onWarning?.(message)
  const lasting = environment.clock ?? systemClock
  const clock = scoped(lasting)
  const visits = createVisits(targets, options.timeoutMs)
  const {pages} = visits
  const names = createNames(environment.lookup ?? systemLookup, clock, () => pages.keys())
  const userAgent = userAgentFor(options, environment)
  const tally = createTally(targets.length, clock.now())
  const trace = createTrace(targets, options, environment)
  const store = openStore(options.cacheFile, warn)
  const delivery = createDelivery(targets, {
    options,
    clock,
    tally,
    trace,
    cached: store.entries,
    take: outlet.put,
    onEnd: () => finish(),
  })
  let offline = false
  let asking = false

  const line = createLine({options, environment, clock: lasting, names, onRequest: tally.request})

  /** What registries said about links whose pages decide. */
  const backed = new Map<number, Checked>()

  const settleVisit = (visit: Visit, settled: Settled, headers?: Headers): void => {
    visit.stage = done
    for (const member of membersOf(visit)) {
      const target = targets[member]
      if (target === undefined) continue
      const page = checkedOf(target, visit, settled)
      const registry = backed.get(member)
      delivery.put(member, registry === undefined ? page : decidedByPage(page, registry), headers)
    }
    goOfflineIfDown()
  }

  const settleCase = (resolver: Resolver, settled: Case, settlement: Settlement): void => {
    const {verdict, facts, evidence, pageDecides} = settlement
    // That no service could be asked says nothing about the link; verdicts with `offline` are not cached.
    const reason = settlement.reason === 'not-checked' && line.outage() !== undefined ? 'offline' : settlement.reason
    for (const member of settled.members) {
      const target = targets[member]
      if (target === undefined) continue
      const finalUrl = settlement.finalUrlFor?.(target.url) ?? settlement.finalUrl
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
      } else delivery.put(member, checked)
    }
    goOfflineIfDown()
  }

  const askPage = (member: number, evidence: readonly string[]): void => {
    const url = urlOf(targets[member]?.url ?? '')
    const visit = url && visits.plan(url, member)
    if (visit === undefined) return
    visit.evidence = [...evidence]
    pages.set(visit.host, Math.max(1, pages.get(visit.host) ?? 0))
    add(visit.host, visit)
  }

  /** Without a network, further requests would only cost time. */
  const goOfflineIfDown = (): void => {
    const why = offline ? undefined : line.outage()
    if (why === undefined) return
    offline = true
    warn(`${why}, so links were not checked`)
    closeNamed()
  }

  /** Hosts given by their IP address may still be within reach. */
  const closeNamed = (): void => {
    for (const host of scheduler.hosts()) if (isName(host.name)) scheduler.close(host, 'offline')
  }

  const add = (host: string, job: Job, urgent?: boolean): void => {
    scheduler.add(host, job, urgent)
    // A service that is asked later is a new host, which has to be closed too.
    if (offline) closeNamed()
  }

  const scheduler = createScheduler<Job>({
    clock,
    concurrency: options.concurrency,
    limitsOf: (host, job) =>
      isBatch(job)
        ? hostLimitsFor(new URL(job.probe.url).hostname, options, job.source)
        : hostLimitsFor(host, options, job.origin, pages.get(host) ?? 0),
    run(job, host, onSent) {
      const sent = (): void => {
        onSent()
        if (asking || environment.onAsking === undefined) return
        asking = true
        setImmediate(environment.onAsking) // The other hosts' first requests leave in this turn of the event loop.
      }
      return isBatch(job) ? asker.run(job, sent) : visitor.run(job, host, sent)
    },
    hostOf: (job) => job.host,
    onIdle({name}) {
      visitor.idle(name)
      if (scheduler.open === 0) visitor.allIdle()
    },
    isSettled: (job) => (isBatch(job) ? job.ended === true : visitor.settlesUnasked(job)),
    onGivenUp(job, reason) {
      if (isBatch(job)) asker.giveUp(job, reason)
      else if (job.stage.kind === 'pending') settleVisit(job, job.stage.settled, job.stage.headers)
      else if (job.failed !== undefined) settleVisit(job, job.failed)
      else settleVisit(job, {verdict: reason === 'rate-limited' ? 'blocked' : 'error', reason, because: givenUpBecause(job.host, reason)})
    },
  })

  const visitor = createVisitor({
    options,
    clock,
    userAgent,
    acceptEncoding,
    // At most about one more request for every fifty links. Without verified certificates https would prove nothing.
    secureProbes: options.probeHttps && !options.insecure ? 2 + Math.ceil(targets.length / 50) : 0,
    wire: line.open,
    pagesOf: (host) => pages.get(host) ?? 1,
    fragmentsOf: (visit) => membersOf(visit).flatMap((member) => fragmentOf(targets[member]?.url ?? '') ?? []),
    settle: settleVisit,
    askAgain: (visit) => add(visit.host, visit, true),
    onRequest(visit, line, headers) {
      if (visit.evidence === undefined) visit.evidence = [line]
      else visit.evidence.push(line)
      trace.request(visit, line, headers)
    },
  })

  let titles: ReadonlyMap<Identity, string> = new Map()

  const asker = createAsker({
    options,
    clock,
    secrets: environment.secrets,
    userAgent,
    acceptEncoding,
    wire: line.open,
    add: (batch, urgent) => add(batch.host, batch, urgent),
    settle: settleCase,
    hints: {titleOf: (identity) => titles.get(identity)},
    toWeb(open) {
      for (const member of open.members) askPage(member, open.evidence)
    },
    warn,
  })

  const ask = (): void => {
    const agenda = agendaOf(targets, {options, environment, cached: store.entries, wallNowMs: clock.wallNow(), visits})
    const {decided, remembered, cases} = agenda
    titles = agenda.titles
    for (const [member, entry] of remembered) delivery.put(member, checkedFrom(entry))
    for (const [member, decision] of decided) delivery.put(member, unasked(targets[member]?.url ?? '', decision))
    for (const [resolver, group] of cases) {
      // A resolver that throws is a bug; its links are then reported as unchecked instead of lost.
      asker.resolve(resolver, group).catch((error: unknown) => {
        warn(`The resolver \`${resolver.name}\` failed: ${reasonOf(error)}`)
        delivery.putRest(
          'not-checked',
          group.flatMap(({members}) => members),
        )
      })
    }
    for (const visit of visits.all) scheduler.add(visit.host, visit)
    if (cases.size === 0) visits.close()
  }

  let cancelProgress: (() => void) | undefined
  const reportProgress = (): void => {
    environment.onProgress?.(tally.progress(scheduler.hosts(), clock.now()))
    if (!delivery.ended) cancelProgress = clock.after(progressEveryMs, reportProgress)
  }

  const finish = (): void => {
    cancelProgress?.()
    if (environment.onProgress !== undefined) reportProgress()
    outlet.end()
  }

  const end = (): void => {
    visitor.end()
    delivery.putRest('deadline')
  }

  if (environment.onProgress !== undefined) cancelProgress = clock.after(progressEveryMs, reportProgress)
  if (options.deadlineMs !== undefined) clock.after(options.deadlineMs, end)
  if (targets.length > 0) ask()
  else {
    delivery.end()
    finish()
  }

  return {
    tellKnown: () => visitor.end(),
    async stop() {
      delivery.end()
      clock.callOff()
      scheduler.stop()
      const isDone = environment.endsWithRun === true && scheduler.open === 0
      line.close(!isDone)
      await store.keep(delivery.changed, clock.wallNow())
    },
  }
}
