/** Point out `[label]: …` lines that nothing refers to. See `no-unused-definition.md`. */
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-unused-definition',
  severity: 'info',
  preset: 'recommended',
  summary: 'Definitions that no reference uses',
  fixable: false,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {tree, definitions, references} = document
    if (definitions.length === 0) return
    const used = new Set(references.map((node) => tree.identifier(node)))
    for (const node of definitions) {
      const label = tree.identifier(node)
      // `[//]: # (…)` and `[comment]: <> (…)` serve as comments.
      if (used.has(label) || /^(?:\/\/|comment.*|#|_)$/i.test(label) || /^#?$/.test(tree.url(node))) continue
      report({
        message: `Unexpected definition \`${label}\` that nothing refers to`,
        start: tree.start(node),
        end: tree.end(node),
        url: tree.url(node),
      })
    }
  },
})

export default rule
