/** Warn about links to services that no longer exist. See `no-retired-service.md`. */
import {retiredOf} from '../src/core/link/retired.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-retired-service',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Links to services that were shut down',
  fixable: false,
  options: {},
  check({document, report}) {
    for (const link of document.links) {
      if (link.malformation !== undefined || link.kind === 'reference') continue
      const retired = retiredOf(link.url)
      if (retired === undefined) continue
      const {service, ended, replacement} = retired
      report({
        message: `Unexpected link to ${service}, which ended in ${ended}${replacement === undefined ? '' : `, expected \`${replacement}\``}`,
        start: link.start,
        end: link.end,
        url: link.url,
        ...(replacement !== undefined && {suggestion: replacement}),
      })
    }
  },
})

export default rule
