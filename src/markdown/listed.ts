/** Entries as registries are asked about them: what the list says about a paper. */

import type {Checked} from '../core/checked.ts'
import {areByOthers, isOnePaper, isVenueConfirmed, type ListedRecord} from '../core/compare-record.ts'
import {type ListedPaper, looksLikeTitle, matchTitle, type TitleIndex, type TitleMatch, titleIndexOf} from '../core/match-title.ts'
import {isPlaceholder, namesIn, wordsOfName} from '../core/people.ts'
import type {PaperFacts} from '../core/resolver.ts'
import {isTellingTitle} from '../core/title-words.ts'
import type {Document} from './document.ts'
import type {Entry, EntryLink} from './entries.ts'
import type {Link} from './links.ts'
import {sharePaper} from './papers.ts'
import {cleanTitle} from './wording.ts'

/** What the network said about a URL as written. */
type VerdictOf = (url: string) => Checked | undefined

const indexes = new WeakMap<readonly Entry[], TitleIndex>()

/** The titles of a list, which show copied ones; made once, as several rules and looks need them. */
function titlesOf(entries: readonly Entry[]): TitleIndex {
  const known = indexes.get(entries)
  if (known !== undefined) return known
  const index = titleIndexOf(entries.flatMap(({title}) => (title === undefined ? [] : [title.text])))
  indexes.set(entries, index)
  return index
}

/** Addresses may contain titles too, but perhaps of the wrong papers. */
const address = /(?:https?:)?\/\/[^\s<>"'`\])]+/gi

/** What an entry says about its paper. */
function listedPaperOf(entry: Entry, otherTitles: TitleIndex): ListedPaper {
  const {document, section, start, end, title, name, category, authors, year, papers} = entry
  const names = [name, category].flatMap((field) => (field === undefined ? [] : [field.text]))
  const people = authors.flatMap(({text}) => namesIn(text)).filter((name) => name !== 'et al.')
  const services = papers.map(({identity}) => identity.service)
  return {
    ...(title !== undefined && {title: title.text}),
    names,
    ...(people.length > 0 && {authors: people}),
    ...(year !== undefined && {year}),
    isCombined: new Set(services).size < services.length,
    otherTitles,
    text: () => `${document.sections[section]?.text ?? ''}\n${document.source.slice(start, end).replace(address, ' ')}`,
  }
}

/** The same with its venue. */
function listedRecordOf(entry: Entry, otherTitles: TitleIndex): ListedRecord {
  const {venue} = entry
  return {
    ...listedPaperOf(entry, otherTitles),
    ...(venue !== undefined && {venue: venue.name.text}),
    ...(venue?.track !== undefined && {track: venue.track}),
  }
}

/** The record of one of several papers in an entry, titled by its own link. Venue and authors belong to the first paper. */
function oneOf(listed: ListedRecord, title: string, beside: readonly PaperFacts[]): ListedRecord {
  const {otherTitles, text} = listed
  if (title === listed.title) return {...listed, isCombined: false, beside}
  return {title, beside, ...(otherTitles !== undefined && {otherTitles}), ...(text !== undefined && {text})}
}

/** A title as names of files and addresses spell it: `some_title_of_words.pdf`. */
const spelt = /^[a-z0-9]+(?:[_-]+[a-z0-9]+){3,}(?:\.pdf)?$/i
const longestGuess = 400

/** The record; if no title was recognised, or only part of one, with the text at the link as a guess, which is only good for a search. */
export function withGuess({entry, listed, link}: Registered): ListedRecord {
  if (listed.title !== undefined && looksLikeTitle(listed.title)) return listed
  const texts = [link.text, textBefore(link, entry)].map((text) =>
    spelt.test(text) ? text.replace(/\.pdf$/, '').replace(/[_-]+/g, ' ') : text,
  )
  const title = texts.find((text) => isTellingTitle(text) && looksLikeTitle(text) && !text.includes('://'))
  return title === undefined ? listed : {...listed, title, isGuess: true}
}

/** What an item says between the previous link and this one, without list marks and quotes. A row's cells have been read by their header. */
function textBefore({start: end}: Link, {kind, start, links, document}: Entry): string {
  if (kind === 'row') return ''
  const from = Math.max(start, ...links.map(({link}) => (link.end <= end ? link.end : 0)))
  if (end - from > longestGuess) return ''
  const text = document.source.slice(from, end).replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
  return cleanTitle(text.replace(/[\s[(（:：,–—-]+$/, '').replace(/`/g, ''))
}

/** The link to one of an entry's papers, with what its registry knows. */
export interface Registered {
  readonly entry: Entry
  readonly listed: ListedRecord
  readonly link: EntryLink['link']
  readonly identity: EntryLink['identity']
  readonly facts: PaperFacts
}

/** Whether `registeredPapers` would yield anything. It reads the entries, which takes too long just to find out that it doesn't. */
export function isAnyRegistered({links}: Document, verdictOf: VerdictOf | undefined): boolean {
  return verdictOf !== undefined && links.some(({url}) => verdictOf(url)?.facts?.kind === 'paper')
}

/** The entries' links to papers that were found in their registries, in order; none offline. */
export function* registeredPapers(document: Document, verdictOf: VerdictOf | undefined): Generator<Registered> {
  if (verdictOf === undefined || !isAnyRegistered(document, verdictOf)) return
  const {entries} = document
  for (const entry of entries) {
    const papers = entry.links.flatMap(({link, role, identity, labelled}) => {
      const facts = role === 'paper' && !link.image ? verdictOf(link.url)?.facts : undefined
      return facts?.kind === 'paper' ? [{link, identity, labelled, facts}] : []
    })
    // Most entries of most lists have no paper that a registry knows.
    if (papers.length === 0) continue
    const listed = listedRecordOf(entry, titlesOf(entries))
    for (const {link, identity, labelled, facts} of papers) {
      if (listed.isCombined !== true) yield {entry, listed, link, identity, facts}
      else {
        const beside = papers.filter((other) => other.identity?.id !== identity?.id).map((other) => other.facts)
        const own = labelled && looksLikeTitle(link.text) ? link.text : undefined
        yield {entry, listed: own === undefined ? {...listed, beside} : oneOf(listed, own, beside), link, identity, facts}
      }
    }
  }
}

/** Whether the registry behind one of an entry's links has the entry's title, or had it in an earlier version; false offline. */
export function isTitledAsRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  const match = matchByRegistry(entry, link, verdictOf)
  return match?.kind === 'same' && match.isNear !== true
}

/** Whether the paper behind one of an entry's links is another one, as its title tells or as a search has found the one that is meant; false offline. */
export function isOtherThanRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  const match = matchByRegistry(entry, link, verdictOf)
  const facts = verdictOf?.(link.url)?.facts
  const looks = facts?.kind === 'paper' ? facts.looks : undefined
  return match?.kind === 'other' || looks?.some(({title, meant}) => meant !== undefined && title === entry.title?.text) === true
}

function matchByRegistry(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): TitleMatch | undefined {
  const facts = verdictOf?.(link.url)?.facts
  return facts?.kind === 'paper' ? matchTitle(listedPaperOf(entry, titlesOf(entry.document.entries)), facts) : undefined
}

/** Whether the registry of an entry's paper, or its authors there, name the entry's venue and year; false offline. */
export function isVenueAsRegistered(entry: Entry, link: Link, verdictOf: VerdictOf | undefined): boolean {
  const facts = verdictOf?.(link.url)?.facts
  return facts?.kind === 'paper' && isVenueConfirmed(listedRecordOf(entry, titlesOf(entry.document.entries)), facts)
}

/** Whether registries name one person as an author of two entries' papers, as of follow-up work; false offline and for one paper. */
export function shareRegisteredAuthor(a: Entry, b: Entry, verdictOf: VerdictOf | undefined): boolean {
  if (verdictOf === undefined || sharePaper(a, b)) return false
  const theirs = registeredAuthors(b, verdictOf)
  return registeredAuthors(a, verdictOf).some(({name, middle}) =>
    theirs.some((other) => other.name === name && (middle === '' || other.middle === '' || other.middle === middle)),
  )
}

/**
 * Whether registries tell two entries with one title apart: each link has it in its registry, and the two papers have not one author in common.
 * False offline.
 */
export function areNamesakes(a: Entry, b: Entry, verdictOf: VerdictOf | undefined): boolean {
  const [one, other] = [registeredAs(a, verdictOf), registeredAs(b, verdictOf)]
  return one !== undefined && other !== undefined && !isOnePaper(one, other) && areByOthers(one, other)
}

/** What the registry knows about the only paper of an entry, if it has the entry's title. */
function registeredAs(entry: Entry, verdictOf: VerdictOf | undefined): PaperFacts | undefined {
  const [paper, second] = entry.papers
  if (paper === undefined || second !== undefined || !isTitledAsRegistered(entry, paper.link, verdictOf)) return undefined
  const facts = verdictOf?.(paper.link.url)?.facts
  return facts?.kind === 'paper' ? facts : undefined
}

/** A full name in one spelling, whichever part comes first, with or without hyphens, and the initials beside it, which registries may leave out. */
interface RegisteredName {
  readonly name: string
  readonly middle: string
}

function registeredAuthors(entry: Entry, verdictOf: VerdictOf): RegisteredName[] {
  return entry.papers.flatMap(({link}) => {
    const facts = verdictOf(link.url)?.facts
    // The authors of another paper, whose id was copied as well, are not the entry's.
    if (facts?.kind !== 'paper' || isOtherThanRegistered(entry, link, verdictOf)) return []
    const names = (facts.authors ?? []).filter((name) => !isPlaceholder(name)).map((name) => wordsOfName(name.replaceAll('-', ' ')))
    return names.flatMap((words) => {
      const [full, initials] = [words.filter((word) => word.length >= 2), words.filter((word) => word.length === 1)]
      // `J. Wang` may be anybody.
      const isFull = full.length >= 2 && full.at(-1) === words.at(-1)
      return isFull ? [{name: full.sort().join(''), middle: initials.join(' ')}] : []
    })
  })
}
