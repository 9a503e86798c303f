/** The action's own requests: Node's `fetch`, or what does the same through the proxy that the environment names, which that does not see. */

export type Fetch = (url: string, request: FetchRequest) => Promise<Response>

export interface FetchRequest {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/** Follows no redirect: one could carry the token elsewhere. */
export function fetchFor(env: Readonly<Record<string, string | undefined>>): Fetch {
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? ''
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? ''
  const noProxy = env['no_proxy'] ?? env['NO_PROXY'] ?? ''
  if (httpProxy === '' && httpsProxy === '') return (url, request) => fetch(url, {...request, redirect: 'manual'})
  return async (url, {method, headers = {}, body, signal}) => {
    const [{default: Agent}, {default: send}] = await Promise.all([
      import('undici/lib/dispatcher/env-http-proxy-agent.js'),
      import('undici/lib/api/api-request.js'),
    ])
    // Proxies seldom tunnel to port 80; https is tunnelled all the same.
    const agent = new Agent({httpProxy, httpsProxy, noProxy, proxyTunnel: false})
    try {
      const {origin, pathname, search} = new URL(url)
      const reply = await send.call(agent, {origin, path: pathname + search, method, headers, signal, ...(body !== undefined && {body})})
      const text = await reply.body.text()
      const received = Object.entries(reply.headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, [value].flat().join(', ')]],
      )
      return new Response(text === '' ? null : text, {status: reply.statusCode, headers: received})
    } finally {
      // Waits for nobody: everything has been read.
      agent.close().catch(() => {})
    }
  }
}
