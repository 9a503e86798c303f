/** Which papers that registries know are one, and which one of them a list means. */

import {isPlaceholder, isSamePerson, shareAuthor, surnameOf, wordsOfName} from '../paper/people.ts'
import {isEastern} from '../paper/title.ts'
import {distanceFrom, farthest, withoutName} from '../paper/title-words.ts'
import type {ListedPaper} from './match-title.ts'
import type {PaperFacts} from './resolver.ts'

/**
 * The paper that is meant, among the hits of a search for its title: the one whose title is nearest to the listed one (and which, if authors
 * are listed, has one of them), if it is twice as near as any other and as the paper behind the id. It can't be one of the entry's other
 * papers, and a title that belongs to one of those says nothing.
 */
export function rightPaper(listed: ListedPaper, wrong: PaperFacts, hits: readonly PaperFacts[]): PaperFacts | undefined {
  const {title} = listed
  if (title === undefined) return undefined
  const distanceOf = ({titles}: PaperFacts): number => Math.min(...titles.map((each) => distanceFrom(each, title)))
  const {beside = []} = listed
  if (beside.some((paper) => distanceOf(paper) === 0)) return undefined
  const byAuthors = hits.filter(
    (hit) =>
      !beside.some((paper) => isOnePaper(hit, paper)) &&
      (listed.authors === undefined ||
        hit.authors === undefined ||
        listed.authors.some((name) => hit.authors?.some((other) => wordsOfName(other).includes(surnameOf(name))))),
  )
  const distances = byAuthors.map((hit) => [distanceOf(hit), hit] as const)
  const least = Math.min(farthest, ...distances.map(([distance]) => distance))
  const fitting = distances.filter(([distance]) => distance < farthest && distance <= least * 2).map(([, hit]) => hit)
  const ids = new Set(fitting.map(({arxiv, doi}) => arxiv ?? doi ?? ''))
  const [hit] = fitting
  if (hit === undefined || ids.size !== 1 || ids.has('')) return undefined
  // Lists give names to papers whose titles have none, so the paper behind the id may lack it.
  const own = Math.min(distanceOf(wrong), ...wrong.titles.map((each) => distanceFrom(each, withoutName(title))))
  return isOnePaper(hit, wrong) || own < least * 2 ? undefined : hit
}

/** Is one of a paper's titles near to the listed one? */
export function isNearTo({title = ''}: ListedPaper, {titles}: PaperFacts): boolean {
  return titles.some((each) => distanceFrom(each, title) < farthest)
}

/** Do two registries' ids name one paper? Undefined if they can't be compared: one registry has the preprint and the other the publication. */
export function haveOneId(one: PaperFacts, other: PaperFacts): boolean | undefined {
  if (one.arxiv !== undefined && other.arxiv !== undefined) return one.arxiv === other.arxiv
  const [doi, otherDoi] = [one, other].map(publishersDoi)
  return doi === undefined || otherDoi === undefined ? undefined : doi === otherDoi
}

/**
 * Are the facts from two registries about one paper? Their ids decide; if these can't be compared, the authors do, as titles may differ: all of
 * them must agree.
 */
export function isOnePaper(one: PaperFacts, other: PaperFacts): boolean {
  const [authors = [], others = []] = [one.authors, other.authors]
  return (
    haveOneId(one, other) ??
    (authors.length > 1 && authors.length === others.length && authors.every((name, index) => isSamePerson(name, others[index])))
  )
}

/** Without the DOIs that arXiv gives its preprints. */
function publishersDoi({doi}: PaperFacts): string | undefined {
  return doi?.startsWith('10.48550/') === true ? undefined : doi
}

/** Whether two papers have known authors and none in common, so that neither is the other under an earlier title. */
export function areByOthers(one: PaperFacts, other: PaperFacts): boolean {
  const [names, others] = [one, other].map(({authors = []}) => authors.filter((name) => !isPlaceholder(name)))
  if (names?.[0] === undefined || others?.[0] === undefined) return false
  // `张伟` may be `Wei Zhang`.
  if (names.some(isEastern) !== others.some(isEastern)) return false
  return !shareAuthor(names, others)
}
