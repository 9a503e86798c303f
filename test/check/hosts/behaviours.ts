/** Hosts by what they do: each kind of limit, outage, ban, balancer and redirect, with every kind of refusal. */
import {
  after,
  article,
  atOnce,
  block,
  both,
  bucket,
  byHead,
  captcha,
  cut,
  during,
  eachConnection,
  from,
  front,
  hangs,
  late,
  leads,
  maintenance,
  resets,
  restart,
  says,
  sick,
  windows,
} from './guards.ts'
import {html, nameOf, pageOf, type Row} from './host.ts'

const everyTenth = (page: number): boolean => page % 10 === 3
const row = (name: string, links: number, guard: Row['guard'], more: Partial<Row> = {}): Row => ({
  name,
  links,
  gone: everyTenth,
  ...(guard !== undefined && {guard}),
  ...more,
})
/** So long that HEAD tells enough. */
const long: Partial<Row> = {
  serves: (page) => html(200, pageOf(page).padEnd(20_000), {'content-length': '20000'}),
}
const minute = 60_000
const rateLimit = (left: number, resetMs: number): Record<string, string> => ({
  'ratelimit-limit': '60',
  'ratelimit-remaining': String(left),
  'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
})

const limits: readonly Row[] = [
  row('429 above 5 a second', 60, bucket(5, 10, says(429))),
  row('429 and Retry-After: 2 above 5 a second', 60, bucket(5, 10, says(429, {'retry-after': '2'}))),
  row('429 after 60 in a minute', 100, windows(60, minute, says(429))),
  row('429 after 60 in a minute, with RateLimit', 100, windows(60, minute, says(429), rateLimit)),
  row('503 above 3 a second', 60, bucket(3, 6, says(503))),
  row('503 after 60 in a minute', 100, windows(60, minute, says(503))),
  row('503 after 30 in a minute', 100, windows(30, minute, says(503))),
  row('503 after 20 in ten seconds', 100, windows(20, 10_000, says(503))),
  row('403 above 5 a second', 60, bucket(5, 10, says(403, {}, block))),
  row('403 after 60 in a minute', 100, windows(60, minute, says(403, {}, block))),
  row('404 above 3 a second', 60, bucket(3, 6, says(404))),
  row('404 after 60 in a minute', 100, windows(60, minute, says(404))),
  row('404 and Retry-After: 5 above 3 a second', 60, bucket(3, 6, says(404, {'retry-after': '5'}))),
  row('404 with an article above 3 a second', 60, bucket(3, 6, says(404, {}, article))),
  row('404 with a picture above 3 a second', 60, bucket(3, 6, says(404, {'content-type': 'image/png'}, '\u0089PNG\r\n'))),
  row('410 above 3 a second', 60, bucket(3, 6, says(410))),
  row('500 above 4 a second', 60, bucket(4, 8, says(500))),
  row('500 above 2 a second', 150, bucket(2, 8, says(500))),
  row('500 after 60 in a minute', 100, windows(60, minute, says(500))),
  row('502 after 60 in a minute', 100, windows(60, minute, says(502))),
  row('resets above 4 a second', 60, bucket(4, 8, resets)),
  row('resets after 60 in a minute', 100, windows(60, minute, resets)),
  row('hangs above 4 a second', 60, bucket(4, 8, hangs)),
  row('hangs above 2 a second', 30, bucket(2, 4, hangs)),
  row('hangs after 60 in a minute', 100, windows(60, minute, hangs)),
  row('leads to a block page above 4 a second', 60, both(onPath('/blocked', says(200, {}, block)), bucket(4, 8, leads('/blocked')))),
  row('leads to a 429 above 4 a second', 60, both(onPath('/slow', says(429)), bucket(4, 8, leads('/slow')))),
  row('a CAPTCHA above 4 a second', 60, bucket(4, 8, says(200, {}, captcha))),
  row('429 to HEAD above 4 a second', 60, bucket(4, 8, says(429), byHead), long),
  row('403 to HEAD above 4 a second', 60, bucket(4, 8, says(403), byHead), long),
  row('404 to HEAD above 4 a second', 60, bucket(4, 8, says(404), byHead), long),
  row('two at once, else 503', 40, atOnce(2, says(503))),
  row('two at once, else 500', 40, atOnce(2, says(500))),
  row('two at once, else 429', 40, atOnce(2, says(429))),
  row('two at once, else a reset', 40, atOnce(2, resets)),
  row('two at once, else 404', 40, atOnce(2, says(404))),
  row('20 a connection, then a reset', 100, eachConnection(20, resets)),
  row('20 a connection, then 429', 100, eachConnection(20, says(429))),
]

function onPath(path: string, refuse: ReturnType<typeof says>): NonNullable<Row['guard']> {
  return () => (asked, pass) => (asked.path === path ? refuse(asked) : pass())
}

const outages: readonly Row[] = [
  row('502 for ten seconds', 60, during(20, 10_000, says(502))),
  row('502 for a minute', 60, during(20, minute, says(502))),
  row('500 for ten seconds', 60, during(20, 10_000, says(500))),
  row('404 for ten seconds', 60, during(20, 10_000, says(404))),
  row('404 for a minute', 60, during(20, minute, says(404))),
  row('503 and Retry-After: 30 for a minute', 60, during(20, minute, says(503, {'retry-after': '30'}))),
  row('nobody listens for three seconds', 60, restart(20, 3000)),
  row('nobody listens for half a minute', 60, restart(20, 30_000)),
  row('nobody listens for a minute', 60, restart(20, minute)),
  row('hangs for half a minute', 60, during(20, 30_000, hangs)),
  row('maintenance with 200 for half a minute', 60, during(20, 30_000, says(200, {}, maintenance))),
  row('leads to maintenance for half a minute', 60, during(20, 30_000, leads('/down'))),
  row('down for good with 502', 60, from(20, says(502))),
  row('down for good with resets', 60, from(20, resets)),
  row('down for good, hanging', 60, from(20, hangs)),
  row('down for good, nobody listens', 60, restart(20, 10 * minute)),
  row('down for good with 404', 60, from(20, says(404))),
]

const bans: readonly Row[] = [
  row('banned with 403 after 40', 60, from(41, says(403, {}, block))),
  row('banned with 404 after 40', 60, from(41, says(404))),
  row('banned with 410 after 90', 100, from(91, says(410))),
  row('banned with resets after 40', 60, from(41, resets)),
  row('banned with silence after 40', 60, from(41, hangs)),
  row('banned to a block page after 40', 60, both(onPath('/blocked', says(200, {}, block)), from(41, leads('/blocked')))),
  row('banned to a page after 40', 60, both(onPath('/info', says(200, {}, article)), from(41, leads('/info', 301)))),
  row('banned to the front page after 40', 60, both(onPath('/', says(200, {}, front)), from(41, leads('/', 301)))),
  row('banned with a CAPTCHA after 40', 60, from(41, says(200, {}, captcha))),
  row('banned with one page for all after 40', 60, from(41, says(200, {}, article))),
  row('429 for good after 40', 60, from(41, says(429))),
  row('403 from the start', 20, from(1, says(403, {}, block))),
]

const balancers: readonly Row[] = [
  row('one of three lacks everything', 60, sick(1 / 3, says(404))),
  row('one of three lacks everything, in turns', 60, sick(1 / 3, says(404), 'round')),
  row('one of three says 500', 60, sick(1 / 3, says(500))),
  row('one of two says 500', 60, sick(1 / 2, says(500))),
  row('one of three says 502', 60, sick(1 / 3, says(502))),
  row('one of three says 503', 60, sick(1 / 3, says(503))),
  row('one of three resets', 60, sick(1 / 3, resets)),
  row('one of four hangs', 30, sick(1 / 4, hangs)),
  row(
    'one of four answers after 10 s',
    60,
    late(({random}) => (random() < 0.25 ? 10_000 : 80)),
  ),
  row('one of four breaks off', 60, cut),
]

/** What a host says of addresses that are gone: it leads to one place, and of made-up ones it says something else. */
const oldOnesTo = (to: string, madeUp = 404): Partial<Row> => ({
  guard: onPath(to, says(200, {}, to === '/' ? front : article)),
  lost: ({page}) => (page === undefined ? says(madeUp)({} as never) : leads(to, 301)({} as never)),
})
const half = (page: number): boolean => page % 2 === 1

const redirects: readonly Row[] = [
  row('3 old addresses of 6 lead to /archive/', 6, undefined, {...oldOnesTo('/archive/'), gone: half}),
  row('10 old addresses of 20 lead to /archive/', 20, undefined, {...oldOnesTo('/archive/'), gone: half}),
  row('10 old addresses of 20 lead to /about.html', 20, undefined, {...oldOnesTo('/about.html'), gone: half}),
  row('10 old addresses of 20 lead to /', 20, undefined, {...oldOnesTo('/'), gone: half}),
  row('10 old addresses of 20 lead to /404', 20, undefined, {...oldOnesTo('/404'), gone: half}),
  row('10 old addresses of 20 lead to /login', 20, undefined, {...oldOnesTo('/login'), gone: half}),
  row('all 4 old addresses lead to /research/', 4, undefined, {...oldOnesTo('/research/'), gone: () => true}),
  row('all 12 old addresses lead to /research/', 12, undefined, {...oldOnesTo('/research/'), gone: () => true}),
  row('all of 12, made-up ones too, lead to /research/', 12, undefined, {
    guard: onPath('/research/', says(200, {}, article)),
    lost: leads('/research/', 301),
    gone: () => true,
  }),
  row('10 of 20 lead to /archive/, made-up ones say 200', 20, undefined, {...oldOnesTo('/archive/', 200), gone: half}),
  row('all 20 have moved, each to its own place', 20, undefined, {
    gone: () => false,
    serves: (page) => html(301, '', {location: `/new/${nameOf(page)}`}),
    lost: ({path}) => (path.startsWith('/new/') ? html(200, pageOf(path.length)) : html(404, 'Not found')),
  }),
  row('all 20 have moved, each to a number', 20, undefined, {
    gone: () => false,
    serves: (page) => html(301, '', {location: `/p?id=${page + 100}`}),
    lost: ({path}) => (path.startsWith('/p?') ? html(200, pageOf(Number(path.slice(6)))) : html(404, 'Not found')),
  }),
  row('two spellings of ten pages each', 20, undefined, {
    gone: () => false,
    serves: (page) => html(301, '', {location: `/paper/${Math.floor(page / 2) + 100}`}),
    lost: ({path}) => (path.startsWith('/paper/') ? html(200, pageOf(Number(path.slice(7)))) : html(404, 'Not found')),
  }),
]

const others: readonly Row[] = [
  row('nothing unusual', 200, undefined),
  row('nothing unusual, long pages', 200, undefined, long),
  row('nothing unusual, half are gone', 60, undefined, {gone: half}),
  row('nothing unusual, two pages', 2, undefined, {gone: (page) => page === 1}),
  row(
    'slow, 5 s each',
    60,
    late(() => 5000),
  ),
  row(
    'slow, 15 s each',
    20,
    late(() => 15_000),
  ),
  row('one page for all', 20, from(1, says(200, {}, '<title>Lab</title><h1>Our lab</h1><p>We are glad that you are here today.</p>')), {
    gone: () => true,
  }),
  row(
    '500 for three pages only',
    60,
    () =>
      ({page = 0}, pass) =>
        page % 20 === 7 ? says(500)({} as never) : pass(),
  ),
  row(
    '503 for three pages only',
    60,
    () =>
      ({page = 0}, pass) =>
        page % 20 === 7 ? after(100, says(503))({} as never) : pass(),
  ),
]

export const behaviours: readonly Row[] = [...limits, ...outages, ...bans, ...balancers, ...redirects, ...others]
