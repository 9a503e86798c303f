/**
 * Papers whose titles don't fit: their earlier titles are asked for first, then the paper that was meant is searched for.
 *
 * No verdict depends on it; whatever fails leaves the facts as they were.
 */

import {distanceFrom, haveOneWording, isTellingTitle, leastChange} from '../core/paper/title-words.ts'
import {type ListedPaper, matchTitle, type TitleMatch} from '../core/registry/match-title.ts'
import type {Ask, Inquiry, PaperFacts} from '../core/registry/resolver.ts'
import {areByOthers, haveOneId, isNearTo, isOnePaper, rightPaper} from '../core/registry/same-paper.ts'
import {earlierVersions, type VersionQuestion, versionTitles} from './arxiv-versions.ts'
import {arxivByPairs, arxivSearch, dataciteByPairs, questionOf, type TitleQuestion, titleMatch} from './search.ts'

/** A paper as listed, and what the registry knows about the one behind its id. */
export interface Pair {
  readonly listed: ListedPaper
  readonly facts: PaperFacts
}

/**
 * How many pairs with similar titles are searched for. Most such pairs are one paper, and only a paper with the listed title can show that
 * they are two, or that the text is a title at all. Lists that reword titles have many such pairs without any wrong paper, hence a limit; the
 * rest is left for the next run.
 */
const mostAlike = 48
/** The same where each pair needs a request of its own. */
const mostAlikeOneByOne = 6

/** What has been found out about a pair so far. */
interface Look extends Pair {
  /** All titles known so far of the paper behind the id. */
  titles: readonly string[]
  /** Whether the titles of some earlier versions are still unknown. */
  areTitlesOpen: boolean
  isAnswered: boolean
  /** Whether a search found the paper or a title close to the listed one: the service knows such papers. */
  isNearKnown: boolean
  /** Whether a search found the paper with the listed title, be it another one or the one behind the id. */
  isSettled: boolean
  meant?: PaperFacts
}

const matched = ({listed, facts, titles}: Look): TitleMatch => matchTitle(listed, {...facts, titles})
const isAlike = (match: TitleMatch): boolean => 'isNear' in match
const isOther = (look: Look): boolean => matched(look).kind === 'other'
const isTelling = ({listed: {title = ''}}: Look): boolean => isTellingTitle(title)
const isMisspelt = (look: Look): boolean => matched(look).kind === 'spelling'

/**
 * Pairs about which something was found out → the facts with it.
 *
 * @param mayName whether titles may leave the machine
 */
export async function resolveDoubtfulTitles(pairs: readonly Pair[], ask: Ask, mayName: boolean): Promise<ReadonlyMap<Pair, PaperFacts>> {
  const doubtful: Look[] = []
  const unsure: Look[] = []
  const alike: Look[] = []
  const guesses: Look[] = []
  const pairOf = new Map<Look, Pair>()
  for (const pair of pairs) {
    const {listed, facts} = pair
    if (facts.looks?.some(({title}) => title === listed.title) === true) continue
    const look: Look = {...pair, titles: facts.titles, areTitlesOpen: false, isAnswered: false, isNearKnown: false, isSettled: false}
    const match = matched(look)
    pairOf.set(look, pair)
    if (match.kind === 'other' || match.kind === 'spelling') doubtful.push(look)
    else if (isAlike(match)) (listed.isGuess === true ? guesses : match.kind === 'unsure' ? unsure : alike).push(look)
  }
  // Also asked where another entry has the registry's title: some lists have a paper under both of its titles.
  await learnEarlierTitles(doubtful, ask)
  // `Explicit` may be a misspelt `Implicit`, or belong to another paper's title.
  const near = mayName ? [...doubtful.filter(isMisspelt), ...unsure, ...alike, ...guesses].slice(0, mostAlike) : []
  if (mayName) {
    const wanted = [...doubtful.filter(isOther), ...near]
    await search(dataciteByPairs, wanted, ask)
    const unknown = wanted.filter(({isNearKnown}) => !isNearKnown)
    await search(arxivSearch, unknown, ask)
    await search(arxivByPairs, unknown.filter(isTelling), ask)
    const left = near.filter((look) => look.listed.isGuess !== true && !look.isSettled && matched(look).kind === 'unsure')
    await search(titleMatch, [...doubtful.filter(isOther), ...left.slice(0, mostAlikeOneByOne)], ask)
    await learnEarlierTitles(
      near.filter(({meant}) => meant !== undefined),
      ask,
    )
  }
  for (const look of [...doubtful, ...near]) {
    const {meant, facts, listed, areTitlesOpen} = look
    if (meant === undefined) continue
    const isTold = matched(look).kind === 'same' && !isAlike(matched(look))
    const distance = Math.min(...meant.titles.map((title) => distanceFrom(title, listed.title ?? '')))
    // If another paper has exactly the listed title, that is not an earlier title of this one.
    const isTitledAsListed = distance === 0
    // Two preprints are two papers once all titles are known; anything else by one of the authors may be this paper's published version.
    const areTwoPreprints = facts.arxiv !== undefined && meant.arxiv !== undefined && (!areTitlesOpen || isTitledAsListed)
    // While some are unknown, the listed one may be among them, and a title with other words another paper's; misspelt ones are the same.
    const hasItsWords = distance < leastChange || meant.titles.some((title) => haveOneWording(title, listed.title ?? ''))
    const isByOthers = areByOthers(meant, facts) && (!areTitlesOpen || hasItsWords)
    if (isTold || !((isOther(look) && isTitledAsListed) || areTwoPreprints || isByOthers)) delete look.meant
  }
  return new Map(
    [...doubtful, ...near].flatMap((look) => {
      const pair = pairOf.get(look)
      return pair === undefined ? [] : [[pair, factsOf(look)] as const]
    }),
  )
}

/** The registry's facts, with what was found. */
function factsOf(look: Look): PaperFacts {
  const {listed, titles, areTitlesOpen, isAnswered, meant} = look
  const facts: PaperFacts = {...look.facts, titles}
  const match = matched(look)
  const isClosed = !areTitlesOpen && (isAnswered || match.kind === 'spelling' || (match.kind === 'same' && !isAlike(match)))
  const address = meant && addressOf(meant)
  // The listed title may be that of an earlier version, unless another paper was found.
  if (areTitlesOpen && meant === undefined && match.kind === 'other') return {...facts, hasUnknownTitles: true}
  if (listed.title === undefined || (!isClosed && address === undefined)) return facts
  const found = address === undefined ? {title: listed.title} : {title: listed.title, meant: address}
  return {...facts, looks: [...(facts.looks ?? []), found]}
}

function addressOf({arxiv, doi}: PaperFacts): string | undefined {
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`
  return doi === undefined ? undefined : `https://doi.org/${doi}`
}

/** Asks arXiv for the titles of earlier versions. */
async function learnEarlierTitles(looks: readonly Look[], ask: Ask): Promise<void> {
  const wanted = new Map<string, VersionQuestion>()
  const questionsOf = ({facts: {arxiv, latestVersion = 1}}: Look): VersionQuestion[] =>
    arxiv === undefined ? [] : earlierVersions(arxiv, latestVersion)
  for (const question of looks.flatMap(questionsOf)) wanted.set(`${question.id}v${question.version}`, question)
  const known = wanted.size > 0 ? await ask(versionTitles, [...wanted.values()]) : new Map<VersionQuestion, string | null>()
  for (const look of looks) {
    const {arxiv, latestVersion} = look.facts
    const questions = [...wanted.values()].filter(({id}) => id === arxiv)
    look.titles = [...new Set([...look.titles, ...questions.flatMap((question) => known.get(question) ?? [])])]
    look.areTitlesOpen = arxiv !== undefined && (latestVersion === undefined || questions.some((question) => !known.has(question)))
  }
}

/** Searches by title for the papers that were meant, where none has been found yet. */
async function search(inquiry: Inquiry<TitleQuestion, readonly PaperFacts[]>, looks: readonly Look[], ask: Ask): Promise<void> {
  const open = looks.filter(({isSettled}) => !isSettled)
  const questions = new Map<string, TitleQuestion>()
  for (const {listed} of open) if (listed.title !== undefined) questions.set(listed.title, questionOf(listed.title))
  if (questions.size === 0) return
  const hits = await ask(inquiry, [...questions.values()])
  for (const look of open) {
    const question = questions.get(look.listed.title ?? '')
    const papers = question && hits.get(question)
    if (papers === undefined) continue
    look.isAnswered = true
    const match = matched(look)
    // The same people write many papers: if another entry has the title of the one behind the id, only its id tells.
    const isCopied = match.kind === 'other' && match.evidence === 'copied'
    const itself = papers.filter((paper) => (isCopied ? haveOneId(paper, look.facts) === true : isOnePaper(paper, look.facts)))
    look.isNearKnown = itself.length > 0 || papers.some((paper) => isNearTo(look.listed, paper))
    const meant = rightPaper(look.listed, look.facts, papers)
    if (meant !== undefined) look.meant = meant
    look.isSettled = meant !== undefined || itself.some((paper) => isNearTo(look.listed, paper))
    // Its published version may have another title.
    look.titles = [...new Set([...look.titles, ...itself.flatMap(({titles}) => titles)])]
  }
}
