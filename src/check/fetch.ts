/** Request → reply over the wire: the only module that imports undici and opens sockets. */
import type {Socket} from 'node:net'
import type {buildConnector, Dispatcher} from 'undici'
import type {Failure} from '../core/probe.ts'
import {isForbiddenHost, isPrivateAddress} from './address.ts'
import {readText, type TextReader} from './body.ts'
import type {Clock} from './clock.ts'
import {failureOf, NameError, PrivateAddressError} from './failure.ts'
import {type Headers, headerOf} from './limits.ts'
import {createLooseDispatcher} from './loose.ts'
import type {Names} from './names.ts'
import {proxiesIn} from './proxy.ts'

export interface WireRequest {
  readonly method: 'HEAD' | 'GET' | 'POST'
  /** `https://host:port`, as `URL.origin` gives it. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  /** The user named this address, which may be private. */
  readonly trusted?: boolean
  /** On a connection of its own: for hosts that offer to keep one and then don't. Not through a proxy, whose connections they are. */
  readonly fresh?: boolean
  /** Read the reply as browsers do, as it breaks rules. Of requests without a body, and not through a proxy. */
  readonly loose?: boolean
  /** The request leaves, on a connection that stands. */
  onSent?(): void
  /** How many bytes of text are wanted, told once the headers are there. */
  wanted(status: number, headers: Headers): number
  /** Sees the text as it arrives; true means that it has seen enough. */
  onChunk?(chunk: Buffer): boolean
}

export type Reply =
  | {
      readonly kind: 'response'
      readonly status: number
      readonly headers: Headers
      readonly body: string
      /** The body was cut, by the limit, the time or the server. */
      readonly truncated: boolean
      readonly elapsedMs: number
    }
  | {
      readonly kind: 'failure'
      readonly failure: Failure
      /** A finer cause, e.g. `tls-expired`. */
      readonly reason: string
      readonly detail: string
      readonly elapsedMs: number
    }

export interface Wire {
  /** Never rejects: a failure is a reply. */
  send(request: WireRequest): Promise<Reply>
  /** Nothing more is to be asked there for now: its idle connections go. */
  release(origin: string): void
  /** Ends every connection at once. */
  close(): void
  /** The proxy that requests go through, without its credentials. */
  readonly proxy?: string
}

export interface WireOptions {
  readonly names: Names
  readonly clock: Clock
  readonly allowPrivate: boolean
  readonly insecure: boolean
  /** Environment variables, for the proxies. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Most connections to one origin. */
  connectionsFor(origin: string): number
}

/** Browsers allow 256 KB of headers. */
const maxHeaderBytes = 256 * 1024
/** Reading on so far is cheaper than a new connection. */
const maxDrainBytes = 128 * 1024
/** A page that drips is judged by what came. */
const maxBodyMs = 6000
/** So long a rest that nobody wants may take to come, for the connection's sake. */
const maxDrainMs = 1000

/** Makes the wire; undici is loaded here, as a run that asks nothing does without it. */
export async function createWire(options: WireOptions): Promise<Wire> {
  const [{default: Pool}, {default: build}] = await Promise.all([
    import('undici/lib/dispatcher/pool.js'),
    import('undici/lib/core/connect.js'),
  ])
  const {names, clock, env} = options

  type LookupCallback = (error: Error | null, addresses: {address: string; family: number}[]) => void
  const lookupFor =
    (allowPrivate: boolean) =>
    (hostname: string, _: unknown, callback: LookupCallback): void => {
      void names.resolve(hostname).then((answer) => {
        if (answer.kind === 'failure') {
          callback(new NameError(answer.failure, answer.detail), [])
          return
        }
        const allowed = allowPrivate ? answer.addresses : answer.addresses.filter(({address}) => !isPrivateAddress(address))
        if (allowed.length === 0) callback(new PrivateAddressError(hostname), [])
        else callback(null, [...allowed])
      })
    }

  type Connector = ReturnType<typeof build>
  /** Sockets on their way. undici lets go of one only when it has arrived, which it may never do: a handshake without an answer has no end. */
  const arriving = new Set<Socket>()
  const tracked =
    (connect: Connector): Connector =>
    (target, callback) => {
      const socket = connect(target, (...result) => {
        arriving.delete(socket)
        callback(...result)
      })
      arriving.add(socket)
      return socket
    }
  const connectorFor = (allowPrivate: boolean, allowH2 = false): buildConnector.connector => {
    const shared = {
      timeout: 0, // Each request has its own timer.
      // `lookup` is called for names alone, and for all addresses, as both families are tried.
      lookup: lookupFor(allowPrivate),
      autoSelectFamily: true,
    }
    const plain = tracked(build(shared as Parameters<typeof build>[0]))
    let secure: Connector | undefined
    return (target, callback) => {
      if (!allowPrivate && isForbiddenHost(target.hostname)) callback(new PrivateAddressError(target.hostname), null)
      else if (target.protocol === 'https:')
        (secure ??= tracked(build({...shared, ...tlsOptions(allowH2, options.insecure)})))(target, callback)
      else plain(target, callback)
    }
  }
  const strict = connectorFor(options.allowPrivate)
  let lenient: buildConnector.connector | undefined
  /** Hosts that refuse HTTP/1.1: to all others it is cheaper, and safer. */
  const http2Only = new Set<string>()

  const shared = {
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: maxHeaderBytes,
    keepAliveTimeout: 10_000,
    pipelining: 1,
  }
  const proxies = proxiesIn(env)
  const connectVia = proxies === undefined ? undefined : (await import('undici/lib/api/api-connect.js')).default
  const viaProxy: Dispatcher | undefined =
    proxies === undefined
      ? undefined
      : new (await import('undici/lib/dispatcher/env-http-proxy-agent.js')).default({
          ...shared,
          connect: strict,
          connections: 8,
          proxyTunnel: false, // Proxies seldom tunnel to port 80; https is tunnelled all the same.
          httpProxy: proxies.http,
          httpsProxy: proxies.https,
          noProxy: proxies.none,
          // undici gives its dispatchers this method where all of it is loaded; tunnels for https start with it.
          clientFactory: (origin: URL, own: object) => Object.assign(new Pool(origin, own), {connect: connectVia}),
          ...(options.insecure && {requestTls: {rejectUnauthorized: false}}),
        })

  const openPool = (origin: string, trusted: boolean, connections: number): Dispatcher => {
    const connect = trusted && !options.allowPrivate ? (lenient ??= connectorFor(true)) : strict
    const own = http2Only.has(origin) ? {allowH2: true, connect: connectorFor(options.allowPrivate || trusted, true)} : {connect}
    return new Pool(origin, {...shared, ...own, connections})
  }
  const pools = new Map<string, Dispatcher>()
  const poolOf = (origin: string, trusted: boolean): Dispatcher => {
    const key = trusted ? `trusted ${origin}` : origin
    let pool = pools.get(key)
    if (pool === undefined) {
      pool = openPool(origin, trusted, options.connectionsFor(origin))
      pools.set(key, pool)
    }
    return pool
  }
  /** Pools of one request each. */
  const single = new Set<Dispatcher>()
  const sendFresh = async (request: WireRequest): Promise<Reply> => {
    const pool = openPool(request.origin, request.trusted === true, 1)
    single.add(pool)
    const reply = await exchange(pool, request, clock)
    single.delete(pool)
    pool.destroy().catch(() => {})
    return reply
  }

  const loose = createLooseDispatcher(strict, maxHeaderBytes)
  const sendOnce = (request: WireRequest): Promise<Reply> => {
    if (viaProxy !== undefined) return exchange(viaProxy, request, clock)
    if (request.loose === true) return exchange(loose, request, clock)
    if (request.fresh === true) return sendFresh(request)
    return exchange(poolOf(request.origin, request.trusted === true), request, clock)
  }
  const release = (origin: string): void => {
    for (const key of [origin, `trusted ${origin}`]) {
      const pool = pools.get(key)
      pools.delete(key)
      // Closing waits for what is in flight; a failure to close has nobody left to hear of it.
      pool?.close().catch(() => {})
    }
  }

  return {
    ...(proxies !== undefined && {proxy: proxies.shown}),
    send(request) {
      // A proxy makes the connection, so a literal private target has to be refused here.
      if (viaProxy !== undefined && !options.allowPrivate && request.trusted !== true && isForbiddenHost(hostnameOf(request.origin))) {
        return Promise.resolve({...failureOf(new PrivateAddressError(hostnameOf(request.origin))), kind: 'failure', elapsedMs: 0})
      }
      return sendOnce(request).then((reply) => {
        if (viaProxy !== undefined) return throughProxy(reply)
        if (reply.kind !== 'failure' || reply.reason !== 'tls-no-http1') return reply
        if (!http2Only.has(request.origin)) {
          http2Only.add(request.origin)
          release(request.origin)
        }
        return sendOnce({...request, timeoutMs: Math.max(1, request.timeoutMs - reply.elapsedMs)})
      })
    },
    release,
    close() {
      for (const pool of [...pools.values(), ...single]) pool.destroy().catch(() => {})
      pools.clear()
      for (const socket of arriving) socket.destroy()
      loose.destroy()
      viaProxy?.destroy().catch(() => {})
    },
  }
}

/** Loaded late, as Node's TLS comes with it. One context serves all connections: each of its own would read the trusted roots anew, a millisecond. */
function tlsOptions(allowH2: boolean, insecure: boolean): object {
  // As browsers do: old servers that know nothing of RFC 5746 are spoken to, as long as they don't negotiate anew.
  const secureOptions = process.getBuiltinModule('node:crypto').constants.SSL_OP_LEGACY_SERVER_CONNECT
  const secureContext = process.getBuiltinModule('node:tls').createSecureContext({secureOptions})
  return {allowH2, maxCachedSessions: 256, secureContext, ...(insecure && {rejectUnauthorized: false})}
}

const hostnameOf = (origin: string): string => new URL(origin).hostname

/** One request and its reply. Its own timer, as undici's tick coarsely. */
function exchange(dispatcher: Pick<Dispatcher, 'dispatch'>, request: WireRequest, clock: Clock): Promise<Reply> {
  return new Promise((resolve) => {
    const handler = new Exchange(request, clock, resolve)
    try {
      dispatcher.dispatch(
        {
          origin: request.origin,
          path: request.path,
          method: request.method,
          headers: request.headers,
          ...(request.body !== undefined && {body: request.body}),
          // Without this undici closes the connection after every HEAD.
          reset: false,
        },
        handler,
      )
    } catch (error) {
      handler.onResponseError(undefined, error)
    }
  })
}

/** undici's handler of one request. A class, unlike elsewhere: a dozen closures a request are a fifth of what a short run allocates. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly request: WireRequest
  private readonly clock: Clock
  private readonly resolve: (reply: Reply) => void
  private readonly startedAt: number
  private status = 0
  private headers: Headers = noHeaders
  private controller: Dispatcher.DispatchController | undefined
  private reader: TextReader | undefined
  private drainedBytes = 0
  private hasRead = false
  private done = false
  private cancelTimer: () => void

  constructor(request: WireRequest, clock: Clock, resolve: (reply: Reply) => void) {
    this.request = request
    this.clock = clock
    this.resolve = resolve
    this.startedAt = clock.now()
    this.cancelTimer = clock.after(request.timeoutMs, () => this.expire())
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.done) controller.abort(new Error('timeout'))
    else this.request.onSent?.()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return
    this.status = status
    this.headers = headers // undici guarantees lower-case names.
    const {request, clock} = this
    if (request.method === 'HEAD') return
    const wantedBytes = request.wanted(status, headers)
    if (wantedBytes === 0) {
      this.stopReading()
      return
    }
    this.reader = readText(
      headerOf(headers, 'content-encoding'),
      headerOf(headers, 'content-type') ?? '',
      wantedBytes,
      request.onChunk?.bind(request),
    )
    const leftMs = request.timeoutMs - (clock.now() - this.startedAt)
    if (leftMs <= maxBodyMs) return
    this.cancelTimer()
    this.cancelTimer = clock.after(maxBodyMs, () => this.expire())
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.done) return
    const {reader} = this
    this.hasRead = true
    if (reader !== undefined && !reader.full) {
      reader.push(chunk)
      if (!reader.full) return
    }
    this.drainedBytes += chunk.length
    if (this.drainedBytes > maxDrainBytes) this.cut('enough')
    else if (this.drainedBytes === chunk.length) this.stopReading()
  }

  onResponseEnd(): void {
    this.finish(false)
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: unknown): void {
    const failure = failureOf(error)
    const isUnread = failure.failure === 'protocol' && this.reader !== undefined && !this.hasRead && this.request.loose !== true
    // Whatever was wrong with the body, the status had been told.
    if (this.status !== 0 && !isUnread) this.finish(true)
    else this.fail(failure)
  }

  private expire(): void {
    if (this.status === 0) {
      this.fail({failure: 'timeout', reason: 'timeout', detail: `no answer within ${Math.round(this.request.timeoutMs)} ms`})
      this.controller?.abort(new Error('timeout'))
    } else this.cut('timeout')
  }

  /** Enough was read: the rest is read too where that is little, so that the connection lives on. */
  private stopReading(): void {
    const announced = Number(headerOf(this.headers, 'content-length') ?? Number.NaN)
    if (!(announced <= maxDrainBytes)) this.cut('enough')
    else {
      this.cancelTimer()
      this.cancelTimer = this.clock.after(maxDrainMs, () => this.cut('enough'))
    }
  }

  private cut(why: string): void {
    this.finish(true)
    this.controller?.abort(new Error(why))
  }

  private fail(failure: {readonly failure: Failure; readonly reason: string; readonly detail: string}): void {
    if (this.done) return
    this.done = true
    this.cancelTimer()
    this.resolve({kind: 'failure', ...failure, elapsedMs: this.clock.now() - this.startedAt})
  }

  private finish(cut: boolean): void {
    if (this.done) return
    this.done = true
    this.cancelTimer()
    const {status, headers, reader, resolve} = this
    const elapsedMs = this.clock.now() - this.startedAt
    if (reader === undefined) resolve({kind: 'response', status, headers, body: '', truncated: cut, elapsedMs})
    else {
      void reader
        .end()
        .then(({text, truncated}) => resolve({kind: 'response', status, headers, body: text, truncated: truncated || cut, elapsedMs}))
    }
  }
}

const noHeaders: Headers = {}

/** A refused connection may be the proxy's own, which is no evidence about a link. */
function throughProxy(reply: Reply): Reply {
  return reply.kind === 'failure' && reply.failure === 'refused' ? {...reply, failure: 'reset', reason: 'proxy'} : reply
}
