/** What a visit's evidence says: lines of what was asked and what came back. */

import {locationOf} from '../schedule/limits.ts'
import type {Reply} from '../wire/fetch.ts'
import type {Visit} from './plan.ts'

const mostSharedLines = 2000

/** Keeps equal lines of evidence once: most links have the same few. */
export function createLines(): (line: string) => string {
  const lines = new Map<string, string>()
  return (line) => {
    const known = lines.get(line)
    if (known !== undefined) return known
    if (lines.size < mostSharedLines) lines.set(line, line)
    return line
  }
}

/** A line of evidence: what was asked and what came back. The link's own address is left out. */
export function lineOf(share: (line: string) => string, visit: Visit, method: string, reply: Reply): string {
  const tookMs = Math.round(reply.elapsedMs)
  const what = visit.steps === undefined ? method : `${method} ${visit.url}`
  if (reply.kind === 'failure') return `${what}: ${reply.reason} after ${tookMs} ms (${reply.detail})`
  const location = reply.status >= 300 && reply.status < 400 ? locationOf(reply.headers) : undefined
  const leads = location === undefined ? '' : `, leads to ${location.slice(0, 500)}`
  const line = `${what}: ${reply.status} after ${tookMs} ms${leads}`
  return visit.steps === undefined && location === undefined ? share(line) : line
}
