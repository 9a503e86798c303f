/** What repeats a paper on purpose: rows that a column tells apart, groups within a section, the sides of a conflict. */
import type {Entry} from './entries.ts'
import {columnRolesOf} from './row.ts'
import {cellsOf, rowsOf} from './table.ts'
import {ancestorsOf, childrenOf, type NodeId, type Tree, textOf} from './tree.ts'
import {hasWords} from './wording.ts'

/** An entry whose paper stands before, and where it does. */
export interface Repeated {
  readonly entry: Entry
  readonly earlier: Entry
}

/**
 * Whether what its table is about tells a row from the earlier one of its paper: a backbone, a data set, a score.
 *
 * One such row may be a slip that was typed anew; where a column's cells differ in most of them, that is the table's way.
 */
export function tellingColumns(repeated: readonly Repeated[]): (pair: Repeated) => boolean {
  const tables = new Map<Tree, Map<NodeId, Repeated[]>>()
  for (const pair of repeated) {
    const {document, table} = pair.entry
    if (table === undefined) continue
    const ofDocument = tables.get(document.tree) ?? new Map<NodeId, Repeated[]>()
    tables.set(document.tree, ofDocument)
    ofDocument.set(table, [...(ofDocument.get(table) ?? []), pair])
  }
  const toldApart = new Set<Repeated>()
  for (const [tree, ofDocument] of tables) {
    for (const [table, pairs] of ofDocument) {
      if (pairs.length < 2) continue
      const header = rowsOf(tree, table)[0]?.cells.map(({start, end}) => tree.source.slice(start, end)) ?? []
      const roles = columnRolesOf(header)
      for (let column = 0; column < header.length; column++) {
        if (settled.has(roles[column])) continue
        const differing = pairs.filter(({entry, earlier}) => differ(shownAt(entry, column), shownAt(earlier, column), header[column]))
        if (differing.length >= 2 && differing.length * 3 >= pairs.length * 2) for (const pair of differing) toldApart.add(pair)
      }
    }
  }
  return (pair) => toldApart.has(pair)
}

/** Columns that differ between two rows of one paper wherever it is listed twice, by whom and when it was. */
const settled = new Set<unknown>(['title', 'code', 'project', 'venue', 'date', 'index', 'ignored'])

function differ(a: string, b: string, header = ''): boolean {
  if (a === '' || b === '' || a === b) return false
  // A column of whole numbers that has no name counts the rows.
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
 * Whether two entries of one section stand in groups of their own: below different items, behind a line of bold words, or on the two sides of a merge
 * that nobody finished.
 */
export function inOtherGroups(entry: Entry, earlier: Entry): boolean {
  const {document, nodes} = entry
  const [own] = nodes
  const [theirs] = earlier.nodes
  if (document !== earlier.document || own === undefined || theirs === undefined || entry.kind === 'row') return false
  const {tree, source, entries} = document
  if (source.includes('<<<<<<< ') && /\n={7}\r?\n/.test(source.slice(earlier.end, entry.start))) return true
  const group = itemAbove(tree, own)
  if (group !== itemAbove(tree, theirs)) return true
  if (group !== undefined || entry.kind !== 'item') return false
  const known = new Set(entries.map(({start}) => start))
  return childrenOf(tree, tree.root).some((block) => {
    const start = tree.start(block)
    return start > earlier.end && start < entry.start && !known.has(start) && isBoldLine(tree, block)
  })
}

/** The item in whose list an entry's own item stands. */
function itemAbove(tree: Tree, node: NodeId): NodeId | undefined {
  const items = [...ancestorsOf(tree, node)].filter((ancestor) => tree.type(ancestor) === 'listItem')
  return items[1]
}

/** `**Detection**`: a paragraph that stands for a heading. */
function isBoldLine(tree: Tree, block: NodeId): boolean {
  if (tree.type(block) !== 'paragraph' || tree.childCount(block) !== 1) return false
  const only = tree.child(block, 0)
  return tree.type(only) === 'strong' && !hasWords(textOf(tree, only), 9)
}
