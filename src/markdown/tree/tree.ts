/**
 * The Markdown tree that everything above reads: mdast's node types, addressed by number, whichever parser made it.
 *
 * Nodes are numbers and their fields are asked for one by one, so a parser's own buffer can stand behind the tree
 * and a list of 100,000 links needs no object per node. Two implementations: `satteri.ts` and `mdast.ts`.
 */
import type {Slice} from '../../core/text/narrow.ts'

export type NodeId = number

/** The types of mdast's nodes that are distinguished, in the order in which satteri numbers them. */
export const nodeTypes = [
  'root',
  'paragraph',
  'heading',
  'thematicBreak',
  'blockquote',
  'list',
  'listItem',
  'html',
  'code',
  'definition',
  'text',
  'emphasis',
  'strong',
  'inlineCode',
  'break',
  'link',
  'image',
  'linkReference',
  'imageReference',
  'footnoteDefinition',
  'footnoteReference',
  'table',
  'tableRow',
  'tableCell',
  'delete',
  'yaml',
  'toml',
] as const

export type NodeType = (typeof nodeTypes)[number] | 'other'

export interface Tree {
  /** The text that was parsed; offsets are UTF-16 offsets into it. */
  readonly source: string
  /** What `source.slice` gives, cheaper to search with patterns: see `slicerOf`. */
  readonly slice: Slice
  readonly root: NodeId
  type(node: NodeId): NodeType
  /** Offset of the node's first character. */
  start(node: NodeId): number
  /** Offset after the node's last character. */
  end(node: NodeId): number
  /** Parent, or -1 at the root. */
  parent(node: NodeId): NodeId
  childCount(node: NodeId): number
  /** The child at an index from 0; the caller keeps within `childCount`. */
  child(node: NodeId, index: number): NodeId
  /** Literal of `text`, `inlineCode`, `code`, `html`, `yaml`, `toml`; else an empty string. */
  value(node: NodeId): string
  /** Destination of `link`, `image`, `definition`, as parsed (escapes and entities decoded); else an empty string. */
  url(node: NodeId): string
  /** Whether a `link`, `image` or `definition` has a title. */
  hasTitle(node: NodeId): boolean
  /** Alternative text of `image` and `imageReference`. */
  alt(node: NodeId): string
  /** Normalised label of `definition`, references and footnotes. */
  identifier(node: NodeId): string
  /** `full`, `collapsed` or `shortcut` of a reference. */
  referenceType(node: NodeId): string
  /** Rank of a heading, 1 to 6. */
  depth(node: NodeId): number
}

/** The length of the byte order mark before the text, in UTF-16 units: parsers remove it and count from what follows. */
export function byteOrderMarkLength(source: string): number {
  return source.charCodeAt(0) === 0xfeff ? 1 : 0
}

/** Visit a node and all below it in document order; `visit` returns `false` to leave out what is below. */
export function walk(tree: Tree, node: NodeId, visit: (node: NodeId, type: NodeType) => unknown): void {
  // An explicit stack: lists nested 10,000 deep must not end in a stack overflow.
  const stack: NodeId[] = [node]
  while (stack.length > 0) {
    const current = stack.pop() as NodeId
    if (visit(current, tree.type(current)) === false) continue
    for (let index = tree.childCount(current) - 1; index >= 0; index--) stack.push(tree.child(current, index))
  }
}

/** The node's children as an array. */
export function childrenOf(tree: Tree, node: NodeId): NodeId[] {
  const children: NodeId[] = []
  const count = tree.childCount(node)
  for (let index = 0; index < count; index++) children.push(tree.child(node, index))
  return children
}

/** A node's ancestors, from its parent up to the root. */
export function* ancestorsOf(tree: Tree, node: NodeId): Generator<NodeId> {
  for (let parent = tree.parent(node); parent >= 0; parent = tree.parent(parent)) yield parent
}

/** The visible text of a node: literals and alternative texts, line breaks as blanks. */
export function textOf(tree: Tree, node: NodeId): string {
  const count = tree.childCount(node)
  if (count === 1) {
    const only = tree.child(node, 0)
    if (tree.type(only) === 'text') return tree.value(only)
  }
  let text = ''
  walk(tree, node, (current, type) => {
    if (type === 'text' || type === 'inlineCode') text += tree.value(current)
    else if (type === 'image' || type === 'imageReference') text += tree.alt(current)
    else if (type === 'break') text += ' '
  })
  return text
}
