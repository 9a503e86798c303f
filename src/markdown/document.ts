/** A parsed file: its tree, and what every rule asks for, collected in one pass. */
import {type LineIndex, lineIndexOf, type Span} from '../core/text/place.ts'
import {type Entry, entriesOf} from './entry/entries.ts'
import type {RunSource} from './entry/runs.ts'
import {fragmentCollector, type Section} from './fragments.ts'
import {type Link, linkOfNode, linksOfHtml, readLink} from './links.ts'
import {type HtmlPiece, readHtml} from './tree/html.ts'
import {parseAtOnce} from './tree/parse.ts'
import {ancestorsOf, type NodeId, type Tree, textOf, walk} from './tree/tree.ts'

export interface Heading extends Section, Span {
  /** The fragment that GitHub gives it, without `#`. */
  readonly slug: string
  readonly node: NodeId
}

export interface Comment extends Span {
  /** The comment with its delimiters. */
  readonly value: string
  readonly node: NodeId
}

export interface Html {
  readonly node: NodeId
  readonly piece: HtmlPiece
}

export interface Document extends RunSource {
  /** Path relative to the working directory, with `/`. */
  readonly path: string
  readonly source: string
  readonly lines: LineIndex
  /** All destinations in document order. */
  readonly links: readonly Link[]
  readonly headings: readonly Heading[]
  /** What divides the document: its headings, including those written in HTML, in order. */
  readonly sections: readonly Section[]
  /** Every fragment that leads somewhere, in lower case → the offset of its heading or element. */
  readonly fragments: ReadonlyMap<string, number>
  readonly comments: readonly Comment[]
  readonly html: readonly Html[]
  /** Code spans and code blocks, in order. */
  readonly code: readonly Span[]
  /** Nodes of these types in document order. */
  readonly tables: readonly NodeId[]
  readonly definitions: readonly NodeId[]
  readonly references: readonly NodeId[]
  readonly texts: readonly NodeId[]
  /** Identifiers of footnotes. */
  readonly footnotes: ReadonlySet<string>
  /** The papers of the list. */
  readonly entries: readonly Entry[]
  /**
   * Lets go of the tree or the entries of a long list; they are made again when they are asked for.
   *
   * With 100,000 links the tree takes 67 MB and the entries 40. They are kept if the parser can't be called synchronously, and if there are
   * comments, which are read by their place in the tree.
   */
  forget(part: 'tree' | 'entries'): void
}

/**
 * Collect what rules ask for; costs about as much as the parse.
 *
 * @param exists whether a path relative to the document's folder exists, undefined where that can't be known
 */
export function documentOf(tree: Tree, path: string, exists: (path: string) => boolean | undefined = () => undefined): Document {
  return documentWith(tree, path, collect(tree, exists))
}

/** A function of its own, because closures within `collect` would keep the tree. */
function documentWith(first: Tree, path: string, collected: Collected): Document {
  const {source} = first
  const {html, links, comments} = collected
  const pieces = new Map(html.map(({node, piece}) => [node, piece]))
  let tree: Tree | undefined = first
  let entries: readonly Entry[] | undefined
  return {
    ...collected,
    path,
    source,
    lines: lineIndexOf(source),
    linksAt: linksByNode(links),
    htmlAt: (node) => pieces.get(node),
    get tree() {
      tree ??= parsedAgain(source)
      return tree
    },
    get entries() {
      entries ??= entriesOf(this)
      return entries
    },
    forget(part) {
      if (comments.length > 0 || parseAtOnce('') === undefined) return
      if (part === 'tree') tree = undefined
      else entries = undefined
    },
  }
}

function parsedAgain(source: string): Tree {
  const tree = parseAtOnce(source)
  if (tree === undefined) throw new Error('Expected the parser that was there a moment ago')
  return tree
}

type Collected = Omit<Document, 'path' | 'source' | 'tree' | 'lines' | 'linksAt' | 'htmlAt' | 'entries' | 'forget'>

function collect(tree: Tree, exists: (path: string) => boolean | undefined): Collected {
  const {source} = tree
  const links: Link[] = []
  const headings: Heading[] = []
  const comments: Comment[] = []
  const html: Html[] = []
  const code: Span[] = []
  const tables: NodeId[] = []
  const definitions: NodeId[] = []
  const references: NodeId[] = []
  const texts: NodeId[] = []
  const footnotes = new Set<string>()
  const urls = new Map<string, string>()
  const collector = fragmentCollector()

  // A reference may come before its definition, so definitions are collected first, in a pass that most documents don't need.
  if (source.includes(']:')) {
    walk(tree, tree.root, (node, type) => {
      if (type === 'definition' && !urls.has(tree.identifier(node))) urls.set(tree.identifier(node), tree.url(node))
      return type === 'paragraph' || type === 'table' ? false : undefined
    })
  }

  walk(tree, tree.root, (node, type) => {
    switch (type) {
      case 'text':
        texts.push(node)
        if (collector.wantsText) collector.text(tree.value(node))
        return
      case 'inlineCode':
        code.push({start: tree.start(node), end: tree.end(node)})
        if (collector.wantsText) collector.text(tree.value(node))
        return
      case 'code':
        code.push({start: tree.start(node), end: tree.end(node)})
        return
      case 'heading': {
        const text = textOf(tree, node)
        headings.push({
          depth: tree.depth(node),
          text,
          slug: collector.heading(tree, node),
          node,
          start: tree.start(node),
          end: tree.end(node),
        })
        return
      }
      case 'html': {
        const start = tree.start(node)
        const piece = readHtml(htmlOf(tree, node), start)
        html.push({node, piece})
        collector.html(piece)
        for (const span of piece.comments) comments.push({...span, value: source.slice(span.start, span.end), node})
        for (const link of linksOfHtml(piece, node, (offset) => textToClosingTag(tree, node, offset))) links.push(readLink(link, exists))
        return
      }
      case 'table':
        tables.push(node)
        return
      case 'footnoteDefinition':
        footnotes.add(tree.identifier(node))
        collector.footnote(tree.identifier(node), tree.start(node))
        return
      case 'link':
      case 'image':
      case 'definition':
      case 'linkReference':
      case 'imageReference': {
        if (type === 'definition') definitions.push(node)
        if (type === 'linkReference' || type === 'imageReference') references.push(node)
        const link = linkOfNode(tree, node, urls)
        if (link !== undefined) links.push(readLink(link, exists))
      }
    }
  })

  const {fragments, htmlHeadings} = collector
  const sections = htmlHeadings.length === 0 ? headings : [...headings, ...htmlHeadings].sort((a, b) => a.start - b.start)
  return {links, headings, sections, fragments, comments, html, code, tables, definitions, references, texts, footnotes}
}

/** Links by their node. Asked mostly in document order, so the next few links are tried before an index is built. */
function linksByNode(links: readonly Link[]): (node: NodeId) => readonly Link[] {
  let cursor = 0
  let first: Map<NodeId, number> | undefined
  const indexOf = (node: NodeId): number | undefined => {
    for (let index = cursor; index < cursor + 4; index++) if (links[index]?.node === node) return index
    if (first === undefined) {
      first = new Map()
      for (let index = links.length - 1; index >= 0; index--) first.set(links[index]?.node ?? -1, index)
    }
    return first.get(node)
  }
  return (node) => {
    const from = indexOf(node)
    if (from === undefined) return []
    let end = from + 1
    while (links[end]?.node === node) end++
    cursor = end
    return links.slice(from, end)
  }
}

/** The source of an HTML node, with blanks for the quote marks before its further lines, so that every offset stays. */
function htmlOf(tree: Tree, node: NodeId): string {
  const html = tree.slice(tree.start(node), tree.end(node))
  if (!/[\r\n][ \t]*>/.test(html)) return html
  let quotes = 0
  for (const ancestor of ancestorsOf(tree, node)) if (tree.type(ancestor) === 'blockquote') quotes++
  if (quotes === 0) return html
  return html.replace(/([\r\n])([ \t]*>[ \t>]*)/g, (_, lineEnd: string, marks: string) => {
    let left = quotes
    return lineEnd + marks.replaceAll('>', (mark) => (left-- > 0 ? ' ' : mark))
  })
}

/** The text from `offset` to the next `</a>`: within the same HTML, or over the siblings of an inline tag. */
function textToClosingTag(tree: Tree, node: NodeId, offset: number): string {
  const parent = tree.parent(node)
  const limit = tree.type(parent) === 'root' || tree.end(node) - offset > 3 ? tree.end(node) : tree.end(parent)
  // No link's text is longer; without a bound each of thousands of unclosed tags would read all the rest.
  const rest = tree.slice(offset, Math.min(limit, offset + 2000))
  const close = rest.indexOf('</a')
  return rest
    .slice(0, close < 0 ? 200 : close)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
