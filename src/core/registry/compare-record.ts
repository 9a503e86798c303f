/** What registries know and a list lacks or contradicts: withdrawn, retracted, published since, another venue or year. */
import type {Identity} from '../link/identity.ts'
import {isSamePerson} from '../paper/people.ts'
import {findVenue, venueOf} from '../paper/venue.ts'
import {longNames} from '../paper/venue-long-names.ts'
import type {Span} from '../text/place.ts'
import {type ListedPaper, matchTitle} from './match-title.ts'
import type {PaperFacts} from './resolver.ts'

export interface ListedRecord extends ListedPaper {
  /** The venue's word as written: `CVPR`, `ArXiv`. */
  readonly venue?: string
  /** `Workshop`, `Findings`, …, whose volume may not be that of the conference. */
  readonly track?: string
}

/** A venue and, if known, its year. */
export interface KnownVenue {
  /** As the venue spells it. */
  readonly name: string
  readonly year?: number
}

/** The venue that a registry's text names: `2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)` is CVPR 2016. */
export function knownVenue(text: string): KnownVenue | undefined {
  // A workshop carries its host's name but is another venue.
  if (
    /\b[A-Z]{3,}W\b/.test(text) ||
    /\b(?:workshops?|companion|findings|extended abstracts|posters|technical communications)\b/i.test(text)
  )
    return undefined
  const long = longNameIn(text)?.[1]
  const found = findVenue(text)
  const canonical = long ?? venueOf(found?.name.text ?? text.trim())?.canonical
  if (canonical === undefined || venueOf(canonical)?.kind === 'preprint') return undefined
  // Two digits may be a volume's number, `Advances in Neural Information Processing Systems 30`, and four a page's: `2000-2013`.
  const year = Number(
    /(?<!\d|\d{3}[-–]{1,2})(?:19|20)\d\d(?!\d|[-–]{1,2}\d{3})/.exec(text)?.[0] ?? (long === undefined ? found?.year : undefined),
  )
  return year > 0 ? {name: canonical, year} : {name: canonical}
}

function longNameIn(text: string): (typeof longNames)[number] | undefined {
  const lower = text.toLowerCase()
  return longNames.find(([pattern]) => pattern.test(lower))
}

/** Where `knownVenue` finds the venue. */
function spanOfVenue(text: string): Span | undefined {
  const long = longNameIn(text)?.[0].exec(text.toLowerCase())
  if (!long) return findVenue(text)
  // Patterns for abbreviated names end within the words: `Mach. Intell`.
  const end = long.index + long[0].length
  return {start: long.index, end: end + (/^[a-z]*/i.exec(text.slice(end))?.[0].length ?? 0)}
}

/** The venue that an id itself contains: `CVPR2018 …`, `2022.acl-long.331`, `eccv_2020 …`. */
export function venueOfIdentity({service, kind, id}: Identity): KnownVenue | undefined {
  if (kind !== 'paper') return undefined
  const match =
    service === 'cvf'
      ? /^([A-Z]+)(\d{4}) /.exec(id)
      : service === 'ecva'
        ? /^(eccv)_(\d{4}) /.exec(id)
        : service === 'acl'
          ? /^(\d{4})\.(acl|emnlp|naacl|eacl|aacl)-(?:long|short|main)\./.exec(id)
          : undefined
  if (match?.[1] !== undefined && match[2] !== undefined) {
    const [name, year] = service === 'acl' ? [match[2], match[1]] : [match[1], match[2]]
    return {name: venueOf(name)?.canonical ?? name.toUpperCase(), year: Number(year)}
  }
  const neurips = service === 'neurips' ? /^(\d{4}) /.exec(id)?.[1] : undefined
  return neurips === undefined ? undefined : {name: 'NeurIPS', year: Number(neurips)}
}

/** A statement that a paper does not count any more, by its authors or its publisher, in the registry's words. */
export interface Withdrawal {
  readonly kind: 'withdrawn' | 'retracted'
  readonly said: string
}

/** The withdrawal of the paper that is listed; undefined too if the registry's paper is another one. */
export function withdrawalOf(listed: ListedPaper, facts: PaperFacts): Withdrawal | undefined {
  const {retracted, withdrawn} = facts
  const said = retracted ?? withdrawn
  if (said === undefined || matchTitle(listed, facts).kind === 'other') return undefined
  return {kind: retracted === undefined ? 'withdrawn' : 'retracted', said}
}

/** The venue that the id itself contains, or else its registry has. */
function statedVenue({accepted, venue}: PaperFacts, identity: Identity | undefined): KnownVenue | undefined {
  return (identity && venueOfIdentity(identity)) ?? (accepted === true && venue !== undefined ? knownVenue(venue) : undefined)
}

/** The stated venue, if it contradicts the listed one or its year, and this is certainly the paper that is meant. */
export function contradictingVenue(listed: ListedRecord, facts: PaperFacts, identity?: Identity): KnownVenue | undefined {
  const {title, venue, track, year} = listed
  const own = venue === undefined ? undefined : venueOf(venue)
  // A preprint contradicts nothing, as it may have been published since; a workshop has a volume of its own.
  if (own === undefined || own.kind === 'preprint' || track !== undefined) return undefined
  const known = statedVenue(facts, identity)
  // An extended version in a journal is a second publication.
  if (known === undefined || own.kind !== 'conference' || venueOf(known.name)?.kind !== 'conference') return undefined
  const isOtherYear = year !== undefined && known.year !== undefined && year !== known.year
  if (own.canonical === known.name && !isOtherYear) return undefined
  const {kind} = matchTitle(listed, facts)
  return kind === 'same' || kind === 'spelling' || (title === undefined && identity !== undefined) ? known : undefined
}

/** Whether a registry, or the authors in it, name the venue and the year that are listed. */
export function isVenueConfirmed(listed: ListedRecord, facts: PaperFacts): boolean {
  const {venue, year} = listed
  if (venue === undefined || year === undefined || facts.venue === undefined) return false
  const {kind} = matchTitle(listed, facts)
  if (kind !== 'same' && kind !== 'spelling') return false
  const canonical = venueOf(venue)?.canonical
  const names = (known: KnownVenue | undefined): boolean => known !== undefined && known.year === year && known.name === canonical
  if (facts.accepted === true) return names(knownVenue(facts.venue))
  // A remark may name several, each in a statement of its own: `ACM Trans. Graph. (Proc. SIGGRAPH 2021)`.
  return statementsIn(facts.venue).some((said) => names(announcedVenue(said)) && isWhereItAppeared(said))
}

/** In UTF-16 units. */
const longestRemark = 500

/** A remark as a whole, and its sentences. What stands in brackets belongs to what stands before it. */
function statementsIn(said: string): string[] {
  const remark = said.slice(0, longestRemark)
  return [remark, ...remark.split(/(?<!\bal)[.;]\s+(?![([])/)]
}

/** Whether authors name a venue on arXiv that may be the paper's, if only in one of several statements: `CVPR 2022. Extended version`. */
export function mentionsVenue(remark: string): boolean {
  return statementsIn(remark).some((said) => announcedVenue(said) !== undefined)
}

/**
 * Whether a statement names its venue as that of the paper itself: with nothing before it, since a comma if that part announces it, and nothing
 * right behind it but words of publishing. Papers are also compared with those of a venue, continue them, and use its data.
 */
function isWhereItAppeared(said: string): boolean {
  const {start, end} = spanOfVenue(said) ?? {start: 0, end: 0}
  const before = said.slice(0, start).toLowerCase()
  const [part = ''] = /[^,:]*$/.exec(before) ?? []
  const [behind = ''] = /^[^,.:;()[\]–—]*/.exec(said.slice(end).toLowerCase()) ?? []
  return (isOfPublishing(before) || (announces.test(part) && isOfPublishing(part))) && isOfPublishing(behind)
}

function isOfPublishing(text: string): boolean {
  const words = text.replace(/\bhttps?:\S+/g, '').match(/[a-z]+/g) ?? []
  return words.every((word) => wordsOfPublishing.has(word))
}

const announces = /\b(?:accepted|appears?|appeared|appearing|published|camera)\b/
const wordsOfPublishing: ReadonlySet<string> = new Set(
  (
    'accepted accept acceptance appear appears appeared appearing published publication presented included camera ready final author authors ' +
    'paper article work manuscript version oral spotlight poster highlight talk presentation best award finalist nominee candidate honorable mention ' +
    'full long short main regular research track session first originally initially proceedings proc advances volume vol pages page figures tables ' +
    'code codes project website available ' +
    'conference conf annual international int meeting symposium joint ieee cvf acm usenix isca st nd rd th v ' +
    'a an the this our its it is was be been has will to at in by for of as on and with s'
  ).split(' '),
)

/** A venue as lists write it: `CVPR 2022`. */
export function yearly({name, year}: KnownVenue): string {
  return year === undefined ? name : `${name} ${year}`
}

/**
 * What a service says about a preprint's publication, if it is about the same paper, with the same title and first author, and accepted by a
 * venue that paperlint knows by name. One service alone may be mistaken; see `agreed`.
 */
export function publicationSaid(preprint: PaperFacts, publication: PaperFacts): KnownVenue | undefined {
  if (publication.accepted !== true || publication.venue === undefined) return undefined
  const isSame = preprint.titles.some((title) => isOneTitle(title, publication))
  return isSame && isSamePerson(preprint.authors?.[0], publication.authors?.[0]) ? knownVenue(publication.venue) : undefined
}

function isOneTitle(title: string, facts: PaperFacts): boolean {
  const {kind} = matchTitle({title}, facts)
  return kind === 'same' || kind === 'spelling'
}

/** The venue that authors name on arXiv, as the journal or in a remark (`Accepted at CVPR 2022`); undefined where that may not have come true. */
export function announcedVenue(text: string): KnownVenue | undefined {
  if (
    /submi(?:t|ssion)|under review|in review|reject|withdr|extend|extension|journal version|supplement|tutorial|challenge|competition/i.test(
      text,
    )
  )
    return undefined
  return knownVenue(text)
}

/** A venue that two sources name independently, with its year unless they disagree about it; undefined where the venues differ. */
export function agreed(one: KnownVenue | undefined, other: KnownVenue | undefined): KnownVenue | undefined {
  if (one === undefined || other === undefined || one.name !== other.name) return undefined
  if (one.year !== undefined && other.year !== undefined && one.year !== other.year) return {name: one.name}
  return one.year === undefined ? other : one
}

/**
 * Where the paper behind one of an entry's links was published, according to the id itself (a conference's proceedings), its registry or, for
 * a preprint, two services that agree. Undefined if it is not certainly the paper that is meant.
 */
export function publicationOf(listed: ListedPaper, facts: PaperFacts, identity: Identity | undefined): KnownVenue | undefined {
  const {kind} = matchTitle(listed, facts)
  if (kind !== 'same' && kind !== 'spelling') return undefined
  const {publication} = facts
  if (publication) return {name: publication.venue, ...(publication.year !== undefined && {year: publication.year})}
  // What Semantic Scholar alone says about a preprint is not enough.
  if (identity === undefined || identity.service === 'arxiv') return undefined
  return statedVenue(facts, identity)
}
