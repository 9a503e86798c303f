/** Whose turn it is: one queue, one pace and one set of slots per host, and a gate over all. */
import pLimit from 'p-limit'
import TinyQueue from 'tinyqueue'
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import type {Clock} from './clock.ts'
import {createHostState, type Feedback, type HostState, type Turn} from './host.ts'
import {allow, isSpent, slowDown, speedUp} from './pace.ts'
import {limitedWaitMs, maxHostWaitMs} from './retry.ts'
import type {HostLimits} from './slots.ts'

export interface Scheduler<Job> {
  /** Puts a job in a host's queue; an urgent one goes before the others. */
  add(host: string, job: Job, urgent?: boolean): void
  hosts(): Iterable<HostState<Job>>
  /** Gives up on a host: its waiting jobs are handed to `onGivenUp`. */
  close(host: HostState<Job>, reason: string): void
  /** Jobs waiting, delayed or under way. */
  readonly open: number
  /** Stops: what is waiting stays undone. */
  stop(): void
}

export interface SchedulerOptions<Job> {
  readonly clock: Clock
  readonly concurrency: number
  limitsOf(host: string, job: Job): HostLimits
  /** Never rejects. */
  run(job: Job, host: HostState<Job>, onSent: () => void): Promise<Turn>
  /** The host in whose queue a job goes on. */
  hostOf(job: Job): string
  onGivenUp(job: Job, reason: string): void
  /** Whether a job whose turn has come was settled meanwhile, without a request of its own. */
  isSettled?(job: Job): boolean
  /** Called when nothing at a host waits, rests or is under way. */
  onIdle?(host: HostState<Job>): void
}

/** After this long, a first request that hangs no longer holds up the others. */
const gentleMs = 150
const mostPatience = 4
/** After so many failures without an answer the rest is not tried; more if the host has answered before. */
const breakerNever = 4
const breakerOnce = 10

/** Lets refusals that have arrived count before anything more is asked: one that came while others were read is seen in the next turn of the loop. */
const repliesRead = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

export function createScheduler<Job>(options: SchedulerOptions<Job>): Scheduler<Job> {
  const {clock} = options
  const gate = pLimit(options.concurrency)
  const hosts = new Map<string, HostState<Job>>()
  type Line = {readonly host: HostState<Job>; readonly key: number}
  const byKey = (a: Line, b: Line): number => a.key - b.key
  /** Hosts that could be asked now, the one with most to do first. */
  const ready = new TinyQueue<Line>([], byKey)
  /** Hosts that will be due, the earliest first. */
  const later = new TinyQueue<Line>([], byKey)
  let open = 0
  let stopped = false
  let timerAtMs = Number.POSITIVE_INFINITY
  let cancelTimer: (() => void) | undefined

  const remainingMs = (host: HostState<Job>): number =>
    host.waiting.length * Math.max(host.pace.intervalMs, (host.latencyMs || 100) / Math.max(1, host.slots))

  const nextOf = (host: HostState<Job>): Job | undefined => {
    for (;;) {
      const job = host.waiting.take()
      if (job === undefined || options.isSettled?.(job) !== true) return job
      open--
    }
  }

  /** Puts a host where it belongs: ready, waiting for its time, or nowhere while it has no free slot or nothing to do. */
  const line = (host: HostState<Job>): void => {
    if (host.lined || stopped || host.inFlight >= host.slots || host.waiting.length === 0) return
    const nowMs = clock.now()
    const {pace} = host
    // The host sees requests when they arrive, so the interval begins when the previous one has left.
    if (pace.intervalMs > 0 && host.unsent > 0) return
    if (pace.left <= 0) {
      if (nowMs >= pace.leftUntilMs) pace.left = Number.POSITIVE_INFINITY
      else {
        if (pace.leftUntilMs - nowMs > maxHostWaitMs) {
          close(host, 'rate-limited')
          return
        }
        host.dueMs = Math.max(host.dueMs, pace.leftUntilMs)
      }
    }
    host.lined = true
    if (host.dueMs <= nowMs) ready.push({host, key: -remainingMs(host)})
    else later.push({host, key: host.dueMs})
  }

  const arm = (): void => {
    const first = later.peek()
    if (first === undefined || first.key >= timerAtMs) return
    cancelTimer?.()
    timerAtMs = first.key
    cancelTimer = clock.after(Math.max(0, first.key - clock.now()), () => {
      timerAtMs = Number.POSITIVE_INFINITY
      pump()
    })
  }

  const settle = (host: HostState<Job>, epoch: number, strainEpoch: number, feedback: Feedback): void => {
    const nowMs = clock.now()
    const {pace} = host
    if (feedback.kind === 'fine' || feedback.kind === 'limited') {
      host.answered++
      host.failuresInRow = 0
      if (host.answered === 1 && feedback.kind === 'fine' && host.strainEpoch === 0) host.slots = host.maxSlots
    }
    switch (feedback.kind) {
      case 'fine':
        speedUp(pace, epoch, host.waiting.length, feedback.again !== true)
        if (feedback.allowance !== undefined) allow(pace, feedback.allowance, nowMs, host.inFlight, host.waiting.length)
        break
      case 'limited': {
        const waitMs = feedback.waitMs ?? limitedWaitMs(pace.refusals + (epoch === pace.epoch ? 1 : 0), clock.random())
        const policyMs = feedback.allowance?.intervalMs
        slowDown(pace, epoch, nowMs, waitMs, feedback)
        if (policyMs !== undefined) pace.intervalMs = Math.max(pace.floorMs, policyMs)
        if (feedback.oneByOne === true) host.slots = 1
        host.dueMs = Math.max(host.dueMs, nowMs + waitMs)
        if (waitMs <= maxHostWaitMs && !isSpent(pace, nowMs)) break
        close(host, feedback.fails === true ? 'host-unreachable' : 'rate-limited')
        break
      }
      case 'strained':
      case 'unreachable':
        host.failuresInRow++
        // Failures of requests that were under way together are one event.
        if (strainEpoch === host.strainEpoch && host.slots > 1 && (host.answered > 0 || feedback.kind === 'strained')) {
          host.strainEpoch++
          host.slots = Math.max(1, host.slots >> 1)
          host.dueMs = Math.max(host.dueMs, nowMs + 100 + 200 * clock.random())
        }
        if (
          host.failuresInRow >= (host.answered === 0 ? breakerNever : breakerOnce) &&
          (host.slots === 1 || feedback.kind === 'unreachable')
        ) {
          close(host, 'host-unreachable')
        }
        break
      case 'refused':
        // A server that is being restarted needs a moment, and one that is gone no crowd of requests.
        if (host.answered === 0) host.dueMs = Math.max(host.dueMs, nowMs + 100 + 100 * clock.random())
        break
      case 'none':
        break
      default:
        feedback satisfies never
    }
  }

  const tellIfIdle = (host: HostState<Job>): void => {
    if (host.inFlight === 0 && host.resting === 0 && host.waiting.length === 0) options.onIdle?.(host)
  }

  /** One turn of a host's next job; undefined where none is left. */
  const begin = (host: HostState<Job>): Promise<void> | undefined => {
    const job = nextOf(host)
    if (job === undefined) {
      tellIfIdle(host)
      return undefined
    }
    const startedMs = clock.now()
    host.inFlight++
    host.pace.left--
    const lateMs = Math.max(0, startedMs - host.dueMs)
    host.dueMs = startedMs
    const {epoch} = host.pace
    const {strainEpoch} = host
    host.unsent++
    let sent = false
    const onSent = (): void => {
      if (sent) return
      sent = true
      host.unsent--
      if (host.pace.intervalMs === 0) return
      // Timers are late, never early: the next makes up for what one lost, up to 2 % of the interval.
      const gapMs = clock.now() - startedMs + host.pace.intervalMs
      host.dueMs = Math.max(host.dueMs, startedMs + gapMs - Math.min(lateMs, host.pace.intervalMs / 50))
      line(host)
      arm()
    }
    return options.run(job, host, onSent).then(({feedback, next}) => {
      host.inFlight--
      onSent()
      const tookMs = clock.now() - startedMs
      host.latencyMs = host.latencyMs === 0 ? tookMs : host.latencyMs * 0.8 + tookMs * 0.2
      settle(host, epoch, strainEpoch, feedback)
      if (next === undefined) open--
      else if (next === 0 || next === 'last') enqueue(options.hostOf(job), job, next === 0)
      else {
        host.resting++
        clock.after(next, () => {
          host.resting--
          enqueue(options.hostOf(job), job, true)
        })
      }
      line(host)
      tellIfIdle(host)
    })
  }

  /** Moves hosts whose time has come to those that can be asked. */
  const lineUpDue = (): void => {
    const nowMs = clock.now()
    for (let first = later.peek(); first !== undefined && first.key <= nowMs; first = later.peek()) {
      later.pop()
      first.host.lined = false
      line(first.host)
    }
  }

  /** Begins a turn with the host that has most to do, of those that can be asked now. */
  const beginNext = (): Promise<void> | undefined => {
    if (stopped) return undefined
    lineUpDue()
    for (let host = ready.pop()?.host; host !== undefined; host = ready.pop()?.host) {
      host.lined = false
      // A refusal that came in meanwhile may have put it off.
      const isDue = host.dueMs <= clock.now() && host.pace.left > 0 && !(host.pace.intervalMs > 0 && host.unsent > 0)
      const turn = isDue ? begin(host) : undefined
      line(host)
      if (turn !== undefined) return turn
    }
    return undefined
  }

  /** Takes one turn after the other, as long as there are any, without giving up its place at the gate in between. */
  const work = async (): Promise<void> => {
    for (let turn = beginNext(); turn !== undefined; turn = beginNext()) {
      pump()
      await turn
      await repliesRead()
    }
    arm()
  }

  /** Asks for another place at the gate if a host can be asked; whoever gets it asks for the next. */
  const pump = (): void => {
    if (stopped) return
    lineUpDue()
    arm()
    if (ready.length === 0 || gate.activeCount + gate.pendingCount >= options.concurrency) return
    // Whoever found the gate full while this place was being given back gets it now.
    void gate(work).then(pump)
  }

  /** Lets the other requests leave once the first has had its time. If timers are late, this busy process may not have read its reply yet. */
  const holdUp = (host: HostState<Job>, patience: number): void => {
    const sinceMs = clock.now()
    clock.after(gentleMs, () => {
      void repliesRead().then(() => {
        if (host.answered > 0 || host.strainEpoch > 0) return
        if (clock.now() - sinceMs > 2 * gentleMs && patience > 0) return holdUp(host, patience - 1)
        host.slots = host.maxSlots
        line(host)
        pump()
      })
    })
  }

  const stateOf = (name: string, job: Job): HostState<Job> =>
    getOrInsert(hosts, name, () => {
      const limits = options.limitsOf(name, job)
      const host = createHostState<Job>(name, limits)
      if (limits.firstSlots < limits.slots) holdUp(host, mostPatience)
      return host
    })

  const enqueue = (name: string, job: Job, urgent: boolean): void => {
    if (stopped) return
    const host = stateOf(name, job)
    if (host.closed !== undefined) {
      open--
      options.onGivenUp(job, host.closed)
      return
    }
    host.waiting.add(job, urgent)
    line(host)
    // Jobs are added in crowds: one `pump` is enough for each.
    if (!scheduled) {
      scheduled = true
      queueMicrotask(() => {
        scheduled = false
        pump()
      })
    }
  }
  let scheduled = false

  const close = (host: HostState<Job>, reason: string): void => {
    if (host.closed !== undefined) return
    host.closed = reason
    for (const job of host.waiting.takeAll()) {
      open--
      options.onGivenUp(job, reason)
    }
  }

  return {
    add(name, job, urgent = false) {
      open++
      enqueue(name, job, urgent)
    },
    hosts: () => hosts.values(),
    close,
    get open() {
      return open
    },
    stop() {
      stopped = true
      cancelTimer?.()
    },
  }
}
