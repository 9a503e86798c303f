/** Warn when a paper is listed twice. See `no-duplicate-entry.md`. */

import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {repositoryKey} from '../src/core/link/repository.ts'
import {areParts, beyondComparison, declaredName, normalizedName, normalizedTitle, titleTokens} from '../src/core/paper/title.ts'
import {findVenue, venueOf} from '../src/core/paper/venue.ts'
import {editDistance} from '../src/core/text/edit-distance.ts'
import {areAlikeInCommonWords, areAlikeInRareWords, type Likeness, likenessIn} from '../src/markdown/compare/likeness.ts'
import {ByPaper, callOf, compatibleEntries, nameOf, placeOf, sameAuthors, sharePaper} from '../src/markdown/compare/papers.ts'
import {areNamesakes, isOtherThanRegistered} from '../src/markdown/compare/registered.ts'
import {groupsOf, type Repeated, tellingColumns} from '../src/markdown/compare/repetition.ts'
import type {Document} from '../src/markdown/document.ts'
import type {Entry} from '../src/markdown/entry/entries.ts'
import {cleanTitle, hasWords} from '../src/markdown/entry/wording.ts'
import {repositoryOfLink} from '../src/markdown/links.ts'
import {cellsOf} from '../src/markdown/table.ts'
import {ancestorsOf, childrenOf, type NodeId, textOf, walk} from '../src/markdown/tree/tree.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

type Options = {
  /** `section`: only under the same heading, as many lists cross-post on purpose. `file`: anywhere. */
  readonly scope: 'section' | 'file'
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-duplicate-entry',
  severity: 'warning',
  preset: 'recommended',
  summary: 'The same paper listed twice under one heading',
  fixable: false,
  readsTree: true,
  options: {scope: 'section'},
  forms: {scope: {words: ['section', 'file']}},
  strictOptions: {scope: 'file'},
  comparesEntries: true,
  onlineFinds: 'fewer',
  check({documents, entries, options, surroundings, report}) {
    for (const one of documents) {
      for (const problem of repeatedItems(one)) report({document: one, ...problem})
    }
    const likeness = likenessIn(entries)
    const seen = new Map<string, Known>()
    const groups = new Map<Document, (entry: Entry) => string>()
    const repeated: Repeated[] = []
    let current = ''
    const groupOf = (entry: Entry): string => (options.scope === 'file' ? '' : getOrInsert(groups, entry.document, groupsOf)(entry))
    for (const entry of entries) {
      // Entries come in order, so what was seen in a section is no longer needed after it.
      const section = options.scope === 'file' ? '' : `${entry.section} ${entry.document.path}`
      if (section !== current) seen.clear()
      current = section
      // A table beside a list, a second table, or another group in a section repeats papers on purpose.
      const container = `${entry.kind === 'row' ? `table ${entry.table} ${entry.document.path}` : 'list'} ${groupOf(entry)}`
      const known = getOrInsert(seen, container, () => ({byPaper: new ByPaper<Entry>(), byTitle: new Map<string, Entry>()}))
      const earlier = earlierOf(entry, known, likeness)
      if (earlier !== undefined && !isWithin(entry, earlier)) repeated.push({entry, earlier})
    }
    const isToldApart = tellingColumns(repeated)
    const isOther = (entry: Entry): boolean => entry.papers.some(({link}) => isOtherThanRegistered(entry, link, surroundings.verdictOf))
    for (const pair of repeated) {
      if (isToldApart(pair)) continue
      const {entry, earlier} = pair
      // One of the two has the id of the other's paper, which is another rule's finding.
      if (isOther(entry) !== isOther(earlier) || areNamesakes(entry, earlier, surroundings.verdictOf)) continue
      const at = entry.title ?? entry.papers[0]?.link ?? entry
      const there = earlier.title ?? earlier.papers[0]?.link ?? earlier
      report({
        document: entry.document,
        message: `Unexpected second entry for \`${callOf(entry)}\`, first listed at ${placeOf(earlier, there.start, entry)}`,
        start: at.start,
        end: at.end,
        subject: callOf(entry),
        related: [{document: earlier.document, start: there.start, end: there.end, message: 'first listed here'}],
      })
    }
  },
})

export default rule

/** List items that occur twice in one list, word for word, but are not entries, as they have no venue and no link to a paper. */
function* repeatedItems(document: Document): Generator<Problem> {
  const {tree, source, entries} = document
  const known = new Set(entries.map(({start}) => start))
  for (const list of listsOf(document)) {
    const seen = new Map<string, NodeId>()
    for (const item of childrenOf(tree, list)) {
      if (tree.childCount(item) === 0 || known.has(tree.start(item))) continue
      const block = tree.child(item, 0)
      if (tree.type(block) !== 'paragraph') continue
      const start = tree.start(block)
      const end = tree.end(block)
      // Anything short, or longer than a title, is something else.
      if (end - start < 25 || end - start > 400) continue
      const text = source.slice(start, end).toLowerCase()
      const first = hasWords(text, 5) ? seen.get(text) : undefined
      if (first === undefined) {
        seen.set(text, block)
        continue
      }
      const from = tree.start(first)
      const {line, column} = document.lines.pointAt(from)
      yield {
        message: `Unexpected second entry for \`${cleanTitle(textOf(tree, block))}\`, first listed at (${line}:${column})`,
        start,
        end,
        related: [{start: from, end: tree.end(first), message: 'first listed here'}],
      }
    }
  }
}

function listsOf({tree}: Document): NodeId[] {
  const lists: NodeId[] = []
  walk(tree, tree.root, (node, type) => {
    if (type === 'list') lists.push(node)
    // These contain no lists.
    return type !== 'paragraph' && type !== 'heading' && type !== 'table' && type !== 'html'
  })
  return lists
}

/** Whether an entry is a bullet below the other's, `- Later renamed: …`, `- Journal version: …`, or below the heading that names the other. */
function isWithin({nodes, document, section}: Entry, other: Entry): boolean {
  const {tree} = document
  const [own] = nodes
  const [theirs] = other.nodes
  if (own === undefined || theirs === undefined || document !== other.document) return false
  if (tree.type(theirs) === 'heading') return section === other.section
  const item = tree.parent(theirs)
  if (item < 0 || tree.type(item) !== 'listItem') return false
  for (const ancestor of ancestorsOf(tree, tree.parent(own))) if (ancestor === item) return true
  return false
}

/** What a repeated entry is recognised by. */
interface Known {
  readonly byPaper: ByPaper<Entry>
  readonly byTitle: Map<string, Entry>
}

/** The first entry of the same paper, if this is not it; remembers this one for those to come. */
function earlierOf(entry: Entry, {byPaper, byTitle}: Known, likeness: Likeness): Entry | undefined {
  let earlier: Entry | undefined
  for (const {identity} of entry.papers) {
    const other = byPaper.get(identity)
    if (other === undefined) byPaper.set(identity, entry)
    else if (earlier === undefined && isOneOf(entry, other, likeness) && !areAlikeInCommonWords(entry, other, likeness)) earlier = other
  }
  const words = wordsOf(entry)
  if (words === undefined) return earlier
  const other = getOrInsert(byTitle, words, () => entry)
  return earlier ?? (other !== entry && isTitledAlike(entry, other) ? other : undefined)
}

/** The title with its part, which may stand behind the title's link: `[Boiling Kettles](…) Part II`. */
function titleAndPart({title, document: {source}}: Entry): string {
  if (title === undefined) return ''
  const [, behind = ''] = part.exec(source.slice(title.end, title.end + longestTarget)) ?? []
  return `${title.text} ${behind}`
}

/** In UTF-16 units. */
const longestTarget = 300
const part = /^(?:\]\([^()\s]*\))?[\s*_,(:–-]{1,3}((?:[Pp]art|[Pp]t\.?) [IVX\d]+)\b/

/** A title of at least four words, without blanks, hyphens and `and`, so that `GNN&GBDT-guided` is `GNN-GBDT-Guided`. */
function wordsOf({title}: Entry): string | undefined {
  const words = title?.normal ?? ''
  if (!/ [^ ]+ [^ ]+ /.test(words)) return undefined
  return (words.includes(' and ') ? words.replaceAll(' and ', '') : words).replace(/ /g, '')
}

/** Whether two entries with one id are about one paper. An id under two titles is left to another rule; one of many papers is only mentioned. */
function isOneOf(entry: Entry, other: Entry, likeness: Likeness): boolean {
  return (
    entry !== other &&
    entry.papers.length === other.papers.length &&
    callOf(entry) !== '' &&
    callOf(other) !== '' &&
    (compatibleEntries(entry, other) ? !haveUnlikeTitles(entry, other) : isRetitled(entry, other, likeness)) &&
    !areParts(titleAndPart(entry), titleAndPart(other)) &&
    !differentVariants(entry, other) &&
    !differentMethods(entry, other) &&
    !differentThings(entry, other)
  )
}

/** Whether both have only titles, without a word in common: one of them is too short to be compared, but says something else. */
function haveUnlikeTitles(entry: Entry, other: Entry): boolean {
  const [title, otherTitle] = [onlyTitleOf(entry), onlyTitleOf(other)]
  if (title === undefined || otherTitle === undefined || beyondComparison(title, otherTitle)) return false
  const words = new Set(titleTokens(title))
  return words.size > 1 && !titleTokens(otherTitle).some((word) => words.has(word))
}

/** The title of an entry that has no name besides. */
function onlyTitleOf({title, name}: Entry): string | undefined {
  return name === undefined || name.text === title?.text ? title?.text : undefined
}

/** Whether one id stands under an older and a newer title of a paper, which share words that few titles have, and neither name nor authors differ. */
function isRetitled(entry: Entry, other: Entry, likeness: Likeness): boolean {
  if (entry.title === undefined || other.title === undefined) return false
  const [name, otherName] = [nameOf(entry), nameOf(other)]
  if (name !== undefined && otherName !== undefined && normalizedName(name) !== normalizedName(otherName)) return false
  if (entry.authors.length > 0 && other.authors.length > 0 && !sameAuthors(entry, other)) return false
  return areAlikeInRareWords(entry, other, likeness)
}

/** Whether two entries with one title are about one paper. */
function isTitledAlike(entry: Entry, other: Entry): boolean {
  const differ = differentVariants(entry, other) || differentThings(entry, other) || areParts(titleAndPart(entry), titleAndPart(other))
  return (isLeftOver(entry, other) || !differ) && !isOtherVersion(entry, other) && !isOtherEdition(entry, other)
}

/** Whether an entry with another id still has the title of the earlier one, from which its line was copied. Short titles are labels. */
function isLeftOver(entry: Entry, other: Entry): boolean {
  return hasWords(entry.title?.text ?? '', 6) && haveOtherIds(entry, other)
}

/** Whether both have ids at one service, and not one of them in common. */
function haveOtherIds(entry: Entry, {papers}: Entry): boolean {
  const pairs = entry.papers.flatMap(({identity}) => papers.map((paper) => [identity, paper.identity] as const))
  const comparable = pairs.filter(([own, other]) => own.service === other.service)
  return comparable.length > 0 && comparable.every(([own, other]) => own.id !== other.id)
}

/**
 * Whether items are about different things from one paper: `**MMLU (Law)**: Measuring …` and `**MMLU (Medicine)**: Measuring …`,
 * `[ouija](…)` and `[ouijaflow](…)` before the title of the paper that describes both.
 */
function differentThings(a: Entry, b: Entry): boolean {
  if (!sharePaper(a, b)) return false
  const [first, second] = [a, b].map(partOf)
  if (first !== undefined && second !== undefined) return first[1] === second[1] && first[2] !== second[2]
  const [one, other] = [a, b].map(repositoryAhead)
  return one !== undefined && other !== undefined && one !== other
}

/** `MMLU (Law)`: a name, and which part of it is meant. */
function partOf({kind, name}: Entry): RegExpExecArray | undefined {
  return kind === 'row' ? undefined : (/^(\S.*?) \(([^()]+)\)$/.exec(name?.text ?? '') ?? undefined)
}

/** The repository whose name an item begins with, before its paper's title. */
function repositoryAhead({kind, title, links: [first]}: Entry): string | undefined {
  if (kind === 'row' || title === undefined || first?.role !== 'code' || !first.labelled || first.link.start > title.start) return undefined
  const repository = repositoryOfLink(first.link)
  return repository === undefined ? undefined : repositoryKey(repository)
}

/** A conference paper and its journal version under one title are two publications, unless they share a link; so are papers of two volumes. */
function isOtherVersion(entry: Entry, other: Entry): boolean {
  const [volume, otherVolume] = [volumeOf(entry), volumeOf(other)]
  if (volume !== undefined && otherVolume !== undefined && volume !== otherVolume) return true
  const [first, second] = [entry, other].map(({venue}) => (venue?.year === undefined ? undefined : venueOf(venue.name.text)?.kind))
  const kinds = new Set([first, second])
  const addresses = new Set(entry.links.map(({link}) => link.address))
  return kinds.has('conference') && kinds.has('journal') && !other.links.some(({link}) => addresses.has(link.address))
}

/** `2024.findings-acl` of `2024.findings-acl.381`, `D17` of `D17-1130`: the ACL Anthology's ids begin with the volume. */
function volumeOf({papers}: Entry): string | undefined {
  const id = papers.find(({identity}) => identity.service === 'acl')?.identity.id
  return id?.slice(0, id.search(/[.-][^.-]*$/))
}

/** A report of another year under the same title with an id of its own, or a workshop, which has a venue but no paper. */
function isOtherEdition(entry: Entry, other: Entry): boolean {
  if (entry.year === undefined || other.year === undefined || entry.year === other.year) return false
  const both = [entry, other]
  if (both.every(({venue}) => venue === undefined)) return haveOtherIds(entry, other)
  return both.every(({venue, links}) => venue !== undefined && links.length > 0 && links.every(({role}) => role !== 'paper'))
}

/** `PairwiseDistance: Learning on Graphs` and `EdgeMask: Learning on Graphs`: a paper's methods, each by its own name. */
function differentMethods(a: Entry, b: Entry): boolean {
  const [first, second] = [methodOf(a), methodOf(b)]
  if (first === undefined || second === undefined || first.title !== second.title) return false
  return !first.name.includes(second.name) && !second.name.includes(first.name) && editDistance(first.name, second.name, 2) > 2
}

/** The name that a title declares, and the rest of the title. */
function methodOf({title}: Entry): {readonly name: string; readonly title: string} | undefined {
  const name = title === undefined ? undefined : declaredName(title.text)
  if (title === undefined || name === undefined) return undefined
  const behind = normalizedTitle(title.text.slice(title.text.indexOf(':') + 1))
  return behind === '' ? undefined : {name: normalizedName(name), title: behind}
}

/** Rows about variants of one paper differ in their names, `YOLOv5-s` and `YOLOv5-m`, or in their first cell: a metric, a task, a repository. */
function differentVariants(a: Entry, b: Entry): boolean {
  if (a.kind !== 'row' || b.kind !== 'row') return false
  if (a.name !== undefined && b.name !== undefined && a.name.text !== b.name.text) return true
  if (measuredOtherwise(a, b)) return true
  const [first, second] = [subjectOf(a), subjectOf(b)]
  return first !== undefined && second !== undefined && first !== second
}

/** Whether rows have different results of one paper: `79.6` and `20` in one, `79.0` and `62.2` in the other. */
function measuredOtherwise(a: Entry, b: Entry): boolean {
  const [first, second] = [a, b].map(({document: {source}, start, end}) =>
    cellsOf(source, start, end).map((cell) => /^[\s*_~]*(\d+(?:\.\d+)?)\s?%?[\s*_~]*$/.exec(source.slice(cell.start, cell.end))?.[1]),
  )
  if (first === undefined || second === undefined || first.length !== second.length) return false
  const differing = first.filter((number, column) => number !== undefined && second[column] !== undefined && number !== second[column])
  return differing.length >= 2 && differing.some((number) => number?.includes('.'))
}

/** The text of a row's first cell, if that is neither the paper nor its number, date or venue. */
function subjectOf({document: {source}, start, end, title, papers}: Entry): string | undefined {
  const [cell] = cellsOf(source, start, end)
  if (cell === undefined || [title, ...papers.map(({link}) => link)].some((own) => own !== undefined && own.start < cell.end))
    return undefined
  const text = source.slice(cell.start, cell.end).toLowerCase()
  const shown = text.replace(/\]\([^()]*\)|\([^()]*\b(?:19|20)\d\d[a-z]?\)/g, '')
  // Two digits are a year's: `Ubicomp24`, `'19-CVPR`.
  return /[a-z]{2}/.test(shown) && !/\d\d/.test(shown) && findVenue(shown.toUpperCase()) === undefined ? text : undefined
}
