/** Inline Markdown → runs: stretches of one style in reading order, each with its place, from which entries are read. */
import type {Span} from '../../core/text/place.ts'
import {shownByBadge} from '../badge.ts'
import type {Link} from '../links.ts'
import type {HtmlPiece} from '../tree/html.ts'
import type {NodeId, NodeType, Tree} from '../tree/tree.ts'

export type RunStyle = 'plain' | 'strong' | 'emphasis' | 'code' | 'link' | 'image' | 'break'

export interface Run extends Span {
  readonly style: RunStyle
  /** Source text of plain, strong, emphasised and code runs; the visible text of links; alternative text of images, or the words on a badge. */
  readonly text: string
  /** Offset of `text` in the source, if it is there literally. */
  readonly textStart: number
  /** The link of `link` runs, and of `image` runs that are links or have a destination. */
  readonly link: Link | undefined
  /** Set inside strong text, whatever the style. */
  readonly strong: boolean
  /** Set inside emphasis, whatever the style. */
  readonly emphasis: boolean
}

/** What runs are read from; a document is one. */
export interface RunSource {
  readonly tree: Tree
  /** The links of a node: one for a Markdown link or image, any number for an HTML node. */
  linksAt(node: NodeId): readonly Link[]
  htmlAt(node: NodeId): HtmlPiece | undefined
}

const strongTags = new Set(['b', 'strong'])
const emphasisTags = new Set(['i', 'em', 'ins', 'u', 'cite'])
const breakTags = new Set('br p li tr td th div details summary ul ol table h1 h2 h3 h4 h5 h6'.split(' '))

/** Emphasis within emphasis, as deep as anybody may write it; what is deeper is taken for plain text. */
const deepestStyle = 100

/** The runs of a paragraph, heading, table cell or HTML block, in reading order. */
export function runsOf(source: RunSource, container: NodeId): Run[] {
  const reader = new RunReader(source)
  reader.read(container)
  return reader.runs
}

class RunReader {
  readonly runs: Run[] = []
  readonly #source: RunSource
  /** How many elements of a style are open. */
  readonly #open = {strong: 0, emphasis: 0}
  /** Set inside a link opened by an HTML tag, whose text is already part of the link. */
  #htmlLink = false
  #depth = 0

  constructor(source: RunSource) {
    this.#source = source
  }

  read(node: NodeId): void {
    const {tree} = this.#source
    switch (tree.type(node)) {
      case 'text':
        this.#text(tree.start(node), tree.end(node))
        return
      case 'inlineCode':
        this.#code(node)
        return
      case 'break':
        this.#push('break', '', tree.start(node), tree.end(node))
        return
      case 'strong':
        this.#styled(node, 'strong')
        return
      case 'emphasis':
        this.#styled(node, 'emphasis')
        return
      case 'link':
      case 'linkReference': {
        const [link] = this.#source.linksAt(node)
        // The outer target of `[[text](a)](b)` is not a link: links don't nest, so the reader gets `a`.
        if (link?.kind === 'autolink' && tree.source.startsWith('](', link.start - 2)) {
          this.#text(link.start, link.end)
          return
        }
        if (link === undefined) {
          this.#children(node)
          return
        }
        const style = this.#only(node, 'image', 'imageReference') ? 'image' : 'link'
        const textStart = tree.childCount(node) > 0 ? tree.start(tree.child(node, 0)) : link.start
        const text = style === 'image' && link.text === '' ? (this.#badge(node, link) ?? '') : link.text
        this.#push(style, text, link.start, link.end, textStart, link)
        return
      }
      case 'image':
      case 'imageReference': {
        const [link] = this.#source.linksAt(node)
        this.#push('image', tree.alt(node), tree.start(node), tree.end(node), tree.start(node), link)
        return
      }
      case 'html':
        this.#html(node)
        return
      default:
        this.#children(node)
    }
  }

  #styled(node: NodeId, style: 'strong' | 'emphasis'): void {
    const {tree} = this.#source
    this.#open[style]++
    if (this.#only(node, 'text')) {
      const from = tree.start(tree.child(node, 0))
      const to = tree.end(tree.child(node, tree.childCount(node) - 1))
      this.#push(style, tree.slice(from, to), tree.start(node), tree.end(node), from)
    } else this.#children(node)
    this.#open[style]--
  }

  /** What the reader of a badge without alternative text sees. */
  #badge(node: NodeId, link: Link): string | undefined {
    const [picture] = this.#source.linksAt(this.#source.tree.child(node, 0))
    return shownByBadge(link, picture)
  }

  #children(node: NodeId): void {
    const {tree} = this.#source
    if (this.#depth === deepestStyle) {
      this.#text(tree.start(node), tree.end(node))
      return
    }
    this.#depth++
    const count = tree.childCount(node)
    for (let index = 0; index < count; index++) this.read(tree.child(node, index))
    this.#depth--
  }

  /** Whether a node has children, and all of them are of these types. */
  #only(node: NodeId, type: NodeType, other: NodeType = type): boolean {
    const {tree} = this.#source
    const count = tree.childCount(node)
    for (let index = 0; index < count; index++) {
      const own = tree.type(tree.child(node, index))
      if (own !== type && own !== other) return false
    }
    return count > 0
  }

  /** Text of the source from `start` to `end`, cut at line ends. */
  #text(start: number, end: number): void {
    if (this.#htmlLink) return
    // Searched in a slice: in the whole source the next line end may be megabytes away.
    const text = this.#source.tree.slice(start, end)
    const style: RunStyle = this.#open.strong > 0 ? 'strong' : this.#open.emphasis > 0 ? 'emphasis' : 'plain'
    let from = 0
    while (from < text.length) {
      const newline = text.indexOf('\n', from)
      const stop = newline < 0 ? text.length : newline
      if (stop > from) this.#push(style, from === 0 && newline < 0 ? text : text.slice(from, stop), start + from, start + stop)
      if (newline >= 0) this.#push('break', '', start + stop, start + stop + 1)
      from = stop + 1
    }
  }

  /** Code, whose text starts after its backticks. */
  #code(node: NodeId): void {
    const {tree} = this.#source
    const start = tree.start(node)
    const value = tree.value(node)
    const at = tree.source.indexOf(value, start + 1)
    this.#push('code', value, start, tree.end(node), at < 0 || at > tree.end(node) ? start : at)
  }

  #html(node: NodeId): void {
    const {tree} = this.#source
    const piece = this.#source.htmlAt(node)
    if (piece === undefined) return
    // Tags, links, attributes and comments are all in order, and each is visited once, as one block may hold a list of thousands.
    const links = new Cursor(this.#source.linksAt(node), ({target}) => target.start)
    const attributes = new Cursor(piece.attributes, ({tag}) => tag.start)
    const comments = new Cursor(piece.comments, ({end}) => end - 1)
    const readText = (start: number, end: number): void => {
      const comment = comments.find(start, Number.POSITIVE_INFINITY)
      if (comment === undefined || comment.start >= end) this.#text(start, end)
    }
    let at = tree.start(node)
    for (const tag of piece.tags) {
      if (tag.start > at) readText(at, tag.start)
      at = tag.end
      const style = strongTags.has(tag.element) ? 'strong' : emphasisTags.has(tag.element) ? 'emphasis' : undefined
      if (style !== undefined) this.#open[style] = Math.max(0, this.#open[style] + (tag.closing ? -1 : 1))
      else if (breakTags.has(tag.element)) this.#push('break', '', tag.start, tag.end)
      else if (tag.element === 'a' && tag.closing) this.#htmlLink = false
      else if (tag.element === 'a') {
        const link = links.find(tag.start, tag.end, ({image}) => !image)
        if (link === undefined) continue
        // The title attribute may hold the paper's title where the link's own text is shorter.
        const title = attributes.find(tag.start, tag.end, ({name}) => name === 'title')?.value ?? ''
        const text = link.text.length >= title.length ? link.text : title
        const from = tree.slice(tag.end, tag.end + text.length + 200).indexOf(text)
        this.#push('link', text, tag.start, tag.end, tag.end + Math.max(0, from), link)
        this.#htmlLink = true
      } else if (tag.element === 'img') {
        const link = links.find(tag.start, tag.end, ({image}) => image)
        if (link !== undefined && !this.#htmlLink) this.#push('image', link.text, tag.start, tag.end, tag.start, link)
      }
    }
    if (at < tree.end(node)) readText(at, tree.end(node))
  }

  #push(style: RunStyle, text: string, start: number, end: number, textStart = start, link?: Link): void {
    this.runs.push({
      style,
      text,
      start,
      end,
      textStart,
      strong: this.#open.strong > 0,
      emphasis: this.#open.emphasis > 0,
      link,
    })
  }
}

/** Goes over ordered items once, for lookups at rising places. */
class Cursor<Item> {
  readonly #items: readonly Item[]
  readonly #placeOf: (item: Item) => number
  #next = 0

  constructor(items: readonly Item[], placeOf: (item: Item) => number) {
    this.#items = items
    this.#placeOf = placeOf
  }

  /** The first item from `start` on and before `end` that passes. */
  find(start: number, end: number, passes: (item: Item) => boolean = () => true): Item | undefined {
    for (let index = this.#next; index < this.#items.length; index++) {
      const item = this.#items[index] as Item
      const place = this.#placeOf(item)
      if (place < start) this.#next = index + 1
      else if (place >= end) return undefined
      else if (passes(item)) return item
    }
    return undefined
  }
}

/** A break between pieces that are not adjacent. */
export function lineBreak(at: number): Run {
  return {style: 'break', text: '', textStart: at, start: at, end: at, link: undefined, strong: false, emphasis: false}
}
