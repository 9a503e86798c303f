/**
 * Where preprints have been published.
 *
 * Semantic Scholar links preprints to publications, five hundred in one request, and is sometimes wrong. So its claim counts only if a second
 * source agrees: the authors on arXiv, whose comment is known already, or the publication's own record at Crossref or DBLP.
 */
import {agreed, announcedVenue, type KnownVenue, publicationSaid} from '../core/registry/compare-record.ts'
import type {Ask, Inquiry, PaperFacts, Publication} from '../core/registry/resolver.ts'
import {crossref, crossrefRecords, crossrefUrl, isSpoilt} from './crossref.ts'
import {dblpRecords} from './dblp.ts'
import {textAt} from './reply.ts'
import {batchProbe, batchRecords, isOfPreprint, paperOf, scholar} from './semantic-scholar.ts'

/** arXiv ids → what Semantic Scholar knows about them; null for ids that it does not know. */
export const publications: Inquiry<string, PaperFacts | null> = {
  ...scholar,
  batchSize: 500,
  request: (batch, endpoint) =>
    batchProbe(
      batch.map((id) => `ARXIV:${id}`),
      endpoint,
    ),
  read(batch, outcome) {
    const records = batchRecords(outcome, batch.length)
    if (records === undefined) return new Map()
    const found = new Map<string, PaperFacts | null>()
    for (const [index, id] of batch.entries()) {
      const record = records[index]
      if (record === null) found.set(id, null)
      else if (textAt(record, 'title') !== undefined && isOfPreprint(record, id)) found.set(id, paperOf(record))
    }
    return found
  },
}

/** DOIs → Crossref's records; null for those that it does not have. */
export const crossrefByDoi: Inquiry<string, PaperFacts | null> = {
  ...crossref,
  batchSize: 50,
  request: crossrefUrl,
  read(batch, outcome) {
    if (isSpoilt(outcome)) return 'split'
    const records = crossrefRecords(outcome)
    return records === undefined ? new Map() : new Map(batch.map((doi) => [doi, records.get(doi) ?? null]))
  },
}

/** The publication's own DOI. arXiv registers preprints under a prefix of its own, and a comma would end a filter. */
function ownDoi({doi}: PaperFacts): string[] {
  return doi === undefined || doi.startsWith('10.48550/') || doi.includes(',') ? [] : [doi]
}

interface Claim {
  readonly venue: KnownVenue
  readonly source: string
}

/**
 * Preprints → where they were published, by arXiv id; null if all sources were asked and no two agree. A preprint is missing if a source did
 * not answer. Takes three or four requests for some hundred preprints.
 */
export async function findPublications(preprints: readonly PaperFacts[], ask: Ask): Promise<ReadonlyMap<string, Publication | null>> {
  const byId = new Map(preprints.flatMap((facts) => (facts.arxiv === undefined ? [] : [[facts.arxiv, facts] as const])))
  const said = await ask(publications, [...byId.keys()])
  const found = new Map<string, Publication | null>()
  const claims = new Map<string, Claim[]>()
  const conclude = (id: string, claim: Claim | undefined): void => {
    if (claim === undefined) return
    const before = claims.get(id) ?? []
    claims.set(id, [...before, claim])
    const other = before.find(({venue}) => venue.name === claim.venue.name)
    const both = agreed(other?.venue, claim.venue)
    if (both === undefined || other === undefined) return
    const year = both.year === undefined ? {} : {year: both.year}
    found.set(id, {venue: both.name, ...year, sources: [other.source, claim.source]})
  }
  const claimOf = (source: string, preprint: PaperFacts, facts: PaperFacts | null | undefined): Claim | undefined => {
    const venue = facts ? publicationSaid(preprint, facts) : undefined
    return venue === undefined ? undefined : {venue, source}
  }
  for (const [id, preprint] of byId) {
    const announced = preprint.venue === undefined || preprint.accepted === true ? undefined : announcedVenue(preprint.venue)
    conclude(id, announced && {venue: announced, source: 'arXiv'})
    // The record's year may be that of the first version, so it is not taken for the venue's.
    const claim = claimOf('Semantic Scholar', preprint, said.get(id))
    conclude(id, claim && {...claim, venue: {name: claim.venue.name}})
  }

  const open = (id: string): boolean => !found.has(id) && (claims.get(id)?.length ?? 0) > 0
  const missing = new Set([...byId.keys()].filter((id) => !said.has(id)))
  for (const {source, inquiry, keysOf} of witnesses) {
    const asked = [...byId].flatMap(([id, preprint]) => {
      if (!open(id) && !needsYear(found.get(id))) return []
      const keys = new Set([preprint, said.get(id)].flatMap((facts) => (facts ? keysOf(facts) : [])))
      return [...keys].map((key) => ({id, preprint, key}))
    })
    if (asked.length === 0) continue
    const records = await ask(inquiry, [...new Set(asked.map(({key}) => key))])
    for (const {id, preprint, key} of asked) {
      const record = records.get(key)
      if (record === undefined) missing.add(id)
      conclude(id, withYear(claimOf(source, preprint, record), record))
    }
  }
  for (const id of byId.keys()) if (!found.has(id) && !missing.has(id)) found.set(id, null)
  return found
}

const witnesses: readonly {
  readonly source: string
  readonly inquiry: Inquiry<string, PaperFacts | null>
  keysOf(facts: PaperFacts): string[]
}[] = [
  {source: 'Crossref', inquiry: crossrefByDoi, keysOf: ownDoi},
  {source: 'DBLP', inquiry: dblpRecords, keysOf: ({dblp}) => (dblp === undefined ? [] : [dblp])},
]

function needsYear(publication: Publication | null | undefined): boolean {
  return publication != null && publication.year === undefined
}

/** A publication's own record gives the year of its volume, where the volume's name does not. */
function withYear(claim: Claim | undefined, record: PaperFacts | null | undefined): Claim | undefined {
  if (claim === undefined || claim.venue.year !== undefined || record?.year === undefined) return claim
  return {...claim, venue: {...claim.venue, year: record.year}}
}
