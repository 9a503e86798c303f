/**
 * A second look at papers whose titles don't fit: their earlier titles first, then the paper that is meant.
 *
 * Nothing of it is needed for a verdict; whatever fails leaves the first look as it was.
 */

import {areByOthers, isOnePaper, rightPaper} from '../core/judge-record.ts'
import {judgeTitle, type ListedPaper} from '../core/judge-title.ts'
import type {Ask, PaperFacts} from '../core/resolver.ts'
import {earlierVersions, type VersionQuestion, versionTitles} from './arxiv-versions.ts'
import {arxivSearch, type TitleQuestion, titleMatch} from './search.ts'

/** A record and the paper behind its id. */
export interface Pair {
  readonly listed: ListedPaper
  readonly facts: PaperFacts
}

export interface SecondLook {
  /** The facts with the titles of all versions that were found. */
  readonly facts: PaperFacts
  /** The paper that is meant, where exactly one has the listed title. */
  readonly right?: PaperFacts
}

/** Is a second look worth its requests? Of what nobody is sure nothing is said anyway. */
function isDoubtful({listed, facts}: Pair): boolean {
  const {kind} = judgeTitle(listed, facts)
  return kind === 'other' || kind === 'spelling'
}

/**
 * Titles with something in common are a retitled paper's far more often than another paper's of the same field, and only the paper that has the
 * listed title tells. Few, as each takes a search; lists that word titles anew have many, and no other papers.
 */
const mostSearchedNear = 6

function isNear({listed, facts}: Pair): boolean {
  const judgement = judgeTitle(listed, facts)
  return judgement.kind === 'unsure' && judgement.isNear === true && facts.searched?.includes(listed.title ?? '') !== true
}

/** Pairs that were looked at again → what was found; others are missing. `mayName` is false where titles may not leave the machine. */
export async function lookAgain(pairs: readonly Pair[], ask: Ask, mayName: boolean): Promise<ReadonlyMap<Pair, SecondLook>> {
  const doubtful = pairs.filter(isDoubtful)
  const looks = new Map<Pair, SecondLook>(doubtful.map((pair) => [pair, {facts: pair.facts}]))
  // Also where the registry's title stands at another entry: lists have papers under both of their titles.
  const earlier = doubtful.flatMap(({facts: {arxiv, latestVersion = 1}}) =>
    arxiv === undefined ? [] : earlierVersions(arxiv, latestVersion),
  )
  const questions = [...new Map(earlier.map((question) => [`${question.id}v${question.version}`, question])).values()]
  const known = questions.length > 0 ? await ask(versionTitles, questions) : new Map<VersionQuestion, string | null>()
  for (const pair of doubtful) {
    const former = questions.flatMap((question) => (question.id === pair.facts.arxiv ? (known.get(question) ?? []) : []))
    looks.set(pair, {facts: {...pair.facts, titles: [...new Set([...pair.facts.titles, ...former])]}})
  }
  if (mayName) {
    for (const pair of pairs.filter(isNear).slice(0, mostSearchedNear)) looks.set(pair, {facts: pair.facts})
    await search(looks, ask)
  }
  // What an earlier version may have been called is no other paper's title, unless that paper was found.
  for (const pair of doubtful) {
    const {facts, right}: SecondLook = looks.get(pair) ?? pair
    const {arxiv, latestVersion} = facts
    const isOpen =
      arxiv !== undefined && (latestVersion === undefined || questions.some((question) => question.id === arxiv && !known.has(question)))
    if (isOpen && right === undefined) looks.set(pair, {facts: {...facts, hasUnknownTitles: true}})
  }
  return looks
}

/** Looks for the papers that are meant, by their titles. */
async function search(looks: Map<Pair, SecondLook>, ask: Ask): Promise<void> {
  const near = new Set([...looks].filter(([{listed}, {facts}]) => isNear({listed, facts})).map(([pair]) => pair))
  const wrong = [...looks].filter(([pair, {facts}]) => near.has(pair) || judgeTitle(pair.listed, facts).kind === 'other')
  const wanted = new Map(
    wrong.flatMap(([{listed}]) => (listed.title === undefined ? [] : [[listed.title, {title: listed.title}] as const])),
  )
  const answered = new Set<TitleQuestion>()
  for (const inquiry of [arxivSearch, titleMatch]) {
    const open: TitleQuestion[] = wrong.flatMap(([pair]) =>
      looks.get(pair)?.right === undefined ? (wanted.get(pair.listed.title ?? '') ?? []) : [],
    )
    if (open.length === 0) break
    const hits = await ask(inquiry, [...new Set(open)])
    for (const question of hits.keys()) answered.add(question)
    for (const [pair, {facts}] of wrong) {
      const question = wanted.get(pair.listed.title ?? '')
      const papers = (question && hits.get(question)) ?? []
      const right = rightPaper(pair.listed, facts, papers)
      const isSure = right !== undefined && (!near.has(pair) || areByOthers(right, facts))
      if (isSure && looks.get(pair)?.right === undefined) looks.set(pair, {facts, right})
      // The paper itself, as it was called when it was published.
      const others = papers.filter((paper) => isOnePaper(paper, facts)).flatMap(({titles}) => titles)
      if (others.length > 0) looks.set(pair, {facts: {...facts, titles: [...new Set([...facts.titles, ...others])]}})
    }
  }
  for (const pair of near) {
    if (isDoubtful(pair)) continue
    const {facts, right}: SecondLook = looks.get(pair) ?? pair
    const question = wanted.get(pair.listed.title ?? '')
    if (right === undefined && question !== undefined && answered.has(question))
      looks.set(pair, {facts: {...facts, searched: [...(facts.searched ?? []), question.title]}})
  }
}
