/** Compares entries: which are about the same paper, and what to call them. */

import type {Identity} from '../../core/link/identity.ts'
import {services} from '../../core/link/service.ts'
import {peopleIn, wordsOfName} from '../../core/paper/people.ts'
import {
  beyondComparison,
  compatibleTitles,
  declaredName,
  expandedName,
  normalizedName,
  normalizedTitle,
  sameStem,
  titleTokens,
} from '../../core/paper/title.ts'
import {findVenue} from '../../core/paper/venue.ts'
import {editDistance} from '../../core/text/edit-distance.ts'
import type {Entry} from '../entry/entries.ts'
import type {Link} from '../links.ts'

/** What a person would call the entry: its title or else its name. */
export function callOf(entry: Entry): string {
  return entry.title?.text ?? entry.name?.text ?? entry.category?.text ?? ''
}

/** The name of an entry, or the one that its title declares. */
export function nameOf(entry: Entry): string | undefined {
  return entry.name?.text ?? (entry.title === undefined ? undefined : (declaredName(entry.title.text) ?? expandedName(entry.title.text)))
}

/**
 * Whether two entries can be about one paper, going by what they say; true if they say too little.
 *
 * @param leastSimilarity of two titles, from 0 to 1
 */
export function compatibleEntries(a: Entry, b: Entry, leastSimilarity?: number): boolean {
  const titleA = titleApart(a)
  const titleB = titleApart(b)
  const bothTitled = titleTokens(titleA).length >= 3 && titleTokens(titleB).length >= 3
  if (bothTitled && compatibleTitles(titleA, titleB, leastSimilarity)) return true
  if (titleA !== '' && titleB !== '' && beyondComparison(titleA, titleB)) return true
  const nameA = nameOf(a)
  const nameB = nameOf(b)
  // A paper that is retitled between versions keeps its name; a version of the name (`MoCo`, `MoCoV2`) is another paper.
  if (bothTitled) {
    if (nameA === undefined || nameB === undefined) return named(nameA, titleB) || named(nameB, titleA)
    return normalizedName(nameA).length >= 2 && normalizedName(nameA) === normalizedName(nameB)
  }
  if (agree(nameA, nameB) || named(nameA, titleB) || named(nameB, titleA)) return true
  // Rows of results are about variants: `CDN-s+HQM` and `QPIC+HQM` belong to one paper.
  if ((a.kind === 'row' || b.kind === 'row') && sharePart(nameA, nameB)) return true
  // One has only a name, the other only a title: an abbreviation can stand for anything.
  return nameA === undefined || nameB === undefined || normalizedName(nameA) === '' || normalizedName(nameB) === ''
}

/** Whether both have a link to the same paper, by its id. */
export function sharePaper(a: Entry, b: Entry): boolean {
  return a.papers.some(({identity: {service, id}}) => b.papers.some(({identity}) => identity.service === service && identity.id === id))
}

/** Whether two rows that have only names share their code as well, as two models of one paper do. */
export function areOfOneProject(a: Entry, b: Entry): boolean {
  if (a.kind !== 'row' || b.kind !== 'row' || a.title !== undefined || b.title !== undefined) return false
  const codeOf = ({links}: Entry): string[] => links.flatMap(({role, link}) => (role === 'code' ? [link.address] : []))
  const theirs = new Set(codeOf(b))
  return codeOf(a).some((address) => theirs.has(address))
}

/** What a title says besides the entry's name. */
function titleApart({title}: Entry): string {
  return title === undefined || expandedName(title.text) !== undefined ? '' : title.text
}

function agree(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const first = normalizedName(a)
  const second = normalizedName(b)
  if (first === '' || second === '') return false
  // `LLaMA` and `LLaMA-7B`, `OPT` and `OPT-66B`: sizes of one model.
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first]
  if (first === second || sameStem(a, b) || (shorter.length >= 3 && longer.startsWith(shorter))) return true
  // `Multi-Step` and `Mult-Step`: misspelt, which is another rule's business.
  return shorter.length >= 6 && editDistance(first, second, 1) <= 1 && first.replace(/\D/g, '') === second.replace(/\D/g, '')
}

function sharePart(a = '', b = ''): boolean {
  const partsOf = (name: string): string[] => normalizedTitle(name.replace(/[-+_/()*.\d]/g, ' ')).split(' ')
  const parts = new Set(partsOf(a).filter((part) => /[a-z].*[a-z].*[a-z]/.test(part)))
  return partsOf(b).some((part) => parts.has(part))
}

/** Whether a title contains a name as whole words. */
function named(name: string | undefined, title: string): boolean {
  if (name === undefined || title === '') return false
  const wanted = normalizedTitle(name)
  return wanted.length >= 2 && ` ${normalizedTitle(title)} `.includes(` ${wanted} `)
}

/** Whether both name their authors and most of them are the same people, at least two. */
export function sameAuthors(a: Entry, b: Entry): boolean {
  const first = surnamesOf(a)
  const second = surnamesOf(b)
  const shared = [...first].filter((name) => second.has(name)).length
  return shared >= 2 && shared >= 0.6 * Math.max(first.size, second.size)
}

function surnamesOf({authors}: Entry): Set<string> {
  // `Doe et al., CVPR 2021`: neither `al` nor a year is anybody's surname, nor is a venue's name a person.
  const people = authors
    .flatMap(({text}) => peopleIn(text))
    .filter((person) => !/\d/.test(person) && !/\bet\.? ?al\b/i.test(person) && findVenue(person) === undefined)
    .map(wordsOfName)
  return new Set(people.filter((words) => words.length >= 2).map((words) => words.at(-1) ?? ''))
}

/** How many entries two are apart. A list is counted when the first two are compared, which most lists never need. */
export function distancesIn(entries: readonly Entry[]): (a: Entry, b: Entry) => number {
  let order: Map<Entry, number> | undefined
  return (a, b) => {
    order ??= new Map(entries.map((entry, index) => [entry, index]))
    return Math.abs((order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
}

/** An entry with one of its papers. */
export interface Occurrence {
  readonly entry: Entry
  readonly identity: Identity
  readonly link: Link
}

/** Values by a paper's service and id. The hash of an id is kept with its string, while a key made of both would be hashed for every lookup. */
export class ByPaper<Value> {
  readonly #services = new Map<string, Map<string, Value>>()

  get({service, id}: Identity): Value | undefined {
    return this.#services.get(service)?.get(id)
  }

  set({service, id}: Identity, value: Value): void {
    const ids = this.#services.get(service)
    if (ids === undefined) this.#services.set(service, new Map([[id, value]]))
    else ids.set(id, value)
  }
}

/** The occurrences of each paper that occurs more than once, in document order. */
export function repeatedPapers(entries: readonly Entry[], services?: ReadonlySet<string>): Occurrence[][] {
  // Most papers occur once: for those only the entry is kept.
  const first = new ByPaper<Entry | Occurrence[]>()
  const repeated: Occurrence[][] = []
  for (const entry of entries) {
    for (const {identity, link} of entry.papers) {
      if (services !== undefined && !services.has(identity.service)) continue
      const before = first.get(identity)
      if (before === undefined) first.set(identity, entry)
      else if (Array.isArray(before)) before.push({entry, identity, link})
      else {
        const all = [...occurrencesOf(before, identity), {entry, identity, link}]
        first.set(identity, all)
        repeated.push(all)
      }
    }
  }
  return repeated
}

function occurrencesOf(entry: Entry, {service, id}: Identity): Occurrence[] {
  return entry.papers
    .filter(({identity}) => identity.service === service && identity.id === id)
    .map(({identity, link}) => ({entry, identity, link}))
}

/** The words that people use for a service's identifiers: `2005.10243` is an `arXiv id`. */
export function idWord({service}: Identity): string {
  return service === 'doi' ? 'DOI' : `${services[service].name} id`
}

/** `(50:90)`, with the file's name if that is another one. */
export function placeOf(entry: Entry, offset: number, from: Entry): string {
  const {line, column} = entry.document.lines.pointAt(offset)
  return entry.document === from.document ? `(${line}:${column})` : `(${entry.document.path}:${line}:${column})`
}
