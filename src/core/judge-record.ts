/** What registries know that a list does not say, or says otherwise: withdrawn, retracted, published since, another venue or year; and which id is right. */
import type {Identity} from './identity.ts'
import {judgeTitle, type ListedPaper} from './judge-title.ts'
import type {PaperFacts} from './resolver.ts'
import {normalizedName, normalizedTitle} from './title.ts'
import {findVenue, venueOf} from './venue.ts'

export interface ListedRecord extends ListedPaper {
  /** The venue's word as written: `CVPR`, `ArXiv`. */
  readonly venue?: string
  /** `Workshop`, `Findings`, …: its host's volume may be another. */
  readonly track?: string
}

export type RecordJudgement =
  | {readonly kind: 'withdrawn'; readonly reason: string}
  | {readonly kind: 'retracted'; readonly notice: string}
  | {readonly kind: 'venue'; readonly listed: string; readonly known: string}
  | {readonly kind: 'year'; readonly listed: number; readonly known: number; readonly venue: string}

/** A venue and, where it is told, its year. */
export interface KnownVenue {
  /** As the venue writes itself. */
  readonly name: string
  readonly year?: number
}

/** Venues by the names under which registries keep them. Sources: container titles of Crossref, venue names of Semantic Scholar. */
const longNames: readonly (readonly [RegExp, string])[] = [
  [/winter conference on applications of computer vision/i, 'WACV'],
  [/computer vision and pattern recognition/i, 'CVPR'],
  [/european conference on computer vision/i, 'ECCV'],
  [/asian conference on computer vision/i, 'ACCV'],
  [/international conference on computer vision\b/i, 'ICCV'],
  [/british machine vision conference/i, 'BMVC'],
  [/(?:advances in )?neural information processing systems/i, 'NeurIPS'],
  [/international conference on learning representations/i, 'ICLR'],
  [/international conference on machine learning(?! and)/i, 'ICML'],
  [/association for the advancement of artificial intelligence|aaai conference on artificial intelligence/i, 'AAAI'],
  [/international joint conferences? on artificial intelligence/i, 'IJCAI'],
  [/empirical methods in natural language processing/i, 'EMNLP'],
  [/north american chapter of the association for computational linguistics/i, 'NAACL'],
  [/european chapter of the association for computational linguistics/i, 'EACL'],
  [/annual meeting of the association for computational linguistics/i, 'ACL'],
  [/international conference on computational linguistics/i, 'COLING'],
  [/knowledge discovery (?:and|&) data mining$/i, 'KDD'],
  [/international conference on robotics and automation/i, 'ICRA'],
  [/intelligent robots and systems/i, 'IROS'],
  [/conference on robot learning/i, 'CoRL'],
  [/medical image computing and computer[- ]assisted intervention/i, 'MICCAI'],
  [/acoustics, speech,? and signal processing/i, 'ICASSP'],
  [/transactions on pattern analysis and machine intelligence/i, 'TPAMI'],
  [/transactions on image processing/i, 'TIP'],
  [/international journal of computer vision/i, 'IJCV'],
  [/journal of machine learning research/i, 'JMLR'],
  [/trans(?:actions)?\.? (?:on )?mach(?:ine)?\.? learn(?:ing)?\.? res(?:earch)?/i, 'TMLR'],
]

/** The venue that a registry's text names: `2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)` is CVPR 2016. */
export function knownVenue(text: string): KnownVenue | undefined {
  // A workshop carries its host's name and is another venue.
  if (/\bworkshops?\b|\bcompanion\b|\bfindings\b/i.test(text)) return undefined
  const long = longNames.find(([pattern]) => pattern.test(text))?.[1]
  const found = findVenue(text)
  const canonical = long ?? venueOf(found?.name.text ?? text.trim())?.canonical
  if (canonical === undefined || venueOf(canonical)?.kind === 'preprint') return undefined
  const year = found?.year ?? Number(/\b(?:19|20)\d\d\b/.exec(text)?.[0])
  return year > 0 ? {name: canonical, year} : {name: canonical}
}

/** The venue that an id itself tells: `CVPR2018 …`, `2022.acl-long.331`, `eccv_2020 …`. */
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

/** Everything that a registry holds against a record; empty where the paper is another one, for then its facts say nothing. */
export function judgeRecord(listed: ListedRecord, facts: PaperFacts, identity?: Identity): readonly RecordJudgement[] {
  const judgements: RecordJudgement[] = []
  if (facts.retracted !== undefined) judgements.push({kind: 'retracted', notice: facts.retracted})
  if (facts.withdrawn !== undefined) judgements.push({kind: 'withdrawn', reason: facts.withdrawn})
  const title = judgeTitle(listed, facts).kind
  if (title === 'other') return []
  const known =
    (identity && venueOfIdentity(identity)) ?? (facts.accepted === true && facts.venue !== undefined ? knownVenue(facts.venue) : undefined)
  // Venues are compared only for what is surely the paper that is meant.
  const isMeant = title === 'same' || title === 'spelling' || (listed.title === undefined && identity !== undefined)
  return known === undefined || !isMeant ? judgements : [...judgements, ...venueJudgements(listed, known)]
}

function venueJudgements({venue, track, year}: ListedRecord, known: KnownVenue): RecordJudgement[] {
  const own = venue === undefined ? undefined : venueOf(venue)
  // A preprint is no contradiction, it may have been published since; a workshop's volume is another.
  if (venue === undefined || own === undefined || own.kind === 'preprint' || track !== undefined) return []
  const other = venueOf(known.name)
  if (own.canonical !== known.name) {
    // An extended version in a journal is a second publication.
    return own.kind === 'conference' && other?.kind === 'conference' ? [{kind: 'venue', listed: venue, known: yearly(known)}] : []
  }
  if (year === undefined || known.year === undefined || year === known.year || own.kind !== 'conference') return []
  return [{kind: 'year', listed: year, known: known.year, venue: known.name}]
}

function yearly({name, year}: KnownVenue): string {
  return year === undefined ? name : `${name} ${year}`
}

/**
 * Where a preprint has been published since: for papers listed as preprints or without venue.
 *
 * A suggestion only. It needs the same title, the same first author and an accepted venue that paperlint knows by name.
 */
export function publishedSince(listed: ListedRecord, preprint: PaperFacts, publication: PaperFacts): KnownVenue | undefined {
  const own = listed.venue === undefined ? undefined : venueOf(listed.venue)
  if (listed.venue !== undefined && own?.kind !== 'preprint') return undefined
  if (publication.accepted !== true || publication.venue === undefined) return undefined
  if (judgeTitle({title: preprint.titles[0] ?? ''}, publication).kind !== 'same' || judgeTitle(listed, publication).kind !== 'same')
    return undefined
  const first = preprint.authors?.[0]
  const author = publication.authors?.[0]
  if (first === undefined || author === undefined || surname(first) !== surname(author)) return undefined
  const venue = knownVenue(publication.venue)
  // Its year is that of the first version, which may lie before the venue's.
  return venue
}

function surname(name: string): string {
  return normalizedName(name.trim().split(/\s+/).at(-1) ?? '')
}

/**
 * The paper that is meant, among what a search for its title found: exactly one hit has this very title (and, where authors are listed, one of
 * them). It is never the paper behind the wrong id.
 */
export function rightPaper(listed: ListedPaper, wrong: PaperFacts, hits: readonly PaperFacts[]): PaperFacts | undefined {
  const {title} = listed
  if (title === undefined) return undefined
  const key = (text: string): string => normalizedTitle(text).replaceAll(' ', '')
  const exact = hits.filter(
    (hit) =>
      hit.titles.some((each) => key(each) === key(title)) &&
      (listed.authors === undefined ||
        hit.authors === undefined ||
        listed.authors.some((name) => hit.authors?.some((other) => surname(other) === surname(name)))),
  )
  const ids = new Set(exact.map(({arxiv, doi}) => arxiv ?? doi ?? ''))
  const [hit] = exact
  if (hit === undefined || ids.size !== 1 || ids.has('')) return undefined
  const isSame = (hit.arxiv !== undefined && hit.arxiv === wrong.arxiv) || (hit.doi !== undefined && hit.doi === wrong.doi)
  return isSame ? undefined : hit
}
