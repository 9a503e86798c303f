/** Warn about entries without a part that nearly all others of their section have. See `entry-required-parts.md`. */
import type {Entry} from '../src/markdown/entries.ts'
import {callOf} from '../src/markdown/papers.ts'
import {defineRule, type Rule} from '../src/rule.ts'

interface Options extends Record<string, unknown> {
  /** Any of `title`, `paper`, `venue`, `year`, `authors`. */
  readonly parts: readonly string[]
  /** Share of the section's entries that have a part before it is expected of the rest, from 0 to 1. */
  readonly share: number
  /** Fewest entries of a section. */
  readonly leastEntries: number
}

const has: Readonly<Record<string, (entry: Entry) => boolean>> = {
  title: ({title}) => title !== undefined,
  paper: ({links}) => links.some(({role}) => role === 'paper'),
  venue: ({venue}) => venue !== undefined,
  year: ({year}) => year !== undefined,
  authors: ({authors}) => authors.length > 0,
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'entry-required-parts',
  severity: 'warning',
  preset: 'strict',
  summary: 'An entry without a part that nearly all others of its section have',
  fixable: false,
  options: {parts: ['title', 'paper'], share: 0.9, leastEntries: 10},
  check({document, options, report}) {
    const sections = new Map<string, Entry[]>()
    for (const entry of document.entries) {
      const key = `${entry.section} ${entry.kind === 'row' ? entry.table : ''}`
      const there = sections.get(key)
      if (there === undefined) sections.set(key, [entry])
      else there.push(entry)
    }
    for (const entries of sections.values()) {
      if (entries.length < options.leastEntries) continue
      for (const part of options.parts) {
        const test = has[part]
        if (test === undefined) continue
        const lacking = entries.filter((entry) => !test(entry))
        if (lacking.length === 0 || 1 - lacking.length / entries.length < options.share) continue
        for (const entry of lacking) {
          const call = callOf(entry)
          report({
            message: `Unexpected entry${call === '' ? '' : ` \`${call}\``} without ${part}, expected one as in the rest of the section`,
            start: entry.start,
            end: entry.end,
            subject: `${part} ${call}`,
          })
        }
      }
    }
  },
})

export default rule
