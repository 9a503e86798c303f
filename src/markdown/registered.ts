/** What registries say about entries once the network has been asked; offline nothing. Rules use it to clear what looks wrong. */
import {isVenueConfirmed} from '../core/compare-record.ts'
import {matchTitle, type TitleMatch} from '../core/match-title.ts'
import {isPlaceholder, wordsOfName} from '../core/people.ts'
import type {PaperFacts} from '../core/resolver.ts'
import {areByOthers, isOnePaper} from '../core/same-paper.ts'
import type {Entry} from './entries.ts'
import type {Link} from './links.ts'
import {listedIn, type VerdictOf} from './listed.ts'
import {sharePaper} from './papers.ts'

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
  const match = matchAt(entry, link, verdictOf)
  return match?.kind === 'same' && match.isNear !== true
}

/** Whether the paper behind one of an entry's links is another one, as its title tells or as a search has found the one that is meant. */
export function isOtherThanRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  const looks = paperAt(link, verdictOf)?.looks ?? []
  const isFound = looks.some(({title, meant}) => meant !== undefined && title === entry.title?.text)
  return isFound || matchAt(entry, link, verdictOf)?.kind === 'other'
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
