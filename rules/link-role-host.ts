/** Point out links whose label promises something other than their address. See `link-role-host.md`. */
import {roleOfLabel} from '../src/core/link/role.ts'
import {shownByBadge} from '../src/markdown/badge.ts'
import type {EntryLink} from '../src/markdown/entry/entries.ts'
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
      for (const own of links) {
        const contradiction = contradictionOf(own, options.projectPages)
        if (contradiction === undefined) continue
        const [what, expected] = contradiction
        const {url, start, end} = own.link
        const text = own.link.text || (shownByBadge(own.link, document.links[document.links.indexOf(own.link) + 1]) ?? '')
        const under = text === '' ? '' : ` under \`${text}\``
        report({message: `Unexpected ${what}${under}, expected ${expected}`, url, start, end, subject: `${text} ${url}`})
      }
    }
  },
})

export default rule

/** What a link leads to, and what its label promises instead. */
function contradictionOf(
  {role, link, labelled, identity}: EntryLink,
  projectPages: boolean,
): readonly [what: string, expected: string] | undefined {
  if (labelled || link.kind === 'autolink' || link.image || link.malformation !== undefined) return undefined
  const {address, text} = link
  if (role === 'code') {
    if (identity?.service === 'arxiv') return ['arXiv paper', 'a code host']
    // An attachment may be a supplement that holds the code.
    if (identity?.service === 'openreview' && identity.kind === 'paper' && !address.includes('/attachment'))
      return ['OpenReview paper', 'a code host']
    // The repository's name is missing; links to all of somebody's code have other labels.
    if (identity?.kind === 'owner' && /^\W*(?:code|github|official code)\W*$/.test(text.toLowerCase()))
      return ['GitHub profile', 'a repository']
    if (
      projectPages &&
      repositoryOfLink(link) === undefined &&
      /^https?:\/\//.test(address) &&
      !/\.(?:zip|tar|gz|tgz|ipynb)$/i.test(address)
    )
      return ['project page', 'a code host']
  }
  // A paper can be a file in a repository.
  if (role === 'paper' && /paper|pdf|arxiv/i.test(text) && repositoryOfLink(link) !== undefined && !fileInRepository.test(address))
    return ['code repository', 'a paper']
  // A PDF is taken for the paper rather than a page, and one with a known id is the paper.
  const isPdf = projectPages && identity === undefined && roleOfLabel(text) === 'project' && /\.pdf$/i.test(address)
  return isPdf ? ['PDF', 'a page'] : undefined
}

const fileInRepository = /\.(?:pdf|md|html?|tex)$|\/(?:blob|raw|tree|releases|files)\//i
