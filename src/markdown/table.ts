/** Tables as their source has them: rows with all cells, even those that a parser leaves out. */
import type {Span} from '../core/text/place.ts'
import {childrenOf, type NodeId, type Tree} from './tree/tree.ts'

export interface TableRow extends Span {
  readonly node: NodeId
  /** The cells' texts without the blanks around them, including those beyond the last column. */
  readonly cells: readonly Span[]
}

/** The rows of a table in order, its header first and without the delimiter row. */
export function rowsOf(tree: Tree, table: NodeId): TableRow[] {
  return childrenOf(tree, table).map((node) => {
    const start = tree.start(node)
    const end = tree.end(node)
    return {node, start, end, cells: cellsOf(tree.source, start, end)}
  })
}

/**
 * The cells of one line between `start` and `end`.
 *
 * As in GFM, every `|` without a backslash ends a cell, even inside code; the outer ones may be left out.
 */
export function cellsOf(source: string, start: number, end: number): Span[] {
  const cells: Span[] = []
  let from = start
  while (from < end && isBlank(source.charCodeAt(from))) from++
  if (source.charCodeAt(from) === 124 /* | */) from++
  // Cut out, so that the search ends with the line.
  const line = source.slice(0, end)
  for (let at = line.indexOf('|', from); at >= 0; at = line.indexOf('|', at + 1)) {
    if (isEscaped(source, at, from)) continue
    cells.push(trimmed(source, from, at))
    from = at + 1
  }
  const last = trimmed(source, from, end)
  if (last.end > last.start) cells.push(last)
  return cells
}

/** Whether an odd number of backslashes comes before a place. */
function isEscaped(source: string, at: number, from: number): boolean {
  let start = at
  while (start > from && source.charCodeAt(start - 1) === 92 /* \ */) start--
  return (at - start) % 2 === 1
}

function trimmed(source: string, from: number, to: number): Span {
  let start = from
  let end = to
  while (start < end && isBlank(source.charCodeAt(start))) start++
  while (end > start && isBlank(source.charCodeAt(end - 1))) end--
  return {start, end}
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}
