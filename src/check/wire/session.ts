/**
 * HTTP/2 with a session for each request, for hosts that announce a session's end along with its last reply, as nginx does after some
 * number of requests: undici then drops whatever is under way.
 */
import type {buildConnector} from 'undici'
import {createLoneDispatcher} from './alone.ts'

export function createSessionDispatcher(connect: buildConnector.connector): ReturnType<typeof createLoneDispatcher> {
  return createLoneDispatcher(connect, (socket, {origin, method, path, headers, handler, controller, isOver, complete, fail, broken}) => {
    const session = process.getBuiltinModule('node:http2').connect(origin.origin, {createConnection: () => socket})
    session.on('error', fail).on('close', broken)
    handler.onRequestStart?.(controller, undefined)
    const stream = session.request({...headers, ':method': method, ':path': path}, {endStream: true})
    let hasHead = false
    stream
      .on('response', ({':status': status = 0, ...told}) => {
        hasHead = true
        if (!isOver()) handler.onResponseStart?.(controller, status, Object.fromEntries(Object.entries(told)))
      })
      .on('data', (chunk: Buffer) => {
        if (!isOver()) handler.onResponseData?.(controller, chunk)
      })
      .on('end', () => {
        // A stream that was broken off ends too.
        if (hasHead && !stream.aborted) complete()
      })
      .on('error', fail)
      .on('close', broken)
    return session
  })
}
