/**
 * DBLP's records by key, many in one request. Its pages and its search are behind a browser challenge, its SPARQL service is open.
 *
 * Source: the schema and the query service of the dblp knowledge graph.
 */
import type {Inquiry, PaperFacts} from '../core/registry/resolver.ts'
import {at, jsonOf, listAt, plainTitle, textAt, wholeResponse} from './reply.ts'

const records = 'https://dblp.org/rec/'

/** Keys that can stand within an IRI: nothing in them could end it. */
const safeKey = /^(?:conf|journals)\/[\w.-]+\/[\w.-]+$/

function query(keys: readonly string[]): string {
  const values = keys.map((key) => `<${records}${key}>`).join(' ')
  return `PREFIX dblp: <https://dblp.org/rdf/schema#>
SELECT ?pub ?title ?venue ?year ?author WHERE {
  VALUES ?pub { ${values} }
  ?pub dblp:title ?title .
  OPTIONAL { ?pub dblp:publishedIn ?venue }
  OPTIONAL { ?pub dblp:yearOfPublication ?year }
  OPTIONAL { ?pub dblp:hasSignature ?signature . ?signature dblp:signatureOrdinal 1 ; dblp:signatureDblpName ?author }
}`
}

/** Keys (`conf/cvpr/HeCXLDG22`) → records with their first author; null for keys that DBLP does not have. */
export const dblpRecords: Inquiry<string, PaperFacts | null> = {
  name: 'dblp',
  endpoint: 'https://sparql.dblp.org',
  batchSize: 100,
  intervalMs: 1050,
  concurrency: 1,
  request: (batch, endpoint) => ({
    method: 'POST',
    url: `${endpoint}/sparql`,
    headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'application/sparql-results+json'},
    body: new URLSearchParams({query: query(batch.filter((key) => safeKey.test(key)))}).toString(),
    maxBodyBytes: 2_000_000,
  }),
  read(batch, outcome) {
    const response = wholeResponse(outcome)
    const reply = response && jsonOf(response.body)
    const found = new Map<string, PaperFacts | null>()
    if (!Array.isArray(at(reply, 'results', 'bindings'))) return found
    for (const key of batch) found.set(key, null)
    for (const row of listAt(reply, 'results', 'bindings')) {
      const key = textAt(row, 'pub', 'value')?.replace(records, '') ?? ''
      const title = textAt(row, 'title', 'value')
      if (!found.has(key) || title === undefined) continue
      const venue = textAt(row, 'venue', 'value')
      const year = Number(/^\d{4}/.exec(textAt(row, 'year', 'value') ?? '')?.[0])
      const author = textAt(row, 'author', 'value')
      found.set(key, {
        kind: 'paper',
        // DBLP's titles end in a period.
        titles: [plainTitle(title).replace(/\.$/, '')],
        ...(author !== undefined && {authors: [author]}),
        ...(year > 0 && {year}),
        ...(venue !== undefined && {venue: venueName(venue), accepted: true}),
      })
    }
    return found
  },
}

/** `ECCV (5)` is a volume of ECCV, `ACL/IJCNLP` a conference held jointly with another. */
function venueName(text: string): string {
  return text.replace(/\s*\(\d+\)$/, '').replace(/^([A-Za-z]+)\/[A-Za-z-]+(?= |$)/, '$1')
}
