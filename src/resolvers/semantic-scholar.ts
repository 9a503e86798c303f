/**
 * Semantic Scholar: five hundred ids in one request, and the only service that says in bulk where preprints were published.
 *
 * A paper that it does not know may exist all the same. Source: Semantic Scholar Graph API documentation, `POST /paper/batch`.
 */
import {parseArxivId} from '../core/link/arxiv-id.ts'
import type {Identity} from '../core/link/identity.ts'
import type {Outcome, Probe} from '../core/probe.ts'
import type {Etiquette, PaperFacts, Resolver, Settlement} from '../core/registry/resolver.ts'
import {jsonOf, listAt, nothing, numberAt, plainTitle, textAt, vouched, wholeResponse} from './reply.ts'

const wanted = 'title,year,venue,publicationVenue,externalIds,authors'

export const scholar: Etiquette = {
  name: 'semanticscholar',
  endpoint: 'https://api.semanticscholar.org',
  intervalMs: 3100,
  concurrency: 1,
  // A third of the requests without a key are refused, as all clients without one share an allowance.
  againAfterMs: 10_000,
  // A gateway reports the limit in the body, whatever the status.
  isRefusal: ({body}) => body.length < 500 && textAt(jsonOf(body), 'code') === '429',
}

export function batchProbe(ids: readonly string[], endpoint: string): Probe {
  return {
    method: 'POST',
    url: `${endpoint}/graph/v1/paper/batch?fields=${wanted}`,
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({ids}),
    secret: 'semanticscholar',
    maxBodyBytes: 10_000_000,
  }
}

/** The records of an answer, in the order of the questions; undefined for anything but a proper answer. */
export function batchRecords(outcome: Outcome, count: number): readonly unknown[] | undefined {
  const response = wholeResponse(outcome)
  const rows = response && jsonOf(response.body)
  if (!Array.isArray(rows) || rows.length !== count) return undefined
  return rows
}

export function readBatch(
  batch: readonly Identity[],
  outcome: Outcome,
  settle: (identity: Identity, record: unknown) => Settlement | undefined,
): ReadonlyMap<Identity, Settlement> {
  const records = batchRecords(outcome, batch.length)
  if (records === undefined) return nothing
  const settled = new Map<Identity, Settlement>()
  batch.forEach((identity, index) => {
    const record = records[index]
    const settlement = textAt(record, 'title') === undefined ? undefined : settle(identity, record)
    if (settlement !== undefined) settled.set(identity, settlement)
  })
  return settled
}

/** Rows come in the order of the questions; one with another paper's arXiv id is in the wrong place. */
export function isOfPreprint(record: unknown, id: string): boolean {
  const told = textAt(record, 'externalIds', 'ArXiv')
  return told === undefined || (parseArxivId(told)?.id ?? told).toLowerCase() === id.toLowerCase()
}

/** A DBLP key of a conference or journal means a publication; CoRR is arXiv again. */
function isPublished(record: unknown): boolean {
  const key = textAt(record, 'externalIds', 'DBLP') ?? ''
  const doi = textAt(record, 'externalIds', 'DOI') ?? ''
  return (
    /^(?:conf|journals)\/(?!corr\/)/.test(key) ||
    (doi !== '' && !doi.startsWith('10.48550/') && textAt(record, 'externalIds', 'ACL') !== undefined)
  )
}

export function paperOf(record: unknown): PaperFacts {
  const venue = textAt(record, 'publicationVenue', 'name') ?? textAt(record, 'venue')
  const year = numberAt(record, 'year')
  const doi = textAt(record, 'externalIds', 'DOI')
  const arxiv = textAt(record, 'externalIds', 'ArXiv')
  const dblp = textAt(record, 'externalIds', 'DBLP')
  const authors = listAt(record, 'authors').flatMap((author) => textAt(author, 'name') ?? [])
  const published = isPublished(record)
  return {
    kind: 'paper',
    titles: [plainTitle(textAt(record, 'title') ?? '')],
    ...(authors.length > 0 && {authors}),
    ...(year !== undefined && {year}),
    ...(published && venue !== undefined && venue !== '' && !/^arxiv/i.test(venue) && {venue, accepted: true}),
    ...(doi !== undefined && {doi: doi.toLowerCase()}),
    ...(arxiv !== undefined && {arxiv}),
    ...(published && dblp !== undefined && {dblp}),
  }
}

export const semanticscholar: Resolver = {
  name: 'semanticscholar',
  accepts: ({service, kind}) => service === 'semanticscholar' && kind === 'paper',
  sources: [
    {
      ...scholar,
      batchSize: 500,
      request: (batch, endpoint) =>
        batchProbe(
          batch.map(({id}) => id),
          endpoint,
        ),
      read: (batch, outcome) =>
        readBatch(batch, outcome, (identity, record) => {
          const facts = paperOf(record)
          const evidence = `Semantic Scholar: ${identity.id} is “${facts.titles[0] ?? ''}”`
          return vouched(identity, {verdict: 'ok', reason: 'registered', facts, evidence}, [])
        }),
    },
  ],
  otherwise: 'web',
}
