/** Hosts that call existing pages missing, above some number of requests or during a restart, and hosts that tell the truth. */
import {createServer, type Server} from 'node:http'
import {describe, expect, test} from 'vitest'
import {type Checked, checkEach} from '../../src/check/index.ts'
import {type Clock, systemClock} from '../../src/check/schedule/clock.ts'
import type {Lookup} from '../../src/check/wire/names.ts'
import {defaultCheckOptions} from '../../src/core/options.ts'
import {fastClock} from './clock.ts'
import {checkAll} from './run.ts'
import {inUrl, otherAddress, page, serve, type TestServer} from './server.ts'

interface Question {
  /** The number in its path. */
  readonly index: number
  /** Requests that the host is answering, including this one. */
  readonly atOnce: number
  /** Milliseconds since the host's trouble began, which is with the fourth request; negative before. */
  readonly age: number
}

type Says = number | string

/** Asks for so many pages of a host that answers with what `says` returns, a status or a page, pages only after some time. */
async function ask(
  links: number,
  says: (question: Question) => Says,
  others: readonly string[] = [],
  clock: Clock = systemClock,
): Promise<{readonly results: Checked[]; readonly server: TestServer}> {
  let atOnce = 0
  let requests = 0
  let troubleMs = 0
  let close = (): void => {}
  const answers: Parameters<typeof serve>[0] = {
    '*': ({path, atMs}, response) => {
      if (++requests === 4) troubleMs = atMs
      const index = Number(path.slice(1))
      const said = says({index, atOnce: ++atOnce, age: troubleMs === 0 ? -1 : atMs - troubleMs})
      const answer = (): void => {
        atOnce--
        response.writeHead(typeof said === 'number' ? said : 200, {'content-type': 'text/html'})
        response.end(typeof said === 'number' ? `<title>${said}</title>` : said)
      }
      setTimeout(answer, said === alive(index) ? 100 : 20)
    },
  }
  const server = await serve(answers, {closing: (end) => void (close = end)})
  const urls = Array.from({length: links}, (_, index) => server.url(`/${index}`))
  const results = await checkAll([...urls, ...others], {timeoutMs: 20_000}, {clock})
  close()
  return {results: urls.flatMap((url) => results.get(url) ?? []), server}
}

/** For hosts that are waited for in vain. */
const fast = (): Clock => fastClock(5, 0.5)

const told = (results: readonly Checked[]): readonly string[] => [...new Set(results.map(({verdict, reason}) => `${verdict} ${reason}`))]
const alive = (index: number): string => page(`Paper ${index}`)
const forSale = '<title>a.example</title><p>This domain is for sale. Related searches. Make an offer for this domain.</p>'
const lost = '<title>Page not found</title><h1>Page not found</h1>'

describe.concurrent('a page is not dead', () => {
  test.for<[string, Says]>([
    ['404', 404],
    ['410', 410],
    ['“Page not found”', lost],
    ['“for sale”', forSale],
  ])('if the host answers %s to any request that comes while two others are open', async ([, refusal]) => {
    const {results} = await ask(12, ({index, atOnce}) => (atOnce > 2 ? refusal : alive(index)))
    expect(told(results)).toEqual(['ok ok'])
  })

  test.for([
    ['a domain for sale', '/lander'],
    ['a name that does not exist', 'http://nowhere.invalid/'],
  ] as const)('if the host sends robots to %s after some pages', async ([, place]) => {
    const seller = await serve({'*': forSale}, {host: otherAddress})
    let requests = 0
    const server = await serve({
      '*': ({path}, response) =>
        ++requests > 5
          ? response.writeHead(302, {location: place.startsWith('/') ? seller.url(place) : place}).end()
          : response.writeHead(200, {'content-type': 'text/html'}).end(alive(Number(path.slice(1)))),
    })
    const urls = Array.from({length: 10}, (_, index) => server.url(`/${index}`))
    const lookup: Lookup = (name) =>
      name.endsWith('.invalid')
        ? Promise.reject(Object.assign(new Error('no such name'), {code: 'ENOTFOUND'}))
        : Promise.resolve([{address: '127.0.0.1', family: 4}])
    // Without any name that resolves, the machine would count as offline.
    const named = (await serve({'*': page('Up')})).url('/').replace('127.0.0.1', 'up.example')
    const results = await checkAll([named, ...urls], {timeoutMs: 20_000}, {lookup, clock: fast()})
    expect(told(urls.flatMap((url) => results.get(url) ?? []))).toEqual(['ok ok', 'error contradictory'])
  })

  test('if the host starts to serve within two seconds, while others keep the run busy', async ({onTestFinished}) => {
    const late = await serve({'*': (_, response) => void setTimeout(() => response.end(page('Late')), 4500)}, {closing: onTestFinished})
    const sinceMs = performance.now()
    const {results} = await ask(8, ({index}) => (performance.now() - sinceMs < 2000 ? 404 : alive(index)), [late.url('/')])
    expect(told(results)).toEqual(['ok ok'])
  })

  test.for([
    ['the last of fifteen within three seconds', 15, 14, 3000],
    ['the last of thirty within two', 30, 29, 2000],
  ] as const)('if the host says 404 to %s, while others keep the run busy', async ([, links, most, windowMs], {onTestFinished}) => {
    let served: number[] = []
    const late = await serve({'*': (_, response) => void setTimeout(() => response.end(page('Late')), 4500)}, {closing: onTestFinished})
    const {results} = await ask(
      links,
      ({index}) => {
        const nowMs = performance.now()
        served = served.filter((atMs) => nowMs - atMs < windowMs)
        if (served.length >= most) return 404
        served.push(nowMs)
        return alive(index)
      },
      [late.url('/')],
    )
    expect(told(results)).toEqual(['ok ok'])
  })

  test.for([9, 20, 32])('if one of %i is called missing once, for no visible reason', async (links) => {
    let requests = 0
    const {results} = await ask(links, ({index}) => (++requests === 7 ? 404 : alive(index)))
    expect(told(results)).toEqual(['ok ok'])
  })

  test.for<[string, (age: number) => Says | undefined]>([
    ['404 for two seconds', (age) => (age < 2000 ? 404 : undefined)],
    ['502, then 404, then pages', (age) => (age < 800 ? 502 : age < 1600 ? 404 : undefined)],
  ])('if the host is restarting, and says %s', async ([, says]) => {
    const {results} = await ask(8, ({index, age}) => (age < 0 ? undefined : says(age)) ?? alive(index))
    expect(told(results)).toEqual(['ok ok'])
  })

  test.for([24, 40])('of %i, if the host serves ten within two seconds', async (links) => {
    let served: number[] = []
    const {results} = await ask(links, ({index}) => {
      const nowMs = performance.now()
      served = served.filter((atMs) => nowMs - atMs < 2000)
      if (served.length >= 10) return 410
      served.push(nowMs)
      return alive(index)
    })
    expect(told(results)).toEqual(['ok ok'])
  })

  test('if the host serves only two after each pause', async () => {
    let left = 8
    let lastMs = 0
    const {results} = await ask(12, ({index}) => {
      const nowMs = performance.now()
      if (lastMs > 0 && nowMs - lastMs > 1400) left = 2
      lastMs = nowMs
      return left-- > 0 ? alive(index) : 404
    })
    expect(told(results)).toEqual(['ok ok'])
  })

  test('if the host serves only one after each pause, even if others could not be seen', async () => {
    let left = 8
    let lastMs = 0
    const {results} = await ask(20, ({index}) => {
      const nowMs = performance.now()
      if (lastMs > 0 && nowMs - lastMs > 1400) left = 1
      lastMs = nowMs
      return left-- > 0 ? alive(index) : 404
    })
    expect(told(results).toSorted()).toEqual(['error contradictory', 'ok ok'])
  })

  test.for([1, 4, 20])('if the port refused connections at first, of %i', async (links, {onTestFinished}) => {
    const {port} = await serve({}, {closing: onTestFinished})
    const server: Server = createServer((asked, response) => void response.end(alive(Number(asked.url?.slice(1)))))
    onTestFinished(() => void server.close())
    setTimeout(() => server.listen(port, otherAddress), 2500)
    const results = await checkAll(Array.from({length: links}, (_, index) => `http://${inUrl(otherAddress)}:${port}/${index}`))
    expect(told([...results.values()])).toEqual(['ok ok'])
  })
})

describe.concurrent('a page is undecided', () => {
  test.for<[string, Says]>([
    ['404', 404],
    ['410', 410],
    ['“Page not found”', lost],
  ])('if the host answers %s to everything once it has served six pages, those as well', async ([, refusal]) => {
    let requests = 0
    const {results, server} = await ask(12, ({index}) => (++requests > 6 ? refusal : alive(index)), [], fast())
    expect(told(results).toSorted()).toEqual(['error contradictory', 'ok ok'])
    expect(results.filter(({verdict}) => verdict === 'ok').length).toBe(6)
    expect(server.asked.length).toBeLessThanOrEqual(20)
  })

  test.for([
    ['the last two of eight', 8, 6],
    ['the last five of a hundred', 100, 95],
  ] as const)('if the host says 404 to %s, and then to the others as well', async ([, links, most]) => {
    let requests = 0
    const {results, server} = await ask(links, ({index}) => (++requests > most ? 404 : alive(index)), [], fast())
    expect(told(results).toSorted()).toEqual(['error contradictory', 'ok ok'])
    expect(server.asked.length).toBeLessThanOrEqual(links + 18)
  })

  test('if HEAD found it, and finds nothing any more since GET does not either', async ({onTestFinished}) => {
    let isBanned = false
    const server = await serve(
      {
        '*': ({method}, response) => {
          isBanned ||= method === 'GET'
          response.writeHead(isBanned ? 404 : 200, {'content-type': 'text/html'}).end()
        },
      },
      {closing: onTestFinished},
    )
    const urls = Array.from({length: 20}, (_, index) => server.url(`/${index}`))
    expect(told([...(await checkAll(urls, {timeoutMs: 20_000}, {clock: fast()})).values()])).toEqual(['error contradictory'])
  })

  test('if the host sends everybody in circles once it has served five pages', async ({onTestFinished}) => {
    let requests = 0
    const server = await serve(
      {
        '*': ({path}, response) =>
          void (++requests > 5
            ? response.writeHead(302, {location: path}).end()
            : response.writeHead(200, {'content-type': 'text/html'}).end(alive(requests))),
      },
      {closing: onTestFinished},
    )
    const urls = Array.from({length: 10}, (_, index) => server.url(`/${index}`))
    const results = [...(await checkAll(urls, {timeoutMs: 60_000}, {clock: fast()})).values()]
    expect(told(results).toSorted()).toEqual(['error contradictory', 'ok ok'])
  })
})

describe.concurrent('a page is dead', () => {
  test('that is missing, even if the host lied about another', async () => {
    const gone = new Set([2, 6, 9])
    const {results} = await ask(12, ({index, atOnce}) => (atOnce > 2 || gone.has(index) ? 404 : alive(index)))
    expect(results.flatMap(({verdict}, index) => (verdict === 'dead' ? [index] : []))).toEqual([...gone])
  })

  test('or not, each on its own, if a limit hides some among those that are gone', async () => {
    let served: number[] = []
    const {results} = await ask(20, ({index}) => {
      const nowMs = performance.now()
      served = served.filter((atMs) => nowMs - atMs < 1000)
      if (served.length >= 8) return 404
      served.push(nowMs)
      return index % 4 === 3 ? 404 : alive(index)
    })
    expect(results.flatMap(({verdict}, index) => (verdict === 'dead' ? [index] : []))).toEqual([3, 7, 11, 15, 19])
  })

  test('or not, if HEAD found the one of many that GET does not find', async ({onTestFinished}) => {
    let refused = false
    const server = await serve(
      {
        '*': ({path, method}, response) => {
          const isRefused = method === 'GET' && path === '/2' && !refused
          refused ||= isRefused
          response.writeHead(isRefused ? 404 : 200, {'content-type': 'text/html'})
          setTimeout(() => response.end(isRefused ? '<title>404</title>' : alive(Number(path.slice(1)))), method === 'HEAD' ? 200 : 0)
        },
      },
      {closing: onTestFinished},
    )
    const urls = Array.from({length: 60}, (_, index) => server.url(`/${index}`))
    expect(told([...(await checkAll(urls, {timeoutMs: 20_000})).values()])).toEqual(['ok ok'])
    expect(server.asked.filter(({path}) => path === '/2').map(({method}) => method)).toEqual(['HEAD', 'GET', 'GET'])
  })

  test('or not, if HEAD found what GET does not find', async ({onTestFinished}) => {
    let sinceMs: number | undefined
    const isGone = (path: string): boolean => Number(path.slice(1)) < 3
    const server = await serve(
      {
        '*': ({path, method, atMs}, response) => {
          const isLimited = method === 'GET' && atMs - (sinceMs ??= atMs) < 1500
          response.writeHead(isGone(path) || isLimited ? 404 : 200, {'content-type': 'text/html'})
          response.end(isGone(path) || isLimited ? '<title>404</title>' : alive(Number(path.slice(1))))
        },
      },
      {closing: onTestFinished},
    )
    const urls = Array.from({length: 20}, (_, index) => server.url(`/${index}`))
    const results = await checkAll(urls, {timeoutMs: 20_000})
    expect(urls.flatMap((url, index) => (results.get(url)?.verdict === 'dead' ? [index] : []))).toEqual([0, 1, 2])
  })

  test('after one request, if it is one of many on its host', async () => {
    const {results, server} = await ask(40, ({index}) => (index === 5 ? 404 : alive(index)))
    expect(results.flatMap(({verdict}, index) => (verdict === 'dead' ? [index] : []))).toEqual([5])
    expect(server.asked.filter(({method, path}) => method === 'GET' && path === '/5').length).toBe(1)
  })

  test('after a second one, if only this page is missing and was asked for last', async () => {
    const {results, server} = await ask(9, ({index}) => (index === 8 ? 404 : alive(index)))
    expect(results.flatMap(({verdict}, index) => (verdict === 'dead' ? [index] : []))).toEqual([8])
    expect(server.asked.length).toBe(10)
  })

  test('by HEAD and by GET, if it was asked for last of so many that it can’t be a limit', async () => {
    const {results, server} = await ask(40, ({index}) => (index === 39 ? 404 : alive(index)))
    expect(results.flatMap(({verdict}, index) => (verdict === 'dead' ? [index] : []))).toEqual([39])
    expect(server.asked.length).toBe(41)
  })

  test('and so are all others, if HEAD finds them all and GET none', async ({onTestFinished}) => {
    const server = await serve(
      {'*': ({method}, response) => response.writeHead(method === 'GET' ? 404 : 200, {'content-type': 'text/html'}).end()},
      {closing: onTestFinished},
    )
    const urls = Array.from({length: 20}, (_, index) => server.url(`/${index}`))
    expect(told([...(await checkAll(urls, {timeoutMs: 20_000})).values()])).toEqual(['dead not-found'])
  })

  test('like all others on its host, after two more requests for all of them', async () => {
    const {results, server} = await ask(12, () => 404)
    expect(told(results)).toEqual(['dead not-found'])
    expect(server.asked.length).toBe(14)
  })

  test('if many on its host are, after three more requests for all of them, and one for a page that was there', async () => {
    const {results, server} = await ask(14, ({index}) => (index < 4 ? alive(index) : 404))
    expect(results.filter(({verdict}) => verdict === 'dead').length).toBe(10)
    expect(server.asked.length).toBe(18)
  })

  test('and reported, if the run is stopped before its host’s others were heard', async ({onTestFinished}) => {
    let stop = new AbortController()
    const answers: Parameters<typeof serve>[0] = {
      '*': ({path}, response) => {
        if (path === '/1') response.writeHead(404).end()
        else if (path === '/0') setTimeout(() => response.writeHead(200, {'content-type': 'text/html'}).end(alive(0)), 50)
        else setTimeout(() => stop.abort(), 1000)
      },
    }
    const server = await serve(answers, {closing: onTestFinished})
    const urls = [0, 1, 2].map((index) => server.url(`/${index}`))
    expect([...(await checkAll(urls, {}, {signal: stop.signal})).values()].map(({verdict}) => verdict).sort()).toEqual(['dead', 'ok'])
    const taken: string[] = []
    stop = new AbortController()
    await checkEach(
      urls.map((url) => ({url})),
      {...defaultCheckOptions, allowPrivate: true},
      {resolvers: [], identityOf: () => undefined, secrets: {}, env: {}, signal: stop.signal},
      ({verdict}) => void taken.push(verdict),
    )
    expect(taken.sort()).toEqual(['dead', 'ok'])
  })

  test('after a few requests, if the one that is looked at again is by then on another host', async ({onTestFinished}) => {
    const other = await serve({'*': page('Elsewhere')}, {host: otherAddress, closing: onTestFinished})
    let moved: string | undefined
    const answers: Parameters<typeof serve>[0] = {
      '*': ({path}, response, times) => {
        if (Number(path.slice(1)) < 6) response.writeHead(200, {'content-type': 'text/html'}).end(alive(1))
        else if (times === 1 || (moved ??= path) !== path) response.writeHead(404).end()
        else response.writeHead(302, {location: other.url(path)}).end()
      },
    }
    const server = await serve(answers, {closing: onTestFinished})
    const urls = Array.from({length: 12}, (_, index) => server.url(`/${index}`))
    // Without an end of its own the run would go on for ever.
    const results = await checkAll(urls, {timeoutMs: 20_000, deadlineMs: 20_000})
    expect(urls.map((url) => results.get(url)?.verdict).sort()).toEqual([...Array(5).fill('dead'), ...Array(7).fill('ok')])
    expect(server.asked.length).toBeLessThan(30)
  })

  test('or undecided, if its host is gone at the second look', async ({onTestFinished}) => {
    const answers: Parameters<typeof serve>[0] = {
      '*': ({path}, response, times) => {
        if (times > 1) response.socket?.destroy()
        else if (Number(path.slice(1)) < 2) response.writeHead(200, {'content-type': 'text/html'}).end(alive(1))
        else response.writeHead(404).end()
      },
    }
    const server = await serve(answers, {closing: onTestFinished})
    const results = await checkAll(
      Array.from({length: 6}, (_, index) => server.url(`/${index}`)),
      {retries: 0},
    )
    expect(results.size).toBe(6)
    expect([...results.values()].filter(({verdict}) => verdict === 'ok').length).toBe(2)
  })
})
