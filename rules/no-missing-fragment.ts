/** Warn about fragments that their page does not have. See `no-missing-fragment.md`. */
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-missing-fragment',
  severity: 'warning',
  preset: 'online',
  summary: 'A fragment that the linked page does not have',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    for (const link of document.links) {
      const checked = link.kind === 'reference' ? undefined : surroundings.verdictOf?.(link.url)
      if (checked?.findings?.includes('fragment-missing') !== true) continue
      const fragment = link.url.slice(link.url.indexOf('#'))
      report({
        message: `Unexpected fragment \`${fragment}\`, which the page does not have`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
      })
    }
  },
})

export default rule
