/** Point out `http:` URLs of hosts that are known, or were found, to serve https. See `no-insecure-url.md`. */
import {paperUrlOf, secureUrl} from '../src/core/link/canonical.ts'
import type {Document} from '../src/markdown/document.ts'
import {defineRule, type Rule, type Surroundings} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-insecure-url',
  severity: 'info',
  preset: 'recommended',
  summary: '`http:` to hosts that serve https',
  fixable: true,
  options: {},
  onlineFinds: 'more',
  check({document, surroundings, report}) {
    let confirmed: ReadonlySet<string> | undefined
    for (const link of document.links) {
      const {url, start, end, target} = link
      if (url.charCodeAt(4) !== 58 /* : */ || link.malformation !== undefined || link.kind === 'reference') continue
      // `consistent-paper-url` rewrites arXiv's and OpenReview's URLs as a whole, and `www.…` in running text has no scheme to change.
      if (!link.image && paperUrlOf(url) !== undefined) continue
      const scheme = {start: target.start, end: target.start + 5}
      if (document.source.slice(scheme.start, scheme.end).toLowerCase() !== 'http:') continue
      const known = secureUrl(url)
      const isSure = known !== undefined || isConfirmed(url, surroundings)
      confirmed ??= confirmedHosts(document, surroundings)
      if (!isSure && !(confirmed.size > 0 && confirmed.has(hostOf(url)) && surroundings.verdictOf?.(url)?.verdict === 'ok')) continue
      const expected = known ?? `https${url.slice(4)}`
      const message = `Unexpected \`http:\` URL, expected \`${expected}\``
      if (isSure) report({message, start, end, url, fix: {...scheme, replacement: 'https:'}})
      else report({message: `${message}, as the host serves another page so`, start, end, url, suggestion: expected})
    }
  },
})

export default rule

function isConfirmed(url: string, {verdictOf}: Surroundings): boolean {
  return verdictOf?.(url)?.findings?.includes('https-available') === true
}

/** Hosts that served a page by https. Each was asked for one page only, so for its other pages this is a hint. */
function confirmedHosts({links}: Document, surroundings: Surroundings): ReadonlySet<string> {
  if (surroundings.verdictOf === undefined) return new Set()
  return new Set(links.flatMap(({url}) => (url.charCodeAt(4) === 58 && isConfirmed(url, surroundings) ? [hostOf(url)] : [])))
}

function hostOf(url: string): string {
  return /^http:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? ''
}
