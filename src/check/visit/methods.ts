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
  /** HEADs answered like a page, refused, and confirmed by GET as missing. */
  answered: number
  refused: number
  /** Refusals that claimed something else than that HEAD is not served. */
  lied: number
  confirmed: number
  /** "Not found" to HEAD that was believed. */
  believed: number
  /** GETs that brought a page, and those that didn't. */
  found: number
  missed: number
  /** Addresses of files at which HEAD told of a page instead, too little of it to go by. */
  pagesAsFiles: number
  /** Its replies break rules that undici holds them to. */
  loose: boolean
  /** Requests that got through on a connection of their own, after one that was kept had broken. */
  rescued: number
  /** It was asked whether it serves https too. */
  secureAsked: boolean
  /** Pages that https had no more than http, in as many questions; below zero where it had one, beyond counting where nobody answers. */
  secureInVain: number
  /** It is being asked for one. */
  secureAsking: boolean
  /** GETs in a row for which it had nothing but errors of its own, and since when. */
  down: number
  downSinceMs: number
  /** The page that failed last, by a fault that may be its host's, and when. */
  failedUrl: string
  failedAtMs: number
}

export function createMemory(): HostMemory {
  return {
    mode: 'unknown',
    answered: 0,
    refused: 0,
    lied: 0,
    confirmed: 0,
    believed: 0,
    found: 0,
    missed: 0,
    pagesAsFiles: 0,
    loose: false,
    rescued: 0,
    secureAsked: false,
    secureInVain: 0,
    secureAsking: false,
    down: 0,
    downSinceMs: 0,
    failedUrl: '',
    failedAtMs: 0,
  }
}

/** Walls, parked domains, lost pages and empty ones are small; what announces more is a page. */
const tellingBytes = 16 * 1024
/** What announces less can't be a PDF, and may be a line that says that there is none. */
const leastFileBytes = 512
/** So few pages are all read. */
const fewPages = 3
/** Of so many the first few are asked by HEAD at once: a page read in vain costs more there than some HEADs in vain. */
const manyPages = 16
const mostPagesAsFiles = 2

/** @param pages how many pages of the host are in the list */
export function methodFor(memory: HostMemory, row: HostRow | undefined, file: boolean, pages: number): 'HEAD' | 'GET' {
  if (refusesHead(memory) || memory.down >= fewErrors) return 'GET'
  if (row?.head === true || memory.mode === 'head') return 'HEAD'
  if (file && memory.pagesAsFiles < mostPagesAsFiles) return 'HEAD'
  if (memory.mode === 'get' || pages <= fewPages) return 'GET'
  return pages >= manyPages ? 'HEAD' : 'GET'
}

/** Do the headers of a good reply to HEAD leave nothing to be asked? */
export function tellsEnough(headers: Headers): boolean {
  const length = headerOf(headers, 'content-length')
  if (!isHtml(headers)) return length === undefined || Number(length) >= leastFileBytes || !(isPdf(headers) || isPlain(headers))
  return length !== undefined && Number(length) >= tellingBytes
}

/** Learns from a good reply, to either method. */
export function learnGood(memory: HostMemory, method: string, headers: Headers): void {
  memory.down = 0
  if (method === 'HEAD') memory.answered++
  if (memory.mode === 'get' && method === 'GET') return
  memory.mode = tellsEnough(headers) ? 'head' : 'get'
}

/** Statuses that say that it is HEAD which is refused. */
const refusesMethod = (status: number | undefined): boolean => status === 405 || status === 501

/** Learns from a reply to HEAD that says so. */
export function learnMethod(memory: HostMemory, headStatus: number): void {
  if (refusesMethod(headStatus)) memory.refused++
}

/** Learns that GET works where HEAD didn't: it was answered with this status, or not at all. */
export function learnRefused(memory: HostMemory, headStatus: number | undefined): void {
  if (refusesMethod(headStatus)) return
  memory.refused++
  memory.lied++
}

/** One page in a crowd that refuses HEAD is that page's matter, unless it says that HEAD is what it refuses. */
function refusesHead({refused, lied, answered}: HostMemory): boolean {
  return (refused >= 2 && refused * 4 > answered) || (refused > lied && answered === 0)
}

/** So many good replies to HEAD speak for a host, though for no more than so many of its "not found" unseen by GET. */
const provenBy = 12
const mostBelieved = 3

/** May a "not found" to HEAD be believed? Only of hosts that are known to be honest, or have shown themselves so. */
export function isHonest(memory: HostMemory, row: HostRow | undefined): boolean {
  if (row?.head === true) return true
  if (memory.lied > 0) return false
  return memory.confirmed > 0 ? memory.answered > 0 : memory.answered >= provenBy && memory.believed < mostBelieved
}

/** Will some more replies show whether the host is honest? Then a "not found" had better wait for them than be asked again. */
export function mayProveHonest(memory: HostMemory, pages: number): boolean {
  return pages >= manyPages && memory.lied === 0 && memory.believed < mostBelieved
}

/** Has it had anything good to say? */
export function hasAnswered(memory: HostMemory): boolean {
  return memory.found + memory.answered > 0
}

/** No GET has brought a page yet, though some were tried: then a good reply to HEAD proves nothing. */
export function isContradicted(memory: HostMemory): boolean {
  return memory.missed > 0 && memory.found === 0
}

/** So many errors in a row, and HEAD would bring another one. */
const fewErrors = 4
/** So many of them, over such a time, are no moment's weakness. */
const manyErrors = 8
const longDownMs = 1000

export function learnDown(memory: HostMemory, nowMs: number): void {
  if (memory.down++ === 0) memory.downSinceMs = nowMs
}

/** Has the host had nothing but errors for a while? Then no page is asked for again: its turn has come only now. */
export function isDown({down, downSinceMs}: HostMemory, nowMs: number): boolean {
  return down >= manyErrors && nowMs - downSinceMs >= longDownMs
}
