/** Warn when the registry knows the paper's venue or year otherwise. See `venue-matches-metadata.md`. */
import {judgeRecord} from '../src/core/judge-record.ts'
import {listedRecordOf, titlesOf} from '../src/markdown/listed.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'venue-matches-metadata',
  severity: 'warning',
  preset: 'online',
  summary: 'A venue or year that the registry has otherwise',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    if (surroundings.verdictOf === undefined) return
    const otherTitles = titlesOf(document.entries)
    for (const entry of document.entries) {
      const {venue} = entry
      if (venue === undefined) continue
      for (const {link, role, identity} of entry.links) {
        const facts = role === 'paper' && !link.image ? surroundings.verdictOf(link.url)?.facts : undefined
        if (facts?.kind !== 'paper') continue
        const judgement = judgeRecord(listedRecordOf(entry, otherTitles), facts, identity).find(
          ({kind}) => kind === 'venue' || kind === 'year',
        )
        if (judgement?.kind !== 'venue' && judgement?.kind !== 'year') continue
        const known = judgement.kind === 'venue' ? judgement.known : `${judgement.venue} ${judgement.known}`
        report({
          message: `Unexpected venue \`${venue.text}\`, the registry has \`${known}\``,
          start: venue.start,
          end: venue.end,
          subject: venue.text,
          suggestion: known,
        })
        break
      }
    }
  },
})

export default rule
