/** Hosts that limit requests without saying so, that are restarted during a run, and that refuse at any pace. */
import type {ServerResponse} from 'node:http'
import {describe, expect, test} from 'vitest'
import type {Checked} from '../../../src/check/index.ts'
import {type Clock, systemClock} from '../../../src/check/schedule/clock.ts'
import {fastClock} from '../clock.ts'
import {checkAll} from '../run.ts'
import {type Asked, page, serve} from '../server.ts'
import {type Behaviour, behave, first, say} from './table.ts'

type Refuse = (response: ServerResponse) => void

const refusal =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Refuse =>
  (response) =>
    void response.writeHead(status, {'content-type': 'text/html', ...headers}).end(body)
const drop: Refuse = (response) => void response.socket?.resetAndDestroy()
const bad = refusal(502)

/** Asks for so many pages of a host that serves what `isServed` allows, and counts what it refuses. */
async function ask(
  links: number,
  refuse: Refuse,
  isServed: (asked: Asked, times: number, all: readonly Asked[]) => boolean,
  clock: Clock = systemClock,
): Promise<{readonly results: readonly Checked[]; readonly refused: number; readonly asked: number}> {
  let refused = 0
  const all: Asked[] = []
  let close = (): void => {}
  const answers: Parameters<typeof serve>[0] = {
    '*': (asked, response, times) => {
      all.push(asked)
      if (isServed(asked, times, all)) {
        response.writeHead(200, {'content-type': 'text/html'}).end(page('A paper'))
        return
      }
      refused++
      refuse(response)
    },
  }
  const server = await serve(answers, {closing: (end) => void (close = end)})
  const results = await checkAll(
    Array.from({length: links}, (_, index) => server.url(`/${index}`)),
    {timeoutMs: 20_000},
    {clock},
  )
  close()
  return {results: [...results.values()], refused, asked: all.length}
}

const verdicts = (results: readonly Checked[]): readonly string[] => [
  ...new Set(results.map(({verdict, reason}) => `${verdict} ${reason}`)),
]

/** Lets pass `rate` requests a second in the long run, and `burst` at once. Source: nginx, `ngx_http_limit_req_module`. */
function leakyBucket(rate: number, burst: number): (asked: Asked) => boolean {
  let excess = 0
  let lastMs = 0
  return ({atMs}) => {
    excess = Math.max(0, excess - ((atMs - lastMs) / 1000) * rate)
    lastMs = atMs
    if (excess > burst) return false
    excess++
    return true
  }
}

/** Lets pass `most` requests within any `spanMs`. */
function windowed(most: number, spanMs: number): (asked: Asked) => boolean {
  let served: number[] = []
  return ({atMs}) => {
    served = served.filter((at) => atMs - at < spanMs)
    if (served.length >= most) return false
    served.push(atMs)
    return true
  }
}

/** Serves five pages, then fails for `downMs`. */
function restarting(downMs: number): (asked: Asked, times: number, all: readonly Asked[]) => boolean {
  let downFromMs = 0
  return ({atMs}, _, all) => {
    if (all.length === 6) downFromMs = atMs
    return downFromMs === 0 || atMs - downFromMs > downMs
  }
}

describe.concurrent('limits that are not announced', () => {
  test.for([
    ['a bare 503 above five a second', refusal(503), () => leakyBucket(5, 5), 24],
    ['a bare 503 above two a second', refusal(503), () => leakyBucket(2, 8), 16],
    ['connections closed above six a second', drop, () => windowed(6, 1000), 24],
    [
      '403 in words above six a second',
      refusal(403, '<title>403</title><p>Rate limit exceeded, please slow down.'),
      () => windowed(6, 1000),
      20,
    ],
    ['a restart of two seconds, by 502', bad, () => restarting(2000), 20],
    ['a restart of two seconds, by resets', drop, () => restarting(2000), 20],
    ['a bare 503 to the first request of each page', refusal(503), () => (_: Asked, times: number) => times > 1, 6],
  ] as const)('%s', async ([, refuse, rule, links]) => {
    const {results, refused} = await ask(links, refuse, rule())
    const lost = results.filter(({verdict}) => verdict !== 'ok').map(({evidence}) => evidence)
    expect(verdicts(results), JSON.stringify(lost)).toEqual(['ok ok'])
    expect(refused).toBeLessThan(20)
  })

  test.for([
    [503, 2, 60],
    [502, 3, 150],
  ] as const)('a bare %d above %d a second, with %d pages', async ([status, rate, links]) => {
    const factor = 10
    const clock = fastClock(factor, 0.5)
    const {results} = await ask(links, refusal(status), leakyBucket(rate * factor, 4), clock)
    const lost = results.filter(({verdict}) => verdict !== 'ok')
    expect(lost.length).toBeLessThanOrEqual(links / 10)
  })

  test.for([
    [404, 3, 100, 60],
    [404, 3, 100, 150],
    [404, 1, 100, 60],
    [410, 3, 1500, 60],
  ] as const)('%d above %d a second, answered after %d ms, with %d pages', async ([status, rate, latencyMs, links]) => {
    const factor = 25
    const clock = fastClock(factor, 0.5)
    const late: Refuse = (response) => void clock.after(latencyMs, () => refusal(status)(response))
    const {results} = await ask(links, late, leakyBucket(rate * factor, 4), clock)
    expect(results.filter(({verdict}) => verdict === 'dead')).toEqual([])
    expect(results.filter(({verdict}) => verdict === 'ok').length).toBeGreaterThan(links * 0.7)
  })

  test('one of two servers lacks pages, which the first four looks do not show', async () => {
    const gets = new Set<string>()
    let looks = 0
    const {results} = await ask(
      100,
      refusal(404),
      ({path, method}) => {
        if (method === 'GET' && gets.has(path)) looks++
        else if (method === 'GET') gets.add(path)
        return looks > 4 || Number(path.slice(1)) % 2 === 0
      },
      fastClock(25, 0.5),
    )
    expect(results.filter(({verdict}) => verdict === 'dead')).toEqual([])
  })

  test('two pages that are broken on their own do not hold up the others for long', async () => {
    const startedMs = performance.now()
    const {results, refused} = await ask(16, refusal(503), ({path}) => path !== '/4' && path !== '/12')
    expect(results.filter(({verdict}) => verdict === 'ok').length).toBe(14)
    expect(results.filter(({reason}) => reason === 'server-error').length).toBe(2)
    expect(refused).toBeLessThanOrEqual(9)
    expect(performance.now() - startedMs).toBeLessThan(15_000)
  })

  test.for([
    [503, 0, 0.001, 25],
    [503, 0, 0.999, 25],
    [502, 2000, 0.5, 70],
  ] as const)(
    'a host that answers everything with %d after %d ms is asked only a few times (jitter %d)',
    async ([status, latencyMs, jitter, most]) => {
      const clock = fastClock(25, jitter)
      const late: Refuse = (response) => void clock.after(latencyMs, () => refusal(status)(response))
      const {results, asked} = await ask(60, late, () => false, clock)
      expect([...new Set(results.map(({verdict}) => verdict))]).toEqual(['error'])
      expect(asked).toBeLessThanOrEqual(most)
    },
  )
})

const ok = page('A paper')
const row = (name: string, answer: Behaviour['answers'][string], more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: {'*': answer},
  says: 'ok ok',
  ...more,
})

behave('refusals', [
  row('529 and a second', first(1, say(529, {'retry-after': '1'}), ok), {most: 2}),
  row('500 and a second', first(1, say(500, {'retry-after': '1'}), ok), {most: 2}),
  row('429 and Retry-After: 0, three times', first(3, say(429, {'retry-after': '0'}), ok), {says: 'blocked rate-limited', most: 3}),
  row(
    'twelve PDFs of a host without HEAD',
    (asked, response) =>
      void (asked.method === 'HEAD'
        ? response.writeHead(405).end()
        : response.writeHead(200, {'content-type': 'application/pdf'}).end(`%PDF-1.4${' '.repeat(600)}`)),
    {
      paths: Array.from({length: 12}, (_, index) => `/${index}.pdf`),
      most: 20,
    },
  ),
])

test('429 with `Retry-After: 0` is not asked again at once', async () => {
  const atMs: number[] = []
  const {results} = await ask(1, refusal(429, '', {'retry-after': '0'}), (asked, times) => {
    atMs.push(asked.atMs)
    return times > 1
  })
  expect(verdicts(results)).toEqual(['ok ok'])
  expect((atMs[1] ?? 0) - (atMs[0] ?? 0)).toBeGreaterThan(900)
})
