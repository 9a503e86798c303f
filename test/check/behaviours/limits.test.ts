/** Hosts that ask to be left alone, in all the ways that there are, and whether they are. */
import {describe, expect, onTestFinished, test} from 'vitest'
import {allowanceOf, isLimited, retryAfterMs} from '../../../src/check/schedule/limits.ts'
import {checkAll} from '../run.ts'
import {type Asked, page, serve} from '../server.ts'
import {type Behaviour, behave, first, say} from './table.ts'

const nowMs = Date.UTC(2026, 4, 6, 12, 0, 0)

test.for([
  ['3', 3000],
  [' 3 ', 3000],
  ['1.5', 1500],
  ['0', 0],
  ['3s', 3000],
  ['3 seconds', 3000],
  ['1m30s', 90_000],
  ['0m2s', 2000],
  ['2 minutes', 120_000],
  ['1h', 3_600_000],
  ['1d', undefined],
  ['-1', undefined],
  ['soon', undefined],
  ['', undefined],
  ['1e3', undefined],
  ['Wed, 06 May 2026 12:00:05 GMT', 5000],
  ['Wednesday, 06-May-26 12:00:05 GMT', 5000],
  ['Wed May  6 12:00:05 2026', 5000],
  ['Wed, 06 May 2026 11:00:00 GMT', 0],
  ['2026-05-06T12:00:05Z', 5000],
  ['Wed, 99 May 2026 12:00:05 GMT', undefined],
] as const)('Retry-After `%s`', ([value, expected]) => {
  expect(retryAfterMs({'retry-after': value}, nowMs)).toBe(expected)
})

test('a date without a zone is in UTC, wherever this runs', () => {
  const zone = process.env['TZ']
  process.env['TZ'] = 'Asia/Tokyo'
  onTestFinished(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })
  expect(retryAfterMs({'retry-after': 'Wed May  6 12:00:05 2026'}, nowMs)).toBe(5000)
})

test('dates are read by the clock of the host that wrote them', () => {
  const headers = {date: 'Wed, 06 May 2026 11:59:55 GMT', 'retry-after': 'Wed, 06 May 2026 12:00:05 GMT'}
  expect(retryAfterMs(headers, nowMs + 86_400_000)).toBe(10_000)
  expect(allowanceOf({...headers, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000)}, 0)?.resetMs).toBe(5000)
})

test.for([
  [429, {}, true],
  [420, {}, true],
  [503, {'retry-after': '1'}, true],
  [503, {}, false],
  [403, {'x-ratelimit-remaining': '0'}, true],
  [403, {'x-ratelimit-remaining': '1'}, false],
] as const)('%d with %o is a limit: %s', ([status, headers, expected]) => {
  expect(isLimited(status, headers)).toBe(expected)
})

test('the longest of several Retry-After counts', () => {
  expect(retryAfterMs({'retry-after': ['3', 'soon', '7']}, nowMs)).toBe(7000)
})

describe('allowances', () => {
  test.for([
    ['X-RateLimit, epoch in seconds', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': String(nowMs / 1000 + 9)}, 2, 9000],
    ['X-RateLimit, epoch in milliseconds', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': String(nowMs + 9000)}, 2, 9000],
    ['X-RateLimit, a delay', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': '9'}, 2, 9000],
    ['X-RateLimit, a date', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': '2026-05-06T12:00:09Z'}, 2, 9000],
    ['X-RateLimit, an HTTP date', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': 'Wed, 06 May 2026 12:00:09 GMT'}, 2, 9000],
    ['X-RateLimit-Reset-After', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset-after': '9.5'}, 2, 9500],
    ['X-Rate-Limit', {'x-rate-limit-remaining': '2', 'x-rate-limit-reset': String(nowMs / 1000 + 9)}, 2, 9000],
    ['RateLimit, three headers', {'ratelimit-limit': '5', 'ratelimit-remaining': '2', 'ratelimit-reset': '9'}, 2, 9000],
    ['RateLimit, one header', {ratelimit: 'limit=5, remaining=2, reset=9'}, 2, 9000],
    ['RateLimit, semicolons', {ratelimit: 'limit=5;remaining=2;reset=9'}, 2, 9000],
    ['RateLimit, structured', {ratelimit: '"default";r=2;t=9'}, 2, 9000],
    ['RateLimit, two policies', {ratelimit: '"hour";r=90;t=3000, "burst";r=2;t=9'}, 2, 9000],
    ['a reset that has passed', {'x-ratelimit-remaining': '2', 'x-ratelimit-reset': String(nowMs / 1000 - 5)}, 2, 0],
  ] as const)('%s', ([, headers, remaining, resetMs]) => {
    expect(allowanceOf(headers, nowMs)).toMatchObject({remaining, resetMs})
  })
  test.for([
    {'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '5'},
    {'x-ratelimit-remaining': '5', 'x-ratelimit-reset': 'never'},
    {'x-ratelimit-remaining': '5'},
    {ratelimit: 'yes'},
  ])('%o says nothing', (headers) => {
    expect(allowanceOf(headers, nowMs)).toBeUndefined()
  })
})

const ok = page('A paper')
const row = (name: string, answer: Behaviour['answers'][string], says: string, more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: {'*': answer},
  says,
  ...more,
})

behave('limits', [
  row('429 and half a second', first(1, say(429, {'retry-after': '0.5'}), ok), 'ok ok', {most: 2}),
  row('429 and a date in the past', first(1, say(429, {'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT'}), ok), 'ok ok', {most: 2}),
  row('429 and nonsense', first(1, say(429, {'retry-after': 'a while'}), ok), 'ok ok', {most: 3}),
  row('429 twice', first(2, say(429, {'retry-after': '1'}), ok), 'ok ok', {most: 3}),
  row('429 for good', say(429), 'blocked rate-limited', {most: 4}),
  row('429 and an hour', say(429, {'retry-after': '3600'}), 'blocked rate-limited', {most: 1}),
  row('503 and a second', first(1, say(503, {'retry-after': '1'}), ok), 'ok ok', {most: 2}),
  row('503 and a day', say(503, {'retry-after': '86400'}), 'blocked rate-limited', {most: 1}),
  row('503 for good', say(503), 'error server-error', {most: 3}),
  row('403 as GitHub puts it', first(1, say(403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1'}), ok), 'ok ok', {most: 2}),
  row('403 and Retry-After', first(1, say(403, {'retry-after': '1'}), ok), 'ok ok', {most: 2}),
  row('420', first(1, say(420, {'retry-after': '1'}), ok), 'ok ok', {most: 2}),
  row('425 once', first(1, 425, ok), 'ok ok', {most: 2}),
  row('421 once', first(1, 421, ok), 'ok ok', {most: 2}),
  row('408 once', first(1, 408, ok), 'ok ok', {most: 2}),
  row('500, 502, then fine', first(1, 500, first(2, 502, ok)), 'ok ok', {most: 3}),
  row('404 once, as balancers do', first(1, 404, ok), 'dead not-found', {most: 1}),
])

describe('a host that asks to be left alone', () => {
  /** Requests that a host got while it had asked to be left alone, and how many it got at once after that. */
  async function disturbed(
    links: number,
    refuse: (response: Parameters<Extract<Behaviour['answers'][string], (...rest: never[]) => void>>[1]) => void,
    peaceMs: number,
  ): Promise<{readonly early: number; readonly atOnce: number; readonly asked: number; readonly told: readonly string[]}> {
    let peaceFromMs = 0
    let early = 0
    let open = 0
    let atOnce = 0
    const server = await serve({
      '*': ({atMs}: Asked, response) => {
        if (peaceFromMs === 0) {
          peaceFromMs = atMs
          refuse(response)
          return
        }
        // Requests that were on their way already don't count.
        if (atMs < peaceFromMs + peaceMs - 20 && atMs > peaceFromMs + 150) early++
        if (atMs > peaceFromMs + peaceMs) atOnce = Math.max(atOnce, ++open)
        setTimeout(() => {
          if (open > 0) open--
          response.writeHead(200, {'content-type': 'text/html'}).end(ok)
        }, 60)
      },
    })
    const results = await checkAll(Array.from({length: links}, (_, index) => server.url(`/${index}`)))
    return {early, atOnce, asked: server.asked.length, told: [...new Set([...results.values()].map(({verdict}) => verdict))]}
  }

  test.for([
    ['429 and Retry-After: 1', (response) => response.writeHead(429, {'retry-after': '1'}).end()],
    ['503 and Retry-After: 1', (response) => response.writeHead(503, {'retry-after': '1'}).end()],
    ['429 and RateLimit-Reset: 1', (response) => response.writeHead(429, {'ratelimit-remaining': '0', 'ratelimit-reset': '1'}).end()],
    ['429 and RateLimit', (response) => response.writeHead(429, {ratelimit: '"a";r=0;t=1'}).end()],
    [
      '200 and nothing left',
      (response) => response.writeHead(200, {'content-type': 'text/html', 'ratelimit-remaining': '0', 'ratelimit-reset': '1'}).end(ok),
    ],
  ] as const satisfies readonly (readonly [string, Parameters<typeof disturbed>[1]])[])('%s', async ([, refuse]) => {
    const {early, atOnce, asked, told} = await disturbed(12, refuse, 1000)
    expect({early, told}).toEqual({early: 0, told: ['ok']})
    expect(asked).toBeLessThanOrEqual(13)
    expect(atOnce).toBeLessThanOrEqual(8)
  })

  test.for([2, 3, 12, 40])('of %d pages, only the first is asked for if that is refused for an hour', async (links) => {
    const server = await serve({'*': (_, response) => void response.writeHead(429, {'retry-after': '3600'}).end()})
    const results = await checkAll(Array.from({length: links}, (_, index) => server.url(`/${index}`)))
    expect([...results.values()].every(({reason}) => reason === 'rate-limited')).toBe(true)
    expect(server.asked.length).toBe(1)
  })

  test('two ports of a host count as one host', async () => {
    let refusedAtMs = 0
    const late: number[] = []
    const one = await serve({
      '*': ({atMs}, response) => {
        if (refusedAtMs === 0) {
          refusedAtMs = atMs
          response.writeHead(429, {'retry-after': '1'}).end()
        } else response.end(ok)
      },
    })
    const two = await serve({
      '*': ({atMs}, response) => {
        if (refusedAtMs !== 0 && atMs > refusedAtMs + 150 && atMs < refusedAtMs + 980) late.push(atMs)
        response.end(ok)
      },
    })
    const results = await checkAll([one.url('/1'), ...Array.from({length: 8}, (_, index) => two.url(`/${index}`))])
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    expect(late).toEqual([])
  })
})
