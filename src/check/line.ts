/** The run's line to the network: opened by its first request, and watched for being down. */

import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './environment.ts'
import type {Clock} from './schedule/clock.ts'
import {connectMsFor, slotsOf} from './schedule/slots.ts'
import {createWire, type Wire} from './wire/fetch.ts'
import type {Names} from './wire/names.ts'
import {type ProxyWatch, proxyWatch} from './wire/proxy.ts'

export interface Line {
  /** The wire, which the first call opens. */
  open(): Promise<Wire>
  /** Why nothing can be reached by its name, for the user; undefined while something may be. */
  outage(): string | undefined
  /** Ends connections: at once, or those that are still being made. */
  close(atOnce: boolean): void
}

export interface LineContext {
  readonly options: CheckOptions
  readonly environment: CheckEnvironment
  /** Must outlast the run, as connections do. */
  readonly clock: Clock
  readonly names: Names
  onRequest(): void
}

export function createLine({options, environment, clock, names, onRequest}: LineContext): Line {
  const {allowPrivate, insecure} = options
  let wire: Promise<Wire> | undefined
  let watch: ProxyWatch | undefined

  const opened = async (): Promise<Wire> => {
    const env = environment.env ?? process.env
    const bare = await createWire({names, clock, allowPrivate, insecure, env, connectMs: connectMsFor(options), connectionsFor: slotsOf})
    const {proxy} = bare
    if (proxy !== undefined) {
      watch = proxyWatch(proxy)
      if (!allowPrivate)
        environment.onWarning?.(`Requests go through the proxy ${proxy}, so names that lead to private addresses can't be refused here`)
    }
    const see = watch?.see
    return {
      ...bare,
      send(request) {
        onRequest()
        const reply = bare.send(request)
        return see === undefined ? reply : reply.then(see)
      },
    }
  }

  return {
    open: () => (wire ??= opened()),
    outage() {
      if (names.offline) return 'No host name resolves: this machine seems to be offline'
      return watch?.isGone() === true ? 'The proxy refuses all connections' : undefined
    },
    close(atOnce) {
      void wire?.then((line) => (atOnce ? line.close() : line.letGo()))
    },
  }
}
