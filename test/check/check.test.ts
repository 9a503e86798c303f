/** The checker over real sockets on the loopback. */

import {createServer as createHttpServer, type RequestListener} from 'node:http'
import {createSecureServer} from 'node:http2'
import {type AddressInfo, createServer, type Socket} from 'node:net'
import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib'
import {describe, expect, onTestFinished, test} from 'vitest'
import {checkEach} from '../../src/check/index.ts'
import {type Clock, systemClock} from '../../src/check/schedule/clock.ts'
import {createNames} from '../../src/check/wire/names.ts'
import {identityOf} from '../../src/core/link/identity.ts'
import {type CheckOptions, defaultCheckOptions} from '../../src/core/options.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {virtualClock} from './clock.ts'
import {checkAll, checkOne} from './run.ts'
import {otherAddress, page, serve, serveRaw, serveSlowly, testCertificate} from './server.ts'

describe('one request per page', () => {
  test('fragments share it, and those that the page lacks are reported', async () => {
    const server = await serve({'/notes': page('Notes', '<h2 id="method">Method</h2><a name="old"></a><h3 id="résumé"></h3>')})
    const fragments = ['', '#method', '#old', '#missing', '#r%C3%A9sum%C3%A9', '#top', '#:~:text=age', '#L10']
    const results = await checkAll(fragments.map((fragment) => server.url('/notes') + fragment))
    expect(server.asked.length).toBe(1)
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(fragments.map(() => 'ok'))
    const missing = [...results.values()].filter(({findings}) => findings?.includes('fragment-missing') === true)
    expect(missing.map(({url}) => url)).toEqual([`${server.url('/notes')}#missing`])
  })

  test('fragments of a page that a script draws are not judged', async () => {
    const server = await serve({'/app': '<title>App</title><div id="root"></div><script src="app.js"></script>'})
    expect((await checkOne(`${server.url('/app')}#section`)).findings).toBeUndefined()
  })

  test('spellings of one address are one page', async () => {
    const server = await serve({'*': page('A')})
    await checkAll([server.url('/a/../b'), server.url('/b'), server.url('/b').replace('http:', 'HTTP:')])
    expect(server.asked.length).toBe(1)
  })
})

describe('connections', () => {
  // Any link's request may get a connection that another link has used.
  test('a host that closes connections which it offered to keep gets retries on connections of their own', async () => {
    const text = page('Paper', '<p>'.repeat(8000))
    const answer = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\nContent-Length: ${text.length}\r\n\r\n`
    const asked = new Map<Socket, number>()
    const server = await serveRaw((socket, request) => {
      const count = (asked.get(socket) ?? 0) + 1
      asked.set(socket, count)
      if (count > 1) socket.resetAndDestroy()
      else socket.write(request.startsWith('HEAD') ? answer : answer + text)
    })
    const results = await checkAll(Array.from({length: 60}, (_, index) => server.url(`/paper/${index}`)))
    const bad = [...results.values()].filter(({verdict}) => verdict !== 'ok')
    expect(bad.map(({url, evidence}) => [url, evidence])).toEqual([])
  })
})

describe('HEAD and GET', () => {
  test('a large host is asked by HEAD, and its refusals by GET', async () => {
    const big = page('Paper', '<p>'.repeat(8000))
    const server = await serve({
      '*': (asked, response) => {
        const refused = asked.path.endsWith('7') && asked.method === 'HEAD'
        response.writeHead(refused ? 405 : 200, {'content-type': 'text/html', 'content-length': Buffer.byteLength(big)})
        response.end(asked.method === 'HEAD' ? undefined : big)
      },
    })
    const results = await checkAll(Array.from({length: 30}, (_, index) => server.url(`/paper/${index}`)))
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    const methods = server.asked.map(({method}) => method)
    expect(methods.filter((method) => method === 'GET').length).toBe(3)
    expect(server.connections()).toBeLessThanOrEqual(8)
  })

  test('a smaller host is asked by HEAD once one page has been read', async () => {
    const big = page('Paper', '<p>'.repeat(8000))
    const server = await serve({'*': big})
    await checkAll(Array.from({length: 10}, (_, index) => server.url(`/paper/${index}`)))
    expect(server.asked.map(({method}) => method)).toEqual(['GET', ...Array.from({length: 9}, () => 'HEAD')])
  })

  test('a smaller host that is slow is asked for each page once', async () => {
    const server = await serve({'*': (_, response) => void setTimeout(() => response.end(page('Paper')), 300)})
    await checkAll(Array.from({length: 12}, (_, index) => server.url(`/paper/${index}`)))
    expect(server.asked.length).toBe(12)
  })

  test('a "not found" to HEAD waits until the host has shown that it can be believed', async () => {
    const big = page('Paper', '<p>'.repeat(8000))
    const lost = new Set(['/paper/0', '/paper/3', '/paper/30'])
    const server = await serve({
      '*': ({method, path}, response) => {
        response.writeHead(lost.has(path) ? 404 : 200, {'content-type': 'text/html', 'content-length': Buffer.byteLength(big)})
        response.end(method === 'HEAD' ? undefined : big)
      },
    })
    const results = await checkAll(Array.from({length: 40}, (_, index) => server.url(`/paper/${index}`)))
    expect([...results.values()].filter(({verdict}) => verdict === 'dead').length).toBe(3)
    expect(server.asked.length).toBeLessThanOrEqual(41)
    expect(results.get(server.url('/paper/0'))?.attempts).toBe(1)
  })

  test('a host that has nothing left is soon asked by GET alone', async () => {
    const server = await serve({})
    const results = await checkAll(Array.from({length: 40}, (_, index) => server.url(`/paper/${index}`)))
    expect([...results.values()].every(({verdict}) => verdict === 'dead')).toBe(true)
    expect(server.asked.filter(({method}) => method === 'HEAD').length).toBeLessThan(16)
    expect(server.asked.length).toBeLessThan(40 + 16)
  })

  test('only a few "not found" are believed without GET, and none from a host that lies to HEAD', async () => {
    const big = page('Paper', '<p>'.repeat(8000))
    const server = await serve({
      '*': ({method, path}, response) => {
        const isRefused = method === 'HEAD' && Number(path.slice('/paper/'.length)) >= 24
        response.writeHead(isRefused ? 404 : 200, {'content-type': 'text/html', 'content-length': Buffer.byteLength(big)})
        response.end(method === 'HEAD' ? undefined : big)
      },
    })
    const results = await checkAll(Array.from({length: 40}, (_, index) => server.url(`/paper/${index}`)))
    expect([...results.values()].filter(({verdict}) => verdict === 'dead').length).toBeLessThanOrEqual(3)
  })

  test('HEAD is given up for files that turn out to be pages', async () => {
    const server = await serve({'*': page('Viewer')})
    await checkAll(Array.from({length: 60}, (_, index) => server.url(`/paper/${index}.pdf`)))
    // The additional one is for a made-up address.
    expect(server.asked.filter(({method}) => method === 'GET').length).toBe(60 + 1)
    expect(server.asked.length).toBeLessThanOrEqual(60 + 1 + 8)
  })

  test.for<[string, number, Record<string, string>]>([
    ['refused', 405, {}],
    ['limited', 429, {'retry-after': '0'}],
    ['turned away', 403, {}],
  ])('HEAD is given up for files too if it is %s', async ([, status, headers]) => {
    const server = await serve({
      '*': ({method}, response) =>
        void (method === 'HEAD' ? response.writeHead(status, headers) : response.writeHead(200, {'content-type': 'application/pdf'})).end(),
    })
    const results = await checkAll(Array.from({length: 40}, (_, index) => server.url(`/paper/${index}.pdf`)))
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    expect(server.asked.length).toBeLessThanOrEqual(40 + 12)
  })

  test('a "not found" to HEAD is not believed', async () => {
    const server = await serve({
      '*': (asked, response) => response.writeHead(asked.method === 'HEAD' ? 404 : 200, {'content-type': 'application/pdf'}).end(),
    })
    expect((await checkOne(server.url('/paper.pdf'))).verdict).toBe('ok')
  })

  test.for<[name: string, hosts: CheckOptions['hosts'], paced: boolean]>([
    ['of the host', {'127.0.0.1': {intervalMs: 400}}, true],
    ['of all hosts', {'*': {intervalMs: 400}}, true],
    ['of the host, over that of all', {'127.0.0.1': {intervalMs: 400}, '*': {intervalMs: 0}}, true],
    ['of the host that may be asked faster than all', {'127.0.0.1': {intervalMs: 0}, '*': {intervalMs: 5000}}, false],
  ])('the interval %s is kept', async ([, hosts, paced]) => {
    const server = await serve({'*': page('Paper')})
    const startedMs = performance.now()
    await checkAll(['/a', '/b', '/c'].map(server.url), {hosts})
    const gaps = server.asked.slice(1).map(({atMs}, index) => atMs - (server.asked[index]?.atMs ?? 0))
    expect(gaps).toHaveLength(2)
    if (paced) for (const gap of gaps) expect(gap).toBeGreaterThan(300)
    else expect(performance.now() - startedMs).toBeLessThan(5000)
  })

  test.for<[most: number, hosts: CheckOptions['hosts']]>([
    [1, {'*': {concurrency: 1}}],
    [2, {'127.0.0.1': {concurrency: 2}, '*': {concurrency: 1}}],
  ])('no more than %i requests are under way at once', async ([allowed, hosts]) => {
    const {server, most} = await serveSlowly(page('Paper'))
    await checkAll(['/a', '/b', '/c', '/d', '/e', '/f'].map(server.url), {hosts})
    expect(most()).toBe(allowed)
  })

  test('where HEAD leads is confirmed by GET once for a host', async () => {
    const server = await serve({
      '*': ({path}, response) =>
        path.startsWith('/old')
          ? response.writeHead(301, {location: path.replace('old', 'new')}).end()
          : response.writeHead(200, {'content-type': 'application/pdf', 'content-length': 3e6}).end(),
    })
    const urls = Array.from({length: 6}, (_, index) => server.url(`/old/${index}.pdf`))
    const results = await checkAll(urls, {hosts: {'127.0.0.1': {concurrency: 1}}})
    expect(urls.map((url) => results.get(url)?.finalUrl)).toEqual(urls.map((url) => url.replace('old', 'new')))
    expect(server.asked.filter(({method}) => method === 'GET').map(({path}) => path)).toEqual(['/old/0.pdf'])
    expect(server.asked).toHaveLength(13)
  })

  test('where HEAD leads to another host with the same path, GET is not asked', async () => {
    const other = await serve(
      {'*': (_, response) => response.writeHead(200, {'content-type': 'application/pdf', 'content-length': 3e6}).end()},
      {host: otherAddress},
    )
    const server = await serve({'*': ({path}, response) => response.writeHead(301, {location: other.url(path)}).end()})
    expect(await checkOne(server.url('/a.pdf'))).toMatchObject({verdict: 'moved', finalUrl: other.url('/a.pdf')})
    expect([...server.asked, ...other.asked].map(({method}) => method)).toEqual(['HEAD', 'HEAD'])
  })

  test('a host that refuses HEAD, and leads GET to another one, is known for that', async () => {
    const other = await serve(
      {'*': (_, response) => response.writeHead(200, {'content-type': 'application/pdf', 'content-length': 3e6}).end()},
      {host: otherAddress},
    )
    const server = await serve({
      '*': ({method, path}, response) =>
        void (method === 'HEAD' ? response.writeHead(403) : response.writeHead(302, {location: other.url(path)})).end(),
    })
    const urls = Array.from({length: 6}, (_, index) => server.url(`/${index}.pdf`))
    const results = await checkAll(urls, {hosts: {'127.0.0.1': {concurrency: 1}}})
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(urls.map(() => 'ok'))
    expect(server.asked.map(({method}) => method).filter((method) => method === 'HEAD')).toHaveLength(2)
  })

  test('files are asked by HEAD', async () => {
    const server = await serve({
      '*': (_, response) => response.writeHead(200, {'content-type': 'application/pdf', 'content-length': 3e8}).end(),
    })
    expect((await checkOne(server.url('/thesis.pdf?download=1'))).verdict).toBe('ok')
    expect(server.asked.map(({method}) => method)).toEqual(['HEAD'])
  })
})

describe('redirects', () => {
  test('only the permanent part of a chain is suggested, with the fragment', async () => {
    const server = await serve({
      '/a': (_, response) => response.writeHead(301, {location: '/b'}).end(),
      '/b': (_, response) => response.writeHead(308, {location: '/c'}).end(),
      '/c': (_, response) => response.writeHead(302, {location: '/d?session=1'}).end(),
      '/d': page('Here', '<i id="x"></i>'),
    })
    expect(await checkOne(`${server.url('/a')}#x`)).toMatchObject({
      verdict: 'moved',
      reason: 'moved',
      finalUrl: `${server.url('/c')}#x`,
      attempts: 4,
    })
  })

  test.for([
    ['/dir', '/dir/', 'moved-slash'],
    ['/guide', '/en/guide', 'moved-locale'],
    ['/old', '/new', 'moved'],
    ['/index.html', '/', 'moved'],
  ] as const)('%s to %s is %s', async ([from, to, reason]) => {
    const server = await serve({[from]: (_, response) => response.writeHead(301, {location: to}).end(), [to]: page('Here')})
    expect(await checkOne(server.url(from))).toMatchObject({verdict: 'moved', reason, finalUrl: server.url(to)})
  })

  test('a loop of redirects is dead, and so is an endless chain', async () => {
    const server = await serve({
      '/loop': (_, response) => response.writeHead(302, {location: '/loop'}).end(),
      '*': ({path}, response) => response.writeHead(302, {location: `${path}x`}).end(),
    })
    const results = await checkAll([server.url('/loop'), server.url('/x')])
    expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(['dead redirect-loop', 'dead redirect-loop'])
    expect(server.asked.length).toBeLessThanOrEqual(26)
  })

  test('cookies are kept along a chain, but only for their own host', async () => {
    const other = await serve({'*': page('Elsewhere')}, {host: otherAddress})
    const server = await serve({
      '*': ({headers}, response) => {
        if (headers.cookie === 'seen=1') response.writeHead(302, {location: other.url('/end')}).end()
        else response.writeHead(302, {location: '/again', 'set-cookie': 'seen=1; Path=/'}).end()
      },
    })
    expect((await checkOne(server.url('/again'))).verdict).toBe('ok')
    expect(other.asked[0]?.headers.cookie).toBeUndefined()
  })

  test('cookies that browsers drop are not sent', async () => {
    const server = await serve({
      '/a': (_, response) => response.writeHead(302, {location: '/b', 'set-cookie': [`big=${'x'.repeat(5000)}; Path=/`, 'ok=1\t2']}).end(),
      '/b': page('Here'),
    })
    expect((await checkOne(server.url('/a'))).verdict).toBe('ok')
    expect(server.asked.at(-1)?.headers.cookie).toBe('ok=1\t2')
  })

  test('a redirect to another service’s port is not followed', async () => {
    const server = await serve({'/a': (_, response) => response.writeHead(302, {location: 'http://127.0.0.1:25/'}).end()})
    expect(await checkOne(server.url('/a'))).toMatchObject({verdict: 'dead', reason: 'unsafe-port', attempts: 1})
  })

  test('a user and password of the URL stay with its origin', async () => {
    const other = await serve({'*': page('Elsewhere')}, {host: otherAddress})
    const server = await serve({'*': (_, response) => response.writeHead(302, {location: other.url('/end')}).end()})
    const checked = await checkOne(server.url('/x').replace('://', '://reader:s3cret@'))
    expect(checked.verdict).toBe('ok')
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('reader:s3cret').toString('base64')}`)
    expect(other.asked[0]?.headers.authorization).toBeUndefined()
    expect(JSON.stringify(checked.evidence)).not.toContain('s3cret')
  })

  test('headers set for a host are sent to that host only', async () => {
    const other = await serve({'*': page('Elsewhere')}, {host: otherAddress})
    const server = await serve({'*': (_, response) => response.writeHead(302, {location: other.url('/end')}).end()})
    await checkOne(server.url('/x'), {hosts: {'127.0.0.1': {headers: {'x-key': 'secret'}}}})
    expect(server.asked[0]?.headers['x-key']).toBe('secret')
    expect(other.asked[0]?.headers['x-key']).toBeUndefined()
  })

  test('a cookie set for a host is sent beside those that the host sets, which win', async () => {
    const server = await serve({
      '*': ({headers}, response) => {
        if (headers.cookie === 'sid=2; key=1') response.end(page('In'))
        else response.writeHead(302, {location: '/x', 'set-cookie': 'sid=2; Path=/'}).end()
      },
    })
    const checked = await checkOne(server.url('/x'), {hosts: {'127.0.0.1': {headers: {cookie: 'key=1; sid=1'}}}})
    expect(checked.verdict).toBe('ok')
    expect(server.asked.map(({headers}) => headers.cookie)).toEqual(['key=1; sid=1', 'sid=2; key=1'])
  })

  test('headers set for a host are sent with second looks too', async () => {
    const server = await serve({
      '*': ({headers, path}, response) => {
        if (headers['x-key'] !== 'secret') response.writeHead(401).end()
        else if (/[1-4]$/.test(path)) response.end(page(`Page ${path}`))
        else response.writeHead(404, {'content-type': 'text/html'}).end('<title>404</title>')
      },
    })
    const urls = [1, 2, 3, 4, 5, 6, 7].map((number) => server.url(`/x${number}`))
    const results = await checkAll(urls, {hosts: {'127.0.0.1': {headers: {'x-key': 'secret'}}}})
    expect(urls.map((url) => results.get(url)?.verdict)).toEqual(['ok', 'ok', 'ok', 'ok', 'dead', 'dead', 'dead'])
  })

  test('headers set for a host are not sent in clear text after a redirect from https to http', async () => {
    const plain = await serve({'*': page('In clear')})
    const tls = {key: testCertificate().key, cert: testCertificate().selfSigned}
    const secure = await serve({'*': (_, response) => response.writeHead(302, {location: plain.url('/end')}).end()}, {tls})
    await checkOne(secure.url('/x'), {insecure: true, hosts: {'127.0.0.1': {headers: {'x-key': 'secret'}}}})
    expect(secure.asked[0]?.headers['x-key']).toBe('secret')
    expect(plain.asked.map(({headers}) => headers['x-key'])).toEqual([undefined])
  })

  test('headers set for all hosts go to every host that has none of its own', async () => {
    const one = await serve({'*': page('One')})
    const other = await serve({'*': page('Other')}, {host: otherAddress})
    const hosts = {'*': {headers: {'x-all': 'a'}}, '127.0.0.1': {headers: {'x-own': 'b'}}}
    await checkAll([one.url('/x'), other.url('/x')], {hosts})
    expect([one, other].map(({asked}) => [asked[0]?.headers['x-all'], asked[0]?.headers['x-own']])).toEqual([
      [undefined, 'b'],
      ['a', undefined],
    ])
  })

  test('a request that cannot be sent is no evidence against the link', async () => {
    const server = await serve({'*': page('Up')})
    expect(await checkOne(server.url('/x'), {userAgent: 'a\nb', retries: 0})).toMatchObject({verdict: 'error', reason: 'not-sent'})
    expect(server.asked).toEqual([])
  })

  test('a page that leads elsewhere by itself is followed', async () => {
    const server = await serve({
      '/meta': '<title>Moved</title><meta http-equiv="refresh" content="0; url=/gone">',
      '/script': '<title>Redirecting</title><script>location.replace("/gone")</script>',
      '/here': '<title>Moved</title><meta content="1;URL=\'/end\'" http-equiv="Refresh">',
      '/reload': page('Live', '<meta http-equiv="refresh" content="5">'),
      '/end': page('End'),
    })
    const results = await checkAll(['/meta', '/script', '/here', '/reload'].map(server.url))
    expect([...results.values()].map(({url, verdict}) => `${new URL(url).pathname} ${verdict}`).sort()).toEqual([
      '/here ok',
      '/meta dead',
      '/reload ok',
      '/script dead',
    ])
  })

  test('a deep page that became the home page is suspected, a login is blocked', async () => {
    const server = await serve({
      '/people/smith/paper.html': (_, response) => response.writeHead(301, {location: '/'}).end(),
      '/members': (_, response) => response.writeHead(302, {location: '/login?next=%2Fmembers'}).end(),
      '/': page('Home'),
      '/login': '<title>Log in</title><form><input type="password"></form>',
    })
    const results = await checkAll([server.url('/people/smith/paper.html'), server.url('/members')])
    expect(results.get(server.url('/people/smith/paper.html'))).toMatchObject({verdict: 'error', findings: ['soft-404']})
    expect(results.get(server.url('/members'))).toMatchObject({verdict: 'blocked', reason: 'login'})
  })
})

describe('private addresses', () => {
  test.for([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://localhost:1/',
    'http://0x7f000001:81/',
    'http://2130706433:81/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[::ffff:127.0.0.1]:81/',
    'http://[64:ff9b::7f00:1]:81/',
    'http://[fe80::1]:81/',
    'http://0.0.0.0:81/',
  ])('%s is not asked', async (url) => {
    expect(await checkOne(url, {allowPrivate: false})).toMatchObject({verdict: 'skipped', reason: 'private-address'})
  })

  test('nor is a public name that resolves to one', async () => {
    const server = await serve({'*': page('Inside')})
    const lookup = async (): Promise<readonly {address: string; family: 4}[]> => [{address: '127.0.0.1', family: 4}]
    const checked = await checkOne(`http://rebound.example:${server.port}/`, {allowPrivate: false}, {lookup})
    expect(checked).toMatchObject({verdict: 'skipped', reason: 'private-address'})
    expect(server.asked).toEqual([])
  })

  // Only a proxy lets a test stand for a public host.
  test('nor is one that a public page redirects to', async () => {
    const inside = await serve({'*': page('Inside')}, {host: otherAddress})
    const targets = [
      'http://169.254.169.254/latest/meta-data/',
      inside.url('/'),
      `http://localhost:${inside.port}/`,
      `http://inside.example:${inside.port}/`,
      'https://127.0.0.9/',
    ]
    const proxy = await serve({
      '*': ({path}, response) => {
        const index = /^http:\/\/public\.example\/(\d)$/.exec(path)?.[1]
        response.writeHead(index === undefined ? 200 : 302, {location: targets[Number(index)] ?? ''}).end()
      },
    })
    const env = {HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'inside.example'}
    const lookup = async () => [{address: otherAddress, family: otherAddress.includes(':') ? (6 as const) : (4 as const)}]
    const urls = targets.map((_, index) => `http://public.example/${index}`)
    const results = await checkAll(urls, {allowPrivate: false}, {env, lookup})
    expect(urls.map((url) => `${results.get(url)?.verdict} ${results.get(url)?.reason}`)).toEqual(urls.map(() => 'skipped private-address'))
    expect(inside.asked).toEqual([])
    expect(new Set(proxy.asked.map(({path}) => path))).toEqual(new Set(urls))
  })

  test('a proxy is exempt, a literal target behind it is not', async () => {
    const proxy = await serve({'*': page('Through the proxy')})
    const env = {HTTP_PROXY: `http://user:word@127.0.0.1:${proxy.port}`}
    const warnings: string[] = []
    const onWarning = (message: string): void => void warnings.push(message)
    const results = await checkAll(['http://public.example/x', 'http://127.0.0.9/x'], {allowPrivate: false}, {env, onWarning})
    expect(results.get('http://public.example/x')?.verdict).toBe('ok')
    expect(results.get('http://127.0.0.9/x')).toMatchObject({verdict: 'skipped', reason: 'private-address'})
    expect(warnings.length).toBe(1)
    expect(warnings[0]).not.toContain('word')
  })
})

describe('TLS, HTTP/2 and IPv6', () => {
  test('a page over TLS, on few connections', async () => {
    const {key, cert} = testCertificate()
    const server = await serve({'*': page('Secure')}, {tls: {key, cert}})
    const results = await checkAll(
      Array.from({length: 40}, (_, index) => server.url(`/p${index}`)),
      {insecure: true},
    )
    expect([...results.values()].every(({verdict}) => verdict === 'ok')).toBe(true)
    expect(server.connections()).toBeLessThanOrEqual(4)
  })

  test('a host that speaks HTTP/2', async () => {
    const {key, cert} = testCertificate()
    const server = await serve({'*': page('Modern')}, {tls: {key, cert}, http2: true})
    const results = await checkAll(
      Array.from({length: 40}, (_, index) => server.url(`/p${index}`)),
      {insecure: true},
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(40).fill('ok'))
    expect(server.connections()).toBeLessThanOrEqual(4)
  })

  test('a page whose stream is broken off is asked for again', async () => {
    const {key, cert} = testCertificate()
    let asked = 0
    const server = await serve(
      {'*': (_, response) => (asked++ % 3 === 1 ? response.destroy() : void response.end(page('Modern')))},
      {tls: {key, cert}, http2: 'only'},
    )
    const results = await checkAll(
      Array.from({length: 12}, (_, index) => server.url(`/p${index}`)),
      {insecure: true},
    )
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(12).fill('ok'))
  })

  test('a host that speaks nothing but HTTP/2', async () => {
    const {key, cert} = testCertificate()
    const server = await serve({'/gone': 404, '*': page('Modern')}, {tls: {key, cert}, http2: 'only'})
    const urls = Array.from({length: 12}, (_, index) => server.url(`/p${index}`))
    const results = await checkAll([...urls, server.url('/gone')], {insecure: true})
    expect([...results.values()].map(({verdict}) => verdict).sort()).toEqual(['dead', ...new Array<string>(12).fill('ok')])
  })

  test.for([1, 6])(
    'a host that speaks nothing but HTTP/2, and ends each session with its reply, for %i',
    async (count, {onTestFinished}) => {
      const {key, cert} = testCertificate()
      const server = createSecureServer({key, cert})
      server.on('session', (session) => {
        session.on('error', () => {})
        session.on('stream', (stream, headers) => {
          session.goaway(0, stream.id)
          stream.on('error', () => {})
          stream.respond({':status': headers[':path'] === '/p3' ? 404 : 200, 'content-type': 'text/html'})
          stream.end(page('Modern'))
        })
      })
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : 0
      const urls = Array.from({length: count}, (_, index) => `https://127.0.0.1:${port}/p${index}`)
      const results = await checkAll(urls, {insecure: true, timeoutMs: 10_000})
      expect(urls.map((url) => results.get(url)?.verdict)).toEqual(urls.map((url) => (url.endsWith('3') ? 'dead' : 'ok')))
    },
  )

  test('a self-signed certificate is dead, one of an unknown authority is not', async () => {
    const {key, cert, selfSigned} = testCertificate()
    const own = await serve({'*': page('Own')}, {tls: {key, cert: selfSigned}})
    const unknown = await serve({'*': page('Unknown')}, {tls: {key, cert}, host: otherAddress})
    expect(await checkOne(own.url('/'))).toMatchObject({verdict: 'dead', reason: 'tls-self-signed', findings: ['insecure']})
    // The server may have forgotten its intermediate certificate, which browsers know.
    expect(await checkOne(unknown.url('/'))).toMatchObject({verdict: 'error', reason: 'tls-incomplete-chain'})
  })

  test('https to a port that speaks plain HTTP', async () => {
    const server = await serve({'*': page('Plain')})
    expect(await checkOne(server.url('/').replace('http:', 'https:'))).toMatchObject({verdict: 'error', reason: 'tls-protocol'})
  })

  test('an IPv6 literal', async () => {
    const server = await serve({'*': page('Six')}, {host: '::1'})
    expect((await checkOne(server.url('/'))).verdict).toBe('ok')
  })
})

describe('bodies', () => {
  const gone = '<title>404 - Page not found</title><h1>Page not found</h1>'
  test.for([
    ['gzip', gzipSync(gone)],
    ['deflate', deflateSync(gone)],
    ['deflate', deflateRawSync(gone)],
    ['br', brotliCompressSync(gone)],
    ['identity', Buffer.from(gone)],
    ['gzip', Buffer.from(gone)],
    ['gzip, br', brotliCompressSync(gzipSync(gone))],
    ['unheard-of', Buffer.from(gone)],
  ] as const)('a soft 404 coded as %s is read', async ([coding, bytes]) => {
    const server = await serve({
      '*': (_, response) => response.writeHead(200, {'content-type': 'text/html', 'content-encoding': coding}).end(bytes),
    })
    expect(await checkOne(server.url('/paper'))).toMatchObject({verdict: 'dead', reason: 'soft-404'})
  })

  test('an extremely nested page is read only as deep as browsers nest', async () => {
    const server = await serve({'*': `<title>Deep</title><p>${'We study depth. '.repeat(60)}${'<b>'.repeat(500_000)}`})
    const startedMs = performance.now()
    expect(await checkOne(server.url('/deep#place'), {timeoutMs: 20_000})).toMatchObject({verdict: 'ok', reason: 'ok'})
    expect(performance.now() - startedMs).toBeLessThan(5000)
  })

  test('a zip bomb is not unpacked, an endless page not read on', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 2 ** 20))
    let sent = 0
    const server = await serve({
      '/bomb': (_, response) => response.writeHead(200, {'content-type': 'text/html', 'content-encoding': 'gzip'}).end(bomb),
      '/endless': (_, response) => {
        response.writeHead(200, {'content-type': 'text/html'})
        const more = (): void => {
          if (response.destroyed || sent > 64 * 2 ** 20) return
          sent += 65536
          response.write('lorem ipsum '.repeat(5461), () => setImmediate(more))
        }
        more()
      },
    })
    const results = await checkAll([server.url('/bomb'), server.url('/endless')])
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(['ok', 'ok'])
    expect(sent).toBeLessThan(8 * 2 ** 20)
  })
})

describe('failures', () => {
  test('a host that breaks off every HEAD is asked by GET before it is given up', async () => {
    const server = await serve({'*': ({method}, response) => (method === 'HEAD' ? response.socket?.destroy() : response.end(page('Up')))})
    const results = await checkAll(Array.from({length: 20}, (_, index) => server.url(`/${index}`)))
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(20).fill('ok'))
    expect(server.asked.length).toBeLessThan(60)
  })

  test('a server that is being restarted gets the time that it needs', async () => {
    let upAtMs = Number.POSITIVE_INFINITY
    const server = await serve({
      '*': (_, response, times) => {
        if (times === 1) upAtMs = performance.now() + 1400
        if (performance.now() < upAtMs) response.writeHead(502).end()
        else response.end(page('Up'))
      },
    })
    expect(await checkOne(server.url('/paper'))).toMatchObject({verdict: 'ok'})
  })

  test('a failing page is asked for again, a refusing port twice', async () => {
    const server = await serve({'*': (_, response, times) => (times < 3 ? response.writeHead(502).end() : response.end(page('Up')))})
    expect(await checkOne(server.url('/x'))).toMatchObject({verdict: 'ok', attempts: 3})
    const closed = await closedPort()
    expect(await checkOne(`http://127.0.0.1:${closed}/`)).toMatchObject({verdict: 'dead', reason: 'refused', attempts: 2})
  })

  test('a host that has only errors is not asked for each of its links', async () => {
    const server = await serve({'*': (_, response) => void setTimeout(() => response.writeHead(500).end(), 100)})
    const results = await checkAll(Array.from({length: 120}, (_, index) => server.url(`/${index}`)))
    expect([...results.values()].every(({verdict}) => verdict === 'error')).toBe(true)
    expect(server.asked.length).toBeLessThan(30)
  })

  test('a port that refuses everybody is not asked for each of its links', async () => {
    const closed = await closedPort()
    const server = await serve({'*': page('Up')})
    const lost = Array.from({length: 400}, (_, index) => `http://127.0.0.1:${closed}/${index}`)
    const results = await checkAll([...lost, server.url('/1'), server.url('/2')])
    expect(lost.every((url) => results.get(url)?.reason === 'refused')).toBe(true)
    expect([...results.values()].reduce((sum, {attempts}) => sum + attempts, 0)).toBeLessThan(400)
    expect(results.get(server.url('/2'))?.verdict).toBe('ok')
  })

  test('a server that is back after a moment is asked for all pages', async () => {
    const port = await closedPort()
    const server = createHttpServer((_, response) => void response.end(page('Up')))
    const started = setTimeout(() => server.listen(port, '127.0.0.1'), 600)
    onTestFinished(() => {
      clearTimeout(started)
      server.close()
      server.closeAllConnections()
    })
    const results = await checkAll(Array.from({length: 400}, (_, index) => `http://127.0.0.1:${port}/${index}`))
    expect([...results.values()].filter(({verdict}) => verdict === 'ok').length).toBeGreaterThan(360)
  })

  test('a server that is restarted during the run is waited for', async () => {
    const answer = page('Up')
    const meet: RequestListener = (_, response) => void setTimeout(() => response.end(answer), 20)
    let server = createHttpServer(meet)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const {port} = server.address() as AddressInfo // A TCP server has such an address.
    const goAway = (): void => {
      server.close()
      server.closeAllConnections()
    }
    setTimeout(goAway, 400)
    setTimeout(() => {
      server = createHttpServer(meet).listen(port, '127.0.0.1')
    }, 2000)
    onTestFinished(goAway)
    const results = await checkAll(Array.from({length: 100}, (_, index) => `http://127.0.0.1:${port}/${index}`))
    expect([...new Set([...results.values()].map(({verdict}) => verdict))]).toEqual(['ok'])
  })

  test('a port that refuses after it has answered is no evidence against links', async () => {
    const server = await serve({'*': (_, response) => void response.end(page('Up'), () => server.close())})
    const results = await checkAll(['/a', '/b', '/c'].map(server.url), {deadlineMs: 2500})
    const says = [...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)
    expect([...new Set(says)].sort()).toEqual(['error deadline', 'ok ok'])
  })

  test('a connection that is dropped when it is used again is no failure', async () => {
    const server = await serveRaw((socket, _, connection) => {
      const used = seen.get(connection) ?? 0
      seen.set(connection, used + 1)
      if (used > 0) socket.destroy()
      else socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<title>A page</title>Words`)
    })
    const seen = new Map<number, number>()
    const results = await checkAll(Array.from({length: 8}, (_, index) => server.url(`/${index}`)))
    expect([...results.values()].map(({verdict}) => verdict)).toEqual(new Array(8).fill('ok'))
  })

  test('a reply that came in time is read, even if this process was too busy to see it then', async () => {
    const busy = (ms: number): void => {
      for (const endMs = performance.now() + ms; performance.now() < endMs; );
    }
    const server = await serve({
      '/x': (_, response) => {
        setTimeout(() => response.end(page('X')), 50)
        setTimeout(busy, 10, 900)
      },
    })
    expect(await checkOne(server.url('/x'), {timeoutMs: 600, retries: 0})).toMatchObject({verdict: 'ok', attempts: 1})
  })

  test('the timeout of a link covers all its tries', async () => {
    const server = await serve({'*': () => {}})
    const startedMs = performance.now()
    expect(await checkOne(server.url('/x'), {timeoutMs: 400, retries: 5})).toMatchObject({verdict: 'error', reason: 'timeout'})
    expect(performance.now() - startedMs).toBeLessThan(1500)
  })

  test('GET is tried if HEAD hangs', async () => {
    const server = await serve({
      '*': (asked, response) => void (asked.method === 'GET' && response.writeHead(200, {'content-type': 'application/pdf'}).end()),
    })
    expect(await checkOne(server.url('/x.pdf'), {timeoutMs: 1000})).toMatchObject({verdict: 'ok', attempts: 2})
  })

  test('a wait of a year is not waited for, by any link of the host', async () => {
    const server = await serve({'*': (_, response) => response.writeHead(429, {'retry-after': '31536000'}).end()})
    const results = await checkAll(Array.from({length: 20}, (_, index) => server.url(`/${index}`)))
    expect([...results.values()].every(({verdict, reason}) => verdict === 'blocked' && reason === 'rate-limited')).toBe(true)
    expect(server.asked.length).toBeLessThanOrEqual(2)
  })

  test('no URL makes it crash', async () => {
    const odd = [
      'http://127.0.0.1:99999/',
      'http://[::g]/',
      'http://',
      'https://%',
      'http://127.0.0.1:6000/',
      'mailto:a@b.c',
      'tel:+1',
      'javascript:void(0)',
    ]
    const results = await checkAll([...odd, 'data:,x', './local', '#x', '', 'http://a b/', 'http://xn--/'], {timeoutMs: 1000})
    expect(results.size).toBe(14)
    expect(results.get('http://127.0.0.1:99999/')).toMatchObject({verdict: 'dead', reason: 'invalid-url'})
    expect(results.get('http://127.0.0.1:6000/')).toMatchObject({verdict: 'dead', reason: 'unsafe-port'})
    expect(results.get('mailto:a@b.c')?.verdict).toBe('skipped')
  })

  test('ends at once when stopped, with the verdicts known by then', async () => {
    const server = await serve({'/fast': page('Fast'), '/slow': () => {}})
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 300)
    const startedMs = performance.now()
    const results = await checkAll([server.url('/fast'), server.url('/slow')], {timeoutMs: 20_000}, {signal: controller.signal})
    expect(performance.now() - startedMs).toBeLessThan(1000)
    expect([...results.keys()]).toEqual([server.url('/fast')])
  })

  test('asks nothing where it is stopped before it begins', async () => {
    const server = await serve({'*': page('Paper')})
    const signal = AbortSignal.abort()
    expect(await checkAll([server.url('/paper')], {}, {signal})).toEqual(new Map())
    const known: string[] = []
    const environment = {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}, signal}
    const options = {...defaultCheckOptions, allowPrivate: true}
    await checkEach([{url: server.url('/paper')}], options, environment, ({verdict}) => void known.push(verdict))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect({known, asked: server.asked}).toEqual({known: [], asked: []})
  })

  test('links that a run did not reach before its deadline are reported as such', async () => {
    const server = await serve({'/fast': page('Fast'), '/slow': () => {}})
    const results = await checkAll([server.url('/fast'), server.url('/slow')], {deadlineMs: 300})
    expect(results.get(server.url('/fast'))?.verdict).toBe('ok')
    expect(results.get(server.url('/slow'))).toMatchObject({verdict: 'error', reason: 'deadline'})
  })
})

describe('names', () => {
  const resolving =
    (known: ReadonlySet<string>, calls: string[] = []) =>
    async (hostname: string): Promise<readonly {address: string; family: 4}[]> => {
      calls.push(hostname)
      if (known.has(hostname)) return [{address: '127.0.0.1', family: 4}]
      throw Object.assign(new Error('not found'), {code: 'ENOTFOUND'})
    }

  test('one that does not exist is dead, asked twice, while others resolve', async () => {
    const server = await serve({'*': page('Up')})
    const calls: string[] = []
    const lookup = resolving(new Set(['up.paperlint.org']), calls)
    const results = await checkAll(
      [`http://up.paperlint.org:${server.port}/`, 'http://gone.example/a', 'http://gone.example/b'],
      {},
      {lookup},
    )
    expect(results.get('http://gone.example/a')).toMatchObject({verdict: 'dead', reason: 'dns'})
    expect(results.get(`http://up.paperlint.org:${server.port}/`)?.verdict).toBe('ok')
    expect(calls.filter((name) => name === 'gone.example').length).toBe(2)
  })

  test('a missing network is reported once, soon, and blamed on no link', async () => {
    const warnings: string[] = []
    const startedMs = performance.now()
    const urls = Array.from({length: 50}, (_, index) => `http://host${index}.paperlint.org/`)
    const results = await checkAll(urls, {}, {lookup: resolving(new Set()), onWarning: (message) => void warnings.push(message)})
    expect([...results.values()].every(({verdict, reason}) => verdict === 'error' && reason === 'offline')).toBe(true)
    expect(warnings.length).toBe(1)
    expect(performance.now() - startedMs).toBeLessThan(5000)
  })

  test('a missing network is not taken for a registry’s answer either', async () => {
    const url = 'https://arxiv.org/abs/2301.08243'
    expect(await checkOne(url, {}, {lookup: resolving(new Set()), resolvers, identityOf})).toMatchObject({
      verdict: 'error',
      reason: 'offline',
    })
  })

  test('a name server that answers nothing is noticed within five seconds', async () => {
    const clock = virtualClock()
    const names = createNames(
      () => new Promise(() => {}),
      clock,
      () => [],
    )
    const answers = Promise.all([names.resolve('a.example'), names.resolve('b.example')])
    await clock.run(() => clock.now() >= 5000)
    expect((await answers).map((answer) => answer.kind === 'failure' && answer.failure)).toEqual(['offline', 'offline'])
    expect(names.offline).toBe(true)
  })

  test('one that fails at first and then resolves is alive', async () => {
    const server = await serve({'*': page('Up')})
    let calls = 0
    const lookup = async (hostname: string): Promise<readonly {address: string; family: 4}[]> => {
      if (hostname === 'up.paperlint.org' && ++calls > 1) return [{address: '127.0.0.1', family: 4}]
      if (hostname === 'github.com') return [{address: '127.0.0.1', family: 4}]
      throw Object.assign(new Error('try again'), {code: 'EAI_AGAIN'})
    }
    expect((await checkOne(`http://up.paperlint.org:${server.port}/`, {}, {lookup})).verdict).toBe('ok')
  })
})

test('settings choose which links are asked', async () => {
  const server = await serve({'*': page('Up')})
  const urls = ['/a', '/b', '/c', '/skip'].map(server.url)
  const results = await checkAll(urls, {exclude: [/skip/], maxLinks: 2})
  expect([...results.values()].map(({url, verdict, reason}) => `${new URL(url).pathname} ${verdict} ${reason}`).sort()).toEqual([
    '/a ok ok',
    '/b ok ok',
    '/c skipped max-links',
    '/skip skipped excluded',
  ])
})

test('shards split the hosts and leave none out', async () => {
  const servers = await Promise.all(Array.from({length: 8}, (_, index) => serve({'*': page('Up')}, {host: `127.0.0.${index + 1}`})))
  const urls = servers.map((server) => server.url('/'))
  const parts = await Promise.all([1, 2, 3].map((index) => checkAll(urls, {shard: {index, count: 3}})))
  const asked = parts.flatMap((part) => [...part.values()].filter(({verdict}) => verdict === 'ok').map(({url}) => url))
  expect(asked.sort()).toEqual([...urls].sort())
})

test('the `User-Agent` says where to complain, and avoids words that filters look for', async () => {
  const server = await serve({'*': page('Up')})
  const environment = {agent: 'paperlint/1.2.3', home: 'https://lists.example/paperlint'}
  const names: (string | undefined)[] = []
  for (const options of [{}, {contact: 'mailto:me@lab.example'}, {contact: 'https://李.example/'}, {userAgent: 'Mine'}]) {
    await checkOne(server.url(`/${names.length}`), options, environment)
    names.push(server.asked.at(-1)?.headers['user-agent'])
  }
  expect(names).toEqual([
    'Mozilla/5.0 (compatible; paperlint/1.2.3; +https://lists.example/paperlint)',
    'Mozilla/5.0 (compatible; paperlint/1.2.3; +mailto:me@lab.example)',
    'Mozilla/5.0 (compatible; paperlint/1.2.3; +https://%E6%9D%8E.example/)',
    'Mine',
  ])
  const {homepage} = await import('../../src/version.ts')
  expect(homepage).toMatch(/^https:\/\/[^#]+$/)
  expect(homepage).not.toMatch(/link|bot|check|crawl|spider/i)
})

test('a remapped URL is asked elsewhere, and reported as written', async () => {
  const server = await serve({
    '/mirror/x': (_, response) => response.writeHead(301, {location: 'https://real.example/y'}).end(),
    '/mirror/y': page('Here'),
  })
  const remap = [{pattern: /^https:\/\/real\.example\//, replacement: server.url('/mirror/')}]
  expect(await checkOne('https://real.example/x', {remap})).toMatchObject({verdict: 'moved', finalUrl: 'https://real.example/y'})
  expect(server.asked.map(({path}) => path)).toEqual(['/mirror/x', '/mirror/y'])
})

test('a trace tells the story of one URL', async () => {
  const server = await serve({'/a': (_, response) => response.writeHead(301, {location: '/b'}).end(), '/b': page('Here')})
  const lines: string[] = []
  await checkAll([server.url('/a'), server.url('/b')], {trace: server.url('/a')}, {onTrace: (line) => void lines.push(line)})
  expect(lines.join('\n')).toMatch(/GET: 301 after \d+ ms, leads to \/b\n {2}location: \/b\nGET .*\/b: 200/)
  expect(lines.at(-1)).toBe(`moved, write ${server.url('/b')}`)
})

test.for([
  ['a missing fragment', 'http://127.0.0.1/a#gone', ['GET: 200', 'ok, fragment-missing']],
  ['why nobody was asked', 'http://10.0.0.1/', ['10.0.0.1 is not on the public internet', 'skipped \\(private-address\\)']],
  ['what a registry was asked', 'https://doi.org/10.1145/1327452.1327492', ['GET .*/api/handles/.*: 404', 'dead .*via doi']],
] as const)('a trace tells of %s', async ([, url, expected]) => {
  const server = await serve({'/a': page('Here'), '*': (_, response) => response.writeHead(404).end('{"responseCode": 100}')})
  const remap = [{pattern: /^https?:\/\/(?!10\.)[^/]+\//, replacement: server.url('/')}]
  const lines: string[] = []
  await checkAll(
    [url],
    {trace: url, remap, allowPrivate: !url.includes('10.0')},
    {resolvers, identityOf, onTrace: (line) => void lines.push(line)},
  )
  for (const line of expected) expect(lines.join('\n')).toMatch(new RegExp(`^${line}`, 'm'))
})

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo // A TCP server has such an address.
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a run leaves no timer behind that would keep the process alive', async () => {
  const server = await serve({'/a': page('A')})
  let pending = 0
  const clock: Clock = {
    ...systemClock,
    after(delayMs, action) {
      let isOpen = true
      const close = (): void => {
        if (isOpen) pending--
        isOpen = false
      }
      pending++
      const cancel = systemClock.after(delayMs, () => {
        close()
        action()
      })
      return () => {
        close()
        cancel()
      }
    },
  }
  // Looking up a name and the deadline each start a timer.
  const url = server.url('/a').replace('127.0.0.1', 'name.example')
  const {verdict} = await checkOne(url, {deadlineMs: 600_000}, {clock, lookup: () => Promise.resolve([{address: '127.0.0.1', family: 4}])})
  expect([verdict, pending]).toEqual(['ok', 0])
})
