/** Whether hosts of `http:` links serve the same page by https: asked once per host, and reported only if it was seen. */
import {expect, test} from 'vitest'
import {checkAll} from './run.ts'
import {type Answer, inUrl, otherAddress, page, serve} from './server.ts'

/** Checks links to `http://lab.example`, whose https side answers as `secure` says; undefined for a side where nobody listens. */
async function ask(
  paths: readonly string[],
  plain: Answer,
  secure: Answer | undefined,
  options: {readonly probeHttps?: boolean; readonly insecure?: boolean} = {},
) {
  const one = await serve({'*': plain})
  const other = await serve({'*': secure ?? 500})
  const remap = [
    {pattern: /^http:\/\/lab\.example\//, replacement: one.url('/')},
    {pattern: /^https:\/\/lab\.example\//, replacement: secure === undefined ? 'http://127.0.0.1:1/' : other.url('/')},
  ]
  const results = [
    ...(
      await checkAll(
        paths.map((path) => `http://lab.example${path}`),
        {remap, ...options},
      )
    ).values(),
  ]
  return {
    told: results.map(({verdict, findings = []}) => [verdict, ...findings].join(' ')),
    asked: other.asked.map(({method, path}) => `${method} ${path}`),
    plain: one.asked.length,
  }
}

const paper = page('A Paper')
const file: Answer = (_, response) => response.writeHead(200, {'content-type': 'application/pdf', 'content-length': 4000}).end()

test('the same page is reported, after one request per host', async () => {
  const {told, asked, plain} = await ask(['/a', '/b', '/c'], paper, paper)
  expect(told.toSorted()).toEqual(['ok', 'ok', 'ok https-available'])
  expect(asked.length).toBe(1)
  expect(plain).toBe(3)
})

test('a page with small differences is the same', async () => {
  expect((await ask(['/a'], `${paper}<!-- 12:01 -->`, `${paper}<!-- 12:02 -->`)).told).toEqual(['ok https-available'])
})

test('a file is compared by its headers', async () => {
  expect(await ask(['/a.pdf'], file, file)).toEqual({told: ['ok https-available'], asked: ['HEAD /a.pdf'], plain: 1})
})

test.for<[string, Answer | undefined]>([
  ['nobody listens', undefined],
  ['another site answers', page('Welcome to the default site')],
  ['the page is missing', 404],
  ['it is an error', 500],
  ['it says that there is nothing', '<title>404 Not Found</title><h1>Not Found</h1>'],
  ['it leads back', (_, response) => response.writeHead(301, {location: 'http://lab.example/a'}).end()],
  ['it leads elsewhere', (_, response) => response.writeHead(302, {location: '/other'}).end()],
  ['it is a wall', '<title>Just a moment...</title>'],
  ['the page has become short', '<title>A Paper</title>'],
  ['it is another type', (_, response) => response.writeHead(200, {'content-type': 'text/plain'}).end(paper)],
  ['nothing comes', (_, response) => response.writeHead(200, {'content-type': 'text/html', 'content-length': 99}).destroy()],
])('nothing is reported if %s', async ([, secure]) => {
  expect((await ask(['/a'], paper, secure)).told).toEqual(['ok'])
})

test('a link that is refused, or leads elsewhere, is no reason to ask', async () => {
  const moved: Answer = (asked, response) =>
    asked.path === '/new' ? response.end(paper) : response.writeHead(301, {location: '/new'}).end()
  expect((await ask(['/a'], 403, paper)).asked).toEqual([])
  expect((await ask(['/a'], moved, paper)).asked).toEqual([])
})

test('nothing is asked without `probeHttps` or certificates that are verified, nor of a port or an IP address', async () => {
  expect(await ask(['/a'], paper, paper, {probeHttps: false})).toEqual({told: ['ok'], asked: [], plain: 1})
  expect(await ask(['/a'], paper, paper, {insecure: true})).toEqual({told: ['ok'], asked: [], plain: 1})
  const server = await serve({'*': paper})
  const [checked] = (await checkAll([server.url('/a')])).values()
  expect(checked).toMatchObject({verdict: 'ok', attempts: 1})
})

test('of many hosts, about one per fifty links is asked', async () => {
  const server = await serve({'*': paper})
  const remap = [{pattern: /^https?:\/\/h\d+\.example\//, replacement: server.url('/')}]
  const results = await checkAll(
    Array.from({length: 100}, (_, index) => `http://h${index}.example/`),
    {remap},
  )
  expect([...results.values()].filter(({findings}) => findings?.includes('https-available')).length).toBe(4)
  expect(server.asked.length).toBe(104)
})

test.for<[string, Answer, Answer | undefined, told: string]>([
  ['is missing, but there by https', 404, paper, 'moved'],
  ['is gone, but there by https', 410, paper, 'moved'],
  ['is missing, but a wall by https', 404, '<title>Just a moment...</title>', 'blocked'],
  ['is missing, but redirects by https', 404, (_, response) => response.writeHead(302, {location: '/other'}).end(), 'error'],
  ['is missing, and leads back by https', 404, (_, response) => response.writeHead(301, {location: 'http://lab.example/a'}).end(), 'dead'],
  ['is missing by both', 404, 404, 'dead'],
  ['is missing, and nobody listens for https', 404, undefined, 'dead'],
  ['is there, and missing by https', paper, 404, 'ok'],
])('a page that %s', async ([, plain, secure, told]) => {
  expect((await ask(['/a'], plain, secure)).told).toEqual([told])
})

test('each missing page of a host that has other pages is asked for by https', async () => {
  const missing: Answer = ({path}, response) => void response.writeHead(path < '/c' ? 404 : 200, {'content-type': 'text/html'}).end(paper)
  const {told, asked} = await ask(['/a', '/b', '/c', '/d', '/e'], missing, paper)
  expect(told.toSorted().map((one) => one.replace(/ .*/, ''))).toEqual(['moved', 'moved', 'ok', 'ok', 'ok'])
  expect(asked.length).toBe(3)
})

test('a host that lacks two such pages by https too is believed', async () => {
  const {told, asked} = await ask(['/a', '/b', '/c', '/d', '/e', '/f'], 404, 404)
  expect(new Set(told)).toEqual(new Set(['dead']))
  expect(asked.length).toBeLessThan(4)
})

test('if nobody listens by http, https is asked, until nobody listens there either', async () => {
  const {port} = await serve({'*': 404})
  const nobody = `http://${inUrl(otherAddress)}:${port}/`
  const secure = await serve({'*': paper})
  const check = async (replacement: string): Promise<readonly string[]> => {
    const remap = [
      {pattern: /^http:\/\/lab\.example\//, replacement: nobody},
      {pattern: /^https:\/\/lab\.example\//, replacement},
    ]
    const urls = ['/a', '/b', '/c'].map((path) => `http://lab.example${path}`)
    return [...(await checkAll(urls, {remap, timeoutMs: 10_000})).values()].map(({verdict, reason}) => `${verdict} ${reason}`)
  }
  expect(await check(secure.url('/'))).toEqual(['moved moved-https', 'moved moved-https', 'moved moved-https'])
  expect(await check(nobody)).toEqual(['dead refused', 'dead refused', 'dead refused'])
}, 20_000)
