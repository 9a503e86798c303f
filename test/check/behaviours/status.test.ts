/** What statuses mean, and hosts that answer HEAD differently from GET. */
import {page} from '../server.ts'
import {doc} from './documents.ts'
import {type Behaviour, behave, byMethod, first, lead, reset, say, silence} from './table.ts'

const status = (code: number, says: string, headers: Readonly<Record<string, string>> = {}, body = page('Hello')): Behaviour => ({
  name: `${code} ${Object.keys(headers).join()}`,
  answers: {'*': say(code, headers, body)},
  says,
  most: 3,
})

behave('statuses', [
  status(201, 'ok ok'),
  status(203, 'ok ok'),
  status(207, 'ok ok'),
  status(226, 'ok ok'),
  status(300, 'ok ok', {location: '/choice'}),
  status(304, 'error empty-page'),
  status(305, 'error no-location', {location: 'http://127.0.0.1:1/'}),
  status(402, 'blocked payment-required'),
  status(406, 'blocked not-acceptable'),
  status(407, 'blocked proxy-login'),
  status(409, 'error client-error'),
  status(411, 'error client-error'),
  status(413, 'error client-error'),
  status(415, 'error client-error'),
  status(416, 'error client-error'),
  status(417, 'error client-error'),
  status(421, 'error server-error'),
  status(422, 'error client-error'),
  status(423, 'blocked locked'),
  status(424, 'error client-error'),
  status(425, 'error server-error'),
  status(426, 'error client-error', {upgrade: 'TLS/1.2, HTTP/1.1'}),
  status(428, 'error client-error'),
  status(431, 'error client-error'),
  status(444, 'error client-error'),
  status(498, 'error client-error'),
  status(499, 'error client-error'),
  status(420, 'blocked rate-limited'),
  status(501, 'error server-error'),
  status(505, 'error server-error'),
  status(506, 'error server-error'),
  status(507, 'error server-error'),
  status(508, 'error server-error'),
  status(509, 'error server-error'),
  status(511, 'error server-error'),
  status(520, 'error server-error', {server: 'cloudflare', 'cf-ray': '8f'}),
  status(523, 'error server-error', {server: 'cloudflare'}),
  status(526, 'error server-error', {server: 'cloudflare'}),
  status(529, 'error server-error'),
  status(600, 'error server-error'),
  {
    name: '403 with x-vercel-mitigated',
    answers: {'*': say(403, {'x-vercel-mitigated': 'challenge'}, '<title>Vercel Security Checkpoint</title>')},
    says: 'blocked bot-wall',
  },
  {
    name: '404 of a wall',
    answers: {'*': say(404, {}, '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>')},
    says: 'blocked bot-wall',
  },
  {
    name: '404 that a script turns into the page',
    answers: {
      '*': say(404, {}, '<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'),
    },
    says: 'error client-rendered',
  },
  {name: '404 without content', answers: {'*': say(404, {}, '')}, says: 'dead not-found'},
  {
    name: '404 of a framework with its words',
    answers: {
      '*': say(
        404,
        {},
        '<title>404</title><div id="__next"><h1>404</h1><h2>This page could not be found.</h2></div><script src="/n.js"></script>',
      ),
    },
    says: 'dead not-found',
  },
  {name: '405 that allows POST', answers: {'*': say(405, {allow: 'POST'})}, says: 'error method-not-allowed'},
  {name: '403 of a limit', answers: {'*': say(403, {'x-ratelimit-remaining': '0'})}, says: 'blocked rate-limited', most: 4},
])

const pdf = say(200, {'content-type': 'application/pdf', 'content-length': 9}, '%PDF-1.4\n')
const head = (name: string, answer: Behaviour['answers'][string], get = pdf, says = 'ok ok', more: Partial<Behaviour> = {}): Behaviour => ({
  name: `HEAD ${name}`,
  answers: {'/paper.pdf': byMethod(answer, get), '/login': '<title>Log in</title><input type=password>', '/': page('Home')},
  paths: ['/paper.pdf'],
  says,
  ...more,
})

behave('HEAD that differs from GET', [
  ...[400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 429, 451, 500, 501, 502, 503, 999].map((code) => head(String(code), code)),
  head('503 with Retry-After', say(503, {'retry-after': '1'})),
  head('204', say(204, {}, '')),
  head('304', say(304, {}, '')),
  head('206', say(206, {'content-type': 'text/html'})),
  head('reset', reset),
  head('silent', silence),
  head('leads to a login', lead(302, '/login?next=/paper.pdf')),
  head('leads home', lead(301, '/')),
  head('leads to itself', lead(302, '/paper.pdf')),
  head('leads nowhere', say(302, {}, '')),
  head('leads to a page that is gone', lead(301, '/gone.pdf')),
  {
    name: 'HEAD moved, GET 404',
    answers: {'/paper.pdf': byMethod(lead(301, '/new.pdf'), 404), '/new.pdf': pdf},
    paths: ['/paper.pdf'],
    says: 'dead not-found',
    most: 2,
  },
  {
    name: 'HEAD moved, GET serves',
    answers: {'/paper.pdf': byMethod(lead(301, '/new.pdf'), pdf), '/new.pdf': pdf},
    paths: ['/paper.pdf'],
    says: 'ok ok',
    most: 2,
  },
  head('200 as a page, GET 404', say(200), 404, 'dead not-found'),
  head('200 as a page, GET 403', say(200), 403, 'blocked forbidden'),
  head('404, GET 404', 404, 404, 'dead not-found', {most: 2}),
  head('404, GET 500', 404, 500, 'error server-error'),
  head('404, GET resets', 404, reset, 'error reset'),
  head('200, small page', say(200, {'content-length': 100}), '<title>404 Not Found</title><h1>Not Found</h1>', 'dead soft-404', {
    findings: ['soft-404'],
  }),
])

const answered = (name: string, answers: Behaviour['answers'], says: string, more: Partial<Behaviour> = {}): Behaviour => ({
  name,
  answers: {'/': page('Home'), ...answers},
  says,
  ...more,
})

behave('statuses and what comes with them', [
  answered(
    '404 with the work itself',
    {
      '/paper': say(
        404,
        {},
        doc('A paper', `<h1>A paper</h1><p>${'We show. '.repeat(200)}</p>`, '<meta name="citation_title" content="A paper">'),
      ),
    },
    'error contradictory',
  ),
  answered(
    '404 with a PDF',
    {'/paper': say(404, {'content-type': 'application/pdf'}, `%PDF-1.7\n${'stream '.repeat(200)}`)},
    'error contradictory',
  ),
  answered(
    '404 and a page called a PDF',
    {'/paper': say(404, {'content-type': 'application/pdf'}, '<h1>Not Found</h1>')},
    'dead not-found',
  ),
  answered(
    '404 of a wall by its script',
    {'/paper': say(404, {}, '<html><script>document.cookie="k=1";location.reload()</script></html>')},
    'blocked bot-wall',
  ),
  answered('410 after HEAD 200', {'/paper.pdf': byMethod(say(200, {'content-type': 'application/pdf'}, ''), 410)}, 'ok ok', {
    paths: ['/paper.pdf'],
  }),
  answered(
    'a line of text for a file',
    {'/paper.pdf': say(200, {'content-type': 'text/plain', 'content-length': '14'}, 'File not found')},
    'error suspected-soft-404',
    {
      paths: ['/paper.pdf'],
      findings: ['soft-404'],
    },
  ),
  answered('a short file of text', {'/split.csv': say(200, {'content-type': 'text/plain', 'content-length': '8'}, 'a,b\n1,2\n')}, 'ok ok', {
    paths: ['/split.csv'],
  }),
  answered('451 of a DMCA', {'/paper': 451}, 'blocked legal-reasons'),
  answered('511', {'/paper': say(511, {}, doc('Network Login', ''))}, 'error server-error'),
  answered('530 of Cloudflare', {'/paper': say(530, {server: 'cloudflare'}, doc('Error 1033', ''))}, 'error server-error'),
  answered('a 4xx beyond all lists', {'/paper': 499}, 'error client-error'),
  answered('206 with all of it', {'/paper': say(206, {'content-range': 'bytes 0-99/100'})}, 'ok ok'),
  answered('200 and Content-Range', {'/paper': say(200, {'content-range': 'bytes */100'})}, 'ok ok'),
  answered(
    '503 in words of maintenance',
    {'/paper': say(503, {}, doc('Maintenance', '<h1>Down for maintenance</h1>'))},
    'error server-error',
  ),
  answered('500 with a page', {'/paper': say(500, {}, page('A paper'))}, 'error server-error'),
  answered('Retry-After beyond all numbers', {'/paper': say(429, {'retry-after': '99999999999999999999999'})}, 'blocked rate-limited', {
    most: 1,
  }),
  answered('200 and Retry-After', {'/paper': say(200, {'retry-after': '3600'}, page('A'))}, 'ok ok'),
  answered('404 and Retry-After', {'/paper': say(404, {'retry-after': '3600'})}, 'dead not-found'),
  answered('429 and a date in a year', {'/paper': say(429, {'retry-after': 'Fri, 31 Dec 2099 23:59:59 GMT'})}, 'blocked rate-limited', {
    most: 1,
  }),
  answered('403 then a page', {'/paper': first(1, 403, page('A'))}, 'blocked forbidden'),
])
