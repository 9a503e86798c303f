/** Replies that break rules are read over every kind of connection, with the same limits as all others. Which ones can be read: `behaviours/`. */
import {createServer as createTcpServer, type Socket} from 'node:net'
import {createServer as createTlsServer} from 'node:tls'
import {expect, onTestFinished, test} from 'vitest'
import {systemClock} from '../../src/check/schedule/clock.ts'
import {createWire, type WireRequest} from '../../src/check/wire/fetch.ts'
import {parseHead} from '../../src/check/wire/loose.ts'
import {createNames, systemLookup} from '../../src/check/wire/names.ts'
import {checkOne} from './run.ts'
import {inUrl, listen, page, testCertificate} from './server.ts'

const head = 'HTTP/1.1 200 OK\nContent-Type: text/html\nno header\n'

/** A host that answers each request in the same way. */
async function answering(reply: (socket: Socket) => void, {tls = false, host = '127.0.0.1'} = {}): Promise<string> {
  const answer = (socket: Socket): void => void socket.on('error', () => {}).once('data', () => reply(socket))
  const {key, selfSigned: cert} = testCertificate()
  const port = await listen(tls ? createTlsServer({key, cert}, answer) : createTcpServer(answer), host)
  return `${tls ? 'https' : 'http'}://${inUrl(host)}:${port}`
}

test.for([
  ['TLS', {tls: true}],
  ['IPv6', {host: '::1'}],
] as const)('over %s', async ([, kind]) => {
  const origin = await answering((socket) => socket.end(`${head}\n${page('A')}`), kind)
  expect(await checkOne(`${origin}/`, {insecure: true})).toMatchObject({verdict: 'ok', attempts: 2})
})

test('a reply that comes byte by byte', async () => {
  const origin = await answering((socket) => {
    const bytes = [...`${head}Content-Length: 22\n\n<title>A paper</title>`]
    socket.setNoDelay(true)
    const drip = setInterval(() => {
      const byte = bytes.shift()
      if (byte === undefined) clearInterval(drip)
      else socket.write(byte)
    }, 1)
  })
  expect(await checkOne(`${origin}/`, {timeoutMs: 8000})).toMatchObject({verdict: 'ok'})
})

test('a reply to HEAD has no body, whatever length it announces', async () => {
  const origin = await answering((socket) => socket.write(`${head}Content-Length: 50000\n\n`))
  const {verdict, evidence} = await checkOne(`${origin}/paper.pdf`)
  expect(verdict, evidence?.join('\n')).toBe('error') // The strict parser fails on HEAD, so GET is asked, whose body never comes.
  expect((await ask(origin, {method: 'HEAD'})).kind).toBe('response')
})

async function ask(origin: string, request: Partial<WireRequest>, allowPrivate = true) {
  const wire = await createWire({
    names: createNames(systemLookup, systemClock, () => []),
    clock: systemClock,
    allowPrivate,
    insecure: false,
    env: {},
    connectMs: 1000,
    connectionsFor: () => 1,
  })
  onTestFinished(() => wire.close())
  return wire.send({method: 'GET', origin, path: '/', headers: {}, timeoutMs: 1000, loose: true, wanted: () => 1000, ...request})
}

test.for(['127.0.0.1', 'localhost'])('%s can’t be asked in this way either', async (name) => {
  const origin = await answering((socket) => socket.end(`${head}\nsecret`))
  expect(await ask(origin.replace('127.0.0.1', name), {}, false)).toMatchObject({kind: 'failure', reason: 'private-address'})
})

test('an endless page is read no further than wanted', async () => {
  let sentBytes = 0
  const origin = await answering((socket) => {
    socket.write(`${head}Transfer-Encoding: chunked\n\n`)
    const chunk = `400\n${'a'.repeat(1024)}\n`
    const send = (): void => {
      while (!socket.destroyed && sentBytes < 50_000_000 && socket.write(chunk)) sentBytes += chunk.length
      sentBytes += chunk.length
    }
    socket.on('drain', send)
    send()
  })
  expect(await ask(origin, {})).toMatchObject({kind: 'response', truncated: true})
  expect(sentBytes).toBeLessThan(20_000_000)
})

test('a reply that does not come times out like any other', async () => {
  const origin = await answering((socket) => socket.write(head))
  const startedAt = performance.now()
  expect(await ask(origin, {timeoutMs: 300})).toMatchObject({kind: 'failure', reason: 'timeout'})
  expect(performance.now() - startedAt).toBeLessThan(1500)
})

test.for([
  ['folded lines', ` a\n`],
  ['headers of one name', 'a:\n'],
  ['lines without a colon', 'a\n'],
  ['colons', ':'],
  ['informational replies', '\nHTTP/1.1 103\n'],
])('a head full of %s costs little', ([, part]) => {
  const startedAt = performance.now()
  parseHead(`HTTP/1.1 200 OK\nX: y\n${(part ?? '').repeat(256_000 / (part ?? ' ').length)}\n\n`)
  expect(performance.now() - startedAt).toBeLessThan(3000) // It would take seconds more if it were quadratic.
})
