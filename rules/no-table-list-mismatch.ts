/** Warn when a table row and a list entry disagree about a paper. See `no-table-list-mismatch.md`. */
import {arxivMonthOf} from '../src/core/link/arxiv-id.ts'
import {repositoryKey} from '../src/core/link/repository.ts'
import {compatibleTitles, declaredName, normalizedName, sameStem} from '../src/core/paper/title.ts'
import {venueOf} from '../src/core/paper/venue.ts'
import {ByPaper, callOf, compatibleEntries, idWord, nameOf, placeOf} from '../src/markdown/compare/papers.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {looksLikeTitle} from '../src/markdown/entry/wording.ts'
import {type Link, repositoryOfLink} from '../src/markdown/links.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

type Options = {
  /** `table-list`: rows against list entries. `all`: every two occurrences of a paper. */
  readonly scope: 'table-list' | 'all'
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-table-list-mismatch',
  severity: 'error',
  preset: 'recommended',
  summary: 'A table row and a list entry of one paper with different ids, years, venues or repositories',
  fixable: false,
  options: {scope: 'table-list'},
  forms: {scope: {words: ['table-list', 'all']}},
  comparesEntries: true,
  check({entries, options, report}) {
    const all = options.scope === 'all'
    const compared = all ? entries : entries.filter(({kind}) => kind === 'row')
    if (compared.length === 0) return
    const index = indexOf(all ? entries : entries.filter(({kind}) => kind !== 'row'), compared)
    // Of two entries the later one is reported. If they are in two files, their offsets don't tell which that is.
    const earlier = new Set<Entry>()
    for (const entry of compared) {
      earlier.add(entry)
      const partner = partnerOf(entry, index)
      if (partner === undefined || partner === entry || (all && !earlier.has(partner))) continue
      for (const problem of contradictions(entry, partner)) report(problem)
    }
  },
})

export default rule

interface Index {
  readonly byId: ByPaper<Entry>
  readonly byTitle: ReadonlyMap<string, Entry>
  /** Undefined where two entries claim the name. */
  readonly byName: ReadonlyMap<string, Entry | undefined>
}

/** The entries that rows may be about, by what `rows` have only, as most entries of a long list are in no table. */
function indexOf(entries: readonly Entry[], rows: readonly Entry[]): Index {
  const isInRow = new ByPaper<boolean>()
  for (const {papers} of rows) for (const {identity} of papers) isInRow.set(identity, true)
  const titles = new Set(rows.flatMap(({title}) => (title === undefined ? [] : [title.normal])))
  const names = new Set(rows.flatMap((row) => namesOf(row)))
  const byId = new ByPaper<Entry>()
  const byTitle = new Map<string, Entry>()
  const byName = new Map<string, Entry | undefined>()
  for (const entry of entries) {
    for (const {identity} of entry.papers) {
      if (isInRow.get(identity) && byId.get(identity) === undefined) byId.set(identity, entry)
    }
    if (titles.size > 0 && entry.title !== undefined) {
      const title = entry.title.normal
      if (titles.has(title) && title.split(' ').length >= 3 && !byTitle.has(title)) byTitle.set(title, entry)
    }
    for (const name of namesOf(entry)) {
      if (!names.has(name)) continue
      const known = byName.get(name)
      byName.set(name, byName.has(name) && known !== entry ? undefined : entry)
    }
  }
  return {byId, byTitle, byName}
}

/** The entry's own name and the one that its title declares, normalised. */
function namesOf({name, title}: Entry): string[] {
  const declared = title === undefined || !title.text.includes(':') ? undefined : declaredName(title.text)
  const names: string[] = []
  if (name !== undefined) names.push(normalizedName(name.text))
  if (declared !== undefined) names.push(normalizedName(declared))
  return names
}

/** The other occurrence of the entry's paper: by title or unique name first, as an id may be the very thing that is wrong. */
function partnerOf(entry: Entry, {byId, byTitle, byName}: Index): Entry | undefined {
  const title = entry.title === undefined ? undefined : byTitle.get(entry.title.normal)
  if (title !== undefined && title !== entry) return title
  const name = nameOf(entry)
  if (name !== undefined && normalizedName(name).length >= 3 && /[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f]/u.test(name)) {
    const same = byName.get(normalizedName(name))
    if (same !== undefined && same !== entry && compatibleEntries(entry, same) && !differ(entry, same)) return same
  }
  for (const {identity} of entry.papers) {
    const same = byId.get(identity)
    if (same !== undefined && same !== entry && compatibleEntries(entry, same)) return same
  }
  return undefined
}

/** Whether two full titles are incompatible, so that they are two papers with the same name. */
function differ({title: a}: Entry, {title: b}: Entry): boolean {
  return a !== undefined && b !== undefined && !compatibleTitles(a.text, b.text)
}

/** Whether the link's text is a title other than the entry's, as in a row about two papers. */
function isOfAnotherTitle({title}: Entry, {text, start, end}: Link): boolean {
  return title !== undefined && (title.start < start || title.end > end) && looksLikeTitle(text, 4)
}

function* contradictions(entry: Entry, partner: Entry): Generator<Problem> {
  const call = callOf(entry)
  const where = entry.kind === 'row' && partner.kind !== 'row' ? 'as in list' : 'as in the other entry'
  const inTable = entry.kind === 'row' ? ' in table' : ''
  const problem = (
    what: string,
    got: string,
    expected: string,
    at: {start: number; end: number},
    there: {start: number; end: number},
  ): Problem => ({
    document: entry.document,
    message: `Unexpected ${what} \`${got}\` for \`${call}\`${inTable}, expected \`${expected}\` ${where} ${placeOf(partner, there.start, entry)}`,
    start: at.start,
    end: at.end,
    subject: `${what} ${got} ${call}`,
    related: [{document: partner.document, start: there.start, end: there.end, message: `\`${expected}\``}],
  })

  let sameId = false
  for (const {identity, link} of entry.papers) {
    const kin = partner.papers.filter((paper) => paper.identity.service === identity.service)
    const [other] = kin
    if (other === undefined || isOfAnotherTitle(entry, link)) continue
    if (kin.some((paper) => paper.identity.id === identity.id)) sameId = true
    else if (entry.papers.filter((paper) => paper.identity.service === identity.service).length === 1 && kin.length === 1) {
      yield problem(idWord(identity), identity.id, other.identity.id, link, other.link)
    }
  }
  // Without a common id, two entries with one name may still be two papers, so nothing more is compared.
  if (!sameId) return

  const {venue} = entry
  const there = partner.venue
  const year = venue?.year ?? yearOfRow(entry)
  if (venue !== undefined && year !== undefined && there?.year !== undefined) {
    const here = venueOf(venue.name.text)
    const other = venueOf(there.name.text)
    // A preprint and its publication are both true of one paper.
    const comparable = here !== undefined && other !== undefined && here.kind !== 'preprint' && other.kind !== 'preprint'
    if (comparable && here !== other) yield problem('venue', venue.name.text, there.name.text, venue, there)
    else if (comparable && year !== there.year)
      yield problem('venue year', `${venue.name.text} ${year}`, `${there.name.text} ${there.year}`, venue, there)
  }

  const code = repositoryLink(entry)
  const otherCode = repositoryLink(partner)
  if (code === undefined || otherCode === undefined || repositoryKey(code.repository) === repositoryKey(otherCode.repository)) return
  if (
    sameStem(code.repository.name, otherCode.repository.name) ||
    code.repository.owner.toLowerCase() === otherCode.repository.owner.toLowerCase()
  )
    return
  const said = ({owner, name}: {owner: string; name: string}): string => `${owner}/${name}`
  yield problem('code repository', said(code.repository), said(otherCode.repository), code.link, otherCode.link)
}

/** The year in a column of its own, where it can't be the preprint's. */
function yearOfRow({kind, year, papers}: Entry): number | undefined {
  const isOfPreprint = papers.some(({identity}) => identity.service === 'arxiv' && arxivMonthOf(identity.id).year === year)
  return kind !== 'row' || isOfPreprint ? undefined : year
}

function repositoryLink(entry: Entry) {
  const all = entry.links.flatMap(({role, link, labelled}) => {
    // Under a label of its own, a repository may be a data set's.
    const repository = role === 'code' && !labelled ? repositoryOfLink(link) : undefined
    return repository === undefined ? [] : [{repository, link}]
  })
  return all.length === 1 ? all[0] : undefined
}
