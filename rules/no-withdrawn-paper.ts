/** Warn about papers that were withdrawn or retracted. See `no-withdrawn-paper.md`. */
import {judgeRecord} from '../src/core/judge-record.ts'
import {registeredPapers} from '../src/markdown/listed.ts'
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
    for (const {entry, listed, link, identity, facts} of registeredPapers(document, surroundings.verdictOf)) {
      for (const judgement of judgeRecord(listed, facts, identity)) {
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
  },
})

export default rule
