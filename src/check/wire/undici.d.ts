/** The parts of undici that are loaded on their own: all of it would take 30 ms more at every start (measured on Node.js 20 and 24). */
declare module 'undici/lib/dispatcher/pool.js' {
  export {Pool as default} from 'undici'
}

declare module 'undici/lib/dispatcher/env-http-proxy-agent.js' {
  export {EnvHttpProxyAgent as default} from 'undici'
}

declare module 'undici/lib/api/api-request.js' {
  import type {Dispatcher} from 'undici'
  export default function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions & {origin: string; path: string; method: string},
  ): Promise<Dispatcher.ResponseData>
}

declare module 'undici/lib/api/api-connect.js' {
  import type {Dispatcher} from 'undici'
  export default function connect(this: Dispatcher, options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>
}

declare module 'undici/lib/core/connect.js' {
  import type {Socket} from 'node:net'
  import type {buildConnector} from 'undici'
  /** The socket that is being connected is returned, which undici's own types leave out. */
  export default function build(
    options?: buildConnector.BuildOptions,
  ): (options: buildConnector.Options, callback: buildConnector.Callback) => Socket
}
