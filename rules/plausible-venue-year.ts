/** Warn about a venue year that cannot fit the paper's arXiv id, or the venue. See `plausible-venue-year.md`. */

import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import {spanAt} from '../src/core/collection/ordered.ts'
import {arxivMonthOf} from '../src/core/link/arxiv-id.ts'
import type {Identity} from '../src/core/link/identity.ts'
import {proceedingsYear} from '../src/core/link/proceedings.ts'
import {findVenue, type VenueName, venueOf} from '../src/core/paper/venue.ts'
import type {Span} from '../src/core/text/place.ts'
import {venueContradiction} from '../src/markdown/compare/dates.ts'
import {callOf} from '../src/markdown/compare/papers.ts'
import {isVenueAsRegistered} from '../src/markdown/compare/registered.ts'
import type {Document} from '../src/markdown/document.ts'
import type {Entry, Venue} from '../src/markdown/entry/entries.ts'
import type {Link} from '../src/markdown/links.ts'
import {cellsOf} from '../src/markdown/table.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** How many months after its venue a preprint may appear. */
  readonly graceMonths: number
  /** Most years between preprint and venue; 0 for any. */
  readonly maxLagYears: number
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'plausible-venue-year',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A venue year before the preprint, or in which the venue was not held',
  fixable: false,
  options: {graceMonths: 3, maxLagYears: 0},
  forms: {graceMonths: {from: 0}, maxLagYears: {from: 0}},
  onlineFinds: 'fewer',
  check({document, options, surroundings, report}) {
    const thisYear = surroundings.today.year
    const hasMonth = ({venue}: Entry): boolean => venue?.year !== undefined && isYearAndMonth(venue.year, thisYear)
    // A single one is a slip for `2025`; several mean that the list writes year and month.
    const writesMonths = document.entries.filter(hasMonth).length > 1
    let titled: ReadonlyMap<string, readonly Entry[]> | undefined
    const ofPaper = (entry: Entry): readonly Entry[] => {
      titled ??= byTitle(document.entries)
      return titled.get(entry.title?.normal ?? '') ?? [entry]
    }
    const revised: (() => void)[] = []
    for (const entry of document.entries) {
      if (!isDated(entry) || (writesMonths && hasMonth(entry))) continue
      const {venue} = entry
      const say = (what: string): void =>
        report({
          message: `Unexpected venue year, ${what}`,
          start: venue.start,
          end: venue.end,
          subject: `${venue.text} ${callOf(entry)}`,
        })
      const edition = neverHeld(venue, thisYear) ?? otherEdition(entry)
      if (edition !== undefined) {
        say(edition)
        continue
      }
      const preprint = otherThanPreprint(entry, options, ofPaper)
      if (preprint === undefined || isVenueAsRegistered(entry, preprint.link, surroundings.verdictOf)) continue
      if (preprint.isRevised) revised.push(() => say(preprint.what))
      else say(preprint.what)
    }
    // A single one is a slip; several mean that the list gives the years of the last versions.
    if (revised.length < 3) for (const complain of revised) complain()
    for (const {name, held, year, start, end} of editionsNeverHeld(document)) {
      report({message: `Unexpected venue year, ${name} is held in ${held} years, not in ${year}`, start, end})
    }
  },
})

export default rule

type DatedEntry = Entry & {readonly venue: Venue & {readonly year: number}}

function isDated(entry: Entry): entry is DatedEntry {
  return entry.venue?.year !== undefined
}

/** Why the venue was not held in the year. */
function neverHeld({name, year, track}: DatedEntry['venue'], thisYear: number): string | undefined {
  if (year > thisYear + 1) return `\`${name.text} ${year}\` is in the future`
  const known = venueOf(name.text)
  // Workshops and tracks need not follow their host's calendar; but a spotlight is part of the conference itself.
  if (known?.kind !== 'conference' || (track !== undefined && !ofMainTrack.test(track))) return undefined
  const {canonical, since, parity} = known
  if (since !== undefined && year < since) return `${canonical} was first held in ${since}, not ${year}`
  return parity === undefined || fits(year, parity) ? undefined : `${canonical} is held in ${parity} years, not in ${year}`
}

function fits(year: number, parity: 'even' | 'odd'): boolean {
  return (year % 2 === 0) === (parity === 'even')
}

/** Whether the entry links to the proceedings of another year of its venue. */
function otherEdition(entry: DatedEntry): string | undefined {
  const {name, year} = entry.venue
  const conference = venueOf(name.text)?.canonical
  const held = conference === undefined ? undefined : yearOfProceedings(entry, conference)
  if (held === undefined || held === year) return undefined
  // NeurIPS's volumes were printed in the following year, and are mostly cited with it.
  const isPrinted = conference === 'NeurIPS' && year === held + 1 && (held <= 2008 || /^advances in/.test(name.text.toLowerCase()))
  return isPrinted ? undefined : `the link leads to ${conference} ${held}; check the link and the year`
}

/**
 * Why the year does not fit the one arXiv id of the entry.
 *
 * @param ofPaper the list's entries of the same paper
 * @returns `isRevised`: it may be the year of a later version
 */
function otherThanPreprint(
  entry: DatedEntry,
  {graceMonths, maxLagYears}: Options,
  ofPaper: (entry: Entry) => readonly Entry[],
): {readonly what: string; readonly isRevised: boolean; readonly link: Link} | undefined {
  const [paper, second] = entry.papers.filter(({identity}) => identity.service === 'arxiv')
  if (paper === undefined || second !== undefined) return undefined
  const {identity, link} = paper
  const {name, year} = entry.venue
  const known = venueOf(name.text)
  const appeared = arxivMonthOf(identity.id)
  const contradiction = venueContradiction(entry, identity, graceMonths)
  if (contradiction === undefined) {
    const lag = year - appeared.year
    if (maxLagYears === 0 || known?.kind === 'preprint' || lag <= maxLagYears) return undefined
    return {
      what: `arXiv id \`${identity.id}\` is from ${appeared.year}, ${lag} years before; check the id and the year`,
      isRevised: false,
      link,
    }
  }
  // The proceedings confirm the year, even if only another entry of the paper links to them.
  if (known !== undefined && ofPaper(entry).some((one) => yearOfProceedings(one, known.canonical) === year)) return undefined
  const grace = Math.max(
    graceMonths,
    year < appeared.year ? graceOfNextYear : 0,
    isSaidTwice(entry, year, appeared.month) ? graceOfSaidTwice : 0,
  )
  if (venueContradiction(entry, identity, grace) === undefined || isExplained(entry, identity, graceMonths)) return undefined
  if (known !== undefined && year < appeared.year && !isOfOtherEdition(known, appeared, graceMonths)) return undefined
  return {
    what: `arXiv id \`${contradiction.id}\` ${contradiction.reason}; check the id and the year`,
    isRevised: known?.kind === 'preprint' && year > appeared.year,
    link,
  }
}

/** How many months before a conference its papers are handed in. */
const leadMonths = 7

/** Whether a preprint of a later year may be of another edition of the conference: it appeared between that one's deadline and its end. Others are only late. */
function isOfOtherEdition(
  {month, parity}: VenueName,
  appeared: {readonly year: number; readonly month: number},
  graceMonths: number,
): boolean {
  if (month === undefined) return true
  return [appeared.year, appeared.year + 1].some((year) => {
    const ahead = (year - appeared.year) * 12 + month - appeared.month
    return (parity === undefined || fits(year, parity)) && ahead >= -graceMonths && ahead <= leadMonths
  })
}

/** `NeurIPS 2511` for November 2025. */
function isYearAndMonth(year: number, today: number): boolean {
  return year > today + 1 && year % 100 >= 1 && year % 100 <= 12 && 2000 + Math.floor(year / 100) <= today
}

/** Years in which a venue is never held, `ICCV 2022`, anywhere in the text: news, data sets, talks. Venues of entries are checked with those. */
function* editionsNeverHeld({source, comments, code, entries}: Document): Generator<Span & {name: string; held: string; year: string}> {
  let next = 0
  for (const match of source.matchAll(mention)) {
    const [all, name = '', year = ''] = match
    const [start, end] = [match.index, match.index + all.length]
    const held = venueOf(name)?.parity
    if (held === undefined || fits(Number(year), held)) continue
    while ((entries[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
    const venue = entries[next]?.venue
    const isEntrys = venue !== undefined && venue.start < end && venue.end > start
    if (!isEntrys && spanAt(code, start) === undefined && spanAt(comments, start) === undefined) yield {name, held, year, start, end}
  }
}

/** Not in a URL, a file's name or an attribute. */
const mention = /(?<![\w/?#&=.%-]|=["'])([EI]CCV)(?:['’ ,-]| ['’])?((?:19|20)\d\d)(?![\w/-]|\.\w)/g

/** The same in the year after it: most lists that are wrong by an edition give the year of the preprint, so that this one is rather late. */
const graceOfNextYear = 8
/** How many months after its venue a paper may appear if the list gives the year twice: nobody mistypes both a year and its heading. */
const graceOfSaidTwice = 24

/** Whether the section's heading has this year and no other, or a cell of the row has nothing but the year, or a date in it other than the preprint's. */
function isSaidTwice({document, section, kind, start, end}: Entry, year: number, preprinted: number): boolean {
  const {sections, source} = document
  const inHeading = sections[section]?.text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []
  if (inHeading.length === 1 && inHeading[0] === `${year}`) return true
  if (kind !== 'row') return false
  return cellsOf(source, start, end).some((cell) => {
    const [, written, month] = yearOrDate.exec(source.slice(cell.start, cell.end)) ?? []
    return written === `${year}` && Number(month ?? 0) !== preprinted
  })
}

const yearOrDate = /^((?:19|20)\d\d)(?:[-./](\d{1,2})(?:[-./]\d{1,2})?)?$/

function byTitle(entries: readonly Entry[]): Map<string, Entry[]> {
  const titled = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (entry.title === undefined) continue
    getOrInsert(titled, entry.title.normal, () => []).push(entry)
  }
  return titled
}

/** The year of the conference's proceedings that the entry links to; undefined if there are none, or those of several years. */
function yearOfProceedings({papers}: Entry, conference: string): number | undefined {
  const years = papers.flatMap(({identity}) => proceedingsYear(identity, conference) ?? [])
  return years.length === 1 ? years[0] : undefined
}

const ofMainTrack = /^(?:oral|spotlight|poster|highlight|best paper)$/i

/**
 * Whether the text around the venue explains the year: a second, later venue (`ICCVW 2019 (& TPAMI 2020)`), a prize won there,
 * or a workshop, whose papers may appear at any time.
 */
function isExplained(entry: DatedEntry, paper: Identity, graceMonths: number): boolean {
  const {venue, document} = entry
  const {source} = document
  // `an extended version of our ICCV 2015 paper`
  if (
    /\b(?:extended|updated|extension|journal|previous|earlier|longer|version|submi(?:tted|ssion))\b[^.\n]{0,30}$/.test(
      source.slice(Math.max(entry.start, venue.start - 50), venue.start).toLowerCase(),
    )
  )
    return true
  // `[[2025 v2]](…)`: the link's text gives the year of the version.
  const label = entry.papers.find(({identity}) => identity === paper)?.link.text ?? ''
  if (
    label.length < 12 &&
    findVenue(label) === undefined &&
    Number(/(?<!\d)20\d\d(?!\d)/.exec(label)?.[0] ?? 0) >= arxivMonthOf(paper.id).year
  )
    return true
  // `jdoe/Sparse-Lamps-BMVC2021`: its authors know the year.
  const named = `${venue.name.text}${venue.year}`.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (
    entry.links.some(({link}) =>
      link.address
        .toLowerCase()
        .replace(/[-_./]/g, '')
        .includes(named),
    )
  )
    return true
  const [behind = ''] = source.slice(venue.end, Math.min(entry.end, venue.end + 80)).split('\n')
  if (venue.track !== undefined && /^w/i.test(venue.track)) return true
  if (/\b(?:workshops?|challenge|competition|winners?|1st place)\b|冠军|挑战赛|竞赛/.test(behind.toLowerCase())) return true
  const second = findVenue(behind)
  return second?.year !== undefined && venueContradiction({...entry, venue: {...venue, ...second}}, paper, graceMonths) === undefined
}
