/** Trees over an mdast tree, as remark and every unified plugin have it. */

import type {Nodes, Parent, Root} from 'mdast'
import {slicerOf} from '../../core/text/narrow.ts'
import type {Span} from '../../core/text/place.ts'
import {readHtml} from './html.ts'
import {byteOrderMarkLength, type NodeId, nodeTypes, type Tree} from './tree.ts'

const known = new Set<string>(nodeTypes)

/** Number the nodes of an mdast tree in document order; `source` is the text that it was parsed from. */
export function treeOfMdast(root: Root, source: string): Tree {
  const nodes: Nodes[] = []
  const parents: NodeId[] = []
  const children: NodeId[][] = []
  const starts: number[] = []
  const ends: number[] = []

  const shift = byteOrderMarkLength(source)
  const stack: {node: Nodes; parent: NodeId}[] = [{node: root, parent: -1}]
  while (stack.length > 0) {
    const {node, parent} = stack.pop() as {node: Nodes; parent: NodeId}
    const id = nodes.length
    nodes.push(node)
    parents.push(parent)
    children.push([])
    children[parent]?.push(id)
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    starts.push(start === undefined ? -1 : start + shift)
    ends.push(end === undefined ? -1 : end + shift)
    const below = (node as Partial<Parent>).children ?? []
    for (let index = below.length - 1; index >= 0; index--) stack.push({node: below[index] as Nodes, parent: id})
  }
  placeUnplaced(nodes, parents, children, starts, ends, source)

  // The type says which fields a node has; asked for another's field, it answers with an empty string.
  const text = (node: NodeId, key: string): string => {
    const value = (nodes[node] as unknown as Record<string, unknown>)[key]
    return typeof value === 'string' ? value : ''
  }
  return {
    source,
    slice: slicerOf(source),
    root: 0,
    type: (node) => {
      const type = nodes[node]?.type ?? 'other'
      return known.has(type) ? type : 'other'
    },
    start: (node) => starts[node] ?? 0,
    end: (node) => ends[node] ?? 0,
    parent: (node) => parents[node] ?? -1,
    childCount: (node) => children[node]?.length ?? 0,
    child: (node, index) => children[node]?.[index] ?? 0,
    value: (node) => text(node, 'value'),
    url: (node) => text(node, 'url'),
    hasTitle: (node) => text(node, 'title') !== '',
    alt: (node) => text(node, 'alt'),
    identifier: (node) => text(node, 'identifier'),
    referenceType: (node) => text(node, 'referenceType'),
    depth: (node) => {
      const found = nodes[node]
      return found?.type === 'heading' ? found.depth : 0
    },
  }
}

/**
 * Gives a place to nodes without one: remark's GFM autolinks and the text around them, which it cuts out of one text.
 * Each is searched for in the source after what precedes it; one that isn't found gets an empty span there.
 */
function placeUnplaced(nodes: Nodes[], parents: NodeId[], children: NodeId[][], starts: number[], ends: number[], source: string): void {
  const nextOfParent = new Map<NodeId, number>()
  for (let id = 0; id < nodes.length; id++) {
    if ((starts[id] ?? 0) >= 0) continue
    const parent = parents[id] ?? 0
    const siblings = children[parent] ?? []
    // Siblings have rising numbers, so each is looked at once.
    let at = nextOfParent.get(parent) ?? 0
    while (at < siblings.length && siblings[at] !== id) at++
    nextOfParent.set(parent, at)
    const from = at > 0 ? (ends[siblings[at - 1] ?? 0] ?? 0) : (starts[parent] ?? 0)
    const literal = literalOf(nodes[id])
    const found = literal === '' ? undefined : literalIn(source, literal, from, ends[parent] ?? source.length)
    starts[id] = found?.start ?? from
    ends[id] = found?.end ?? from
  }
}

/** Where a literal stands in the source between two offsets, as it was written: with escapes, entities and quote marks. */
function literalIn(source: string, literal: string, from: number, to: number): Span | undefined {
  // At most its parent's mark, such as `**`, and a table's padding come before it.
  let marks = 0
  for (let start = from; start < to && marks < 8; start++) {
    const end = endOfLiteral(source, literal, start, to)
    if (end !== undefined) return {start, end}
    if (source[start] !== ' ' && source[start] !== '\t') marks++
  }
  return undefined
}

function endOfLiteral(source: string, literal: string, start: number, to: number): number | undefined {
  let at = start
  for (let index = 0; index < literal.length; ) {
    if (at >= to) return undefined
    const wanted = literal[index]
    const entity = source[at] === '&' ? /^&#?\w{1,40};/.exec(source.slice(at, at + 44))?.[0] : undefined
    const decoded =
      entity === undefined
        ? ''
        : readHtml(entity, 0)
            .texts.map(({value}) => value)
            .join('')
    if (entity !== undefined && literal.startsWith(decoded, index)) {
      at += entity.length
      index += decoded.length
    } else if (source[at] === wanted) {
      at++
      index++
      // The next line's indent and quote marks are not part of the text.
      if (wanted === '\n') while (at < to && ' \t>'.includes(source[at] ?? '') && source[at] !== literal[index]) at++
    } else if (source[at] === '\\' && source[at + 1] === wanted) {
      at += 2
      index++
    } else if (source[at] === '\0' && wanted === '\ufffd') {
      at++
      index++
    } else if ((source[at] === ' ' || source[at] === '\t') && (wanted === '\n' || wanted === '\r')) {
      at++
    } else {
      return undefined
    }
  }
  return at
}

function literalOf(node: Nodes | undefined): string {
  if (node === undefined) return ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map((child) => literalOf(child)).join('') : ''
}
