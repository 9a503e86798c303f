/** DataCite's records, many DOIs in one request. Source: DataCite REST API guide, "Retrieving a list of DOIs". */
import {encodedPath} from '../core/link/address.ts'
import {givenNameFirst} from '../core/paper/people.ts'
import type {Outcome, Probe} from '../core/probe.ts'
import type {Etiquette, PaperFacts} from '../core/registry/resolver.ts'
import {at, doiNameAt, jsonOf, listAt, numberAt, plainTitle, textAt, wholeResponse} from './reply.ts'

export const datacite: Etiquette = {name: 'datacite', endpoint: 'https://api.datacite.org', intervalMs: 1050, concurrency: 1}

export function dataciteUrl(dois: readonly string[], endpoint: string): Probe {
  return dataciteProbe(`ids=${[...new Set(dois)].map((doi) => encodedPath(doi)).join(',')}`, dois.length, endpoint)
}

/** @param which the part of the query that selects records, encoded */
export function dataciteProbe(which: string, most: number, endpoint: string): Probe {
  const fields = 'doi,titles,creators,publicationYear,version,publisher,types'
  return {
    method: 'GET',
    url: `${endpoint}/dois?${which}&fields%5Bdois%5D=${fields}&page%5Bsize%5D=${most}`,
    headers: {accept: 'application/vnd.api+json'},
    maxBodyBytes: 8_000_000,
  }
}

/** Types of DataCite's works that are not texts. Source: DataCite's metadata schema, `resourceTypeGeneral`. */
const noPapers =
  /^(?:audiovisual|award|book|collection|computationalnotebook|dataset|event|image|instrument|interactiveresource|journal|model|outputmanagementplan|peerreview|physicalobject|project|service|software|sound|studyregistration|workflow)$/i

/** Facts by lower-case DOI; undefined for anything but a proper answer. A DOI missing in it may exist all the same. */
export function dataciteRecords(outcome: Outcome): ReadonlyMap<string, PaperFacts> | undefined {
  const response = wholeResponse(outcome)
  const data = response && at(jsonOf(response.body), 'data')
  if (typeof data !== 'object' || data === null) return undefined
  const records = new Map<string, PaperFacts>()
  for (const item of Array.isArray(data) ? data : [data]) {
    const attributes = at(item, 'attributes')
    const doi = doiNameAt(attributes, 'doi')
    // A record without a title is registered all the same.
    if (doi === undefined) continue
    const year = wholeNumberAt(attributes, 'publicationYear')
    const version = wholeNumberAt(attributes, 'version')
    const authors = listAt(attributes, 'creators').flatMap((each) => authorOf(each))
    records.set(doi, {
      kind: 'paper',
      titles: titlesOf(attributes),
      doi,
      ...(authors.length > 0 && {authors}),
      ...(year !== undefined && {year}),
      ...(version !== undefined && {latestVersion: version}),
      ...(noPapers.test(textAt(attributes, 'types', 'resourceTypeGeneral') ?? '') && {isNoPaper: true}),
    })
  }
  return records
}

/** The title first, alone and with its subtitle, then translations and other titles. */
function titlesOf(attributes: unknown): string[] {
  const titles: string[] = []
  const others: string[] = []
  let subtitle = ''
  for (const each of listAt(attributes, 'titles')) {
    const title = plainTitle(textAt(each, 'title') ?? '')
    const type = textAt(each, 'titleType')
    if (title === '') continue
    if (type === 'Subtitle') subtitle = title
    if (type === undefined) titles.push(title)
    else others.push(title)
  }
  const [main] = titles
  if (main !== undefined && subtitle !== '') titles.push(`${main}: ${subtitle}`)
  return [...titles, ...others]
}

/** Years and versions come as numbers or as text; `1.0.2` is not a whole number. */
function wholeNumberAt(attributes: unknown, key: string): number | undefined {
  const value = Number(textAt(attributes, key) ?? numberAt(attributes, key))
  return Number.isInteger(value) && value > 0 ? value : undefined
}

function authorOf(creator: unknown): string[] {
  const given = textAt(creator, 'givenName')
  const family = textAt(creator, 'familyName')
  if (given !== undefined && family !== undefined) return [`${given} ${family}`]
  const name = textAt(creator, 'name')
  if (name === undefined) return []
  return [textAt(creator, 'nameType') === 'Organizational' ? name : givenNameFirst(name)]
}
