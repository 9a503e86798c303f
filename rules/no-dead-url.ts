/** Warn about links that work for nobody. See `no-dead-url.md`. */
import {causeOf} from '../src/core/cause.ts'
import type {Checked} from '../src/core/checked.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-dead-url',
  severity: 'error',
  preset: 'online',
  summary: 'A link that works for nobody',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    for (const link of document.links) {
      // For an address that can be fixed, `no-malformed-url` says why it leads nowhere.
      if (link.kind === 'reference' || link.malformation?.fixable === true) continue
      const checked = surroundings.verdictOf?.(link.url)
      if (checked?.verdict !== 'dead') continue
      report({
        message: `Unexpected dead link \`${link.url}\`: ${problemOf(checked)}`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
        ...(checked.archived !== undefined && {suggestion: checked.archived}),
      })
    }
  },
})

export default rule

/** What is wrong, in words, and since when. */
function problemOf(checked: Checked): string {
  const {firstFailed, failures} = checked.history ?? {}
  return `${causeOf(checked)}${firstFailed === undefined || failures === 1 ? '' : `, failing since ${firstFailed.slice(0, 10)}`}`
}
