/**
 * Title → the papers that registries find for it: to name the right id where one id is wrong, and never for anything else.
 *
 * Sources: Semantic Scholar Graph API, `/paper/search/match`; arXiv API User Manual, section 5.1.
 */
import type {Inquiry, PaperFacts} from '../core/resolver.ts'
import {isCutOff, titleItself, titleKey} from '../core/title.ts'
import {isRefusal} from './arxiv.ts'
import {readAtom} from './atom.ts'
import {jsonOf, listAt, wholeResponse} from './reply.ts'
import {isScholarRefusal, paperOf, scholarAgainMs} from './semantic-scholar.ts'

/** A title, without what lists write beside it. */
export interface TitleQuestion {
  readonly title: string
}

/** What to search for, for a title as it is listed: only whole words are found. */
export function questionOf(listed: string): TitleQuestion {
  const title = titleItself(listed)
  return {title: isCutOff(listed) ? title.replace(/\s+\S+$/, '') : title}
}

/** For each title some that begin like it or contain it. */
const mostHitsPerTitle = 6

export const arxivSearch: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  isRefusal,
  name: 'arxiv',
  endpoint: 'https://export.arxiv.org',
  // Some two thousand characters of address at most.
  batchSize: 8,
  intervalMs: 3100,
  concurrency: 1,
  mostRequests: 20,
  request(batch, endpoint) {
    // Quotes and colons belong to the query language; words are enough.
    const phrases = batch.map(({title}) => `ti:"${title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}"`)
    const query = encodeURIComponent(phrases.join(' OR '))
    return {
      method: 'GET',
      url: `${endpoint}/api/query?search_query=${query}&max_results=${batch.length * mostHitsPerTitle}`,
      maxBodyBytes: 1_000_000,
    }
  },
  read(batch, outcome) {
    const isTooMuch = outcome.kind === 'response' && [400, 413, 414].includes(outcome.status)
    const response = wholeResponse(outcome)
    const feed = response && readAtom(response.body)
    // Of several titles one may be contained in hundreds, and no place be left for the others.
    const isCut = feed !== undefined && feed.total > feed.entries.size && batch.length > 1
    if (isTooMuch || feed?.error !== undefined || isCut) return 'split'
    if (feed === undefined) return new Map()
    const papers = [...feed.entries.values()].map(
      ({id, title, authors, published}): PaperFacts => ({
        kind: 'paper',
        titles: [title],
        ...(authors.length > 0 && {authors}),
        ...(/^\d{4}/.test(published) && {year: Number(published.slice(0, 4))}),
        arxiv: id,
      }),
    )
    // Among some of the hits only the very title tells: a longer one may not be the only one.
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

export const titleMatch: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  isRefusal: isScholarRefusal,
  name: 'semanticscholar',
  endpoint: 'https://api.semanticscholar.org',
  batchSize: 1,
  intervalMs: 3100,
  againAfterMs: scholarAgainMs,
  concurrency: 1,
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
