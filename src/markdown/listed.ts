/** Entries as registries are asked about them: what the list says of a paper. */

import type {ListedRecord} from '../core/judge-record.ts'
import {type ListedPaper, type TitleIndex, titleIndexOf} from '../core/judge-title.ts'
import type {Entry} from './entries.ts'

/** The titles of a list, by which a copied one is known. */
export function titlesOf(entries: readonly Entry[]): TitleIndex {
  return titleIndexOf(entries.flatMap(({title}) => (title === undefined ? [] : [title.text])))
}

/** What an entry says of its paper. */
export function listedPaperOf({title, name, category, authors, year, papers}: Entry, otherTitles: TitleIndex): ListedPaper {
  const names = [name, category].flatMap((field) => (field === undefined ? [] : [field.text]))
  const people = authors.flatMap(({text}) => text.split(/[,;]| and |&/).map((person) => person.trim())).filter((person) => person !== '')
  const services = papers.map(({identity}) => identity.service)
  return {
    ...(title !== undefined && {title: title.text}),
    names,
    ...(people.length > 0 && {authors: people}),
    ...(year !== undefined && {year}),
    isCombined: new Set(services).size < services.length,
    otherTitles,
  }
}

/** The same with its venue. */
export function listedRecordOf(entry: Entry, otherTitles: TitleIndex): ListedRecord {
  const {venue} = entry
  return {
    ...listedPaperOf(entry, otherTitles),
    ...(venue !== undefined && {venue: venue.name.text}),
    ...(venue?.track !== undefined && {track: venue.track}),
  }
}
