/** A hostile registry: true replies of the stand-in, spoilt on the wire or in their content, behind `services.….endpoint`. */
import {createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {gzipSync} from 'node:zlib'
import type {ServiceOptions} from '../../src/core/options.ts'
import {resolvers} from '../../src/resolvers/index.ts'

interface True {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

type Spoil = (reply: True, response: ServerResponse, asked: IncomingMessage) => void

const say = (response: ServerResponse, status: number, headers: IncomingHttpHeaders, body: Buffer | string = ''): void => {
  response.writeHead(status, headers)
  response.end(body)
}

/** Writes to the socket itself what Node's server would not send. */
const write = ({socket}: ServerResponse, head: string, body: Buffer | string): void => {
  socket?.write(`${head}\r\n\r\n`, 'latin1')
  socket?.end(body)
}

const often = (response: ServerResponse, action: () => void): void => {
  const timer = setInterval(action, 50)
  response.on('close', () => clearInterval(timer))
}

const atom = (title: string): string =>
  `<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha">${'bcdefghi'
    .split('')
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'.charAt(index)};`.repeat(10)}">`)
    .join(
      '',
    )}<!ENTITY file SYSTEM "file:///etc/hosts">]><feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults>2</opensearch:totalResults>${['1706.03762v7', '1911.05722v3'].map((id) => `<entry><id>http://arxiv.org/abs/${id}</id><title>${title}</title></entry>`).join('')}</feed>`

const atomType = {'content-type': 'application/atom+xml'}
const jsonType = {'content-type': 'application/json'}
const bomb = gzipSync(Buffer.alloc(60_000_000, 32))

/** Repeats everything in lists; in Atom, with other words. */
function doubled(body: string): string {
  const twice = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...value, ...value].map(twice)
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, twice(each)]))
      : value
  }
  try {
    return JSON.stringify(twice(JSON.parse(body)))
  } catch {
    return body.replace(/<entry>.*<\/entry>/s, (entries) => entries + entries.replaceAll('Momentum', 'Quite Another'))
  }
}

/** Replies that do not end, or are far more than they seem. */
export const unending: Readonly<Record<string, Spoil>> = {
  'a byte now and then': ({status, headers, body}, response) => {
    response.writeHead(status, headers)
    let at = 0
    often(response, () => void response.write(body.subarray(at, ++at)))
  },
  'headers without end': (_, response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n')
    often(response, () => void response.socket?.write('x-a: b\r\n'))
  },
  'a body without end': ({headers}, response) => {
    response.writeHead(200, headers)
    often(response, () => void response.write(Buffer.alloc(65_536, 32)))
  },
  'more than it says': ({headers}, response) => say(response, 200, {...headers, 'content-encoding': 'gzip'}, bomb),
  'gzip forty times': ({headers}, response) =>
    say(response, 200, {...headers, 'content-encoding': Array(40).fill('gzip').join(', ')}, bomb),
  'open tags': (_, response) => say(response, 200, atomType, '<feed>'.repeat(100_000)),
  'open brackets': (_, response) => say(response, 200, jsonType, '{"data":['.repeat(200_000)),
  'round and round': (_, response, {url}) => say(response, 307, {location: url}),
}

/** Replies that say nothing about what was asked. */
export const beside: Readonly<Record<string, Spoil>> = {
  'not found elsewhere': (_, response, {url, headers}) => {
    const isElsewhere = headers.host?.startsWith('localhost') === true
    const {port} = new URL(`http://${headers.host ?? ''}`)
    if (isElsewhere) say(response, 404, jsonType, '{"message":"Not Found"}')
    else say(response, 301, {location: `http://localhost:${port}${url ?? ''}`})
  },
  'to a file': (_, response) => say(response, 302, {location: 'file:///etc/hosts'}),
  'to no address': (_, response) => say(response, 302, {location: 'http://[::'}),
  'an error page with status 200': (_, response) => say(response, 200, jsonType, '<title>Repository not found</title><h1>Not Found</h1>'),
  'entities of entities': (_, response) => say(response, 200, atomType, atom('&i;')),
  'an entity of a file': (_, response) => say(response, 200, atomType, atom('&file;')),
  'keys of every object': (_, response) =>
    say(
      response,
      200,
      jsonType,
      '{"__proto__":{"data":[]},"data":{"__proto__":{"r0":null},"constructor":1},"message":{"items":[{"DOI":"__proto__","title":["x"]}]}}',
    ),
  'errors of half a query': (_, response) =>
    say(
      response,
      200,
      jsonType,
      '{"data":{"r0":null,"r1":null,"r2":null},"errors":[{"type":"SERVICE_UNAVAILABLE","path":["r0"]},{"path":["r1"]},{"type":"NOT_FOUND","path":["r9"]},{"type":"NOT_FOUND"},{"type":"NOT_FOUND","path":[]},null,1]}',
    ),
  'other papers': ({status, headers, body}, response) =>
    say(
      response,
      status,
      headers,
      body
        .toString()
        .replaceAll('1911.05722', '1911.05723')
        .replace(/(CVPR\.2016\.)90/gi, '$191'),
    ),
  'a limit until tomorrow': (_, response) => say(response, 429, {'retry-after': new Date(Date.now() + 86_400_000).toUTCString()}),
  'a limit until yesterday': (_, response) => say(response, 429, {'retry-after': new Date(Date.now() - 86_400_000).toUTCString()}),
  'a limit of no date': (_, response) => say(response, 503, {'retry-after': 'Someday, 99 Foo 2026 25:61:61 GMT'}),
  'a part': ({headers, body}, response) => say(response, 206, headers, body.subarray(0, 10)),
  'no reply': (_, response) => write(response, '\u0000\u0001garbage', ''),
  'less than it says': ({body}, response) =>
    write(response, `HTTP/1.1 200 OK\r\ncontent-length: ${body.length + 500}`, body.subarray(0, -9)),
}

/** Replies that are odd, but true. */
export const odd: Readonly<Record<string, Spoil>> = {
  'everything twice': ({status, headers, body}, response) => say(response, status, headers, doubled(body.toString())),
  'as a page': ({status, headers, body}, response) => say(response, status, {...headers, 'content-type': 'text/html'}, body),
  'as gzip, which it is not': ({status, headers, body}, response) => say(response, status, {...headers, 'content-encoding': 'gzip'}, body),
  'with a byte order mark': ({status, headers, body}, response) =>
    say(response, status, headers, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])),
  'with another reply behind it': ({status, body}, response) =>
    write(
      response,
      `HTTP/1.1 ${status} x\r\ncontent-length: ${body.length}`,
      Buffer.concat([body, Buffer.from('HTTP/1.1 404 Not Found\r\n\r\n')]),
    ),
}

export interface Hostile {
  /** Settings by which every service of every resolver is asked here. */
  readonly services: Readonly<Record<string, ServiceOptions>>
  close(): void
}

/** @param origin of the stand-in that knows the true replies */
export async function hostile(origin: string, spoil: Spoil): Promise<Hostile> {
  const server = createServer((asked, response) => {
    const {connection: _, host: __, ...headers} = asked.headers
    const ask = request(
      origin + (asked.url ?? ''),
      {method: asked.method, headers: {...headers, 'accept-encoding': 'identity'}},
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () => {
          const {connection, 'keep-alive': alive, 'transfer-encoding': coding, 'content-length': length, ...kept} = reply.headers
          spoil({status: reply.statusCode ?? 0, headers: kept, body: Buffer.concat(chunks)}, response, asked)
        })
      },
    )
    ask.on('error', () => response.destroy())
    asked.pipe(ask)
  })
  server.on('connection', (socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  const sources = resolvers.flatMap((resolver) => resolver.sources)
  return {
    services: Object.fromEntries(
      sources.map(({name, endpoint}) => [name, {endpoint: `http://127.0.0.1:${port}/${new URL(endpoint).host}`}]),
    ),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
