/** A registry that is limited, down, moved or confused: it is asked again, or the next one is. */
import type {ServerResponse} from 'node:http'
import {expect, test} from 'vitest'
import type {Identity} from '../../src/core/link/identity.ts'
import type {Settlement, Source} from '../../src/core/registry/resolver.ts'
import {jsonOf, textAt, wholeResponse} from '../../src/resolvers/reply.ts'
import {checkOne} from './run.ts'
import {otherAddress, page, serve, testCertificate} from './server.ts'

const identityOf = (): Identity => ({service: 'arxiv', kind: 'paper', id: 'a'})

/** A service that answers with JSON. */
function source(name: string, post = false): Source {
  return {
    name,
    endpoint: 'https://unused.example',
    batchSize: 3,
    intervalMs: 0,
    concurrency: 1,
    request: (_, endpoint) => ({
      method: post ? 'POST' : 'GET',
      url: `${endpoint}/${name}`,
      ...(post && {body: '{}'}),
      maxBodyBytes: 10_000,
    }),
    read(batch, outcome) {
      const response = wholeResponse(outcome)
      const title = textAt(response && jsonOf(response.body), 'title')
      const ok: Settlement = {verdict: 'ok', reason: name, evidence: `${name}: ${title}`}
      return title === undefined ? new Map() : new Map(batch.map((identity) => [identity, ok]))
    },
  }
}

const good = '{"title":"T"}'
type Say = (response: ServerResponse) => void
const say =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Say =>
  (response) =>
    void response.writeHead(status, headers).end(body)
const longAgo = 'Wed, 06 May 2020 12:00:05 GMT'
const inTenYears = 'Wed, 06 May 2037 12:00:05 GMT'

test.for([
  ['a limit without a word', say(429), 'first'],
  ['a limit of a second', say(429, {'retry-after': '1'}), 'first'],
  ['a limit until long ago', say(429, {'retry-after': longAgo}), 'first'],
  ['a limit of nonsense', say(429, {'retry-after': 'soon'}), 'first'],
  ['a limit of an hour', say(429, {'retry-after': '3600'}), 'second'],
  ['a limit for ten years', say(429, {'retry-after': inTenYears}), 'second'],
  ['a limit that resets tomorrow', say(403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800'}), 'second'],
  ['a limit that has just been reset', say(403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1'}), 'first'],
  ['a secondary limit', say(403, {'retry-after': '0'}), 'first'],
  ['no entry', say(403), 'second'],
  ['a pause', say(503, {'retry-after': '0'}), 'first'],
  ['an outage of a moment', say(500), 'first'],
  ['an outage that a CDN tells', say(525), 'first'],
  ['a page instead', say(200, {'content-type': 'text/html'}, '<!doctype html><title>Down for maintenance</title>'), 'second'],
  ['nothing', say(204), 'second'],
  ['an empty body', say(200, {'content-length': '0'}), 'second'],
  ['half', say(200, {}, good.slice(0, 6)), 'second'],
  ['half, as far as the length tells', say(200, {'content-length': '999'}, good), 'second'],
  ['another label', say(200, {'content-type': 'text/html'}, good), 'first'],
  ['what is no gzip', say(200, {'content-encoding': 'gzip'}, good), 'first'],
  ['a hang-up', (response) => response.destroy(), 'first'],
  ['a new address', say(301, {location: '/moved'}), 'first'],
  ['a new address for a time', say(307, {location: '/moved'}), 'first'],
  ['a circle', say(302, {location: '/first'}), 'first'],
  ['an address that is none', say(302, {location: 'http://['}), 'second'],
  ['a new address with a page', say(302, {location: '/login'}), 'second'],
  ['an address of mail', say(302, {location: 'mailto:a@b.example'}), 'second'],
  ['an address on disk', say(302, {location: 'file:///etc/passwd'}), 'second'],
  ['an address that is the answer', say(302, {location: `data:application/json,${encodeURIComponent(good)}`}), 'second'],
  ['an address of FTP', say(302, {location: 'ftp://127.0.0.1/x'}), 'second'],
  ['not modified', say(304), 'second'],
  ['an early hint of nothing', say(226, {}, ''), 'second'],
] as readonly (readonly [string, Say, string])[])('%s', async ([, begin, expected]) => {
  for (const post of [false, true]) {
    const answers = {
      '/first': (_: unknown, response: ServerResponse, times: number) => (times === 1 ? begin(response) : void response.end(good)),
      '/second': good,
      '/moved': good,
      '/login': '<title>Sign in</title>',
    }
    const server = await serve(answers)
    const endpoint = {endpoint: server.url('')}
    const checked = await checkOne(
      'https://papers.example/a',
      {services: {first: endpoint, second: endpoint}, retries: 1},
      {
        resolvers: [{name: 'papers', accepts: () => true, sources: [source('first', post), source('second', post)], otherwise: 'error'}],
        identityOf,
      },
    )
    expect(checked).toMatchObject({verdict: 'ok', reason: expected})
    expect(server.asked.length).toBeLessThanOrEqual(3)
  }
})

test.for([500, 429, 403, 301, 200, 204])('a registry that keeps answering %s makes no link dead', async (status) => {
  const server = await serve({'*': (_, response) => void response.writeHead(status).end()})
  const checked = await checkOne(
    'https://papers.example/a',
    {services: {first: {endpoint: server.url('')}}, retries: 1},
    {resolvers: [{name: 'papers', accepts: () => true, sources: [source('first')], otherwise: 'error'}], identityOf},
  )
  expect(checked.verdict).toBe(status === 429 || status === 403 ? 'blocked' : 'error')
})

test('a service of the user’s own may be private, but not where it redirects to', async () => {
  const elsewhere = await serve({'*': good}, {host: otherAddress})
  const server = await serve({
    '/first': (_, response) => response.writeHead(302, {location: '/here'}).end(),
    '/here': (_, response) => response.writeHead(302, {location: elsewhere.url('/secret')}).end(),
  })
  const resolver = {name: 'papers', accepts: () => true, sources: [source('first')], otherwise: 'error' as const}
  const settings = {services: {first: {endpoint: server.url('')}}, retries: 0, allowPrivate: false}
  expect((await checkOne('https://papers.example/a', settings, {resolvers: [resolver], identityOf})).verdict).toBe('error')
  expect([server.asked.length, elsewhere.asked.length]).toEqual([2, 0])
})

test('headers set for a host are not sent in clear text after a service’s redirect to http', async () => {
  const {key, cert} = testCertificate()
  const clear = await serve({'*': good})
  const secure = await serve({'*': (_, response) => response.writeHead(302, {location: clear.url('/a')}).end()}, {tls: {key, cert}})
  const resolver = {name: 'papers', accepts: () => true, sources: [source('first')], otherwise: 'error' as const}
  const settings = {
    services: {first: {endpoint: secure.url('')}},
    insecure: true,
    hosts: {'127.0.0.1': {headers: {'x-key': 'secret'}}},
  }
  await checkOne('https://papers.example/a', settings, {resolvers: [resolver], identityOf})
  expect([secure, clear].map(({asked}) => asked[0]?.headers['x-key'])).toEqual(['secret', undefined])
})

test('a URL that is remapped to no web address is asked as written', async () => {
  const server = await serve({'/a': page('A'), '/first': good})
  const remap = [{pattern: /^http:/, replacement: 'ftp:'}]
  expect(await checkOne(server.url('/a'), {remap})).toMatchObject({verdict: 'ok'})
  const resolver = {name: 'papers', accepts: () => true, sources: [source('first')], otherwise: 'error' as const}
  const services = {first: {endpoint: server.url('')}}
  expect(await checkOne('https://papers.example/a', {remap, services}, {resolvers: [resolver], identityOf})).toMatchObject({verdict: 'ok'})
})

test.for([
  'http://',
  'http:///x',
  'http:x',
  '//',
  'http://0/',
  'http://256.256.256.256/',
  'http://127.0.0.1:0/',
  'http://127.0.0.1:1/',
  'http://127.0.0.1:99999/',
  'https://127.0.0.1:{port}/moved',
  'http://user:pa%ss@127.0.0.1:{port}/moved',
  'http://xn--/',
  'http://a..b/',
  'http://nowhere.invalid./',
  'http://%00/',
  'http://[::1',
  '/%zz%',
  '?',
  '#x',
  '',
  ' ',
  'javascript:alert(1)',
  'about:blank',
  'blob:http://127.0.0.1/x',
  `/${'x'.repeat(12_000)}`,
] as const)('a registry may redirect to `%s`', async (location) => {
  for (const post of [false, true]) {
    const server = await serve({
      '/first': (_, response) => void response.writeHead(302, {location: location.replace('{port}', String(server.port))}).end(),
      '/second': good,
      '*': '<title>Somewhere</title>',
    })
    const endpoint = {endpoint: server.url('')}
    const sources = [source('first', post), source('second', post)]
    const checked = await checkOne(
      'https://papers.example/a',
      {services: {first: endpoint, second: endpoint}, retries: 0},
      {resolvers: [{name: 'papers', accepts: () => true, sources, otherwise: 'error'}], identityOf},
    )
    expect(checked).toMatchObject({verdict: 'ok', reason: 'second'})
  }
})
