/** TLS as browsers judge it, by the built program, which is told about a test authority as users tell it about theirs. */
import {readFileSync} from 'node:fs'
import {createServer as createSecureServer} from 'node:https'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {judgeFailure} from '../../src/check/verdict/judge-failure.ts'
import {failureOf} from '../../src/check/wire/failure.ts'
import {folder, run} from '../helpers/program.ts'
import {listen, page, type ServeOptions, serve} from './server.ts'

const pem = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), 'utf8')
const key = pem('server-key')

/** What a host has, and its expected verdict. */
const hosts: readonly (readonly [name: string, tls: NonNullable<ServeOptions['tls']>, says: string])[] = [
  ['a good certificate', {cert: pem('valid')}, 'ok ok'],
  ['its intermediate beside it', {cert: pem('chained')}, 'ok ok'],
  ['TLS 1.2 only', {cert: pem('valid'), maxVersion: 'TLSv1.2'}, 'ok ok'],
  ['TLS 1.3 only', {cert: pem('valid'), minVersion: 'TLSv1.3'}, 'ok ok'],
  ['a certificate that has expired', {cert: pem('expired')}, 'dead tls-expired insecure'],
  // Perhaps this machine's clock is wrong.
  ['a certificate of the future', {cert: pem('future')}, 'error tls-not-yet-valid insecure'],
  ['a certificate of another host', {cert: pem('wrong')}, 'dead tls-wrong-host insecure'],
  ['a certificate signed by itself', {cert: pem('self-signed')}, 'dead tls-self-signed insecure'],
  // Browsers find the intermediate by themselves.
  ['no intermediate', {cert: pem('incomplete')}, 'error tls-incomplete-chain insecure'],
  [
    'TLS 1.0 only',
    {cert: pem('valid'), minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0'},
    'error tls-protocol insecure',
  ],
  [
    'a cipher that nobody wants',
    {cert: pem('valid'), maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0'},
    'error tls-protocol insecure',
  ],
  ['an optional client certificate', {cert: pem('valid'), requestCert: true, rejectUnauthorized: false}, 'ok ok'],
  [
    'a required client certificate',
    {cert: pem('valid'), requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2'},
    'error tls-protocol insecure',
  ],
  ['another protocol inside', {cert: pem('valid'), ALPNProtocols: ['acme-tls/1']}, 'error tls-no-http1 insecure'],
]

test('certificates and versions', {timeout: 60_000}, async () => {
  const servers = await Promise.all(hosts.map(([, tls]) => serve({'*': page('Secure')}, {tls: {key, ...tls}, host: '127.0.0.1'})))
  const cwd = folder({
    'README.md': `# List\n\n${servers.map((server) => `- <${server.url('/')}>`).join('\n')}\n`,
    'ca.pem': pem('authority'),
  })
  const {stdout} = await run(['--no-config', '--allow-private', '--format', 'json', '--retries', '0', '--timeout', '8s'], {
    cwd,
    env: {NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem')},
  })
  const {links} = JSON.parse(stdout) as {links: {url: string; verdict: string; reason: string; findings?: string[]}[]}
  const told = servers.map((server, index) => {
    const link = links.find(({url}) => url === server.url('/'))
    return [hosts[index]?.[0], [link?.verdict, link?.reason, ...(link?.findings ?? [])].join(' ')]
  })
  expect(told).toEqual(hosts.map(([name, , says]) => [name, says]))
})

test('no link is dead where one of the servers behind a name has a certificate that expired', {timeout: 60_000}, async ({
  onTestFinished,
}) => {
  const behind = ['expired', 'valid'].map((cert) =>
    createSecureServer({key, cert: pem(cert)}, (_, response) => void response.setHeader('connection', 'close').end(page('Secure'))),
  )
  let connections = 0
  const balancer = createServer((socket) => void behind[connections++ % behind.length]?.emit('connection', socket))
  onTestFinished(() => void balancer.close())
  const port = await listen(balancer)
  const cwd = folder({
    'README.md': `# List\n\n${Array.from({length: 6}, (_, index) => `- <https://127.0.0.1:${port}/${index}>`).join('\n')}\n`,
    'ca.pem': pem('authority'),
  })
  const {stdout} = await run(['--no-config', '--allow-private', '--format', 'json'], {cwd, env: {NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem')}})
  const {links} = JSON.parse(stdout) as {links: {verdict: string}[]}
  const count = (wanted: string): number => links.filter(({verdict}) => verdict === wanted).length
  expect([count('dead'), count('ok') > 3]).toEqual([0, true])
})

/** A TLS 1.2 `ServerHello` with `ECDHE-RSA-AES128-GCM-SHA256` and no extensions, as of a server older than RFC 5746. */
const oldGreeting = Buffer.from(`160303002a020000260303${'5a'.repeat(32)}00c02f00`, 'hex')

test.for<[string, reply: Buffer, says: string]>([
  ['one from before RFC 5746, and ends', oldGreeting, 'error reset'],
  ['an alert that the name is unknown', Buffer.from('15030300020270', 'hex'), 'error tls-protocol'],
  ['an alert that there is nothing in common', Buffer.from('15030300020228', 'hex'), 'error tls-protocol'],
  ['the end at once', Buffer.alloc(0), 'error reset'],
  ['plain HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'error tls-protocol'],
])('a host that answers the handshake with %s', async ([, reply, says]) => {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(reply))
  })
  const port = await listen(server)
  const {checkOne} = await import('./run.ts')
  const {verdict, reason} = await checkOne(`https://127.0.0.1:${port}/`, {retries: 0})
  expect(`${verdict} ${reason}`).toBe(says)
})

test('an unanswered handshake holds up its link, but not the end of the run', async () => {
  const server = createServer((socket) => void socket.on('error', () => {}).resume())
  const port = await listen(server)
  const cwd = folder({'README.md': `# List\n\n- <https://127.0.0.1:${port}/>\n`})
  const {stdout} = await run(['--no-config', '--allow-private', '--format', 'json', '--timeout', '1s'], {cwd})
  expect(JSON.parse(stdout)).toMatchObject({links: [{verdict: 'error', reason: 'timeout'}]})
})

test('a host that requires a client certificate is blocked, like a login', () => {
  const {failure, reason, detail} = failureOf({code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', message: 'alert'})
  expect(judgeFailure(failure, reason, detail)).toMatchObject({verdict: 'blocked', reason: 'client-certificate'})
})

test('a header that can’t be sent says nothing about the link', () => {
  const {failure, reason, detail} = failureOf({code: 'UND_ERR_INVALID_ARG', message: 'invalid X-Key header'})
  expect(judgeFailure(failure, reason, detail)).toMatchObject({verdict: 'error', reason: 'not-sent'})
})
