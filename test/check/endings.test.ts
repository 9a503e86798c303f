/** Every run ends: no link is lost on the way, no host ends it for the others, and nothing keeps the process alive. */
import {createServer, type Server, type Socket} from 'node:net'
import {createSecureContext, TLSSocket} from 'node:tls'
import {expect, test} from 'vitest'
import {scoped, sleep, systemClock} from '../../src/check/schedule/clock.ts'
import type {Identity} from '../../src/core/link/identity.ts'
import type {Resolver} from '../../src/core/registry/resolver.ts'
import {folder, run} from '../helpers/program.ts'
import {fastClock} from './clock.ts'
import {checkAll} from './run.ts'
import {listen, page, serve, testCertificate} from './server.ts'

/** A host that gives each connection to `meet`, with its number from 1. */
async function hostWhere(meet: (socket: Socket, connection: number, server: Server) => void): Promise<number> {
  let connections = 0
  const server = createServer((socket) => meet(socket, ++connections, server))
  return listen(server)
}

const paths = (count: number, origin: string): string[] => Array.from({length: count}, (_, index) => `${origin}/p${index}`)
const listOf = (urls: readonly string[]): string => `# List\n\n${urls.map((url) => `- <${url}>\n`).join('')}`

test('a link without a scheme is asked at its page if the registry leaves it to that', async () => {
  const server = await serve({'/registry': '', '*': page('A paper')})
  const registry: Resolver = {
    name: 'papers',
    accepts: () => true,
    sources: [
      {
        name: 'registry',
        endpoint: 'https://unused.example',
        batchSize: 1,
        intervalMs: 0,
        concurrency: 1,
        request: (_, endpoint) => ({method: 'GET', url: `${endpoint}/registry`, maxBodyBytes: 100}),
        read: () => new Map(),
      },
    ],
    otherwise: 'web',
  }
  const options = {
    services: {registry: {endpoint: server.url('')}},
    remap: [{pattern: /^https:\/\/papers\.example/, replacement: server.url('')}],
    deadlineMs: 4000,
  }
  const identityOf = (): Identity => ({service: 'arxiv', kind: 'paper', id: 'a'})
  const results = await checkAll(['//papers.example/a'], options, {resolvers: [registry], identityOf})
  expect(results.get('//papers.example/a')).toMatchObject({verdict: 'ok', via: 'http'})
})

test('a host that breaks rules and cannot be reached afterwards fails alone', async () => {
  const port = await hostWhere((socket, connection, server) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\nContent-Type: text/html\n\n<title>A paper</title>'))
    if (connection === 2) server.close()
  })
  const other = await serve({'*': page('Up')})
  const results = await checkAll([...paths(5, `http://127.0.0.1:${port}`), other.url('/')], {retries: 0}, {clock: fastClock(5, 0.5)})
  expect(results.size).toBe(6)
  expect(results.get(other.url('/'))?.verdict).toBe('ok')
})

test('unanswered TLS handshakes don’t keep the process alive once all links have a verdict', async () => {
  const port = await hostWhere((socket) => void socket.resume())
  const cwd = folder({'README.md': listOf(paths(6, `https://127.0.0.1:${port}`))})
  const {stdout} = await run(['--no-config', '--allow-private', '--format', 'json', '--timeout', '1s', '--retries', '0'], {cwd})
  expect(JSON.parse(stdout)).toMatchObject({summary: {error: 6}})
})

test('connections that hang don’t take up the places of others', async () => {
  const {key, cert} = testCertificate()
  const secureContext = createSecureContext({key, cert})
  const body = page('A paper')
  const port = await hostWhere((socket, connection) => {
    if (connection % 3 === 0) return
    const secure = new TLSSocket(socket, {isServer: true, secureContext}).on('error', () => {})
    secure.once('data', () =>
      secure.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    )
  })
  const results = await checkAll(paths(24, `https://127.0.0.1:${port}`), {insecure: true, timeoutMs: 2000})
  const good = [...results.values()].filter(({verdict}) => verdict === 'ok').length
  expect(good).toBeGreaterThanOrEqual(18)
})

test('a deadline also ends requests on connections that were let go', async () => {
  const port = await hostWhere((socket, connection) => {
    const reply = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi'
    // Some are broken off, others are left waiting.
    socket.on('data', () => void (connection === 1 ? socket.end(reply) : connection % 2 === 0 ? socket.resetAndDestroy() : undefined))
  })
  const cwd = folder({'README.md': listOf(paths(40, `http://127.0.0.1:${port}`))})
  const startedMs = performance.now()
  const {status} = await run(['--no-config', '--allow-private', '--deadline', '2s', '--timeout', '20s'], {cwd})
  expect(status).toBe(0)
  // A busy machine takes seconds to start and end the program; without its deadline it would take twenty more.
  expect(performance.now() - startedMs).toBeLessThan(15_000)
})

test('what still needs proof when the time is up is not believed', async () => {
  let served = 0
  const server = await serve({
    '/paper': (_, response) => void (served++ === 0 && response.setHeader('content-type', 'text/html').end(page('A paper'))),
    '*': (_, response) => void response.writeHead(404).end(),
  })
  const urls = ['/paper', '/gone/1', '/gone/2'].map(server.url)
  const results = await checkAll(urls, {deadlineMs: 2000})
  expect(urls.map((url) => results.get(url)?.verdict)).toEqual(['ok', 'error', 'error'])
})

test('when a run is over, its pending timers are cancelled and new ones ignored', async () => {
  const clock = scoped(systemClock)
  const done: string[] = []
  clock.after(10, () => void done.push('before'))
  clock.callOff()
  clock.after(10, () => void done.push('after'))
  await sleep(systemClock, 50)
  expect(done).toEqual([])
})
