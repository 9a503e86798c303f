/**
 * The stand-in internet: one loopback server, where the first segment of the path names the host (`/api.github.com/graphql`).
 *
 * It enforces the services' rules: requests that come too fast are refused, and every breach of etiquette (rate, batch size, missing contact,
 * a token at the wrong host, an id that would spoil a batch) is remembered, so that the test can fail.
 */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {githubApi, githubSite} from './github.ts'
import {discord, hub, pages, softwareHeritage, thumbnails, vimeo, wayback, youtube} from './media.ts'
import {crossref, doiOrg} from './names.ts'
import {arxivApi, arxivSite, datacite, dblp, semanticScholar} from './papers.ts'
import {openreviewApi, openreviewSite} from './reviews.ts'
import {html, type Reply, type Service} from './service.ts'
import type {World} from './world.ts'

const services: readonly Service[] = [
  arxivApi,
  arxivSite,
  datacite,
  semanticScholar,
  dblp,
  githubApi,
  githubSite,
  doiOrg,
  crossref,
  openreviewApi,
  openreviewSite,
  youtube,
  thumbnails,
  vimeo,
  hub,
  discord,
  wayback,
  softwareHeritage,
]

export function serviceOf(host: string): Service {
  return services.find(({hosts}) => hosts.includes(host)) ?? pages
}

/** What is wrong with a host today. */
export type Trouble = 'outage' | 'limited' | 'wall' | 'drop' | 'html' | 'cut' | 'gateway' | 'empty' | 'null' | 'login' | 'unauthorized'

/** A page that robots get instead of an answer. */
const wall: Reply = {
  ...html('<!DOCTYPE html><title>Just a moment...</title>', 403),
  headers: {'content-type': 'text/html', 'cf-mitigated': 'challenge'},
}

export interface StandIn {
  /** `http://127.0.0.1:port`; `${origin}/arxiv.org/abs/1` stands for `https://arxiv.org/abs/1`. */
  readonly origin: string
  /** Every request as `METHOD host/path?query`. */
  readonly requests: readonly string[]
  readonly breaches: readonly string[]
  close(): Promise<void>
}

export interface StandInOptions {
  /** Host → what is wrong with it. */
  readonly trouble?: Readonly<Record<string, Trouble>>
  /** Milliseconds; a virtual clock for tests that don't wait. */
  readonly now?: () => number
  /** Whether too short intervals are breaches; not if the client has another clock. */
  readonly checkPace?: boolean
}

export async function standIn(
  world: World,
  {trouble = {}, now = () => performance.now(), checkPace = true}: StandInOptions = {},
): Promise<StandIn> {
  const requests: string[] = []
  const breaches: string[] = []
  const lastStart = new Map<Service, number>()
  const open = new Map<Service, number>()

  /** Whether the service lets this request in. */
  function isWelcome(service: Service, host: string, headers: IncomingMessage['headers']): boolean {
    if (!/\+https?:\/\/|mailto:|@/.test(headers['user-agent'] ?? '')) breaches.push(`${host}: no contact in the User-Agent`)
    for (const secret of ['authorization', 'x-api-key', 'cookie'] as const) {
      const isOwn = service.secret?.header === secret && service.secret.value === headers[secret]
      if (headers[secret] !== undefined && !isOwn) breaches.push(`${host}: was sent a secret (${secret}) of another host`)
    }
    const since = now() - (lastStart.get(service) ?? Number.NEGATIVE_INFINITY)
    const isTooFast = checkPace && since < service.intervalMs * 0.98
    const isTooMany = (open.get(service) ?? 0) >= service.concurrency
    if (isTooFast) breaches.push(`${host}: ${Math.round(since)} ms after the request before`)
    if (isTooMany) breaches.push(`${host}: more than ${service.concurrency} requests at once`)
    lastStart.set(service, now())
    return !isTooFast && !isTooMany
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, host = '', rest = '/'] = /^\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? []
    const rawPath = rest === '' ? '/' : rest
    const service = serviceOf(host)
    requests.push(`${request.method} ${host}${rawPath}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const isIn = isWelcome(service, host, request.headers)
    const send = ({status, headers = {}, body = ''}: Reply): void => {
      response.writeHead(status, headers)
      response.end(request.method === 'HEAD' ? '' : body)
    }
    open.set(service, (open.get(service) ?? 0) + 1)
    try {
      const question = rawPath.indexOf('?')
      const path = question < 0 ? rawPath : rawPath.slice(0, question)
      const ask = (): Reply =>
        service.answer({
          method: request.method ?? 'GET',
          host,
          path: decodeURIComponent(path),
          rawPath,
          query: new URLSearchParams(question < 0 ? '' : rawPath.slice(question + 1)),
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
          world,
          complain: (what) => breaches.push(what),
        })
      switch (trouble[host] ?? trouble['*']) {
        case 'outage':
          return send(html('<h1>503 Service Temporarily Unavailable</h1>', 503))
        case 'limited':
          return send(service.limited)
        case 'wall':
          return send(wall)
        case 'html':
          return send(html('<!DOCTYPE html><title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge"></script>'))
        case 'gateway':
          return send(html('<html><title>404 Not Found</title><hr><center>nginx</center></html>', 404))
        case 'empty':
          return send({status: 200})
        case 'null':
          return send({status: 200, headers: {'content-type': 'application/json'}, body: 'null'})
        case 'unauthorized':
          return send({
            status: 401,
            headers: {'content-type': 'application/json'},
            body: '{"message":"Unauthorized","error":"Unauthorized"}',
          })
        case 'login':
          return send(rawPath === '/login' ? html('<title>Sign in</title>') : {status: 302, headers: {location: `/${host}/login`}})
        case 'drop':
          request.socket.destroy()
          return
        case 'cut': {
          const reply = ask()
          return send({...reply, body: (reply.body ?? '').slice(0, Math.floor((reply.body ?? '').length / 2))})
        }
        default:
          return send(isIn ? ask() : service.limited)
      }
    } finally {
      open.set(service, (open.get(service) ?? 1) - 1)
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      breaches.push(`the stand-in failed: ${error}`)
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    breaches,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
