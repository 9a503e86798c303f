/** Report the markers that git leaves in the text when a merge is not finished. See `no-conflict-marker.md`. */
import {spanAt} from '../src/core/collection/ordered.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-conflict-marker',
  severity: 'error',
  preset: 'recommended',
  summary: 'What git leaves of an unfinished merge: both versions of some lines',
  fixable: false,
  options: {},
  check({document, report}) {
    const {source, code, lines} = document
    if (!source.includes(opening)) return
    // The marker that opened the current conflict, and whether the marker between its sides has been seen.
    let open: RegExpExecArray | undefined
    let isHalf = false
    for (const match of source.matchAll(/^(?:<{7} \S.*|={7}|>{7} \S.*)(?=\r?$)/gm)) {
      if (spanAt(code, match.index) !== undefined) continue
      const [marker] = match
      if (marker.startsWith('<')) {
        open = match
        isHalf = false
      } else if (marker.startsWith('=')) isHalf = open !== undefined
      else if (open !== undefined && isHalf) {
        const start = open.index
        report({
          message: `Unexpected merge conflict up to line ${lines.pointAt(match.index).line}, expected one of its sides`,
          start,
          end: start + open[0].trimEnd().length,
          related: [{start: match.index, end: match.index + marker.trimEnd().length, message: 'it ends here'}],
        })
        open = undefined
      }
    }
  },
})

export default rule

/** The beginning of every conflict. Nearly no list has it, so for most of them this native search is the whole cost. */
const opening = '<<<<<<< '
