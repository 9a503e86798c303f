/** Point out query parameters that only tell where a reader came from. See `no-tracking-params.md`. */
import {addressOf} from '../src/core/link/address.ts'
import {paperUrlOf, untracked} from '../src/core/link/canonical.ts'
import {redirectTarget} from '../src/core/link/redirect.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-tracking-params',
  severity: 'info',
  preset: 'recommended',
  summary: 'Query parameters and redirects that only track readers',
  fixable: true,
  options: {},
  check({document, report}) {
    for (const link of document.links) {
      const {url, start, end, target} = link
      if (!url.includes('?') || link.malformation !== undefined || link.kind === 'reference') continue
      const led = redirectTarget(url)
      if (led !== undefined) {
        report({message: `Unexpected redirect by \`${addressOf(url)?.host ?? ''}\`, expected \`${led}\``, start, end, url, suggestion: led})
        continue
      }
      // Read as written: HTML separates parameters by `&amp;`.
      const written = document.source.slice(target.start, target.end)
      const question = written.indexOf('?')
      const hash = written.indexOf('#')
      const stop = hash < 0 ? written.length : hash
      const found = question < 0 || question > stop ? undefined : untracked(addressOf(url)?.host ?? '', written.slice(question + 1, stop))
      // `consistent-paper-url` rewrites arXiv's and OpenReview's URLs as a whole.
      if (found === undefined || (!link.image && paperUrlOf(url) !== undefined)) continue
      const names = found.tracking.map((parameter) => `\`${parameter}\``).join(' and ')
      report({
        message: `Unexpected tracking parameter${found.tracking.length > 1 ? 's' : ''} ${names}, expected none`,
        start,
        end,
        url,
        fix: {start: target.start + question, end: target.start + stop, replacement: found.query},
      })
    }
  },
})

export default rule
