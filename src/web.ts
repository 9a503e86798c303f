/** Requests other than the checker's: by Node's `fetch`, or by a stand-in for what it can't do: use a proxy, or skip verification. */

export type Fetch = (url: string, request: FetchRequest) => Promise<Response>

const unverified = {rejectUnauthorized: false}

export interface FetchRequest {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/**
 * Follows no redirect: one could carry the token elsewhere.
 *
 * @param insecure don't verify certificates
 */
export function fetchFor(env: Readonly<Record<string, string | undefined>>, insecure = false): Fetch {
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? ''
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? ''
  const noProxy = env['no_proxy'] ?? env['NO_PROXY'] ?? ''
  if (httpProxy === '' && httpsProxy === '' && !insecure) return (url, request) => fetch(url, {...request, redirect: 'manual'})
  return async (url, {method, headers = {}, body, signal}) => {
    const [{default: Agent}, {default: Pool}, {default: connect}, {default: send}] = await Promise.all([
      import('undici/lib/dispatcher/env-http-proxy-agent.js'),
      import('undici/lib/dispatcher/pool.js'),
      import('undici/lib/api/api-connect.js'),
      import('undici/lib/api/api-request.js'),
    ])
    // Proxies seldom tunnel to port 80; https is tunnelled all the same.
    const agent = new Agent({
      httpProxy,
      httpsProxy,
      noProxy,
      proxyTunnel: false,
      // undici adds this method to its dispatchers only when it is loaded as a whole; tunnels for https need it.
      clientFactory: (origin: URL, own: object) => Object.assign(new Pool(origin, own), {connect}),
      ...(insecure && {connect: unverified, requestTls: unverified}),
    })
    try {
      const {origin, pathname, search} = new URL(url)
      const reply = await send.call(agent, {origin, path: pathname + search, method, headers, signal, ...(body !== undefined && {body})})
      const bytes = await reply.body.arrayBuffer()
      const received = Object.entries(reply.headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, [value].flat().join(', ')]],
      )
      return new Response(bytes.byteLength === 0 ? null : bytes, {status: reply.statusCode, headers: received})
    } finally {
      // Not awaited: everything has been read.
      agent.close().catch(() => {})
    }
  }
}
