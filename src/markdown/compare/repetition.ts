/** Papers repeated on purpose: rows that a column distinguishes, groups within a section, sides of a conflict, a section that describes another's. */
import {countsOf} from '../../core/collection/counts.ts'
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import {firstWhere} from '../../core/collection/ordered.ts'
import {findVenue} from '../../core/paper/venue.ts'
import type {Span} from '../../core/text/place.ts'
import type {Document} from '../document.ts'
import type {Entry} from '../entry/entries.ts'
import {columnRolesOf} from '../entry/row.ts'
import {date, hasWords, isPerson, looksLikeAuthors} from '../entry/wording.ts'
import {cellsOf, rowsOf} from '../table.ts'
import {ancestorsOf, childrenOf, type NodeId, type Tree, textOf} from '../tree/tree.ts'
import {type Occurrence, sharePaper} from './papers.ts'

/** An entry whose paper is listed before, and the earlier entry. */
export interface Repeated {
  readonly entry: Entry
  readonly earlier: Entry
}

/**
 * Whether a column, such as one for backbones, data sets or scores, distinguishes a row from the earlier one of its paper.
 *
 * A few such rows may be slips. The repetition is on purpose if they are a tenth of the table and a column's cells differ in most of them, or if a
 * column names data sets, benchmarks or tools.
 */
export function tellingColumns(repeated: readonly Repeated[]): (pair: Repeated) => boolean {
  const tables = new Map<Tree, Map<NodeId, Repeated[]>>()
  for (const pair of repeated) {
    const {document, table} = pair.entry
    if (table === undefined) continue
    const ofDocument = getOrInsert(tables, document.tree, () => new Map<NodeId, Repeated[]>())
    getOrInsert(ofDocument, table, () => []).push(pair)
  }
  const toldApart = new Set<Repeated>()
  for (const [tree, ofDocument] of tables) {
    for (const [table, pairs] of ofDocument) for (const pair of toldApartIn(tree, table, pairs)) toldApart.add(pair)
  }
  return (pair) => toldApart.has(pair)
}

function toldApartIn(tree: Tree, table: NodeId, pairs: readonly Repeated[]): readonly Repeated[] {
  const [first, ...rows] = rowsOf(tree, table)
  const header = first?.cells.map(({start, end}) => tree.source.slice(start, end)) ?? []
  const differingAt = (column: number, name?: string): Repeated[] =>
    pairs.filter(({entry, earlier}) => differ(shownAt(entry, column), shownAt(earlier, column), name))
  const byThing = header.flatMap((name, column) =>
    thing.test(name.toLowerCase()) ? differingAt(column).filter(({entry, earlier}) => sharePaper(entry, earlier)) : [],
  )
  if (pairs.length < 2 || pairs.length * 10 < rows.length) return byThing
  const roles = columnRolesOf(header)
  const byColumn = header.flatMap((name, column) => {
    const differing = settled.has(roles[column]) ? [] : differingAt(column, name)
    return differing.length >= 2 && differing.length * 3 >= pairs.length * 2 ? differing : []
  })
  return [...byThing, ...byColumn]
}

/** Columns for things of which papers have several: one such row is enough. In lower case. */
const thing = /\b(?:data ?sets?|benchmarks?|corpus|corpora|tools?|tasks?)\b|数据集|基准/

/** Columns that may differ wherever a paper is listed twice, whoever did it and when. */
const settled = new Set<unknown>(['title', 'code', 'project', 'venue', 'date', 'index', 'ignored'])

function differ(a: string, b: string, header = ''): boolean {
  if (a === '' || b === '' || a === b) return false
  // A column of whole numbers without a name counts the rows.
  return header !== '' || !/^\d+$/.test(a) || !/^\d+$/.test(b)
}

function shownAt({document: {source}, start, end}: Entry, column: number): string {
  const cell = cellsOf(source, start, end)[column]
  const text = cell === undefined ? '' : source.slice(cell.start, cell.end)
  return text
    .replace(/\]\([^()]*\)/g, '')
    .toLowerCase()
    .replace(/[\s*_~[\]`.-]+/g, ' ')
    .trim()
}

/**
 * Tells apart the groups within a document's sections in which an entry should occur only once: what is below one item, after one line of bold
 * or italic words, in one part that can be folded away, or on one side of an unresolved merge.
 *
 * @returns a function from an entry to its group's name, which other sections may have too
 */
export function groupsOf(document: Document): (entry: Entry) => string {
  const {tree, source, entries} = document
  const folds = foldsOf(document)
  const own = new Set(entries.map(({start}) => start))
  const topics = childrenOf(tree, tree.root)
    .filter((block) => isTopicLine(tree, block) && !own.has(tree.start(block)))
    .map((block) => tree.start(block))
  const sides = source.includes('<<<<<<< ') ? [...source.matchAll(/^={7}\r?$/gm)].map(({index}) => index) : []
  const isTopic = new Map<NodeId, boolean>()
  const shares = countsOf(entries.flatMap(({nodes: [node]}) => node ?? []))
  return ({kind, nodes: [node], start, title}) => {
    const fold = folds.find((part) => part.start < start && start < part.end)
    const side = `${firstWhere(sides, (at) => at > start)} ${fold?.start ?? ''}`
    if (kind === 'row' || node === undefined) return side
    // An item's paragraphs may be entries below its first one.
    const isBelow = (shares.get(node) ?? 0) > 1 && tree.type(node) === 'paragraph' && (title?.start ?? 0) > tree.end(node)
    const item = isBelow ? tree.parent(node) : itemAbove(tree, node)
    if (item === undefined) return `${side} ${kind === 'item' ? firstWhere(topics, (at) => at > start) : ''}`
    const tells = getOrInsert(isTopic, item, () => !saysWhenOrWhere(textOf(tree, tree.child(item, 0))))
    return `${side} ${tells ? `below ${item}` : ''}`
  }
}

/** What can be folded away and has several entries below a summary of its own, inner parts first. */
function foldsOf({source, html, entries}: Document): Span[] {
  const folds: Span[] = []
  const open: {start: number; summary: number; isTopic: boolean}[] = []
  for (const {element, closing, start, end} of html.flatMap(({piece}) => piece.tags)) {
    const part = open.at(-1)
    if (element === 'details' && !closing) open.push({start, summary: end, isTopic: false})
    else if (part !== undefined && element === 'summary') {
      const text = source.slice(part.summary, start).replace(/<[^>]*>/g, '')
      if (closing) part.isTopic = !saysWhenOrWhere(text) && !goesOn.test(text.toLowerCase())
      else part.summary = end
    } else if (part !== undefined && element === 'details') {
      open.pop()
      const first = firstWhere(entries, (entry) => entry.start > part.start)
      if (part.isTopic && (entries[first + 1]?.start ?? end) < end) folds.push({start: part.start, end})
    }
  }
  return folds
}

/** `more`, `Click to expand`: the list before it goes on. In lower case. */
const goesOn = /^(?:\W*(?:more|show|see|view|click|tap|here|to|expand|unfold|details?|the|rest|others?|papers?|and)\b)+\W*$|更多|展开/

/** The item whose list contains an entry's own item. */
function itemAbove(tree: Tree, node: NodeId): NodeId | undefined {
  const items = [...ancestorsOf(tree, node)].filter((ancestor) => tree.type(ancestor) === 'listItem')
  return items[1]
}

/** `**Detection**`, `*Shared Memory*`: a paragraph used as a heading, for a topic. Years and venues don't count, as each paper has only one. */
function isTopicLine(tree: Tree, block: NodeId): boolean {
  if (tree.type(block) !== 'paragraph' || tree.childCount(block) !== 1) return false
  const only = tree.child(block, 0)
  const type = tree.type(only)
  const text = textOf(tree, only)
  if ((type !== 'strong' && type !== 'emphasis') || saysWhenOrWhere(text)) return false
  return !hasWords(text, 9) && (type === 'strong' || !(looksLikeAuthors(text) || isPerson(text)))
}

function saysWhenOrWhere(text: string): boolean {
  return date.test(text) || sortsOfPublication.test(text.toLowerCase()) || findVenue(text)?.start === 0
}

/** In lower case. */
const sortsOfPublication = /^(?:\W*(?:conferences?|journals?|workshops?|preprints?|arxiv|papers?|articles?|and|or|others?)\b)+\W*$/

/** An entry with the same id as another one, which has another paper's title. */
export interface Clash extends Pick<Occurrence, 'entry' | 'identity'> {
  readonly other: Entry
}

/** So many ids under other titles are not slips any more. */
const fewestRetold = 3
/** No more occurrences of one id are paired. */
const mostPaired = 50

/**
 * Whether one place describes another place's papers in its own words: a list of what each paper in a table measures, or a table with a row for
 * each of a paper's models.
 *
 * Between two places it has to be so for half of the papers that both have; within a table, for one row in five.
 */
export function retelling(
  clashes: readonly Clash[],
  repeated: readonly (readonly Occurrence[])[],
  entries: readonly Entry[],
): (clash: Clash) => boolean {
  if (clashes.length < fewestRetold) return () => false
  const keyOf = (a: Entry, b: Entry): string => [placeOf(a), placeOf(b)].sort().join(' | ')
  const ids = new Map<string, Set<string>>()
  for (const {entry, other, identity} of clashes) {
    const key = keyOf(entry, other)
    ids.set(key, (ids.get(key) ?? new Set()).add(identity.id))
  }
  const pairsOf = (occurrences: readonly Occurrence[]): ReadonlySet<string> => {
    const few = occurrences.slice(0, mostPaired)
    return new Set(few.flatMap(({entry}, index) => few.slice(0, index).map((other) => keyOf(entry, other.entry))))
  }
  const shared = countsOf(repeated.flatMap((occurrences) => [...pairsOf(occurrences)]))
  const sizes = countsOf(entries.map(placeOf))
  return ({entry, other}) => {
    const key = keyOf(entry, other)
    const count = ids.get(key)?.size ?? 0
    if (count < fewestRetold) return false
    const place = placeOf(entry)
    if (place !== placeOf(other)) return count * 2 >= (shared.get(key) ?? 0)
    return entry.table !== undefined && count * 5 >= (sizes.get(place) ?? 0)
  }
}

function placeOf({document, section, table}: Entry): string {
  return `${document.path} ${section} ${table ?? ''}`
}
