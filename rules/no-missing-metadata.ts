/** Offer a venue, year or authors that an entry lacks, its section's other entries have, and a registry knows. See `no-missing-metadata.md`. */

import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {normalizedTitle} from '../src/core/paper/title.ts'
import {venueOf} from '../src/core/paper/venue.ts'
import {publicationOf, yearly} from '../src/core/registry/compare-record.ts'
import {matchTitle} from '../src/core/registry/match-title.ts'
import {lackingEntries, type Part, usual, usualForms} from '../src/markdown/compare/expected.ts'
import {callOf} from '../src/markdown/compare/papers.ts'
import {type Registered, registeredPapers} from '../src/markdown/compare/registered.ts'
import {type Entry, runsOfEntry} from '../src/markdown/entry/entries.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Any of `venue`, `year`, `authors`. */
  readonly parts: readonly Part[]
  /** Share of the section's entries that must have a part before it is offered to the rest, from 0 to 1. */
  readonly share: number
  /** Smaller sections are not looked at. */
  readonly leastEntries: number
}

const mostAuthors = 3

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-missing-metadata',
  severity: 'info',
  preset: 'online',
  summary: 'A venue, year or authors that the section’s other entries have and the registry knows',
  fixable: false,
  readsTree: true,
  readsPublications: true,
  options: {parts: ['venue', 'year', 'authors'], ...usual},
  forms: {parts: {words: ['venue', 'year', 'authors']}, ...usualForms},
  check({document, options, surroundings, report}) {
    if (surroundings.verdictOf === undefined) return
    const papers = new Map<Entry, Registered[]>()
    for (const paper of registeredPapers(document, surroundings.verdictOf)) {
      const {kind} = matchTitle(paper.listed, paper.facts)
      // Facts of another paper are not offered.
      if (kind === 'same' || kind === 'spelling') getOrInsert(papers, paper.entry, () => []).push(paper)
    }
    if (papers.size === 0) return
    const told = new Set<Entry>()
    for (const {entry, part, section} of lackingEntries(document, options.parts, options)) {
      const known = (papers.get(entry) ?? []).flatMap((paper) => knownPart(part, paper, section) ?? [])[0]
      // A venue is offered together with its year.
      if (known === undefined || told.has(entry) || isWritten(part, entry, papers.get(entry) ?? [])) continue
      if (part === 'venue') told.add(entry)
      const {title} = entry
      report({
        message: `Unexpected entry \`${callOf(entry)}\` without ${part}, the registry has \`${known}\``,
        start: title?.start ?? entry.start,
        end: title?.end ?? entry.end,
        subject: `${part} ${callOf(entry)}`,
        suggestion: known,
      })
    }
  },
})

export default rule

function knownPart(part: Part, {listed, facts, identity}: Registered, section: readonly Entry[]): string | undefined {
  switch (part) {
    case 'venue': {
      const published = publicationOf(listed, facts, identity)
      if (published !== undefined) return yearly(published)
      // For a preprint, arXiv is offered only where the section lists others with that venue, and in their spelling.
      if (identity?.service !== 'arxiv' || facts.publication !== null || facts.year === undefined) return undefined
      const word = section.flatMap(({venue}) =>
        venue !== undefined && venueOf(venue.name.text)?.canonical === 'arXiv' ? venue.name.text : [],
      )[0]
      return word === undefined ? undefined : yearly({name: word, year: facts.year})
    }
    case 'year': {
      const year = publicationOf(listed, facts, identity)?.year ?? facts.year
      return year === undefined ? undefined : String(year)
    }
    case 'authors': {
      const {authors = []} = facts
      if (authors.length === 0) return undefined
      return authors.length > mostAuthors ? `${authors[0]} et al.` : authors.join(', ')
    }
    default:
      return undefined
  }
}

/** Whether the part may be there without having been recognised: a venue with an unknown name, authors in another order. */
function isWritten(part: Part, entry: Entry, papers: readonly Registered[]): boolean {
  const text = runsOfEntry(entry)
    .map((run) => (run.link !== undefined && /^https?:/.test(run.text) ? '' : run.text))
    .join(' ')
  if (part !== 'authors') return /(?<!\d)(?:19|20)\d\d(?!\d)|['’‘]\d\d\b/.test(text)
  const words = new Set(normalizedTitle(text).split(' '))
  return papers.some(({facts}) => facts.authors?.some((name) => words.has(normalizedTitle(name).split(' ').at(-1) ?? '')) === true)
}
