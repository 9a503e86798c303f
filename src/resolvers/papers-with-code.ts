/**
 * Papers with Code, which ended in July 2025.
 *
 * Addresses of papers lead on to the same paper at Hugging Face where one is known, all others to a page of trending papers.
 * Source: Hugging Face's announcements in the issues of `paperswithcode/paperswithcode-data`.
 */
import {identityOf} from '../core/identity.ts'
import type {Resolver, Source} from '../core/resolver.ts'
import {nothing} from './reply.ts'

const redirects: Source = {
  name: 'paperswithcode',
  endpoint: 'https://paperswithcode.com',
  batchSize: 1,
  intervalMs: 550,
  concurrency: 1,
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/${identity?.kind ?? ''}/${encodeURIComponent(identity?.id ?? '')}`,
    maxBodyBytes: 0,
  }),
  read([identity], outcome) {
    if (identity === undefined || outcome.kind !== 'response') return nothing
    const target = outcome.hops.at(-1)?.to ?? outcome.url
    if (/^https:\/\/huggingface\.co\/papers\/trending\b/.test(target)) {
      return new Map([
        [
          identity,
          {verdict: 'dead', reason: 'gone', evidence: 'Papers with Code: the service has ended, and nothing took the place of this page'},
        ],
      ])
    }
    const found = identityOf(target)
    if (found?.service === 'arxiv' && found.kind === 'paper') {
      const finalUrl = `https://arxiv.org/abs/${found.id}`
      return new Map([
        [
          identity,
          {
            verdict: 'moved',
            reason: 'service-ended',
            finalUrl,
            evidence: `Papers with Code: the service has ended, this paper is arXiv ${found.id}`,
          },
        ],
      ])
    }
    if (found?.service === 'huggingface' && found.kind === 'dataset') {
      return new Map([
        [
          identity,
          {
            verdict: 'moved',
            reason: 'service-ended',
            finalUrl: target,
            evidence: `Papers with Code: the service has ended, this data set is at ${target}`,
          },
        ],
      ])
    }
    return nothing
  },
}

export const paperswithcode: Resolver = {
  name: 'paperswithcode',
  accepts: ({service}) => service === 'paperswithcode',
  sources: [redirects],
  otherwise: 'web',
}
