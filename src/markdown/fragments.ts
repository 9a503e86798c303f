/** Headings and HTML ids → the fragments that GitHub gives them. */

import GithubSlugger from 'github-slugger'
import {decoded} from '../core/link/address.ts'
import type {HtmlPiece} from './tree/html.ts'
import {type NodeId, type Tree, walk} from './tree/tree.ts'

/** Fragments of GitHub's own page around a README. */
const ofThePage = ['', 'top', 'readme', 'readme-ov-file', 'start-of-content']

/** A part of the document that begins with a heading, in Markdown or HTML. */
export interface Section {
  readonly start: number
  /** 1 to 6. */
  readonly depth: number
  /** Visible text. */
  readonly text: string
}

/** Collects the fragments of a document while its nodes are visited in order: equal headings are numbered. */
export interface FragmentCollector {
  /** The fragments so far in lower case, as GitHub compares them → the offset of what they lead to. Reading them ends an open HTML heading. */
  readonly fragments: ReadonlyMap<string, number>
  /** Whether an HTML heading is open, so that text belongs to it. */
  readonly wantsText: boolean
  /** Headings written in HTML so far, in order. */
  readonly htmlHeadings: readonly Section[]
  /** A Markdown heading. Returns its slug. */
  heading(tree: Tree, node: NodeId): string
  /** Raw HTML: its ids, and its headings, which GitHub gives slugs too. */
  html(piece: HtmlPiece): void
  /** Text between pieces of HTML: part of a heading that is open. */
  text(value: string): void
  footnote(identifier: string, offset: number): void
}

export function fragmentCollector(): FragmentCollector {
  const slugger = new GithubSlugger()
  const fragments = new Map<string, number>(ofThePage.map((name) => [name, 0]))
  const add = (fragment: string, offset: number): void => {
    const key = fragment.toLowerCase()
    if (!fragments.has(key)) fragments.set(key, offset)
  }
  let headingEnd = -1
  const htmlHeadings: Section[] = []
  let open: {text: string; readonly start: number; readonly depth: number} | undefined
  const close = (): void => {
    if (open === undefined) return
    add(slugger.slug(open.text), open.start)
    // Whether the line breaks and blanks around the text of an HTML heading count is not documented: either form passes.
    add(new GithubSlugger().slug(open.text.trim()), open.start)
    htmlHeadings.push(open)
    open = undefined
  }

  return {
    get fragments() {
      close()
      return fragments
    },
    get htmlHeadings() {
      close()
      return htmlHeadings
    },
    get wantsText() {
      return open !== undefined
    },
    heading(tree, node) {
      close()
      headingEnd = tree.end(node)
      const slug = slugger.slug(slugTextOf(tree, node))
      add(slug, tree.start(node))
      return slug
    },
    html({attributes, tags, texts}) {
      for (const {name, value, tag} of attributes) if ((name === 'id' || name === 'name') && value !== '') add(value, tag.start)
      const headings = tags.some(({element}) => isHeading(element))
      if (open === undefined && !headings) return
      let at = 0
      const textUpTo = (end: number): void => {
        for (let text = texts[at]; text !== undefined && text.start < end; text = texts[++at]) if (open) open.text += text.value
      }
      for (const {element, closing, start} of tags) {
        textUpTo(start)
        // A tag inside a Markdown heading does not start a heading of its own.
        if (!isHeading(element) || start < headingEnd) continue
        close()
        if (!closing) open = {text: '', start, depth: Number(element.charAt(1))}
      }
      textUpTo(Number.POSITIVE_INFINITY)
    },
    text(value) {
      if (open !== undefined) open.text += value
    },
    footnote(identifier, offset) {
      for (const prefix of ['fn-', 'fnref-']) add(prefix + identifier, offset)
    },
  }
}

/** The text that GitHub makes a heading's slug from: pictures, HTML tags and line breaks have none. */
function slugTextOf(tree: Tree, heading: NodeId): string {
  let text = ''
  walk(tree, heading, (node, type) => {
    if (type === 'text' || type === 'inlineCode') text += tree.value(node)
  })
  return text
}

function isHeading(element: string): boolean {
  return element.length === 2 && element.startsWith('h') && element >= 'h1' && element <= 'h6'
}

/**
 * Where a fragment leads in a document with these fragments.
 *
 * @param fragment as written, without `#`
 * @returns the offset of the heading or element, undefined if it leads nowhere
 *
 * Compared as GitHub does: percent-decoded, without regard to case, with or without its `user-content-` prefix.
 */
export function fragmentTarget(fragments: ReadonlyMap<string, number>, fragment: string): number | undefined {
  // Text directives (`#:~:text=…`) are the browser's, not the page's.
  const [name = ''] = decoded(fragment).toLowerCase().split(':~:')
  const found = fragments.get(name)
  if (found !== undefined || !name.startsWith('user-content-')) return found
  return fragments.get(name.slice('user-content-'.length))
}
