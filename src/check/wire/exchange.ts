/** One request over an undici dispatcher, and its reply: as much of the body as is wanted, within its time. */
import type {Dispatcher} from 'undici'
import type {Failure} from '../../core/probe.ts'
import type {Clock} from '../schedule/clock.ts'
import {type Headers, headerOf} from '../schedule/limits.ts'
import {readText, type TextReader} from './body.ts'
import {failureOf} from './failure.ts'

export interface WireRequest {
  readonly method: 'HEAD' | 'GET' | 'POST'
  /** `https://host:port`, as `URL.origin` gives it. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  /** The user named this address, which may be private. */
  readonly trusted?: boolean
  /** On a connection of its own: for hosts that offer to keep one and then don't. Not through a proxy, which has connections of its own. */
  readonly fresh?: boolean
  /** Read the reply as browsers do, because it breaks HTTP's rules. Only for requests without a body, and not through a proxy. */
  readonly loose?: boolean
  /** Called when the request leaves, on a connection that has been made. */
  onSent?(): void
  /** Asked before that: whether the host has asked for peace meanwhile, so that the request must not leave. */
  isHeld?(): boolean
  /** How many bytes of text are wanted, asked once the headers are there. */
  wanted(status: number, headers: Headers): number
  /** Sees the text as it arrives; true means that it has seen enough. */
  onChunk?(chunk: Buffer): boolean
}

export interface Answered {
  readonly kind: 'response'
  readonly status: number
  readonly headers: Headers
  readonly body: string
  /** The body was cut, by the limit, the time or the server. */
  readonly truncated: boolean
  readonly elapsedMs: number
}

export interface Failed {
  readonly kind: 'failure'
  readonly failure: Failure
  /** A finer cause, e.g. `tls-expired`. */
  readonly reason: string
  readonly detail: string
  readonly elapsedMs: number
}

export type Reply = Answered | Failed

/** Why a request has not left. */
export const held = 'held'
/** Reading so much more is cheaper than a new connection. */
const maxDrainBytes = 128 * 1024
/** A page that takes longer is judged by what came. */
const maxBodyMs = 6000
/** How long the unwanted rest of a body may take, for the sake of keeping the connection. */
const maxDrainMs = 1000
/** Even in an idle process, timers are a few milliseconds late. */
const noticeablyLateMs = 20

/** One request and its reply, with a timer of its own, as undici's are coarse. */
export function exchange(dispatcher: Pick<Dispatcher, 'dispatch'>, request: WireRequest, clock: Clock): Promise<Reply> {
  return new Promise((resolve) => {
    const handler = new Exchange(request, clock, resolve)
    try {
      dispatcher.dispatch(
        {
          origin: request.origin,
          path: request.path,
          method: request.method,
          headers: request.headers,
          ...(request.body !== undefined && {body: request.body}),
          // Without this undici closes the connection after every HEAD.
          reset: false,
        },
        handler,
      )
    } catch (error) {
      handler.onResponseError(undefined, error)
    }
  })
}

/** undici's handler of one request. A class, unlike elsewhere: a dozen closures a request are a fifth of what a short run allocates. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly request: WireRequest
  private readonly clock: Clock
  private readonly resolve: (reply: Reply) => void
  private readonly startedAt: number
  private status = 0
  private headers: Headers = noHeaders
  private controller: Dispatcher.DispatchController | undefined
  private reader: TextReader | undefined
  private drainedBytes = 0
  private hasRead = false
  private done = false
  private cancelTimer: () => void
  private dueMs: number
  private isLate = false

  constructor(request: WireRequest, clock: Clock, resolve: (reply: Reply) => void) {
    this.request = request
    this.clock = clock
    this.resolve = resolve
    this.startedAt = clock.now()
    this.dueMs = this.startedAt + request.timeoutMs
    this.cancelTimer = clock.after(request.timeoutMs, () => this.expire())
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.done) controller.abort(new Error('timeout'))
    else if (this.request.isHeld?.() === true) {
      this.fail({failure: 'aborted', reason: held, detail: 'its host wants to be left alone'})
      controller.abort(new Error(held))
    } else this.request.onSent?.()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return
    this.status = status
    this.headers = headers // undici guarantees lower-case names.
    const {request, clock} = this
    if (request.method === 'HEAD') return
    const wantedBytes = request.wanted(status, headers)
    if (wantedBytes === 0) {
      this.stopReading()
      return
    }
    this.reader = readText(
      headerOf(headers, 'content-encoding'),
      headerOf(headers, 'content-type') ?? '',
      wantedBytes,
      request.onChunk?.bind(request),
    )
    const leftMs = request.timeoutMs - (clock.now() - this.startedAt)
    if (leftMs <= maxBodyMs) return
    this.cancelTimer()
    this.dueMs = clock.now() + maxBodyMs
    this.cancelTimer = clock.after(maxBodyMs, () => this.expire())
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.done) return
    const {reader} = this
    this.hasRead = true
    if (reader !== undefined && !reader.full) {
      reader.push(chunk)
      if (!reader.full) return
    }
    this.drainedBytes += chunk.length
    if (this.drainedBytes > maxDrainBytes) this.cut('enough')
    else if (this.drainedBytes === chunk.length) this.stopReading()
  }

  onResponseEnd(): void {
    this.finish(false)
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: unknown): void {
    const failure = failureOf(error)
    const isUnread = failure.failure === 'protocol' && this.reader !== undefined && !this.hasRead && this.request.loose !== true
    // Whatever was wrong with the body, the status is known.
    if (this.status !== 0 && !isUnread) this.finish(true)
    else this.fail(failure)
  }

  private expire(): void {
    const lateMs = this.clock.now() - this.dueMs
    // While this process could not run, the reply may have come, and still be unread.
    if (lateMs > noticeablyLateMs && !this.isLate) {
      this.isLate = true
      this.cancelTimer = this.clock.after(lateMs, () => this.expire())
    } else if (this.status === 0) {
      this.fail({failure: 'timeout', reason: 'timeout', detail: `no answer within ${Math.round(this.request.timeoutMs)} ms`})
      this.controller?.abort(new Error('timeout'))
    } else this.cut('timeout')
  }

  /** Enough was read: a short rest is read too, so that the connection can be kept. */
  private stopReading(): void {
    const announced = Number(headerOf(this.headers, 'content-length') ?? Number.NaN)
    if (!(announced <= maxDrainBytes)) this.cut('enough')
    else {
      this.cancelTimer()
      this.cancelTimer = this.clock.after(maxDrainMs, () => this.cut('enough'))
    }
  }

  private cut(why: string): void {
    this.finish(true)
    this.controller?.abort(new Error(why))
  }

  private fail(failure: {readonly failure: Failure; readonly reason: string; readonly detail: string}): void {
    if (this.done) return
    this.done = true
    this.cancelTimer()
    this.resolve({kind: 'failure', ...failure, elapsedMs: this.clock.now() - this.startedAt})
  }

  private finish(cut: boolean): void {
    if (this.done) return
    this.done = true
    this.cancelTimer()
    const {status, headers, reader, resolve} = this
    const elapsedMs = this.clock.now() - this.startedAt
    if (reader === undefined) resolve({kind: 'response', status, headers, body: '', truncated: cut, elapsedMs})
    else {
      void reader
        .end()
        .then(({text, truncated}) => resolve({kind: 'response', status, headers, body: text, truncated: truncated || cut, elapsedMs}))
    }
  }
}

const noHeaders: Headers = {}
