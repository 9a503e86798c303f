/** How much alike two titles of one list are, where words that many of its titles have count for little. */
import {tokenWeights, type Weight, weightedSimilarity} from '../core/title.ts'
import type {Entry} from './entries.ts'
import {compatibleEntries} from './papers.ts'

export interface Likeness {
  /** From 0 to 1. */
  of(a: Entry, b: Entry): number
  /** Whether they stand so far apart that whoever wrote one need not have seen the other. */
  areApart(a: Entry, b: Entry): boolean
}

/** Entries this close were written one after the other: whoever knew the paper would have seen it there. */
const neighbourhood = 5
/** Least weighted similarity of the two titles of a paper that was renamed, close by. Copied ids score 0.36 at most. */
export const leastCloseBy = 0.4

/** The titles of a list are weighed when the first two are compared, which most lists never need. */
export function likenessIn(entries: readonly Entry[]): Likeness {
  let weight: Weight | undefined
  let order: Map<Entry, number> | undefined
  return {
    of(a, b) {
      weight ??= tokenWeights(entries.flatMap(({title}) => (title === undefined ? [] : [title.normal])))
      return weightedSimilarity(a.title?.text ?? '', b.title?.text ?? '', weight)
    },
    areApart(a, b) {
      order ??= new Map(entries.map((entry, index) => [entry, index]))
      return Math.abs((order.get(a) ?? 0) - (order.get(b) ?? 0)) > neighbourhood
    },
  }
}

/** Whether two neighbours have titles that share only what all titles around them are made of: `… Siamese Networks for Visual Tracking`. */
export function areAlikeInCommonWords(a: Entry, b: Entry, likeness: Likeness): boolean {
  if (a.title === undefined || b.title === undefined || a.title.normal === b.title.normal) return false
  // A title cut short, or mistyped, or with the other's name, is the other's.
  if (compatibleEntries(a, b, 0.9)) return false
  return !likeness.areApart(a, b) && likeness.of(a, b) < leastCloseBy
}
