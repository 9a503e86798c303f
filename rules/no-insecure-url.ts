/** Point out `http:` where the host is known to serve https. See `no-insecure-url.md`. */
import {paperUrlOf, secureUrl} from '../src/core/canonical.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-insecure-url',
  severity: 'info',
  preset: 'recommended',
  summary: '`http:` to hosts that are known to serve https',
  fixable: true,
  options: {},
  check({document, report}) {
    for (const link of document.links) {
      const {url, start, end, target} = link
      if (url.charCodeAt(4) !== 58 /* : */ || link.malformation !== undefined || link.kind === 'reference') continue
      const expected = secureUrl(url)
      // `consistent-paper-url` writes arXiv's and OpenReview's whole, and `www.…` in running text has no scheme to change.
      if (expected === undefined || (!link.image && paperUrlOf(url) !== undefined)) continue
      const scheme = {start: target.start, end: target.start + 5}
      if (document.source.slice(scheme.start, scheme.end).toLowerCase() !== 'http:') continue
      report({message: `Unexpected \`http:\` URL, expected \`${expected}\``, start, end, url, fix: {...scheme, replacement: 'https:'}})
    }
  },
})

export default rule
