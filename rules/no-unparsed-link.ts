/** Report text that was meant as a link and is not one. See `no-unparsed-link.md`. */

import {isTemplate} from '../src/core/link/wrapping.ts'
import type {Span} from '../src/core/text/place.ts'
import {brokenLine, type Miswritten, miswrittenAround, miswrittenInAngles, shortened} from '../src/markdown/brackets.ts'
import {labelStart, lineBefore} from '../src/markdown/label.ts'
import type {Link} from '../src/markdown/links.ts'
import {type HtmlAttribute, isMisspeltHref} from '../src/markdown/tree/html.ts'
import {clinging, isTitleFor, pathLike, textRuns, withoutBlanks} from '../src/markdown/written.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-unparsed-link',
  severity: 'error',
  preset: 'recommended',
  summary: 'Text that was meant as a link and is shown as it is written',
  fixable: true,
  readsTree: true,
  options: {},
  check({document, report}) {
    for (const link of document.links) {
      const problem = problemOf(document.source, link)
      if (problem !== undefined) report(problem)
    }
    for (const {word, url, start, end} of clinging(document)) {
      report({message: `Unexpected \`${word}\` right before \`${url}\`, expected a space between them`, start, end, url})
    }
    for (const {start, end} of textRuns(document, '](')) {
      for (const problem of insideText(document.source.slice(start, end), start)) report(problem)
    }
    for (const {piece} of document.html) {
      for (const attribute of piece.attributes) if (isMisspeltHref(attribute.name)) report(misspelt(document.source, attribute))
      if (piece.tags.some((tag) => rawElements.has(tag.element) || isRead(document.source, tag))) continue
      for (const {start, value} of piece.texts) if (value.includes('](')) for (const problem of insideHtml(value, start)) report(problem)
    }
  },
})

export default rule

/** Elements whose content is shown, or run, as it is written. */
const rawElements: ReadonlySet<string> = new Set(['pre', 'code', 'script', 'style', 'textarea'])

/** Whether a site generator reads the Markdown within an element: `<div markdown="1">`. */
function isRead(source: string, {start, end}: Span): boolean {
  return / markdown[=\s>]/.test(source.slice(start, end))
}

function problemOf(source: string, link: Link): Problem | undefined {
  if (link.kind === 'image') return asPicture(source, link)
  if (link.kind === 'link') return withinTarget(source, link)
  if (link.kind !== 'autolink') return undefined
  const miswritten = link.target.start === link.start ? miswrittenAround(source, link) : miswrittenInAngles(source, link)
  return miswritten && {...miswritten, message: messageOf(miswritten)}
}

function messageOf({found, expected}: Pick<Miswritten, 'found' | 'expected'>): string {
  return `Unexpected ${found}, expected ${expected}`
}

/** A whole link in the place of another's URL, which makes the other one plain text: `[paper]([An Odd Title](https://…))`. */
function withinTarget(source: string, link: Link): Problem | undefined {
  const {end, url} = link
  // A bracket within the label makes the parser begin the link one bracket later.
  const start = source.charAt(link.start - 1) === '[' ? link.start - 1 : link.start
  if (source.charAt(start - 1) !== '(' || source.charAt(start - 2) !== ']' || source.charAt(end) !== ')') return undefined
  const before = lineBefore(source, start)
  const open = labelStart(before)
  if (open === undefined || !/(?<!\\)\]\($/.test(before)) return undefined
  const bracketed = before.slice(open, -1)
  return {
    message: `Unexpected link in the place of the URL of \`${shortened(bracketed)}\`, expected \`${url}\``,
    start: start - before.length + open,
    end: end + 1,
    url,
    fix: {start, end, replacement: url},
  }
}

/** Pages of papers, repositories and videos, none of which is a picture. */
const page =
  /^https?:\/\/(?:www\.)?(?:arxiv\.org\/(?:abs|pdf)\/\d{4}\.\d|openreview\.net\/(?:forum|pdf)\?|(?:dx\.)?doi\.org\/10\.|aclanthology\.org\/[\w.-]+\/?$|youtube\.com\/watch\?|youtu\.be\/|github\.com\/[\w-]+\/[\w.-]+\/?$)/

/** `![Paper](https://arxiv.org/abs/…)` */
function asPicture(source: string, {start, end, url}: Link): Problem | undefined {
  if (!page.test(url)) return undefined
  const written = source.slice(start, end)
  const isLabel = /^\]\(/.test(source.slice(end, end + 2))
  return {
    message: `Unexpected \`!\` before \`${shortened(written.slice(1))}\`, expected a link`,
    start,
    end,
    url,
    ...(!isLabel && {fix: {start, end: start + 1, replacement: ''}}),
  }
}

/** `<a herf="https://…">` */
function misspelt(source: string, {name, tag, start, value}: HtmlAttribute): Problem {
  const at = source.slice(tag.start, start).toLowerCase().lastIndexOf(name) + tag.start
  const end = at + name.length
  return {
    message: `Unexpected attribute \`${name}\`, expected \`href\``,
    start: tag.start,
    end: tag.end,
    url: value,
    fix: {start: at, end, replacement: 'href'},
  }
}

/** `[label](…)` whose destination has blanks or a line break, which makes it plain text. */
function* insideText(text: string, offset: number): Generator<Problem> {
  for (const match of text.matchAll(/(?<!\\)(!?\[((?:[^[\]\n\\]|\\.|\[[^[\]\n]*\])*)\])\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)/g)) {
    const [all, bracketed = '', label = '', destination = ''] = match
    const place = {start: offset + match.index, end: offset + match.index + all.length}
    const path = destination.trim()
    if (isTemplate(path)) continue
    if (!/\s/.test(path)) {
      // `](<https://…)`: the angle bracket is not closed.
      const inner = /^<([^\s<>]+)$/.exec(path)?.[1]
      if (inner === undefined || !pathLike.test(inner)) continue
      yield {
        message: `Unexpected \`<\` without \`>\` in the URL of \`${shortened(bracketed)}\`, expected \`${inner}\``,
        ...place,
        suggestion: inner,
      }
      continue
    }
    // `h ttps://…`
    const scheme = /^h ?t ?t ?p ?s? ?: ?\/ ?\/(?=.*\.)/i.test(path) ? path.replace(/\s+/g, '') : ''
    if (scheme !== '' && !pathLike.test(path)) {
      yield {message: `Unexpected space in the URL of \`${shortened(bracketed)}\`, expected \`${scheme}\``, ...place, suggestion: scheme}
      continue
    }
    if (pathLike.test(path) && !/["<>]/.test(path)) {
      const expected = withoutBlanks(path)
      yield {
        message: `Unexpected space in the URL of \`${shortened(bracketed)}\`, expected \`${expected}\``,
        ...place,
        suggestion: expected,
      }
    } else if (isTitleFor(label, destination)) {
      yield {
        message: `Unexpected text \`${shortened(destination)}\` in the place of a URL, expected the URL of \`${shortened(bracketed)}\``,
        ...place,
      }
    }
  }
  // If a line break comes too early in an address, the parsers see none.
  for (const match of text.matchAll(/(?<!\\)\[([^[\]\n]*)\]\((https?:(?:\/\/?[\w.-]*)?|www\.)[ \t]*\r?\n\s*([^\s()]*\))?/g)) {
    const [all, label = '', head = '', tail] = match
    if (tail === undefined) continue
    const broken = brokenLine(`[${label}]`, `${head}${tail.slice(0, -1)}`)
    yield {...broken, message: messageOf(broken), start: offset + match.index, end: offset + match.index + all.length}
  }
}

/** Markdown links in a block of HTML, where they are shown as they are written. */
function* insideHtml(text: string, offset: number): Generator<Problem> {
  for (const match of text.matchAll(/(?<![\\`])\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+)\)(?!`)/g)) {
    const [all, , url = ''] = match
    const start = offset + match.index
    yield {
      message: `Unexpected Markdown link \`${shortened(all)}\` in HTML, expected \`<a href>\` or a blank line before it`,
      start,
      end: start + all.length,
      url,
    }
  }
}
