/** The resolvers: the first that accepts an identity settles its links; all other links are requested at their own addresses. */
import type {Identity} from '../core/link/identity.ts'
import type {Resolver} from '../core/registry/resolver.ts'
import {arxiv} from './arxiv.ts'
import {discord} from './discord.ts'
import {doi} from './doi.ts'
import {github} from './github.ts'
import {huggingface} from './huggingface.ts'
import {openreview} from './openreview.ts'
import {paperswithcode} from './papers-with-code.ts'
import {proceedings} from './proceedings.ts'
import {semanticscholar} from './semantic-scholar.ts'
import {bilibili, vimeo, youtube} from './video.ts'

export const resolvers: readonly Resolver[] = [
  arxiv,
  github,
  doi,
  openreview,
  ...proceedings,
  youtube,
  vimeo,
  bilibili,
  huggingface,
  discord,
  paperswithcode,
  semanticscholar,
]

/** The resolver of an identity; undefined if its page is requested instead. */
export function resolverOf(identity: Identity): Resolver | undefined {
  return resolvers.find((resolver) => resolver.accepts(identity))
}
