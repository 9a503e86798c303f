/** Turns, paces, and what refusals teach, on a clock that never waits. */
import {describe, expect, test, vi} from 'vitest'
import {type Clock, sleep, systemClock} from '../../src/check/schedule/clock.ts'
import type {Feedback, Turn} from '../../src/check/schedule/host.ts'
import {allowanceOf, retryAfterMs} from '../../src/check/schedule/limits.ts'
import {createPace, failsAnyway, slowDown} from '../../src/check/schedule/pace.ts'
import {limitedWaitMs, mayPass, retryDelayMs} from '../../src/check/schedule/retry.ts'
import {createScheduler, type Scheduler} from '../../src/check/schedule/schedule.ts'
import type {HostLimits} from '../../src/check/schedule/slots.ts'
import {type VirtualClock, virtualClock} from './clock.ts'

interface Job {
  readonly host: string
  tries: number
}

interface Outcome {
  readonly tookMs: number
  readonly refused: number
  readonly doneByHost: ReadonlyMap<string, number>
  readonly startsMs: readonly number[]
  readonly mostAtOnce: number
  readonly givenUp: number
  /** Jobs that the scheduler still considers to be open. */
  readonly open: number
}

/** Runs jobs against simulated hosts: `serve` says how each request goes, depending on when it arrives. */
async function simulate(
  jobs: readonly string[],
  serve: (host: string, nowMs: number, atOnce: number, tries: number) => Feedback,
  more: {
    readonly limits?: Partial<HostLimits>
    readonly latencyMs?: number
    readonly concurrency?: number
    readonly seed?: number
    /** How late timers are. */
    readonly lateMs?: number
    readonly limitsFor?: (host: string) => Partial<HostLimits>
  } = {},
): Promise<Outcome> {
  const clock: VirtualClock = virtualClock(more.seed)
  let refused = 0
  let done = 0
  let givenUp = 0
  let atOnce = 0
  let mostAtOnce = 0
  let lastMs = 0
  const startsMs: number[] = []
  const doneByHost = new Map<string, number>()
  const inFlight = new Map<string, number>()
  const {lateMs = 0} = more
  const scheduler: Scheduler<Job> = createScheduler<Job>({
    clock: {...clock, after: (delayMs, action) => clock.after(delayMs + lateMs, action)},
    concurrency: more.concurrency ?? 256,
    limitsOf: (host) => ({intervalMs: 0, slots: 8, firstSlots: 1, ...more.limits, ...more.limitsFor?.(host)}),
    async run(job, _, onSent): Promise<Turn> {
      onSent()
      startsMs.push(clock.now())
      atOnce++
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      const here = (inFlight.get(job.host) ?? 0) + 1
      inFlight.set(job.host, here)
      const feedback = serve(job.host, clock.now(), here, job.tries++)
      await sleep(clock, more.latencyMs ?? 20)
      inFlight.set(job.host, (inFlight.get(job.host) ?? 1) - 1)
      atOnce--
      if (feedback.kind === 'limited' || feedback.kind === 'strained') {
        refused++
        return {feedback, next: feedback.kind === 'limited' ? 0 : 100}
      }
      done++
      lastMs = clock.now()
      doneByHost.set(job.host, lastMs)
      return {feedback}
    },
    hostOf: (job) => job.host,
    onGivenUp: () => {
      givenUp++
    },
  })
  for (const host of jobs) scheduler.add(host, {host, tries: 0})
  await clock.run(() => done + givenUp === jobs.length)
  return {tookMs: lastMs, refused, doneByHost, startsMs, mostAtOnce, givenUp, open: scheduler.open}
}

/** A host that lets one request per interval pass in the long run, or a quarter of that earlier. Source: generic cell rate algorithm. */
function pacedHost(intervalMs: number, retryAfterSeconds: number | undefined, burst = 1): (host: string, nowMs: number) => Feedback {
  let dueMs = 0
  return (_, nowMs) => {
    const at = Math.max(dueMs, nowMs)
    if (at - nowMs > intervalMs * (burst - 0.75)) {
      return {kind: 'limited', ...(retryAfterSeconds !== undefined && {waitMs: retryAfterSeconds * 1000})}
    }
    dueMs = at + intervalMs
    return {kind: 'fine'}
  }
}

const times = (count: number, host = 'a.example'): string[] => new Array<string>(count).fill(host)

test('a refusal that is unread when the first request has had its time still counts before the others leave', async () => {
  const clock = virtualClock()
  let answer: ((turn: Turn) => void) | undefined
  let asked = 0
  // A busy process: the timer is late, and the reply has been there for a while.
  const after: Clock['after'] = (delayMs, action) =>
    clock.after(delayMs, () => {
      action()
      answer?.({feedback: {kind: 'limited', waitMs: 3000}})
    })
  const scheduler = createScheduler<string>({
    clock: {...clock, after},
    concurrency: 256,
    limitsOf: () => ({intervalMs: 0, slots: 8, firstSlots: 1}),
    run(_, __, onSent) {
      onSent()
      asked++
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    hostOf: (host) => host,
    onGivenUp() {},
  })
  for (const host of times(8)) scheduler.add(host, host)
  await clock.run(() => clock.now() >= 150)
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toBe(1)
  scheduler.stop()
})

test('if timers are late in a busy process, the first request gets more time, but not for ever', async () => {
  const clock = virtualClock()
  let asked = 0
  const scheduler = createScheduler<string>({
    clock: {...clock, after: (delayMs, action) => clock.after(delayMs + 400, action)},
    concurrency: 256,
    limitsOf: () => ({intervalMs: 0, slots: 8, firstSlots: 1}),
    run(_, __, onSent) {
      onSent()
      asked++
      return new Promise(() => {})
    },
    hostOf: (host) => host,
    onGivenUp() {},
  })
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  for (const host of times(8)) scheduler.add(host, host)
  await clock.run(() => clock.now() >= 550)
  await turns()
  expect(asked).toBe(1)
  for (let atMs = 1100; atMs <= 5500; atMs += 550) {
    await clock.run(() => clock.now() >= atMs)
    await turns()
  }
  expect(asked).toBe(8)
  scheduler.stop()
})

describe('a pace that is set', () => {
  test('is kept from the first request on, without losing time', async () => {
    const {tookMs, refused, startsMs} = await simulate(times(52), pacedHost(300, 1), {limits: {intervalMs: 300}})
    expect(refused).toBe(0)
    expect(startsMs.slice(0, 4)).toEqual([0, 300, 600, 900])
    expect((51 * 300 + 20) / tookMs).toBeGreaterThan(0.99)
  })

  test('is kept on average, even if timers are late', async () => {
    const {startsMs} = await simulate(times(52), () => ({kind: 'fine'}), {limits: {intervalMs: 300}, lateMs: 4})
    const gaps = startsMs.slice(1).map((atMs, index) => atMs - (startsMs[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(294)
    expect(startsMs.at(-1)).toBeLessThan(51 * 301)
  })

  test('does not hold up other hosts', async () => {
    const jobs = [...times(10, 'slow.example'), ...times(10, 'fast.example')]
    const {doneByHost} = await simulate(jobs, () => ({kind: 'fine'}), {
      concurrency: 2,
      limitsFor: (host) => (host === 'slow.example' ? {intervalMs: 3000} : {}),
    })
    expect(doneByHost.get('fast.example')).toBeLessThan(500)
    expect(doneByHost.get('slow.example')).toBe(27_020)
  })
})

describe('a pace that is not announced', () => {
  test.for([
    [300, 1, 52],
    [500, 1, 52],
    [200, 1, 52],
    [1000, 2, 40],
    [120, 1, 120],
    [50, 1, 300],
    [300, undefined, 52],
  ] as const)('is learnt from refusals: one per %d ms, Retry-After %s, %d requests', async ([intervalMs, retryAfter, count]) => {
    const efficiencies: number[] = []
    for (const seed of [1, 2, 3]) {
      const {tookMs, refused, givenUp} = await simulate(times(count), pacedHost(intervalMs, retryAfter), {seed})
      expect(givenUp).toBe(0)
      expect(refused).toBeLessThan(25)
      efficiencies.push(((count - 1) * intervalMs) / tookMs)
    }
    expect(Math.min(...efficiencies)).toBeGreaterThan(0.75)
  })

  test('is learnt even if a burst is allowed first', async () => {
    const {tookMs, refused, givenUp} = await simulate(times(60), pacedHost(200, 2, 10))
    expect(givenUp).toBe(0)
    expect(refused).toBeLessThan(20)
    expect((49 * 200) / tookMs).toBeGreaterThan(0.6)
  })
})

test('a host that refuses the first request for each page is not asked ever more slowly', async () => {
  const {tookMs, givenUp} = await simulate(times(40), (_, __, ___, tries) =>
    tries === 0 ? {kind: 'limited'} : {kind: 'fine', again: true},
  )
  expect(givenUp).toBe(0)
  expect(tookMs).toBeLessThan(100_000)
})

describe('a pace that headers announce', () => {
  /** Lets `limit` requests pass in each fixed window; the rest is refused. */
  const windowed = (limit: number, windowMs: number, withPolicy: boolean): ((host: string, nowMs: number) => Feedback) => {
    let startedMs = Number.NEGATIVE_INFINITY
    let used = 0
    return (_, nowMs) => {
      if (nowMs >= startedMs + windowMs) {
        startedMs = nowMs
        used = 0
      }
      used++
      const headers = {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(Math.max(0, limit - used)),
        // Servers send whole seconds, rounded up.
        'ratelimit-reset': String(Math.ceil((startedMs + windowMs - nowMs) / 1000)),
        ...(withPolicy && {'ratelimit-policy': `${limit};w=${windowMs / 1000}`}),
      }
      const allowance = allowanceOf(headers, 0)
      const more = allowance === undefined ? {} : {allowance}
      return used > limit ? {kind: 'limited', waitMs: 1000, ...more} : {kind: 'fine', ...more}
    }
  }

  test.for([
    [10, 10_000, false, 100],
    [10, 10_000, true, 100],
    [60, 60_000, true, 120],
    [5, 5000, true, 60],
  ] as const)('%d requests in %d ms, with a policy: %s, %d requests', async ([limit, windowMs, withPolicy, count]) => {
    const {tookMs, refused} = await simulate(times(count), windowed(limit, windowMs, withPolicy))
    expect(refused).toBeLessThanOrEqual(withPolicy ? 0 : limit)
    // A burst may pass at the beginning of each window.
    const boundMs = (Math.ceil(count / limit) - 1) * windowMs
    expect(boundMs / tookMs).toBeGreaterThan(0.9)
  })

  test('a policy that only refusals announce is kept', async () => {
    let asked = 0
    const allowance = {remaining: 0, resetMs: 1000, intervalMs: 700}
    const {startsMs} = await simulate(times(12), () => (++asked === 2 ? {kind: 'limited', waitMs: 1000, allowance} : {kind: 'fine'}), {
      limits: {slots: 1},
    })
    const gaps = startsMs.slice(1).map((atMs, index) => atMs - (startsMs[index] ?? 0))
    expect(gaps.slice(2, 4)).toEqual([700, 700])
  })

  test('an allowance that is enough for all requests is no reason to slow down', async () => {
    const {tookMs} = await simulate(times(50), windowed(1000, 3_600_000, true))
    expect(tookMs).toBeLessThan(500)
  })

  test('requests that would have to wait for an hour are given up without a refusal', async () => {
    const {refused, givenUp} = await simulate(times(30), windowed(10, 3_600_000, false))
    expect(givenUp).toBe(20)
    expect(refused).toBe(0)
  })
})

describe('a host under strain', () => {
  test('is asked less at once until it copes', async () => {
    const {givenUp, refused} = await simulate(times(40), (_, __, atOnce) => ({kind: atOnce > 2 ? 'strained' : 'fine'}))
    expect(givenUp).toBe(0)
    expect(refused).toBeLessThan(20)
  })

  test('is still asked after all requests under way failed, but by ever fewer at once', async () => {
    let asked = 0
    const {givenUp} = await simulate(times(40), () => ({kind: ++asked > 1 && asked < 14 ? 'strained' : 'fine'}))
    expect(givenUp).toBe(0)
  })

  test('does not get more requests at once because its first replies take long', async () => {
    const {mostAtOnce} = await simulate(times(60), (_, nowMs) => ({kind: nowMs < 400 ? 'strained' : 'fine'}), {
      limits: {firstSlots: 4},
      latencyMs: 100,
    })
    expect(mostAtOnce).toBe(4)
  })

  test('is left alone when it never answers', async () => {
    const {givenUp, startsMs, open} = await simulate(times(100), () => ({kind: 'strained'}))
    expect(startsMs.length).toBeLessThan(20)
    expect(givenUp).toBeGreaterThan(80)
    expect(open).toBe(0)
  })
})

test('no more than `concurrency` requests are under way', async () => {
  const jobs = Array.from({length: 300}, (_, index) => `h${index % 60}.example`)
  const {mostAtOnce} = await simulate(jobs, () => ({kind: 'fine'}), {concurrency: 40})
  expect(mostAtOnce).toBe(40)
})

test('the host with most to do goes first', async () => {
  const jobs = [...times(4, 'small.example'), ...times(400, 'large.example')]
  const {doneByHost} = await simulate(jobs, () => ({kind: 'fine'}), {concurrency: 1, limits: {firstSlots: 8}})
  expect(doneByHost.get('large.example')).toBeLessThanOrEqual(404 * 20)
  expect(doneByHost.get('small.example')).toBeGreaterThan(300 * 20)
})

test('an interval grows to ten seconds at most', () => {
  const pace = createPace(0)
  pace.intervalMs = 9800
  slowDown(pace, 0, 0, 1000)
  expect(pace.intervalMs).toBe(10_000)
})

test.for([
  [1, 0, 500],
  [1, 1, 1000],
  [2, 0, 1000],
  [4, 1, 8000],
  [9, 1, 8000],
] as const)('the delay after %d failed tries: random %d, %d ms', ([tries, random, expected]) => {
  expect(retryDelayMs(tries, random)).toBe(expected)
})

test.for([
  [1, 0, 1000],
  [3, 1, 5000],
  [5, 0, 16_000],
  [9, 0, 30_000],
] as const)('a host that refuses %d times without saying for how long is left alone: random %d, %d ms', ([times, random, expected]) => {
  expect(limitedWaitMs(times, random)).toBe(expected)
})

test.for([
  ['each page’s first request would fail at any pace', false, true],
  ['some pages twice may do so because of the pace', true, false],
] as const)('a host that refuses %s', ([, again, expected]) => {
  const pace = createPace(0)
  for (let page = 0; page < 6; page++) slowDown(pace, pace.epoch, page * 1000, 1000, again && page === 3 ? {again: true} : {})
  expect(failsAnyway(pace)).toBe(expected)
})

test.for([
  ['reset', 'reset', true],
  ['dns', 'dns-temporary', true],
  ['dns', 'dns', false],
  ['tls', 'tls-expired', false],
] as const)('another try may help after %s (%s): %s', ([failure, reason, expected]) => {
  expect(mayPass(failure, reason)).toBe(expected)
})

describe('Retry-After', () => {
  const nowMs = Date.UTC(2026, 0, 1)
  test.for([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['2026-01-01T00:00:30Z', 30_000],
    ['1m30s', 90_000],
    [['30', '120', 'soon'], 120_000],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e9', undefined],
  ] as const)('%s is %s ms', ([value, expected]) => {
    expect(retryAfterMs({'retry-after': value}, nowMs)).toBe(expected)
  })

  test('a date counts from the host’s own clock', () => {
    const headers = {'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT', date: 'Thu, 01 Jan 2026 00:00:10 GMT'}
    expect(retryAfterMs(headers, nowMs + 3_600_000)).toBe(20_000)
  })

  test('a date without a zone is in UTC, wherever this machine is', () => {
    const {TZ} = process.env
    process.env['TZ'] = 'Asia/Tokyo'
    try {
      expect(retryAfterMs({'retry-after': 'Thu Jan  1 00:00:30 2026'}, nowMs)).toBe(30_000)
    } finally {
      if (TZ === undefined) delete process.env['TZ']
      else process.env['TZ'] = TZ
    }
  })
})

test('a delay that is over by now is none, as Node.js warns of negative ones', () => {
  const timer = vi.spyOn(globalThis, 'setTimeout')
  systemClock.after(-0.5, () => {})()
  expect(timer.mock.lastCall?.[1]).toBe(0)
  timer.mockRestore()
})
