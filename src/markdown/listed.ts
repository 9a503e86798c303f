/** Entries as registries are asked about them: what the list says of a paper. */

import type {Checked} from '../core/checked.ts'
import type {ListedRecord} from '../core/judge-record.ts'
import {type ListedPaper, type TitleIndex, titleIndexOf} from '../core/judge-title.ts'
import {namesIn} from '../core/people.ts'
import type {PaperFacts} from '../core/resolver.ts'
import type {Document} from './document.ts'
import type {Entry, EntryLink} from './entries.ts'

const indexes = new WeakMap<readonly Entry[], TitleIndex>()

/** The titles of a list, by which a copied one is known; made once, as several rules and looks ask. */
function titlesOf(entries: readonly Entry[]): TitleIndex {
  const known = indexes.get(entries)
  if (known !== undefined) return known
  const index = titleIndexOf(entries.flatMap(({title}) => (title === undefined ? [] : [title.text])))
  indexes.set(entries, index)
  return index
}

/** Addresses hold titles too, those of the wrong papers. */
const address = /(?:https?:)?\/\/[^\s<>"'`\])]+/gi

/** What an entry says of its paper. */
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

/** One paper's link of an entry with what its registry knows. */
export interface Registered {
  readonly entry: Entry
  readonly listed: ListedRecord
  readonly link: EntryLink['link']
  readonly identity: EntryLink['identity']
  readonly facts: PaperFacts
}

/** Is there anything that `registeredPapers` would tell? It reads the entries, which is too much to find out that there is not. */
function isAnyRegistered({links}: Document, verdictOf: (url: string) => Checked | undefined): boolean {
  return links.some(({url}) => verdictOf(url)?.facts?.kind === 'paper')
}

/** The entries' links whose registries were asked and know the paper, in order; none offline. */
export function* registeredPapers(
  document: Document,
  verdictOf: ((url: string) => Checked | undefined) | undefined,
): Generator<Registered> {
  if (verdictOf === undefined || !isAnyRegistered(document, verdictOf)) return
  const {entries} = document
  for (const entry of entries) {
    let listed: ListedRecord | undefined
    for (const {link, role, identity} of entry.links) {
      const facts = role === 'paper' && !link.image ? verdictOf(link.url)?.facts : undefined
      if (facts?.kind !== 'paper') continue
      // Most links of most lists are no papers that a registry knows.
      listed ??= listedRecordOf(entry, titlesOf(entries))
      yield {entry, listed, link, identity, facts}
    }
  }
}
