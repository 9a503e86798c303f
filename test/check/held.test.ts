/** Requests that had to wait for their connection while their host asked for peace. */

import {createServer} from 'node:https'
import {createServer as createTcpServer} from 'node:net'
import {expect, test} from 'vitest'
import {checkAll} from './run.ts'
import {listen, page, testCertificate} from './server.ts'

test('a request does not leave if its host asked for peace before its connection was made', async () => {
  const {key, selfSigned} = testCertificate()
  const askedMs: number[] = []
  const toldMs: number[] = []
  const secure = createServer({key, cert: selfSigned}, (_, response) => {
    askedMs.push(performance.now())
    if (askedMs.length === 2) {
      toldMs.push(performance.now())
      response.writeHead(429, {'retry-after': '1'}).end()
    } else response.end(page('A paper'))
  })
  let connections = 0
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    // All but the first are slow to be made, one after the other: the second one's reply is heard before the third is there.
    setTimeout(() => secure.emit('connection', socket), 300 * connections++)
  })
  const port = await listen(server)
  const urls = [1, 2, 3, 4].map((number) => `https://127.0.0.1:${port}/${number}`)
  const results = await checkAll(urls, {insecure: true, timeoutMs: 10_000})
  expect([...results.values()].map(({verdict}) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok'])
  const told = toldMs[0] ?? 0
  expect(askedMs.filter((atMs) => atMs > told && atMs < told + 950)).toEqual([])
})
