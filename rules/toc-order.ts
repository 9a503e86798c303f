/** Point out items of the table of contents that are in another order than their headings. See `toc-order.md`. */
import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {type TocItem, tocOf} from '../src/markdown/toc.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'toc-order',
  severity: 'info',
  preset: 'recommended',
  summary: 'Items of the table of contents in another order than their headings',
  fixable: false,
  readsTree: true,
  options: {},
  check({document, report}) {
    const toc = tocOf(document)
    if (toc === undefined) return
    const levels = new Map<number, (TocItem & {readonly target: number})[]>()
    for (const item of toc.items) {
      if (item.target === undefined) continue
      getOrInsert(levels, item.list, () => []).push({...item, target: item.target})
    }
    for (const items of levels.values()) {
      const displaced = items.flatMap((item, index) => {
        const next = items[index + 1]
        return next !== undefined && next.target < item.target ? [{item, next}] : []
      })
      // If a third of the items are out of order, they have an order of their own, such as the alphabetical one.
      if (displaced.length > Math.max(1, items.length / 3)) continue
      for (const {item, next} of displaced) {
        const lineOf = (offset: number): number => document.lines.pointAt(offset).line
        report({
          message: `Unexpected \`${item.link.text}\` before \`${next.link.text}\`, expected the order of the headings on lines ${lineOf(next.target)} and ${lineOf(item.target)}`,
          start: item.link.start,
          end: item.link.end,
          related: [{start: next.link.start, end: next.link.end, message: `\`${next.link.text}\` comes first`}],
        })
      }
    }
  },
})

export default rule
