/** Warn about papers that were withdrawn or retracted. See `no-withdrawn-paper.md`. */
import {judgeRecord} from '../src/core/judge-record.ts'
import {listedRecordOf, titlesOf} from '../src/markdown/listed.ts'
import {callOf} from '../src/markdown/papers.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-withdrawn-paper',
  severity: 'warning',
  preset: 'online',
  summary: 'A paper that its authors withdrew or its publisher retracted',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    if (surroundings.verdictOf === undefined) return
    const otherTitles = titlesOf(document.entries)
    for (const entry of document.entries) {
      for (const {link, role, identity} of entry.links) {
        const facts = role === 'paper' && !link.image ? surroundings.verdictOf(link.url)?.facts : undefined
        if (facts?.kind !== 'paper') continue
        for (const judgement of judgeRecord(listedRecordOf(entry, otherTitles), facts, identity)) {
          const what = judgement.kind === 'withdrawn' ? judgement.reason : judgement.kind === 'retracted' ? judgement.notice : undefined
          if (what === undefined) continue
          report({
            message: `Unexpected ${judgement.kind} paper \`${callOf(entry)}\`${what === '' ? '' : `: ${what.slice(0, 200)}`}`,
            url: link.url,
            start: link.start,
            end: link.end,
            subject: link.url,
          })
        }
      }
    }
  },
})

export default rule
