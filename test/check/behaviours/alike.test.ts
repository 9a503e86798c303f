/** Hosts that answer the same whatever is asked for. */
import {expect, test} from 'vitest'
import {checkAll} from '../run.ts'
import {type Answer, otherAddress, serve, type TestServer} from '../server.ts'

const same = '<title>Smith Lab</title><h1>Tumbleweeds</h1><p>Our librarians shrug and wish you a good day.</p>'

async function told(
  links: number,
  answers: Readonly<Record<string, Answer>>,
  paths?: readonly string[],
): Promise<{server: TestServer; says: readonly string[]}> {
  const server = await serve(answers)
  const results = await checkAll(
    (paths ?? Array.from({length: links}, (_, index) => `/people/${index}.html`)).map((path) => server.url(path)),
  )
  return {server, says: [...new Set([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`))]}
}

test.for([3, 12, 40])('of %d links with the same text as a made-up address, none is believed', async (links) => {
  const {server, says} = await told(links, {'*': same})
  expect(says).toEqual(['error suspected-soft-404'])
  const gets = server.asked.filter(({method}) => method === 'GET')
  expect(gets.length).toBe(links + 1)
  expect(gets.filter(({path}) => /^\/people\/\w+zq\.html$/.test(path)).length).toBe(1)
})

test('waiting for the reply of a made-up address counts as no request', async () => {
  const server = await serve({
    '*': ({path}, response) =>
      void setTimeout(() => response.setHeader('content-type', 'text/html').end(same), path.includes('zq') ? 1000 : 0),
  })
  let requests = 0
  await checkAll(
    Array.from({length: 12}, (_, index) => server.url(`/people/${index}.html`)),
    {},
    {onProgress: (progress) => void (requests = progress.requests)},
  )
  expect(requests).toBe(server.asked.length)
})

test('texts that differ only in the address that was asked for are the same', async () => {
  const {says} = await told(6, {
    '*': ({path}, response) => void response.setHeader('content-type', 'text/html').end(`${same} You asked for ${path}.`),
  })
  expect(says).toEqual(['error suspected-soft-404'])
})

test('one text for all links is fine if a made-up address is not found', async () => {
  const answers = Object.fromEntries(Array.from({length: 6}, (_, index) => [`/people/${index}.html`, same]))
  const {server, says} = await told(6, answers)
  expect(says).toEqual(['ok ok'])
  expect(server.asked.length).toBe(7)
})

test.for([
  ['two links', 2, same],
  [
    'pages with a text of their own',
    8,
    ({path}, response) =>
      void response.setHeader('content-type', 'text/html').end(same.replace('shrug', 'abcdefgh'[Number(path.at(-6))] ?? '')),
  ],
  ['an app that a script draws', 8, '<title>Explorer</title><div id="root"></div><script src="/x.js"></script>'],
  ['long pages', 8, `${same}<p>${'We study how lists of papers age. '.repeat(30)}</p>`],
] as readonly (readonly [string, number, Answer])[])('nothing more is asked for %s', async ([, links, answer]) => {
  const {server, says} = await told(links, {'*': answer})
  expect(says).toEqual(['ok ok'])
  expect(server.asked.filter(({method}) => method === 'GET').length).toBe(links)
})

test('no link is lost when its host is given up meanwhile', async () => {
  const {says} = await told(
    0,
    {
      '*': (asked, response) =>
        void (asked.path.includes('zq')
          ? response.writeHead(429, {'retry-after': '3600'}).end()
          : response.setHeader('content-type', 'text/html').end(same)),
    },
    ['/a/1', '/a/2', '/a/3', '/a/4'],
  )
  expect(says).toEqual(['ok ok'])
})

test('verdicts that were put off survive a deadline', async () => {
  const server = await serve({
    '*': ({path}, response) => void (path.includes('zq') || response.setHeader('content-type', 'text/html').end(same)),
  })
  const urls = Array.from({length: 4}, (_, index) => server.url(`/people/${index}.html`))
  const results = await checkAll(urls, {deadlineMs: 1000})
  expect([...results.values()].map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(urls.map(() => 'ok ok'))
})

const front = `<title>Smith Lab</title><h1>Smith Lab</h1>${'<p>We study how lists of papers age, and who mends them.</p>'.repeat(20)}`
const canonical = (href: string): string => `<link href="${href}" rel="canonical">${front}`

test.for([
  ['a page where a paper should be', '/people/doe/icml.pdf', front],
  ['a page where data should be', '/data/train.tar.gz', front],
  ['the front page, by its own account', '/people/doe/icml.html', canonical('/')],
  ['a welcome', '/people/doe/icml.html', front.replace('<h1>', '<h1>Welcome to the ')],
] as const)('%s is suspected if a made-up address brings it too', async ([, path, body]) => {
  const {server, says} = await told(0, {'*': body}, [path])
  expect(says).toEqual(['error suspected-soft-404'])
  expect(server.asked.filter(({method}) => method === 'GET').length).toBe(2)
})

test.for([
  ['where others are not found', '/people/doe/icml.pdf', {'/people/doe/icml.pdf': front}, 2],
  [
    'where the folder alone decides',
    '/s/a1b2/icml.pdf',
    {'/s/a1b2/icml.pdf': front, '*': ({path}, response) => void response.writeHead(path.startsWith('/s/a1b2/') ? 200 : 404).end(front)},
    2,
  ],
  ['that a script draws', '/view/icml.pdf', {'*': '<title>Viewer</title><div id="root"></div><script src="/x.js"></script>'}, 1],
  ['that welcomes where a folder starts', '/lab/index.html', {'*': front.replace('<h1>', '<h1>Welcome to the ')}, 1],
  ['that is the front page', '/', {'*': canonical('/')}, 1],
  ['that names its own place', '/people/doe/icml.html', {'*': canonical('/people/doe/icml.html')}, 1],
] as readonly (readonly [string, string, Readonly<Record<string, Answer>>, number])[])(
  'a page is believed %s',
  async ([, path, answers, gets]) => {
    const {server, says} = await told(0, answers, [path])
    expect(says).toEqual(['ok ok'])
    expect(server.asked.filter(({method}) => method === 'GET').length).toBe(gets)
  },
)

test('one made-up address is enough for a host with many files that are pages of their own', async () => {
  const {server, says} = await told(
    20,
    {
      '*': ({path}, response) =>
        void response
          .writeHead(path.includes('zq') ? 404 : 200, {'content-type': 'text/html'})
          .end(`${front} ${path.replace(/\d/g, (one) => 'abcdefghij'[Number(one)] ?? '')}`),
    },
    Array.from({length: 20}, (_, index) => `/people/${index}/paper${index}.pdf`),
  )
  expect(says).toEqual(['ok ok'])
  expect(server.asked.filter(({path}) => path.includes('zq')).length).toBe(1)
})

const away = (to: string, which: (path: string) => boolean = () => true, status = 302): Readonly<Record<string, Answer>> => ({
  '/all': `${front}<p>Latest papers.</p>`,
  '*': ({path}, response) => void (which(path) ? response.writeHead(status, {location: to}) : response.writeHead(404)).end(),
})
const notMadeUp = (path: string): boolean => !path.includes('zq')

test.for([3, 12])('%d links that lead to one place, as a made-up address does, are not believed', async (links) => {
  const {server, says} = await told(links, away('/all'))
  expect(says).toEqual(['error suspected-soft-404'])
  expect(server.asked.filter(({path}) => path.includes('zq')).length).toBe(1)
})

test('so are those of a host that is left for another', async ({onTestFinished}) => {
  const slow: Answer = (_, response) =>
    void setTimeout(() => response.setHeader('content-type', 'text/html').end(front), 50 + 50 * Math.random())
  const target = await serve({'/papers/new': slow}, {host: otherAddress, closing: onTestFinished})
  const {says} = await told(8, away(target.url('/papers/new')))
  expect(says).toEqual(['error suspected-soft-404'])
})

test.for([
  ['several, whatever a made-up address does', 5, 'error suspected-soft-404'],
  ['only two', 2, 'moved moved'],
] as const)('links that have moved to one place: %s', async ([, links, expected]) => {
  const {server, says} = await told(links, away('/all', notMadeUp, 301))
  expect(says).toEqual([expected])
  expect(server.asked.filter(({path}) => path.includes('zq'))).toEqual([])
})

test('an address without the query that it is asked with is one place for all', async () => {
  const answers: Readonly<Record<string, Answer>> = {
    '/paper.php': ({path}, response) =>
      void (path.includes('?') ? response.writeHead(301, {location: '/paper.php'}) : response.writeHead(200)).end(front),
  }
  const paths = [1, 2, 3].map((id) => `/paper.php?id=${id}`)
  expect((await told(0, answers, paths)).says).toEqual(['error suspected-soft-404'])
})

test('links led to one place for now are believed if a made-up address is not', async () => {
  expect((await told(5, away('/all', notMadeUp))).says).toEqual(['ok ok'])
})

test('nothing more is asked for links whose names go on elsewhere', async () => {
  const answers: Readonly<Record<string, Answer>> = {
    '*': ({path}, response) =>
      void (path.startsWith('/new')
        ? response.setHeader('content-type', 'text/html').end(front)
        : response.writeHead(301, {location: `/new${path}`}).end()),
  }
  const {server, says} = await told(6, answers)
  expect(says).toEqual(['moved moved'])
  expect(server.asked.length).toBe(12)
})
