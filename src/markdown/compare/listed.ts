/** Entries as registries are asked about them: what the list says about a paper. */

import {namesIn} from '../../core/paper/people.ts'
import {isTellingTitle} from '../../core/paper/title-words.ts'
import type {ListedRecord} from '../../core/registry/compare-record.ts'
import {type ListedPaper, looksLikeTitle, type TitleIndex, titleIndexOf} from '../../core/registry/match-title.ts'
import type {PaperFacts} from '../../core/registry/resolver.ts'
import type {Entry, EntryLink} from '../entry/entries.ts'
import {cleanTitle} from '../entry/wording.ts'
import type {Link} from '../links.ts'

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

/** What an entry says about its paper, beside the titles of its list. */
export function listedIn(entry: Entry): ListedRecord {
  return listedRecordOf(entry, titlesOf(entry.document.entries))
}

/** The record of one of several papers in an entry, titled by its own link if that has a title. Venue and authors belong to the first paper. */
export function listedAt({link, labelled}: EntryLink, listed: ListedRecord, beside: readonly PaperFacts[]): ListedRecord {
  const {otherTitles, text} = listed
  const title = labelled && looksLikeTitle(link.text) ? link.text : undefined
  if (title === undefined) return {...listed, beside}
  if (title === listed.title) return {...listed, isCombined: false, beside}
  return {title, beside, ...(otherTitles !== undefined && {otherTitles}), ...(text !== undefined && {text})}
}

/** The link to one of an entry's papers, with what the entry says about that. */
export interface ListedLink {
  readonly entry: Entry
  readonly listed: ListedRecord
  readonly link: Link
}

/** A title as names of files and addresses spell it: `some_title_of_words.pdf`. */
const spelt = /^[a-z0-9]+(?:[_-]+[a-z0-9]+){3,}(?:\.pdf)?$/i
const longestGuess = 400

/** The record; if no title was recognised, or only part of one, with the text at the link as a guess, which is only good for a search. */
export function withGuess({entry, listed, link}: ListedLink): ListedRecord {
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
