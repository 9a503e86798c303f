/** Every destination in a document, of Markdown and of its HTML, with the exact place of the text to replace. */

import {firstWhere} from '../core/collection/ordered.ts'
import {type Identity, identityOf} from '../core/link/identity.ts'
import {type Repository, repositoryOf, repositoryOfIdentity} from '../core/link/repository.ts'
import {roleOfLabel} from '../core/link/role.ts'
import {type Malformation, malformationOf} from '../core/link/url.ts'
import type {Span} from '../core/text/place.ts'
import type {HtmlAttribute, HtmlPiece} from './tree/html.ts'
import {type NodeId, type Tree, textOf} from './tree/tree.ts'

/** One occurrence of a destination. */
export interface Link extends Span {
  /**
   * `link`, `image`, `definition`: Markdown with its destination here. `autolink`: a bare or angle-bracketed address.
   * `html`: an attribute. `reference`: `[text][label]`, with its destination in a definition.
   */
  readonly kind: 'link' | 'image' | 'definition' | 'autolink' | 'html' | 'reference'
  /** The destination as parsed: escapes and entities decoded, nothing else changed. */
  readonly url: string
  /** Visible text; of an image its alternative text; of HTML the text between the tags. */
  readonly text: string
  /** Where the destination itself stands, for fixes. */
  readonly target: Span
  /** The node in the tree: for HTML the `html` node. */
  readonly node: NodeId
  /** It shows a picture: an image, or HTML's `src`. */
  readonly image: boolean
  /** Why the destination cannot be what its author meant; such a link belongs to `no-malformed-url`. */
  readonly malformation: Malformation | undefined
  /** The URL to reason about: the repaired one where there is a repair, else `url`. */
  readonly address: string
  /** Only for `identityOfLink`. */
  identity: Identity | undefined | typeof notRead
}

/** A link before its destination was read. */
type FoundLink = Omit<Link, 'malformation' | 'address' | 'identity'>

/** A link with its destination read. `exists` says whether a path is a file next to the document. */
export function readLink(link: FoundLink, exists: (path: string) => boolean | undefined): Link {
  const bare = link.kind === 'autolink' && link.target.start === link.start
  const malformation =
    link.kind === 'reference' ? undefined : (malformationOf(link.url, exists, bare, link.kind === 'html') ?? swappedIn(link, exists))
  const {kind, url, text, target, node, image, start, end} = link
  return {kind, url, text, target, node, image, malformation, address: malformation?.expected ?? url, identity: notRead, start, end}
}

/** `[https://arxiv.org/abs/…](paper)`: label and address are swapped. */
function swappedIn({kind, url, text}: FoundLink, exists: (path: string) => boolean | undefined): Malformation | undefined {
  if (kind !== 'link' || !text.startsWith('http') || url.includes(':') || !/^https?:\/\/\S+$/.test(text)) return undefined
  return roleOfLabel(url) === undefined || /[/#.]/.test(url) || exists(url) === true
    ? undefined
    : {why: 'swapped', expected: text, fixable: false}
}

/** What a link's address names is read on first use: several rules need it, but for many links none does. */
const notRead: unique symbol = Symbol('not read')

/** What a link's address names at its service; undefined for other pages. */
export function identityOfLink(link: Link): Identity | undefined {
  if (link.identity === notRead) link.identity = identityOf(link.address)
  return link.identity
}

/** The code repository that a link's address lies in. */
export function repositoryOfLink(link: Link): Repository | undefined {
  const identity = identityOfLink(link)
  if (identity?.service === 'github') return repositoryOfIdentity(identity)
  return identity === undefined || identity.service === 'huggingface' ? repositoryOf(link.address) : undefined
}

/** The links of a document that start from one offset on and before another. */
export function linksBetween(links: readonly Link[], start: number, end: number): readonly Link[] {
  const first = firstWhere(links, (link) => link.start >= start)
  let stop = first
  while (stop < links.length && (links[stop]?.start ?? end) < end) stop++
  return links.slice(first, stop)
}

/** The Markdown link of a node; undefined for other nodes. */
export function linkOfNode(tree: Tree, node: NodeId, definitions: ReadonlyMap<string, string>): FoundLink | undefined {
  const start = tree.start(node)
  const end = tree.end(node)
  const type = tree.type(node)
  switch (type) {
    case 'link': {
      const url = tree.url(node)
      if (tree.source.charCodeAt(start) !== 91 /* [ */) {
        const angled = tree.source.charCodeAt(start) === 60 /* < */
        // In `<a href=https://…>text</a>` the parsers let the address run on past the tag's end; GitHub reads the tag.
        const tagEnd = !angled && tree.source.charCodeAt(start - 1) === 61 /* = */ ? tree.source.indexOf('>', start) : -1
        if (tagEnd >= 0 && tagEnd < end) {
          const target = {start, end: tagEnd}
          return {kind: 'autolink', url: tree.slice(start, tagEnd), text: '', target, node, image: false, start, end: tagEnd}
        }
        const target = angled ? {start: start + 1, end: end - 1} : {start, end}
        return {kind: 'autolink', url, text: tree.slice(target.start, target.end), target, node, image: false, start, end}
      }
      const count = tree.childCount(node)
      const labelEnd = count === 0 ? start + 1 : tree.end(tree.child(node, count - 1))
      const target = targetIn(tree.source, url, Math.max(labelEnd, start), end)
      return {kind: 'link', url, text: textOf(tree, node), target, node, image: false, start, end}
    }
    case 'image': {
      const target = targetIn(tree.source, tree.url(node), start + 2, end)
      return {kind: 'image', url: tree.url(node), text: tree.alt(node), target, node, image: true, start, end}
    }
    case 'definition': {
      const target = destinationFrom(tree.source, labelEndOf(tree.source, start + 1, end) + 2, end)
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
  const alternatives = new Map(piece.attributes.flatMap(({name, value, tag}) => (name === 'alt' ? [[tag.start, value] as const] : [])))
  return piece.attributes.flatMap((attribute): FoundLink[] => {
    const {name, element, tag} = attribute
    const image = name === 'src' || name === 'srcset' || name === 'poster'
    if (!image && (name !== 'href' || element === 'link')) return []
    const text = image ? (alternatives.get(tag.start) ?? '') : textAfter(tag.end, element)
    return (name === 'srcset' ? candidatesIn(attribute) : [attribute]).map(({value, start, end}) => ({
      kind: 'html',
      // Browsers trim the attribute and drop line breaks and tabs inside it.
      url: value.trim().replace(/[\t\r\n]/g, ''),
      text,
      target: {start, end},
      node,
      image,
      start,
      end,
    }))
  })
}

/** The pictures of a `srcset`: addresses, each followed by a width or a density. Source: HTML standard, "srcset attributes". */
function candidatesIn({value, start, end}: HtmlAttribute): (Span & {readonly value: string})[] {
  // If an entity was decoded, the places of the parts are not known.
  const isLiteral = value.length === end - start
  const candidates: (Span & {readonly value: string})[] = []
  let at = 0
  while (at < value.length) {
    at = endOf(value, at, isBlankOrComma)
    const from = at
    at = endOf(value, at, (code) => !isSpace(code))
    let to = at
    while (to > from && value.charCodeAt(to - 1) === comma) to--
    // An address that does not end in a comma is followed by a width or a density.
    if (to === at) at = endOf(value, at, (code) => code !== comma)
    if (to > from) candidates.push({value: value.slice(from, to), ...(isLiteral ? {start: start + from, end: start + to} : {start, end})})
  }
  return candidates
}

/** The end of the characters that pass. */
function endOf(text: string, from: number, passes: (code: number) => boolean): number {
  let at = from
  while (at < text.length && passes(text.charCodeAt(at))) at++
  return at
}

const comma = 44

/** ASCII whitespace of the HTML standard. */
function isSpace(code: number): boolean {
  return isBlank(code) || code === 12
}

function isBlankOrComma(code: number): boolean {
  return code === comma || isSpace(code)
}

/**
 * The span of the destination in `[…](…)`: after the `](` from which destination and title reach exactly to the end.
 *
 * Code and pictures in the label may contain a `](` too: the one followed by the URL as parsed is right, else the first.
 */
function targetIn(source: string, url: string, from: number, end: number): Span {
  let first: Span | undefined
  let tries = 0
  for (let at = source.indexOf('](', from); at >= 0 && at < end && tries < 100; at = source.indexOf('](', at + 1)) {
    tries++
    const target = destinationFrom(source, at + 2, end)
    if (endOfTitle(source, target.end, end) !== end - 1) continue
    if (source.slice(target.start, target.end) === url) return target
    first ??= target
  }
  return first ?? {start: end, end}
}

/** The `]` that closes a label; a label contains no bracket without a backslash. */
function labelEndOf(source: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = source.charCodeAt(at)
    if (code === backslash) at++
    else if (code === 93 /* ] */) return at
  }
  return from
}

const isSimple = /^[^\s()\\]*$/

/** The span of a destination that starts at `from`, without blanks before it and angle brackets around it. */
function destinationFrom(source: string, from: number, end: number): Span {
  const start = skipBlanks(source, from, end)
  if (source.charCodeAt(start) === 60 /* < */) {
    for (let at = start + 1; at < end && !isLineEnd(source.charCodeAt(at)); at++) {
      const code = source.charCodeAt(at)
      if (code === backslash) at++
      else if (code === 62 /* > */) return {start: start + 1, end: at}
    }
  }
  // Most destinations have neither brackets nor escapes: the first bracket ends them.
  const rest = source.slice(start, end)
  const close = rest.indexOf(')')
  if (close >= 0 && isSimple.test(rest.slice(0, close))) return {start, end: start + close}
  let depth = 0
  let at = start
  for (; at < end; at++) {
    const code = source.charCodeAt(at)
    if (isBlank(code)) break
    if (code === backslash && at + 1 < end && !isBlank(source.charCodeAt(at + 1))) at++
    else if (code === 40 /* ( */) depth++
    else if (code === 41 /* ) */ && --depth < 0) break
  }
  return {start, end: Math.min(at, end)}
}

/** Where the blanks and the title after a destination end; its own end if nothing follows. */
function endOfTitle(source: string, from: number, end: number): number {
  const at = skipBlanks(source, source.charCodeAt(from) === 62 /* > */ ? from + 1 : from, end)
  const open = source[at]
  const close = open === '(' ? ')' : open === '"' || open === "'" ? open : undefined
  if (close === undefined) return at
  for (let inside = at + 1; inside < end; inside++) {
    if (source.charCodeAt(inside) === backslash) inside++
    else if (source[inside] === close) return skipBlanks(source, inside + 1, end)
  }
  return at
}

/** The first offset without a blank; quote marks at the start of a line count as blanks. */
function skipBlanks(source: string, from: number, end: number): number {
  let at = from
  let isLineStart = false
  for (; at < end; at++) {
    const code = source.charCodeAt(at)
    if (isLineEnd(code)) isLineStart = true
    else if (!isBlank(code) && !((isLineStart && code === 62) /* > */)) break
  }
  return at
}

const backslash = 92

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineEnd(code)
}
