/** Bare addresses that run on over the bars of a table row, as satteri reads `|https://example.org/a|2024|`, and how to read them right. */

import {firstWhere} from '../../core/collection/ordered.ts'
import {slicerOf} from '../../core/text/narrow.ts'
import {ancestorsOf, type Tree, walk} from './tree.ts'

/** A table's delimiter row, and an address with a bar right after it: most texts don't have both. */
const delimiter = /[-:]\|[ \t]*:?-|\|[ \t]*:?-+[ \t]*:?\|/
const addressAndBar = /(?:https?:\/\/|www\.)[^\s|()<>[\]]{1,2000}\|/

/** Where bars are within bare addresses of table rows: GFM splits a row at its bars first. Offsets in document order. */
export function swallowedBars(tree: Tree): number[] {
  const bars: number[] = []
  if (!delimiter.test(tree.source) || !addressAndBar.test(tree.source)) return bars
  walk(tree, tree.root, (node, type) => {
    if (type !== 'link' || tree.source.charCodeAt(tree.start(node)) === 91 /* [ */) return
    const start = tree.start(node)
    // Cut out, so that the search ends with the address.
    const address = tree.source.slice(start, tree.end(node))
    for (let at = address.indexOf('|'); at >= 0; at = address.indexOf('|', at + 1)) {
      if (address.charAt(at - 1) !== '\\' && isInTable(tree, node)) bars.push(start + at)
    }
  })
  return bars
}

function isInTable(tree: Tree, node: number): boolean {
  for (const ancestor of ancestorsOf(tree, node)) if (tree.type(ancestor) === 'tableCell') return true
  return false
}

/** The text with a blank before each of these offsets. */
export function withBlanks(source: string, offsets: readonly number[]): string {
  return [0, ...offsets].map((from, index) => source.slice(from, offsets[index])).join(' ')
}

/** The tree of a text with such blanks, with the places of the text without them. */
export function withoutBlanks(tree: Tree, source: string, offsets: readonly number[]): Tree {
  const blanks = offsets.map((at, earlier) => at + earlier)
  const placeOf = (offset: number): number => offset - firstWhere(blanks, (at) => at >= offset)
  return {...tree, source, slice: slicerOf(source), start: (node) => placeOf(tree.start(node)), end: (node) => placeOf(tree.end(node))}
}
