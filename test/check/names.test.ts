/** Names with several addresses, some of them dead; name servers in trouble; and what TLS makes of names. */
import {createServer} from 'node:https'
import {createSecureContext, createServer as createTlsServer} from 'node:tls'
import {expect, test} from 'vitest'
import {type Address, impatient, type Lookup} from '../../src/check/wire/names.ts'
import {checkOne} from './run.ts'
import {listen, page, serve, testCertificate} from './server.ts'

const name = 'lab.paperlint.org'
const here: Address = {address: '127.0.0.1', family: 4}

test.for<[string, Address]>([
  ['IPv6, which is refused', {address: '::1', family: 6}],
  ['IPv6, which leads nowhere', {address: '100::1', family: 6}],
  ['IPv4, which leads nowhere', {address: '192.0.2.1', family: 4}],
  ['IPv4 of no use', {address: '240.0.0.1', family: 4}],
])('%s, before one that answers', async ([, dead]) => {
  const server = await serve({'*': page('A')})
  const {verdict, evidence} = await checkOne(`http://${name}:${server.port}/`, {}, {lookup: async () => [dead, here]})
  expect(verdict, evidence?.join('\n')).toBe('ok')
})

test.for<[codes: readonly string[], says: string]>([
  [['EAI_AGAIN'], 'error dns-temporary'],
  [['ESERVFAIL'], 'error dns-temporary'],
  [['EREFUSED'], 'error dns-temporary'],
  [['EAI_AGAIN', 'ENOTFOUND'], 'error dns-temporary'],
  [['ENOTFOUND'], 'dead dns'],
  [['ENODATA'], 'dead dns'],
  [['ENOTFOUND', ''], 'ok ok'],
])('a name server that says %o', async ([codes, says]) => {
  const server = await serve({'*': page('A')})
  let asked = 0
  const lookup = async (hostname: string): Promise<readonly Address[]> => {
    const code = hostname === name ? codes[Math.min(asked++, codes.length - 1)] : ''
    if (code) throw Object.assign(new Error(code), {code})
    return [here]
  }
  const {verdict, reason} = await checkOne(`http://${name}:${server.port}/`, {}, {lookup})
  expect(`${verdict} ${reason}`).toBe(says)
})

test.for(['2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion', 'lab.alt'])('%s is no name of the DNS', async (other) => {
  const lookup = async (): Promise<readonly Address[]> => Promise.reject(Object.assign(new Error('none'), {code: 'ENOTFOUND'}))
  expect(await checkOne(`http://${other}/`, {}, {lookup})).toMatchObject({verdict: 'error', reason: 'dns-elsewhere'})
})

test.for(['localhost', 'lab.localhost', 'localhost.'])('%s is this machine, whatever a name server says', async (local) => {
  const server = await serve({'*': page('A')})
  const lookup = (): Promise<never> => Promise.reject(Object.assign(new Error('no such name'), {code: 'ENOTFOUND'}))
  expect(await checkOne(`http://${local}:${server.port}/`, {}, {lookup})).toMatchObject({verdict: 'ok'})
})

test('a name server that does not know a name for a second', async () => {
  const server = await serve({'*': page('A')})
  let sinceMs: number | undefined
  const lookup = async (hostname: string): Promise<readonly Address[]> => {
    if (hostname === name && performance.now() - (sinceMs ??= performance.now()) < 1000)
      throw Object.assign(new Error('no such name'), {code: 'ENOTFOUND'})
    return [here]
  }
  expect(await checkOne(`http://${name}:${server.port}/`, {}, {lookup})).toMatchObject({verdict: 'ok'})
})

const {key, selfSigned: cert} = testCertificate()

test('a host that needs to be told its name', async () => {
  const server = createServer(
    {
      key,
      cert,
      SNICallback: (asked, callback) =>
        asked === name ? callback(null, createSecureContext({key, cert})) : callback(new Error('unknown')),
    },
    (_, response) => response.end(page('A')),
  )
  const port = await listen(server)
  expect(await checkOne(`https://${name}:${port}/`, {insecure: true}, {lookup: async () => [here]})).toMatchObject({verdict: 'ok'})
})

test('a connection that ends without TLS’s closing message', async () => {
  const server = createTlsServer({key, cert})
  server.on('connection', (raw) => {
    server.once('secureConnection', (socket) => {
      socket
        .on('error', () => {})
        .once('data', () => {
          socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${page('A')}`, () => setTimeout(() => raw.destroy(), 50))
        })
    })
  })
  const port = await listen(server)
  expect(await checkOne(`https://127.0.0.1:${port}/`, {insecure: true})).toMatchObject({verdict: 'ok'})
})

const never: Lookup = () => new Promise(() => {})
const absent: Lookup = async () => {
  throw Object.assign(new Error('no such name'), {code: 'ENOTFOUND'})
}
const finds: Lookup = async () => [here]
const late =
  (lookup: Lookup): Lookup =>
  (hostname) =>
    new Promise((resolve) => setTimeout(() => resolve(lookup(hostname)), 60))

test.for<[string, first: Lookup, other: Lookup, says: string]>([
  ['silent, the other knows', never, finds, '127.0.0.1'],
  ['at once, the other is not asked', absent, finds, 'ENOTFOUND'],
  ['late, the other knows nothing', late(finds), absent, '127.0.0.1'],
  ['late that there is none, the other neither', late(absent), absent, 'ENOTFOUND'],
])('a resolver that answers %s', async ([, first, other, says]) => {
  const told = await impatient(
    first,
    other,
    20,
  )(name).then(
    ([found]) => found?.address,
    ({code}: {code: string}) => code,
  )
  expect(told).toBe(says)
})
