/** The records of a list: one entry per paper, wherever and however it is written. */

import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {firstWhere} from '../../core/collection/ordered.ts'
import type {Identity} from '../../core/link/identity.ts'
import {services} from '../../core/link/service.ts'
import {venueOf} from '../../core/paper/venue.ts'
import type {Span} from '../../core/text/place.ts'
import type {Document} from '../document.ts'
import type {Link} from '../links.ts'
import type {NodeId} from '../tree/tree.ts'
import type {EntryLink, Field, Title, Venue} from './field.ts'
import {type Fields, fieldsOf} from './fields.ts'
import {rowFields} from './row.ts'
import {lineBreak, type Run, runsOf} from './runs.ts'
import type {Look, Unit} from './unit.ts'
import {eachUnit} from './units.ts'
import {hasWords, wordCount} from './wording.ts'

export type {EntryLink, Field, Title, Venue} from './field.ts'

/** One paper of the list. An absent fact contradicts nothing. */
export interface Entry extends Span {
  readonly document: Document
  readonly kind: 'item' | 'row' | 'paragraph' | 'html'
  /** Index into the document's sections, -1 before the first. */
  readonly section: number
  /** What the list calls the paper: a tag, a name cell, the table's link. */
  readonly name: Field | undefined
  /** A tag used on several entries of a section says what kind they are, not what they are called. */
  readonly category: Field | undefined
  readonly title: Title | undefined
  readonly venue: Venue | undefined
  readonly year: number | undefined
  readonly authors: readonly Field[]
  readonly links: readonly EntryLink[]
  /** Identities of its papers, in order, without repetition. */
  readonly papers: readonly {readonly identity: Identity; readonly link: Link}[]
  /** The blocks that it was read from; `runsOfEntry` reads them again. */
  readonly nodes: readonly NodeId[]
  /** Of a table row: the table's node. */
  readonly table: NodeId | undefined
}

/** Kinds of sections without entries: their rows repeat a paper's id for good reason. */
const noPapers =
  /\b(?:data ?sets?|benchmarks?|blogs?|resources?|tools?|toolbox(?:es)?|(?<!fake )news|related|librar(?:y|ies)|leaderboards?|courses?|books?|tutorials?)\b|数据集|新闻|更新|资源/

/** `Surveys & Benchmarks`, `Dataset Distillation`: those that hold papers as well, or only papers. In lower case. */
const alsoPapers = /\b(?:surveys?|reviews?|distillation|condensation)\b|综述/

/** Announcements hold none, whatever they look like: they are about papers that the list has elsewhere. In lower case. */
const announcements =
  /^\W*(?:(?:latest|recent|breaking|our)\s+)?(?:news|updates?|what'?s new|announcements?|change ?log)\W*$|^[^\w\u3040-\ud7ff]*(?:新闻|最新动态|更新日志)[^\w\u3040-\ud7ff]*$/

/** `2025`, `June 2025`, `2025/06`, and nothing else. */
const yearAlone = /^\W*(?:[a-z]{3,9}\.?,? )?(?:19|20)\d\d(?:[-./年]\d\d?月?)?\W*$/

const paperKinds = new Set(['paper', 'doi', 'pdf-hash'])

/** Recognise the entries of a document; linear in its size. */
export function entriesOf(document: Document): readonly Entry[] {
  // Runs that were read to group blocks are not read again.
  const read = new WeakMap<readonly Run[], Fields>()
  const look = (runs: readonly Run[]): Look => {
    const {name, title, plainTitle, links, venue} = getOrInsert(read, runs, fieldsOf)
    const paper = links.find(({role}) => role === 'paper')
    return {
      title: title?.normal,
      unmarked: plainTitle ? title : undefined,
      paper: paper === undefined ? undefined : (paper.identity?.id ?? paper.link.address),
      named: name !== undefined,
      placed: venue !== undefined,
      dated: venue?.year !== undefined,
    }
  }

  const entries: Mutable<Entry>[] = []
  const sections = new SectionFinder(document)
  eachUnit(document, look, (unit) => {
    const fields = unit.cells === undefined ? (read.get(unit.runs) ?? fieldsOf(unit.runs)) : rowFields(unit)
    if (fields === undefined || (unit.heading && !isTitledByHeading(unit, fields)) || !isPaper(unit, fields)) return
    const section = sections.at(unit.start)
    const exclusion = sections.exclusionAt(section)
    // An item with a venue and a year is a paper all the same: `(ACL 2024) A Title [[Paper]](…)`.
    const isPublished = unit.kind === 'item' && fields.venue?.year !== undefined && fields.links.some(({role}) => role === 'paper')
    if (exclusion === 'all' || (exclusion === 'unmarked' && fields.plainTitle && !isPublished)) return
    if (exclusion !== 'none' && !hasWords(fields.title?.text ?? '', 4)) return
    entries.push(entryOf(document, unit, fields, section))
  })
  // A table or a quote inside an item is handed out before it.
  entries.sort((a, b) => a.start - b.start)
  findCategories(entries)
  return entries
}

type Mutable<T> = {-readonly [Key in keyof T]: T[Key]}

/** A tag on three or more entries of a section is a category, not a name. */
function findCategories(entries: readonly Mutable<Entry>[]): void {
  const sections = new Map<number, Map<string, Mutable<Entry>[]>>()
  for (const entry of entries) {
    if (entry.name === undefined) continue
    const tags = getOrInsert(sections, entry.section, () => new Map<string, Mutable<Entry>[]>())
    getOrInsert(tags, entry.name.text.toLowerCase(), () => []).push(entry)
  }
  for (const tags of sections.values()) {
    for (const same of tags.values()) {
      if (same.length < 3) continue
      for (const entry of same) {
        entry.category = entry.name
        entry.name = undefined
      }
    }
  }
}

/** The pieces of an entry's text in reading order. */
export function runsOfEntry({document, nodes, start, end}: Entry): Run[] {
  const runs: Run[] = []
  for (const node of nodes) {
    const all = runsOfBlock(document, node)
    let isFirst = true
    for (let index = firstWhere(all, (run) => run.start >= start); index < all.length; index++) {
      const run = all[index]
      if (run === undefined || run.start > end) break
      if (run.end > end) continue
      if (isFirst && runs.length > 0) runs.push(lineBreak(run.start))
      isFirst = false
      runs.push(run)
    }
  }
  return runs
}

/** The runs of the block that was read last: one block may hold thousands of entries, and each asks for them. */
const lastRead = new WeakMap<Document, {readonly node: NodeId; readonly runs: readonly Run[]}>()

function runsOfBlock(document: Document, node: NodeId): readonly Run[] {
  const last = lastRead.get(document)
  if (last?.node === node) return last.runs
  const runs = runsOf(document, node)
  lastRead.set(document, {node, runs})
  return runs
}

type Papers = {identity: Identity; link: Link}[]

function entryOf(document: Document, {kind, nodes, table, start, end}: Unit, fields: Fields, section: number): Mutable<Entry> {
  return {
    document,
    kind,
    section,
    name: fields.name,
    category: undefined,
    title: fields.title,
    venue: fields.venue && placed(fields.venue, document.source),
    year: fields.year,
    authors: fields.authors,
    links: fields.links,
    papers: papersOf(fields.links),
    nodes,
    table,
    start,
    end,
  }
}

/** The venue with its name's place in the source: emphasis, escapes and entities within a link's text shift what follows them. */
function placed(venue: Venue, source: string): Venue {
  const {text, start} = venue.name
  if (source.startsWith(text, start)) return venue
  const at = source.slice(venue.start, venue.end).indexOf(text)
  return at < 0 ? venue : {...venue, name: {text, start: venue.start + at, end: venue.start + at + text.length}}
}

function papersOf(links: readonly EntryLink[]): Papers {
  let papers: Papers = []
  for (const {identity, link, role} of links) {
    // A link to a paper under `Code` or `Blog` is not this entry's paper.
    if (
      role !== 'paper' ||
      identity === undefined ||
      !paperKinds.has(identity.kind) ||
      services[identity.service].role !== 'paper' ||
      link.image
    )
      continue
    if (papers.some(({identity: other}) => other.service === identity.service && other.id === identity.id)) continue
    // An array that grows reserves room for seventeen, and most entries keep one.
    if (papers.length === 0) papers = [{identity, link}]
    else papers.push({identity, link})
  }
  return papers
}

/**
 * Whether a unit is the entry of a paper. It is if it has one of these:
 *
 * - a link to a paper,
 * - a title that something marks as one, with a venue or, in an item, with authors,
 * - a plain title with a venue and a year, in an item or, in HTML, with a name.
 */
function isPaper({kind, header}: Unit, {links, name, title, venue, plainTitle, authors}: Fields): boolean {
  // `RENarGen (Official Repository)` belongs to a paper and is none itself.
  if (title !== undefined && /\((?:[a-z]+ )?(?:repository|repo|codebase|toolkit|library)\)$/.test(title.text.toLowerCase())) return false
  // Without anything else that papers have, an address without an identity may be any page of a publisher.
  const isTold = (title ?? name ?? venue) !== undefined || authors.length > 0 || links.some(({role}) => role === 'code')
  if (links.some(({role, identity}) => role === 'paper' && (isTold || identity !== undefined))) return true
  if (kind === 'item' && title !== undefined && !plainTitle && authors.length > 0 && hasWords(title.text, 5)) return true
  // An unknown venue in a table may be a publisher of books, unless a header says that the titles are papers.
  const isVenue = venue !== undefined && (kind !== 'row' || venueOf(venue.name.text) !== undefined || header?.some(callsPaper) === true)
  const isListed = kind === 'item' || (kind === 'html' && name !== undefined)
  return title !== undefined && isVenue && (!plainTitle || (isListed && venue.year !== undefined))
}

/** `Paper`, `Paper Title`, `논문` as the header of a column. */
function callsPaper(header: string): boolean {
  return /^\W*papers?(?: (?:titles?|names?))?\W*$|^\s*(?:论文|論文|논문)(?:名称|标题|题目|\s*제목|タイトル)?\s*$/i.test(header)
}

/** A heading is an entry's title only if it reads like one and what follows it links papers without titles of their own. */
function isTitledByHeading(unit: Unit, fields: Fields): boolean {
  const first = unit.runs.findIndex(({style}) => style === 'break')
  const own = first < 0 ? unit.runs : unit.runs.slice(0, first)
  // A section's name in two languages is no title: `显著性检测(Saliency Detection)`.
  const text = own
    .map((run) => run.text)
    .join(' ')
    .replace(/[\u3040-\u9fff]+/g, ' ')
  // `How to cite` is about the list, and more than a handful of papers belong to a section.
  if (aboutList.test(text.toLowerCase()) || fields.links.filter(({role}) => role === 'paper').length > 6) return false
  return fields.title !== undefined && fields.title.end <= (own.at(-1)?.end ?? 0) && hasWords(text, 4) && unit.depth !== 1
}

const aboutList = /^\W*(?:cit(?:e|ing|ation)|how to (?:cite|contribute)|contribut|acknowledg|about this)/

/** Which entries a section leaves out: all, those whose title nothing marks as one, those without a title, or none. */
type Exclusion = 'all' | 'unmarked' | 'untitled' | 'none'

/** Finds the section of an offset, for offsets that mostly rise. */
class SectionFinder {
  readonly #document: Document
  readonly #exclusions: Exclusion[]
  #last = -1

  constructor(document: Document) {
    this.#document = document
    // A section is of the kind that its own heading says, or else of the kind of the section around it.
    this.#exclusions = []
    const path: {depth: number; excluded: boolean; announces: boolean; words: number}[] = []
    for (const {depth, text} of document.sections) {
      while ((path.at(-1)?.depth ?? 0) >= depth) path.pop()
      const lower = text.toLowerCase()
      const papers = /\bpapers?\b|论文/.test(lower)
      const own = noPapers.test(lower) && !papers && !hasWords(text, 7)
      const above = path.at(-1)
      // The heading of the whole list excludes its sections only if it says nothing else: `# Datasets`.
      const excluded = own || (above?.excluded === true && !papers && (depth > 2 || above.words <= 1))
      const mixed = alsoPapers.test(lower)
      // `### 2025` below `## News` holds that year's news.
      const announces = announcements.test(lower) || (above?.announces === true && yearAlone.test(lower))
      path.push({depth, excluded: excluded && !mixed, announces, words: wordCount(text)})
      this.#exclusions.push(announces ? 'all' : excluded ? (mixed ? 'untitled' : 'unmarked') : 'none')
    }
  }

  at(offset: number): number {
    const {sections} = this.#document
    if ((sections[this.#last]?.start ?? -1) > offset) this.#last = -1
    while ((sections[this.#last + 1]?.start ?? Number.POSITIVE_INFINITY) <= offset) this.#last++
    return this.#last
  }

  exclusionAt(section: number): Exclusion {
    return this.#exclusions[section] ?? 'none'
  }
}
