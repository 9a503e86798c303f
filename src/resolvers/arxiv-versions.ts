/**
 * Titles of a paper's earlier versions on arXiv.
 *
 * Asked for doubtful papers only: one title in forty changes between versions, and a changed title does not make an id wrong.
 */
import type {Inquiry} from '../core/registry/resolver.ts'
import {arxivApi, arxivQuery} from './arxiv.ts'
import {readAtom} from './atom.ts'
import {wholeResponse} from './reply.ts'

export interface VersionQuestion {
  readonly id: string
  /** A version below the newest, from 1. */
  readonly version: number
}

/** The questions to ask about one paper: its first versions, where most retitling happens, and those just before the newest. */
export function earlierVersions(id: string, latest: number): VersionQuestion[] {
  const versions = Array.from({length: Math.max(0, latest - 1)}, (_, index) => index + 1)
  return (versions.length <= 6 ? versions : [...versions.slice(0, 4), ...versions.slice(-2)]).map((version) => ({id, version}))
}

/** Titles of versions, for many papers in one request; null for versions that arXiv does not have. */
export const versionTitles: Inquiry<VersionQuestion, string | null> = {
  ...arxivApi,
  batchSize: 100,
  request: (batch, endpoint) =>
    arxivQuery(
      batch.map(({id, version}) => `${id}v${version}`),
      endpoint,
    ),
  read(batch, outcome) {
    const response = wholeResponse(outcome) ?? wholeResponse(outcome, 400)
    const feed = response && readAtom(response.body)
    if (feed?.error !== undefined) return 'split'
    if (feed === undefined) return new Map()
    return new Map(batch.map((question) => [question, feed.versions.get(`${question.id}v${question.version}`)?.title ?? null]))
  },
}
