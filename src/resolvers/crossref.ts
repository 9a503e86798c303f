/** Crossref's records, many DOIs in one request. Source: Crossref REST API documentation, filters and `select`. */
import {encodedPath} from '../core/link/address.ts'
import type {Outcome, Probe} from '../core/probe.ts'
import type {Etiquette, PaperFacts} from '../core/registry/resolver.ts'
import {at, doiNameAt, jsonOf, listAt, plainTitle, textAt, wholeResponse} from './reply.ts'

export const crossref: Etiquette = {name: 'crossref', endpoint: 'https://api.crossref.org', intervalMs: 1050, concurrency: 1}

const select = 'DOI,title,subtitle,original-title,author,issued,container-title,event,type,updated-by,update-to'

/** Crossref combines filters of the same kind with "or". */
export function crossrefUrl(dois: readonly string[], endpoint: string): Probe {
  const filter = [...new Set(dois)].map((doi) => `doi:${encodedPath(doi)}`).join(',')
  const url = `${endpoint}/works?filter=${filter}&rows=${dois.length}&select=${select}`
  return {method: 'GET', url, contact: 'mailto', maxBodyBytes: 8_000_000}
}

/** Whether a single DOI that Crossref can't read has made it refuse the whole batch. */
export function isSpoilt(outcome: Outcome): boolean {
  const refusal = wholeResponse(outcome, 400)
  return listAt(refusal && jsonOf(refusal.body), 'message').some((each) => /^filter/.test(textAt(each, 'type') ?? ''))
}

/** Facts by lower-case DOI; undefined for anything but a proper answer. A DOI missing in it may be registered elsewhere. */
export function crossrefRecords(outcome: Outcome): ReadonlyMap<string, PaperFacts> | undefined {
  const response = wholeResponse(outcome)
  const message = response && at(jsonOf(response.body), 'message')
  if (at(message, 'DOI') === undefined && !Array.isArray(at(message, 'items'))) return undefined
  const records = new Map<string, PaperFacts>()
  for (const work of [...listAt(message, 'items'), ...(at(message, 'DOI') === undefined ? [] : [message])]) {
    const doi = doiNameAt(work, 'DOI')
    const facts = workFacts(work)
    if (doi !== undefined && facts !== undefined) records.set(doi, {...facts, doi})
  }
  return records
}

/** What publishers put before the titles of retracted works (`own`), or of notices about them. */
const retractedPrefix =
  /^(?:(?<own>[[(](?:retracted|withdrawn)[\])]|(?:retracted|withdrawn|removed)(?: article| paper| chapter)?\s*:|notice of retraction\b\s*[:–-]?)|(?:retracted|withdrawn)(?: article| paper| chapter)?\s*[–-]|retraction(?: note| notice)?(?: to)?\s*[:–-])\s*/i
/** What they put after the titles: SPIE's `(Withdrawal Notice)`. */
const retractedSuffix = /\s*[[(](?:retracted|withdrawn|retraction notice|withdrawal notice)[\])]$/i

/** Types of works that have DOIs of their own but are not papers. Source: Crossref's list of work types. */
const noPapers =
  /^(?:component|peer-review|grant|dataset|database|(?:edited-|reference-)?book(?:-set|-series)?|monograph|journal(?:-volume|-issue)?|proceedings(?:-series)?|report-series)$/

/** Names of book series, which come before the volume's own name. */
const series = /^(?:lecture notes|communications in computer|advances in intelligent|studies in|ifip advances)\b/i

/** The venue's name, with the year in which its conference was held where the name has none. */
function venueOfWork(work: unknown): string | undefined {
  const containers = listAt(work, 'container-title').filter((name) => typeof name === 'string')
  const venue = containers.find((name) => !series.test(name)) ?? containers[0]
  const held = yearAt(work, 'event', 'start')
  return venue === undefined || held === undefined || /\b(?:19|20)\d\d\b/.test(venue) ? venue : `${venue}, ${held}`
}

/** The year of a partial date. */
function yearAt(work: unknown, ...keys: readonly string[]): number | undefined {
  const date = listAt(work, ...keys, 'date-parts')[0]
  const year: unknown = Array.isArray(date) ? date[0] : undefined
  return typeof year === 'number' ? year : undefined
}

/** Facts of one work; undefined without a title. */
function workFacts(work: unknown): PaperFacts | undefined {
  const titles = ['title', 'original-title']
    .flatMap((key) => listAt(work, key))
    .map((title) => (typeof title === 'string' ? plainTitle(title).replace(retractedPrefix, '').replace(retractedSuffix, '') : ''))
    .filter((title) => title !== '')
  const [title] = titles
  if (title === undefined) return undefined
  const [subtitle] = listAt(work, 'subtitle')
  const authors = listAt(work, 'author').flatMap((author) => {
    const family = textAt(author, 'family')
    const given = textAt(author, 'given')
    if (family === undefined) return textAt(author, 'name') ?? []
    return given === undefined ? family : `${given} ${family}`
  })
  const year = yearAt(work, 'issued')
  const venue = venueOfWork(work)
  const retraction = retractionOf(work)
  return {
    kind: 'paper',
    titles: typeof subtitle === 'string' && subtitle !== '' ? [...titles, `${title}: ${plainTitle(subtitle)}`] : titles,
    ...(authors.length > 0 && {authors}),
    ...(year !== undefined && {year}),
    // A preprint's server is not a venue.
    ...(venue !== undefined && {venue: plainTitle(venue), accepted: textAt(work, 'type') !== 'posted-content'}),
    ...(retraction !== undefined && {retracted: retraction}),
    ...(noPapers.test(textAt(work, 'type') ?? '') && {isNoPaper: true}),
  }
}

const takesBack = /^(?:retraction|withdrawal|removal)$/i

/** The notice's DOI if a work is retracted, its own DOI if it is such a notice, else an empty string. A later reinstatement undoes it. */
function retractionOf(work: unknown): string | undefined {
  const fates = listAt(work, 'updated-by')
    .map((update) => ({
      type: textAt(update, 'type') ?? '',
      doi: textAt(update, 'DOI') ?? '',
      date: textAt(update, 'updated', 'date-time') ?? '',
    }))
    .filter(({type}) => takesBack.test(type) || /^reinstatement$/i.test(type))
    .toSorted((one, other) => Number(one.date > other.date) - Number(one.date < other.date))
  const last = fates.at(-1)
  if (last !== undefined) return takesBack.test(last.type) ? last.doi : undefined
  if (listAt(work, 'update-to').some((update) => takesBack.test(textAt(update, 'type') ?? ''))) return textAt(work, 'DOI') ?? ''
  const [title] = listAt(work, 'title')
  const named = typeof title === 'string' ? plainTitle(title) : ''
  return retractedPrefix.exec(named)?.groups?.['own'] !== undefined || retractedSuffix.test(named) ? '' : undefined
}
