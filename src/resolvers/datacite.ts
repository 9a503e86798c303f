/** DataCite's records, many DOIs a request. Source: DataCite REST API guide, "Retrieving a list of DOIs". */
import type {Outcome, Probe} from '../core/probe.ts'
import type {PaperFacts} from '../core/resolver.ts'
import {at, jsonOf, listAt, numberAt, plainTitle, textAt, wholeResponse} from './reply.ts'

export function dataciteUrl(dois: readonly string[], endpoint: string): Probe {
  const ids = [...new Set(dois)].map((doi) => encodeURIComponent(doi).replaceAll('%2F', '/')).join(',')
  const fields = 'doi,titles,creators,publicationYear,version,publisher'
  return {
    method: 'GET',
    url: `${endpoint}/dois?ids=${ids}&fields%5Bdois%5D=${fields}&page%5Bsize%5D=${dois.length}`,
    headers: {accept: 'application/vnd.api+json'},
    maxBodyBytes: 8_000_000,
  }
}

/** Facts by lower-case DOI; undefined for an answer that is none. What is missing in it may exist all the same. */
export function dataciteRecords(outcome: Outcome): ReadonlyMap<string, PaperFacts> | undefined {
  const response = wholeResponse(outcome)
  const data = response && at(jsonOf(response.body), 'data')
  if (typeof data !== 'object' || data === null) return undefined
  const records = new Map<string, PaperFacts>()
  for (const item of Array.isArray(data) ? data : [data]) {
    const attributes = at(item, 'attributes')
    const doi = textAt(attributes, 'doi')?.toLowerCase()
    const titles = listAt(attributes, 'titles').flatMap((each) => {
      const title = textAt(each, 'title')
      return title === undefined ? [] : [plainTitle(title)]
    })
    if (doi === undefined || titles.length === 0) continue
    const year = numberAt(attributes, 'publicationYear')
    const version = Number(textAt(attributes, 'version'))
    const authors = listAt(attributes, 'creators').flatMap((each) => authorOf(each))
    records.set(doi, {
      kind: 'paper',
      titles,
      doi,
      ...(authors.length > 0 && {authors}),
      ...(year !== undefined && {year}),
      ...(Number.isInteger(version) && version > 0 && {latestVersion: version}),
    })
  }
  return records
}

/** `Vaswani, Ashish` → `Ashish Vaswani`. */
function authorOf(creator: unknown): string[] {
  const given = textAt(creator, 'givenName')
  const family = textAt(creator, 'familyName')
  if (given !== undefined && family !== undefined) return [`${given} ${family}`]
  const name = textAt(creator, 'name')
  if (name === undefined) return []
  const comma = name.indexOf(', ')
  return [comma < 0 ? name : `${name.slice(comma + 2)} ${name.slice(0, comma)}`]
}
