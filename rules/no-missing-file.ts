/** Report relative links and images to files that are not in the repository. See `no-missing-file.md`. */

import {decoded} from '../src/core/link/address.ts'
import {editDistance} from '../src/core/text/edit-distance.ts'
import {lettersAndDigits} from '../src/core/text/letters.ts'
import {defineRule, type Rule} from '../src/rule.ts'

/** A repository's pages at GitHub, which READMEs reach by climbing out of the files: `../../issues`. */
const pagesOfRepository =
  /^(?:\.{1,2}\/)*\.\.\/(?:issues|pulls?|discussions|wiki|releases|tags|branches|actions|commits?|compare|graphs|network|stargazers|watchers|forks|projects|milestones|labels|security|packages|settings|tree|blob|raw|archive|edit|new|find|blame|fork|subscription)(?:\/|$)/

const rule: Rule = defineRule({
  id: 'no-missing-file',
  severity: 'error',
  preset: 'recommended',
  summary: 'Relative links and images to files that are not there',
  fixable: false,
  options: {},
  check({document, surroundings, report}) {
    let slugs: ReadonlySet<string> | undefined
    for (const link of document.links) {
      const {url, start, end, kind} = link
      if (link.malformation !== undefined || kind === 'reference' || kind === 'autolink' || !isPath(url)) continue
      const path = decoded(url.replace(/[?#].*$/s, ''))
      if (path === '' || pagesOfRepository.test(path)) continue
      if (surroundings.exists(document.path, path) !== false) continue
      // A link to a heading that lacks its `#` is left to `no-broken-anchor`.
      if (!/[/.]/.test(path)) {
        slugs ??= new Set(document.headings.map(({slug}) => lettersOf(slug)))
        if (slugs.has(lettersOf(path))) continue
      }
      const meant = meantName(path, surroundings.namesBeside?.(document.path, path) ?? [])
      const suggestion =
        meant === undefined ? undefined : url.replace(/[^/?#]+(?=[?#]|$)/, () => meant.replace(/[\s#?%<>]/g, encodeURIComponent))
      const such = suggestion === undefined ? '' : ` such as \`${suggestion}\``
      report({
        message: `Unexpected ${link.image ? 'image' : 'link'} \`${url}\`, expected a file of the repository${such}`,
        start,
        end,
        url,
        ...(suggestion !== undefined && {suggestion}),
      })
    }
  },
})

export default rule

/** Neither an address, nor a fragment, nor a template. */
function isPath(url: string): boolean {
  const first = url.charCodeAt(0)
  if (url === '' || first === 35 /* # */ || first === 63 /* ? */ || url.startsWith('//')) return false
  return !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) && !/[{}<>$]/.test(url)
}

/** The one name beside a path that is a slip away from its own; names that differ in a number are of different things. */
function meantName(path: string, names: readonly string[]): string | undefined {
  const wanted = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const most = wanted.length < 5 ? 0 : wanted.length < 10 ? 1 : 2
  const digits = wanted.replace(/\D/g, '')
  const near = names.filter((name) => name.replace(/\D/g, '') === digits && editDistance(name.toLowerCase(), wanted, most) <= most)
  return near.length === 1 ? near[0] : undefined
}

/** What a heading and its fragment have in common, however blanks and signs were treated. */
function lettersOf(text: string): string {
  return lettersAndDigits(text.normalize('NFKC').toLowerCase())
}
