/** Warn about entries without a part that nearly all others of their section have. See `entry-required-parts.md`. */
import {lackingEntries, type Part, usual, usualForms} from '../src/markdown/compare/expected.ts'
import {callOf} from '../src/markdown/compare/papers.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Any of `title`, `paper`, `venue`, `year`, `authors`. */
  readonly parts: readonly Part[]
  /** Share of the section's entries that must have a part before it is expected of the rest, from 0 to 1. */
  readonly share: number
  /** Smaller sections are not looked at. */
  readonly leastEntries: number
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'entry-required-parts',
  severity: 'warning',
  preset: 'strict',
  summary: 'An entry without a part that nearly all others of its section have',
  fixable: false,
  options: {parts: ['title', 'paper'], ...usual},
  forms: {parts: {words: ['title', 'paper', 'venue', 'year', 'authors']}, ...usualForms},
  check({document, options, report}) {
    for (const {entry, part} of lackingEntries(document, options.parts, options)) {
      const call = callOf(entry)
      report({
        message: `Unexpected entry${call === '' ? '' : ` \`${call}\``} without ${part}, expected one as in the rest of the section`,
        start: entry.start,
        end: entry.end,
        subject: `${part} ${call}`,
      })
    }
  },
})

export default rule
