/** A list that an operand names by its URL: fetched as it is, with a deadline and a cap. */
import {longestDelayMs} from '../check/schedule/clock.ts'

// The largest list that is known has 12 MB; what is larger is no list.
const maxBytes = 50 * 1024 * 1024

/**
 * @param timeoutMs for the whole answer
 * @throws Error whose message says in one line why there is no text
 *
 * The user named the URL on the command line, so private addresses are as good as any.
 */
export async function fetchText(url: string, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(rawUrlOf(url), {
    signal: AbortSignal.timeout(Math.min(timeoutMs, longestDelayMs)),
    headers: {accept: 'text/markdown, text/plain, */*'},
  }).catch((error: Error & {cause?: Error}) => {
    throw new Error(error.cause?.message ?? error.message)
  })
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

/** GitHub shows a file in a page; its text is under `raw`. */
function rawUrlOf(url: string): string {
  return url.replace(/^(https:\/\/github\.com\/[^/]+\/[^/]+)\/blob\//, '$1/raw/')
}
