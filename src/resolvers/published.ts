/** Where preprints have been published since, five hundred a request. A suggestion is made of it only where the list or arXiv agrees. */
import type {Inquiry, PaperFacts} from '../core/resolver.ts'
import {textAt} from './reply.ts'
import {batchProbe, batchRecords, paperOf} from './semantic-scholar.ts'

/** arXiv ids → what Semantic Scholar knows of them. */
export const publications: Inquiry<string, PaperFacts> = {
  name: 'semanticscholar',
  endpoint: 'https://api.semanticscholar.org',
  batchSize: 500,
  intervalMs: 3000,
  concurrency: 1,
  request: (batch, endpoint) =>
    batchProbe(
      batch.map((id) => `ARXIV:${id}`),
      endpoint,
    ),
  read(batch, outcome) {
    const records = batchRecords(outcome, batch.length)
    const papers = new Map<string, PaperFacts>()
    batch.forEach((id, index) => {
      const record = records?.[index]
      if (textAt(record, 'title') !== undefined) papers.set(id, paperOf(record))
    })
    return papers
  },
}
