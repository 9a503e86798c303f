/** The proxy that the environment names. */
import {UsageError} from '../../core/usage-error.ts'
import type {Reply} from './exchange.ts'

export interface Proxies {
  /** URLs; empty where there is none. */
  readonly http: string
  readonly https: string
  /** Hosts that are asked without it, as written in the variable. */
  readonly exempt: string
  /** Which one is used, without credentials. */
  readonly shown: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxies of the environment; names in lower case win, as in curl.
 *
 * @throws UsageError for what is no address of a proxy
 */
export function proxiesIn(env: Environment): Proxies | undefined {
  const http = proxyIn(env, 'http_proxy', 'HTTP_PROXY')
  const https = proxyIn(env, 'https_proxy', 'HTTPS_PROXY')
  const used = https || http
  if (used === '') return undefined
  return {http, https, exempt: env['no_proxy'] ?? env['NO_PROXY'] ?? '', shown: used.replace(/\/\/[^/?#]*@/, '//')}
}

function proxyIn(env: Environment, ...names: readonly string[]): string {
  const name = names.find((each) => env[each] !== undefined)
  const value = name === undefined ? '' : (env[name] ?? '').trim()
  if (value === '') return ''
  const url = value.includes('://') ? value : `http://${value}`
  if (URL.canParse(url) && /^(?:https?|socks5?):$/.test(new URL(url).protocol)) return url
  // It may hold a password, so it is not repeated.
  throw new UsageError(`Expected \`${name}\` to be the address of a proxy such as \`http://proxy.example:3128\``)
}

/** So many refused connections, without a single reply, are no restart. */
const refusedAtMost = 8

export interface ProxyWatch {
  /** Returns the reply, or the failure `offline` once the proxy turns out not to be there. */
  see(reply: Reply): Reply
  isGone(): boolean
}

/** Tells a proxy that is not there from hosts that don't answer, by the sequence of replies. */
export function proxyWatch(proxy: string): ProxyWatch {
  const {port, protocol} = new URL(proxy)
  // Hosts that are asked without the proxy may refuse too, so the port has to be the proxy's.
  const ending = `:${port === '' ? (protocol === 'https:' ? 443 : protocol === 'http:' ? 80 : 1080) : port}`
  let refused = 0
  let hasAnswered = false
  const isGone = (): boolean => !hasAnswered && refused >= refusedAtMost
  return {
    isGone,
    see(reply) {
      if (reply.kind === 'response') hasAnswered = true
      else if (reply.reason === 'proxy' && reply.detail.includes('ECONNREFUSED') && reply.detail.endsWith(ending)) {
        refused++
        if (isGone()) return {...reply, failure: 'offline', reason: 'offline'}
      }
      return reply
    },
  }
}
