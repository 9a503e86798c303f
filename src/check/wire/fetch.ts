/** Request → reply over the wire: the only module that imports undici and opens sockets. */
import type {Socket} from 'node:net'
import type {buildConnector, Dispatcher} from 'undici'
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import type {Clock} from '../schedule/clock.ts'
import {isForbiddenHost, isPrivateAddress} from './address.ts'
import {exchange, type Failed, type Reply, type WireRequest} from './exchange.ts'
import {failureOf, NameError, PrivateAddressError} from './failure.ts'
import {createLooseDispatcher} from './loose.ts'
import type {Names} from './names.ts'
import {proxiesIn} from './proxy.ts'
import {createSessionDispatcher} from './session.ts'

export type {Answered, Failed, Reply, WireRequest} from './exchange.ts'

export interface Wire {
  /** Never rejects: a failure is a reply. */
  send(request: WireRequest): Promise<Reply>
  /** Lets go of the connections to an origin, which close when idle; later requests open new ones. */
  release(origin: string): void
  /** Ends connections that are still being made, which could keep the process alive for ever. */
  letGo(): void
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
  /** How long a connection may take to be made, in milliseconds. */
  readonly connectMs: number
  /** Most connections to one origin. */
  connectionsFor(origin: string): number
}

/** Browsers allow 256 KB of headers. */
const maxHeaderBytes = 256 * 1024
/** Makes the wire; undici is loaded only here, as a run without requests can do without it. */
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
  /** Sockets that are being connected. undici can end one only once it is connected, which may never happen: an unanswered handshake has no end. */
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
      // Each request has its own timer; this one frees the place in the pool of a connection that never comes.
      timeout: options.connectMs,
      // `lookup` is called only for names, and for all their addresses, as both families are tried.
      lookup: lookupFor(allowPrivate),
      autoSelectFamily: true,
    }
    const plain = tracked(build(shared))
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
  /** Hosts that refuse HTTP/1.1: for all others it is cheaper, and safer. */
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
  const throughProxies = async (connect: buildConnector.connector): Promise<Dispatcher | undefined> =>
    proxies === undefined
      ? undefined
      : new (await import('undici/lib/dispatcher/env-http-proxy-agent.js')).default({
          ...shared,
          connect,
          connections: 8,
          proxyTunnel: false, // Proxies seldom tunnel to port 80; https is tunnelled in any case.
          httpProxy: proxies.http,
          httpsProxy: proxies.https,
          noProxy: proxies.exempt,
          // undici adds this method to its dispatchers only when it is loaded as a whole; tunnels for https need it.
          clientFactory: (origin: URL, own: object) => Object.assign(new Pool(origin, own), {connect: connectVia}),
          ...(options.insecure && {requestTls: {rejectUnauthorized: false}}),
        })
  const viaProxy = await throughProxies(strict)
  /** Hosts that are asked without the proxy may be private if the user named them. */
  const viaProxyTrusted = options.allowPrivate ? viaProxy : await throughProxies(connectorFor(true))

  const openPool = (origin: string, trusted: boolean, connections: number): Dispatcher => {
    const connect = trusted && !options.allowPrivate ? (lenient ??= connectorFor(true)) : strict
    const own = http2Only.has(origin) ? {allowH2: true, connect: connectorFor(options.allowPrivate || trusted, true)} : {connect}
    return new Pool(origin, {...shared, ...own, connections})
  }
  const pools = new Map<string, Dispatcher>()
  /** Includes released pools with requests still under way, and those of a single request. */
  const open = new Set<Dispatcher>()
  const poolOf = (origin: string, trusted: boolean): Dispatcher =>
    getOrInsert(pools, trusted ? `trusted ${origin}` : origin, () => {
      const pool = openPool(origin, trusted, options.connectionsFor(origin))
      open.add(pool)
      return pool
    })
  let single: ReturnType<typeof createSessionDispatcher> | undefined
  const sendAlone = (request: WireRequest): Promise<Reply> => {
    single ??= createSessionDispatcher(connectorFor(options.allowPrivate, true))
    return exchange(single, request, clock)
  }
  const sendFresh = async (request: WireRequest): Promise<Reply> => {
    if (http2Only.has(request.origin) && request.trusted !== true) return sendAlone(request)
    const pool = openPool(request.origin, request.trusted === true, 1)
    open.add(pool)
    const reply = await exchange(pool, request, clock)
    open.delete(pool)
    pool.destroy().catch(() => {})
    return reply
  }

  const loose = createLooseDispatcher(strict, maxHeaderBytes)
  const sendOnce = (request: WireRequest): Promise<Reply> => {
    const proxied = request.trusted === true ? viaProxyTrusted : viaProxy
    if (proxied !== undefined) return exchange(proxied, request, clock)
    if (request.loose === true) return exchange(loose, request, clock)
    if (request.fresh === true) return sendFresh(request)
    return exchange(poolOf(request.origin, request.trusted === true), request, clock)
  }
  /** Asks a host by HTTP/2, if it speaks nothing else. */
  const sendByHttp2 = async (request: WireRequest, failed: Failed): Promise<Reply> => {
    const {origin, timeoutMs} = request
    const inTime = ({elapsedMs}: Reply): WireRequest => ({...request, timeoutMs: Math.max(1, timeoutMs - elapsedMs)})
    let reply: Reply = failed
    if (failed.reason === 'tls-no-http1') {
      if (!http2Only.has(origin)) {
        http2Only.add(origin)
        release(origin)
      }
      reply = await sendOnce(inTime(failed))
    }
    // The session may have been about to end: undici then drops all that is under way.
    const isBroken = reply.kind === 'failure' && reply.failure === 'reset' && http2Only.has(origin)
    return isBroken && request.fresh !== true && request.trusted !== true ? sendAlone(inTime(reply)) : reply
  }
  const release = (origin: string): void => {
    for (const key of [origin, `trusted ${origin}`]) {
      const pool = pools.get(key)
      if (pool === undefined) continue
      pools.delete(key)
      // Closing waits for what is in flight; if it fails, nobody needs to know.
      pool.close().then(
        () => open.delete(pool),
        () => {},
      )
    }
  }

  const letGo = (): void => {
    for (const socket of arriving) socket.destroy()
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
        return reply.kind === 'failure' ? sendByHttp2(request, reply) : reply
      })
    },
    release,
    letGo,
    close() {
      for (const dispatcher of [...open, viaProxy, viaProxyTrusted]) dispatcher?.destroy().catch(() => {})
      open.clear()
      pools.clear()
      loose.destroy()
      single?.destroy()
      letGo()
    },
  }
}

/** Called late, as it loads Node's TLS. All connections share one context: each new one takes a millisecond to read the trusted roots. */
function tlsOptions(allowH2: boolean, insecure: boolean): object {
  // As in browsers, old servers that don't know RFC 5746 are accepted, as long as they don't renegotiate.
  const secureOptions = process.getBuiltinModule('node:crypto').constants.SSL_OP_LEGACY_SERVER_CONNECT
  const secureContext = process.getBuiltinModule('node:tls').createSecureContext({secureOptions})
  return {allowH2, maxCachedSessions: 256, secureContext, ...(insecure && {rejectUnauthorized: false})}
}

const hostnameOf = (origin: string): string => new URL(origin).hostname

/** A refused connection may be the proxy's own, which is no evidence about a link; nor is its refusal of a tunnel. */
function throughProxy(reply: Reply): Reply {
  if (reply.kind === 'response') return reply
  if (reply.failure === 'refused') return {...reply, failure: 'reset', reason: 'proxy'}
  return reply.failure === 'protocol' && /: Proxy (?:response|Authentication)\b/.test(reply.detail) ? {...reply, reason: 'proxy'} : reply
}
