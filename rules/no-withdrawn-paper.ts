/** Warn about papers that were withdrawn or retracted. See `no-withdrawn-paper.md`. */
import {withdrawalOf} from '../src/core/registry/compare-record.ts'
import {callOf} from '../src/markdown/compare/papers.ts'
import {registeredPapers} from '../src/markdown/compare/registered.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-withdrawn-paper',
  severity: 'warning',
  preset: 'online',
  summary: 'A paper that its authors withdrew or its publisher retracted',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    for (const {entry, listed, link, facts} of registeredPapers(document, surroundings.verdictOf)) {
      const withdrawal = withdrawalOf(listed, facts)
      if (withdrawal === undefined) continue
      const {kind, said} = withdrawal
      report({
        message: `Unexpected ${kind} paper \`${callOf(entry)}\`${said === '' ? '' : `: ${said.slice(0, 200)}`}`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
      })
    }
  },
})

export default rule
