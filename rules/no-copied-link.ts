/** Warn when a paper has a project page that belongs to another one. See `no-copied-link.md`. */

import {misusesIn, usesBy} from '../src/markdown/compare/owners.ts'
import {placeOf} from '../src/markdown/compare/papers.ts'
import {identityOfLink, repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-copied-link',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A project page or code page copied from another paper',
  fixable: false,
  options: {},
  comparesEntries: true,
  onlineFinds: 'fewer',
  check({entries, surroundings, report}) {
    const uses = usesBy(entries, ({role, link}) => {
      if ((role !== 'project' && role !== 'code') || link.image || repositoryOfLink(link) !== undefined) return undefined
      // The author of several papers has one page for them.
      return identityOfLink(link)?.kind === 'owner' ? undefined : pageOf(link.address).toLowerCase()
    })
    const misusesOf = misusesIn(entries, surroundings.verdictOf)
    for (const [key, shared] of uses) {
      const [first, second] = shared
      if (first === undefined || second === undefined) continue
      for (const {use, owner, call, rightful} of misusesOf(shared, pageName(pageOf(first.link.address)))) {
        report({
          document: use.entry.document,
          message: `Unexpected page of \`${rightful}\` ${placeOf(owner.entry, owner.link.start, use.entry)} under \`${call}\`, expected its own`,
          url: use.link.url,
          start: use.link.start,
          end: use.link.end,
          subject: `${key} ${call}`,
          related: [{document: owner.entry.document, start: owner.link.start, end: owner.link.end, message: `\`${rightful}\``}],
        })
      }
    }
  },
})

export default rule

/** An address without its scheme and query. */
function pageOf(address: string): string {
  return address
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\?[^#]*/, '')
    .replace(/\/+$/, '')
}

/** What a page is called: its last folder, or else the first part of its host: `richzhang.github.io/colorization` → `colorization`. */
function pageName(address: string): string {
  const [host = '', ...path] = address.split('/')
  const last = path.filter((part) => part !== '' && !/^index\.\w+$/.test(part)).at(-1)
  return (last ?? host.split('.')[0] ?? '').replace(/\.\w+$/, '')
}
