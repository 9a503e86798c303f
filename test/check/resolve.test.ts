/** The engine that runs resolvers: batches, falling back, halving, limits, secrets. */
import {describe, expect, test} from 'vitest'
import type {Identity} from '../../src/core/link/identity.ts'
import type {Outcome} from '../../src/core/probe.ts'
import type {Resolver, Settlement, Source} from '../../src/core/registry/resolver.ts'
import {checkAll, checkOne} from './run.ts'
import {otherAddress, page, serve, serveSlowly, type TestServer} from './server.ts'

const identityOf = (url: string): Identity | undefined => {
  const id = /^https:\/\/papers\.example\/(\w+)/.exec(url)?.[1]
  return id === undefined ? undefined : {service: 'arxiv', kind: 'paper', id}
}

/** A source whose service answers with the ids that it knows, one per line. */
function source(name: string, more: Partial<Source> = {}): Source {
  return {
    name,
    endpoint: 'https://unused.example',
    batchSize: 3,
    intervalMs: 0,
    concurrency: 2,
    request: (batch, endpoint) => ({
      method: 'GET',
      url: `${endpoint}/${name}?ids=${batch.map(({id}) => id).join(',')}`,
      maxBodyBytes: 10_000,
    }),
    read(batch, outcome) {
      if (outcome.kind !== 'response' || outcome.status !== 200) return new Map()
      const known = new Set(outcome.body.split('\n'))
      return new Map(
        batch.flatMap((identity): [Identity, Settlement][] =>
          known.has(identity.id)
            ? [[identity, {verdict: 'ok', reason: 'ok', evidence: `${name} knows it`, facts: {kind: 'other', title: identity.id}}]]
            : [],
        ),
      )
    },
    ...more,
  }
}

function resolver(sources: readonly Source[], otherwise: Resolver['otherwise'] = 'error'): Resolver {
  return {name: 'papers', accepts: ({service}) => service === 'arxiv', sources, otherwise}
}

const at = (server: TestServer, ...names: readonly string[]): Record<string, {endpoint: string}> =>
  Object.fromEntries(names.map((name) => [name, {endpoint: server.url('')}]))

const links = (...ids: readonly string[]): readonly string[] => ids.map((id) => `https://papers.example/${id}`)

describe('resolvers', () => {
  test('many links take few requests, and an id is asked for once', async () => {
    const server = await serve({
      '/first': (asked, response) => response.end(new URL(asked.path, 'http://x').searchParams.get('ids')?.replaceAll(',', '\n')),
    })
    const urls = [...links('a', 'b', 'c', 'd'), 'https://papers.example/a/pdf']
    const results = await checkAll(urls, {services: at(server, 'first')}, {resolvers: [resolver([source('first')])], identityOf})
    expect(server.asked.map(({path}) => path)).toEqual(['/first?ids=a,b,c', '/first?ids=d'])
    expect([...results.values()].every(({verdict, via}) => verdict === 'ok' && via === 'papers')).toBe(true)
    expect(results.get('https://papers.example/a/pdf')).toMatchObject({
      attempts: 1,
      facts: {kind: 'other', title: 'a'},
      identity: {id: 'a'},
    })
  })

  test('the next source gets what one leaves open, and no id is lost', async () => {
    const server = await serve({'/first': (_, response) => response.end('a'), '/second': (_, response) => response.end('b')})
    const sources = [source('first'), source('second')]
    const results = await checkAll(
      links('a', 'b', 'c'),
      {services: at(server, 'first', 'second')},
      {resolvers: [resolver(sources)], identityOf},
    )
    expect(server.asked.map(({path}) => path)).toEqual(['/first?ids=a,b,c', '/second?ids=b,c'])
    expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(['ok ok', 'ok ok', 'error not-checked'])
  })

  test('a mirror’s own page is asked if no service settles it', async () => {
    const server = await serve({'/first': (_, response) => response.end(''), '/a': page('A'), '/b': 404})
    const mirrored = (url: string): Identity | undefined => {
      const id = /\/([ab])$/.exec(url)?.[1]
      return id === undefined ? undefined : {service: 'arxiv', kind: 'paper', id, mirror: 'mirror.example'}
    }
    const results = await checkAll(
      [server.url('/a'), server.url('/b')],
      {services: at(server, 'first'), allowPrivate: true},
      {resolvers: [resolver([source('first')])], identityOf: mirrored},
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(['ok', 'dead'])
  })

  test('ids that are not asked for because the service limits are blocked like those that were', async () => {
    const server = await serve({'/first': (_, response) => response.writeHead(429, {'retry-after': '86400'}).end()})
    const one = source('first', {batchSize: 1, concurrency: 1})
    const results = await checkAll(links('a', 'b', 'c'), {services: at(server, 'first')}, {resolvers: [resolver([one])], identityOf})
    expect(server.asked).toHaveLength(1)
    expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(Array(3).fill('blocked rate-limited'))
  })

  test('a service that is down or limits is left for the next one', async () => {
    const server = await serve({
      '/first': (_, response) => response.writeHead(429, {'retry-after': '3600'}).end(),
      '/second': 503,
      '/third': (_, response) => response.end('a\nb\nc\nd\ne\nf\ng'),
    })
    const sources = ['first', 'second', 'third'].map((name) => source(name))
    const results = await checkAll(
      links('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      {services: at(server, 'first', 'second', 'third'), retries: 0},
      {resolvers: [resolver(sources)], identityOf},
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(7).fill('ok'))
    expect(server.asked.filter(({path}) => path.startsWith('/first')).length).toBeLessThanOrEqual(2)
  })

  test('a batch that is refused as a whole is halved until only the offender is left', async () => {
    const server = await serve({
      '/first': (asked, response) => {
        const ids = new URL(asked.path, 'http://x').searchParams.get('ids') ?? ''
        if (ids.includes('bad')) response.writeHead(400).end()
        else response.end(ids.replaceAll(',', '\n'))
      },
    })
    const strict = source('first', {batchSize: 8})
    const splitting = {
      ...strict,
      read: (batch: readonly Identity[], outcome: Outcome) =>
        outcome.kind === 'response' && outcome.status === 400 ? ('split' as const) : strict.read(batch, outcome),
    }
    const results = await checkAll(
      links('a', 'b', 'bad', 'd', 'e', 'f', 'g', 'h'),
      {services: at(server, 'first')},
      {resolvers: [resolver([splitting])], identityOf},
    )
    expect([...results.values()].filter(({verdict}) => verdict === 'ok').length).toBe(7)
    expect(results.get('https://papers.example/bad')).toMatchObject({verdict: 'error', reason: 'not-checked'})
    expect(server.asked.length).toBe(7)
  })

  test('a batch too long for the service is halved', async () => {
    const server = await serve({
      '/first': (asked, response) => {
        const ids = new URL(asked.path, 'http://x').searchParams.get('ids')?.split(',') ?? []
        if (ids.length > 2) response.writeHead(414).end()
        else response.end(ids.join('\n'))
      },
    })
    const results = await checkAll(
      links('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      {services: at(server, 'first')},
      {resolvers: [resolver([source('first', {batchSize: 8})])], identityOf},
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(8).fill('ok'))
    expect(server.asked.length).toBe(7)
  })

  test('a service that refuses every batch is not asked about each link separately', async () => {
    const server = await serve({'/first': 400, '/second': (_, response) => response.end(ids.join('\n'))})
    const ids = Array.from({length: 64}, (_, index) => `n${index}`)
    const strict = source('first', {batchSize: 32, read: () => 'split' as const})
    const results = await checkAll(
      links(...ids),
      {services: at(server, 'first', 'second')},
      {resolvers: [resolver([strict, source('second', {batchSize: 64})])], identityOf},
    )
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    expect(server.asked.filter(({path}) => path.startsWith('/first')).length).toBeLessThanOrEqual(16)
  })

  test('halves go first, so one offender in each of many batches is found', async () => {
    const server = await serve({
      '/first': (asked, response) => {
        const ids = new URL(asked.path, 'http://x').searchParams.get('ids') ?? ''
        if (ids.includes('bad')) response.writeHead(414).end()
        else response.end(ids.replaceAll(',', '\n'))
      },
    })
    const ids = Array.from({length: 80}, (_, index) => (index % 4 === 1 ? `bad${index}` : `n${index}`))
    const results = await checkAll(
      links(...ids),
      {services: at(server, 'first')},
      {resolvers: [resolver([source('first', {batchSize: 4, concurrency: 1})])], identityOf},
    )
    expect([...results.values()].filter(({verdict}) => verdict === 'ok')).toHaveLength(60)
  })

  test.for([500, 403, 401])('a service that answers %s again and again is left alone, and the next one asked', async (status) => {
    const ids = Array.from({length: 120}, (_, index) => `n${index}`)
    const server = await serve({'/first': status, '/second': (_, response) => response.end(ids.join('\n'))})
    const results = await checkAll(
      links(...ids),
      {services: at(server, 'first', 'second'), retries: 0},
      {resolvers: [resolver([source('first', {concurrency: 1}), source('second', {batchSize: 120})])], identityOf},
    )
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    expect(server.asked.filter(({path}) => path.startsWith('/first')).length).toBe(8)
  })

  test('a resolver learns whether the refused request was signed', async () => {
    const elsewhere = await serve({'*': 401}, {host: otherAddress})
    const server = await serve({
      '/first': 401,
      '/second': (_, response) => response.writeHead(302, {location: elsewhere.url('/there')}).end(),
      '/third': 401,
    })
    const seen: unknown[] = []
    const secretive = (name: string, secret?: 'github'): Source => {
      const plain = source(name)
      return {
        ...plain,
        request: (...args) => ({...plain.request(...args), ...(secret !== undefined && {secret})}),
        read(_, outcome) {
          seen.push(outcome.kind === 'response' && outcome.signed)
          return new Map()
        },
      }
    }
    await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first', 'second', 'third')},
      {
        resolvers: [resolver([secretive('first', 'github'), secretive('second', 'github'), secretive('third')])],
        identityOf,
        secrets: {github: 't0ken'},
      },
    )
    expect(seen).toEqual([true, undefined, undefined])
  })

  test('an address that no source knows is requested itself if the resolver says so', async () => {
    const server = await serve({'/first': (_, response) => response.end(''), '/web/a': page('A'), '/web/b': 404})
    const remap = [{pattern: /^https:\/\/papers\.example/, replacement: server.url('/web')}]
    const results = await checkAll(
      links('a', 'b'),
      {services: at(server, 'first'), remap},
      {resolvers: [resolver([source('first')], 'web')], identityOf},
    )
    expect([...results.values()].map(({verdict, via}) => `${verdict} ${via}`).sort()).toEqual(['dead http', 'ok http'])
  })

  test('identities with different keys do not share a request', async () => {
    const server = await serve({'/first': (_, response) => response.end('')})
    const keyed = source('first', {batchKey: ({id}) => id.slice(0, 1)})
    await checkAll(links('a1', 'b1', 'a2', 'b2'), {services: at(server, 'first')}, {resolvers: [resolver([keyed])], identityOf})
    expect(server.asked.map(({path}) => path).sort()).toEqual(['/first?ids=a1,a2', '/first?ids=b1,b2'])
  })

  test('a secret goes to its service, and not along with a redirect elsewhere', async () => {
    const elsewhere = await serve({'*': (_, response) => response.end('a')}, {host: otherAddress})
    const server = await serve({'/first': (_, response) => response.writeHead(302, {location: elsewhere.url('/there')}).end()})
    const plain = source('first')
    const secretive = {
      ...plain,
      request: (...args: Parameters<Source['request']>) => ({...plain.request(...args), secret: 'github' as const}),
    }
    const checked = await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first')},
      {resolvers: [resolver([secretive])], identityOf, secrets: {github: 't0ken'}},
    )
    expect(checked.verdict).toBe('ok')
    expect(server.asked[0]?.headers.authorization).toBe('Bearer t0ken')
    expect(elsewhere.asked[0]?.headers.authorization).toBeUndefined()
    expect(JSON.stringify(checked)).not.toContain('t0ken')
  })

  test('a secret does not go with a question to another address than its service’s', async () => {
    const elsewhere = await serve({'*': (_, response) => response.end('a')}, {host: otherAddress})
    const server = await serve({'*': (_, response) => response.end('a')})
    const plain = source('first')
    const leading: Source = {
      ...plain,
      request: (batch, _, secrets) => ({...plain.request(batch, elsewhere.url(''), secrets), secret: 'github'}),
    }
    const checked = await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first')},
      {resolvers: [resolver([leading])], identityOf, secrets: {github: 't0ken'}},
    )
    expect(checked.verdict).toBe('ok')
    expect(elsewhere.asked.map(({headers}) => headers.authorization)).toEqual([undefined])
  })

  test('what a question holds in its body goes along with a redirect of its service only', async () => {
    const elsewhere = await serve({'*': (_, response) => response.end('a')}, {host: otherAddress})
    const server = await serve({
      '/first': (_, response) => response.writeHead(307, {location: elsewhere.url('/first')}).end(),
      '/second': (_, response) => response.writeHead(307, {location: '/there'}).end(),
      '/there': (_, response) => response.end('a'),
    })
    const posted = (name: string): Source => {
      const plain = source(name)
      return {...plain, request: (...args) => ({...plain.request(...args), method: 'POST', body: 'a title'})}
    }
    const checked = await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first', 'second')},
      {resolvers: [resolver([posted('first'), posted('second')])], identityOf},
    )
    expect(checked.verdict).toBe('ok')
    expect(elsewhere.asked).toEqual([])
    expect(server.asked.map(({method, path}) => `${method} ${path}`)).toEqual(['POST /first?ids=a', 'POST /second?ids=a', 'POST /there'])
  })

  test.for<[contact: string, parameter: string]>([
    ['mailto:me@lab.example', 'me%40lab.example'],
    ['me@lab.example', 'me%40lab.example'],
    ['https://lab.example/me', ''],
  ])('the contact %s is told to services that want an address of mail, and to no others', async ([contact, parameter]) => {
    const server = await serve({'*': (_, response) => response.end('')})
    const polite = (name: string, url: (written: string) => string): Source => {
      const plain = source(name)
      return {
        ...plain,
        request: (...args) => {
          const probe = plain.request(...args)
          return {...probe, url: url(probe.url), contact: 'mailto'}
        },
      }
    }
    await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first', 'second', 'third'), contact},
      {
        resolvers: [resolver([source('first'), polite('second', (url) => url), polite('third', (url) => url.split('?')[0] ?? '')])],
        identityOf,
      },
    )
    const [more, alone] = parameter === '' ? ['', ''] : [`&mailto=${parameter}`, `?mailto=${parameter}`]
    expect(server.asked.map(({path}) => path)).toEqual(['/first?ids=a', `/second?ids=a${more}`, `/third${alone}`])
  })

  test('a service’s redirects take no more time than one request may', async () => {
    const server = await serve({
      '*': (_, response) => void setTimeout(() => response.writeHead(302, {location: '/on'}).end(), 700),
    })
    const checked = await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first'), timeoutMs: 1000, retries: 0},
      {resolvers: [resolver([source('first')])], identityOf},
    )
    expect(checked.verdict).toBe('error')
    expect(server.asked.map(({path}) => path)).toEqual(['/first?ids=a', '/on'])
  })

  test('a service that redirects round and round is asked six times', async () => {
    const server = await serve({'*': (_, response) => response.writeHead(302, {location: '/on'}).end()})
    const settings = {services: at(server, 'first'), retries: 0}
    expect((await checkOne('https://papers.example/a', settings, {resolvers: [resolver([source('first')])], identityOf})).verdict).toBe(
      'error',
    )
    expect(server.asked).toHaveLength(6)
  })

  test.for([404, 410])('that another site, where a redirect leads, says %i is not the service’s word', async (status) => {
    const elsewhere = await serve({'*': status}, {host: otherAddress})
    const server = await serve({
      '/first': (_, response) => response.writeHead(302, {location: elsewhere.url('/gone')}).end(),
      '/second': status,
    })
    const strict = (name: string): Source =>
      source(name, {
        read: (batch, outcome) =>
          new Map(
            outcome.kind === 'response' && outcome.status === status
              ? batch.map((identity): [Identity, Settlement] => [identity, {verdict: 'dead', reason: 'not-found', evidence: 'it has none'}])
              : [],
          ),
      })
    const ask = (name: string) =>
      checkOne('https://papers.example/a', {services: at(server, name)}, {resolvers: [resolver([strict(name)])], identityOf})
    expect(await ask('first')).toMatchObject({verdict: 'error', reason: 'not-checked'})
    expect(elsewhere.asked).toHaveLength(1)
    expect(await ask('second')).toMatchObject({verdict: 'dead'})
  })

  test('a secret that its service refuses is sent once, and the user is told', async () => {
    const server = await serve({
      '*': (asked, response) =>
        void (asked.headers.authorization === undefined ? response.end('a\nb\nc\nd') : response.writeHead(401).end()),
    })
    const secretive = (name: string, more: Partial<Source> = {}): Source => {
      const plain = source(name, {batchSize: 1, concurrency: 1, ...more})
      return {...plain, request: (...args) => ({...plain.request(...args), secret: 'github'})}
    }
    const warnings: string[] = []
    const results = await checkAll(
      links('a', 'b', 'c', 'd'),
      {services: at(server, 'first', 'second')},
      {
        resolvers: [resolver([secretive('first', {available: (secrets) => secrets.github}), secretive('second')])],
        identityOf,
        secrets: {github: 'expired'},
        onWarning: (message) => void warnings.push(message),
      },
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(server.asked.filter(({headers}) => headers.authorization !== undefined).length).toBe(1)
    expect(warnings).toEqual([expect.stringContaining('`GITHUB_TOKEN` (or `GH_TOKEN`) was not accepted')])
  })

  test('a configured endpoint may be private although links may not', async () => {
    const server = await serve({'/first': (_, response) => response.end('a')})
    const checked = await checkOne(
      'https://papers.example/a',
      {services: at(server, 'first'), allowPrivate: false},
      {resolvers: [resolver([source('first')])], identityOf},
    )
    expect(checked.verdict).toBe('ok')
  })

  test('a resolver with a bug loses no link', async () => {
    const broken = source('first', {
      read() {
        throw new Error('oops')
      },
    })
    const server = await serve({'*': (_, response) => response.end('')})
    const warnings: string[] = []
    const results = await checkAll(
      links('a', 'b'),
      {services: at(server, 'first')},
      {resolvers: [resolver([broken])], identityOf, onWarning: (message) => void warnings.push(message)},
    )
    expect([...results.values()].map(({reason}) => reason)).toEqual(['not-checked', 'not-checked'])
    expect(warnings).toEqual(['The resolver `papers` failed: oops'])
  })

  test('a service is asked by one shard alone, whatever hosts its links have', async () => {
    const server = await serve({'*': (_, response) => response.end('')})
    const urls = Array.from({length: 8}, (_, index) => `https://mirror${index}.example/${index}`)
    const mirrored = (url: string): Identity | undefined => ({service: 'arxiv', kind: 'paper', id: url.slice(-1)})
    const environment = {resolvers: [resolver([source('first')])], identityOf: mirrored}
    const asked = await Promise.all(
      [1, 2, 3].map(async (index) => {
        const results = await checkAll(urls, {services: at(server, 'first'), shard: {index, count: 3}}, environment)
        return [...results.values()].filter(({reason}) => reason !== 'other-shard').length
      }),
    )
    expect(asked.toSorted((a, b) => a - b)).toEqual([0, 0, 8])
  })

  test('the pace that the user sets for a service’s host is kept', async () => {
    const server = await serve({'*': (_, response) => response.end('')})
    const busy = source('first', {batchSize: 1, concurrency: 4})
    await checkAll(
      links('a', 'b', 'c'),
      {services: at(server, 'first'), hosts: {'127.0.0.1': {intervalMs: 400}}},
      {resolvers: [resolver([busy])], identityOf},
    )
    const gaps = server.asked.slice(1).map(({atMs}, index) => atMs - (server.asked[index]?.atMs ?? 0))
    expect(gaps).toHaveLength(2)
    for (const gap of gaps) expect(gap).toBeGreaterThan(300)
  })

  test.for([1, 4])('no more requests at once than the user allows: %i', async (concurrency) => {
    const {server, most} = await serveSlowly('')
    await checkAll(
      links('a', 'b', 'c', 'd', 'e', 'f'),
      {services: at(server, 'first'), hosts: {'127.0.0.1': {concurrency}}},
      {resolvers: [resolver([source('first', {batchSize: 1})])], identityOf},
    )
    expect(most()).toBe(concurrency)
  })

  test('sources that are switched off or lack a token are skipped', async () => {
    const server = await serve({'*': (_, response) => response.end('a')})
    const sources = [source('first'), source('second', {available: (secrets) => secrets.github}), source('third')]
    await checkOne(
      'https://papers.example/a',
      {services: {...at(server, 'second', 'third'), first: {enabled: false, endpoint: server.url('')}}},
      {resolvers: [resolver(sources)], identityOf},
    )
    expect(server.asked.map(({path}) => path)).toEqual(['/third?ids=a'])
  })
})
