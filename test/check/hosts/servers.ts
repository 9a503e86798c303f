/** Hosts by what runs there: servers, frameworks and services with the limits and failures that their manuals describe. */
import {
  after,
  article,
  atOnce,
  both,
  bucket,
  byHead,
  captcha,
  during,
  eachConnection,
  from,
  front,
  hangs,
  late,
  leads,
  type MakeGuard,
  maintenance,
  offended,
  resets,
  restart,
  says,
  sick,
  windows,
  within,
} from './guards.ts'
import {html, nameOf, pageOf, type Row} from './host.ts'

const minute = 60_000
const every =
  (nth: number) =>
  (page: number): boolean =>
    page % nth === nth - 1
const at =
  (path: string, status: number, body: string): MakeGuard =>
  () =>
  (asked, pass) =>
    asked.path.startsWith(path) ? html(status, body) : pass()
const line = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  says(status, {'content-type': 'text/plain', ...headers}, text)

/** Bans for ten minutes whoever met five missing pages. */
const failToBan =
  (refuse: ReturnType<typeof says>): MakeGuard =>
  () => {
    let missed = 0
    return (asked, pass) => {
      if (missed >= 5) return refuse(asked)
      const said = pass()
      if (said.status === 404) missed++
      return said
    }
  }

const limits: readonly Row[] = [
  {name: 'nginx, limit_req 1r/s burst=5 nodelay', links: 30, gone: every(15), guard: bucket(1, 5, says(503))},
  {
    name: 'nginx, limit_req 10r/s burst=20, delayed',
    links: 80,
    gone: every(20),
    guard: both(
      bucket(10, 20, says(503)),
      late(({atOnce}) => 100 * atOnce),
    ),
  },
  {name: 'nginx, limit_req_status 429, 5r/s', links: 60, gone: every(12), guard: bucket(5, 5, says(429))},
  {name: 'nginx, limit_req_status 444, 5r/s', links: 60, gone: every(12), guard: bucket(5, 10, resets)},
  {name: 'nginx, limit_conn 1', links: 40, gone: every(10), guard: atOnce(1, says(503))},
  {name: 'Apache, mod_evasive, 10 in a second', links: 60, gone: every(15), guard: offended(10, 1000, 10_000, says(403))},
  {name: 'Apache, mod_qos, 3 connections', links: 60, gone: every(15), guard: atOnce(3, resets)},
  {name: 'Apache, MaxKeepAliveRequests 5, unannounced', links: 60, gone: every(15), guard: eachConnection(5, resets)},
  {name: 'fail2ban, five missing pages, dropped', links: 60, gone: every(6), guard: failToBan(hangs)},
  {name: 'fail2ban, five missing pages, 403', links: 60, gone: every(6), guard: failToBan(says(403))},
  {name: 'fail2ban, forty requests, rejected', links: 60, gone: every(10), guard: restart(40, 10 * minute)},
  {name: 'HAProxy, deny 429 above 20 in 10 s', links: 80, gone: every(20), guard: within(20, 10_000, says(429))},
  {name: 'HAProxy, tarpit above 20 in 10 s', links: 80, gone: every(20), guard: within(20, 10_000, after(10_000, says(500)))},
  {name: 'HAProxy, silent-drop above 20 in 10 s', links: 80, gone: every(20), guard: within(20, 10_000, hangs)},
  {name: 'HAProxy, reject above 20 in 10 s', links: 80, gone: every(20), guard: within(20, 10_000, resets)},
  {
    name: 'Cloudflare, 429 and Retry-After: 10 after 30 in 10 s',
    links: 100,
    gone: every(25),
    guard: windows(30, 10_000, says(429, {'retry-after': '10'})),
  },
  {name: 'AWS WAF, 403 after 50 in 5 minutes', links: 80, gone: every(20), guard: windows(50, 5 * minute, says(403))},
  {
    name: 'Amazon S3, SlowDown above 5 a second',
    links: 60,
    gone: every(10),
    guard: bucket(5, 10, says(503, {'content-type': 'application/xml'}, '<Error><Code>SlowDown</Code></Error>')),
  },
  {name: 'Varnish, vsthrottle, 15 in 10 s', links: 60, gone: every(12), guard: within(15, 10_000, says(429))},
  {name: 'IIS, dynamic IP restrictions, 404, 15 in 10 s', links: 60, gone: every(12), guard: within(15, 10_000, says(404))},
  {name: 'IIS, dynamic IP restrictions, abort, 15 in 10 s', links: 60, gone: every(12), guard: within(15, 10_000, resets)},
  {
    name: 'express-rate-limit, 40 a minute, RateLimit',
    links: 60,
    gone: every(12),
    guard: windows(40, minute, line(429, 'Too many requests, please try again later.'), (left, resetMs) => ({
      'ratelimit-policy': '40;w=60',
      'ratelimit-limit': '40',
      'ratelimit-remaining': String(left),
      'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
    })),
  },
  {name: 'Rack::Attack, 20 in 20 s', links: 60, gone: every(12), guard: windows(20, 20_000, line(429, 'Retry later\n'))},
  {name: 'django-ratelimit, 403 after 10 a minute', links: 40, gone: every(10), guard: windows(10, minute, says(403))},
  {
    name: 'Flask-Limiter, 10 a minute',
    links: 30,
    gone: every(10),
    guard: windows(10, minute, says(429, {}, '<h1>Too Many Requests</h1><p>10 per 1 minute</p>')),
  },
  {
    name: 'Laravel, 60 a minute',
    links: 100,
    gone: every(25),
    guard: windows(60, minute, says(429, {'retry-after': '60'}), (left) => ({
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': String(left),
    })),
  },
  {
    name: 'GitLab, 10 a second, both headers',
    links: 80,
    gone: every(20),
    guard: windows(10, 1000, line(429, 'Retry later', {'retry-after': '1'}), (left, resetMs) => ({
      'ratelimit-remaining': String(left),
      'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
    })),
  },
  {name: 'LiteSpeed, 403 to HEAD above 10 in 10 s', links: 60, gone: every(12), guard: bucket(1, 10, says(403), byHead)},
  {name: 'a home-made script, 500 above 2 a second', links: 40, gone: every(10), guard: bucket(2, 4, says(500))},
  {name: 'a home-made script, 500 after 25 in half a minute', links: 60, gone: every(12), guard: windows(25, 30_000, says(500))},
  {name: 'ISP firewall, hangs after 40 in a minute', links: 60, gone: every(12), guard: windows(40, minute, hangs)},
  {name: 'ISP firewall, 30 connections’ worth, resets', links: 90, gone: every(15), guard: windows(30, 30_000, resets)},
]

const bans: readonly Row[] = [
  {name: 'Rack::Attack, blocklisted after 50', links: 60, gone: every(12), guard: from(51, line(403, 'Forbidden\n'))},
  {name: 'Cloudflare, challenged after 30', links: 60, gone: every(12), guard: from(31, says(403, {'cf-mitigated': 'challenge'}, captcha))},
  {
    name: 'Wordfence, limited after 50',
    links: 80,
    gone: every(16),
    guard: from(51, says(503, {'retry-after': '300'}, '<title>Your access to this site has been limited</title>')),
  },
  {
    name: 'Akamai, denied after 20',
    links: 40,
    gone: every(10),
    guard: from(21, says(403, {}, "<TITLE>Access Denied</TITLE><H1>Access Denied</H1>You don't have permission. Reference #18.2d")),
  },
  {
    name: 'Imperva, a frame after 30',
    links: 50,
    gone: every(10),
    guard: from(
      31,
      says(
        200,
        {},
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow"></head><iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe></html>',
      ),
    ),
  },
  {name: 'a web host, 509 from the 40th on', links: 60, gone: every(12), guard: from(40, says(509))},
  {name: 'Vercel, 402 from the 30th on', links: 50, gone: every(10), guard: from(30, line(402, 'Payment required\nDEPLOYMENT_DISABLED'))},
  {
    name: 'a publisher, leads robots to its policy after 25',
    links: 50,
    gone: every(10),
    guard: both(at('/crawling-policy', 200, article), from(26, leads('/crawling-policy', 301))),
  },
]

const outages: readonly Row[] = [
  {
    name: 'HAProxy, 503 for 20 s of a deploy',
    links: 60,
    gone: every(12),
    guard: during(15, 20_000, says(503, {}, '<h1>503 Service Unavailable</h1>No server is available')),
  },
  {name: 'Cloudflare, 521 for 30 s', links: 60, gone: every(12), guard: during(25, 30_000, says(521))},
  {name: 'Cloudflare, 522 for a minute', links: 60, gone: every(12), guard: during(25, minute, after(15_000, says(522)))},
  {name: 'AWS ALB, 502 for 5 s', links: 60, gone: every(12), guard: during(25, 5000, says(502))},
  {
    name: 'Varnish, backend fetch failed for 10 s',
    links: 60,
    gone: every(12),
    guard: during(
      25,
      10_000,
      says(503, {}, '<title>503 Backend fetch failed</title><h1>Error 503 Backend fetch failed</h1><h3>Guru Meditation:</h3>'),
    ),
  },
  {
    name: 'IIS, the pool is stopped for a minute',
    links: 60,
    gone: every(12),
    guard: during(30, minute, says(503, {}, '<h2>Service Unavailable</h2>')),
  },
  {
    name: 'Heroku, application error for 15 s',
    links: 60,
    gone: every(12),
    guard: during(20, 15_000, says(503, {}, '<title>Application error</title>')),
  },
  {name: 'Kubernetes, default backend for 15 s', links: 60, gone: every(12), guard: during(20, 15_000, line(404, 'default backend - 404'))},
  {name: 'Traefik, no router for 40 s', links: 60, gone: every(12), guard: during(20, 40_000, line(404, '404 page not found\n'))},
  {
    name: 'MediaWiki, maintenance for a minute',
    links: 60,
    gone: every(12),
    guard: during(20, minute, says(503, {'retry-after': '20'}, maintenance)),
  },
  {
    name: 'an authority, maintenance with 200 for a minute',
    links: 60,
    gone: every(12),
    guard: during(25, minute, says(200, {}, maintenance)),
  },
  {name: 'systemd, a restart of eight seconds', links: 60, gone: every(12), guard: restart(25, 8000)},
  {
    name: 'WordPress, “Error establishing a database connection” for 20 s',
    links: 60,
    gone: every(12),
    guard: during(20, 20_000, says(500, {}, '<title>Database Error</title><h1>Error establishing a database connection</h1>')),
  },
]

const machines: readonly Row[] = [
  {name: 'AWS ALB, one of two targets says 502', links: 60, gone: every(12), guard: sick(1 / 2, says(502), 'round')},
  {name: 'Azure Front Door, one of four says 503', links: 60, gone: every(12), guard: sick(1 / 4, says(503))},
  {name: 'Squid, one of five unable to forward', links: 60, gone: every(12), guard: sick(1 / 5, after(3000, says(503)))},
  {
    name: 'Kubernetes, one pod of three is stale',
    links: 60,
    gone: every(12),
    guard: () => (asked, pass) => ((asked.page ?? 0) % 2 === 1 && asked.random() < 1 / 3 ? says(404)(asked) : pass()),
  },
  {name: 'PHP-FPM, more than two at once wait for ever', links: 30, gone: every(10), guard: atOnce(2, hangs)},
  {name: 'Tomcat, five connections', links: 60, gone: every(12), guard: atOnce(5, resets)},
  {name: 'Gunicorn, one worker, 300 ms', links: 60, gone: every(12), guard: late(({atOnce}) => 300 * atOnce)},
  {name: 'Heroku, every tenth page takes 30 s', links: 40, gone: every(8), guard: late(({page = 0}) => (page % 10 === 4 ? 30_000 : 90))},
  {name: 'Netlify, no HEAD', links: 60, gone: every(12), guard: () => (asked, pass) => (byHead(asked) ? says(405)(asked) : pass())},
]

const sites: readonly Row[] = [
  {
    name: 'WordPress, new permalinks',
    links: 30,
    serves: (page) => html(301, '', {location: `/2024/05/${nameOf(page)}/`}),
    lost: ({path}) => (path.startsWith('/2024/') ? html(200, pageOf(path.length)) : html(404, '<h1>Nothing found</h1>')),
  },
  {
    name: 'WordPress, “All 404 Redirect to Homepage”',
    links: 30,
    gone: every(4),
    guard: both(() => (asked, pass) => (asked.path === '/' ? html(200, front) : pass())),
    lost: leads('/', 301),
  },
  {
    name: 'WordPress, “404 to 301” to /archives/',
    links: 30,
    gone: every(4),
    guard: at('/archives/', 200, article),
    lost: leads('/archives/', 301),
  },
  {
    name: 'Apache, RedirectMatch of six old papers to /research/',
    links: 20,
    gone: (page) => page < 6,
    guard: at('/research/', 200, article),
    lost: (asked) => (asked.page === undefined ? says(404)(asked) : leads('/research/', 301)(asked)),
  },
  {
    name: 'Apache, Redirect of four members’ pages to /people.html',
    links: 4,
    gone: () => true,
    guard: at('/people.html', 200, article),
    lost: (asked) => (asked.page === undefined ? says(404)(asked) : leads('/people.html', 308)(asked)),
  },
  {
    name: 'a conference, everything leads to this year’s',
    links: 25,
    gone: () => true,
    guard: at('/2026/program', 200, article),
    lost: leads('/2026/program', 301),
  },
  {
    name: 'a product page for fifteen old tools, limited by 503',
    links: 40,
    gone: (page) => page < 15,
    guard: both(bucket(4, 8, says(503)), at('/products', 200, article)),
    lost: (asked) => (asked.page === undefined ? says(404)(asked) : leads('/products', 301)(asked)),
  },
  {name: 'a hosting company, closed', links: 20, gone: () => true, guard: at('/closed', 200, article), lost: leads('/closed', 302)},
  {
    name: 'a library, everything behind a login',
    links: 20,
    guard: both(
      at('/login', 200, '<title>Sign in</title><form><input type="password"></form>'),
      () => (asked) => leads(`/login?next=${asked.path}`)(asked),
    ),
  },
  {
    name: 'a university, most user pages removed, 429 above 5 a second',
    links: 60,
    gone: (page) => page % 5 < 3,
    guard: bucket(5, 10, says(429)),
  },
  {
    name: 'an archive, a third withdrawn with 410, 503 above 3 a second',
    links: 60,
    gone: every(3),
    lost: says(410),
    guard: bucket(3, 6, says(503)),
  },
  {
    name: 'a file host, lost files say so with 200',
    links: 40,
    gone: every(5),
    pathOf: (page) => `/files/${page}/${nameOf(page)}.pdf`,
    serves: () => ({status: 200, headers: {'content-type': 'application/pdf', 'content-length': '4000'}, body: '%PDF-1.4'.padEnd(4000)}),
    lost: says(200, {}, '<title>File not found</title><h1>File not found</h1><p>The file that you asked for does not exist.</p>'),
  },
]

export const servers: readonly Row[] = [...limits, ...bans, ...outages, ...machines, ...sites]
