/** Request → reply over the wire: the only module that imports undici and opens sockets. */
import type {Dispatcher} from 'undici'
import type {Failure} from '../core/probe.ts'
import {isForbiddenHost, isPrivateAddress} from './address.ts'
import {readText, type TextReader} from './body.ts'
import type {Clock} from './clock.ts'
import {failureOf, NameError, PrivateAddressError} from './failure.ts'
import {type Headers, headerOf} from './limits.ts'
import type {Names} from './names.ts'

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
  /** Close the connection afterwards: for hosts that offer to keep it and then don't. */
  readonly fresh?: boolean
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

/** Makes the wire; undici is loaded here, as a run that asks nothing does without it. */
export async function createWire(options: WireOptions): Promise<Wire> {
  const [{default: Pool}, {default: buildConnector}] = await Promise.all([
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

  type Connector = ReturnType<typeof buildConnector>
  const connectorFor = (allowPrivate: boolean): Connector => {
    const connector = buildConnector({
      timeout: 0, // Each request has its own timer.
      allowH2: false,
      maxCachedSessions: 256,
      ...(options.insecure && {rejectUnauthorized: false}),
      // `lookup` is called for names alone, and for all addresses, as both families are tried.
      lookup: lookupFor(allowPrivate),
      autoSelectFamily: true,
    } as Parameters<typeof buildConnector>[0])
    if (allowPrivate) return connector
    return (target, callback) => {
      if (isForbiddenHost(target.hostname)) callback(new PrivateAddressError(target.hostname), null)
      else connector(target, callback)
    }
  }
  const strict = connectorFor(options.allowPrivate)
  let lenient: Connector | undefined

  const shared = {
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: maxHeaderBytes,
    keepAliveTimeout: 10_000,
    pipelining: 1,
  }
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY']
  const viaProxy: Dispatcher | undefined =
    proxy === undefined || proxy === ''
      ? undefined
      : new (await import('undici/lib/dispatcher/env-http-proxy-agent.js')).default({
          ...shared,
          connect: strict,
          connections: 8,
          proxyTunnel: false, // Proxies seldom tunnel to port 80; https is tunnelled all the same.
          httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
          httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
          noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
          ...(options.insecure && {requestTls: {rejectUnauthorized: false}}),
        })

  const pools = new Map<string, Dispatcher>()
  const poolOf = (origin: string, trusted: boolean): Dispatcher => {
    if (viaProxy !== undefined) return viaProxy
    const key = trusted ? `trusted ${origin}` : origin
    let pool = pools.get(key)
    if (pool === undefined) {
      const connect = trusted && !options.allowPrivate ? (lenient ??= connectorFor(true)) : strict
      pool = new Pool(origin, {...shared, connect, connections: options.connectionsFor(origin)})
      pools.set(key, pool)
    }
    return pool
  }

  return {
    ...(viaProxy !== undefined && proxy !== undefined && {proxy: withoutCredentials(proxy)}),
    send(request) {
      // A proxy makes the connection, so a literal private target has to be refused here.
      if (viaProxy !== undefined && !options.allowPrivate && request.trusted !== true && isForbiddenHost(hostnameOf(request.origin))) {
        return Promise.resolve({...failureOf(new PrivateAddressError(hostnameOf(request.origin))), kind: 'failure', elapsedMs: 0})
      }
      return exchange(poolOf(request.origin, request.trusted === true), request, clock)
    },
    release(origin) {
      const pool = pools.get(origin)
      if (pool === undefined) return
      pools.delete(origin)
      // Closing waits for what is in flight; a failure to close has nobody left to hear of it.
      pool.close().catch(() => {})
    },
    close() {
      for (const pool of pools.values()) pool.destroy().catch(() => {})
      pools.clear()
      viaProxy?.destroy().catch(() => {})
    },
  }
}

const hostnameOf = (origin: string): string => new URL(origin).hostname

function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//')
}

/** One request and its reply. Its own timer, as undici's tick coarsely. */
function exchange(dispatcher: Dispatcher, request: WireRequest, clock: Clock): Promise<Reply> {
  return new Promise((resolve) => {
    const startedAt = clock.now()
    let status = 0
    let headers: Headers = {}
    let controller: Dispatcher.DispatchController | undefined
    let reader: TextReader | undefined
    let drainedBytes = 0
    let done = false
    let cancelTimer = clock.after(request.timeoutMs, () => {
      if (status !== 0) finish(true)
      else fail({failure: 'timeout', reason: 'timeout', detail: `no answer within ${Math.round(request.timeoutMs)} ms`})
      controller?.abort(new Error('timeout'))
    })

    const fail = (failure: {readonly failure: Failure; readonly reason: string; readonly detail: string}): void => {
      if (done) return
      done = true
      cancelTimer()
      resolve({kind: 'failure', ...failure, elapsedMs: clock.now() - startedAt})
    }
    const finish = (cut: boolean): void => {
      if (done) return
      done = true
      cancelTimer()
      const elapsedMs = clock.now() - startedAt
      if (reader === undefined) resolve({kind: 'response', status, headers, body: '', truncated: cut, elapsedMs})
      else
        void reader
          .end()
          .then(({text, truncated}) => resolve({kind: 'response', status, headers, body: text, truncated: truncated || cut, elapsedMs}))
    }
    /** Enough was read: the rest is read too where that is little, so that the connection lives on. */
    const stopReading = (): void => {
      const announced = Number(headerOf(headers, 'content-length') ?? Number.NaN)
      if (announced <= maxDrainBytes) return
      finish(true)
      controller?.abort(new Error('enough'))
    }

    try {
      dispatcher.dispatch(
        {
          origin: request.origin,
          path: request.path,
          method: request.method,
          headers: request.headers,
          ...(request.body !== undefined && {body: request.body}),
          // Without this undici closes the connection after every HEAD.
          reset: request.fresh === true,
        },
        {
          onRequestStart(started) {
            controller = started
            if (done) started.abort(new Error('timeout'))
            else request.onSent?.()
          },
          onResponseStart(_, statusCode, responseHeaders) {
            if (statusCode < 200) return
            status = statusCode
            headers = responseHeaders as Headers // undici guarantees lower-case names.
            if (request.method === 'HEAD') return
            const wantedBytes = request.wanted(statusCode, headers)
            if (wantedBytes === 0) {
              stopReading()
              return
            }
            reader = readText(
              headerOf(headers, 'content-encoding'),
              headerOf(headers, 'content-type') ?? '',
              wantedBytes,
              request.onChunk?.bind(request),
            )
            cancelTimer()
            const leftMs = Math.max(1, Math.min(maxBodyMs, request.timeoutMs - (clock.now() - startedAt)))
            cancelTimer = clock.after(leftMs, () => {
              finish(true)
              controller?.abort(new Error('timeout'))
            })
          },
          onResponseData(_, chunk) {
            if (done) return
            if (reader !== undefined && !reader.full) {
              reader.push(chunk)
              if (!reader.full) return
            }
            drainedBytes += chunk.length
            if (drainedBytes > maxDrainBytes) {
              finish(true)
              controller?.abort(new Error('enough'))
            } else if (drainedBytes === chunk.length) stopReading()
          },
          onResponseEnd() {
            finish(false)
          },
          onResponseError(_, error) {
            // Whatever was wrong with the body, the status had been told.
            if (status !== 0) finish(true)
            else fail(failureOf(error))
          },
        },
      )
    } catch (error) {
      fail(failureOf(error))
    }
  })
}
