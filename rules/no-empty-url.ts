/** Warn about links without an address. See `no-empty-url.md`. */
import {hasLetterOrDigit} from '../src/core/letters.ts'
import {roleOfLabel} from '../src/core/role.ts'
import type {Link} from '../src/markdown/links.ts'
import {looksLikeTitle} from '../src/markdown/wording.ts'
import {defineRule, type Rule} from '../src/rule.ts'

/** `[Paper](#)`: a paper is not at the top of the page. */
function isToBeFilledIn({url, text, image}: Link): boolean {
  if (url !== '#' || image) return false
  const role = roleOfLabel(text)
  return role === 'paper' || role === 'code' || (looksLikeTitle(text, 5) && !/\b(?:top|back|contents?|index)\b/i.test(text))
}

/** Labels that say themselves that there is nothing yet. */
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
    /** A badge shows something of its own and is often not meant to lead anywhere. */
    const isBadge = ({node, kind}: Link): boolean =>
      kind === 'link' &&
      Array.from({length: tree.childCount(node)}, (_, index) => tree.type(tree.child(node, index))).some(
        (type) => type === 'image' || type === 'imageReference' || type === 'html',
      )
    for (const link of document.links) {
      if ((link.url !== '' && !isToBeFilledIn(link)) || link.kind === 'reference') continue
      const {text, start, end} = link
      if (!link.image && (!hasLetterOrDigit(text) || pending.test(text.toLowerCase()) || isBadge(link))) continue
      const what = link.image ? 'image' : link.kind === 'definition' ? 'definition' : 'link'
      // The value between its quotes is nothing to point at.
      const place = link.kind === 'html' ? {start: start - 1, end: end + 1} : {start, end}
      report({message: `Unexpected ${what}${text === '' ? '' : ` \`${text}\``} without a URL`, ...place})
    }
  },
})

export default rule
