/** One service of the stand-in internet: what it answers, and what it expects of its clients. */
import type {World} from './world.ts'

export interface Request {
  readonly method: string
  readonly host: string
  /** Decoded once, without query. */
  readonly path: string
  /** As received. */
  readonly rawPath: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly world: World
  /** Reports a request that the service's rules forbid, which fails the test. */
  readonly complain: (what: string) => void
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Service {
  readonly hosts: readonly string[]
  /** Least time between the starts of two requests to any of its hosts. */
  readonly intervalMs: number
  readonly concurrency: number
  /** The credentials that belong here, and nowhere else. */
  readonly secret?: {readonly header: 'authorization' | 'x-api-key'; readonly value: string}
  /** What it answers to clients that ask too fast. */
  readonly limited: Reply
  answer(request: Request): Reply
}

/** Secrets for tests, which show where each of them is sent. */
export const tokens = {
  github: 'github-token',
  semanticscholar: 'scholar-key',
  huggingface: 'hub-token',
  openreview: 'review-token',
} as const

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {status, headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(value)}
}

export function html(body: string, status = 200): Reply {
  return {status, headers: {'content-type': 'text/html; charset=utf-8'}, body}
}

export function text(body: string, status: number): Reply {
  return {status, headers: {'content-type': 'text/plain'}, body}
}

/** The same order every time, but not that of the question. */
export function shuffled<T>(items: readonly T[]): T[] {
  return [...items].reverse()
}

export function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
