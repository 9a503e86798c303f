/** Warn when two different papers have the same identifier. See `no-duplicate-paper-id.md`. */

import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {paperServices, type Service} from '../src/core/link/service.ts'
import {compatibleTitles, declaredName, normalizedName} from '../src/core/paper/title.ts'
import {venueIsPlausible} from '../src/markdown/compare/dates.ts'
import {areAlikeInCommonWords, areAlikeInRareWords, type Likeness, likenessIn} from '../src/markdown/compare/likeness.ts'
import {
  areOfOneProject,
  callOf,
  compatibleEntries,
  idWord,
  nameOf,
  type Occurrence,
  placeOf,
  repeatedPapers,
  sameAuthors,
} from '../src/markdown/compare/papers.ts'
import {isTitledAsRegistered} from '../src/markdown/compare/registered.ts'
import {retelling} from '../src/markdown/compare/repetition.ts'
import {type Entry, runsOfEntry, type Title} from '../src/markdown/entry/entries.ts'
import {cleanTitle, hasWords, isName} from '../src/markdown/entry/wording.ts'
import type {Link} from '../src/markdown/links.ts'
import {cellsOf} from '../src/markdown/table.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Which identifiers are compared. */
  readonly kinds: readonly Service[]
  /** Least similarity of two titles of one paper, from 0 to 1. */
  readonly threshold: number
  /** Pairs of titles or names that belong to one paper. */
  readonly aliases: readonly (readonly string[])[]
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-duplicate-paper-id',
  severity: 'error',
  preset: 'recommended',
  summary: 'One identifier under two different papers: one of the links opens another paper',
  fixable: false,
  readsTree: true,
  options: {
    kinds: ['arxiv', 'openreview', 'doi', 'acl', 'pmlr', 'jmlr', 'neurips', 'cvf', 'ecva', 'aaai', 'ieee', 'sciencedirect'],
    threshold: 0.55,
    aliases: [],
  },
  forms: {kinds: {words: paperServices}, threshold: {from: 0, to: 1}, aliases: 'groups'},
  comparesEntries: true,
  onlineFinds: 'fewer',
  check({entries, options, surroundings, report}) {
    const repeated = repeatedPapers(entries, new Set(options.kinds))
    if (repeated.length === 0) return
    const likeness = likenessIn(entries)
    const isRegistered: Test = ({entry, link}) => isTitledAsRegistered(entry, link, surroundings.verdictOf)
    const areOne: Judge = (a, b) =>
      (compatibleEntries(a.entry, b.entry, options.threshold) && !areAlikeInCommonWords(a.entry, b.entry, likeness)) ||
      aliased(a.entry, b.entry, options.aliases) ||
      areOtherVersions(a, b) ||
      haveOneLabel(a, b) ||
      isLinkedByTitleOf(a, b) ||
      isLinkedByTitleOf(b, a) ||
      isPartOf(a.entry, b.entry) ||
      isPartOf(b.entry, a.entry) ||
      areOfOneProject(a.entry, b.entry) ||
      (isPhrase(a.entry) && isPhrase(b.entry)) ||
      isDataElsewhere(a.entry, b.entry) ||
      (isRegistered(a) && isRegistered(b))
    const areRetitled: Judge = (a, b) => isRetitled(a.entry, b.entry, likeness)
    const areClose: Judge = (a, b) => !likeness.areApart(a.entry, b.entry)
    const clashes = repeated
      .map((occurrences) => classesOf(occurrences.filter(isOwnPaper), areOne, areRetitled, areClose))
      .filter((classes) => classes.length > 1)
    const otherIds = idsOfNames(entries, clashes.flat(2))
    const misplaced = clashes.flatMap((classes) => {
      const owner = bestSupported(classes, otherIds, (one) => isRegistered(one) || isNamedById(one))
      const [rightful] = owner
      return classes.flatMap((members) => {
        const [member] = members
        return members === owner || member === undefined || rightful === undefined ? [] : [{...member, other: rightful.entry, rightful}]
      })
    })
    const isRetold = retelling(misplaced, repeated, entries)
    for (const clash of misplaced) {
      if (isRetold(clash)) continue
      const {entry, identity, link, other, rightful} = clash
      report({
        document: entry.document,
        message: `Unexpected ${idWord(identity)} \`${identity.id}\` for \`${callOf(entry)}\`, already used for \`${callOf(other)}\` ${placeOf(other, rightful.link.start, entry)}`,
        url: link.url,
        start: link.start,
        end: link.end,
        subject: `${identity.id} ${callOf(entry)}`,
        related: [{document: other.document, start: rightful.link.start, end: rightful.link.end, message: `\`${callOf(other)}\``}],
      })
    }
  },
})

export default rule

type Judge = (a: Occurrence, b: Occurrence) => boolean
type Test = (occurrence: Occurrence) => boolean

/** `2404.02747v1` and `2404.02747v2` under two titles: whoever links both versions means to. */
function areOtherVersions({identity: {version: first}}: Occurrence, {identity: {version: second}}: Occurrence): boolean {
  return first !== undefined && second !== undefined && first !== second
}

/** `[BLIP-2](…)` under two models that are built on it. */
function haveOneLabel({link: {text}}: Occurrence, {link}: Occurrence): boolean {
  return text === link.text && namesPaper(text)
}

/** `[Some Title](…), [Another Title](…)`: the text of the second link says which paper it is. */
function isLinkedByTitleOf({entry, link: {text}}: Occurrence, {entry: {title}}: Occurrence): boolean {
  const isOwn = entry.title === undefined || compatibleTitles(text, entry.title.text)
  return title !== undefined && !isOwn && hasWords(text, 4) && compatibleTitles(text, title.text)
}

/** `Lovelace_Folding_Laundry_by_Touch`: whether the id has the beginning of the entry's title behind the first author. */
function isNamedById({entry: {title}, identity: {service, id}}: Occurrence): boolean {
  if (title === undefined || service !== 'cvf') return false
  const [own, named] = [normalizedName(title.text), normalizedName(id.slice(id.indexOf('_') + 1))]
  return Math.min(own.length, named.length) >= leastNamed && (own.startsWith(named) || named.startsWith(own.slice(0, mostNamed)))
}

/** In letters: older volumes have only the first words of a title, and symbols in a title are written in several ways. */
const leastNamed = 12
const mostNamed = 24

/** Whether a row that has only a name may be about something from a paper of the list: a part, a data set, an earlier name. */
function isPartOf(row: Entry, entry: Entry): boolean {
  return row.kind === 'row' && entry.kind !== 'row' && row.title === undefined && entry.title !== undefined
}

/** `Court View Generation`: a title this short, without a name such as the one in `Mask R-CNN`, may be a topic that the paper touches on. */
function isPhrase(entry: Entry): boolean {
  return (
    entry.title !== undefined && nameOf(entry) === undefined && !hasWords(entry.title.text, 4) && !/[A-Z]\S*[A-Z\d]/.test(entry.title.text)
  )
}

/** `**TABMWP Benchmark**: Tabular Math Word Problems` in a section of benchmarks, while the paper that introduced it is in another section. */
function isDataElsewhere(a: Entry, b: Entry): boolean {
  const isOfData = ({name}: Entry): boolean => name !== undefined && ofData.test(name.text.toLowerCase())
  return a.section !== b.section && isOfData(a) !== isOfData(b)
}

/** Matches the end of a name in lower case. */
const ofData = /\s(?:data ?set|benchmark|corpus|leaderboard)$|数据集$|基准$/

/**
 * Whether the paper is the one that the entry is about: its only one of that service, or the one that its title links to.
 * An entry about several papers owns none of them. Nor does one that says it extends another paper, or gives an earlier title; nor a
 * repository that is listed by its own name, together with the paper that describes it.
 */
function isOwnPaper({entry, identity, link}: Occurrence): boolean {
  if (callOf(entry) === '') return false
  // The DOI of a book may stand for any of its chapters.
  if (identity.service === 'doi' && /^10\.\d{4,9}\/978[\d-]+x?$/i.test(identity.id)) return false
  // A figure in the repository links to the paper that it was taken from.
  if (/^\[!\[[^\]\n]*\]\((?!https?:)[^)\n]+\)\]/.test(entry.document.source.slice(link.start, link.start + 300))) return false
  // An entry that links to more than a handful of papers is not about one of them.
  if (entry.papers.length > 4) return false
  const {title} = entry
  const kin = entry.papers.filter((paper) => paper.identity.service === identity.service)
  const titleLink = title === undefined ? undefined : entry.links.find((other) => isTitleOf(title, other.link))
  const isByTitle = titleLink !== undefined && titleLink.link === link
  if (kin.length > 1 && !isByTitle) return false
  if (isOfResults(entry) && !(isByTitle && hasWords(title?.text ?? '', 5))) return false
  if (titleLink?.labelled === true && titleLink.role === 'code') return false
  return !runsOfEntry(entry).some(({text}) => text.length < longestRemark && lastWord.test(text) && speaksOfAnother.test(text))
}

/** A row of measured numbers names what was measured, and links to where the numbers were published, except by a title. */
function isOfResults({kind, document: {source}, start, end}: Entry): boolean {
  return kind === 'row' && cellsOf(source, start, end).filter((cell) => measured.test(source.slice(cell.start, cell.end))).length >= 2
}

/** A number with a decimal point, perhaps in bold, with its spread or a percent sign. */
const measured = /^[\s*_$~≈<>+-]*\d{1,4}\.\d+\s*%?(?:\s*(?:±|\\pm)\s*[\d.]+)?[\s*_$%]*$/

/** The words that end each of the phrases below: nearly all texts lack them, so that the larger pattern is rarely compiled. */
const lastWord = / (?:[Oo][Ff]|[Tt]itle|[Nn]ame|[Kk]nown|[Cc]alled)/
const speaksOfAnother =
  /\b(?:extended|extension|journal version|conference version|follow-?up) (?:version )?of\b|\b(?:old|older|former|previous|original|earlier|first) (?:title|name)\b|\b(?:formerly|previously) (?:known|titled|named|called)\b/i

/** In UTF-16 units. Longer texts are abstracts, which may mention any paper. */
const longestRemark = 300

/** Whether the link's text is the title; the span of an HTML link is only that of its tag. */
function isTitleOf({text, start, end}: Title, link: Link): boolean {
  return link.kind === 'html' ? cleanTitle(link.text) === text : start >= link.start && end <= link.end
}

/** Up to this many occurrences of one id are compared in pairs; further ones, which no list has, only with the first of each class. */
const mostCompared = 50

/** Whether the members of two classes belong together. */
type ClassJudge = (members: readonly Occurrence[], others: readonly Occurrence[]) => boolean

/** Groups occurrences into classes of compatible or else retitled entries, in the order of their first members. */
function classesOf(occurrences: readonly Occurrence[], compatible: Judge, retitled: Judge, areClose: Judge): Occurrence[][] {
  const areCompatible: ClassJudge = (members, others) => others.some((a) => members.some((b) => compatible(a, b)))
  // Where two of them are close by, those decide: a copied line is like the one that it was copied from, and as much like its distant repetition.
  const areRetitled: ClassJudge = (members, others) => {
    const pairs = others.flatMap((a) => members.map((b) => [a, b] as const))
    const close = pairs.filter(([a, b]) => areClose(a, b))
    return (close.length > 0 ? close : pairs).some(([a, b]) => retitled(a, b))
  }
  const classes = joined(
    joined(
      occurrences.slice(0, mostCompared).map((occurrence) => [occurrence]),
      areCompatible,
    ),
    areRetitled,
  )
  const apart: Occurrence[][] = []
  for (const occurrence of occurrences.slice(mostCompared)) {
    const fits = (judge: Judge) => classes.find(([first]) => first !== undefined && judge(first, occurrence))
    const fitting = fits(compatible) ?? fits(retitled)
    if (fitting === undefined) apart.push([occurrence])
    else fitting.push(occurrence)
  }
  return [...classes, ...apart]
}

/** Merges the classes that belong together. */
function joined(classes: readonly Occurrence[][], areOne: ClassJudge): Occurrence[][] {
  const result: Occurrence[][] = []
  for (const members of classes) {
    const fitting = result.filter((others) => areOne(members, others))
    const [first, ...others] = fitting
    if (first === undefined) result.push([...members])
    else {
      // A class that fits several others merges those, too.
      for (const other of others) {
        for (const member of other) first.push(member)
        result.splice(result.indexOf(other), 1)
      }
      for (const member of members) first.push(member)
    }
  }
  return result
}

/** Least weighted similarity of the two titles of a renamed paper whose entries stand apart. With copied ids it is 0.27 at most. */
const leastApart = 0.3

/** Whether two entries are likely one paper under an older and a newer title: they share words that few titles have, or their authors. */
function isRetitled(a: Entry, b: Entry, likeness: Likeness): boolean {
  if (a.title === undefined || b.title === undefined) return false
  return areAlikeInRareWords(a, b, likeness, leastApart) || (likeness.areApart(a, b) && sameAuthors(a, b))
}

function aliased(a: Entry, b: Entry, aliases: Options['aliases']): boolean {
  const calls = (entry: Entry): string[] => [callOf(entry), nameOf(entry) ?? ''].map(normalizedName)
  return aliases.some((alias) => {
    const names = new Set(alias.map(normalizedName))
    return calls(a).some((call) => names.has(call)) && calls(b).some((call) => names.has(call))
  })
}

/** The class that has the best claim to the id: its registry or the id itself has the title, no date is against it, no other id under its name; else the first. */
function bestSupported(classes: readonly Occurrence[][], otherIds: IdsOfNames, isTitled: Test): Occurrence[] {
  const titled = classes.find((members) => members.some(isTitled))
  if (titled !== undefined) return titled
  const doubts = (members: readonly Occurrence[]): number =>
    (members.some(({entry, identity}) => !venueIsPlausible(entry, identity)) ? 1 : 0) +
    (members.some(({entry, identity}) => contradicted(entry, identity.service, identity.id, otherIds)) ? 1 : 0)
  let best: Occurrence[] = []
  let fewest = Number.POSITIVE_INFINITY
  for (const members of classes) {
    const own = doubts(members)
    if (own < fewest) {
      best = members
      fewest = own
    }
  }
  return best
}

/** Name or title → service → ids. */
type IdsOfNames = ReadonlyMap<string, Map<string, Set<string>>>

/** The ids under each name and title that is in question. */
function idsOfNames(entries: readonly Entry[], inQuestion: readonly Occurrence[]): IdsOfNames {
  const names = new Map<string, Map<string, Set<string>>>()
  for (const {entry, identity} of inQuestion) {
    for (const key of keysOf(entry)) getOrInsert(names, key, () => new Map<string, Set<string>>()).set(identity.service, new Set())
  }
  if (names.size === 0) return names
  for (const entry of entries) {
    if (entry.papers.length === 0) continue
    for (const key of keysOf(entry)) {
      const services = names.get(key)
      if (services !== undefined) for (const {identity} of entry.papers) services.get(identity.service)?.add(identity.id)
    }
  }
  return names
}

/** What an entry is known by: its name, the name that its title declares, its title. */
function keysOf({name, title}: Entry): string[] {
  const declared = title?.text.includes(':') ? declaredName(title.text) : undefined
  const keys: string[] = []
  // `Parallel Decoding` is what many papers are about.
  const own = name !== undefined && /\S(?:[A-Z]|\d)|^\S+$/.test(name.text) ? normalizedName(name.text) : undefined
  for (const key of [own, declared && normalizedName(declared), title?.normal]) {
    if (key !== undefined && key.length >= 3) keys.push(key)
  }
  return keys
}

/** Whether the same name has another id elsewhere. */
function contradicted(entry: Entry, service: string, id: string, otherIds: IdsOfNames): boolean {
  return keysOf(entry).some((key) => {
    const ids = otherIds.get(key)?.get(service)
    return ids !== undefined && ids.size > (ids.has(id) ? 1 : 0)
  })
}

/** Whether a text has the shape of a name, `BLIP-2` or `ViT (2020)`, which `View`, `Journal` and `URL` don't have. */
function namesPaper(written: string): boolean {
  const label = written.replace(/ \((?:19|20)\d\d\)$/, '')
  return isName(label) && /^[^\s()]*(?:\d|[a-z][A-Z]|[A-Z]{2}[a-z])[^\s()]*$/.test(label) && !/(?:19|20)\d\d/.test(label)
}
