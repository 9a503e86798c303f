/** The label before an address, read backwards from it: where Markdown sees no link, no node has it. */
import {roleOfLabel} from '../core/link/role.ts'
import {identityOfLink, type Link} from './links.ts'

/** How far back a label may start, in UTF-16 units. */
export const labelReach = 300

/** The text before an offset in its line, as far back as a label may start. */
export function lineBefore(source: string, offset: number): string {
  const reach = source.slice(Math.max(0, offset - labelReach), offset)
  return reach.slice(reach.lastIndexOf('\n') + 1)
}

/** Where a label starts, for a text that ends in its `](`; undefined if no bracket was opened. */
export function labelStart(before: string): number | undefined {
  let depth = 0
  for (let at = before.length - 2; at >= 0; at--) {
    const character = before.charAt(at)
    if (before.charAt(at - 1) === '\\') continue
    if (character === ']') depth++
    else if (character === '[' && --depth === 0) return at
  }
  return undefined
}

/** Whether text in odd brackets was meant as a label. */
type Trust = (label: string, link: Link) => boolean

const isRole: Trust = (label) => roleOfLabel(label) !== undefined
const isPhrase: Trust = (label) => /\p{L}{2}\S*\s+\S*\p{L}{2}/u.test(label)
const isAny: Trust = (label) => /\p{L}{2}/u.test(label)
/** A role, several words, or any words before the address of a known service. */
export const isLikelyLabel: Trust = (label, link) =>
  isAny(label, link) && (isRole(label, link) || isPhrase(label, link) || identityOfLink(link) !== undefined)

/** Labels in brackets that Markdown does not read as a label's. A pattern's group is the label. */
const oddLabels: readonly (readonly [pattern: RegExp, trust: Trust])[] = [
  // `[A Title}(`
  [/(?<![\\\w])\[([^[\](){}【】［］\n]{2,200})[}】］]\($/, isAny],
  // After a letter it is a remark: `AlphaGo【confirmed】(https://…)`.
  [/(?<![\\\w])(?:【([^[\]【】\n]{2,200})】|［([^[\]［］\n]{2,200})］)\($/, isLikelyLabel],
  // Templates have braces too.
  [/(?<![\\\w$%#{])\{([^[\](){}\n]{2,200})\}\($/, (label, link) => isRole(label, link) || isPhrase(label, link)],
  // `\[Paper\](`
  [/(?<![\\!])\\\[([^[\]\\\n]{2,200})\\\]\($/, isLikelyLabel],
  [/(?<![\\\w!])\[([^[\]\\^\n]{2,200})\]:\($/, isLikelyLabel],
  [/(?<![\\\w!])\[([^[\]\\\n]{2,40})\](?:: \(|[ \t]\[)$/, isRole],
]

/** The label in odd brackets at the end of a text, together with the bracket before the address; `closer` is what follows the address. */
export function oddLabel(before: string, closer: string, link: Link): {readonly label: string; readonly at: number} | undefined {
  if (!/[}】］\]](?::? ?\(|[ \t]\[)$/.test(before) || closer !== (before.endsWith('[') ? ']' : ')')) return undefined
  for (const [pattern, trust] of oddLabels) {
    const match = pattern.exec(before)
    const label = match?.[1] ?? match?.[2] ?? ''
    if (match !== null && trust(label, link)) return {label, at: match.index}
  }
  return undefined
}
