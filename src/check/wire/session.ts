/**
 * HTTP/2 with a session for each request, for hosts that say with a session's last reply that it ends, as nginx does after some number of
 * them: undici drops whatever is under way when it hears that.
 */
import type {ClientHttp2Session} from 'node:http2'
import type {buildConnector, Dispatcher} from 'undici'

export function createSessionDispatcher(connect: buildConnector.connector): Pick<Dispatcher, 'dispatch'> & {destroy(): void} {
  const sessions = new Set<ClientHttp2Session>()
  return {
    dispatch({origin = '', path, method, headers}, handler) {
      const {protocol, hostname, host, port} = new URL(String(origin))
      let session: ClientHttp2Session | undefined
      let ended = false
      const end = (): void => {
        ended = true
        session?.destroy()
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
      const broken = (): void => fail(Object.assign(new Error('it ended before all had come'), {code: 'ECONNRESET'}))
      connect({protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port}, (error, connected) => {
        // undici leaves the socket out where there is none, whatever its types say.
        if (connected == null) {
          fail(error ?? new Error('no connection'))
          return
        }
        if (ended) {
          connected.destroy()
          return
        }
        const opened = process.getBuiltinModule('node:http2').connect(String(origin), {createConnection: () => connected})
        session = opened
        sessions.add(opened)
        opened.on('error', fail).on('close', () => {
          sessions.delete(opened)
          broken()
        })
        handler.onRequestStart?.(controller, undefined)
        const stream = opened.request({...(headers as Record<string, string>), ':method': method, ':path': path}, {endStream: true})
        let hasHead = false
        stream
          .on('response', ({':status': status = 0, ...told}) => {
            hasHead = true
            if (!ended) handler.onResponseStart?.(controller, status, Object.fromEntries(Object.entries(told)))
          })
          .on('data', (chunk: Buffer) => {
            if (!ended) handler.onResponseData?.(controller, chunk)
          })
          .on('end', () => {
            // One that was broken off ends, too.
            if (ended || !hasHead || stream.aborted) return
            end()
            handler.onResponseEnd?.(controller, {})
          })
          .on('error', fail)
          .on('close', broken)
      })
      return true
    },
    destroy() {
      for (const session of sessions) session.destroy()
    },
  }
}
