/** HEAD or GET: what each host has shown so far. */

import {type Headers, headerOf} from '../schedule/limits.ts'
import type {HostRow} from '../verdict/hosts.ts'
import {isHtml} from '../verdict/judge.ts'
import {isPdf, isPlain} from '../verdict/judge-page.ts'

export interface HostMemory {
  /**
   * `head`: its pages announce a length too large for an error page, so the headers tell enough. `get`: they don't.
   */
  mode: 'unknown' | 'head' | 'get'
  /** HEADs that were answered like a page, that were refused, and (`confirmed`) whose "not found" GET confirmed. */
  answered: number
  refused: number
  /** Refusals that did not say that it is HEAD which is refused, such as a 404 for a page that GET brings. */
  misleading: number
  confirmed: number
  /** HEADs that were answered "not found" before any was answered like a page. */
  missedByHead: number
  /** HEADs whose "not found" was believed without a GET. */
  believed: number
  /** GETs that brought a page, and those that didn't. */
  found: number
  missed: number
  /** The longest that a reply took. */
  slowestMs: number
  /** HEADs of files that announced a page instead, and too little about it to go by. */
  pagesAsFiles: number
  /** Where HEAD was redirected, GET was too. */
  leadsAlike: boolean
  /** Its replies break rules that undici enforces. */
  loose: boolean
  /** Requests that got through on a connection of their own after a kept one had broken. */
  rescued: number
  /** It was asked whether it serves https too. */
  secureAsked: boolean
  /** How many pages missing by http were missing by https too: -∞ once one was there, the maximum at once if nobody answers. */
  secureMisses: number
  /** It is being asked for such a page. */
  secureAsking: boolean
  /** GETs in a row that brought only errors of the host's own. */
  errorsInRow: number
  /** The page that failed last in a way that may be the host's fault, and when. */
  failedUrl: string
  failedAtMs: number
}

export function createMemory(): HostMemory {
  return {
    mode: 'unknown',
    answered: 0,
    refused: 0,
    misleading: 0,
    confirmed: 0,
    missedByHead: 0,
    believed: 0,
    found: 0,
    missed: 0,
    slowestMs: 0,
    pagesAsFiles: 0,
    leadsAlike: false,
    loose: false,
    rescued: 0,
    secureAsked: false,
    secureMisses: 0,
    secureAsking: false,
    errorsInRow: 0,
    failedUrl: '',
    failedAtMs: 0,
  }
}

/** Walls, parked domains, lost pages and empty ones are small; anything larger is a real page. */
const tellingBytes = 16 * 1024
/** Anything smaller can't be a PDF, and may be a line that says that there is none. */
const leastFileBytes = 512
/** So few pages of a host are all asked for by GET. */
const fewPages = 3
/** With so many, even the first are asked for by HEAD: a few useless HEADs cost less than pages read for nothing. */
const manyPages = 16
const mostPagesAsFiles = 2

/** @param pages how many pages of the host are in the list */
export function methodFor(memory: HostMemory, row: HostRow | undefined, file: boolean, pages: number): 'HEAD' | 'GET' {
  if (refusesHead(memory) || memory.errorsInRow >= fewErrors) return 'GET'
  if (row?.head === true || memory.mode === 'head') return 'HEAD'
  if (lacksAll(memory)) return 'GET'
  if (file && memory.pagesAsFiles < mostPagesAsFiles) return 'HEAD'
  if (memory.mode === 'get' || pages <= fewPages) return 'GET'
  return pages >= manyPages ? 'HEAD' : 'GET'
}

/** Do the headers of a good reply tell enough, without the body? */
export function tellsEnough(headers: Headers): boolean {
  const length = headerOf(headers, 'content-length')
  if (!isHtml(headers)) return length === undefined || Number(length) >= leastFileBytes || !(isPdf(headers) || isPlain(headers))
  return length !== undefined && Number(length) >= tellingBytes
}

/** Learns from a good reply, to either method. */
export function learnGood(memory: HostMemory, method: string, headers: Headers): void {
  memory.errorsInRow = 0
  if (method === 'HEAD') memory.answered++
  if (memory.mode === 'get' && method === 'GET') return
  memory.mode = tellsEnough(headers) ? 'head' : 'get'
}

/** Learns from a "not found" to HEAD. */
export function learnMissing(memory: HostMemory): void {
  if (memory.answered === 0) memory.missedByHead++
}

/** After so many, a host that has answered no HEAD like a page may have none left, and each HEAD only brings a GET. */
const mostMissedByHead = 4

/** Has HEAD found nothing but missing pages? Then it saves nothing. */
function lacksAll({answered, missedByHead}: HostMemory): boolean {
  return answered === 0 && missedByHead >= mostMissedByHead
}

/** Statuses that say that HEAD itself is refused. */
const refusesMethod = (status: number | 'nothing'): boolean => status === 405 || status === 501

/** Learns from a reply to HEAD whether HEAD itself is refused. */
export function learnMethod(memory: HostMemory, headStatus: number): void {
  if (refusesMethod(headStatus)) memory.refused++
}

/** Learns that GET works where HEAD didn't, which got this status or no answer. */
export function learnRefused(memory: HostMemory, head: number | 'nothing'): void {
  if (refusesMethod(head)) return
  memory.refused++
  memory.misleading++
}

/** Does the host refuse HEAD? One failure among many pages is that page's own, unless it says that HEAD itself is refused. */
function refusesHead({refused, misleading, answered}: HostMemory): boolean {
  return (refused >= 2 && refused * 4 > answered) || (refused > misleading && answered === 0)
}

/** After so many good replies to HEAD, a host's "not found" is believed without a GET, but only so often. */
const provenBy = 12
const mostBelieved = 3

/** May a "not found" to HEAD be believed? Only from hosts that are known to be honest, or have proved it. */
export function isHonest(memory: HostMemory, row: HostRow | undefined): boolean {
  if (row?.head === true) return true
  if (memory.misleading > 0) return false
  return memory.confirmed > 0 ? memory.answered > 0 : memory.answered >= provenBy && memory.believed < mostBelieved
}

/** Will a few more replies show whether the host is honest? Then a "not found" waits for them instead of being checked by GET. */
export function mayProveHonest(memory: HostMemory, pages: number): boolean {
  return pages >= manyPages && memory.misleading === 0 && memory.believed < mostBelieved && !lacksAll(memory)
}

/** Has it given any good reply? */
export function hasAnswered(memory: HostMemory): boolean {
  return memory.found + memory.answered > 0
}

/** Waiting longer is mostly useless: a host that ignores HEAD answers GET at once, and one that drops a request takes the next. */
export const hangMs = 8000
/** Unless it has been nearly as slow as that before. */
const ofSlowest = 4

/** How long a first try may take, in milliseconds: some of the time is kept for another if the host has been much faster. */
export function firstTryMs(memory: HostMemory): number {
  return hasAnswered(memory) ? Math.max(hangMs, ofSlowest * memory.slowestMs) : Number.POSITIVE_INFINITY
}

/** No GET has brought a page yet, though some were tried: then a good reply to HEAD proves nothing. */
export function isContradicted(memory: HostMemory): boolean {
  return memory.missed > 0 && memory.found === 0
}

/** After so many errors in a row, HEAD would only bring another one. */
const fewErrors = 4
