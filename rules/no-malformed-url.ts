/** Report destinations that cannot be what their author meant, and write what was meant. See `no-malformed-url.md`. */

import type {Fix} from '../src/core/finding.ts'
import {canonicalUrl, type PaperForms, paperFormsOf} from '../src/core/link/canonical.ts'
import {openerOf} from '../src/core/link/wrapping.ts'
import {destinationText} from '../src/markdown/destination.ts'
import type {Document} from '../src/markdown/document.ts'
import {lineBefore} from '../src/markdown/label.ts'
import {type Link, linksBetween} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** More words that stand in for a URL, besides `nan`, `none`, `todo`, `url` and the like. In lower case. */
  readonly placeholders: readonly string[]
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-malformed-url',
  severity: 'error',
  preset: 'recommended',
  summary: 'Addresses that are broken as text: brackets, schemes, spaces, two in one',
  fixable: true,
  options: {placeholders: []},
  check({document, options, report}) {
    const placeholders = new Set(options.placeholders)
    let forms: PaperForms | undefined
    for (const link of document.links) {
      if (link.kind === 'reference') continue
      const {malformation, url, start, end} = link
      if (malformation === undefined) {
        if (placeholders.size > 0 && placeholders.has(url.toLowerCase())) report({message: messageOf(url), start, end, url})
        continue
      }
      if (link.kind === 'autolink' && isLeftOver(document, link)) continue
      if (malformation.expected === undefined) {
        if (malformation.why === 'placeholder' && isInTemplate(document, link)) continue
        report({message: messageOf(url), start, end, url})
        continue
      }
      // The fix writes the canonical form at once, so that no other rule reports the result.
      forms ??= paperFormsOf(document.links)
      const expected = canonicalUrl(link, forms)
      const fix = malformation.fixable ? fixOf(document, link, expected, forms) : undefined
      report({message: messageOf(url, expected), start, end, url, ...(fix === undefined ? {suggestion: expected} : {fix})})
    }
  },
})

export default rule

/** Whether a bare address is all that the parser saw of a link with a slip in its brackets, which `no-unparsed-link` reports. */
function isLeftOver({source}: Document, {start}: Link): boolean {
  return /\](?:[ \t]{0,3}\(|\{)$/.test(source.slice(Math.max(0, start - 5), start))
}

/** How far to look before and after a link, in UTF-16 units. */
const longestTemplate = 1000

/** Whether the line shows how entries are written: `**Title** [[Paper](URL)] [[Code](URL)]`. */
function isInTemplate({source, links}: Document, {start}: Link): boolean {
  // A line may hold thousands of links, and this is done for each.
  const before = source.slice(Math.max(0, start - longestTemplate), start)
  const after = source.slice(start, start + longestTemplate)
  const from = start - before.length + before.lastIndexOf('\n') + 1
  const end = after.indexOf('\n')
  const line = source.slice(from, start + (end < 0 ? after.length : end))
  if (!/\b(?:paper )?(?:title|name)\b|标题|题目/i.test(line)) return false
  const here = linksBetween(links, from, from + line.length)
  return here.length > 1 && here.every(({malformation}) => malformation?.why === 'placeholder')
}

function messageOf(url: string, expected?: string): string {
  return `Unexpected malformed URL \`${url}\`${expected === undefined ? '' : `, expected \`${expected}\``}`
}

function fixOf({source}: Document, link: Link, expected: string, forms: PaperForms): Fix | undefined {
  const {start, end} = link.target
  const written = source.slice(start, end)
  const rest = behindAddress(source, link)
  const replacement = rest === undefined ? destinationText(link, expected) : separated(written, expected, rest, forms)
  return replacement === written ? undefined : {start, end, replacement}
}

/** What a bare address ran into: a second one, running text, or the closer of a bracket that was opened before it. */
function behindAddress(source: string, {kind, target: {start, end}, malformation}: Link): string | undefined {
  const {expected = '', rest} = malformation ?? {}
  const written = source.slice(start, end)
  if (kind !== 'autolink' || !written.startsWith(expected)) return rest
  const behind = written.slice(expected.length)
  const [closer = ''] = /[)\]}）】]/.exec(behind) ?? []
  const opener = openerOf[closer]
  if (opener === undefined) return rest
  const before = lineBefore(source, start)
  return before.lastIndexOf(opener) > before.lastIndexOf(closer) ? behind : rest
}

/** Separates a bare address from what it ran into. */
function separated(written: string, expected: string, rest: string, forms: PaperForms): string {
  const [, separator = '', address] = /^([\s,;|、，；]*)(https?:\/\/\S+)$/i.exec(rest) ?? []
  if (address !== undefined) return `${expected}${separator} ${canonicalUrl({address, text: address, image: false}, forms)}`
  // Angle brackets end an address and are not shown; but they need a scheme.
  return /^https?:/i.test(written) ? `<${expected}>${rest}` : `${written.slice(0, written.length - rest.length)} ${rest}`
}
