/**
 * Title → the papers that registries find for it. Used only to name the right id where an id looks wrong.
 *
 * Sources: Semantic Scholar Graph API, `/paper/search/match`; arXiv API User Manual, section 5.1; DataCite, "API queries and filtering".
 */

import {isCutOff, titleItself, titleKey} from '../core/paper/title.ts'
import {isTellingTitle} from '../core/paper/title-words.ts'
import type {Outcome, Probe} from '../core/probe.ts'
import type {Inquiry, PaperFacts} from '../core/registry/resolver.ts'
import {arxivApi} from './arxiv.ts'
import {type AtomFeed, readAtom} from './atom.ts'
import {datacite, dataciteProbe, dataciteRecords} from './datacite.ts'
import {jsonOf, listAt, wholeResponse} from './reply.ts'
import {paperOf, scholar} from './semantic-scholar.ts'

/** A title, without what lists write next to it. */
export interface TitleQuestion {
  readonly title: string
}

/** The question for a title as listed; a word that was cut off is dropped, as only whole words are found. */
export function questionOf(listed: string): TitleQuestion {
  const title = titleItself(listed)
  return {title: isCutOff(listed) ? title.replace(/\s+\S+$/, '') : title}
}

function arxivProbe(query: string, most: number, endpoint: string): Probe {
  const url = `${endpoint}/api/query?search_query=${encodeURIComponent(query)}&max_results=${most}`
  return {method: 'GET', url, maxBodyBytes: 1_000_000}
}

function feedOf(outcome: Outcome): AtomFeed | undefined {
  const response = wholeResponse(outcome)
  return response && readAtom(response.body)
}

function preprintsIn({entries}: AtomFeed): PaperFacts[] {
  return [...entries.values()].map(({id, title, authors, published}) => ({
    kind: 'paper',
    titles: [title],
    ...(authors.length > 0 && {authors}),
    ...(/^\d{4}/.test(published) && {year: Number(published.slice(0, 4))}),
    arxiv: id,
  }))
}

/** Room for a few other papers per title, whose titles start with it or contain it. */
const mostHitsPerTitle = 6

export const arxivSearch: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  ...arxivApi,
  // The address has at most some two thousand characters.
  batchSize: 8,
  mostRequests: 20,
  request(batch, endpoint) {
    // Quotes and colons belong to the query language, and words are enough.
    const phrases = batch.map(({title}) => `ti:"${title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}"`)
    return arxivProbe(phrases.join(' OR '), batch.length * mostHitsPerTitle, endpoint)
  },
  read(batch, outcome) {
    const isTooMuch = outcome.kind === 'response' && [400, 413, 414].includes(outcome.status)
    const feed = feedOf(outcome)
    // One title may be contained in hundreds of others, which leaves no room for the rest of the batch.
    const isCut = feed !== undefined && feed.total > feed.entries.size && batch.length > 1
    if (isTooMuch || feed?.error !== undefined || isCut) return 'split'
    if (feed === undefined) return new Map()
    const papers = preprintsIn(feed)
    // With only some of the hits at hand just the exact title counts: a longer one may not be the only one.
    const isWhole = feed.total <= feed.entries.size
    return new Map(
      batch.map((question) => {
        const key = titleKey(question.title)
        const fits = (title: string): boolean => (isWhole ? titleKey(title).includes(key) : titleKey(title) === key)
        return [question, papers.filter(({titles: [title = '']}) => fits(title))]
      }),
    )
  },
}

function wordsOf(title: string): string[] {
  return title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** Eight pairs of words identify a title, even if some are misspelt, missing or not part of it. */
const mostPairs = 8
/** Neighbouring words, spread over the title so that short titles weigh as much as long ones, and the method's name before its colon. */
function pairsOf(title: string): string[] {
  const words = wordsOf(title)
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  const every = Math.max(1, pairs.length / mostPairs)
  const name = /^([\p{L}\p{N}]{3,}):/u.exec(title)?.[1]
  return [
    ...(name === undefined ? [] : [name]),
    ...pairs.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every)),
  ]
}

/** How many papers are asked for per title: those that share the most pairs with it. */
const mostHitsByPairs = 20

/** Gives each title of a batch all papers that were found, to pick its own from. */
function sharedBy(batch: readonly TitleQuestion[], papers: readonly PaperFacts[]): ReadonlyMap<TitleQuestion, readonly PaperFacts[]> {
  return new Map(batch.map((question) => [question, papers]))
}

/** DataCite has preprints under the DOI that arXiv gives them. */
function asPreprint({doi = '', ...facts}: PaperFacts): PaperFacts {
  return {...facts, arxiv: doi.replace(/^10\.48550\/arxiv\./, '')}
}

/** Finds titles that are misspelt, reworded or have remarks. DataCite has all of arXiv's papers and turns nobody away. */
export const dataciteByPairs: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  ...datacite,
  batchSize: 6,
  mostRequests: 12,
  request(batch, endpoint) {
    // Two words of a short title are in thousands of others.
    const phrases = batch.flatMap(({title}) => (isTellingTitle(title) ? pairsOf(title) : [wordsOf(title).join(' ')]))
    const query = encodeURIComponent(`titles.title:(${phrases.map((phrase) => `"${phrase}"`).join(' OR ')})`)
    return dataciteProbe(`query=${query}&prefix=10.48550&sort=relevance`, batch.length * mostHitsByPairs, endpoint)
  },
  read(batch, outcome) {
    const records = dataciteRecords(outcome)
    // Among millions of titles there is always one with two of these words, so an empty answer counts as none.
    return records === undefined || records.size === 0 ? new Map() : sharedBy(batch, [...records.values()].map(asPreprint))
  },
}

/** The same at arXiv, which has new papers a day earlier. */
export const arxivByPairs: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  ...arxivSearch,
  batchSize: 4,
  mostRequests: 6,
  request(batch, endpoint) {
    const pairs = batch.flatMap(({title}) => pairsOf(title)).map((pair) => `ti:"${pair}"`)
    return arxivProbe(pairs.join(' OR '), batch.length * mostHitsByPairs, endpoint)
  },
  read(batch, outcome) {
    const feed = feedOf(outcome)
    return feed === undefined || feed.error !== undefined ? new Map() : sharedBy(batch, preprintsIn(feed))
  },
}

export const titleMatch: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  ...scholar,
  batchSize: 1,
  mostRequests: 20,
  request: ([question], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/graph/v1/paper/search/match?query=${encodeURIComponent(question?.title ?? '')}&fields=title,year,venue,publicationVenue,externalIds,authors`,
    secret: 'semanticscholar',
    maxBodyBytes: 200_000,
  }),
  read([question], outcome) {
    const response = wholeResponse(outcome)
    if (question === undefined || response === undefined) return new Map()
    return new Map([[question, listAt(jsonOf(response.body), 'data').map(paperOf)]])
  },
}
