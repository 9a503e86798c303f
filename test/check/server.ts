/** Scripted servers on the loopback that record what they were asked. */
import {readFileSync} from 'node:fs'
import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http'
import {createSecureServer} from 'node:http2'
import {createServer as createTlsServer} from 'node:https'
import {type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer} from 'node:net'
import type {SecureContextOptions, TlsOptions} from 'node:tls'
import {onTestFinished} from 'vitest'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly atMs: number
}

/** What a path answers: a status, a page, or anything else that the function does. */
export type Answer = number | string | ((asked: Asked, response: ServerResponse, times: number) => void)

export interface TestServer {
  url(path: string): string
  readonly port: number
  readonly asked: Asked[]
  /** Stops listening, and ends all connections. */
  close(): void
  /** How many connections were opened. */
  readonly connections: () => number
}

/** A second address of this machine. macOS has none of IPv4. */
export const otherAddress: string = process.platform === 'darwin' ? '::1' : '127.0.0.2'

/** An address as URLs write it. */
export function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

export interface ServeOptions {
  readonly host?: string
  readonly tls?: SecureContextOptions & TlsOptions
  /** HTTP/2 besides HTTP/1.1, or alone. */
  readonly http2?: boolean | 'only'
  /** Closes the server at the right time; by default when the test has finished. */
  readonly closing?: (close: () => void) => void
}

/** Serves until the test has finished. A path that isn't listed is 404; `*` stands for all. */
export async function serve(
  answers: Readonly<Record<string, Answer>>,
  {host = '127.0.0.1', tls, http2, closing = onTestFinished}: ServeOptions = {},
): Promise<TestServer> {
  const asked: Asked[] = []
  const counts = new Map<string, number>()
  let connections = 0
  const handle = (method: string, path: string, headers: IncomingHttpHeaders, response: ServerResponse): void => {
    const one: Asked = {method, path, headers, atMs: performance.now()}
    asked.push(one)
    const bare = path.split('?')[0] ?? path
    const answer = answers[path] ?? answers[bare] ?? answers['*'] ?? 404
    const times = (counts.get(path) ?? 0) + 1
    counts.set(path, times)
    if (typeof answer === 'function') answer(one, response, times)
    else if (typeof answer === 'number') response.writeHead(answer, {'content-type': 'text/html'}).end(`<title>${answer}</title>`)
    else response.writeHead(200, {'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(answer)}).end(answer)
  }
  const listener = (
    request: {method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders},
    response: unknown,
  ): void =>
    // Node.js's HTTP/2 compatibility layer has the methods that are used here.
    handle(request.method ?? '', request.url ?? '', request.headers, response as ServerResponse)
  const server =
    tls === undefined
      ? createServer(listener)
      : http2 !== undefined && http2 !== false
        ? createSecureServer({...tls, allowHTTP1: http2 !== 'only'}, listener)
        : createTlsServer(tls, listener)
  const sockets = new Set<Socket>()
  server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const close = (): void => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  closing(close)
  const {port} = server.address() as AddressInfo // A TCP server has such an address.
  return {
    port,
    asked,
    close,
    connections: () => connections,
    url: (path) => `${tls === undefined ? 'http' : 'https'}://${inUrl(host)}:${port}${path}`,
  }
}

/** Serves one body to every request, each after a while. @returns the server, and how many requests were under way at once at most */
export async function serveSlowly(body: string): Promise<{readonly server: TestServer; readonly most: () => number}> {
  let open = 0
  let most = 0
  const server = await serve({
    '*': (_, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        response.end(body)
      }, 200)
    },
  })
  return {server, most: () => most}
}

/** Lets a server listen until the test has finished, and then ends its connections. @returns its port */
export async function listen(server: TcpServer, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port // A TCP server has such an address.
}

/** Serves raw bytes: whatever `reply` writes. */
export async function serveRaw(
  reply: (socket: Socket, request: string, connection: number) => void,
  host = '127.0.0.1',
): Promise<TestServer> {
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createTcpServer((socket) => {
    const connection = ++connections
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      const [method = '', path = ''] = text.split(' ')
      asked.push({method, path, headers: {}, atMs: performance.now()})
      reply(socket, text, connection)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const close = (): void => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  onTestFinished(close)
  const {port} = server.address() as AddressInfo
  return {port, asked, close, connections: () => connections, url: (path) => `http://${host}:${port}${path}`}
}

/** Certificates for `localhost` and 127.0.0.1 that last for decades: one by an authority that nobody knows, one self-signed. */
export function testCertificate(): {readonly key: string; readonly cert: string; readonly selfSigned: string} {
  const read = (name: string): string => readFileSync(new URL(`tls/${name}`, import.meta.url), 'utf8')
  return {key: read('server-key.pem'), cert: read('server.pem'), selfSigned: read('self-signed.pem')}
}

/** A page with enough text not to be taken for a stub. */
export function page(title: string, body = ''): string {
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${'We study how lists of papers age. '.repeat(60)}</p>${body}</body></html>`
}
