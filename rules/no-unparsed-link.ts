/** Report text that was meant as a link and is not one. See `no-unparsed-link.md`. */
import type {Span} from '../src/core/place.ts'
import {roleOfLabel} from '../src/core/role.ts'
import {isTemplate} from '../src/core/wrapping.ts'
import {type HtmlAttribute, isMisspeltHref} from '../src/markdown/html.ts'
import {isLikelyLabel, labelReach, labelStart, lineBefore, oddLabel} from '../src/markdown/label.ts'
import type {Link} from '../src/markdown/links.ts'
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
      report({message: `Unexpected \`${word}\` right before \`${url}\`, expected a blank between them`, start, end, url})
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
  return link.target.start === link.start ? aroundAddress(source, link) : inAngles(source, link)
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

/** A bare address after an opening bracket. */
interface Opened extends Span {
  readonly url: string
  /** The part of its line before it, including the bracket. */
  readonly before: string
  /** Where that part begins. */
  readonly from: number
  /** The character after it. */
  readonly closer: string
}

/** A bare address that has a link's brackets around it, with something wrong about them. */
function aroundAddress(source: string, link: Link): Problem | undefined {
  const {start} = link
  // In `(https://…)][next]` the parser takes the brackets for a part of the address.
  const [url = ''] = link.url.split(/\)+\]/, 1)
  const end = url === link.url ? link.end : start + url.length
  const previous = source.charAt(start - 1)
  if ((previous === '[' || previous === '{') && source.charAt(start - 2) === ']') return inOtherBrackets(source, link, previous)
  if (previous === ']') return withoutOpening(source, start, end, url)
  if (previous !== '(' && previous !== '[' && previous !== '（') return undefined
  const before = lineBefore(source, start)
  const opened = {start, end, url, before, from: start - before.length, closer: source.charAt(end)}
  const odd = opened.closer === ')' ? (oddOpening(before, source, link) ?? below(opened, source)) : undefined
  return (
    odd ??
    swapped(opened) ??
    apart(opened) ??
    inOddBrackets(opened, link) ??
    joined(opened) ??
    inRoundBrackets(opened) ??
    withoutClosing(opened, source)
  )
}

/** `(Paper)[https://…]` */
function swapped({end, url, before, from, closer}: Opened): Problem | undefined {
  const match = closer === ']' ? /(?<![\w\])])\(([^()\n]{1,200})\)\[$/.exec(before) : null
  const label = match?.[1] ?? ''
  if (match === null || !/[\p{L}\p{N}]/u.test(label) || label.includes('](')) return undefined
  const expected = `[${label}](${url})`
  return {
    message: `Unexpected order of brackets, expected \`${expected}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `[Paper] (https://…)` */
function apart({start, end, url, before, from, closer}: Opened): Problem | undefined {
  const match = /(?<!\\)(\[((?:[^[\]\n\\]|\\.|\[[^[\]\n]*\])*)\])([ \t\u00a0\u3000]{1,3})\($/.exec(before)
  if (match === null) return undefined
  const [, bracketed = '', label = '', blank = ''] = match
  // After a number, a checkbox or a whole link, an address in parentheses is fine.
  if (/^[\s\dxX^*,-]*$/.test(label) || label.includes('](')) return undefined
  if (closer !== ')') return {message: unclosed(`${bracketed}(${url}`), start: from + match.index, end, url}
  return {
    message: `Unexpected blank between \`${shortened(bracketed)}\` and \`(${url})\`, expected none`,
    start: from + match.index,
    end: end + 1,
    url,
    fix: {start: start - 1 - blank.length, end: start - 1, replacement: ''},
  }
}

/** `[A Title}(https://…)`, `【Paper】(https://…)`, `[Paper]:(https://…)`, `[Paper] [https://…]` */
function inOddBrackets({end, url, before, from, closer}: Opened, link: Link): Problem | undefined {
  const odd = oddLabel(before, closer, link)
  if (odd === undefined) return undefined
  const expected = `[${odd.label}](${url})`
  const place = {start: from + odd.at, end: end + 1}
  return {
    message: `Unexpected link \`${shortened(before.slice(odd.at) + url + closer)}\`, expected \`${shortened(expected)}\``,
    ...place,
    url,
    fix: {...place, replacement: expected},
  }
}

/** `[Paper]<https://…>` */
function inAngles(source: string, link: Link): Problem | undefined {
  const {start, end, url} = link
  if (source.charAt(start - 1) !== ']') return undefined
  const before = lineBefore(source, start)
  const open = labelStart(`${before}(`)
  if (open === undefined || /[\w!\]]/.test(before.charAt(open - 1)) || !isLikelyLabel(before.slice(open + 1, -1), link)) return undefined
  return withoutParentheses(before.slice(open), start, end, url)
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

/** `[Paper]` at the end of a line, and `(https://…)` at the beginning of the next. */
function below({start, end, url, before, from}: Opened, source: string): Problem | undefined {
  if (from === 0 || !/^[ \t>]*\($/.test(before)) return undefined
  const above = lineBefore(source, from - 1)
  const match = /(?<!\\)(\[((?:[^[\]\n\\]|\\.|\[[^[\]\n]*\])*)\])[ \t]*\r?$/.exec(above)
  if (match === null || roleOfLabel((match[2] ?? '').replace(/^\[|\]$/g, '')) === undefined) return undefined
  const [, bracketed = ''] = match
  return {
    message: `Unexpected line break between \`${shortened(bracketed)}\` and \`(${url})\`, expected none`,
    start: from - 1 - above.length + match.index,
    end: end + 1,
    url,
    fix: {start: from - 1 - above.length + match.index + bracketed.length, end: start - 1, replacement: ''},
  }
}

/** `[Paper(https://…)` */
function joined({end, url, before, from, closer}: Opened): Problem | undefined {
  const match = closer === ')' ? /(?<![\\\w])\[([^[\]()\n]{2,200}(?:\([^()\n]{1,60}\))?)\($/.exec(before) : null
  if (match === null || /\s$/.test(match[1] ?? '')) return undefined
  const expected = `[${match[1]}](${url})`
  return {
    message: `Unexpected \`[\` without \`]\` before \`(${url})\`, expected \`${shortened(expected)}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `- (Paper)(https://…)` */
function inRoundBrackets({end, url, before, from, closer}: Opened): Problem | undefined {
  const match = closer === ')' ? /(?<=^|[\s|])\(([^()[\]\n]{2,80})\)\($/.exec(before) : null
  if (match === null || !/\p{L}{2}/u.test(match[1] ?? '')) return undefined
  const expected = `[${match[1]}](${url})`
  return {
    message: `Unexpected parentheses around the label of \`(${url})\`, expected \`${shortened(expected)}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `[Paper](https://…`: nothing closes it, or only the next line does, or it is within the label of another link. */
function withoutClosing({end, url, before, from, closer}: Opened, source: string): Problem | undefined {
  if (!/(?<!\\)\]\($/.test(before)) return undefined
  const isClosed = closer === ')'
  const open = labelStart(before)
  const label = before.slice(open ?? -2)
  const place = {start: from + (open ?? before.length - 2), end: isClosed ? end + 1 : end}
  if (open === undefined) return {message: `Unexpected \`](\` before \`${url}\`, expected \`[\` and a label before it`, ...place, url}
  if (isClosed) return {message: `Unexpected link within the label of a link to \`${url}\`, expected one or the other`, ...place, url}
  const behind = source.slice(end, end + labelReach)
  // A blank within one line is left to `insideText`.
  if (/^[^\s()]{0,2}[ \t]+[^()\n]*\)/.test(behind)) return undefined
  const [tail, path = ''] = /^[ \t]*\r?\n\s*([^\s()[\]]+)\)/.exec(behind) ?? []
  if (tail === undefined) return {message: unclosed(`${label}${url}`), ...place, url}
  return {...brokenLine(label.slice(0, -1), `${url}${path}`), start: place.start, end: end + tail.length, url}
}

/** `[Paper]((https://…)` and `[Paper]（https://…)`: the opening parenthesis is doubled, or full-width. */
function oddOpening(before: string, source: string, {start, url: written}: Link): Problem | undefined {
  const [opening] = /(?<=\])(?:\(\(|（)$/.exec(before) ?? []
  if (opening === undefined) return undefined
  const open = labelStart(before.slice(0, 1 - opening.length) || before)
  const [url = ''] = written.split(/\)+\]/, 1)
  const end = start + url.length
  if (open === undefined || source.charAt(end + 1) === ')') return undefined
  const bracketed = before.slice(open, -opening.length)
  return {
    message: `Unexpected \`${opening}\` before the URL of \`${shortened(bracketed)}\`, expected \`(\``,
    start: start - before.length + open,
    end: end + 1,
    url,
    fix: {start: start - opening.length, end: start, replacement: '('},
  }
}

/** `[Paper][https://…]`, `[Paper]{https://…}`: square brackets around the URL, too, or braces. */
function inOtherBrackets(source: string, {start, url: written}: Link, opener: '[' | '{'): Problem | undefined {
  const [url = ''] = written.split(/[\])}]/, 1)
  const end = start + url.length
  const closer = source.charAt(end)
  const before = lineBefore(source, start - 1)
  const open = labelStart(`${before}(`)
  const isClosed = closer === ')' || closer === (opener === '[' ? ']' : '}')
  if (open === undefined || !isClosed || url.includes('[')) return undefined
  const bracketed = before.slice(open)
  return {
    message: `Unexpected \`${opener}\` before the URL of \`${shortened(bracketed)}\`, expected \`(${url})\``,
    start: start - 1 - before.length + open,
    end: end + 1,
    url,
    fix: {start: start - 1, end: end + 1, replacement: `(${url})`},
  }
}

/** `[[pdf]]https://…)`, where the opening parenthesis is missing; `[[pdf]https://…]`, with brackets around both; `[pdf]https://…`. */
function withoutOpening(source: string, start: number, end: number, url: string): Problem | undefined {
  const closer = source.charAt(end)
  const before = lineBefore(source, start)
  const open = labelStart(`${before}(`)
  if (closer !== ')') {
    const isLabel = open !== undefined && roleOfLabel(before.slice(open + 1, -1)) !== undefined
    const isAlone = isLabel && (closer === ']' ? before.charAt(open - 1) === '[' : !/[\w!\]\\]/.test(before.charAt(open - 1)))
    return isAlone ? withoutParentheses(before.slice(open), start, end, url) : undefined
  }
  // It may close a parenthesis further left.
  if (open === undefined || before.lastIndexOf('(') > before.lastIndexOf(')')) return undefined
  const bracketed = before.slice(open)
  return {
    message: `Unexpected URL behind \`${shortened(bracketed)}\`, expected \`(\` before it`,
    start: start - before.length + open,
    end: end + 1,
    url,
    fix: {start, end: start, replacement: '('},
  }
}

/** A URL right after its label, without parentheses or in other brackets. */
function withoutParentheses(bracketed: string, start: number, end: number, url: string): Problem {
  return {
    message: `Unexpected URL behind \`${shortened(bracketed)}\`, expected \`(${url})\``,
    start: start - bracketed.length,
    end,
    url,
    fix: {start, end, replacement: `(${url})`},
  }
}

/** What to say about a URL that continues on the next line. */
function brokenLine(bracketed: string, expected: string): Pick<Problem, 'message' | 'suggestion'> {
  return {message: `Unexpected line break in the URL of \`${shortened(bracketed)}\`, expected \`${expected}\``, suggestion: expected}
}

function unclosed(text: string): string {
  return `Unexpected link without an end \`${shortened(text)}\`, expected \`)\` after the URL`
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
      yield {message: `Unexpected blank in the URL of \`${shortened(bracketed)}\`, expected \`${scheme}\``, ...place, suggestion: scheme}
      continue
    }
    if (pathLike.test(path) && !/["<>]/.test(path)) {
      const expected = withoutBlanks(path)
      yield {
        message: `Unexpected blank in the URL of \`${shortened(bracketed)}\`, expected \`${expected}\``,
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
    yield {...brokenLine(`[${label}]`, `${head}${tail.slice(0, -1)}`), start: offset + match.index, end: offset + match.index + all.length}
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

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}
