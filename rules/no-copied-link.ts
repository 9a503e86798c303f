/** Warn when a paper has a project page that belongs to another one. See `no-copied-link.md`. */
import {identityOfLink, repositoryOfLink} from '../src/markdown/links.ts'
import {misusesOf, type Use, wordingIn} from '../src/markdown/owners.ts'
import {callOf, nameOf, placeOf} from '../src/markdown/papers.ts'
import {shareRegisteredAuthor} from '../src/markdown/registered.ts'
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
    const uses = new Map<string, Use[]>()
    for (const entry of entries) {
      for (const {role, link} of entry.links) {
        if ((role !== 'project' && role !== 'code') || link.image || repositoryOfLink(link) !== undefined) continue
        // The author of several papers has one page for them.
        if (identityOfLink(link)?.kind === 'owner') continue
        const key = pageOf(link.address).toLowerCase()
        const there = uses.get(key)
        if (there === undefined) uses.set(key, [{entry, link}])
        else if (there.at(-1)?.entry !== entry) there.push({entry, link})
      }
    }
    const wording = wordingIn(entries)
    for (const [key, shared] of uses) {
      const [first, second] = shared
      if (first === undefined || second === undefined) continue
      const name = pageName(pageOf(first.link.address))
      for (const {use, owner} of misusesOf(shared, name)) {
        if (wording.isFollowUp(use.entry, owner.entry) || wording.isNamedInCommonWords(name, owner.entry)) continue
        if (shareRegisteredAuthor(use.entry, owner.entry, surroundings.verdictOf)) continue
        const call = nameOf(use.entry) ?? callOf(use.entry)
        const rightful = nameOf(owner.entry) ?? callOf(owner.entry)
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
