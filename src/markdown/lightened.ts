/** A document without what can be had again: for long lists that wait for the network, with their rules behind them. */
import type {Document} from './document.ts'
import {type Entry, entriesOf} from './entries.ts'
import {parseAtOnce} from './parse.ts'
import type {Tree} from './tree.ts'

/**
 * The same document, its tree and its entries made anew when somebody asks: with 100,000 links they weigh 100 MB, and unless a registry knows
 * some of the papers nobody does.
 *
 * The document itself where the parser can't be had at once, or where comments are judged by their place in the tree.
 */
export function lightened(document: Document): Document {
  const {path, source, lines, links, headings, anchors, fragments, comments, html} = document
  const {tables, lists, definitions, references, texts, footnotes, linksAt} = document
  if (comments.length > 0 || !canParseAtOnce()) return document
  // Closures of the document hold on to its tree, so this one has its own.
  const pieces = new Map(html.map(({node, piece}) => [node, piece]))
  let tree: Tree | undefined
  let entries: readonly Entry[] | undefined
  return {
    path,
    source,
    lines,
    links,
    headings,
    anchors,
    fragments,
    comments,
    html,
    tables,
    lists,
    definitions,
    references,
    texts,
    footnotes,
    linksAt,
    htmlAt: (node) => pieces.get(node),
    get tree() {
      tree ??= parsedAgain(source)
      return tree
    },
    get entries() {
      entries ??= entriesOf(this)
      return entries
    },
  }
}

const canParseAtOnce = (): boolean => parseAtOnce('') !== undefined

function parsedAgain(source: string): Tree {
  const tree = parseAtOnce(source)
  if (tree === undefined) throw new Error('Expected the parser that was there a moment ago')
  return tree
}
