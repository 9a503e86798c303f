/** A bare address with a link's brackets around it, of which one is missing, doubled, of the wrong kind or in the wrong place. */
import type {Fix} from '../core/finding.ts'
import {roleOfLabel} from '../core/link/role.ts'
import type {Span} from '../core/text/place.ts'
import {isLikelyLabel, labelReach, labelStart, lineBefore, oddLabel} from './label.ts'
import type {Link} from './links.ts'

/** Text that was meant as a link: what is wrong with it, and what was meant, in words. */
export interface Miswritten extends Span {
  readonly url: string
  readonly found: string
  readonly expected: string
  /** The repair, where it is certain. */
  readonly fix?: Fix
  /** What to write, where it is only likely. */
  readonly suggestion?: string
}

/** A bare address and what is around it. */
interface Address extends Span {
  readonly source: string
  readonly link: Link
  readonly url: string
  /** The part of its line before it, its opening bracket included. */
  readonly before: string
  /** Where that part begins. */
  readonly from: number
  /** The character after it. */
  readonly closer: string
}

type Shape = (address: Address) => Miswritten | undefined

/** What is wrong with the brackets around a bare address; undefined if nothing is, or there are none. */
export function miswrittenAround(source: string, link: Link): Miswritten | undefined {
  const {start} = link
  // In `(https://…)][next]` the parser takes the brackets for a part of the address.
  const [url = ''] = link.url.split(/\)+\]/, 1)
  const end = url === link.url ? link.end : start + url.length
  const shapes = shapesAfter(source.charAt(start - 1), source.charAt(start - 2))
  if (shapes.length === 0) return undefined
  const before = lineBefore(source, start)
  const address = {source, link, url, start, end, before, from: start - before.length, closer: source.charAt(end)}
  for (const shape of shapes) {
    const miswritten = shape(address)
    if (miswritten !== undefined) return miswritten
  }
  return undefined
}

/** The shapes that may end in a certain bracket before the address, likeliest first. */
function shapesAfter(bracket: string, beforeIt: string): readonly Shape[] {
  if (bracket === ']') return [withoutOpening]
  if ((bracket === '[' || bracket === '{') && beforeIt === ']') return [inOtherBrackets]
  return bracket === '(' || bracket === '[' || bracket === '（' ? inParentheses : []
}

/** `[Paper]<https://…>`: angle brackets in the place of parentheses. */
export function miswrittenInAngles(source: string, link: Link): Miswritten | undefined {
  const {start, end, url} = link
  if (source.charAt(start - 1) !== ']') return undefined
  const before = lineBefore(source, start)
  const open = labelStart(`${before}(`)
  if (open === undefined || /[\w!\]]/.test(before.charAt(open - 1)) || !isLikelyLabel(before.slice(open + 1, -1), link)) return undefined
  return withoutParentheses(before.slice(open), start, end, url)
}

/** `[Paper]((https://…)` and `[Paper]（https://…)`: the opening parenthesis is doubled, or full-width. */
const withOddOpening: Shape = ({source, start, end, url, before, from, closer}) => {
  const [opening] = closer === ')' ? (/(?<=\])(?:\(\(|（)$/.exec(before) ?? []) : []
  if (opening === undefined) return undefined
  const open = labelStart(before.slice(0, 1 - opening.length) || before)
  if (open === undefined || source.charAt(end + 1) === ')') return undefined
  return {
    found: `\`${opening}\` before the URL of \`${shortened(before.slice(open, -opening.length))}\``,
    expected: '`(`',
    start: from + open,
    end: end + 1,
    url,
    fix: {start: start - opening.length, end: start, replacement: '('},
  }
}

/** `[Paper]` at the end of a line, and `(https://…)` at the beginning of the next. */
const below: Shape = ({source, start, end, url, before, from, closer}) => {
  if (closer !== ')' || from === 0 || !/^[ \t>]*\($/.test(before)) return undefined
  const above = lineBefore(source, from - 1)
  const match = /(?<!\\)(\[((?:[^[\]\n\\]|\\.|\[[^[\]\n]*\])*)\])[ \t]*\r?$/.exec(above)
  const [, bracketed = '', label = ''] = match ?? []
  if (match === null || roleOfLabel(label.replace(/^\[|\]$/g, '')) === undefined) return undefined
  const at = from - 1 - above.length + match.index
  return {
    found: `line break between \`${shortened(bracketed)}\` and \`(${url})\``,
    expected: 'none',
    start: at,
    end: end + 1,
    url,
    fix: {start: at + bracketed.length, end: start - 1, replacement: ''},
  }
}

/** `(Paper)[https://…]` */
const swapped: Shape = ({end, url, before, from, closer}) => {
  const match = closer === ']' ? /(?<![\w\])])\(([^()\n]{1,200})\)\[$/.exec(before) : null
  const label = match?.[1] ?? ''
  if (match === null || !/[\p{L}\p{N}]/u.test(label) || label.includes('](')) return undefined
  const expected = `[${label}](${url})`
  return {
    found: 'order of brackets',
    expected: `\`${expected}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `[Paper] (https://…)` */
const apart: Shape = ({start, end, url, before, from, closer}) => {
  const match = /(?<!\\)(\[((?:[^[\]\n\\]|\\.|\[[^[\]\n]*\])*)\])([ \t\u00a0\u3000]{1,3})\($/.exec(before)
  if (match === null) return undefined
  const [, bracketed = '', label = '', space = ''] = match
  // After a number, a checkbox or a whole link, an address in parentheses is fine.
  if (/^[\s\dxX^*,-]*$/.test(label) || label.includes('](')) return undefined
  if (closer !== ')') return {...unclosed(`${bracketed}(${url}`), start: from + match.index, end, url}
  return {
    found: `space between \`${shortened(bracketed)}\` and \`(${url})\``,
    expected: 'none',
    start: from + match.index,
    end: end + 1,
    url,
    fix: {start: start - 1 - space.length, end: start - 1, replacement: ''},
  }
}

/** `[A Title}(https://…)`, `【Paper】(https://…)`, `[Paper]:(https://…)`, `[Paper] [https://…]` */
const withOddLabel: Shape = ({link, end, url, before, from, closer}) => {
  const odd = oddLabel(before, closer, link)
  if (odd === undefined) return undefined
  const expected = `[${odd.label}](${url})`
  const place = {start: from + odd.at, end: end + 1}
  return {
    found: `link \`${shortened(before.slice(odd.at) + url + closer)}\``,
    expected: `\`${shortened(expected)}\``,
    ...place,
    url,
    fix: {...place, replacement: expected},
  }
}

/** `[Paper(https://…)` */
const joined: Shape = ({end, url, before, from, closer}) => {
  const match = closer === ')' ? /(?<![\\\w])\[([^[\]()\n]{2,200}(?:\([^()\n]{1,60}\))?)\($/.exec(before) : null
  if (match === null || /\s$/.test(match[1] ?? '')) return undefined
  const expected = `[${match[1]}](${url})`
  return {
    found: `\`[\` without \`]\` before \`(${url})\``,
    expected: `\`${shortened(expected)}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `- (Paper)(https://…)` */
const inRoundBrackets: Shape = ({end, url, before, from, closer}) => {
  const match = closer === ')' ? /(?<=^|[\s|])\(([^()[\]\n]{2,80})\)\($/.exec(before) : null
  if (match === null || !/\p{L}{2}/u.test(match[1] ?? '')) return undefined
  const expected = `[${match[1]}](${url})`
  return {
    found: `parentheses around the label of \`(${url})\``,
    expected: `\`${shortened(expected)}\``,
    start: from + match.index,
    end: end + 1,
    url,
    suggestion: expected,
  }
}

/** `[Paper](https://…`: nothing closes it, or only the next line does, or it is within the label of another link. */
const withoutClosing: Shape = ({source, end, url, before, from, closer}) => {
  if (!/(?<!\\)\]\($/.test(before)) return undefined
  const isClosed = closer === ')'
  const open = labelStart(before)
  const label = before.slice(open ?? -2)
  const place = {start: from + (open ?? before.length - 2), end: isClosed ? end + 1 : end}
  if (open === undefined) return {found: `\`](\` before \`${url}\``, expected: '`[` and a label before it', ...place, url}
  if (isClosed) return {found: `link within the label of a link to \`${url}\``, expected: 'one or the other', ...place, url}
  const behind = source.slice(end, end + labelReach)
  // A blank within one line makes the whole link plain text.
  if (/^[^\s()]{0,2}[ \t]+[^()\n]*\)/.test(behind)) return undefined
  const [tail, path = ''] = /^[ \t]*\r?\n\s*([^\s()[\]]+)\)/.exec(behind) ?? []
  if (tail === undefined) return {...unclosed(`${label}${url}`), ...place, url}
  return {...brokenLine(label.slice(0, -1), `${url}${path}`), start: place.start, end: end + tail.length, url}
}

/** The order matters: the shapes that only one slip can have come first. */
const inParentheses: readonly Shape[] = [withOddOpening, below, swapped, apart, withOddLabel, joined, inRoundBrackets, withoutClosing]

/** `[Paper][https://…]`, `[Paper]{https://…}`: square brackets around the URL, too, or braces. */
const inOtherBrackets: Shape = ({source, link, start, before, from}) => {
  const opener = before.slice(-1)
  const [url = ''] = link.url.split(/[\])}]/, 1)
  const end = start + url.length
  const closer = source.charAt(end)
  const open = labelStart(`${before.slice(0, -1)}(`)
  const isClosed = closer === ')' || closer === (opener === '[' ? ']' : '}')
  if (open === undefined || !isClosed || url.includes('[')) return undefined
  return {
    found: `\`${opener}\` before the URL of \`${shortened(before.slice(open, -1))}\``,
    expected: `\`(${url})\``,
    start: from + open,
    end: end + 1,
    url,
    fix: {start: start - 1, end: end + 1, replacement: `(${url})`},
  }
}

/** `[[pdf]]https://…)`, where the opening parenthesis is missing; `[[pdf]https://…]`, with brackets around both; `[pdf]https://…`. */
const withoutOpening: Shape = ({source, start, end, url, before, from, closer}) => {
  const open = labelStart(`${before}(`)
  if (open === undefined) return undefined
  const bracketed = before.slice(open)
  // A single `)` may close a parenthesis further left.
  const isOthers = before.lastIndexOf('(') > before.lastIndexOf(')') && source.charAt(end + 1) !== ')'
  if (closer === ')' && !isOthers) {
    return {
      found: `URL after \`${shortened(bracketed)}\``,
      expected: '`(` before it',
      start: from + open,
      end: end + 1,
      url,
      fix: {start, end: start, replacement: '('},
    }
  }
  const outside = before.charAt(open - 1)
  const isAlone = closer === ']' ? outside === '[' : !/[\w!\]\\]/.test(outside)
  return isAlone && roleOfLabel(bracketed.slice(1, -1)) !== undefined ? withoutParentheses(bracketed, start, end, url) : undefined
}

/** A URL right after its label, without parentheses or in other brackets. */
function withoutParentheses(bracketed: string, start: number, end: number, url: string): Miswritten {
  return {
    found: `URL after \`${shortened(bracketed)}\``,
    expected: `\`(${url})\``,
    start: start - bracketed.length,
    end,
    url,
    fix: {start, end, replacement: `(${url})`},
  }
}

/** What to say about a URL that continues on the next line. */
export function brokenLine(bracketed: string, url: string): Pick<Miswritten, 'found' | 'expected' | 'suggestion'> {
  return {found: `line break in the URL of \`${shortened(bracketed)}\``, expected: `\`${url}\``, suggestion: url}
}

function unclosed(text: string): Pick<Miswritten, 'found' | 'expected'> {
  return {found: `link without an end \`${shortened(text)}\``, expected: '`)` after the URL'}
}

/** Enough of a text to recognise it by, on one line. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}
