/** Questions beyond verdicts: asked at the services' pace, even if two ask one host, and no more once a service has had enough. */
import {expect, onTestFinished, test} from 'vitest'
import {createInquirer} from '../../src/check/inquire.ts'
import {defaultCheckOptions} from '../../src/core/options.ts'
import type {Inquiry} from '../../src/core/registry/resolver.ts'
import {type Answer, serve, type TestServer} from './server.ts'

function inquiry(more: Partial<Inquiry<string, string>> = {}): Inquiry<string, string> {
  return {
    name: 'helper',
    endpoint: 'https://helper.example',
    batchSize: 1,
    intervalMs: 100,
    concurrency: 1,
    request: ([question], endpoint) => ({method: 'GET', url: `${endpoint}/${question}`, maxBodyBytes: 1000}),
    read: ([question], outcome) =>
      question !== undefined && outcome.kind === 'response' && outcome.status === 200 ? new Map([[question, outcome.body]]) : new Map(),
    ...more,
  }
}

function asking(server: TestServer, deadlineMs = 30_000) {
  const options = {...defaultCheckOptions, allowPrivate: true, services: {helper: {endpoint: server.url('')}}}
  const inquirer = createInquirer(options, {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}, deadlineMs)
  onTestFinished(() => inquirer.close())
  return inquirer
}

/** Answers with a status first, then with text. */
const first =
  (status: number, then: string): Answer =>
  (_, response, times) => {
    response.writeHead(times === 1 ? status : 200).end(then)
  }

/** Milliseconds between the starts of requests. */
const gaps = ({asked}: TestServer): number[] => asked.slice(1).map(({atMs}, index) => atMs - (asked[index]?.atMs ?? 0))

test('two inquiries at one host take turns', async () => {
  const server = await serve({'/a': 'A', '/b': 'B', '/c': 'C'})
  const inquirer = asking(server)
  const slow = inquiry({intervalMs: 500})
  const [one, other] = await Promise.all([inquirer.ask(slow, ['a', 'b']), inquirer.ask(slow, ['c'])])
  expect([...one, ...other].flat()).toEqual(['a', 'A', 'b', 'B', 'c', 'C'])
  for (const gap of gaps(server)) expect(gap).toBeGreaterThan(250)
})

test('the interval that the user sets for the service’s host is kept', async () => {
  const server = await serve({'*': 'A'})
  const options = {...defaultCheckOptions, allowPrivate: true, services: {helper: {endpoint: server.url('')}}}
  const paced = {...options, hosts: {'127.0.0.1': {intervalMs: 500}}}
  const inquirer = createInquirer(paced, {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}, 30_000)
  onTestFinished(() => inquirer.close())
  await inquirer.ask(inquiry({intervalMs: 0}), ['a', 'b'])
  expect(gaps(server)[0]).toBeGreaterThan(400)
})

test('a refused question is asked once more after a while, if the service allows that', async () => {
  const server = await serve({'/a': first(429, 'A'), '/b': 'B'})
  const inquirer = asking(server)
  const answers = await inquirer.ask(inquiry({againAfterMs: 300}), ['a', 'b'])
  expect([...answers.keys()]).toEqual(['a', 'b'])
  expect(gaps(server)[0]).toBeGreaterThan(280)
})

test.for([
  ['the service allows no second try', {}, 429],
  ['only the body says that it refuses', {isRefusal: ({body}: {body: string}) => body === 'Rate exceeded.'}, 'Rate exceeded.'],
  ['the service is out', {againAfterMs: 300}, 503],
  ['the service turns us away', {againAfterMs: 300}, 403],
  ['the service does not like the key', {}, 401],
] as const)('nothing more is asked if %s', async ([, more, reply]) => {
  const server = await serve({'/a': reply, '/b': 'B'})
  const inquirer = asking(server)
  expect(await inquirer.ask(inquiry(more), ['a', 'b'])).toEqual(new Map())
  expect(await inquirer.ask(inquiry(), ['b'])).toEqual(new Map())
  expect(server.asked.map(({path}) => path)).toEqual(['/a'])
})

test('a host that refuses twice is left alone', async () => {
  const server = await serve({'/a': 429, '/b': 'B'})
  const inquirer = asking(server)
  expect(await inquirer.ask(inquiry({againAfterMs: 300}), ['a', 'b'])).toEqual(new Map())
  expect(server.asked).toHaveLength(2)
})

test('a turn that would come after the deadline is not taken', async () => {
  const server = await serve({'/a': 'A', '/b': 'B', '/c': 'C'})
  const inquirer = asking(server, 1500)
  expect([...(await inquirer.ask(inquiry({intervalMs: 900}), ['a', 'b', 'c'])).keys()]).toEqual(['a', 'b'])
})

test('nor is an answer awaited beyond the deadline', async () => {
  const server = await serve({'/a': () => {}})
  const startedMs = performance.now()
  expect(await asking(server, 500).ask(inquiry(), ['a'])).toEqual(new Map())
  expect(performance.now() - startedMs).toBeLessThan(2000)
})

test('if two services are configured at one host, one’s refusal does not stop the other', async () => {
  const server = await serve({'/a': 503, '/b': 'B'})
  const endpoint = {endpoint: server.url('')}
  const options = {...defaultCheckOptions, allowPrivate: true, services: {helper: endpoint, other: endpoint}}
  const inquirer = createInquirer(options, {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}, 30_000)
  onTestFinished(() => inquirer.close())
  expect(await inquirer.ask(inquiry(), ['a'])).toEqual(new Map())
  expect(await inquirer.ask(inquiry({name: 'other'}), ['b'])).toEqual(new Map([['b', 'B']]))
})

test('a key that its service refuses is sent once, the user is told, and the question goes on without it', async () => {
  const server = await serve({
    '*': (asked, response) => void (asked.headers.authorization === undefined ? response.end('A') : response.writeHead(401).end()),
  })
  const options = {...defaultCheckOptions, allowPrivate: true, services: {helper: {endpoint: server.url('')}}}
  const warnings: string[] = []
  const environment = {resolvers: [], identityOf: () => undefined, env: {}, onWarning: (message: string) => void warnings.push(message)}
  const plain = inquiry()
  const signed = inquiry({request: (...args) => ({...plain.request(...args), secret: 'github'})})
  const inquirer = createInquirer(options, {...environment, secrets: {github: 'expired'}}, 30_000)
  onTestFinished(() => inquirer.close())
  expect([...(await inquirer.ask(signed, ['a', 'b']))]).toEqual([
    ['a', 'A'],
    ['b', 'A'],
  ])
  expect(server.asked.map(({path, headers}) => `${path} ${headers.authorization}`)).toEqual([
    '/a Bearer expired',
    '/a undefined',
    '/b undefined',
  ])
  // One that can't be asked without the key is asked no more.
  const needy = createInquirer(options, {...environment, secrets: {github: 'expired'}}, 30_000)
  onTestFinished(() => needy.close())
  expect(await needy.ask({...signed, available: (secrets) => secrets.github}, ['c', 'd'])).toEqual(new Map())
  expect(server.asked.slice(3).map(({path}) => path)).toEqual(['/c'])
  expect(warnings).toHaveLength(2)
  expect(warnings[0]).toContain('was not accepted')
})

test('a batch that is refused as a whole is halved, and its offender alone stays without an answer', async () => {
  const server = await serve({'*': ({path}, response) => response.writeHead(path.includes('bad') ? 400 : 200).end('fine')})
  const batched = inquiry({
    batchSize: 4,
    intervalMs: 0,
    request: (questions, endpoint) => ({method: 'GET', url: `${endpoint}/${questions.join('+')}`, maxBodyBytes: 1000}),
    read: (questions, outcome) =>
      outcome.kind === 'response' && outcome.status === 400 ? 'split' : new Map(questions.map((question) => [question, 'fine'])),
  })
  const answers = await asking(server).ask(batched, ['a', 'bad', 'c', 'd', 'e'])
  expect([...answers.keys()].sort()).toEqual(['a', 'c', 'd', 'e'])
  expect(server.asked.map(({path}) => path)).toEqual(['/a+bad+c+d', '/a+bad', '/a', '/bad', '/c+d', '/e'])
})

test('a service that is switched off, or lacks its key, is not asked', async () => {
  const server = await serve({'*': 'A'})
  const settings = {...defaultCheckOptions, allowPrivate: true}
  const environment = {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}
  const off = createInquirer({...settings, services: {helper: {enabled: false, endpoint: server.url('')}}}, environment, 30_000)
  onTestFinished(() => off.close())
  expect(await off.ask(inquiry(), ['a'])).toEqual(new Map())
  expect(await asking(server).ask(inquiry({available: (secrets) => secrets.openreview}), ['a'])).toEqual(new Map())
  expect(server.asked).toEqual([])
})
