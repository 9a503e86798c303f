/**
 * OpenReview's notes.
 *
 * Since the summer of 2026 notes, and their pages, are behind a browser challenge for visitors who have not signed in, and the challenge
 * answers 200 for every id. Searching by title is open: the listed title is searched for, and the link's note is looked for among the results.
 * A note that is not among them may exist all the same.
 *
 * Sources: OpenReview API 2 documentation (`/notes`, `/notes/search`); openreview-py's handling of both APIs.
 */
import type {Identity} from '../core/link/identity.ts'
import type {Outcome} from '../core/probe.ts'
import type {Inquiry, PaperFacts, Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {at, jsonOf, listAt, nothing, numberAt, oneLine, textAt, vouched, wholeResponse} from './reply.ts'

/** API 2 wraps every value, API 1 does not. */
function content(note: unknown, key: string): unknown {
  const value = at(note, 'content', key)
  return at(value, 'value') ?? value
}

/**
 * `ICLR.cc/2025/Conference` is the id of an accepted paper. `…/Conference/Rejected_Submission` is not, nor are those of workshops, short papers
 * and blog posts, whose venue is another one; a venue `Submitted to …` does not say yet. Journals have an id of one part.
 */
function isAccepted(venueId: string, venue: string): boolean {
  if (venueId.startsWith('dblp.org/')) return /^dblp\.org\/(?:conf|journals\/(?!CORR))/i.test(venueId)
  return (
    /^[^/]+$|\/(?:Conference|(?:Track\/)?Datasets_and_Benchmarks(?:_Track)?(?:\/Round\d)?)$/i.test(venueId) && !/submitted/i.test(venue)
  )
}

function noteFacts(note: unknown): PaperFacts | undefined {
  const title = content(note, 'title')
  if (typeof title !== 'string') return undefined
  const names = content(note, 'authors')
  // Names as text or, since 2026, objects with a name.
  const authors = Array.isArray(names)
    ? names.flatMap((name) => (typeof name === 'string' ? name : (textAt(name, 'fullname') ?? [])) || []).map(oneLine)
    : []
  const venue = content(note, 'venue')
  const venueId = content(note, 'venueid')
  const accepted = typeof venueId === 'string' && isAccepted(venueId, typeof venue === 'string' ? venue : '')
  // API 1 has no ids of venues, and moves withdrawn papers to another invitation.
  const place = typeof venueId === 'string' ? venueId : `${typeof venue === 'string' ? venue : ''} ${textAt(note, 'invitation') ?? ''}`
  const withdrawn = /withdrawn[_ ]?submission/i.test(place)
  // A time beyond the calendar gives `NaN`.
  const year = new Date(numberAt(note, 'tcdate') ?? numberAt(note, 'cdate') ?? Number.NaN).getUTCFullYear()
  return {
    kind: 'paper',
    titles: [oneLine(title)],
    ...(authors.length > 0 && {authors}),
    ...(Number.isInteger(year) && {year}),
    ...(typeof venue === 'string' && {venue, accepted}),
    ...(withdrawn && {withdrawn: typeof venue === 'string' ? venue : ''}),
  }
}

function found(identity: Identity, note: unknown): Settlement | undefined {
  if (numberAt(note, 'ddate') !== undefined) return undefined
  const forum = textAt(note, 'forum')
  // A review or a decision in the paper's forum has its own title.
  if (forum !== undefined && forum !== textAt(note, 'id')) {
    const evidence = `OpenReview: the forum of ${identity.id} is there`
    return vouched(identity, {verdict: 'ok', reason: 'registered', evidence}, ['forum', 'pdf'])
  }
  const facts = noteFacts(note)
  const evidence = facts === undefined ? `OpenReview: ${identity.id} is there` : `OpenReview: ${identity.id} is “${facts.titles[0] ?? ''}”`
  return vouched(identity, {verdict: 'ok', reason: 'registered', ...(facts !== undefined && {facts}), evidence}, ['forum', 'pdf'])
}

/** Settles the identities whose note or forum is in an answer. A challenge or an error settles nothing. */
function readNotes(batch: readonly Identity[], outcome: Outcome): ReadonlyMap<Identity, Settlement> {
  const response = wholeResponse(outcome)
  if (response === undefined) return nothing
  const settled = new Map<Identity, Settlement>()
  const byId = new Map<string | undefined, unknown>()
  const byForum = new Map<string | undefined, unknown>()
  for (const note of listAt(jsonOf(response.body), 'notes')) {
    byId.set(textAt(note, 'id'), note)
    byForum.set(textAt(note, 'forum'), note)
  }
  for (const identity of batch) {
    const note = byId.get(identity.id) ?? byForum.get(identity.id)
    const settlement = note === undefined ? undefined : found(identity, note)
    if (settlement !== undefined) settled.set(identity, settlement)
  }
  return settled
}

function notesSource(name: string, endpoint: string): Source {
  return {
    name,
    endpoint,
    batchSize: 50,
    intervalMs: 1300,
    concurrency: 1,
    available: ({openreview: signedIn}) => signedIn,
    request: (batch, base) => ({
      method: 'GET',
      url: `${base}/notes?ids=${batch.map(({id}) => id).join(',')}`,
      headers: {accept: 'application/json'},
      secret: 'openreview',
      maxBodyBytes: 8_000_000,
    }),
    read: (batch, outcome) => (isSpoilt(outcome) && batch.length > 1 ? 'split' : readNotes(batch, outcome)),
  }
}

/** Whether a single note that is missing or hidden has made the API refuse the whole batch. */
function isSpoilt(outcome: Outcome): boolean {
  if (outcome.kind !== 'response' || ![400, 403, 404].includes(outcome.status)) return false
  return /^(?:Forbidden|NotFound|Validation|BadRequest)Error$/.test(textAt(jsonOf(outcome.body), 'name') ?? '')
}

const search: Source = {
  name: 'openreview-search',
  endpoint: 'https://api2.openreview.net',
  // A note's page and its file are one question.
  batchSize: 10,
  batchKey: ({id}) => id,
  intervalMs: 1300,
  concurrency: 1,
  accepts: (identity, hints) => hints?.titleOf(identity) !== undefined,
  request([identity], endpoint, _secrets, hints) {
    const title = identity === undefined ? undefined : hints?.titleOf(identity)
    const query = new URLSearchParams({term: title ?? '', content: 'title', source: 'forum', type: 'exact', limit: '10'})
    return {method: 'GET', url: `${endpoint}/notes/search?${query}`, headers: {accept: 'application/json'}, maxBodyBytes: 1_000_000}
  },
  read: readNotes,
}

export interface Account {
  readonly id: string
  readonly password: string
}

/** Account → token. */
export const signIn: Inquiry<Account, string> = {
  name: 'openreview',
  endpoint: 'https://api2.openreview.net',
  batchSize: 1,
  intervalMs: 0,
  concurrency: 1,
  request: ([account], endpoint) => ({
    method: 'POST',
    url: `${endpoint}/login`,
    headers: {'content-type': 'application/json', accept: 'application/json'},
    body: JSON.stringify({id: account?.id ?? '', password: account?.password ?? ''}),
    maxBodyBytes: 100_000,
  }),
  read([account], outcome) {
    const response = wholeResponse(outcome)
    const token = textAt(response && jsonOf(response.body), 'token')
    // A token with line breaks or blanks would not pass as a header.
    return account === undefined || token === undefined || !/^[\x21-\x7e]+$/.test(token) ? new Map() : new Map([[account, token]])
  },
}

export const openreview: Resolver = {
  name: 'openreview',
  accepts: ({service, kind}) => service === 'openreview' && kind === 'paper',
  sources: [notesSource('openreview', 'https://api2.openreview.net'), notesSource('openreview-v1', 'https://api.openreview.net'), search],
  otherwise: 'web',
}
