/** Hosts with many linked pages, whole: what they serve, what they do to a visitor over time, and how the checker fares with them. */
import {createServer, type ServerResponse} from 'node:http'
import type {Socket} from 'node:net'
import {scoped} from '../../../src/check/schedule/clock.ts'
import {virtualClock} from '../clock.ts'
import {checkAll} from '../run.ts'

/** A request, as a host may look at it. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** The linked page that it is for; undefined for any other address. */
  readonly page: number | undefined
  readonly nowMs: number
  /** The host's requests so far, this page's, and this connection's, each including this one. */
  readonly nth: number
  readonly times: number
  readonly ofConnection: number
  /** Requests that are being answered, including this one. */
  readonly atOnce: number
  readonly random: () => number
  /** Lets nobody listen for so long. */
  shut(forMs: number): void
}

/** What is sent, and when; `reset`, `hang` and `cut` (in the middle of the body) send no reply, or not all of it. */
export interface Says {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly afterMs?: number
  readonly how?: 'reset' | 'hang' | 'cut'
}

/** What stands before a host's pages: it lets a request through, or says something else. */
export type Guard = (asked: Asked, pass: () => Says) => Says

export interface Row {
  readonly name: string
  readonly links: number
  /** Which pages are truly gone; none by default. */
  readonly gone?: (page: number) => boolean
  /** What a page that is there says; an ordinary page, without a length, by default. */
  readonly serves?: (page: number, asked: Asked) => Says
  /** What is said of addresses that are gone or made up: 404 by default. */
  readonly lost?: (asked: Asked) => Says
  /** Makes the guard, with a state of its own. */
  readonly guard?: () => Guard
  /** Where pages are; `/papers/12-name.html` by default. */
  readonly pathOf?: (page: number) => string
  readonly latencyMs?: number
}

export interface Result {
  readonly name: string
  readonly links: number
  /** Pages that are there and called dead, or gone and called alive; that were found dead; of which nothing was said. */
  readonly falseDead: number
  readonly falseAlive: number
  readonly found: number
  readonly undecided: number
  readonly requestsPerLink: number
  readonly seconds: number
  /** How often each verdict was given, and the evidence of one link that got it. */
  readonly told: ReadonlyMap<string, {readonly count: number; readonly example: string}>
}

const words = 'amber basalt cedar delta ember fjord gravel harbor island juniper kelp lagoon meadow nectar orchid prairie'.split(' ')

export const nameOf = (page: number): string => `${words[page % 16]}-${words[(page >> 4) % 16]}-${words[(page * 7) % 16]}`

/** An ordinary page, of more than a stub's length. */
export function pageOf(page: number): string {
  const title = `On ${nameOf(page).replaceAll('-', ' ')}`
  const text = Array.from(
    {length: 60},
    (_, index) => `We study ${words[(page * 3 + index * 5) % 16]} and ${words[(page + index) % 16]}.`,
  ).join(' ')
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`
}

export const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Says => ({
  status,
  body,
  headers: {'content-type': 'text/html; charset=utf-8', ...headers},
})

const notFound = (): Says =>
  html(404, '<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p>')

let addresses = 0

/** Has the checker ask for all links of a row's host. Time is virtual: it jumps whenever nothing is left to do. */
export async function play(row: Row, seed = 1): Promise<Result> {
  const {links, gone = () => false, serves = (page) => html(200, pageOf(page)), lost = notFound, latencyMs = 80} = row
  const pathOf = row.pathOf ?? ((page) => `/papers/${page}-${nameOf(page)}.html`)
  const clock = virtualClock(seed)
  const world = scoped(clock)
  const guard = row.guard?.()
  const pages = new Map(Array.from({length: links}, (_, page) => [pathOf(page), page]))
  const times = new Map<string, number>()
  const ofConnection = new WeakMap<Socket, number>()
  const sockets = new Set<Socket>()
  let nth = 0
  let atOnce = 0
  let bytesAtMs = 0

  const send = (says: Says, method: string, response: ServerResponse): void => {
    if (says.how === 'reset') response.socket?.resetAndDestroy()
    else if (says.how !== 'hang') {
      const body = says.body ?? ''
      response.writeHead(says.status, {...says.headers, ...(says.how === 'cut' && {'content-length': String(body.length)})})
      if (says.how !== 'cut' || method === 'HEAD') response.end(method === 'HEAD' ? undefined : body)
      else response.write(body.slice(0, body.length / 3), () => response.socket?.destroy())
    }
  }
  const server = createServer((request, response) => {
    const {method = '', url: path = '/', socket} = request
    const count = <Key>(counts: {get(key: Key): number | undefined; set(key: Key, value: number): unknown}, key: Key): number => {
      const value = (counts.get(key) ?? 0) + 1
      counts.set(key, value)
      return value
    }
    const page = pages.get(path)
    const asked: Asked = {
      method,
      path,
      page,
      nowMs: clock.now(),
      nth: ++nth,
      times: count(times, path),
      ofConnection: count(ofConnection, socket),
      atOnce: ++atOnce,
      random: clock.random,
      shut(forMs) {
        server.close()
        for (const one of sockets) one.resetAndDestroy()
        world.after(forMs, () => void server.listen(port, address))
      },
    }
    bytesAtMs = clock.now()
    let isOpen = true
    const end = (): void => {
      if (isOpen) atOnce--
      isOpen = false
    }
    response.on('close', end)
    const pass = (): Says => (page === undefined || gone(page) ? lost(asked) : serves(page, asked))
    const says = guard === undefined ? pass() : guard(asked, pass)
    world.after(says.afterMs ?? latencyMs, () => {
      if (says.how !== 'hang') end()
      send(says, method, response)
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  const address = `127.77.${addresses >> 7}.${(addresses++ & 127) + 1}`
  const listening = new Promise<void>((resolve) => server.once('listening', resolve))
  server.listen(0, address)
  await listening
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const urlOf = (path: string): string => `http://${address}:${port}${path}`

  let isDone = false
  const checking = checkAll([...pages.keys()].map(urlOf), {timeoutMs: 20_000}, {clock}).finally(() => void (isDone = true))
  while (!isDone) await clock.run(() => isDone, socketTurns)
  const results = await checking
  world.callOff()
  for (const one of sockets) one.destroy()
  server.close()

  const told = new Map<string, {count: number; example: string}>()
  let [falseDead, falseAlive, found, undecided] = [0, 0, 0, 0]
  for (const [path, page] of pages) {
    const checked = results.get(urlOf(path))
    const verdict = checked?.verdict ?? 'lost'
    const saysAlive = verdict === 'ok' || verdict === 'moved'
    if (verdict === 'dead') gone(page) ? found++ : falseDead++
    else if (!saysAlive) undecided++
    else if (gone(page)) falseAlive++
    const key = `${gone(page) ? 'gone' : 'live'}: ${verdict} ${checked?.reason}`
    const one = told.get(key) ?? {count: 0, example: `${path}\n${checked?.evidence?.join('\n')}`}
    told.set(key, {...one, count: one.count + 1})
  }
  return {name: row.name, links, falseDead, falseAlive, found, undecided, requestsPerLink: nth / links, seconds: bytesAtMs / 1000, told}
}

/** What is written to a socket on the loopback arrives within so many turns of the event loop. */
const socketTurns = 12
