/** One probe of a service and its reply: where its redirects lead, and which secrets go along. */
import type {CheckOptions} from '../core/options.ts'
import type {Hop, Outcome, Probe} from '../core/probe.ts'
import type {Secrets} from '../core/resolver.ts'
import {type Headers, headerOf} from './schedule/limits.ts'
import {redirects} from './verdict/judge.ts'
import type {Reply, Wire} from './wire/fetch.ts'
import {isWeb, remap} from './wire/remap.ts'

/** Values of the secrets, by the name that a probe gives them. */
export type SecretValues = Readonly<Partial<Record<keyof Secrets, string>>>

/** Which secrets there are, which is all that services are told of them. */
export function secretsAmong(values: SecretValues): Secrets {
  return {
    github: values.github !== undefined,
    semanticscholar: values.semanticscholar !== undefined,
    huggingface: values.huggingface !== undefined,
    openreview: values.openreview !== undefined,
  }
}

const maxHops = 5

export interface Sent {
  readonly reply: Reply
  /** Where it came from in the end. */
  readonly url: string
  readonly hops: readonly Hop[]
  /** The last request carried a secret. */
  readonly signed: boolean
  /** Another host than the one that was asked, and its words were wanted. */
  readonly isForeign: boolean
}

/** Who asks: its settings, and what it says of itself. */
export interface Sender {
  readonly options: CheckOptions
  readonly secrets: SecretValues
  readonly userAgent: string
  readonly acceptEncoding: string
}

/** Who is asked. */
export interface Addressee {
  readonly endpoint: string
  /** The endpoint was set by the user, who may name a private address. */
  readonly trusted: boolean
}

/**
 * Sends a probe and follows its redirects, within the time of one request; the secret goes to the endpoint's own host and nowhere else, and
 * so does the right to ask a private address. Never rejects.
 */
export async function sendProbe(
  probe: Probe,
  {endpoint, trusted}: Addressee,
  {options, secrets, userAgent, acceptEncoding}: Sender,
  wire: Wire,
  onSent: () => void,
): Promise<Sent> {
  const hops: Hop[] = []
  const {origin: home, hostname: homeName} = new URL(probe.url)
  let url = withContact(probe, options.contact)
  let leftMs = options.timeoutMs
  for (;;) {
    const {origin, hostname, protocol} = new URL(url)
    const asked = new URL(remap(url, options))
    const authorization = origin === home && home === new URL(endpoint).origin ? authorizationFor(probe.secret, secrets) : undefined
    // They may hold secrets, which are not to go over the wire in clear.
    const isDowngraded = protocol === 'http:' && home.startsWith('https:')
    const signed = authorization !== undefined
    const isForeign = hostname !== homeName && probe.maxBodyBytes > 0
    const reply = await wire.send({
      method: probe.method,
      origin: asked.origin,
      path: asked.pathname + asked.search,
      headers: {
        'user-agent': userAgent,
        accept: 'application/json, application/atom+xml, text/html;q=0.8, */*;q=0.5',
        'accept-encoding': acceptEncoding,
        ...probe.headers,
        ...(isDowngraded ? undefined : options.hosts[hostname]?.headers),
        ...authorization,
      },
      ...(probe.body !== undefined && {body: probe.body}),
      timeoutMs: leftMs,
      trusted: trusted && hostname === homeName,
      onSent,
      wanted: () => probe.maxBodyBytes,
    })
    const location = reply.kind === 'response' && redirects.has(reply.status) ? headerOf(reply.headers, 'location') : undefined
    leftMs -= reply.elapsedMs
    if (location === undefined || hops.length >= maxHops || leftMs <= 0 || !URL.canParse(location, url))
      return {reply, url, hops, signed, isForeign}
    const next = new URL(location, url)
    // A body may hold what nobody else is to know.
    if (!isWeb(next) || (probe.body !== undefined && next.origin !== home)) return {reply, url, hops, signed, isForeign}
    url = next.href
    hops.push({status: reply.kind === 'response' ? reply.status : 0, to: url})
  }
}

/** The probe's address with the user's, where that is one for mail and the service wants it. Sources: `Probe.contact`'s services. */
function withContact({url, contact: parameter}: Probe, contact: string | undefined): string {
  const address = contact?.replace(/^mailto:/i, '')
  if (parameter === undefined || address === undefined || !/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return url
  return `${url}${url.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(address)}`
}

/** What was sent, as resolvers read it. */
export function outcomeOf({reply, url, hops, signed, isForeign}: Sent): Outcome {
  if (reply.kind === 'failure') return {kind: 'failure', failure: reply.failure, detail: reply.detail, reason: reply.reason, hops}
  const {status, headers, body, truncated} = reply
  // What another site does not have says nothing of what the service has.
  if (isForeign && (status === 404 || status === 410))
    return {kind: 'failure', failure: 'protocol', detail: `${status} of another site`, hops}
  return {kind: 'response', status, headers: flat(headers), body, truncated, url, hops, ...(signed && {signed})}
}

/** Sources: the authentication pages of GitHub's REST API, the Semantic Scholar API, the Hugging Face Hub and OpenReview. */
function authorizationFor(secret: Probe['secret'], secrets: SecretValues): Record<string, string> | undefined {
  const value = secret === undefined ? undefined : secrets[secret]
  if (value === undefined) return undefined
  return secret === 'semanticscholar' ? {'x-api-key': value} : {authorization: `Bearer ${value}`}
}

function flat(headers: Headers): Record<string, string> {
  const result: Record<string, string> = {}
  for (const name of Object.keys(headers)) result[name] = headerOf(headers, name) ?? ''
  return result
}
