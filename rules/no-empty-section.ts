/** Warn about headings with nothing below them. See `no-empty-section.md`. */
import {countsOf} from '../src/core/collection/counts.ts'
import {hasLetterOrDigit} from '../src/core/text/letters.ts'
import type {Document, Heading} from '../src/markdown/document.ts'
import {fragmentTarget} from '../src/markdown/fragments.ts'
import {linksBetween} from '../src/markdown/links.ts'
import type {HtmlPiece} from '../src/markdown/tree/html.ts'
import {childrenOf, type NodeId, type Tree, textOf, walk} from '../src/markdown/tree/tree.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Texts of headings that need nothing below them. */
  readonly allow: readonly string[]
  /** Whether `TBD`, `coming soon` and the like count as nothing. */
  readonly placeholders: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-empty-section',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Headings with nothing below them',
  fixable: false,
  readsTree: true,
  options: {allow: ['License'], placeholders: true},
  check({document, options, report}) {
    const {tree, headings} = document
    const [title] = headings
    if (title === undefined) return
    const byNode = new Map(headings.map((heading) => [heading.node, heading]))
    const allowed = new Set(options.allow.map((text) => text.toLowerCase()))
    const saysNothing = nothingIn(document, options.placeholders)
    let isRepeated: ((heading: Heading) => boolean) | undefined

    // The heading below which nothing has been shown so far, and whether a placeholder says so.
    let open: Heading | undefined
    let saysSo = false
    const close = (next: Heading | undefined): void => {
      if (open === undefined || open === title || allowed.has(open.text.trim().toLowerCase())) return
      if (next !== undefined && next.depth > open.depth) return
      isRepeated ??= repetitionIn(headings)
      if (!isSection(document, open) || (next !== undefined && !saysSo && isNestedByOrder(open, next, isRepeated))) return
      report({
        message: `Unexpected empty section \`${open.text.trim()}\`, expected content`,
        start: open.start,
        end: open.end,
      })
    }
    for (const node of childrenOf(tree, tree.root)) {
      const heading = byNode.get(node)
      // A picture with `---` right below it, or a menu in large letters, is a heading only for Markdown.
      if (heading !== undefined && (isPicture(tree, node) || isMenu(document, heading))) open = undefined
      else if (heading !== undefined && placeholder.test(heading.text.trim().toLowerCase())) {
        // `### Coming Soon` is no section itself, but says that the one above it is empty.
        if (open !== undefined && heading.depth > open.depth && options.placeholders) saysSo = true
        else {
          close(heading)
          open = undefined
        }
      } else if (heading !== undefined) {
        close(heading)
        open = heading
        saysSo = false
      } else if (open !== undefined) {
        if (saysNothing(node)) saysSo ||= isPlaceholder(document, node)
        else open = undefined
      }
    }
    close(undefined)
  },
})

export default rule

function isPicture(tree: Tree, heading: NodeId): boolean {
  return tree.childCount(heading) === 1 && tree.type(tree.child(heading, 0)) === 'image'
}

function isMenu({links}: Document, {start, end}: Heading): boolean {
  const within = linksBetween(links, start, end)
  return within.length >= 2 && within.every(({url}) => url.startsWith('#'))
}

const placeholder =
  /^[\s([（【*_~`.…-]*(?:tb[acd]|to-?do|to be (?:added|announced|continued|completed|determined|done|filled|updated)|(?:more )?coming soon|under construction|(?:still )?(?:a )?work in progress|wip|stay tuned|empty|n\/?a|none(?: yet)?|nothing(?: here)?(?: yet)?|待(?:更新|补充|完善|续|添加)|敬请期待|未完待续|暂无)[\s)\]）】*_~`.…!！。-]*$/

const wayBack = /\b(?:top|up|back|return|toc|contents?|index|menu|home)\b|[↑⬆🔝🔼⇧▲]|返回|回到|目录|顶部/iu

/** Elements that show something without holding any text. */
const showing = new Set(['img', 'picture', 'video', 'audio', 'iframe', 'svg', 'object', 'embed', 'source', 'input'])

/** Tells whether a reader sees nothing in a block, or only a placeholder or a link back to the top. */
function nothingIn(document: Document, placeholders: boolean): (node: NodeId) => boolean {
  const {tree} = document
  let pieces: Map<NodeId, HtmlPiece> | undefined
  const showsHtml = (node: NodeId): boolean => {
    pieces ??= new Map(document.html.map(({node: other, piece}) => [other, piece]))
    const piece = pieces.get(node)
    if (piece === undefined) return true
    if (piece.tags.some(({element}) => showing.has(element))) return true
    // Site generators replace this comment by a file's text.
    if (/<!--\s*@?include\b/i.test(document.source.slice(tree.start(node), tree.start(node) + 40))) return true
    const text = piece.texts.map(({value}) => value).join('')
    if (text.trim() === '') return false
    const here = linksBetween(document.links, tree.start(node), tree.end(node))
    return !(here.every(({url}) => url.startsWith('#')) && text.trim().length < 40 && wayBack.test(text))
  }

  return (node) => {
    switch (tree.type(node)) {
      case 'thematicBreak':
      case 'definition':
      case 'footnoteDefinition':
        return true
      case 'html':
        return !showsHtml(node)
      case 'paragraph':
      case 'list': {
        // Long blocks are not placeholders, which settles the question for most sections.
        if (tree.end(node) - tree.start(node) > 300) return false
        let shows = false
        walk(tree, node, (inner, type) => {
          if (type === 'image' || type === 'imageReference' || type === 'code' || type === 'table') shows = true
          if (type === 'html' && showsHtml(inner)) shows = true
        })
        if (shows) return false
        const text = textOf(tree, node).trim()
        if (text === '') return true
        const here = linksBetween(document.links, tree.start(node), tree.end(node))
        const [only] = here
        if (only !== undefined) return here.length === 1 && only.url.startsWith('#') && text.length < 40 && wayBack.test(text)
        return placeholders && placeholder.test(text.toLowerCase())
      }
      default:
        return false
    }
  }
}

/** Whether a block announces something that is still to come: `TBD`. */
function isPlaceholder({tree}: Document, node: NodeId): boolean {
  const type = tree.type(node)
  return (type === 'paragraph' || type === 'list') && placeholder.test(textOf(tree, node).trim().toLowerCase())
}

/** Whether a heading names a section: it is not a notice in large type, and not a link or picture that is content itself. */
function isSection(document: Document, {text, start, end}: Heading): boolean {
  const words = text.trim().split(/\s+/)
  if (words.length > 12 || !hasLetterOrDigit(text) || /[.!?:。！？：…～~]\s*$|[，；]/.test(text)) return false
  // `Main conference: 19 June`
  const colon = text.search(/[:：]/)
  if (
    colon >= 0 &&
    /\d\s*(?:[月日]|(?:st|nd|rd|th)?\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\b)/.test(text.slice(colon).toLowerCase())
  )
    return false
  // The line that is shown of a folded part.
  if (/<summary>\s*$/i.test(document.source.slice(Math.max(0, start - 20), start))) return false
  const links = linksBetween(document.links, start, end)
  if (links.some(({url}) => !url.startsWith('#'))) return false
  const [only] = links
  // A heading that leads further down is an item of a table of contents in large type; `## [Back to top](#contents)` leads up.
  if (
    only !== undefined &&
    only.text.trim() === text.trim() &&
    (wayBack.test(text) || (fragmentTarget(document.fragments, only.url.slice(1)) ?? 0) > end)
  )
    return false
  // An item in large type, too, if its address has blanks.
  return !/https?:\/\/|^\[[^\]]*\]\([^)]*\)$/.test(text.trim())
}

/** Whether the next heading, though of the same rank, is a part of this section, as in lists that choose ranks by their looks. */
function isNestedByOrder({depth, text}: Heading, next: Heading, isRepeated: (heading: Heading) => boolean): boolean {
  if (next.depth !== depth) return false
  const year = /^\W*(?:19|20)\d\d\W*$/
  if (year.test(next.text) && !year.test(text)) return true
  const repeated = isRepeated(next)
  if (repeated && !isRepeated({...next, text})) return true
  const [own, theirs] = [numberOf(text), numberOf(next.text)]
  if (own === undefined) return theirs !== undefined && /^(?:1|i|a|一)$/i.test(theirs)
  // `2` and then `2.1` or a heading without a number: parts of it. `2` and then `3`: the next section.
  return theirs === undefined || theirs.startsWith(`${own}.`) || styleOf(own) !== styleOf(theirs)
}

/** The number that a heading opens with: `2.1`, `IV`, `B`, `三`, the one of `Part 2:`. */
function numberOf(text: string): string | undefined {
  return /^\W*(?:第|(?:[Pp]art|[Cc]hapter|[Ss]ection|[Ll]ecture|[Ww]eek|[Pp]hase|[Ss]tep)\s)?(\d{1,2}(?:\.\d+)+(?=\s)|(?:\d{1,2}(?:\.\d+)*|[IVX]+|[A-Z]|[一二三四五六七八九十]+)(?=[.)、:）．章节]))/u.exec(
    text,
  )?.[1]
}

function styleOf(number: string): string {
  if (/^\d/.test(number)) return `digits ${number.split('.').length}`
  return /^[IVX]+$/.test(number) ? 'roman' : /^[A-Z]$/.test(number) ? 'letter' : 'chinese'
}

function repetitionIn(headings: readonly Heading[]): (heading: Heading) => boolean {
  const keyOf = ({depth, text}: Heading): string => `${depth} ${text.trim().toLowerCase()}`
  const counts = countsOf(headings.map(keyOf))
  return (heading) => (counts.get(keyOf(heading)) ?? 0) > 1
}
