/**
 * DOI names, asked at their registries and not at publishers, who turn automated visitors away.
 *
 * Crossref and DataCite give titles, authors and retractions for fifty names in one request; what neither knows is asked at doi.org, the only
 * one whose "does not exist" is final.
 *
 * Sources: DOI Handbook, "Proxy Server REST API" and "DOI RA"; Crossref REST API documentation; DataCite REST API guide.
 */
import {decoded, encodedPath} from '../core/link/address.ts'
import type {Identity} from '../core/link/identity.ts'
import type {Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {crossref, crossrefRecords, crossrefUrl, isSpoilt} from './crossref.ts'
import {datacite, dataciteRecords, dataciteUrl} from './datacite.ts'
import {doiNameAt, jsonOf, nothing, numberAt, type Response, readOne, textAt, vouched, wholeResponse} from './reply.ts'

/** A registered name says that the paper exists, not that the publisher's page does. */
function exists(identity: Identity, settlement: Omit<Settlement, 'verdict' | 'reason'>): Settlement {
  return vouched(identity, {verdict: 'ok', reason: 'registered', ...settlement}, [])
}

/** Undefined for a name that was read from a publisher's address, perhaps wrongly. */
function missing({id, mirror}: Identity): Settlement | undefined {
  return mirror === undefined ? {verdict: 'dead', reason: 'not-found', evidence: `doi.org: ${id} does not exist`} : undefined
}

const crossrefSource: Source = {
  ...crossref,
  batchSize: 50,
  // A comma ends a filter's value, and the two prefixes are DataCite's.
  accepts: ({id}) => !id.includes(',') && !id.startsWith('10.48550/') && !id.startsWith('10.5281/'),
  request: (batch, endpoint) =>
    crossrefUrl(
      batch.map(({id}) => id),
      endpoint,
    ),
  read: (batch, outcome) => (isSpoilt(outcome) ? 'split' : fromRecords(batch, crossrefRecords(outcome), 'Crossref')),
}

const dataciteSource: Source = {
  ...datacite,
  batchSize: 50,
  accepts: ({id}) => !id.includes(','),
  request: (batch, endpoint) =>
    dataciteUrl(
      batch.map(({id}) => id),
      endpoint,
    ),
  read: (batch, outcome) => fromRecords(batch, dataciteRecords(outcome), 'DataCite'),
}

function fromRecords(
  batch: readonly Identity[],
  records: ReturnType<typeof crossrefRecords>,
  who: string,
): ReadonlyMap<Identity, Settlement> {
  const settled = new Map<Identity, Settlement>()
  for (const identity of batch) {
    const facts = records?.get(identity.id)
    if (facts !== undefined)
      settled.set(identity, exists(identity, {facts, evidence: `${who}: ${identity.id} is “${facts.titles[0] ?? ''}”`}))
  }
  return settled
}

/** The DOI proxy itself. */
const doiOrg = {endpoint: 'https://doi.org', intervalMs: 550, concurrency: 1}

const agency: Source = {
  name: 'doi',
  ...doiOrg,
  batchSize: 50,
  accepts: ({id}) => !id.includes(','),
  request: (batch, endpoint) => ({
    method: 'GET',
    url: `${endpoint}/doiRA/${batch.map(({id}) => encodedPath(id)).join(',')}`,
    headers: {accept: 'application/json'},
    maxBodyBytes: 200_000,
  }),
  read(batch, outcome) {
    const response = wholeResponse(outcome)
    const rows = response && jsonOf(response.body)
    if (!Array.isArray(rows)) return nothing
    const byName = new Map(rows.map((row) => [decoded(doiNameAt(row, 'DOI') ?? ''), row]))
    const settled = new Map<Identity, Settlement>()
    for (const identity of batch) {
      const row = byName.get(decoded(identity.id))
      const agencyName = textAt(row, 'RA') ?? ''
      const settlement =
        agencyName !== '' && !/^unknown$/i.test(agencyName)
          ? exists(identity, {evidence: `doi.org: ${identity.id} is registered at ${agencyName}`})
          : textAt(row, 'status') === 'DOI does not exist'
            ? missing(identity)
            : undefined
      if (settlement !== undefined) settled.set(identity, settlement)
    }
    return settled
  },
}

const handle: Source = {
  name: 'doi-handle',
  ...doiOrg,
  batchSize: 1,
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/api/handles/${encodedPath(identity?.id ?? '')}?type=URL`,
    maxBodyBytes: 50_000,
  }),
  read: readOne(handleSettlement),
}

/** Code 1: found; 200: found without an address; 100: no such handle, with status 404. */
function handleSettlement(identity: Identity, {status, body}: Response): Settlement | undefined {
  const code = numberAt(jsonOf(body), 'responseCode')
  if (code === 100 && status === 404) return missing(identity)
  return code === 1 || code === 200 ? exists(identity, {evidence: `doi.org: ${identity.id} exists`}) : undefined
}

export const doi: Resolver = {
  name: 'doi',
  accepts: ({service, kind}) => service === 'doi' && kind === 'doi',
  sources: [crossrefSource, dataciteSource, agency, handle],
  otherwise: 'web',
}
