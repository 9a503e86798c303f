/** Every destination in a document, of Markdown and of its HTML, with the exact place of the text to replace. */
import type {Span} from '../core/place.ts'
import {type Malformation, malformationOf} from '../core/url.ts'
import type {HtmlPiece} from './html.ts'
import {type NodeId, type Tree, textOf} from './tree.ts'

/** One occurrence of a destination. */
export interface Link extends Span {
  /**
   * `link`, `image`, `definition`: Markdown with its destination here. `autolink`: a bare or angle-bracketed address.
   * `html`: an attribute. `reference`: `[text][label]`, whose destination stands in a definition.
   */
  readonly kind: 'link' | 'image' | 'definition' | 'autolink' | 'html' | 'reference'
  /** The destination as parsed: escapes and entities decoded, nothing else changed. */
  readonly url: string
  /** Visible text; of an image its alternative text; of HTML the text between the tags. */
  readonly text: string
  /** Where the destination itself stands, for fixes. */
  readonly target: Span
  /** The tree's node: of HTML the `html` node. */
  readonly node: NodeId
  /** It is the picture of something: an image, or HTML's `src`. */
  readonly image: boolean
  /** Why the destination cannot be what its author meant; such a link belongs to `no-malformed-url` alone. */
  readonly malformation: Malformation | undefined
  /** The URL to reason about: the repaired one where there is a repair, else `url`. */
  readonly address: string
}

/** A link before its destination was judged. */
type FoundLink = Omit<Link, 'malformation' | 'address'>

/** A link with its destination judged. `exists` says whether a path is a file beside the document. */
export function judged(link: FoundLink, exists: (path: string) => boolean | undefined): Link {
  const bare = link.kind === 'autolink' && link.target.start === link.start
  const malformation = link.kind === 'reference' ? undefined : malformationOf(link.url, exists, bare)
  const {kind, url, text, target, node, image, start, end} = link
  return {kind, url, text, target, node, image, malformation, address: malformation?.expected ?? url, start, end}
}

/** The Markdown links of one node; undefined where the node is none. */
export function linkOfNode(tree: Tree, node: NodeId, definitions: ReadonlyMap<string, string>): FoundLink | undefined {
  const start = tree.start(node)
  const end = tree.end(node)
  const type = tree.type(node)
  switch (type) {
    case 'link': {
      const url = tree.url(node)
      if (tree.source.charCodeAt(start) !== 91 /* [ */) {
        const angled = tree.source.charCodeAt(start) === 60 /* < */
        // In `<a href=https://…>text</a>` the parsers take an address that runs on over the tag's end; GitHub reads the tag.
        const tagEnd = !angled && tree.source.charCodeAt(start - 1) === 61 /* = */ ? tree.source.indexOf('>', start) : -1
        if (tagEnd >= 0 && tagEnd < end) {
          const target = {start, end: tagEnd}
          return {kind: 'autolink', url: tree.source.slice(start, tagEnd), text: '', target, node, image: false, start, end: tagEnd}
        }
        const target = angled ? {start: start + 1, end: end - 1} : {start, end}
        return {kind: 'autolink', url, text: tree.source.slice(target.start, target.end), target, node, image: false, start, end}
      }
      const count = tree.childCount(node)
      const labelEnd = count === 0 ? start + 1 : tree.end(tree.child(node, count - 1))
      const target = targetAfter(tree.source, tree.source.indexOf('](', Math.max(labelEnd, start)), end, tree.hasTitle(node))
      return {kind: 'link', url, text: textOf(tree, node), target, node, image: false, start, end}
    }
    case 'image': {
      const target = targetAfter(tree.source, closingBracket(tree.source, start + 1, end), end, tree.hasTitle(node))
      return {kind: 'image', url: tree.url(node), text: tree.alt(node), target, node, image: true, start, end}
    }
    case 'definition': {
      const colon = tree.source.indexOf(']:', start)
      const target = targetAfter(tree.source, colon < 0 ? start : colon, end + 1, tree.hasTitle(node))
      return {kind: 'definition', url: tree.url(node), text: tree.identifier(node), target, node, image: false, start, end}
    }
    case 'linkReference':
    case 'imageReference': {
      const url = definitions.get(tree.identifier(node))
      if (url === undefined) return undefined
      const image = type === 'imageReference'
      return {kind: 'reference', url, text: image ? tree.alt(node) : textOf(tree, node), target: {start, end}, node, image, start, end}
    }
    default:
      return undefined
  }
}

/** The links of an HTML piece. `textAfter(offset, element)` gives the text from the end of a start tag to its end tag. */
export function linksOfHtml(piece: HtmlPiece, node: NodeId, textAfter: (offset: number, element: string) => string): FoundLink[] {
  return piece.attributes
    .filter(({element, name}) => (name === 'href' && element !== 'link') || name === 'src')
    .map((attribute) => {
      const image = attribute.name === 'src'
      const alternative = piece.attributes.find(({name, tag}) => name === 'alt' && tag.start === attribute.tag.start)?.value ?? ''
      return {
        kind: 'html',
        // Browsers trim the attribute and drop line breaks and tabs inside it.
        url: attribute.value.trim().replace(/[\t\r\n]/g, ''),
        text: image ? alternative : textAfter(attribute.tag.end, attribute.element),
        target: {start: attribute.start, end: attribute.end},
        node,
        image,
        start: attribute.start,
        end: attribute.end,
      }
    })
}

/** The span of a destination that follows `](` or `]:` at `from`; `end` is the node's end, behind its `)`. */
function targetAfter(source: string, from: number, end: number, hasTitle: boolean): Span {
  let start = Math.max(0, from) + 2
  while (start < end && isBlank(source.charCodeAt(start))) start++
  if (source.charCodeAt(start) === 60 /* < */) {
    const close = source.indexOf('>', start)
    if (close >= 0 && close < end) return {start: start + 1, end: close}
  }
  let stop = end - 1
  if (hasTitle) {
    stop = start
    while (stop < end - 1 && !isBlank(source.charCodeAt(stop))) stop++
  }
  while (stop > start && isBlank(source.charCodeAt(stop - 1))) stop--
  return {start, end: Math.max(start, stop)}
}

/** The `]` that closes the bracket opened before `from`, escapes and nested brackets minded. */
function closingBracket(source: string, from: number, end: number): number {
  let depth = 0
  for (let at = from; at < end; at++) {
    const code = source.charCodeAt(at)
    if (code === 92 /* \ */) at++
    else if (code === 91) depth++
    else if (code === 93 && --depth === 0) return at
  }
  return from
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}
