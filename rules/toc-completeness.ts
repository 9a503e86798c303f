/** Warn about sections that the table of contents leaves out, or lists under another's name. See `toc-completeness.md`. */
import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {hasLetterOrDigit} from '../src/core/text/letters.ts'
import {spellingOf} from '../src/markdown/destinations.ts'
import type {Document, Heading} from '../src/markdown/document.ts'
import {date} from '../src/markdown/entry/wording.ts'
import {type Toc, tocOf} from '../src/markdown/toc.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Headings of a higher rank need no item. */
  readonly minDepth: number
  /** Headings of a lower rank need no item. */
  readonly maxDepth: number
  /** Texts of headings that need no item. */
  readonly ignore: readonly string[]
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'toc-completeness',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Sections that the table of contents leaves out',
  fixable: false,
  readsTree: true,
  options: {minDepth: 1, maxDepth: 6, ignore: []},
  forms: {minDepth: {from: 1, to: 6}, maxDepth: {from: 1, to: 6}},
  check({document, options, report}) {
    const toc = tocOf(document)
    if (toc === undefined) return
    const ignored = new Set(options.ignore.map(spellingOf))
    const isWanted = (heading: Heading): boolean => {
      const {depth, text} = heading
      return (
        depth >= options.minDepth &&
        depth <= options.maxDepth &&
        !ignored.has(spellingOf(text)) &&
        !offTopic.test(text.toLowerCase()) &&
        hasLetterOrDigit(text) &&
        !isOmitted(document.source, heading)
      )
    }

    for (const {missing, listed} of coverageOf(document, toc, isWanted)) {
      // A few may have been forgotten; if more are missing, the table goes into some sections only.
      if (listed.length < 3 || missing.length > Math.max(1, (missing.length + listed.length) * 0.2)) continue
      const listsDates = listed.some(({text}) => date.test(text))
      const listedTexts = new Set(listed.map(({text}) => spellingOf(text)))
      for (const {text, start, end} of missing) {
        // If an item names the section but leads nowhere, or to its namesake, the item is wrong.
        if ((date.test(text) && !listsDates) || listedTexts.has(spellingOf(text))) continue
        if (toc.items.some(({link, target}) => target === undefined && isSubset(link.text, text))) continue
        report({message: `Unexpected section \`${text.trim()}\` without an item in the table of contents`, start, end})
      }
    }

    const byText = new Map<string, Heading | undefined>()
    for (const heading of document.headings) {
      const key = spellingOf(heading.text)
      byText.set(key, byText.has(key) ? undefined : heading)
    }
    const byStart = new Map(document.headings.map((heading) => [heading.start, heading]))
    for (const {link, target} of toc.items) {
      // An item that leads nowhere at all is left to `no-broken-anchor`.
      const actual = link.url === '#' ? '' : byStart.get(target ?? -1)?.text
      const named = byText.get(spellingOf(link.text))
      if (actual === undefined || named === undefined || named.start === target || (actual !== '' && isSubset(link.text, actual))) continue
      report({
        message: `Unexpected item \`${link.text}\` leading to ${actual === '' ? 'the top' : `\`${actual.trim()}\``}, expected \`#${named.slug}\``,
        start: link.start,
        end: link.end,
        suggestion: `#${named.slug}`,
        related: [{start: named.start, end: named.end, message: `\`${named.text.trim()}\` is here`}],
      })
    }
  },
})

export default rule

/** Sections about the list itself rather than its subject. */
const offTopic =
  /\b(?:licen[cs]es?|contribut(?:e|ing|ions?|ors?)|stars?|star ?history|stargazers|citations?|cite|citing|bibtex|acknowledge?ments?|thanks|credits|contacts?|sponsors?|authors?|maintainers?|change ?logs?|updates?|news|todos?|disclaimers?|feedback|support|announcements?|table of contents|contents|toc|introduction|about|overview|faq|references?|licencias?|lizenz|contribu(?:ir|ci[oó]n|ciones)|mitwirken|agradecimientos|remerciements|referencias|références)\b|\bback to (?:the )?top\b|贡献|致谢|许可|引用|参考|更新|联系|目录|貢献|コントリビュ|謝辞|ライセンス|参照|連絡|問い合わせ|目次|기여|감사|라이[선센]스|인용|참고|업데이트|문의|лиценз|вклад|благодарност/

/** `## Sandbox <!-- omit in toc -->`: what programs that write tables of contents are told, in a heading or on the line above it. */
function isOmitted(source: string, {start, end}: Heading): boolean {
  const above = source.lastIndexOf('\n', start - 2) + 1
  return /<!-- *omit (?:in|from) toc *-->/i.test(source.slice(above, end))
}

interface Coverage {
  readonly listed: Heading[]
  readonly missing: Heading[]
}

/** The headings after the table that should have an item, for each rank: those that an item leads to, and those that none does. */
function coverageOf(document: Document, toc: Toc, isWanted: (heading: Heading) => boolean): Coverage[] {
  const targets = toc.items.flatMap(({target}) => target ?? []).sort((a, b) => a - b)
  const ranks = new Map<number, Coverage>()
  let next = 0
  let end = 0
  for (const [index, heading] of document.headings.entries()) {
    const following = document.headings[index + 1]?.start ?? document.source.length
    // An element with an id may be just before its heading, in it, or right below it.
    while ((targets[next] ?? Number.POSITIVE_INFINITY) < end) next++
    let isListed = false
    for (let at = next; (targets[at] ?? Number.POSITIVE_INFINITY) < following; at++) isListed = true
    end = heading.end
    if (heading.start < toc.end || heading === toc.heading || !isWanted(heading)) continue
    const rank = getOrInsert(ranks, heading.depth, (): Coverage => ({listed: [], missing: []}))
    rank[isListed ? 'listed' : 'missing'].push(heading)
  }
  return [...ranks.values()]
}

/** Whether all words of one text are in the other: `Detection` for `Object Detection (12)`. */
function isSubset(a: string, b: string): boolean {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const [left, right] = [words(a), words(b)]
  return [...left].every((word) => right.has(word)) || [...right].every((word) => left.has(word))
}
