/** Warn when a paper has a code repository that belongs to another one. See `no-shared-code-repo.md`. */
import {repositoryKey, repositoryOf} from '../src/core/link/repository.ts'
import {isNamedAfter, misusesIn, usesBy} from '../src/markdown/compare/owners.ts'
import {distancesIn, placeOf} from '../src/markdown/compare/papers.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Repositories of many papers, as `owner/name`; `*` stands for any owner or name. */
  readonly monorepos: readonly string[]
  /** Repositories that papers of this list share with good reason. */
  readonly allowSharedRepos: readonly string[]
}

const monorepos = [
  'microsoft/unilm',
  'google-research/google-research',
  '*/deepmind-research',
  'facebookresearch/fairseq',
  'pytorch/fairseq',
  'tensorflow/models',
  'huggingface/*',
  'open-mmlab/*',
  'lucidrains/*',
  'rwightman/*',
  'PaddlePaddle/*',
  // Lists, most often the very one that is linted.
  '*/awesome-*',
]

/** From how many entries away a repository is copied at most; follow-up work links its predecessor's from any distance. */
const neighbourhood = 12

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-shared-code-repo',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A code repository copied from another paper',
  fixable: false,
  options: {monorepos, allowSharedRepos: []},
  comparesEntries: true,
  onlineFinds: 'fewer',
  check({entries, options, surroundings, report}) {
    const allowed = anyOf([...options.monorepos, ...options.allowSharedRepos])
    const uses = usesBy(entries, ({role, link}, entry) => {
      const repository = role === 'code' ? repositoryOfLink(link) : undefined
      // A discussion of a paper may be in any repository.
      if (repository === undefined || /\/(?:issues|pulls?|discussions)\/\d/.test(link.address)) return undefined
      if (isNamedAfter(entry, partOf(link.url))) return undefined
      // A branch with a name of its own counts as a project of its own.
      const branch = link.address.includes('/tree/') ? (ownBranch.exec(link.address)?.[1] ?? '') : ''
      return branch === '' ? repositoryKey(repository) : `${repositoryKey(repository)} ${branch}`
    })
    const distanceOf = distancesIn(entries)
    const misusesOf = misusesIn(entries, surroundings.verdictOf)
    for (const shared of uses.values()) {
      const repository = shared.length < 2 ? undefined : repositoryOf(shared[0]?.link.address ?? '')
      if (repository === undefined) continue
      const name = `${repository.owner}/${repository.name}`
      if (allowed.test(name.toLowerCase())) continue
      for (const {use, owner, call, rightful} of misusesOf(shared, repository.name, repository.owner)) {
        if (distanceOf(use.entry, owner.entry) > neighbourhood || isFirstAuthors(repository.owner, use.entry, owner.entry)) continue
        report({
          document: use.entry.document,
          message: `Unexpected code repository \`${name}\` for \`${call}\`, it matches \`${rightful}\` ${placeOf(owner.entry, owner.link.start, use.entry)}`,
          url: use.link.url,
          start: use.link.start,
          end: use.link.end,
          subject: `${name} ${call}`,
          related: [{document: owner.entry.document, start: owner.link.start, end: owner.link.end, message: `\`${rightful}\``}],
        })
      }
    }
  },
})

export default rule

/** The part of a repository's page that a link leads to: `masked-widgets` of `#masked-widgets`. */
function partOf(url: string): string {
  const hash = url.indexOf('#')
  return hash < 0 ? '' : url.slice(hash + 1)
}

/** Whether the account is named after the first author, as the proceedings' address has it: `…/papers/Lovelace_Folding_Laundry_…`, `/v108/lovelace20a`. */
function isFirstAuthors(account: string, entry: Entry, owner: Entry): boolean {
  const addresses = ({links}: Entry): string[] => links.flatMap(({role, link}) => (role === 'paper' ? link.address : []))
  // The address may have been copied together with the repository.
  const theirs = new Set(addresses(owner))
  return addresses(entry).some((address) => {
    const [, surname = '', short = ''] = firstAuthor.exec(address) ?? []
    const wanted = surname.toLowerCase() || short
    // Every other list has a Yang and a Chen.
    return wanted.length >= 5 && account.toLowerCase().includes(wanted) && !theirs.has(address)
  })
}

const firstAuthor = /\/(?:papers|html)\/([A-Z][a-z]+)_\w|\/v\d+\/([a-z]+)\d\d[a-z]\b/

const ownBranch = /\/tree\/(?!(?:main|master|dev|develop)\b)([^/?#]+)/

/** One lower-case pattern for all names, in which `*` stands for any characters except a slash. */
function anyOf(names: readonly string[]): RegExp {
  const patterns = names.map((name) =>
    name
      .toLowerCase()
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*'),
  )
  return new RegExp(`^(?:${patterns.join('|')})$`)
}
