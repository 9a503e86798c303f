/** The table of contents of a document: its items, and the headings they lead to. */

import {firstWhere} from '../core/collection/ordered.ts'
import {isAscii} from '../core/text/letters.ts'
import {type Destinations, destinationsOf, isWord, targetWithin} from './destinations.ts'
import type {Document, Heading} from './document.ts'
import type {Link} from './links.ts'
import {childrenOf, type NodeId} from './tree/tree.ts'

export interface TocItem {
  readonly link: Link
  /** The list that contains the item; items of one list are on one level. */
  readonly list: NodeId
  /** Offset of the heading or element it leads to; undefined where that is not in the document. */
  readonly target: number | undefined
}

export interface Toc {
  /** Offset after its last item. */
  readonly end: number
  /** Its heading; undefined for a list that only looks like one. */
  readonly heading: Heading | undefined
  readonly items: readonly TocItem[]
}

const tocHeading = /^(?:table of contents?|(?:the )?contents?(?: list| table)?|toc|outline|catalog(?:ue)?|目录|目錄|目次)$/

/**
 * The table of contents: the lists under a heading that says so, else the first list that is nearly all links within the document.
 *
 * @returns undefined if there is none
 */
export function tocOf(document: Document): Toc | undefined {
  const {tree, headings} = document
  let known: Destinations | undefined
  const destinations = (): Destinations => (known ??= destinationsOf(document))

  const at = headings.findIndex(({text}) => tocHeading.test(wordsOf(text).toLowerCase()))
  const heading = headings[at]
  const blocks = childrenOf(tree, tree.root)
  if (heading !== undefined) {
    const until = headings[at + 1]?.start ?? document.source.length
    const lists = blocks.filter((node) => tree.type(node) === 'list' && tree.start(node) > heading.start && tree.start(node) < until)
    const items = lists.flatMap((list) => itemsOf(document, list, destinations))
    const last = lists.at(-1)
    if (last !== undefined && items.length >= 2) return {heading, items, end: tree.end(last)}
  }
  let furtherDown = 0
  for (const list of blocks) {
    if (tree.type(list) !== 'list' || tree.childCount(list) < 3) continue
    // A list of links further down belongs only to its section, unless it leads to nearly all that follows.
    const isFurtherDown = headings.filter(({start}) => start < tree.start(list)).length > 3
    if (isFurtherDown && ++furtherDown > mostFurtherDown) return undefined
    if (isFurtherDown && !document.links[firstWhere(document.links, ({start}) => start >= tree.start(list))]?.url.startsWith('#')) continue
    const items = itemsOf(document, list, destinations)
    const own = items.filter((item) => item.list === list)
    const isAll = own.length >= tree.childCount(list) * 0.8
    if (isAll && (!isFurtherDown || coversRest(document, own, tree.end(list)))) return {heading: undefined, items, end: tree.end(list)}
  }
  return undefined
}

/** No more lists below the first headings are looked at: a table of contents comes before what it lists. */
const mostFurtherDown = 10

/** Whether at least five items all lead to headings below, and at most one in five headings of that rank is left out. */
function coversRest({headings}: Document, items: readonly TocItem[], end: number): boolean {
  const targets = new Set(items.map(({target}) => target))
  const below = headings.filter(({start}) => start > end)
  const listed = below.filter(({start}) => targets.has(start))
  const depths = new Set(listed.map(({depth}) => depth))
  const same = below.filter(({depth}) => depths.has(depth))
  return items.length >= 5 && listed.length === items.length && depths.size === 1 && listed.length >= same.length * 0.8
}

function wordsOf(text: string): string {
  return (isAscii(text) ? text.replace(/[^A-Za-z0-9 ]+/g, '') : text.replace(/[^\p{L}\p{N} ]+/gu, '')).trim()
}

/** The items of a list and of the lists inside it that open with a link within the document, in order. */
function itemsOf(document: Document, list: NodeId, destinations: () => Destinations): TocItem[] {
  const {tree} = document
  const items: TocItem[] = []
  // Lists nested thousands deep must not end in a stack overflow, so no recursion.
  const stack = childrenOf(tree, list)
    .reverse()
    .map((item) => ({item, list}))
  let next = firstWhere(document.links, ({start}) => start >= tree.start(list))
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    const {item} = current
    const below = childrenOf(tree, item).filter((node) => tree.type(node) === 'list')
    for (const inner of below.reverse()) {
      for (const child of childrenOf(tree, inner).reverse()) stack.push({item: child, list: inner})
    }
    const [first] = below.reverse()
    const end = first === undefined ? tree.end(item) : tree.start(first)
    const start = tree.start(item)
    while ((document.links[next]?.start ?? end) < start) next++
    const link = document.links[next]
    if (link === undefined || link.start >= end || link.malformation !== undefined || link.image) continue
    if (!link.url.startsWith('#') && !isWord(link.url)) continue
    // `#` alone leads to the top, and is a placeholder for a heading to come.
    const target = link.url === '#' ? undefined : targetWithin(document, link.url, destinations)
    if (target === undefined && !link.url.startsWith('#')) continue
    items.push({link, list: current.list, target})
  }
  return items
}
