/** Point out links whose label promises something other than their address. See `link-role-host.md`. */
import {roleOfLabel} from '../src/core/role.ts'
import {repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Also report project pages under labels for code, and PDFs under labels for project pages. */
  readonly projectPages: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'link-role-host',
  severity: 'info',
  preset: 'recommended',
  summary: 'A label for code on a paper, or for a paper on a repository',
  fixable: false,
  options: {projectPages: false},
  strictOptions: {projectPages: true},
  check({document, options, report}) {
    for (const {links} of document.entries) {
      for (const {role, link, labelled, identity} of links) {
        if (labelled || link.kind === 'autolink' || link.image || link.malformation !== undefined) continue
        const say = (what: string, expected: string): void =>
          report({
            message: `Unexpected ${what} under \`${link.text}\`, expected ${expected}`,
            url: link.url,
            start: link.start,
            end: link.end,
            subject: `${link.text} ${link.url}`,
          })
        if (role === 'code' && identity?.service === 'arxiv') say('arXiv paper', 'a code host')
        // An attachment may be a supplement that holds the code.
        else if (
          role === 'code' &&
          identity?.service === 'openreview' &&
          identity.kind === 'paper' &&
          !link.address.includes('/attachment')
        )
          say('OpenReview paper', 'a code host')
        // The repository's name is missing; links to all of somebody's code have other labels.
        else if (role === 'code' && isProfile(link.address) && /^\W*(?:code|github|official code)\W*$/.test(link.text.toLowerCase()))
          say('GitHub profile', 'a repository')
        // A paper can be a file in a repository.
        else if (
          role === 'paper' &&
          repositoryOfLink(link) !== undefined &&
          !/\.(?:pdf|md|html?|tex)$|\/(?:blob|raw|tree|releases|files)\//i.test(link.address) &&
          /paper|pdf|arxiv/i.test(link.text)
        ) {
          say('code repository', 'a paper')
        } else if (
          options.projectPages &&
          role === 'code' &&
          repositoryOfLink(link) === undefined &&
          /^https?:\/\//.test(link.address) &&
          !/\.(?:zip|tar|gz|tgz|ipynb)$/i.test(link.address)
        ) {
          say('project page', 'a code host')
        }
        // A PDF is taken for the paper rather than a page, and one with a known id is the paper.
        else if (options.projectPages && identity === undefined && roleOfLabel(link.text) === 'project' && /\.pdf$/i.test(link.address))
          say('PDF', 'a page')
      }
    }
  },
})

export default rule

/** `https://github.com/owner`, without a repository's name. */
function isProfile(address: string): boolean {
  const [, owner] = /^https?:\/\/(?:www\.)?github\.com\/([\w-]+)\/?(?:[?#]|$)/.exec(address) ?? []
  return owner !== undefined && !pages.has(owner.toLowerCase())
}

/** GitHub's own pages, which look like owners. */
const pages: ReadonlySet<string> = new Set([
  'features',
  'search',
  'topics',
  'trending',
  'marketplace',
  'explore',
  'about',
  'orgs',
  'sponsors',
])
