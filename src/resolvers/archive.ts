/**
 * Copies of dead pages in the Internet Archive, and of dead repositories in Software Heritage. Asked only about dead links; no answer means nothing.
 *
 * Sources: Wayback Machine APIs, "Availability JSON API", and its batch form as the Archive's own bot sends it; Software Heritage Web API.
 */
import type {Inquiry} from '../core/registry/resolver.ts'
import {at, jsonOf, listAt, numberAt, textAt, wholeResponse} from './reply.ts'

export interface LostPage {
  readonly url: string
  /** When it was alive, as far as is known: ISO date. The nearest capture is taken. */
  readonly date?: string
}

export interface Capture {
  /** Address of the copy, https. */
  readonly url: string
  /** ISO date, e.g. `2021-06-01`. */
  readonly date: string
}

function captureOf(snapshots: unknown): Capture | undefined {
  const closest = at(snapshots, 'closest')
  const url = textAt(closest, 'url')
  const stamp = textAt(closest, 'timestamp') ?? ''
  const status = String(textAt(closest, 'status') ?? numberAt(closest, 'status'))
  if (url === undefined || at(closest, 'available') !== true || !/^2\d\d$/.test(status) || !/^\d{8}/.test(stamp)) return undefined
  if (!/^https?:\/\/web\.archive\.org\/web\//.test(url)) return undefined
  return {url: url.replace(/^http:/, 'https:'), date: `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`}
}

function stampOf(date: string | undefined): string {
  return date === undefined ? '' : `&timestamp=${date.replaceAll('-', '').slice(0, 8)}`
}

/** Many pages in one request. This form is undocumented, so what it leaves open goes to `waybackSingle`. */
export const waybackBatch: Inquiry<LostPage, Capture> = {
  name: 'wayback',
  endpoint: 'https://archive.org',
  batchSize: 50,
  intervalMs: 5100,
  concurrency: 1,
  request: (batch, endpoint) => ({
    method: 'POST',
    url: `${endpoint}/wayback/available`,
    headers: {'wayback-api-version': '2', 'content-type': 'application/x-www-form-urlencoded'},
    body: batch
      .map(({url, date}, index) => `url=${encodeURIComponent(url)}${stampOf(date)}&closest=either&statuscodes=200&tag=${index}`)
      .join('\n'),
    maxBodyBytes: 500_000,
  }),
  read(batch, outcome) {
    const captures = new Map<LostPage, Capture>()
    const response = wholeResponse(outcome)
    for (const result of listAt(response && jsonOf(response.body), 'results')) {
      const tag = String(textAt(result, 'tag') ?? numberAt(result, 'tag'))
      const page = /^\d+$/.test(tag) ? batch[Number(tag)] : undefined
      const capture = captureOf(at(result, 'archived_snapshots'))
      if (page !== undefined && capture !== undefined) captures.set(page, capture)
    }
    return captures
  },
}

export const waybackSingle: Inquiry<LostPage, Capture> = {
  name: 'wayback-single',
  endpoint: 'https://archive.org',
  batchSize: 1,
  intervalMs: 5100,
  concurrency: 1,
  mostRequests: 10,
  request: ([page], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/wayback/available?url=${encodeURIComponent(page?.url ?? '')}${stampOf(page?.date)}`,
    maxBodyBytes: 50_000,
  }),
  read([page], outcome) {
    const response = wholeResponse(outcome)
    const capture = captureOf(at(response && jsonOf(response.body), 'archived_snapshots'))
    return page === undefined || capture === undefined ? new Map() : new Map([[page, capture]])
  },
}

/** A repository's address (`https://github.com/o/r`) → where its archived files can be read. */
export const softwareHeritage: Inquiry<string, Capture> = {
  name: 'softwareheritage',
  endpoint: 'https://archive.softwareheritage.org',
  batchSize: 1,
  intervalMs: 1050,
  concurrency: 1,
  // 120 requests an hour are allowed without signing in.
  mostRequests: 30,
  request: ([origin], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/api/1/origin/${origin ?? ''}/visit/latest/?require_snapshot=true`,
    headers: {accept: 'application/json'},
    maxBodyBytes: 50_000,
  }),
  read([origin], outcome) {
    const response = wholeResponse(outcome)
    const visit = response && jsonOf(response.body)
    const date = textAt(visit, 'date')
    if (origin === undefined || date === undefined || !/^\d{4}-\d\d-\d\d/.test(date) || textAt(visit, 'snapshot') === undefined)
      return new Map()
    const url = `https://archive.softwareheritage.org/browse/origin/directory/?origin_url=${encodeURIComponent(origin)}`
    return new Map([[origin, {url, date: date.slice(0, 10)}]])
  },
}
