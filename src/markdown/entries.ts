/** The records of a list: one entry per paper, wherever and however it stands. */

import type {Identity} from '../core/identity.ts'
import {firstWhere} from '../core/ordered.ts'
import type {Span} from '../core/place.ts'
import {services} from '../core/service.ts'
import type {Document} from './document.ts'
import type {EntryLink, Field, Title, Venue} from './field.ts'
import {type Fields, fieldsOf, longestText} from './fields.ts'
import type {Link} from './links.ts'
import {type Run, runsOf} from './runs.ts'
import type {NodeId} from './tree.ts'
import {type Cell, eachUnit, type Look, lineBreak, type Unit} from './units.ts'
import {cleanTitle, hasWords, looksLikeAuthors, wordCount} from './wording.ts'

export type {EntryLink, Field, Title, Venue} from './field.ts'

/** One paper of the list. A fact that is absent never contradicts. */
export interface Entry extends Span {
  readonly document: Document
  readonly kind: 'item' | 'row' | 'paragraph' | 'html'
  /** Index into the document's headings of the section it stands in, -1 before the first. */
  readonly section: number
  /** What the list calls the paper: a tag, a name cell, the table's link. */
  readonly name: Field | undefined
  /** A tag used on several entries of a section says what sort they are, not what they are called. */
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

/** Sections of these sorts hold no entries: their rows repeat a paper's id with good reason. */
const noPapers =
  /\b(?:data ?sets?|benchmarks?|blogs?|resources?|tools?|toolbox(?:es)?|news|related|librar(?:y|ies)|leaderboards?|courses?|books?|tutorials?)\b|数据集|新闻|更新|资源/i

const paperKinds = new Set(['paper', 'doi', 'pdf-hash'])

/** Recognise the entries of a document; linear in its size. */
export function entriesOf(document: Document): readonly Entry[] {
  // Runs that were looked at while blocks were grouped are not read a second time.
  const read = new WeakMap<readonly Run[], Fields>()
  const look = (runs: readonly Run[]): Look => {
    let fields = read.get(runs)
    if (fields === undefined) {
      fields = fieldsOf(runs)
      read.set(runs, fields)
    }
    const {title, links} = fields
    const paper = links.find(({role}) => role === 'paper')
    return {
      title: title?.normal,
      paper: paper === undefined ? undefined : (paper.identity?.id ?? paper.link.address),
      named: fields.name !== undefined,
    }
  }

  const entries: Mutable<Entry>[] = []
  const sections = new SectionFinder(document)
  eachUnit(document, look, (unit) => {
    const fields = unit.cells === undefined ? (read.get(unit.runs) ?? fieldsOf(unit.runs)) : rowFields(unit)
    if (fields === undefined || (unit.heading && !headingEntry(unit, fields)) || !isPaper(unit, fields)) return
    const section = sections.at(unit.start)
    if (sections.excluded(section) && (fields.plainTitle || !hasWords(fields.title?.text ?? '', 4))) return
    entries.push(entryOf(document, unit, fields, section))
  })
  // What stands in an item, a table or a quote, is handed out before it.
  entries.sort((a, b) => a.start - b.start)
  findCategories(entries)
  return entries
}

type Mutable<T> = {-readonly [Key in keyof T]: T[Key]}

/** A tag that stands on three or more entries of a section is a category, and no name. */
function findCategories(entries: readonly Mutable<Entry>[]): void {
  const sections = new Map<number, Map<string, Mutable<Entry>[]>>()
  for (const entry of entries) {
    if (entry.name === undefined) continue
    let tags = sections.get(entry.section)
    if (tags === undefined) {
      tags = new Map()
      sections.set(entry.section, tags)
    }
    const tag = entry.name.text.toLowerCase()
    const same = tags.get(tag)
    if (same === undefined) tags.set(tag, [entry])
    else same.push(entry)
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

/** The runs of the block that was read last: one block may hold thousands of entries, each of which asks. */
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

/** The venue with its name where the source has it: emphasis, escapes and entities within a link's text move what stands behind them. */
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
    // Arrays that grow reserve room for seventeen, and most entries keep one.
    if (papers.length === 0) papers = [{identity, link}]
    else papers.push({identity, link})
  }
  return papers
}

/** There is a paper's link, or a title with a venue: marked as a title, or the plain text of an item whose venue has a year; or a marked one with authors. */
function isPaper({kind}: Unit, {links, title, venue, plainTitle, authors}: Fields): boolean {
  if (links.some(({role}) => role === 'paper')) return true
  if (kind === 'item' && title !== undefined && !plainTitle && authors.length > 0 && hasWords(title.text, 5)) return true
  return title !== undefined && venue !== undefined && (!plainTitle || (kind === 'item' && venue.year !== undefined))
}

/** A heading is an entry's title only where papers follow it without a title of their own, and it reads like one. */
function headingEntry(unit: Unit, fields: Fields): boolean {
  const first = unit.runs.findIndex(({style}) => style === 'break')
  const own = first < 0 ? unit.runs : unit.runs.slice(0, first)
  // A section's name in two languages is no title: `显著性检测(Saliency Detection)`.
  const text = own
    .map((run) => run.text)
    .join(' ')
    .replace(/[\u3040-\u9fff]+/g, ' ')
  return fields.title !== undefined && fields.title.end <= (own.at(-1)?.end ?? 0) && hasWords(text, 4) && unit.depth !== 1
}

/** Which fields a table's column gives to its cells. */
type ColumnRole = 'title' | 'code' | 'project' | 'venue' | 'date' | 'name' | 'media' | 'other' | 'index' | 'ignored'

const columnRoles: readonly [RegExp, ColumnRole][] = [
  [
    /\b(?:notes?|abstract|abs\.|summary|description|tl;?dr|comments?|remarks?|highlights?|keywords? ?&|introduction)\b|简介|摘要/i,
    'ignored',
  ],
  [/\b(?:paper|title|publication|article)s?\b|论文|标题/i, 'title'],
  [/\b(?:code|github|implementation|pytorch|repo(?:sitory)?)s?\b|代码/i, 'code'],
  [/\b(?:venue|conf(?:erence)?|journal|published|pub|publisher)s?\b|会议|期刊/i, 'venue'],
  [/\b(?:year|date|time)\b|时间|日期|年份/i, 'date'],
  [/\b(?:name|method|model|detector|keywords?|algorithm|approach|abbreviation|abbr)s?\b|名称|方法|模型/i, 'name'],
  [/\b(?:video|youtube|talk|slides|review)s?\b/i, 'media'],
  [/^\W*(?:project|home|web)[ -]?(?:page|site)?s?\W*$/i, 'project'],
  [/\b(?:links?|materials?|resources?|url|demo|project|page|website)\b/i, 'other'],
  [/^(?:idx|#|no\.?|id|index|序号)$/i, 'index'],
  [/\bauthors?\b|作者/i, 'ignored'],
]

/** What a column holds by its header. */
export function columnRoleOf(header: string): ColumnRole | undefined {
  const text = header.trim()
  return columnRoles.find(([pattern]) => pattern.test(text))?.[1]
}

/** The fields of a table row: by its columns' headers, and by the links where a header says nothing. */
function rowFields(unit: Unit): Fields | undefined {
  const roles = (unit.header ?? []).map(columnRoleOf)
  const cells = unit.cells ?? []
  const wanted = cells.filter(({column}) => roles[column] !== 'ignored')
  const fields = fieldsOf(joined(wanted))
  const cellOf = (role: ColumnRole): Cell | undefined => cells.find(({column}) => roles[column] === role)

  const titleCell = cellOf('title')
  if (titleCell !== undefined) {
    const own = fieldsOf(titleCell.runs)
    if (own.title !== undefined) {
      fields.title = own.title
      fields.plainTitle = false
    } else if (fields.plainTitle) fields.title = undefined
    if (own.name !== undefined) fields.name = own.name
  }
  const nameCell = cellOf('name')
  const nameText = nameCell === undefined ? '' : textOfRuns(nameCell.runs)
  const [firstRun] = nameCell?.runs ?? []
  const lastRun = nameCell?.runs.at(-1)
  if (
    firstRun !== undefined &&
    lastRun !== undefined &&
    /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(nameText) &&
    !isEmptyCell(nameText) &&
    !hasWords(nameText, 6)
  ) {
    fields.name = {text: nameText, start: firstRun.start, end: lastRun.end}
  } else if (
    nameCell !== undefined &&
    titleCell !== nameCell &&
    fields.name !== undefined &&
    firstRun !== undefined &&
    lastRun !== undefined
  ) {
    // A name cell that holds no name leaves the row without one, unless the title stands there, too.
    const isThere = ({start, end}: Span): boolean => start >= firstRun.start && end <= lastRun.end
    if (isThere(fields.name) && (fields.title === undefined || !isThere(fields.title))) fields.name = undefined
  }
  const venueCell = cellOf('venue') ?? cellOf('date')
  if (venueCell !== undefined) {
    const own = fieldsOf(venueCell.runs)
    if (own.venue !== undefined && (own.venue.year !== undefined || fields.venue === undefined)) fields.venue = own.venue
    const yearCell = cells.find(({column}) => /^\W*(?:year|年份)\W*$/i.test(unit.header?.[column] ?? ''))
    const year = own.year ?? yearOf(textOfRuns(venueCell.runs)) ?? (yearCell && yearOf(textOfRuns(yearCell.runs)))
    // The date of a meeting or of an addition to the list is not the paper's.
    if (fields.venue?.year !== undefined) fields.year = fields.venue.year
    else if (year !== undefined) fields.year = year
  }
  for (const {column, runs} of cells) {
    const role = roles[column]
    if (role !== 'code' && role !== 'project') continue
    const inCell = new Set(runs.map(({link}) => link))
    // A name as the text of a link in the code column, or no more than `Link`: `[Point-MAE](https://github.com/…)`.
    fields.links = fields.links.map((link) => (inCell.has(link.link) && isWordless(link) ? {...link, role} : link))
  }
  if (!roles.some((role) => role !== undefined) && !fields.links.some(({role, identity}) => role === 'paper' && identity !== undefined))
    return undefined
  return fields
}

/** Whether a link's own words do not say what it leads to, so that its column does. */
function isWordless({role, link}: EntryLink): boolean {
  return role === 'other' || /^\W*(?:links?|url|链接|地址)\W*$/i.test(link.text)
}

function joined(cells: readonly Cell[]): Run[] {
  const runs: Run[] = []
  for (const cell of cells) {
    const [first] = cell.runs
    if (first === undefined) continue
    if (runs.length > 0) runs.push(lineBreak(first.start))
    for (const run of cell.runs) runs.push(run)
  }
  return runs
}

function textOfRuns(runs: readonly Run[]): string {
  return cleanTitle(
    runs
      .filter(({style}) => style !== 'break' && style !== 'image')
      .map(({text}) => text)
      .join(' ')
      .slice(0, longestText),
  )
}

function isEmptyCell(text: string): boolean {
  const word = /\w(?:.*\w)?/s.exec(text)?.[0]
  return word === undefined || /^(?:none|nan|n\/a|na|tbd|todo)$/i.test(word)
}

function yearOf(text: string): number | undefined {
  const match = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)
  return match?.[1] === undefined || looksLikeAuthors(text) ? undefined : Number(match[1])
}

/** Which section an offset stands in, for offsets that mostly rise. */
class SectionFinder {
  readonly #document: Document
  readonly #excluded: boolean[]
  #last = -1

  constructor(document: Document) {
    this.#document = document
    // A section is what its own heading says, or else what the nearest heading above it of a lower depth says.
    this.#excluded = []
    const path: {depth: number; excluded: boolean; words: number}[] = []
    for (const {depth, text} of document.headings) {
      while ((path.at(-1)?.depth ?? 0) >= depth) path.pop()
      const papers = /\bpapers?\b|论文/i.test(text)
      const own = noPapers.test(text) && !papers && !hasWords(text, 7)
      const above = path.at(-1)
      // Below the name of the list itself only where that says nothing else: `# Datasets`.
      const excluded = own || (above?.excluded === true && !papers && (depth > 2 || above.words <= 1))
      path.push({depth, excluded, words: wordCount(text)})
      this.#excluded.push(excluded)
    }
  }

  at(offset: number): number {
    const {headings} = this.#document
    if ((headings[this.#last]?.start ?? -1) > offset) this.#last = -1
    while ((headings[this.#last + 1]?.start ?? Number.POSITIVE_INFINITY) <= offset) this.#last++
    return this.#last
  }

  excluded(section: number): boolean {
    return this.#excluded[section] ?? false
  }
}
