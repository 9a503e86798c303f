/** Warn about links without an address. See `no-empty-url.md`. */

import {roleOfLabel} from '../src/core/link/role.ts'
import {hasLetterOrDigit} from '../src/core/text/letters.ts'
import {shownByBadge} from '../src/markdown/badge.ts'
import {looksLikeTitle} from '../src/markdown/entry/wording.ts'
import type {Link} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

/** `[Paper](#)` can't mean the top of the page. */
function isToBeFilledIn({url, text, image}: Link): boolean {
  if (url !== '#' || image) return false
  const role = roleOfLabel(text)
  return role === 'paper' || role === 'code' || (looksLikeTitle(text, 5) && !/\b(?:top|back|contents?|index)\b/i.test(text))
}

/** Labels that themselves say that there is nothing yet. */
const pending =
  /\b(?:soon|tba|tbd|todo|wip|n\/?a|none|later|upcoming|forthcoming|unavailable|not (?:yet )?(?:available|released|public)|to (?:be|appear)|under (?:review|construction)|in (?:press|progress)|no code|closed)\b|即将|待|敬请期待|暂无|未开源/

const rule: Rule = defineRule({
  id: 'no-empty-url',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Links without an address',
  fixable: false,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {tree} = document
    let referred: ReadonlySet<string> | undefined
    /** Nobody sees a definition without references: `[comment]: <> (…)` is how comments are written in Markdown. */
    const isUnseen = ({kind, node}: Link): boolean => {
      if (kind !== 'definition') return false
      referred ??= new Set(document.references.map((reference) => tree.identifier(reference)))
      return !referred.has(tree.identifier(node))
    }
    /** A badge says something by itself and is often not meant to lead anywhere. */
    const isBadge = ({node, kind}: Link): boolean =>
      kind === 'link' &&
      Array.from({length: tree.childCount(node)}, (_, index) => tree.type(tree.child(node, index))).some(
        (type) => type === 'image' || type === 'imageReference' || type === 'html',
      )
    for (const [index, link] of document.links.entries()) {
      if ((link.url !== '' && !isToBeFilledIn(link)) || link.kind === 'reference' || isUnseen(link)) continue
      const {start, end} = link
      const shown = shownByBadge(link, document.links[index + 1])
      const text = hasLetterOrDigit(link.text) ? link.text : (shown ?? '')
      // `[![Paper](…)]()` should lead to a paper, `[![Type](…/badge/Benchmark-…)]()` to nothing.
      const role = shown === undefined ? undefined : (roleOfLabel(shown) ?? roleOfLabel(link.text))
      const isRole = role === 'paper' || role === 'code' || role === 'project'
      if (!link.image && (text === '' || pending.test(`${text} ${shown}`.toLowerCase()) || (!isRole && isBadge(link)))) continue
      const what = link.image ? 'image' : link.kind === 'definition' ? 'definition' : 'link'
      // An empty value has no width, so its quotes are included.
      const place = link.kind === 'html' ? {start: start - 1, end: end + 1} : {start, end}
      report({message: `Unexpected ${what}${text === '' ? '' : ` \`${text}\``} without a URL`, ...place})
    }
  },
})

export default rule
