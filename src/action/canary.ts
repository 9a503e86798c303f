/** Whether the runner is on the network at all: its own outage must not be blamed on links. */
import type {Fetch} from '../web.ts'

/** Sites of different owners and networks that have been up for years. */
const canaries: readonly string[] = ['https://example.com/', 'https://www.wikipedia.org/', 'https://www.cloudflare.com/cdn-cgi/trace']

const timeoutMs = 10_000

/** True where most of the canaries answer, whatever they say. */
export async function isOnline(fetch: Fetch): Promise<boolean> {
  const answers = await Promise.all(canaries.map((url) => doesAnswer(fetch, url)))
  return answers.filter(Boolean).length * 2 > canaries.length
}

async function doesAnswer(fetch: Fetch, url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {method: 'HEAD', signal: AbortSignal.timeout(timeoutMs)})
    await response.body?.cancel()
    return true
  } catch {
    return false
  }
}
