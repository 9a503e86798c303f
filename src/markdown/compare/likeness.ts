/** How much alike two titles of one list are, where words that many of its titles have count for little. */
import {titleTokens, tokenWeights, type Weight, weightedSimilarity} from '../../core/paper/title.ts'
import type {Entry} from '../entry/entries.ts'
import {compatibleEntries, distancesIn} from './papers.ts'

export interface Likeness {
  /** From 0 to 1. */
  of(a: Entry, b: Entry): number
  /** Whether they are so far apart that the author of one need not have seen the other. */
  areApart(a: Entry, b: Entry): boolean
}

/** An author who knew the paper would have noticed it this close by. */
const neighbourhood = 5
/** Least weighted similarity of the two titles of a retitled paper, close by. Titles under copied ids score 0.36 at most. */
const leastCloseBy = 0.4

/** The titles of a list are weighed when the first two are compared, which most lists never need. */
export function likenessIn(entries: readonly Entry[]): Likeness {
  let weight: Weight | undefined
  const distanceOf = distancesIn(entries)
  return {
    of(a, b) {
      weight ??= tokenWeights(entries.flatMap(({title}) => (title === undefined ? [] : [title.normal])))
      return weightedSimilarity(a.title?.text ?? '', b.title?.text ?? '', weight)
    },
    areApart: (a, b) => distanceOf(a, b) > neighbourhood,
  }
}

/** Whether two neighbours' titles share only words that all titles around them have: `… Siamese Networks for Visual Tracking`. */
export function areAlikeInCommonWords(a: Entry, b: Entry, likeness: Likeness): boolean {
  if (a.title === undefined || b.title === undefined || a.title.normal === b.title.normal) return false
  // A title that is cut short or mistyped, or has the other's name, belongs to the same paper.
  if (compatibleEntries(a, b, 0.9)) return false
  return !likeness.areApart(a, b) && likeness.of(a, b) < leastCloseBy
}

/** Two words in common, as in `… Policy Optimization`, name what neighbours are about. */
const leastCommon = 3

/** Whether two titles share so many words that few titles have that they are likely an older and a newer one of one paper. */
export function areAlikeInRareWords(a: Entry, b: Entry, likeness: Likeness, leastApart: number = leastCloseBy): boolean {
  if (likeness.areApart(a, b)) return likeness.of(a, b) >= leastApart
  if (likeness.of(a, b) < leastCloseBy) return false
  const words = new Set(titleTokens(a.title?.text ?? ''))
  return new Set(titleTokens(b.title?.text ?? '').filter((word) => words.has(word))).size >= leastCommon
}
