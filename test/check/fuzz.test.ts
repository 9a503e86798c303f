/** A server that breaks every rule of HTTP: whatever it says, each link gets one verdict, in time, and never a wrong `dead`. */
import {expect, test} from 'vitest'
import {fastClock, virtualClock} from './clock.ts'
import {checkAll} from './run.ts'
import {serveRaw} from './server.ts'

const statusLines = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200',
  'HTTP/1.0 200 OK',
  'HTTP/9.9 200 OK',
  'HTTP/1.1 99999 What',
  'HTTP/1.1 -1',
  'ICY 200 OK',
  'HTTP/1.1 301 M',
  '',
  '\0\u0001\u0002',
  'HTTP/1.1 000 Z',
  'HTTP/1.1 600 Six',
  'HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK',
]
const headerLines = [
  'Content-Type: text/html',
  'Content-Length: 5',
  'Content-Length: 5\r\nContent-Length: 7',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, gzip',
  'Content-Encoding: gzip',
  'Content-Encoding: br, br, br',
  'Location: http://[::g]/',
  'Location: \u0000',
  'Location: //',
  'Location: javascript:alert(1)',
  'Retry-After: tomorrow',
  'Set-Cookie: =;=;=',
  'RateLimit: limit=x, remaining=-, reset=',
  'X: \u00ff\u00fe',
  ': no name',
  'no colon',
  ' folded',
  `X-Long: ${'a'.repeat(300_000)}`,
]
const bodies = [
  '',
  'hello',
  '<title>404</title>',
  '5\r\nhello\r\n0\r\n\r\n',
  'zz\r\nhello',
  '\u001f\u008b\u0008\u0000garbage',
  '<'.repeat(3000),
  '<meta http-equiv=refresh content="0;url=http://[">',
  '<script>location="\u0000"</script>',
]

test('fuzzed replies', {timeout: 120_000}, async () => {
  const {random} = virtualClock(20_260_601)
  const pick = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? ''
  const server = await serveRaw((socket, request) => {
    if (request.startsWith('HEAD') && random() < 0.3) {
      socket.destroy()
      return
    }
    const headers = Array.from({length: Math.floor(random() * 4)}, () => pick(headerLines)).join('\r\n')
    const bytes = Buffer.from(`${pick(statusLines)}\r\n${headers}${headers === '' ? '' : '\r\n'}\r\n${pick(bodies)}`, 'latin1')
    const cut = random() < 0.2 ? Math.floor(random() * bytes.length) : bytes.length
    socket.write(bytes.subarray(0, cut))
    const end = random()
    if (end < 0.5) socket.end()
    else if (end < 0.7) socket.destroy()
    // Else it stays open, and the reader has to know when to stop.
  })
  const hosts = Array.from({length: 40}, (_, index) => index + 1)
  const urls = Array.from({length: 240}, (_, index) =>
    server.url(`/${hosts[index % 40]}/${index}${index % 5 === 0 ? '.pdf' : ''}${index % 7 === 0 ? '#part' : ''}`),
  )
  // A host that fails for one page in three is left alone a few times, and then asked slowly.
  const clock = fastClock(10, 0.5)
  const results = await checkAll(urls, {timeoutMs: 3000, retries: 1, hosts: {'*': {concurrency: 32}}}, {clock})
  expect(results.size).toBe(240)
  for (const {verdict, reason} of results.values()) if (verdict === 'dead') expect(['soft-404', 'redirect-loop']).toContain(reason)
})
