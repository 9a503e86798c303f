/** Point out venues under an old name or in a spelling that most of the list does not use. See `normalized-venue-name.md`. */
import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {venueOf} from '../src/core/paper/venue.ts'
import type {Document} from '../src/markdown/document.ts'
import type {Venue} from '../src/markdown/entry/entries.ts'
import {defineRule, type Rule, type RuleContext} from '../src/rule.ts'

type Options = {
  /** The list's own spellings, by canonical name: `{"NeurIPS": ["NeuRIPS"]}`. */
  readonly venues: Readonly<Record<string, readonly string[]>>
  /** Report every spelling but the canonical one, not only mixed ones. */
  readonly canonical: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'normalized-venue-name',
  severity: 'info',
  preset: 'recommended',
  summary: 'A venue under a name it no longer has, or spelled in two ways',
  fixable: true,
  options: {venues: {}, canonical: false},
  check({document, options, report}) {
    const spellings = new Map<string, Map<string, Venue[]>>()
    for (const {venue} of document.entries) {
      if (venue === undefined || isInAddress(document.source, venue)) continue
      const written = venue.name.text
      const own = Object.entries(options.venues).find(([name, forms]) => name === written || forms.includes(written))?.[0]
      const known = venueOf(written)
      const canonical = own ?? known?.canonical
      if (canonical === undefined) continue
      const renamed = known?.renamedSince !== undefined && written.toUpperCase() === known.aliases?.[0]?.toUpperCase()
      if (renamed) {
        // The old name is right for the years in which it was in use.
        if ((venue.year ?? 0) >= (known.renamedSince ?? Number.POSITIVE_INFINITY)) say(document, venue, canonical, report)
        continue
      }
      if (own === undefined && written.toLowerCase() !== canonical.toLowerCase()) continue
      const forms = getOrInsert(spellings, canonical, () => new Map<string, Venue[]>())
      getOrInsert(forms, written, () => []).push(venue)
    }
    for (const [canonical, forms] of spellings) {
      if (forms.size < 2 && !options.canonical) continue
      const most = Math.max(...[...forms.values()].map((venues) => venues.length))
      const leading = [...forms].filter(([, venues]) => venues.length === most).map(([form]) => form)
      const expected = options.canonical || leading.length > 1 ? canonical : (leading[0] ?? canonical)
      const others = [...forms].flatMap(([form, venues]) => (form === expected ? [] : venues))
      for (const venue of others) say(document, venue, expected, report)
    }
  },
})

export default rule

function say({source}: Document, venue: Venue, expected: string, report: RuleContext['report']): void {
  const year = venue.year === undefined ? '' : ` ${venue.year}`
  report({
    message: `Unexpected venue \`${venue.name.text}${year}\`, expected \`${expected}${year}\``,
    start: venue.start,
    end: venue.end,
    subject: `${venue.name.text}${year}`,
    // If the source has an entity or an escape, the fix is left to a person.
    ...(source.startsWith(venue.name.text, venue.name.start) && {
      fix: {start: venue.name.start, end: venue.name.end, replacement: expected},
    }),
  })
}

/** Whether the name is part of an address, such as a badge's, which is not the list's own writing. */
function isInAddress(source: string, {start, name}: Venue): boolean {
  return /:\/\/\S*$/.test(source.slice(start, name.start))
}
