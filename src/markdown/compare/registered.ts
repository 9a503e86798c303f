/** What registries say about entries once the network has been asked; offline nothing. */

import type {Checked} from '../../core/checked.ts'
import {isPlaceholder, wordsOfName} from '../../core/paper/people.ts'
import {isVenueConfirmed, type ListedRecord} from '../../core/registry/compare-record.ts'
import {matchTitle, type TitleMatch} from '../../core/registry/match-title.ts'
import type {PaperFacts} from '../../core/registry/resolver.ts'
import {areByOthers, isOnePaper} from '../../core/registry/same-paper.ts'
import type {Document} from '../document.ts'
import type {Entry, EntryLink} from '../entry/entries.ts'
import type {Link} from '../links.ts'
import {type ListedLink, listedAt, listedIn} from './listed.ts'
import {sharePaper} from './papers.ts'

/** What the network said about a URL as written. */
export type VerdictOf = (url: string) => Checked | undefined

/** The link to one of an entry's papers, with what its registry knows. */
export interface Registered extends ListedLink {
  readonly identity: EntryLink['identity']
  readonly facts: PaperFacts
}

/** Whether `registeredPapers` would yield anything. It reads the entries, which takes too long just to find out that it doesn't. */
export function isAnyRegistered({links}: Document, verdictOf: VerdictOf | undefined): boolean {
  return verdictOf !== undefined && links.some((link) => paperAt(link, verdictOf) !== undefined)
}

/** The entries' links to papers that were found in their registries, in order; none offline. */
export function* registeredPapers(document: Document, verdictOf: VerdictOf | undefined): Generator<Registered> {
  if (!isAnyRegistered(document, verdictOf)) return
  for (const entry of document.entries) {
    const papers = entry.links.flatMap((one) => {
      const facts = one.role === 'paper' && !one.link.image ? paperAt(one.link, verdictOf) : undefined
      return facts === undefined ? [] : [{one, facts}]
    })
    // Most entries of most lists have no paper that a registry knows.
    if (papers.length === 0) continue
    const listed = listedIn(entry)
    for (const {one, facts} of papers) {
      const {link, identity} = one
      const beside = papers.filter((other) => other.one.identity?.id !== identity?.id).map((other) => other.facts)
      const own = listed.isCombined === true ? listedAt(one, listed, beside) : withAuthorsOf(papers, facts, listed)
      yield {entry, listed: own, link, identity, facts}
    }
  }
}

/** The record with the authors that a registry names for its title, behind another of the entry's links. */
function withAuthorsOf(papers: readonly {readonly facts: PaperFacts}[], own: PaperFacts, listed: ListedRecord): ListedRecord {
  if (papers.length < 2 || listed.title === undefined) return listed
  const isTitled = ({facts}: {readonly facts: PaperFacts}): boolean =>
    facts !== own && facts.authors !== undefined && isTitle(matchTitle(listed, facts))
  return {...listed, registeredAuthors: () => papers.find(isTitled)?.facts.authors}
}

/** What the registry behind a link knows about its paper. */
function paperAt({url}: Link, verdictOf: VerdictOf | undefined): PaperFacts | undefined {
  const facts = verdictOf?.(url)?.facts
  return facts?.kind === 'paper' ? facts : undefined
}

function matchAt(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): TitleMatch | undefined {
  const facts = paperAt(link, verdictOf)
  return facts && matchTitle(listedIn(entry), facts)
}

/** Whether the registry behind one of an entry's links has the entry's title, or had it in an earlier version. */
export function isTitledAsRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  return isTitle(matchAt(entry, link, verdictOf))
}

const isTitle = (match: TitleMatch | undefined): boolean => match?.kind === 'same' && match.isNear !== true

/** Whether the paper behind one of an entry's links is another one, as its title tells or as a search has found the one that is meant. */
export function isOtherThanRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  return matchAt(entry, link, verdictOf)?.kind === 'other'
}

/** Whether the registry of an entry's paper, or its authors there, name the entry's venue and year. */
export function isVenueAsRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  const facts = paperAt(link, verdictOf)
  return facts !== undefined && isVenueConfirmed(listedIn(entry), facts)
}

/** Whether registries name one person as an author of two entries' papers, as of follow-up work; not if those are one paper. */
export function shareRegisteredAuthor(a: Entry, b: Entry, verdictOf: VerdictOf | undefined): boolean {
  if (verdictOf === undefined || sharePaper(a, b)) return false
  const theirs = registeredAuthors(b, verdictOf)
  return registeredAuthors(a, verdictOf).some(({name, middle}) =>
    theirs.some((other) => other.name === name && (middle === '' || other.middle === '' || other.middle === middle)),
  )
}

/** Whether registries tell two entries with one title apart: each link has it in its registry, and the two papers have not one author in common. */
export function areNamesakes(a: Entry, b: Entry, verdictOf: VerdictOf | undefined): boolean {
  const [one, other] = [registeredAs(a, verdictOf), registeredAs(b, verdictOf)]
  return one !== undefined && other !== undefined && !isOnePaper(one, other) && areByOthers(one, other)
}

/** What the registry knows about the only paper of an entry, if it has the entry's title. */
function registeredAs(entry: Entry, verdictOf: VerdictOf | undefined): PaperFacts | undefined {
  const [paper, second] = entry.papers
  if (paper === undefined || second !== undefined || !isTitledAsRegistered(entry, paper.link, verdictOf)) return undefined
  return paperAt(paper.link, verdictOf)
}

/** A full name in one spelling, whichever part comes first, with or without hyphens, and the initials beside it, which registries may leave out. */
interface RegisteredName {
  readonly name: string
  readonly middle: string
}

function registeredAuthors(entry: Entry, verdictOf: VerdictOf): RegisteredName[] {
  return entry.papers.flatMap(({link}) => {
    const facts = paperAt(link, verdictOf)
    // The authors of another paper, whose id was copied as well, are not the entry's.
    if (facts === undefined || isOtherThanRegistered(entry, link, verdictOf)) return []
    const names = (facts.authors ?? []).filter((name) => !isPlaceholder(name)).map((name) => wordsOfName(name.replaceAll('-', ' ')))
    return names.flatMap((words) => {
      const [full, initials] = [words.filter((word) => word.length >= 2), words.filter((word) => word.length === 1)]
      // `J. Wang` may be anybody.
      const isFull = full.length >= 2 && full.at(-1) === words.at(-1)
      return isFull ? [{name: full.sort().join(''), middle: initials.join(' ')}] : []
    })
  })
}
