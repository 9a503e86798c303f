/** Warn about `[text][label]` without a definition of the label. See `no-undefined-reference.md`. */
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-undefined-reference',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Full references to a definition that is not there',
  fixable: false,
  options: {},
  check({document, report}) {
    const {source, tree} = document
    // CommonMark leaves an undefined reference as text, so the source of the text nodes is searched.
    for (const node of document.texts) {
      const start = tree.start(node)
      const text = source.slice(start, tree.end(node))
      if (!text.includes('][')) continue
      // The label is neither empty nor a tag such as `[CVPR][Oral]`'s: it must be written like one, without blanks around it.
      for (const match of text.matchAll(/(?<![\\\]])\[([^[\]]+)\]\[([^[\]\s][^[\]]*)\]/g)) {
        const label = match[2] ?? ''
        if (label.startsWith('^') || !/^\d+$|^[a-z][\w-]*$/.test(label)) continue
        const at = start + match.index
        report({
          message: `Unexpected reference to undefined \`${label}\`, expected a definition such as \`[${label}]: https://…\``,
          start: at,
          end: at + match[0].length,
        })
      }
    }
  },
})

export default rule
