/** A list that an operand names by its URL: fetched as it is, with a deadline and a cap. */
import {longestDelayMs} from '../check/schedule/clock.ts'
import {userAgentFor} from '../check/user-agent.ts'
import type {CheckOptions} from '../core/options.ts'
import {homepage, version} from '../version.ts'
import {fetchFor} from '../web.ts'

// The largest known list has 12 MB.
const maxBytes = 50 * 1024 * 1024
const maxHops = 5

/**
 * @param options its timeout, User-Agent, headers and trust in certificates apply here as they do to links
 * @throws Error whose message says in one line why there is no text
 *
 * The user named the URL on the command line, so private addresses are allowed.
 */
export async function fetchText(url: string, options: CheckOptions): Promise<Buffer> {
  return bytesAt(rawUrlOf(url), options).catch((error: Error & {cause?: Error}) => {
    throw new Error(error.name === 'TimeoutError' ? 'no whole answer in time (`--timeout`)' : (error.cause?.message ?? error.message))
  })
}

async function bytesAt(url: string, options: CheckOptions): Promise<Buffer> {
  const response = await answerFrom(url, options, AbortSignal.timeout(Math.min(options.timeoutMs, longestDelayMs)))
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) throw new Error(`it has more than ${maxBytes / 1024 / 1024} MB`)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const isPage =
    /\bhtml\b/i.test(response.headers.get('content-type') ?? '') && /^\s*<(?:!doctype|html)\b/i.test(bytes.toString('latin1', 0, 1000))
  if (isPage) throw new Error('it is an HTML page; name the address of the Markdown itself')
  return bytes
}

/** The reply at the end of the redirects; each host gets only its own headers. */
async function answerFrom(start: string, options: CheckOptions, signal: AbortSignal): Promise<Response> {
  const ask = fetchFor(process.env, options.insecure)
  const agent = {agent: `paperlint/${version}`, home: homepage}
  let url = new URL(start)
  for (let hops = 0; ; hops++) {
    // Headers may hold secrets, which must not be sent unencrypted.
    const isDowngraded = url.protocol === 'http:' && start.startsWith('https:')
    const own = isDowngraded ? undefined : (options.hosts[url.hostname]?.headers ?? options.hosts['*']?.headers)
    const headers = {'user-agent': userAgentFor(options, agent), accept: 'text/markdown, text/plain, */*', ...own}
    const response = await ask(url.href, {method: 'GET', headers, signal})
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null || hops >= maxHops || !URL.canParse(location, url.href)) return response
    await response.body?.cancel()
    url = new URL(location, url)
  }
}

/** GitHub shows a file in a page; its text is under `raw`. */
function rawUrlOf(url: string): string {
  return url.replace(/^(https:\/\/github\.com\/[^/]+\/[^/]+)\/blob\//, '$1/raw/')
}
