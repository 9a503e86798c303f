/**
 * Papers with Code, which ended in July 2025.
 *
 * Addresses of papers and data sets redirect to the same thing at Hugging Face where it is known there, all others to a page of trending papers,
 * which makes them dead. Source: Hugging Face's announcements in the issues of `paperswithcode/paperswithcode-data`.
 */
import {identityOf} from '../core/link/identity.ts'
import type {Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {readOne} from './reply.ts'

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
  read: readOne((_, {hops, url}) => {
    const target = hops.at(-1)?.to ?? url
    if (/^https:\/\/huggingface\.co\/papers\/trending\b/.test(target))
      return {verdict: 'dead', reason: 'gone', evidence: `${ended}, and nothing took the place of this page`}
    const found = identityOf(target)
    if (found?.service === 'arxiv' && found.kind === 'paper')
      return movedTo(`https://arxiv.org/abs/${found.id}`, `this paper is arXiv ${found.id}`)
    return found?.service === 'huggingface' && found.kind === 'dataset' ? movedTo(target, `this data set is at ${target}`) : undefined
  }),
}

const ended = 'Papers with Code: the service has ended'

function movedTo(finalUrl: string, where: string): Settlement {
  return {verdict: 'moved', reason: 'service-ended', finalUrl, evidence: `${ended}, ${where}`}
}

export const paperswithcode: Resolver = {
  name: 'paperswithcode',
  accepts: ({service}) => service === 'paperswithcode',
  sources: [redirects],
  otherwise: 'web',
}
