/** Redirects to other hosts that show what has become of a domain, and pages where an image should be. */
import {expect, test} from 'vitest'
import {check, type Target} from '../../../src/check/index.ts'
import {defaultCheckOptions} from '../../../src/core/options.ts'
import {checkOne} from '../run.ts'
import {page, serve} from '../server.ts'

test.for([
  ['www.hugedomains.com/domain_profile.cfm?d=lab.org', 'dead parked-domain'],
  ['dan.com/buy-domain/lab.org?redirected=true', 'dead parked-domain'],
  ['sedo.com/search/details/?domain=lab.org', 'dead parked-domain'],
  ['www.afternic.com/forsale/lab.org', 'dead parked-domain'],
  ['www.godaddy.com/en-uk/forsale/lab.org', 'dead parked-domain'],
  ['ww16.lab.paperlint.org/paper?sub1=1&usid=24&utid=1234', 'dead parked-domain'],
  ['ww2.lab.paperlint.org/paper', 'ok ok'],
  ['www.sedo.com/us/about-us/', 'ok ok'],
  ['papers.lab.paperlint.org/paper?usid=24', 'ok ok'],
] as const)('a redirect to %s', async ([to, says]) => {
  const server = await serve({
    '*': ({headers}, response) =>
      headers.host?.startsWith('lab.') === true
        ? response.writeHead(302, {location: `http://${to.replace('/', `:${server.port}/`)}`}).end()
        : response.writeHead(200, {'content-type': 'text/html'}).end(page('A page like any other')),
  })
  const lookup = async (): Promise<readonly {address: string; family: 4}[]> => [{address: '127.0.0.1', family: 4}]
  const {verdict, reason, evidence} = await checkOne(`http://lab.paperlint.org:${server.port}/paper`, {}, {lookup})
  expect(`${verdict} ${reason}`, evidence?.join('\n')).toBe(says)
})

test('a page is no image', async () => {
  const server = await serve({
    '/a.png': (_, response) => response.writeHead(200, {'content-type': 'image/png'}).end('x'),
    '/b.png': page('A page'),
    '/untyped': (_, response) => response.writeHead(200).end('\x89PNG'),
    '/d.svg': (_, response) => response.writeHead(200, {'content-type': 'image/svg+xml'}).end('<svg/>'),
    '/walled.png': (_, response) => response.writeHead(200, {'content-type': 'text/html'}).end('<title>Just a moment...</title>'),
  })
  const targets = ['/a.png', '/b.png', '/untyped', '/d.svg', '/walled.png', '/e.png'].map((path) => ({
    url: server.url(path),
    context: 'image' as const,
  }))
  const told: string[] = []
  const environment = {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}
  for await (const {url, verdict, reason} of check(targets, {...defaultCheckOptions, allowPrivate: true}, environment))
    told.push(`${new URL(url).pathname} ${verdict} ${reason}`)
  expect(told.sort()).toEqual([
    '/a.png ok ok',
    '/b.png error not-an-image',
    '/d.svg ok ok',
    '/e.png dead not-found',
    '/untyped ok ok',
    '/walled.png blocked bot-wall',
  ])
})

test.for(['image', 'link'] as const)(
  'of several links to one page, only those that are shown as images are wrong, whichever comes first: %s',
  async (first) => {
    const server = await serve({'*': page('A page', '<p id="x">')})
    const second = first === 'image' ? 'link' : 'image'
    const targets: readonly Target[] = [
      {url: server.url('/a'), context: first},
      {url: server.url('/a#x'), context: second},
    ]
    const told: string[] = []
    const environment = {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}}
    for await (const {url, reason} of check(targets, {...defaultCheckOptions, allowPrivate: true}, environment))
      told.push(`${targets.find((one) => one.url === url)?.context} ${reason}`)
    expect(told.sort()).toEqual(['image not-an-image', 'link ok'])
  },
)
