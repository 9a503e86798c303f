/**
 * Title → the papers that registries find for it: to name the right id where one id is wrong, and never for anything else.
 *
 * Sources: Semantic Scholar Graph API, `/paper/search/match`; arXiv API User Manual, section 5.1.
 */
import type {Inquiry, PaperFacts} from '../core/resolver.ts'
import {isRefusal} from './arxiv.ts'
import {readAtom} from './atom.ts'
import {jsonOf, listAt, wholeResponse} from './reply.ts'
import {isScholarRefusal, paperOf, scholarAgainMs} from './semantic-scholar.ts'

/** A title as it is listed. */
export interface TitleQuestion {
  readonly title: string
}

export const arxivSearch: Inquiry<TitleQuestion, readonly PaperFacts[]> = {
  isRefusal,
  name: 'arxiv',
  endpoint: 'https://export.arxiv.org',
  batchSize: 1,
  intervalMs: 3100,
  concurrency: 1,
  mostRequests: 20,
  request([question], endpoint) {
    // Quotes and colons belong to the query language; words are enough.
    const words = (question?.title ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    return {
      method: 'GET',
      url: `${endpoint}/api/query?search_query=${encodeURIComponent(`ti:"${words}"`)}&max_results=5`,
      maxBodyBytes: 500_000,
    }
  },
  read([question], outcome) {
    const response = wholeResponse(outcome)
    const feed = response && readAtom(response.body)
    if (question === undefined || feed === undefined || feed.error !== undefined) return new Map()
    const papers = [...feed.entries.values()].map(
      ({id, title, authors, published}): PaperFacts => ({
        kind: 'paper',
        titles: [title],
        authors,
        ...(/^\d{4}/.test(published) && {year: Number(published.slice(0, 4))}),
        arxiv: id,
      }),
    )
    return new Map([[question, papers]])
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
