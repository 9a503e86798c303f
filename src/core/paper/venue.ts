/** Venues as lists write them: `CVPR 2021`, `NIPS'20`, `2021-CVPR`, `ArXiv 2023`. */
import {getOrInsert} from '../collection/get-or-insert.ts'
import type {Span} from '../text/place.ts'

export interface VenueName {
  /** The name that the venue itself uses. */
  readonly canonical: string
  /** Month of the conference, 1 to 12; undefined for journals and preprints. */
  readonly month?: number
  /** Undefined for a venue that is held every year. */
  readonly parity?: 'odd' | 'even'
  /** First edition. */
  readonly since?: number
  readonly kind: 'conference' | 'journal' | 'preprint'
  /** Other spellings; the comparison ignores case. */
  readonly aliases?: readonly string[]
  /** The year since which it is called `canonical`; before that, the first alias was its name. */
  readonly renamedSince?: number
}

const conference = (canonical: string, month: number, rest: Partial<VenueName> = {}): VenueName => ({
  canonical,
  month,
  kind: 'conference',
  ...rest,
})
const journal = (canonical: string, ...aliases: string[]): VenueName => ({canonical, kind: 'journal', aliases})

// Months are those of the usual edition; the rule that compares years allows for preprints that follow some months later.
const table: readonly VenueName[] = [
  {canonical: 'arXiv', kind: 'preprint', aliases: ['arxiv preprint']},
  {canonical: 'bioRxiv', kind: 'preprint'},
  {canonical: 'preprint', kind: 'preprint', aliases: ['pre-print']},
  {canonical: 'CoRR', kind: 'preprint'},
  conference('POPL', 1),
  conference('WACV', 1),
  conference('AAAI', 2, {since: 1980}),
  conference('NDSS', 2),
  conference('WSDM', 3, {since: 2008}),
  conference('AISTATS', 4),
  conference('ICLR', 5, {since: 2013}),
  conference('ICASSP', 5),
  conference('ICRA', 5),
  conference('MLSys', 5, {since: 2018}),
  conference('AAMAS', 5),
  conference('EuroSys', 4),
  conference('NSDI', 4),
  conference('HPCA', 3),
  conference('HRI', 3),
  conference('IUI', 3),
  conference('ECIR', 4),
  conference('DASFAA', 4),
  conference('ESANN', 10),
  conference('SDM', 5),
  conference('PAKDD', 5),
  conference('CHI', 5),
  conference('ESWC', 5),
  conference('IEEE S&P', 5, {aliases: ['IEEE SP', 'IEEE Symposium on Security and Privacy']}),
  conference('PPoPP', 3),
  conference('UIST', 10),
  conference('SIGCOMM', 8),
  conference('INFOCOM', 5),
  conference('MobiCom', 10),
  conference('ICDAR', 9),
  conference('CoNLL', 11),
  conference('LREC', 5, {aliases: ['LREC-COLING']}),
  conference('FAccT', 6, {since: 2018}),
  conference('AIES', 8),
  conference('WWW', 5, {aliases: ['TheWebConf', 'The Web Conference', 'The WebConf']}),
  conference('EACL', 4),
  conference('NAACL', 6, {aliases: ['NAACL-HLT']}),
  conference('CVPR', 6, {since: 1983}),
  conference('SIGMOD', 6),
  conference('ICML', 7, {since: 1980}),
  conference('ACL', 7),
  conference('SIGIR', 7),
  conference('RSS', 7),
  conference('UAI', 7),
  conference('COLT', 7),
  conference('ISCA', 6),
  conference('ICMR', 6),
  conference('PLDI', 6),
  conference('L4DC', 6),
  conference('IGARSS', 7),
  conference('IJCNN', 7),
  conference('ISSTA', 7),
  conference('FSE', 11, {aliases: ['ESEC/FSE']}),
  conference('CogSci', 7),
  conference('ICME', 7),
  conference('SIGGRAPH', 8),
  conference('IJCAI', 8),
  conference('KDD', 8, {aliases: ['SIGKDD']}),
  conference('INTERSPEECH', 9),
  conference('ECCV', 9, {parity: 'even', since: 1990}),
  conference('BMVC', 9),
  conference('ECAI', 10),
  conference('GCPR', 9),
  conference('ICANN', 9),
  conference('ICIAP', 9),
  conference('ITSC', 10),
  conference('SIGDIAL', 9),
  conference('RecSys', 9),
  conference('VLDB', 9, {aliases: ['PVLDB']}),
  conference('ECML', 9, {aliases: ['ECML-PKDD', 'ECMLPKDD', 'ECML PKDD']}),
  conference('MICCAI', 10),
  conference('ICCV', 10, {parity: 'odd', since: 1987}),
  conference('IROS', 10),
  conference('CSCW', 11),
  conference('ISMAR', 11),
  conference('ISMIR', 11),
  conference('OOPSLA', 10),
  conference('PRCV', 11),
  conference('CIKM', 10),
  conference('COLM', 10, {since: 2024}),
  conference('ACM MM', 10, {aliases: ['ACMMM', 'MM', 'ACM Multimedia']}),
  conference('EMNLP', 11),
  conference('CoRL', 11, {since: 2017}),
  conference('AACL', 11),
  conference('ACML', 11),
  conference('ASRU', 12),
  conference('BIBM', 12),
  conference('ICONIP', 12),
  conference('ACCV', 12, {parity: 'even'}),
  conference('COLING', 12),
  conference('ICDM', 12),
  conference('SIGGRAPH Asia', 12),
  conference('NeurIPS', 12, {
    // Some of these are misspellings that many lists have.
    aliases: ['NIPS', 'Advances in Neural Information Processing Systems', 'Advances in NeurIPS', 'NeurlPS', 'NeuIPS', 'NeuralIPS'],
    since: 1987,
    renamedSince: 2018,
  }),
  conference('3DV', 12),
  conference('ICPR', 12),
  conference('ICIP', 10),
  conference('ISBI', 4),
  conference('MIDL', 7),
  conference('LoG', 12),
  conference('ICDE', 5),
  conference('OSDI', 7),
  conference('SOSP', 10),
  conference('ASPLOS', 4),
  conference('ICSE', 5),
  conference('CCS', 11, {aliases: ['ACM CCS']}),
  conference('USENIX Security', 8, {aliases: ['USENIX Sec', 'USENIX']}),
  journal('TPAMI', 'PAMI', 'IEEE TPAMI'),
  journal('TIP', 'IEEE TIP'),
  journal('TKDE', 'IEEE TKDE'),
  journal('TNNLS', 'IEEE TNNLS'),
  journal('TMM', 'IEEE TMM'),
  journal('TMI', 'IEEE TMI'),
  journal('TCSVT', 'IEEE TCSVT'),
  journal('TVCG'),
  journal('TOG', 'ACM TOG'),
  journal('TACL'),
  journal('TASLP', 'IEEE/ACM TASLP'),
  journal('TOIS', 'ACM TOIS'),
  journal('JMLR'),
  journal('TMLR'),
  journal('IJCV'),
  journal('RA-L', 'RAL'),
  journal('TITS', 'T-ITS', 'IEEE TITS', 'IEEE T-ITS'),
  journal('TIFS', 'IEEE TIFS'),
  journal('TGRS', 'IEEE TGRS'),
  journal('TIST', 'ACM TIST'),
  journal('CVIU'),
  journal('IEEE Access'),
  journal('ACM Computing Surveys', 'CSUR', 'ACM Comput. Surv.'),
  journal('Nature Machine Intelligence'),
  journal('Scientific Reports'),
  journal('Information Sciences'),
  journal('Information Fusion'),
  journal('Knowledge-Based Systems'),
  journal('Applied Intelligence'),
  journal('Applied Soft Computing'),
  journal('Pattern Recognition Letters'),
  journal('MedIA', 'Medical Image Analysis'),
  journal('Nature'),
  journal('Science'),
  journal('PNAS'),
  journal('Nature Communications', 'Nat. Commun.'),
  journal('Communications of the ACM', 'CACM', 'Commun. ACM', 'Commun ACM'),
  journal('Pattern Recognition'),
  journal('Neurocomputing'),
  journal('Neural Networks'),
]

/** By name in lower case. */
const byName = new Map<string, VenueName>()
/** Names by their first word, longest first, so that `ACL Findings` is not taken for `ACL`. */
const byFirstWord = new Map<string, string[]>()
for (const venue of table) {
  nameVenue(venue, venue.canonical)
  for (const alias of venue.aliases ?? []) nameVenue(venue, alias)
}

function nameVenue(venue: VenueName, written: string): void {
  const name = written.toLowerCase()
  byName.set(name, venue)
  const end = name.search(/[^a-z0-9]/)
  const first = end < 0 ? name : name.slice(0, end)
  const names = getOrInsert(byFirstWord, first, () => [])
  names.splice(names.filter(({length}) => length >= name.length).length, 0, name)
}

/** The venue with a name as written, e.g. `NIPS`; undefined if the table does not have it. */
export function venueOf(name: string): VenueName | undefined {
  return byName.get(name.toLowerCase())
}

/** A venue found in a text. */
export interface VenueMatch extends Span {
  /** The venue's name as written. */
  readonly name: Span & {readonly text: string}
  /** Four digits; undefined where none is written. */
  readonly year: number | undefined
  readonly track: string | undefined
}

// What may come between a venue and its year, in lower case: `CVPR 2021`, `NIPS'20`, `ICML, 2020`, `ECCV_2018`, `CVPR (Oral) 2020`, `arXiv 2023.12`.
const yearBehind =
  /^(?:-?w|s)?(?:\s*\((?:oral|spotlight|poster)\))?(?:\s?\(((?:19|20)\d\d)\)|(?![\s'’‘,_./:–-]{5})[\s'’‘,_./:–-]*(?:(?:findings|workshops?|oral|track|industry|demo)\s*)?(?:((?:19|2\d)\d\d)(?:[./](?:0?[1-9]|1[0-2])(?![\d./]))?|['’‘]?\s?(\d\d))(?![\da-z\u00c0-\u1fff\u3040-\ud7ff]|[./]\d))/
// A day is not a year: `arXiv, 21 Jul 2025`, `arXiv Jul 2025`.
const dateBehind =
  /^(?![\s,(:–-]{4})[\s,(:–-]*(?:\d{1,2}(?:st|nd|rd|th)?[\s-]+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[\s-]\d{1,2}(?:st|nd|rd|th)?,?)?[\s,-]+((?:19|20)\d\d)(?!\d)/
// Numbers that are volumes, by what follows them: `43(2)`, `34: 28714`, `29.1 (2021)`, `11, 2 (2020)`, `5, 432–444 (2023)`.
const volumeBehind =
  /^,?\s+\d{1,3}(?:\.\d+)?\s*(?:\((?:((?:19|20)\d\d)|\d+)\)|:\s*\d|[.,]\s?[\w–-]{1,12}(?:,\s?[\w–-]{1,12})?\s*\(((?:19|20)\d\d)\))/
// `2021-CVPR`, `17-SIGCOMM`
const yearAhead = /(?:((?:19|20)\d\d)[\s_,-]{1,3}|(?:^|\s)(\d\d)[-_])$/
const track = /\b(?:oral|spotlight|poster|workshops?|findings|highlight|best paper|challenge|demo)\b|(?<=[a-z]{3})(?:w|workshops?)\b/

/**
 * The first venue in a text that has a year next to it, or that is the whole text.
 *
 * Pure; spans are offsets within the text.
 */
export function findVenue(text: string): VenueMatch | undefined {
  // The same few venues and years occur in thousands of entries.
  if (text.length > 40) return searchVenue(text)
  const known = remembered.get(text)
  if (known !== undefined) return known === 'none' ? undefined : known
  const found = searchVenue(text)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(text, found ?? 'none')
  return found
}

const mostRemembered = 2000
const remembered = new Map<string, VenueMatch | 'none'>()

function searchVenue(text: string): VenueMatch | undefined {
  // One name starts with a digit: `3DV`.
  const word = /[A-Za-z][A-Za-z\d]*|3D[A-Za-z]+/g
  for (let token = word.exec(text); token !== null; token = word.exec(text)) {
    const name = nameAt(text, token.index, token[0])
    const start = token.index
    if (name === undefined || isPartOfMore(text, start, name)) continue
    const end = start + name.length
    const found = (year: number | undefined, stop = end, from = start): VenueMatch =>
      venueMatch(text, {start: from, end: stop}, {start, end, text: name}, year)
    const after = text.slice(end, end + 40).toLowerCase()
    const elsewhere = apartFromYear(text, start, name, after)
    if (elsewhere !== undefined) return found(elsewhere.year, end + elsewhere.length, text.charAt(start - 1) === '(' ? start - 1 : start)
    const behind = yearBehind.exec(after)
    const digits = behind?.[1] ?? behind?.[2] ?? behind?.[3]
    const dated = digits?.length === 4 || !/\d{4}/.test(after) ? null : dateBehind.exec(after)
    if (dated !== null) return found(yearOf(dated[1]), end + dated[0].length)
    // `PAMI 43 (2021)`, `Advances in Neural Information Processing Systems 34`: a volume, with the year in parentheses.
    const volume = digits?.length === 4 ? null : volumeBehind.exec(after)
    if (volume !== null) return found(yearOf(volume[1] ?? volume[2]), end + volume[0].length)
    if (behind !== null && digits !== undefined && !isNoYear(behind, name, after)) return found(yearOf(digits), end + behind[0].length)
    const ahead = yearAhead.exec(text.slice(Math.max(0, start - 8), start))
    if (ahead !== null) return found(yearOf(ahead[1] ?? ahead[2]), end, start - ahead[0].length)
    const isAlone = /^\W*$/.test(text.slice(0, start)) && nothingBehind.test(text.slice(end))
    if (isAlone) return found(undefined)
  }
  return undefined
}

const nothingBehind = /^(?:W|s|Workshops?)?\W*(?:(?:oral|spotlight|poster|workshop|findings|highlight)\W*)?$/i

/** `arXiv preprint arXiv:1809.02693, 2018` and `International Conference on Some Learning (ICML), 2022`, in lower case. */
const idAndYear = /^(?: arxiv)?[: ] ?(?:abs\/)?\d{4}\.\d{4,5}(?:v\d+)?[,.]?\s*\(?((?:19|20)\d\d)(?!\.?\d)/
const yearBehindParenthesis = /^\)[,.:]?\s+(?:\d{1,3}(?:\(\d{1,3}\))?:\s?[\d–-]+,\s+)?\(?((?:19|20)\d\d)(?![–-]?\d)/

/** The year after a preprint's id, or after a venue in parentheses that follows its full name. */
function apartFromYear(
  text: string,
  start: number,
  name: string,
  after: string,
): {readonly year: number; readonly length: number} | undefined {
  const isBehindName = after.startsWith(')') && text.charAt(start - 1) === '('
  if (!isBehindName && !/^(?: arxiv)?[: ]/.test(after)) return undefined
  const pattern = isBehindName ? yearBehindParenthesis : venueOf(name)?.kind === 'preprint' ? idAndYear : undefined
  const [all, year] = pattern?.exec(after) ?? []
  return all === undefined ? undefined : {year: Number(year), length: all.length}
}

/** After a number that counts pages or days: `26 Jun`. */
const pagesOrMonth =
  /^ ?(?:pages|pp|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/

/** Whether the digits after a venue's name are a month of preprints (`arXiv 2203`), a day, pages, or a volume of proceedings under their full name. */
function isNoYear(match: RegExpExecArray, name: string, after: string): boolean {
  const [all, , year, short] = match
  // `ACM Comput. Surv. 54`: two digits are years from 1990 until now, all others volumes.
  if (short !== undefined && Number(short) > 35 && Number(short) < 90 && venueOf(name)?.kind !== 'conference') return true
  if (short !== undefined) return pagesOrMonth.test(after.slice(all.length)) || (name.split(' ').length > 3 && !/['’‘]/.test(all))
  if (Number(year ?? 0) < 2100) return false
  return venueOf(name)?.kind !== 'conference' || /^[–-]\d/.test(after.slice(all.length))
}

/** Whether the name is only the end of a longer one, `Protein Science`, or the mark of a note, `[!TIP]`. */
function isPartOfMore(text: string, start: number, name: string): boolean {
  // `[Yu'ICCV 19]` cites a paper.
  if (text.startsWith('[!', start - 2) || /[a-z]['’]$/.test(text.slice(Math.max(0, start - 2), start))) return true
  // `Conference on Computer Vision and Pattern Recognition`
  if (/^[A-Z][a-z]+ [A-Z]/.test(name) && /\b(?:and|on|of) $/.test(text.slice(Math.max(0, start - 5), start))) return true
  return /^(?:science|nature)$/.test(name.toLowerCase()) && /[A-Z][a-z]{3,}\s$/.test(text.slice(Math.max(0, start - 12), start))
}

/** The end of a name in lower case. */
const ofWorkshop = /(?:w|workshops?)$/

/** The venue's name, as written, that starts at an offset with the given word. */
function nameAt(text: string, at: number, word: string): string | undefined {
  const lower = word.toLowerCase()
  if (lower.length < 2) return undefined
  // `CVPRW`, `ICLRWorkshop`, and names with the year attached: `CVPR2021`, `ICLR22`.
  const plain = /\d/.test(lower) ? lower.replace(/\d+$/, '') : lower
  const candidates =
    byFirstWord.get(lower) ??
    (plain === lower ? undefined : byFirstWord.get(plain)) ??
    (ofWorkshop.test(plain) ? byFirstWord.get(plain.replace(ofWorkshop, '')) : undefined)
  if (candidates === undefined) return undefined
  for (const name of candidates) {
    const written = text.slice(at, at + name.length)
    if (written.toLowerCase() !== name) continue
    const next = text.charAt(at + name.length)
    if (
      /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(next) &&
      !/^W(?:orkshops?)?(?![A-Za-z\u00c0-\u1fff\u3040-\ud7ff])/u.test(text.slice(at + name.length, at + name.length + 10))
    )
      continue
    // `science` or `log` in running text is an ordinary word; venues are capitalised.
    if (!/[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f]/u.test(written) && name !== 'arxiv' && name !== 'biorxiv') continue
    if (/^[A-Z][a-z]+$/.test(written) && written.length < 6 && venueOf(name)?.canonical !== written && name !== 'arxiv' && name !== 'nips')
      continue
    return written
  }
  return undefined
}

function venueMatch(text: string, {start, end}: Span, name: VenueMatch['name'], year: number | undefined): VenueMatch {
  const around = text.slice(start, end + 24)
  const found = track.exec(around.toLowerCase())
  return {start, end, name, year, track: found === null ? undefined : around.slice(found.index, found.index + found[0].length)}
}

/** Of four digits or two: `21` is 2021, `98` is 1998. */
function yearOf(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined
  const year = Number(digits)
  return digits.length === 4 ? year : year + (year < 60 ? 2000 : 1900)
}
