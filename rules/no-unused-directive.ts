/** Warn about comments that silence nothing. See `no-unused-directive.md`. */
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-unused-directive',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A comment that silences nothing, names no rule, or has lapsed',
  fixable: false,
  options: {},
  // What a comment silences is known only after all other rules: `src/core/suppress.ts` reports in this rule's name.
  check() {},
})

export default rule
