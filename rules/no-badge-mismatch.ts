/** Warn where a badge or a link's text names something other than what the link opens. See `no-badge-mismatch.md`. */

import {spanAt} from '../src/core/collection/ordered.ts'
import {decoded} from '../src/core/link/address.ts'
import {identityOf} from '../src/core/link/identity.ts'
import {repositoryOf} from '../src/core/link/repository.ts'
import {editDistance} from '../src/core/text/edit-distance.ts'
import type {Span} from '../src/core/text/place.ts'
import type {Document} from '../src/markdown/document.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {hasWords} from '../src/markdown/entry/wording.ts'
import {lineBefore} from '../src/markdown/label.ts'
import type {Link} from '../src/markdown/links.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Names for the same thing, as `[["old/name", "new/name"]]` for a repository that moved. */
  readonly aliases: readonly (readonly string[])[]
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-badge-mismatch',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Badges and link texts that name another paper or repository than the link opens',
  fixable: false,
  options: {aliases: []},
  forms: {aliases: 'groups'},
  check({document, options, report}) {
    const isSame = (a: string, b: string): boolean => {
      const [first, second] = [a.toLowerCase(), b.toLowerCase()]
      return (
        first === second ||
        options.aliases.some((names) => [first, second].every((name) => names.some((alias) => alias.toLowerCase() === name)))
      )
    }
    const complain = (what: string, shown: string, opened: string, {start, end}: Span, url?: string): void => {
      report({message: `Unexpected ${what} \`${shown}\`, the link opens \`${opened}\``, start, end, ...(url !== undefined && {url})})
    }

    for (const [index, link] of document.links.entries()) {
      if (link.kind === 'definition' || link.kind === 'autolink') continue
      if (!link.image) {
        const found = mismatchOfText(link)
        if (found !== undefined && !isSame(found.shown, found.opened)) complain('text', found.shown, found.opened, link, link.url)
        continue
      }
      const badge = badgeOf(link.url)
      if (badge === undefined) continue
      const around = linkAround(document, index)
      const opened = around && (badge.kind === 'paper' ? arxivIdOf(around.address) : repositoryNameOf(around.address))
      const shouldBe = opened ?? (badge.kind === 'repository' ? onlyRepositoryNear(document, index, link) : undefined)
      if (shouldBe !== undefined && !isSame(badge.id, shouldBe)) complain('badge of', badge.id, shouldBe, link, opened && around?.url)
    }

    for (const {id, start, end} of arxivIdsInText(document)) {
      if (recursOnLine(document, id, end) || isOfAnother(document, start)) continue
      const entry = spanAt(document.entries, start)
      if (entry === undefined) continue
      const only = onlyOf(entry.links, ({link, role}) => arxivIdOf(link.address) ?? (role === 'paper' ? link.address : undefined))
      if (only === undefined || !/^\d/.test(only) || isSame(id, only)) continue
      // Mistyped digits don't name another paper, so they are reported even in a nested bullet.
      if (editDistance(id, only, 2) <= 2 || !isOfNested(entry, start)) complain('arXiv id', id, only, {start, end})
    }
  },
})

export default rule

function arxivIdOf(url: string): string | undefined {
  const identity = url.includes('arxiv') ? identityOf(url) : undefined
  return identity?.service === 'arxiv' && identity.kind !== 'malformed' ? identity.id : undefined
}

function repositoryNameOf(url: string): string | undefined {
  const repository = repositoryOf(url)
  return repository?.host === 'github.com' ? `${repository.owner}/${repository.name}` : undefined
}

interface TextMismatch {
  readonly shown: string
  readonly opened: string
}

const shownId = /^\W*(?:arxiv\s*[:.-]?\s*)?(\d{4}\.\d{4,5})(?:v\d+)?\W*$|\barxiv\s*[:.-]?\s*(\d{4}\.\d{4,5})(?!\d)/i
const shownAddress = /^[\s([{<"'“]*((?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}\/[^\s<>"'”]+?)[\s)\]}>"'”]*$/i

/** The id or address that a link's text shows, and what the link opens. */
function mismatchOfText({text, address}: Link): TextMismatch | undefined {
  // Titles, names and role words hold neither a dot between digits nor a slash.
  if (text.length < 9 || text.length > 300 || !/\d\.\d|\//.test(text)) return undefined
  const shown = shownAddress.exec(text)?.[1]
  if (shown === undefined) {
    const match = shownId.exec(text)
    const id = match?.[1] ?? match?.[2]
    const opened = id === undefined ? undefined : arxivIdOf(address)
    return id === undefined || opened === undefined ? undefined : {shown: id, opened}
  }
  const url = shown.includes('://') ? shown : `https://${shown}`
  const [repository, openedRepository] = [repositoryNameOf(url), repositoryNameOf(address)]
  if (repository !== undefined && openedRepository !== undefined) return {shown: repository, opened: openedRepository}
  const identity = identityOf(url)
  const opened = identityOf(address)
  if (identity !== undefined || opened !== undefined) {
    // Only ids of one service can be compared: a DOI and a publisher's page may well be one paper.
    if (identity === undefined || opened === undefined || identity.service !== opened.service || identity.kind !== opened.kind)
      return undefined
    return {shown: identity.id, opened: opened.id}
  }
  return isOtherPage(url, address) ? {shown, opened: address} : undefined
}

/** Whether two addresses are different pages of one host, and not one of them the other cut short. */
function isOtherPage(shown: string, opened: string): boolean {
  const [a, b] = [shown, opened].map((url) =>
    decoded(url)
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/[#?].*$/s, '')
      .replace(/(?:…|\.{3}|\/|\.html?|\.pdf)+$/, ''),
  )
  if (a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a)) return false
  // `example.edu/report` for `example.edu/projects/2024/report`: the middle was left out.
  const [last = '', first = ''] = [a.slice(a.indexOf('/')), a.slice(0, a.indexOf('/'))]
  if (b.startsWith(first) && b.endsWith(last)) return false
  const hostOf = (address: string): string => address.slice(0, address.indexOf('/'))
  return a.includes('/') && b.includes('/') && hostOf(a) === hostOf(b)
}

interface Badge {
  readonly kind: 'paper' | 'repository'
  readonly id: string
}

/** What a badge of shields.io, badgen.net and the like shows; undefined for other pictures. */
function badgeOf(url: string): Badge | undefined {
  if (!/shields\.io|badgen\.net|badgers\.space/.test(url)) return undefined
  const plain = decoded(url)
  const paper = /arxiv[\s:_/-]*(\d{4}\.\d{4,5})(?!\d)/i.exec(plain)?.[1]
  if (paper !== undefined) return {kind: 'paper', id: paper}
  const [, owner, name] =
    /\/github\/(?:stars|forks|watchers|last-commit|license|contributors|(?:issues|commit-activity\/[a-z])(?:-[a-z-]+)?)\/([\w.-]+)\/([\w-][\w.-]*?)(?:\.svg|\.png)?(?=[?/#]|$)/.exec(
      plain,
    ) ?? []
  return owner === undefined || name === undefined ? undefined : {kind: 'repository', id: `${owner}/${name}`}
}

/** The link whose visible part is the picture. */
function linkAround({links, source}: Document, index: number): Link | undefined {
  const picture = links[index]
  if (picture === undefined) return undefined
  for (let at = index - 1; at >= 0 && at >= index - 8; at--) {
    const link = links[at]
    if (link === undefined || link.image) continue
    if (link.kind !== 'html') return link.start < picture.start && picture.end <= link.end ? link : undefined
    return !source.slice(link.end, Math.min(picture.start, link.end + 2000)).includes('</a') ? link : undefined
  }
  return undefined
}

/** The only repository that the links of a badge's entry or table row name. */
function onlyRepositoryNear(document: Document, index: number, {start}: Link): string | undefined {
  const entry = spanAt(document.entries, start)
  if (entry === undefined) return onlyOfRow(document, index)
  // A broken address in the entry may have named another repository.
  if (entry.links.some(({link}) => link.malformation !== undefined)) return undefined
  return onlyOf(entry.links, ({link, role}) => (link.image || role === 'other' ? undefined : repositoryNameOf(link.address)))
}

/** The only repository that the links of a table row name, if the row is not about a paper: `| [Tool](…) | ![Stars](…) |`. */
function onlyOfRow({links, source}: Document, index: number): string | undefined {
  const at = links[index]?.start ?? 0
  const reach = source.slice(Math.max(0, at - longestEntry), at)
  const start = at - reach.length + reach.lastIndexOf('\n') + 1
  if (!/^ *\|/.test(source.slice(start, start + 8))) return undefined
  const [row = ''] = source.slice(start, start + longestEntry).split('\n', 1)
  // A row may hold thousands of links, and this is done for each of its badges.
  const near = links.slice(Math.max(0, index - mostInRow), index + mostInRow)
  const isOfRow = (link: Link): boolean => !link.image && link.start >= start && link.start < start + row.length
  return onlyOf(near, (link) => (isOfRow(link) ? repositoryNameOf(link.address) : undefined))
}

const mostInRow = 20

/** How much of a line to read, in UTF-16 units: it may have megabytes, and this is done for each id on it. */
const longestEntry = 4000

/** Whether the id occurs again further along the line, usually in an address, whichever entry that belongs to. */
function recursOnLine({source}: Document, id: string, from: number): boolean {
  const rest = source.slice(from, from + longestEntry)
  const stop = rest.indexOf('\n')
  return (stop < 0 ? rest : rest.slice(0, stop)).includes(id)
}

/** Whether the words before an id say that it is another paper's: `builds on arXiv:…`, `see also arXiv:…`. */
function isOfAnother({source}: Document, start: number): boolean {
  return /\b(?:on|of|by|from|to|with|than|see|also|cf|extends|improves|and)[.:]? $/i.test(source.slice(Math.max(0, start - 12), start))
}

/** Whether the id is in a nested bullet that cites another paper: `  - Doe J. A Title of Some Words. arXiv:…`. */
function isOfNested({document: {source}, start: from}: Entry, start: number): boolean {
  const before = lineBefore(source, start)
  return start - before.length > from && /^\s*[-*+] /.test(before) && hasWords(before, 6)
}

/** The one thing that links name; undefined where they name none or several. */
function onlyOf<Item>(links: readonly Item[], nameOf: (link: Item) => string | undefined): string | undefined {
  const names = new Map(links.flatMap((link) => nameOf(link) ?? []).map((name) => [name.toLowerCase(), name]))
  const [only] = names.values()
  return names.size === 1 ? only : undefined
}

/** arXiv ids in plain text, as venue cells have them: `arXiv:2002.05709`, `arXiv 2002.05709`. */
function arxivIdsInText({source, links}: Document): (Span & {readonly id: string})[] {
  const found: (Span & {readonly id: string})[] = []
  let next = 0
  for (const match of source.matchAll(/[Aa][Rr][Xx][Ii][Vv](?:: ?| )(\d{4}\.\d{4,5})(?:[Vv]\d+)?(?!\d)/g)) {
    const start = match.index
    const end = start + match[0].length
    // Link texts are compared with their own links, and addresses are not text.
    while (next < links.length && (links[next]?.end ?? 0) <= start) next++
    const link = links[next]
    if (link === undefined || link.start >= end) found.push({id: match[1] ?? '', start, end})
  }
  return found
}
