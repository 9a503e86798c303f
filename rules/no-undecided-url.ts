/** Point out links that could not be decided, if that is asked for. See `no-undecided-url.md`. */
import {causeOf} from '../src/core/cause.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-undecided-url',
  severity: 'warning',
  preset: 'online',
  summary: 'With `--warn-undecided`: a link that turned the checker away or did not answer',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    if (surroundings.warnUndecided !== true) return
    for (const link of document.links) {
      const checked = link.kind === 'reference' ? undefined : surroundings.verdictOf?.(link.url)
      if (checked?.verdict !== 'blocked' && checked?.verdict !== 'error') continue
      report({
        message: `Undecided link \`${link.url}\`: ${causeOf(checked)}`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: link.url,
      })
    }
  },
})

export default rule
