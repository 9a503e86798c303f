/** Which of several papers a shared link belongs to: the one whose name or title matches the link's name. */
import type {Identity} from '../../core/link/identity.ts'
import {namesIn, peopleIn, wordsOfName} from '../../core/paper/people.ts'
import {declaredName, normalizedName, sameStem, titleTokens, tokenWeights, type Weight, weightedSimilarity} from '../../core/paper/title.ts'
import {findVenue} from '../../core/paper/venue.ts'
import type {Entry, EntryLink} from '../entry/entries.ts'
import type {Link} from '../links.ts'
import {areOfOneProject, callOf, compatibleEntries, nameOf, sharePaper} from './papers.ts'
import type {VerdictOf} from './registered.ts'
import {shareRegisteredAuthor} from './registered.ts'

export interface Use {
  readonly entry: Entry
  readonly link: Link
}

/** The use of a link for a paper that it does not belong to, and its use for the paper that it does belong to. */
export interface Misuse {
  readonly use: Use
  readonly owner: Use
  /** What the two papers are called. */
  readonly call: string
  readonly rightful: string
}

/** The uses of links by what they lead to, in document order; an entry that has a link several times in a row uses it once. */
export function usesBy(entries: readonly Entry[], keyOf: (one: EntryLink, entry: Entry) => string | undefined): Map<string, Use[]> {
  const uses = new Map<string, Use[]>()
  for (const entry of entries) {
    for (const one of entry.links) {
      const key = keyOf(one, entry)
      if (key === undefined) continue
      const there = uses.get(key)
      if (there === undefined) uses.set(key, [{entry, link: one.link}])
      else if (there.at(-1)?.entry !== entry) there.push({entry, link: one.link})
    }
  }
  return uses
}

/** The misuses of a link, by all its uses. */
export type MisusesOf = (uses: readonly Use[], linkName: string, account?: string) => readonly Misuse[]

/** Finds the links of a list that look copied, unless the two papers have a registered author in common or are alike, or many could have the name. */
export function misusesIn(entries: readonly Entry[], verdictOf: VerdictOf | undefined): MisusesOf {
  const wording = wordingIn(entries)
  return (uses, linkName, account) =>
    copiesAmong(uses, linkName, account).filter(
      ({use: {entry}, owner}) =>
        !wording.isFollowUp(entry, owner.entry) &&
        !wording.isNamedInCommonWords(linkName, owner.entry) &&
        !shareRegisteredAuthor(entry, owner.entry, verdictOf),
    )
}

/**
 * The uses that look copied: the link's name matches one paper's name or title, but not the other's.
 *
 * @param uses all uses of one link in document order
 * @param linkName what the link is called: a repository's name, the last part of a project page's address
 * @param account who owns the link: may match an author if the link's name matches no paper
 *
 * Silent if four or more papers or more than a hundred entries share the link (a collection), if names differ only by a version, if authors or
 * affiliations are shared, if the other paper has something else of the same account, and if neither the link's name nor its account matches a paper.
 */
function copiesAmong(uses: readonly Use[], linkName: string, account = ''): Misuse[] {
  if (uses.length > mostUses) return []
  const papers: Use[][] = []
  for (const use of uses) {
    // Nothing can be said about an entry without a name.
    if (callOf(use.entry) === '') continue
    const same = papers.find((group) => group.some(({entry}) => isSamePaper(entry, use.entry)))
    if (same === undefined) papers.push([use])
    else same.push(use)
    if (papers.length >= 4) return []
  }
  if (papers.length < 2) return []
  const isSigned = papers.every((group) => group.some(({entry}) => entry.authors.length > 0))
  const namesakes = papers.filter((group) => group.some(({entry}) => isNamedAfter(entry, linkName)))
  const owners =
    namesakes.length > 0 || !isSigned ? namesakes : papers.filter((group) => group.some(({entry}) => isAuthors(account, entry)))
  const [owning] = owners
  const owner = owning?.find(({entry}) => isNamedAfter(entry, linkName)) ?? owning?.[0]
  if (owning === undefined || owner === undefined || owners.length > 1) return []
  // `self-supervised-embedding-v2` belongs to the next paper.
  const name = nameOf(owner.entry) ?? ''
  if (/[-_]?v[2-9]$/i.test(linkName) && !/\d\W*$/.test(name)) return []
  // A later version may be in the first one's repository, even if the list has no name for the first one.
  if (/\d\W*$/.test(name) && !/\d$/.test(linkName) && sameStem(name, linkName)) return []
  const theirs = new Set(owning.flatMap(({entry}) => entry.links.map(({link}) => link.address)))
  return papers
    .filter((group) => group !== owning && !group.some((use) => isAtHome(account, use, theirs)))
    .filter((group) => !group.some(({entry}) => owning.some((use) => related(entry, use.entry))))
    .flatMap((group) => group.map((use) => ({use, owner, call: shortCallOf(use.entry), rightful: shortCallOf(owner.entry)})))
}

function shortCallOf(entry: Entry): string {
  return nameOf(entry) ?? callOf(entry)
}

/** From this similarity on, two titles share so many rare words that one paper is taken for a follow-up of the other. */
const mostSimilar = 0.3

/** What the words of a list's titles say about its papers: a word that many of them have says little. */
interface Wording {
  /** Whether one paper follows up another, by what both titles speak of. */
  isFollowUp(a: Entry, b: Entry): boolean
  /** Whether only words that many titles have name a link after a paper: `graph-kernels` fits any paper of a list on those. */
  isNamedInCommonWords(linkName: string, entry: Entry): boolean
}

/** A word of up to so many titles, or of this share of them, tells which paper is meant. */
const fewTitles = 2
const fewOfTitles = 0.05

/** The titles of a list are weighed when the first two papers are compared. */
function wordingIn(entries: readonly Entry[]): Wording {
  const titles = entries.flatMap(({title}) => (title === undefined ? [] : [title.normal]))
  let weight: Weight | undefined
  const isTelling = (word: string): boolean => {
    const having = titles.filter((title) => ` ${title} `.includes(` ${word} `)).length
    return having <= Math.max(fewTitles, titles.length * fewOfTitles)
  }
  return {
    isFollowUp({title: a}, {title: b}) {
      if (a === undefined || b === undefined) return false
      weight ??= tokenWeights(titles.map(stems))
      return weightedSimilarity(stems(a.normal), stems(b.normal), weight) >= mostSimilar
    },
    isNamedInCommonWords(linkName, entry) {
      if (!isNamedAfter(entry, linkName) || matchesName(entry, linkName) || matchesInitials(entry, linkName)) return false
      const link = normalizedName(linkName)
      const parts = partsOf(linkName)
      const words = (entry.title?.normal ?? '').split(' ')
      return !words.some((word) => word.length >= 3 && (link.includes(word) || parts.some((part) => isKin(part, word))) && isTelling(word))
    },
  }
}

/** Cuts words to their beginnings, so that `detection` equals `detector`, and `streaming` equals `streams`. */
function stems(title: string): string {
  return title.replace(/\b([a-z]{5})[a-z]+/g, '$1')
}

/** More would take too long, as every two uses are compared. */
const mostUses = 100

function isSamePaper(a: Entry, b: Entry): boolean {
  const sameId = sharePaper(a, b)
  if (sameId && (compatibleEntries(a, b) || areOfOneProject(a, b))) return true
  const comparable = a.papers.some(({identity}) => b.papers.some((paper) => paper.identity.service === identity.service))
  if (sameId || (comparable && titleTokens(a.title?.text ?? '').length < 3)) return false
  return compatibleEntries(a, b) && (a.title !== undefined || a.name?.text === b.name?.text)
}

/** Whether a link is named after a paper: equal, contained, its title's initials, or made of its title's words. */
export function isNamedAfter(entry: Entry, linkName: string): boolean {
  const link = normalizedName(linkName)
  if (link.length < 2) return false
  if (matchesName(entry, linkName) || matchesInitials(entry, linkName)) return true
  const words = (entry.title?.normal ?? '').split(' ')
  return (link.length >= 3 && words.join('').includes(link)) || isMadeOf(linkName, words)
}

function matchesName(entry: Entry, linkName: string): boolean {
  const link = normalizedName(linkName)
  // `LCM-LoRA` in `latent-consistency-model`.
  const initials = linkName
    .split(/[-_]/)
    .map((part) => part.charAt(0).toLowerCase())
    .join('')
  const names = [entry.name?.text, entry.category?.text, entry.title === undefined ? undefined : declaredName(entry.title.text)]
  return names.some((name) => {
    const wanted = name === undefined ? '' : normalizedName(name)
    if (wanted === '') return false
    return (
      wanted === link ||
      (wanted.length >= 3 && link.includes(wanted)) ||
      (link.length >= 3 && wanted.includes(link)) ||
      (initials.length >= 3 && wanted.includes(initials)) ||
      sameStem(name ?? '', linkName)
    )
  })
}

function matchesInitials({title}: Entry, linkName: string): boolean {
  const link = normalizedName(linkName)
  if (title === undefined || link.length < 3) return false
  const initialsOf = (words: readonly string[]): string => words.map((word) => word[0]).join('')
  return initialsOf(title.normal.split(' ')).includes(link) || initialsOf(titleTokens(title.text)).includes(link)
}

/** Whether an account is named after one of the authors: `jind11` for Di Jin, `ymcui` for Yiming Cui, `YingtongDou`. */
function isAuthors(account: string, {authors}: Entry): boolean {
  const called = account.toLowerCase().replace(/[^a-z]/g, '')
  if (called.length < 4) return false
  return authors
    .flatMap(({text}) => namesIn(text))
    .some((person) => {
      const words = wordsOfName(person)
      const [given = ''] = words
      const surname = words.at(-1) ?? ''
      if (words.length < 2 || surname.length < 3) return false
      const rest = called.startsWith(surname)
        ? called.slice(surname.length)
        : called.endsWith(surname)
          ? called.slice(0, -surname.length)
          : ''
      return rest !== '' && rest[0] === given[0] && (rest.length <= 2 || given.startsWith(rest))
    })
}

/** Parts of repository names that say nothing about a paper. */
const generic = new Set(
  'net nets network pytorch torch tensorflow code official release public paper implementation project page demo main'.split(' '),
)

function partsOf(linkName: string): string[] {
  return linkName
    .split(
      /[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9]+|(?<=[a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f]\d?)(?=[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f])/u,
    )
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 3 && !generic.has(part))
}

/** Whether most of the parts of a link's name are words of a title. */
function isMadeOf(linkName: string, words: readonly string[]): boolean {
  const parts = partsOf(linkName)
  const known = parts.filter((part) => words.some((word) => isKin(part, word))).length
  return parts.length > 0 && known / parts.length >= 0.6
}

/** `mask2` of `Mask2Former` and `masked`, `former` and `transformer`. */
function isKin(part: string, word: string): boolean {
  return word.startsWith(part.replace(/\d$/, '').slice(0, 5)) || (part.length >= 5 && word.endsWith(part))
}

/**
 * Whether an entry links something else of the account: `xbpeng.github.io/projects/AMP` beside `xbpeng/DeepMimic`.
 *
 * @param theirs the addresses that the owner links, which may have been copied together
 */
function isAtHome(account: string, {entry, link}: Use, theirs: ReadonlySet<string>): boolean {
  const called = account.toLowerCase()
  if (called.length < 4) return false
  const others = entry.links.filter((other) => other.link !== link && !theirs.has(other.link.address))
  return others.some((other) =>
    other.link.address
      .toLowerCase()
      .split(/[/.:~]/)
      .includes(called),
  )
}

/** Follow-up work: names that differ by a version, a common author or affiliation, one named in the other's title, preprints of one hour. */
function related(a: Entry, b: Entry): boolean {
  if (a.papers.some((one) => b.papers.some((other) => areOfOneHour(one.identity, other.identity)))) return true
  if (namesOf(a).some((first) => namesOf(b).some((second) => areOfOneFamily(first, second)))) return true
  if (isNamedIn(a, b) || isNamedIn(b, a) || mentions(a, b)) return true
  const people = (entry: Entry): Set<string> =>
    new Set(entry.authors.flatMap(({text}) => [...peopleIn(text), ...namesIn(text)].map(normalizedName)).filter((name) => name.length >= 5))
  const theirs = new Set([...people(b), ...affiliationsOf(b)])
  return [...people(a), ...affiliationsOf(a)].some((name) => theirs.has(name))
}

/** Who did it, where the list says so: `(*Example University*)`, `(@Example Labs)`, `Institutions: …`. */
function affiliationsOf({document: {source}, start, end}: Entry): string[] {
  return [...source.slice(start, end).matchAll(affiliation)]
    .flatMap(([, inner = '', behind = '']) => (inner + behind).split(/[,;&+/*_]/))
    .filter((part) => findVenue(part) === undefined && !honour.test(part.toLowerCase()))
    .map(normalizedName)
    .filter((name) => name.length >= 2 && !/^\d+$/.test(name))
}

const affiliation = /[(（][@*_]{1,2}([^()（）[\]\n]{2,80})[)）]|\b(?:[Ii]nstitut(?:ions?|es?)|[Aa]ffiliations?)\W{1,4}([^()[\]\n<]{2,80})/g
const honour = /^\W*(?:oral|spotlight|poster|highlight|best|new|accepted|survey|official|arxiv|preprint)\b/

function areOfOneFamily(first: string, second: string): boolean {
  if (sameStem(first, second)) return true
  // `EE-LLM` and `EE-Tuning`: a family's name before the hyphen.
  const [family = ''] = first.toLowerCase().split('-')
  if (family.length >= 2 && family.length < first.length && second.toLowerCase().startsWith(`${family}-`)) return true
  const [shorter, longer] = [normalizedName(first), normalizedName(second)].sort((x, y) => x.length - y.length)
  return shorter !== undefined && longer !== undefined && shorter.length >= 3 && longer.includes(shorter)
}

/** `Cell2Sentence (C2S)` goes by either name. */
function namesOf(entry: Entry): string[] {
  const name = nameOf(entry)
  const short = name === undefined ? undefined : /\(([A-Za-z][\w-]+)\)$/.exec(name)?.[1]
  return [name, short].filter((one) => one !== undefined)
}

/** Whether a title has another version of the other's name: `Faster Design with GeoFlow-V3` and `GeoFlow-V2`. */
function isNamedIn({title}: Entry, other: Entry): boolean {
  const names = namesOf(other).filter((name) => /\d$/.test(name))
  return names.length > 0 && (title?.text.split(/[\s:,()]+/) ?? []).some((word) => names.some((name) => sameStem(word, name)))
}

/** Whether an entry speaks of the other by its name: `**TripPy** variant`. Who copied a link does not say so. */
function mentions({document: {source}, start, end}: Entry, other: Entry): boolean {
  const names = namesOf(other).filter((name) => /\S[A-Z\d]/.test(name) && name.length >= 4)
  if (names.length === 0 || end - start > longestEntry) return false
  const words = source
    .slice(start, end)
    .toLowerCase()
    .replace(/https?:\/\/[^\s)\]>"]+/g, ' ')
    .split(/[^a-z\d\u00c0-\u1fff\u3040-\ud7ff-]+/u)
  return names.some((name) => words.includes(name.toLowerCase()))
}

/** In UTF-16 units: a longer text speaks of many papers. */
const longestEntry = 2000

/** arXiv numbers papers in the order of submission: ids this close, `2110.06922` and `2110.06923`, most likely came from the same people. */
function areOfOneHour(a: Identity, b: Identity): boolean {
  if (a.service !== 'arxiv' || b.service !== 'arxiv' || a.id === b.id) return false
  const [month, number] = a.id.split('.')
  const [otherMonth, otherNumber] = b.id.split('.')
  return month === otherMonth && number !== undefined && otherNumber !== undefined && Math.abs(Number(number) - Number(otherNumber)) <= 10
}
