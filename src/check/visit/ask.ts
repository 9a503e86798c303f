/** One request of a visit: how it is made, and what it teaches about its host before the reply is judged. */
import type {Clock} from '../schedule/clock.ts'
import type {HostState} from '../schedule/host.ts'
import type {HostRow} from '../verdict/hosts.ts'
import type {FragmentReader} from '../verdict/page.ts'
import {withOwn} from '../wire/cookies.ts'
import {held} from '../wire/exchange.ts'
import type {Reply} from '../wire/fetch.ts'
import {remapped} from '../wire/remap.ts'
import {type BesideOptions, ownHeadersFor} from './beside.ts'
import {conditionOf} from './condition.ts'
import {lineOf} from './evidence.ts'
import {firstTryMs, type HostMemory, hangMs, methodFor} from './methods.ts'
import {isFile, type Visit} from './plan.ts'
import {seek, wholePage} from './reading.ts'
import type {Refusals} from './refusals.ts'

export interface Asked {
  readonly method: string
  /** Who was asked. */
  readonly origin: string
  readonly reply: Reply
  /** What looked for fragments, if there were any to look for. */
  readonly reader: FragmentReader | undefined
  /** The request asked whether the page has changed. */
  readonly conditional: boolean
  /** It had a connection of its own. */
  readonly fresh: boolean
}

/** A request that was made, with its page, its host and what is known about them. */
export interface Exchange {
  readonly visit: Visit
  readonly host: HostState<unknown>
  readonly row: HostRow | undefined
  readonly memory: HostMemory
  readonly asked: Asked
}

export interface PageAskerOptions extends BesideOptions {
  readonly clock: Clock
  /** How many pages of the host are in the list. */
  pagesOf(host: string): number
  /** The fragments, as written, that a visit has to look for. */
  fragmentsOf(visit: Visit): readonly string[]
}

export type Ask = (
  visit: Visit,
  row: HostRow | undefined,
  memory: HostMemory,
  onSent: () => void,
  isHeld: () => boolean,
) => Promise<Asked | undefined>

/** Once so many requests got through only on a connection of their own, all of the host's get one. */
const mostRescued = 2

/**
 * Asks; undefined if the request has not left, as its host wanted to be left alone by the time when it had a connection.
 *
 * @param share makes equal lines of evidence one string in memory
 * @param common headers of every request
 */
export function createPageAsker(
  context: PageAskerOptions,
  refusals: Refusals,
  share: (line: string) => string,
  common: Readonly<Record<string, string>>,
): Ask {
  const {options, clock} = context

  const headersFor = (visit: Visit): Record<string, string> => {
    const own = ownHeadersFor(visit, visit.url, visit.host, options)
    const cookie = visit.cookies?.headerFor(visit.url)
    const authorization = visit.authorization?.origin === visit.origin ? visit.authorization.value : undefined
    if (own === undefined && cookie === undefined && authorization === undefined) return common
    const cookies = withOwn(cookie, own?.['cookie'])
    return {...common, ...(authorization !== undefined && {authorization}), ...own, ...(cookies !== undefined && {cookie: cookies})}
  }

  return async (visit, row, memory, onSent, isHeld) => {
    const {origin, path} = remapped(visit, options)
    const method = visit.needsBody ? 'GET' : methodFor(memory, row, isFile(path), context.pagesOf(visit.host))
    const fragments = visit.hasFragment && row?.scriptFragments !== true ? context.fragmentsOf(visit) : []
    // Fragments have to be looked for in the page itself.
    const conditional = method === 'GET' && visit.validators !== undefined && visit.steps === undefined && !visit.hasFragment
    const sought = fragments.length === 0 ? undefined : seek(fragments)
    const headers = conditional ? {...headersFor(visit), ...conditionOf(visit.validators)} : headersFor(visit)
    const mostMs = method === 'HEAD' ? Math.min(visit.budgetMs / 2, hangMs) : visit.budgetMs
    const timeoutMs = visit.tries === 0 ? Math.min(mostMs, firstTryMs(memory)) : mostMs
    const wire = await context.wire()
    const loose = visit.loose === true || memory.loose
    const fresh = visit.fresh === true || memory.rescued >= mostRescued
    const reply = await wire.send({method, origin, path, headers, timeoutMs, onSent, isHeld, loose, fresh, ...(sought ?? wholePage)})
    if (reply.kind === 'failure' && reply.reason === held) return undefined
    if (visit.loose === true && reply.kind === 'response') {
      memory.loose = true
      delete visit.loose
    }
    if (visit.fresh === true && reply.kind === 'response') {
      memory.rescued++
      delete visit.fresh
    }
    visit.requests++
    visit.budgetMs -= reply.elapsedMs
    visit.durationMs += reply.elapsedMs
    context.onRequest(visit, lineOf(share, visit, method, reply), reply.kind === 'response' ? reply.headers : undefined)
    if (reply.kind === 'failure' && reply.failure === 'refused') refusals.add(origin, clock.now())
    else if (reply.kind === 'response') {
      refusals.answer(origin)
      memory.slowestMs = Math.max(memory.slowestMs, reply.elapsedMs)
    }
    // The host closed a connection that it had offered to keep: others may be closed, too.
    if (reply.kind === 'failure' && reply.failure === 'reset') {
      wire.release(origin)
      visit.fresh = true
    }
    return {method, origin, reply, reader: sought?.reader, conditional, fresh}
  }
}
