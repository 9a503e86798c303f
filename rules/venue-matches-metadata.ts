/** Warn when the registry has another venue or year for the paper. See `venue-matches-metadata.md`. */
import {contradictingVenue, yearly} from '../src/core/registry/compare-record.ts'
import {registeredPapers} from '../src/markdown/compare/registered.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'venue-matches-metadata',
  severity: 'warning',
  preset: 'online',
  summary: "A venue or year that differs from the registry's",
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    const told = new Set<Entry>()
    for (const {entry, listed, identity, facts} of registeredPapers(document, surroundings.verdictOf)) {
      const {venue} = entry
      if (venue === undefined || told.has(entry)) continue
      const contradicting = contradictingVenue(listed, facts, identity)
      if (contradicting === undefined) continue
      told.add(entry)
      const known = yearly(contradicting)
      report({
        message: `Unexpected venue \`${venue.text}\`, the registry has \`${known}\``,
        start: venue.start,
        end: venue.end,
        subject: venue.text,
        suggestion: known,
      })
    }
  },
})

export default rule
