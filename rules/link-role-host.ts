/** Point out links whose label promises something else than their address. See `link-role-host.md`. */
import {roleOfLabel} from '../src/core/role.ts'
import {repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Report a project page under a label for code, and a PDF under one for a project, too. */
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
        // Supplements with code are attachments.
        else if (
          role === 'code' &&
          identity?.service === 'openreview' &&
          identity.kind === 'paper' &&
          !link.address.includes('/attachment')
        )
          say('OpenReview paper', 'a code host')
        // The name of the repository is missing; what somebody has is listed under other words.
        else if (role === 'code' && isProfile(link.address) && /^\W*(?:code|github|official code)\W*$/.test(link.text.toLowerCase()))
          say('GitHub profile', 'a repository')
        // Papers do stand in repositories, as files.
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
        // A PDF is read as the paper; one that a registry knows is.
        else if (options.projectPages && identity === undefined && roleOfLabel(link.text) === 'project' && /\.pdf$/i.test(link.address))
          say('PDF', 'a page')
      }
    }
  },
})

export default rule

/** `https://github.com/owner`, which a repository's name should follow. */
function isProfile(address: string): boolean {
  const [, owner] = /^https?:\/\/(?:www\.)?github\.com\/([\w-]+)\/?(?:[?#]|$)/.exec(address) ?? []
  return owner !== undefined && !pages.has(owner.toLowerCase())
}

/** GitHub's own pages. */
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
