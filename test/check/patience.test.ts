/** When a link that its host refuses is given up. */
import {describe, expect, test} from 'vitest'
import type {HostState} from '../../src/check/schedule/host.ts'
import {createPace} from '../../src/check/schedule/pace.ts'
import {createMemory} from '../../src/check/visit/methods.ts'
import {createPatience, noteRests} from '../../src/check/visit/patience.ts'
import {type Settled, type Visit, visitOf} from '../../src/check/visit/plan.ts'
import {defaultCheckOptions} from '../../src/core/options.ts'
import {virtualClock} from './clock.ts'

const broken: Settled = {verdict: 'error', reason: 'reset', because: 'the connection was closed'}

/** What comes of one more refusal for a link that failed twice among others, by what its host has shown before. */
function refusedAgain(shown: {
  readonly refusals: number
  readonly servedMeanwhile: number
  readonly passedSince?: number
  readonly hasServed?: true
}): unknown {
  const written = 'https://example.com/paper'
  const visit = visitOf(new URL(written), 0, written, 1000, (text) => text)
  const host = {pace: createPace(0)} as HostState<unknown>
  const memory = createMemory()
  memory.found = 5
  visit.pressed = 2
  noteRests(visit, host, memory)
  memory.found += shown.servedMeanwhile
  host.pace.refusals = shown.refusals
  host.pace.successesSince = shown.passedSince ?? 0
  host.pace.hasServed = shown.hasServed === true
  noteRests(visit, host, memory)
  return createPatience({options: {...defaultCheckOptions, retries: 2}, clock: virtualClock()}).overloaded(visit, host, broken).next
}

test.for([
  [403, 3, 5000],
  [429, 3, undefined],
  [429, 0, 5000],
] as const)('%d with %d requests left: the allowance’s renewal is waited for, %d ms', ([status, remaining, waitMs]) => {
  const reply = {kind: 'response', status, headers: {}, body: '', truncated: false, elapsedMs: 1} as const
  const host = {pace: createPace(0)} as HostState<unknown>
  const {feedback} = createPatience({options: defaultCheckOptions, clock: virtualClock()}).limited(
    visitOf(new URL('https://example.com/'), 0, 'https://example.com/', 1000, (text) => text),
    host,
    reply,
    {remaining, resetMs: 5000},
  )
  expect(feedback).toMatchObject({kind: 'limited'})
  expect('waitMs' in feedback ? feedback.waitMs : undefined).toBe(waitMs)
})

test('where several links are led to hear of a limit, each is asked for again at its own address', () => {
  const notice = 'https://example.com/too-many'
  const reply = {kind: 'response', status: 429, headers: {}, body: '', truncated: false, elapsedMs: 1} as const
  const host = {pace: createPace(0)} as HostState<unknown>
  const patience = createPatience({options: defaultCheckOptions, clock: virtualClock()})
  const led = (from: string, status = 302): Visit => {
    const visit = visitOf(new URL(from), 0, from, 1000, (text) => text)
    visit.steps = [{status, from, to: notice}]
    visit.url = notice
    return visit
  }
  const [one, other, elsewhere, forGood] = [
    led('https://example.com/1'),
    led('https://example.com/2'),
    led('https://example.org/3'),
    led('https://example.com/4', 301),
  ]
  for (const visit of [one, other, elsewhere, forGood]) {
    visit.host = 'example.com'
    patience.limited(visit, host, reply, undefined)
  }
  expect([one, other, elsewhere, forGood].map(({url}) => url)).toEqual([notice, 'https://example.com/2', notice, notice])
  patience.limited(one, host, reply, undefined)
  expect(one.url).toBe('https://example.com/1')
})

describe('a link that failed among others before its host was known to be in trouble', () => {
  test('is kept while the host has not had its rests', () => {
    expect(refusedAgain({refusals: 0, servedMeanwhile: 0})).toBe('last')
    expect(refusedAgain({refusals: 1, servedMeanwhile: 0})).toBe('last')
  })

  test('is given up after as many rests as there are retries', () => {
    expect(refusedAgain({refusals: 2, servedMeanwhile: 0})).toBe(broken)
  })

  test('is kept as long as a host is waited for that has served pages', () => {
    expect(refusedAgain({refusals: 4, servedMeanwhile: 0, hasServed: true})).toBe('last')
  })

  test('is kept while the host has let others through since its last refusal', () => {
    expect(refusedAgain({refusals: 2, servedMeanwhile: 3, passedSince: 1})).toBe('last')
  })

  test('is given up earlier if other pages get through and it does not', () => {
    expect(refusedAgain({refusals: 0, servedMeanwhile: 3})).toBe(broken)
  })
})
