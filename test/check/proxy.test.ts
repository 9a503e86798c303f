/** Proxies named by the environment, over real sockets. */
import {createServer} from 'node:http'
import {connect} from 'node:net'
import {describe, expect, test} from 'vitest'
import {proxiesIn} from '../../src/check/wire/proxy.ts'
import {fetchFor} from '../../src/web.ts'
import {checkAll} from './run.ts'
import {listen, page, serve, testCertificate} from './server.ts'

/** A proxy that tunnels wherever it is told, or answers CONNECT with a status; and the hosts that it was asked for. */
async function tunnelling(status = 200): Promise<{readonly url: string; readonly asked: readonly string[]}> {
  const asked: string[] = []
  const proxy = createServer((_, response) => response.writeHead(status === 200 ? 400 : status).end())
  proxy.on('connect', ({url = ''}, client) => {
    asked.push(url)
    client.on('error', () => {})
    if (status !== 200) return client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const [, port] = url.split(':')
    const server = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      server.pipe(client).pipe(server)
    })
    server.on('error', () => client.destroy())
    return undefined
  })
  const port = await listen(proxy)
  return {url: `http://127.0.0.1:${port}`, asked}
}

describe('a proxy', () => {
  test('tunnels https, even if it is named without a scheme', async () => {
    const {key, cert} = testCertificate()
    const server = await serve({'*': page('Behind the tunnel')}, {tls: {key, cert}})
    const proxy = await tunnelling()
    const urls = Array.from({length: 5}, (_, index) => server.url(`/${index}`))
    for (const HTTPS_PROXY of [proxy.url, proxy.url.replace('http://', '')]) {
      const results = await checkAll(urls, {insecure: true}, {env: {HTTPS_PROXY}})
      expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(5).fill('ok'))
    }
    expect(new Set(proxy.asked)).toEqual(new Set([`127.0.0.1:${server.port}`]))
  })

  test('takes no certificate on trust', async () => {
    const {key, selfSigned} = testCertificate()
    const server = await serve({'*': page('Whose?')}, {tls: {key, cert: selfSigned}})
    const proxy = await tunnelling()
    const env = {HTTPS_PROXY: proxy.url}
    const [checked] = (await checkAll([server.url('/a')], {retries: 0}, {env})).values()
    expect(checked).toMatchObject({verdict: 'dead', reason: 'tls-self-signed'})
    const request = {method: 'GET', headers: {authorization: 'Bearer t0ken'}, signal: AbortSignal.timeout(5000)}
    await expect(fetchFor(env)(server.url('/b'), request)).rejects.toThrow(/self-signed/)
    expect(server.asked).toEqual([])
    expect((await fetchFor(env, true)(server.url('/c'), request)).status).toBe(200)
  })

  test.for([403, 407, 502])('that answers %i makes no link dead', async (status) => {
    const {url} = await tunnelling(status)
    const env = {HTTP_PROXY: url, HTTPS_PROXY: url}
    const results = await checkAll(['https://a.example/x', 'http://a.example/x'], {retries: 0}, {env})
    for (const {verdict} of results.values()) expect(['blocked', 'error']).toContain(verdict)
  })

  test.for(['http', 'socks5'])('that is not there makes no link dead (%s)', async (scheme) => {
    const env = {HTTP_PROXY: `${scheme}://127.0.0.1:9`, HTTPS_PROXY: `${scheme}://127.0.0.1:9`}
    const results = await checkAll(['https://a.example/x', 'http://a.example/x'], {retries: 0}, {env})
    expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(['error proxy', 'error proxy'])
  })
})

test('a proxy that is not there is reported once, and does not cost time for every link', {timeout: 20_000}, async () => {
  const env = {HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9'}
  const warnings: string[] = []
  const urls = Array.from({length: 40}, (_, index) => `https://host-${index % 20}.example/${index}`)
  const startedMs = performance.now()
  const results = await checkAll(urls, {}, {env, onWarning: (message) => void warnings.push(message)})
  const told = new Set([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`))
  expect([...told].filter((each) => each !== 'error proxy')).toEqual(['error offline'])
  expect(warnings.filter((each) => each.includes('refuses all connections'))).toHaveLength(1)
  expect(performance.now() - startedMs).toBeLessThan(10_000)
})

test('a wrong address of a proxy is a mistake of use, whose message does not repeat it', () => {
  for (const HTTPS_PROXY of ['http://user:s3cret@[', 'ftp://user:s3cret@proxy.example']) {
    expect(() => proxiesIn({HTTPS_PROXY})).toThrow('Expected `HTTPS_PROXY` to be the address of a proxy')
    expect(() => proxiesIn({HTTPS_PROXY})).not.toThrow('s3cret')
  }
  expect(proxiesIn({HTTP_PROXY: ' ', no_proxy: '*'})).toBeUndefined()
  expect(proxiesIn({HTTP_PROXY: 'http://u:p@a.example:1', http_proxy: 'b.example:2'})).toMatchObject({
    http: 'http://b.example:2',
    https: '',
  })
})
