/** Report text that was meant as a link and is not one. See `no-unparsed-link.md`. */
import type {Span} from '../src/core/place.ts'
import {roleOfLabel} from '../src/core/role.ts'
import {isTemplate} from '../src/core/wrapping.ts'
import type {Document} from '../src/markdown/document.ts'
import type {Link} from '../src/markdown/links.ts'
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
      const problem =
        link.kind === 'link' && !link.image
          ? withinTarget(document.source, link)
          : link.kind === 'autolink' && link.target.start === link.start
            ? aroundAddress(document.source, link)
            : undefined
      if (problem !== undefined) report(problem)
    }
    for (const problem of clinging(document)) report(problem)
    for (const {start, end} of textRuns(document)) {
      for (const problem of insideText(document.source.slice(start, end), start)) report(problem)
    }
    for (const {piece} of document.html) {
      if (piece.tags.some(({element}) => rawElements.has(element))) continue
      for (const {start, value} of piece.texts) if (value.includes('](')) for (const problem of insideHtml(value, start)) report(problem)
    }
  },
})

export default rule

/** Elements whose content is shown, or run, as it is written. */
const rawElements: ReadonlySet<string> = new Set(['pre', 'code', 'script', 'style', 'textarea'])

/** A whole link in the place of another's target: `[paper]([An Odd Title](https://…))`, which is text around a link. */
function withinTarget(source: string, link: Link): Problem | undefined {
  const {end, url} = link
  // A bracket within its own label makes the parser begin one later.
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

/** How far a label may reach back. In UTF-16 units. */
const labelReach = 300

/** What stands before an offset in its line, as far back as a label may reach. */
function lineBefore(source: string, offset: number): string {
  const reach = source.slice(Math.max(0, offset - labelReach), offset)
  return reach.slice(reach.lastIndexOf('\n') + 1)
}

/** A bare address behind an opening bracket. */
interface Opened extends Span {
  readonly url: string
  /** The line before it, the bracket included. */
  readonly before: string
  /** Where that begins. */
  readonly from: number
  /** The character behind it. */
  readonly closer: string
}

/** A bare address that has a link's brackets around it, with something wrong about them. */
function aroundAddress(source: string, link: Link): Problem | undefined {
  const {start} = link
  // In `(https://…)][next]` the parser takes the brackets for a part of the address.
  const [url = ''] = link.url.split(/\)+\]/, 1)
  const end = url === link.url ? link.end : start + url.length
  const previous = source.charAt(start - 1)
  if (previous === '[' && source.charAt(start - 2) === ']') return inSquareBrackets(source, link)
  if (previous === ']') return withoutOpening(source, start, end, url)
  if (previous !== '(' && previous !== '[' && previous !== '（') return undefined
  const before = lineBefore(source, start)
  const opened = {start, end, url, before, from: start - before.length, closer: source.charAt(end)}
  const odd = opened.closer === ')' ? (oddOpening(before, source, link) ?? below(opened, source)) : undefined
  return odd ?? swapped(opened) ?? apart(opened) ?? joined(opened) ?? inRoundBrackets(opened) ?? withoutClosing(opened, source)
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
  // A number, a task's box and a link of its own may well be followed by an address in parentheses.
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

/** `[Paper]` at the end of a line, and `(https://…)` at the beginning of the next. */
function below({start, end, url, before, from}: Opened, source: string): Problem | undefined {
  if (!/^[ \t>]*\($/.test(before)) return undefined
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

/** `[Paper](https://…`: nothing closes it, or only the next line does, or it stands within the label of another. */
function withoutClosing({end, url, before, from, closer}: Opened, source: string): Problem | undefined {
  if (!/(?<!\\)\]\($/.test(before)) return undefined
  const isClosed = closer === ')'
  const open = labelStart(before)
  const label = before.slice(open ?? -2)
  const place = {start: from + (open ?? before.length - 2), end: isClosed ? end + 1 : end}
  if (open === undefined) return {message: `Unexpected \`](\` before \`${url}\`, expected \`[\` and a label before it`, ...place, url}
  if (isClosed) return {message: `Unexpected link within the label of a link to \`${url}\`, expected one or the other`, ...place, url}
  const behind = source.slice(end, end + labelReach)
  // A blank within one line is seen in the text.
  if (/^[^\s()]{0,2}[ \t]+[^()\n]*\)/.test(behind)) return undefined
  const [tail, path = ''] = /^[ \t]*\r?\n\s*([^\s()[\]]+)\)/.exec(behind) ?? []
  if (tail === undefined) return {message: unclosed(`${label}${url}`), ...place, url}
  return {...brokenLine(label.slice(0, -1), `${url}${path}`), start: place.start, end: end + tail.length, url}
}

/** `[Paper]((https://…)` and `[Paper]（https://…)`: the parenthesis that opens is there twice, or a full-width one. */
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

/** `[Paper][https://…]`: square brackets around the URL, too. */
function inSquareBrackets(source: string, {start, url: written}: Link): Problem | undefined {
  const [url = ''] = written.split(/[\])]/, 1)
  const end = start + url.length
  const closer = source.charAt(end)
  const before = lineBefore(source, start - 1)
  const open = labelStart(`${before}(`)
  if (open === undefined || (closer !== ']' && closer !== ')') || url.includes('[')) return undefined
  const bracketed = before.slice(open)
  return {
    message: `Unexpected \`[\` before the URL of \`${shortened(bracketed)}\`, expected \`(${url})\``,
    start: start - 1 - before.length + open,
    end: end + 1,
    url,
    fix: {start: start - 1, end: end + 1, replacement: `(${url})`},
  }
}

/** `[[pdf]]https://…)`: the parenthesis closes what nobody opened. */
function withoutOpening(source: string, start: number, end: number, url: string): Problem | undefined {
  if (source.charAt(end) !== ')') return undefined
  const before = lineBefore(source, start)
  const open = labelStart(`${before}(`)
  // An open parenthesis further left is the one that closes here.
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

/** What to say of a URL that goes on in the next line. */
function brokenLine(bracketed: string, expected: string): Pick<Problem, 'message' | 'suggestion'> {
  return {message: `Unexpected line break in the URL of \`${shortened(bracketed)}\`, expected \`${expected}\``, suggestion: expected}
}

function unclosed(text: string): string {
  return `Unexpected link without an end \`${shortened(text)}\`, expected \`)\` after the URL`
}

/** Where the label begins whose `](` ends a text; undefined where no bracket was opened. */
function labelStart(before: string): number | undefined {
  let depth = 0
  for (let at = before.length - 2; at >= 0; at--) {
    const character = before.charAt(at)
    if (before.charAt(at - 1) === '\\') continue
    if (character === ']') depth++
    else if (character === '[' && --depth === 0) return at
  }
  return undefined
}

/** `Paperhttps://…`: an address right behind a letter is text to every parser. */
function* clinging({tree, texts, source}: Document): Generator<Problem> {
  let node = 0
  for (let at = source.indexOf('http', 2); at >= 0; at = source.indexOf('http', at + 4)) {
    if (!/^[A-Za-z]{2}https?:\/\/\w/.test(source.slice(at - 2, at + 10))) continue
    while (node < texts.length && tree.end(texts[node] ?? 0) <= at) node++
    const text = texts[node]
    if (text === undefined) return
    if (tree.start(text) > at) continue
    const [url = ''] = /^https?:\/\/(?:[\w-]+\.)+[a-z]{2,}(?:[/?#][^\s<>()[\]{}|]*)?/i.exec(source.slice(at, at + 500)) ?? []
    const [word = ''] = /[A-Za-z]+$/.exec(source.slice(Math.max(0, at - 30), at)) ?? []
    if (url === '') continue
    yield {
      message: `Unexpected \`${word}\` right before \`${url}\`, expected a blank between them`,
      start: at - word.length,
      end: at + url.length,
      url,
    }
  }
}

/** The texts with a link's inner brackets. Neighbours are one: parsers cut them at brackets as they like. */
function* textRuns({tree, texts, source}: Document): Generator<Span> {
  let next = source.indexOf('](')
  let start = 0
  let end = 0
  for (const node of texts) {
    if (next < 0) return
    const from = tree.start(node)
    if (from !== end) {
      if (next >= start && next + 1 < end) yield {start, end}
      start = from
      if (next < start) next = source.indexOf('](', start)
    }
    end = tree.end(node)
  }
  if (next >= start && next + 1 < end) yield {start, end}
}

const pending = /\b(?:soon|tba|tbd|todo|later|upcoming|available|released?|appear|review|progress|here|see|coming)\b/i
const pathLike = /^(?:https?:|www\.|#|\.{0,2}\/|[\w-]+\/)\S|\.(?:pdf|md|png|jpe?g|gif|svg|html?|ipynb|pptx?|zip)$/i

/** `[label](…)` whose destination has blanks or a line break: for Markdown that is text. */
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
    } else if (isTitle(destination, label)) {
      yield {
        message: `Unexpected text \`${shortened(destination)}\` in the place of a URL, expected the URL of \`${shortened(bracketed)}\``,
        ...place,
      }
    }
  }
  // The parsers see no address in what is left of one before a line break.
  for (const match of text.matchAll(/(?<!\\)\[([^[\]\n]*)\]\((https?:(?:\/\/?[\w.-]*)?|www\.)[ \t]*\r?\n\s*([^\s()]*\))?/g)) {
    const [all, label = '', head = '', tail] = match
    if (tail === undefined) continue
    yield {...brokenLine(`[${label}]`, `${head}${tail.slice(0, -1)}`), start: offset + match.index, end: offset + match.index + all.length}
  }
}

/** `github.com/ owner/name` and `owner/long- name` were broken by accident, `My Figure.png` is called so; of two addresses the first. */
function withoutBlanks(path: string): string {
  if (path.startsWith('#')) return path.replace(/\s+/g, '-')
  const [first = path, second] = path.split(/[,;]?\s+(?=https?:)/)
  if (second !== undefined) return first
  const isBroken = /^https?:/.test(path) ? /[-_./]\s|\s[-_./?#]/.test(path) : /\/\s|\s\//.test(path)
  return isBroken ? path.replace(/\s+/g, '') : path.replace(/\s/g, '%20')
}

/** A paper's title rather than a remark: `[page](LLM-Planner: Few-Shot Grounded Planning)`, not `[code](coming soon)`. */
function isTitle(destination: string, label: string): boolean {
  const text = destination.trim()
  const name = label.replace(/^\[|\]$/g, '')
  if (text === name.trim() && /\s/.test(text)) return true
  const words = text.split(/\s+/)
  // Nothing but a title has five words and most of them with capitals, right behind a label.
  if (words.length >= 5 && /^\p{Lu}/u.test(text) && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length >= 0.6)
    return !pending.test(text)
  return roleOfLabel(name) !== undefined && /^[\p{Lu}\p{N}"“]/u.test(text) && words.length >= 4 && !pending.test(text)
}

/** Markdown's links within a block of HTML, where they are shown as they are written. */
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
