/** Point out papers that are listed as preprints and have been published since. See `no-outdated-venue.md`. */

import {venueOf} from '../src/core/paper/venue.ts'
import {publicationOf, yearly} from '../src/core/registry/compare-record.ts'
import {registeredPapers} from '../src/markdown/compare/registered.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-outdated-venue',
  severity: 'info',
  preset: 'online',
  summary: 'A paper listed as a preprint that has been published since',
  fixable: false,
  options: {},
  readsPublications: true,
  check({document, surroundings, report}) {
    const told = new Set<Entry>()
    for (const {entry, listed, identity, facts} of registeredPapers(document, surroundings.verdictOf)) {
      const {venue} = entry
      if (venue === undefined || venueOf(venue.name.text)?.kind !== 'preprint' || told.has(entry)) continue
      const published = publicationOf(listed, facts, identity)
      if (published === undefined) continue
      told.add(entry)
      const known = yearly(published)
      const {sources} = facts.publication ?? {}
      report({
        message: `Unexpected venue \`${venue.text}\`, published since as \`${known}\`${sources === undefined ? '' : ` (${sources.join(', ')})`}`,
        start: venue.start,
        end: venue.end,
        subject: venue.text,
        suggestion: known,
      })
    }
  },
})

export default rule
