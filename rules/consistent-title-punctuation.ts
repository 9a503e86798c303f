/** Point out titles with a final period where most have none, or the other way round. See `consistent-title-punctuation.md`. */
import {cleanTitle} from '../src/markdown/entry/wording.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Share of the titles that must agree, from 0 to 1. */
  readonly majority: number
  /** Least number of titles for a majority. */
  readonly leastEntries: number
}

/** What may follow a title: a mark outside of its emphasis or quotes, or more words of the sentence or line, which its period separates from it. */
const goesOn = /^[*_~`"'”’」»)\]]*[.,;:，；：。]|^(?:[ \t]+|[ \t]*\r?\n[ \t]*)[^\s[(<|*_`~!–—"'\-+]/

const rule: Rule<Options> = defineRule<Options>({
  id: 'consistent-title-punctuation',
  severity: 'info',
  preset: 'style',
  summary: 'Titles with a final period where most have none, or the other way round',
  fixable: true,
  options: {majority: 0.6, leastEntries: 10},
  forms: {majority: {from: 0, to: 1}, leastEntries: {from: 1}},
  check({document, options, report}) {
    const {source} = document
    const titles = document.entries.flatMap(({title}) => {
      if (title === undefined) return []
      const written = source.slice(title.start, title.end)
      // With emphasis, escapes or entities in a link's text, the title does not end where its text does.
      if (cleanTitle(written) !== title.text || goesOn.test(source.slice(title.end, title.end + 20))) return []
      // Other final marks belong to the title; `et al.` and an ellipsis don't end in a full stop.
      if (/[?!…]$|\.\.\.$|\b(?:al|etc|vs|Jr)\.$/.test(written)) return []
      return [{title, period: written.endsWith('.')}]
    })
    if (titles.length < options.leastEntries) return
    const withPeriod = titles.filter(({period}) => period).length
    const share = withPeriod / titles.length
    if (share > 1 - options.majority && share < options.majority) return
    const expected = share >= options.majority
    for (const {title, period} of titles) {
      if (period === expected) continue
      if (period) {
        const start = title.end - 1
        report({
          message: 'Unexpected `.` after title, expected none',
          start,
          end: title.end,
          subject: title.text,
          fix: {start, end: title.end, replacement: ''},
        })
      } else {
        report({
          message: 'Unexpected title without `.`, expected one',
          start: title.end - 1,
          end: title.end,
          subject: title.text,
          fix: {start: title.end, end: title.end, replacement: '.'},
        })
      }
    }
  },
})

export default rule
