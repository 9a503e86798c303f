/** GitHub's REST API: requests as data, answers as values, limits respected. */
import type {Fetch} from '../web.ts'

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** From `/repos/…` on, segments encoded. */
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
}

export interface ApiReply {
  /** 0 where no answer came. */
  readonly status: number
  readonly isOk: boolean
  /** Parsed JSON, of unknown shape. */
  readonly body: unknown
  /** What went wrong, for people; empty where nothing did. */
  readonly problem: string
}

export interface Api {
  send(request: ApiRequest): Promise<ApiReply>
  /** Every page of a list; if one fails, what came before it, and the failure. */
  list(path: string): Promise<{readonly items: readonly unknown[]; readonly problem: string}>
}

export interface ApiOptions {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly token: string
  readonly fetch: Fetch
  /** Waits so many milliseconds; a test's clock does not. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** How often one request is tried, the first time included. */
const mostTries = 3
/** A longer wait is not worth a runner's time. */
const longestWaitMs = 90_000
/** Secondary limits without a hint: at least a minute. Source: GitHub docs, "Rate limits for the REST API". */
const secondaryWaitMs = 60_000
const timeoutMs = 20_000
const pageSize = 100
const mostPages = 50

export function apiOf({baseUrl, token, fetch, sleep}: ApiOptions): Api {
  async function send(request: ApiRequest): Promise<ApiReply> {
    for (let attempt = 1; ; attempt++) {
      const {reply, waitMs} = await once(request)
      if (waitMs === undefined || attempt === mostTries || waitMs > longestWaitMs) return reply
      await sleep(waitMs)
    }
  }

  async function once({method, path, body}: ApiRequest): Promise<{reply: ApiReply; waitMs?: number}> {
    let response: Response
    let textBody: string
    try {
      response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
          'user-agent': 'paperlint-action',
          ...(token !== '' && {authorization: `Bearer ${token}`}),
          ...(body !== undefined && {'content-type': 'application/json'}),
        },
        ...(body !== undefined && {body: JSON.stringify(body)}),
        signal: AbortSignal.timeout(timeoutMs),
      })
      textBody = await response.text()
    } catch (error) {
      const problem = `No answer from the GitHub API: ${error instanceof Error ? causeOf(error) : 'unknown'}`
      // Only reads may be repeated: a write may have arrived.
      return {reply: {status: 0, isOk: false, body: undefined, problem}, ...(method === 'GET' && {waitMs: 1000})}
    }
    const parsed = parse(textBody)
    const {status, ok, headers} = response
    const message = typeof parsed === 'object' && parsed !== null && 'message' in parsed ? `${parsed.message}` : ''
    const problem = ok ? '' : `${method} ${path.split('?')[0]}: ${status} ${message}`.trim()
    const waitMs = waitOf(status, headers, message, method)
    return {reply: {status, isOk: ok, body: parsed, problem}, ...(waitMs !== undefined && {waitMs})}
  }

  async function list(path: string): Promise<{items: readonly unknown[]; problem: string}> {
    const items: unknown[] = []
    for (let page = 1; page <= mostPages; page++) {
      const reply = await send({method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}per_page=${pageSize}&page=${page}`})
      if (!reply.isOk) return {items, problem: reply.problem}
      const {body} = reply
      // It may be a gateway's page, which must not be taken for an empty list.
      if (!Array.isArray(body)) return {items, problem: `GET ${path.split('?')[0]}: ${reply.status} without a list`}
      items.push(...body)
      if (body.length < pageSize) return {items, problem: ''}
    }
    return {items, problem: `GET ${path.split('?')[0]}: more than ${mostPages * pageSize}`}
  }

  return {send, list}
}

/** Milliseconds to wait before asking again, or nothing where it makes no sense. */
function waitOf(status: number, headers: Headers, message: string, method: string): number | undefined {
  if (status === 403 || status === 429) {
    const retryAfter = Number(headers.get('retry-after') ?? Number.NaN)
    if (Number.isFinite(retryAfter)) return retryAfter * 1000
    if (headers.get('x-ratelimit-remaining') === '0') {
      const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000
      return Number.isFinite(reset) ? Math.max(1000, reset - Date.now()) : secondaryWaitMs
    }
    return /rate limit/i.test(message) ? secondaryWaitMs : undefined
  }
  return status >= 500 && method === 'GET' ? 1000 : undefined
}

function parse(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body)
  } catch {
    return undefined
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message
}
