/**
 * Tables of what servers do, and of the verdicts expected for it. Every row has a host of its own, and all rows of a table are
 * checked in one run, like the links of a list, so none may disturb another.
 */
import type {ServerResponse} from 'node:http'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Checked} from '../../../src/check/index.ts'
import {checkAll} from '../run.ts'
import {type Answer, page, serve, type TestServer} from '../server.ts'

export interface Behaviour {
  readonly name: string
  /** What its host answers, by path. */
  readonly answers: Readonly<Record<string, Answer>>
  /** What is linked; `/paper` by default. */
  readonly paths?: readonly string[]
  /** Verdict and reason expected for all links. */
  readonly says: string
  /** Where the link should lead instead: a path, or a whole URL. */
  readonly moved?: string
  /** More requests than this would be rude. */
  readonly most?: number
  readonly findings?: readonly string[]
}

let tables = 0

/** Declares a test for every row. */
export function behave(theme: string, rows: readonly Behaviour[]): void {
  const table = ++tables
  describe(theme, () => {
    const closers: (() => void)[] = []
    const servers = new Map<Behaviour, TestServer>()
    let results: ReadonlyMap<string, Checked> = new Map()
    beforeAll(async () => {
      const urls: string[] = []
      for (const [index, row] of rows.entries()) {
        const closing = (close: () => void): void => void closers.push(close)
        const server = await serve(row.answers, {host: `127.${40 + table}.${index >> 7}.${(index & 127) + 1}`, closing})
        servers.set(row, server)
        for (const path of row.paths ?? ['/paper']) urls.push(server.url(path))
      }
      // Long, as one page may take seconds on a busy machine.
      results = await checkAll(urls, {timeoutMs: 15_000})
    })
    afterAll(() => {
      for (const close of closers) close()
    })
    test.for(rows)('$name', (row) => {
      const server = servers.get(row)
      if (server === undefined) throw new Error('no server')
      for (const path of row.paths ?? ['/paper']) {
        const checked = results.get(server.url(path))
        const told = `${checked?.verdict} ${checked?.reason}`
        expect(told, checked?.evidence?.join('\n')).toBe(row.says)
        const moved = row.moved?.startsWith('/') === true ? server.url(row.moved) : row.moved
        expect(checked?.finalUrl, 'where it moved').toBe(moved)
        expect(checked?.findings, 'findings').toEqual(row.findings)
      }
      if (row.most !== undefined) expect(server.asked.length, 'requests').toBeLessThanOrEqual(row.most)
    })
  })
}

/** Answers with a status, headers and a page. */
export const say =
  (
    status: number,
    headers: Readonly<Record<string, string | string[] | number>> = {},
    body: string | Buffer = page(String(status)),
  ): Answer =>
  (asked, response) => {
    response.writeHead(status, {'content-type': 'text/html; charset=utf-8', ...headers})
    response.end(asked.method === 'HEAD' ? undefined : body)
  }

/** Redirects. */
export const lead = (status: number, location: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  say(status, {location, ...headers}, '')

/** Answers HEAD one way, and everything else another way. */
export const byMethod =
  (head: Answer, other: Answer): Answer =>
  (asked, response, times) =>
    answer(asked.method === 'HEAD' ? head : other, asked, response, times)

/** Answers the first `count` requests one way, later ones another way. */
export const first =
  (count: number, before: Answer, after: Answer): Answer =>
  (asked, response, times) =>
    answer(times <= count ? before : after, asked, response, times)

/** Sends bytes as they are, and closes the connection. */
export const bytes =
  (...parts: readonly (string | Buffer)[]): Answer =>
  (asked, response) => {
    const [head, ...body] = parts
    response.socket?.end(Buffer.concat([buffer(head ?? ''), ...(asked.method === 'HEAD' ? [] : body.map(buffer))]))
  }

/** Resets the connection without a reply. */
export const reset: Answer = (_, response): void => void response.socket?.resetAndDestroy()

/** Never answers. */
export const silence: Answer = () => {}

const buffer = (part: string | Buffer): Buffer => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)

function answer(one: Answer, asked: Parameters<Exclude<Answer, number | string>>[0], response: ServerResponse, times: number): void {
  if (typeof one === 'function') one(asked, response, times)
  else if (typeof one === 'number') answer(say(one), asked, response, times)
  else answer(say(200, {'content-length': Buffer.byteLength(one)}, one), asked, response, times)
}
