/** Sends one probe to a service: follows its redirects, and decides which secrets go along. */
import type {CheckOptions} from '../core/options.ts'
import type {Hop, Outcome, Probe} from '../core/probe.ts'
import type {Etiquette, Inquiry, Secrets} from '../core/registry/resolver.ts'
import {type Headers, headerOf} from './schedule/limits.ts'
import {redirects} from './verdict/judge.ts'
import type {Reply, Wire} from './wire/fetch.ts'
import {isWeb, remap} from './wire/remap.ts'

/** Values of a run's secrets, by the names that probes use. What a service has refused is taken out. */
export type SecretValues = Partial<Record<keyof Secrets, string>>

/** Which secrets there are: all that resolvers learn about them. */
export function secretsAmong(values: SecretValues): Secrets {
  return {
    github: values.github !== undefined,
    semanticscholar: values.semanticscholar !== undefined,
    huggingface: values.huggingface !== undefined,
    openreview: values.openreview !== undefined,
  }
}

/** Whether a service may be asked: it is not switched off, and what it needs is there. */
export function isUsable<Question, Answer>(
  {name, available}: Inquiry<Question, Answer>,
  {services}: Pick<CheckOptions, 'services'>,
  secrets: SecretValues,
): boolean {
  return services[name]?.enabled !== false && available?.(secretsAmong(secrets)) !== false
}

/** Where each secret comes from. */
const variables: Readonly<Record<keyof Secrets, string>> = {
  github: '`GITHUB_TOKEN` (or `GH_TOKEN`)',
  semanticscholar: '`S2_API_KEY`',
  huggingface: '`HF_TOKEN`',
  openreview: "OpenReview's token",
}

/**
 * Takes a secret out that its service has refused, so that nothing else of the run sends it. To be called for outcomes that answer nothing.
 *
 * @returns what to tell the user; undefined if the secret is not to blame, or is out already
 */
export function dropRefused(secrets: SecretValues, {secret, url}: Probe, outcome: Outcome): string | undefined {
  const isRefused = outcome.kind === 'response' && outcome.status === 401 && outcome.signed === true
  if (!isRefused || secret === undefined || secrets[secret] === undefined) return undefined
  delete secrets[secret]
  return `${variables[secret]} was not accepted by ${new URL(url).host} (401), so the run goes on without it: has it expired?`
}

const maxHops = 5

export interface Sent {
  readonly reply: Reply
  /** Where the reply came from, after redirects. */
  readonly url: string
  readonly hops: readonly Hop[]
  /** The last request carried a secret. */
  readonly signed: boolean
  /** It came from another host than the one asked, though its body was wanted. */
  readonly isForeign: boolean
}

/** Who asks: settings, secrets, and how it identifies itself. */
export interface Sender {
  readonly options: CheckOptions
  readonly secrets: SecretValues
  readonly userAgent: string
  readonly acceptEncoding: string
}

/** Who is asked. */
export interface Addressee {
  /** Without a trailing slash. */
  readonly endpoint: string
  /** The endpoint was set by the user, who may name a private address. */
  readonly trusted: boolean
}

export function addresseeOf({name, endpoint}: Etiquette, {services}: Pick<CheckOptions, 'services'>): Addressee {
  const configured = services[name]?.endpoint
  return {endpoint: (configured ?? endpoint).replace(/\/+$/, ''), trusted: configured !== undefined}
}

/** The host whose pace a probe keeps. A stand-in may serve several services from one host, each with a pace of its own. */
export function paceHostOf({name}: Etiquette, {trusted}: Addressee, probe: Probe): string {
  return trusted ? name : new URL(probe.url).hostname
}

/**
 * Sends a probe and follows its redirects, within the time of one request. The secret is sent to the endpoint's own origin only, and only
 * its own host may have a private address. Never rejects.
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
    // The user's headers may hold secrets, which must not be sent in clear text.
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
    // A body may hold what no other site should learn.
    if (!isWeb(next) || (probe.body !== undefined && next.origin !== home)) return {reply, url, hops, signed, isForeign}
    url = next.href
    hops.push({status: reply.kind === 'response' ? reply.status : 0, to: url})
  }
}

/** The probe's URL with the user's mail address, if there is one and the service wants it. Sources: `Probe.contact`'s services. */
function withContact({url, contact: parameter}: Probe, contact: string | undefined): string {
  const address = contact?.replace(/^mailto:/i, '')
  if (parameter === undefined || address === undefined || !/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return url
  return `${url}${url.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(address)}`
}

/** The reply, as resolvers read it. */
export function outcomeOf({reply, url, hops, signed, isForeign}: Sent): Outcome {
  if (reply.kind === 'failure') return {kind: 'failure', failure: reply.failure, detail: reply.detail, reason: reply.reason, hops}
  const {status, headers, body, truncated} = reply
  // That another site lacks a page says nothing about what the service has.
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
