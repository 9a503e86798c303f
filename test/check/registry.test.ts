/** How the engine heeds what services ask for: pages that decide, limits of requests, volumes, listed titles. */
import {expect, test} from 'vitest'
import type {Identity} from '../../src/core/link/identity.ts'
import type {Resolver, Settlement, Source} from '../../src/core/registry/resolver.ts'
import {checkAll} from './run.ts'
import {page, serve, type TestServer} from './server.ts'

const identityOf = (url: string): Identity | undefined => {
  const id = /^https:\/\/papers\.example\/(\w+)/.exec(url)?.[1]
  return id === undefined ? undefined : {service: 'arxiv', kind: 'paper', id}
}

/** A service that knows everything it is asked about. */
function source(more: Partial<Source> = {}): Source {
  return {
    name: 'registry',
    endpoint: 'https://unused.example',
    batchSize: 1,
    intervalMs: 0,
    concurrency: 1,
    request: (batch, endpoint) => ({
      method: 'GET',
      url: `${endpoint}/registry?ids=${batch.map(({id}) => id).join(',')}`,
      maxBodyBytes: 1000,
    }),
    read: (batch) => new Map(batch.map((identity) => [identity, known(identity)])),
    ...more,
  }
}

const known = ({id}: Identity): Settlement => ({
  verdict: 'ok',
  reason: 'registered',
  evidence: 'it is there',
  facts: {kind: 'other', title: id},
})

const resolver = (registry: Source): Resolver => ({
  name: 'papers',
  accepts: ({service}) => service === 'arxiv',
  sources: [registry],
  otherwise: 'web',
})

const options = (server: TestServer) => ({
  services: {registry: {endpoint: server.url('')}},
  remap: [{pattern: /^https:\/\/papers\.example/, replacement: server.url('/web')}],
  retries: 0,
})

const links = (...ids: readonly string[]): string[] => ids.map((id) => `https://papers.example/${id}`)

test('a page that decides is asked, and the registry counts only if that says nothing', async () => {
  const server = await serve({'/registry': '', '/web/a': page('A'), '/web/b': 404, '/web/c': 403})
  const provisional = source({read: (batch) => new Map(batch.map((identity) => [identity, {...known(identity), pageDecides: true}]))})
  const results = await checkAll(links('a', 'b', 'c'), options(server), {resolvers: [resolver(provisional)], identityOf})
  expect([...results].map(([url, {verdict, via}]) => `${url.at(-1)} ${verdict} ${via}`).sort()).toEqual([
    'a ok http',
    'b dead http',
    'c ok papers',
  ])
  for (const [url, {facts, identity}] of results)
    expect({facts, id: identity?.id}).toEqual({facts: {kind: 'other', title: url.at(-1)}, id: url.at(-1)})
})

test('a page can show what a registry hides from visitors, but not deny it', async () => {
  const server = await serve({'/registry': '', '/web/a': page('A'), '/web/b': 404, '/web/c': 429})
  const hidden = (identity: Identity): Settlement => ({...known(identity), verdict: 'blocked', reason: 'no-access', pageDecides: true})
  const hiding = source({read: (batch) => new Map(batch.map((identity) => [identity, hidden(identity)]))})
  const results = await checkAll(links('a', 'b', 'c'), options(server), {resolvers: [resolver(hiding)], identityOf})
  expect([...results].map(([url, {verdict, reason}]) => `${url.at(-1)} ${verdict} ${reason}`).sort()).toEqual([
    'a ok ok',
    'b blocked no-access',
    'c blocked no-access',
  ])
})

test('a link does not join a visit that is settled already', async () => {
  // The page is settled long before the registry says that the other link's page decides.
  const server = await serve({
    '/registry': (_, response) => void setTimeout(() => response.end('yes'), 300),
    '/page': page('A page'),
  })
  const deciding = source({read: (batch) => new Map(batch.map((identity) => [identity, {...known(identity), pageDecides: true}]))})
  const urls = [server.url('/page'), server.url('/x/../page')]
  const results = await checkAll(
    urls,
    {services: {registry: {endpoint: server.url('')}}, deadlineMs: 5000},
    {
      resolvers: [resolver(deciding)],
      identityOf: (url) => (url.includes('..') ? {service: 'arxiv', kind: 'paper', id: 'a'} : undefined),
    },
  )
  expect(urls.map((url) => results.get(url)?.reason)).toEqual(['ok', 'ok'])
})

test('a resolver that throws costs only its own links', async () => {
  const server = await serve({'/registry': '', '/other': page('Other')})
  const broken = source({
    read() {
      throw new Error('a bug')
    },
  })
  const warnings: string[] = []
  const results = await checkAll([...links('a'), server.url('/other')], options(server), {
    resolvers: [resolver(broken)],
    identityOf,
    onWarning: (message) => warnings.push(message),
  })
  expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`).sort()).toEqual(['error not-checked', 'ok ok'])
  expect(warnings).toEqual(['The resolver `papers` failed: a bug'])
})

test('a service gets no more than `mostRequests`, the other links are asked at their pages', async () => {
  const server = await serve({'/registry': '', '/web/c': page('C'), '/web/d': page('D')})
  await checkAll(links('a', 'b', 'c', 'd'), options(server), {resolvers: [resolver(source({mostRequests: 2}))], identityOf})
  expect(server.asked.filter(({path}) => path.startsWith('/registry'))).toHaveLength(2)
  expect(server.asked.filter(({path}) => path.startsWith('/web')).length).toBeGreaterThanOrEqual(2)
})

test('a volume’s index is asked about several papers, but not about one', async () => {
  const server = await serve({'/registry': '', '/web/z1': page('Z')})
  const volumes = source({batchSize: 100, leastBatch: 2, batchKey: ({id}) => id.charAt(0)})
  const results = await checkAll(links('a1', 'a2', 'z1'), options(server), {resolvers: [resolver(volumes)], identityOf})
  expect(server.asked.filter(({path}) => path.startsWith('/registry')).map(({path}) => path)).toEqual(['/registry?ids=a1,a2'])
  expect(results.get('https://papers.example/z1')?.via).toBe('http')
})

test('a service that is asked by title gets the listed one', async () => {
  const server = await serve({'/registry': '', '/web/b': page('B')})
  const searching = source({
    accepts: (identity, hints) => hints?.titleOf(identity) !== undefined,
    request: ([identity], endpoint, _secrets, hints) => ({
      method: 'GET',
      url: `${endpoint}/registry?title=${identity === undefined ? '' : hints?.titleOf(identity)}`,
      maxBodyBytes: 1000,
    }),
  })
  const results = await checkAll(links('a', 'b'), options(server), {
    resolvers: [resolver(searching)],
    identityOf,
    titleOf: (url) => (url.endsWith('/a') ? 'Attention' : undefined),
  })
  expect(server.asked.map(({path}) => path)).toContain('/registry?title=Attention')
  expect([...results.values()].map(({via}) => via).sort()).toEqual(['http', 'papers'])
})

test('a source that enriches is asked about all; if it knows nothing or says no, nothing changes', async () => {
  const server = await serve({'/registry': '', '/more': ''})
  const facts = (title: string) => ({kind: 'paper' as const, titles: [title]})
  const paper = (title: string): Settlement => ({verdict: 'ok', reason: 'registered', evidence: 'it is there', facts: facts(title)})
  const first = source({batchSize: 9, read: (batch) => new Map(batch.flatMap((each) => (each.id === 'd' ? [] : [[each, paper('New')]])))})
  const more = source({
    name: 'more',
    batchSize: 9,
    enriches: true,
    request: (batch, endpoint) => ({method: 'GET', url: `${endpoint}/more?ids=${batch.map(({id}) => id).join(',')}`, maxBodyBytes: 1000}),
    read: (batch) =>
      new Map(
        batch.flatMap((each): [Identity, Settlement][] => {
          if (each.id === 'b') return []
          return [
            [
              each,
              each.id === 'a'
                ? {...paper('Old'), facts: {...facts('Old'), withdrawn: 'yes'}}
                : {verdict: 'dead', reason: 'not-found', evidence: 'no'},
            ],
          ]
        }),
      ),
  })
  const both = {name: 'papers', accepts: () => true, sources: [first, more], otherwise: 'error'} satisfies Resolver
  const settings = {services: {registry: {endpoint: server.url('')}, more: {endpoint: server.url('')}}, retries: 0}
  const results = await checkAll(links('a', 'b', 'c', 'd'), settings, {resolvers: [both], identityOf})
  expect(server.asked.map(({path}) => path)).toEqual(['/registry?ids=a,b,c,d', '/more?ids=d,a,b,c'])
  expect([...results].map(([url, {verdict}]) => `${url.at(-1)} ${verdict}`).sort()).toEqual(['a ok', 'b ok', 'c ok', 'd dead'])
  expect(results.get('https://papers.example/a')?.facts).toEqual({kind: 'paper', titles: ['Old', 'New'], withdrawn: 'yes'})
  expect(results.get('https://papers.example/c')?.facts).toEqual(facts('New'))
})

test('after a refusal that only the body tells, the question is put again', async () => {
  const server = await serve({
    '/registry': (_, response, times) => {
      response.writeHead(200).end(times === 1 ? 'Rate exceeded.' : 'fine')
    },
  })
  const careful = source({isRefusal: ({body}) => body === 'Rate exceeded.'})
  const results = await checkAll(links('a'), options(server), {resolvers: [resolver(careful)], identityOf})
  expect(results.get('https://papers.example/a')).toMatchObject({verdict: 'ok', attempts: 2})
})
