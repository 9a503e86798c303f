/** A connection of its own for each request without a body, whatever protocol is spoken on it. */
import type {Socket} from 'node:net'
import type {buildConnector, Dispatcher} from 'undici'

/** A request and its reply, once there is a connection for them. */
export interface Talk {
  /** Scheme, name and port of who is asked. */
  readonly origin: URL
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly handler: Dispatcher.DispatchHandler
  readonly controller: Dispatcher.DispatchController
  /** Whether nobody waits for the reply any more. */
  isOver(): boolean
  /** The reply is complete. */
  complete(): void
  fail(error: Error): void
  /** The connection ended before the reply was complete. */
  broken(): void
}

/** What is closed when the reply is complete or given up. */
interface Connection {
  destroy(): void
  once(event: 'close', listener: () => void): unknown
}

/** @param speak sends the request on a connection, and hands what comes back to the talk's handler */
export function createLoneDispatcher(
  connect: buildConnector.connector,
  speak: (socket: Socket, talk: Talk) => Connection,
): Pick<Dispatcher, 'dispatch'> & {destroy(): void} {
  const open = new Set<Connection>()
  return {
    dispatch({origin: asked = '', path, method, headers}, handler) {
      const origin = new URL(String(asked))
      const {protocol, hostname, host, port} = origin
      let connection: Connection | undefined
      let ended = false
      const end = (): void => {
        ended = true
        connection?.destroy()
      }
      const controller: Dispatcher.DispatchController = {
        aborted: false,
        paused: false,
        reason: null,
        abort: end,
        pause() {},
        resume() {},
      }
      const fail = (error: Error): void => {
        if (ended) return
        end()
        handler.onResponseError?.(controller, error)
      }
      const talk: Talk = {
        origin,
        method,
        path,
        headers: headers as Record<string, string>,
        handler,
        controller,
        isOver: () => ended,
        complete() {
          if (ended) return
          end()
          handler.onResponseEnd?.(controller, {})
        },
        fail,
        broken: () => fail(Object.assign(new Error('it ended before everything had arrived'), {code: 'ECONNRESET'})),
      }
      connect({protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port}, (error, socket) => {
        // undici leaves the socket out if there is none, whatever its types say.
        if (socket == null) {
          fail(error ?? new Error('no connection'))
          return
        }
        if (ended) {
          socket.destroy()
          return
        }
        const made = speak(socket, talk)
        connection = made
        open.add(made)
        made.once('close', () => open.delete(made))
      })
      return true
    },
    destroy() {
      for (const connection of open) connection.destroy()
    },
  }
}
