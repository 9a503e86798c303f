/**
 * HTTP/1 as browsers read it, for replies that undici's strict parser refuses: lines that end with LF alone, folded headers, a script's
 * warnings among the headers, a repeated length.
 *
 * Source: what Chromium makes of such replies, case by case (`test/check/loose.test.ts`).
 */

import type {buildConnector, Dispatcher} from 'undici'
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {type Headers, headerOf} from '../schedule/limits.ts'
import {createLoneDispatcher} from './alone.ts'

/** What a browser can't read either. */
class UnreadableError extends Error {
  readonly code = 'PAPERLINT_UNREADABLE'
}

/** Chromium skips so many bytes before a reply. */
const mostBytesBefore = 4
/** It gives up on a line with a chunk's size that is longer than this. */
const maxSizeLine = 16 * 1024

interface Head {
  readonly status: number
  /** HTTP/1.0 and older, which know no chunks. */
  readonly isOld: boolean
  readonly headers: Record<string, string | string[]>
}

const notHttp = 'this is not HTTP'

function isReply(text: string): boolean {
  const start = text.search(/http/i)
  return start >= 0 && start <= mostBytesBefore
}

/** @returns undefined for what is no head of a reply */
export function parseHead(text: string): Head | undefined {
  const start = text.search(/http/i)
  if (!isReply(text) || text.includes('\0')) return undefined
  const [statusLine = '', ...lines] = text.slice(start).split(/\r?\n/)
  // Without a number, browsers assume 200.
  const status = Number(/^\S*[ \t]+(\d+)/.exec(statusLine)?.[1] ?? 200)
  if (status < 100 || status > 999) return undefined
  const values = new Map<string, string[]>()
  let folded: string[] = []
  let name = ''
  const add = (): void => {
    if (name !== '') getOrInsert(values, name, () => []).push(folded.join(' ').trim())
  }
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      folded.push(line.trim())
      continue
    }
    add()
    // A line without a colon is no header, and is ignored.
    const colon = line.indexOf(':')
    name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    folded = [line.slice(colon + 1).trim()]
  }
  add()
  const isOld = !/^\S*\/(?:1\.[1-9]|[2-9]\.)/.test(statusLine)
  return {status, isOld, headers: Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]))}
}

/** Where the head ends: after the first empty line that follows any text; -1 if that has not come yet. */
function headEnd(bytes: Buffer): number {
  let start = 0
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start++
  for (let at = bytes.indexOf('\n', start); at >= 0; at = bytes.indexOf('\n', at + 1)) {
    const next = at + (bytes[at + 1] === 0x0d ? 2 : 1)
    if (bytes[next] === 0x0a) return next + 1
  }
  return -1
}

/** How many bytes a body has; undefined for one that ends with its connection. */
function lengthOf(headers: Headers): number | undefined {
  const told = new Set((headerOf(headers, 'content-length') ?? '').split(',').map((one) => one.trim()))
  if (told.size > 1) throw new UnreadableError('two lengths that differ')
  const [length = ''] = told
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined
}

interface ReplyReader {
  readonly hasHead: boolean
  /** The end of the connection ends the reply. */
  readonly isOpen: boolean
  /** @returns true once the reply is complete. Throws `UnreadableError`. */
  push(chunk: Buffer): boolean
}

/** Reads one reply. */
function createReader(
  method: string,
  maxHeadBytes: number,
  handler: Dispatcher.DispatchHandler,
  controller: Dispatcher.DispatchController,
): ReplyReader {
  /** Received, but not read yet. */
  let pending: Buffer = Buffer.alloc(0)
  let headBytes = 0
  let hasHead = false
  let isChunked = false
  /** Bytes left of the body or of a chunk; undefined: until the connection ends. */
  let left: number | undefined

  /** @returns the first line, without its end; undefined if it has not come yet */
  const takeLine = (): string | undefined => {
    const end = pending.indexOf('\n')
    if (end < 0 && pending.length > maxSizeLine) throw new UnreadableError('a chunk without a size')
    if (end < 0) return undefined
    const line = pending.toString('latin1', 0, end)
    pending = pending.subarray(end + 1)
    return line.replace(/;.*/, '').trim()
  }

  const takeData = (): void => {
    const data = pending.subarray(0, left)
    pending = pending.subarray(data.length)
    if (left !== undefined) left -= data.length
    if (data.length > 0) handler.onResponseData?.(controller, data)
  }

  /** @returns the head, once it has come, without the informational replies before it */
  const takeHead = (): Head | undefined => {
    for (;;) {
      const end = headEnd(pending)
      headBytes += Math.max(0, end)
      if (headBytes + (end < 0 ? pending.length : 0) > maxHeadBytes) throw new UnreadableError('headers without end')
      if (end < 0) {
        // A stream of anything else need not be read on.
        if (pending.length >= 4 + mostBytesBefore && !isReply(pending.toString('latin1', 0, 16))) throw new UnreadableError(notHttp)
        return undefined
      }
      const head = parseHead(pending.toString('latin1', 0, end))
      if (head === undefined) throw new UnreadableError(notHttp)
      pending = pending.subarray(end)
      if (head.status >= 200) return head
    }
  }

  /** @returns whether the last chunk has come */
  const takeChunks = (): boolean => {
    for (;;) {
      takeData()
      if (left !== 0) return false
      const line = takeLine()
      if (line === undefined) return false
      if (line === '') continue // The end of a chunk.
      if (!/^[\da-f]{1,12}$/i.test(line)) throw new UnreadableError(`a chunk of the size \`${line.slice(0, 20)}\``)
      left = Number.parseInt(line, 16)
      if (left === 0) return true
    }
  }

  return {
    get hasHead() {
      return hasHead
    },
    get isOpen() {
      return left === undefined
    },
    push(chunk) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      if (!hasHead) {
        const head = takeHead()
        if (head === undefined) return false
        const {status, isOld, headers} = head
        hasHead = true
        isChunked = !isOld && /(?:^|,)\s*chunked\s*(?:,|$)/i.test(headerOf(headers, 'transfer-encoding') ?? '')
        left = isChunked ? 0 : lengthOf(headers)
        handler.onResponseStart?.(controller, status, headers)
        if (method === 'HEAD' || status === 204 || status === 304) return true
      }
      if (isChunked) return takeChunks()
      takeData()
      return left === 0
    },
  }
}

/** Sends each request on a connection of its own, and reads the reply as browsers do. */
export function createLooseDispatcher(connect: buildConnector.connector, maxHeadBytes: number): ReturnType<typeof createLoneDispatcher> {
  return createLoneDispatcher(connect, (socket, {origin, method, path, headers, handler, controller, isOver, complete, fail, broken}) => {
    const reader = createReader(method, maxHeadBytes, handler, controller)
    socket
      .on('data', (chunk: Buffer) => {
        if (isOver()) return
        try {
          if (reader.push(chunk)) complete()
        } catch (unreadable) {
          fail(unreadable instanceof Error ? unreadable : new UnreadableError(String(unreadable)))
        }
      })
      .on('error', fail)
      .on('close', () => {
        if (reader.hasHead && reader.isOpen) complete()
        else broken()
      })
    handler.onRequestStart?.(controller, undefined)
    const lines = Object.entries({host: origin.host, ...headers, connection: 'close'})
    socket.write(`${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'latin1')
    return socket
  })
}
