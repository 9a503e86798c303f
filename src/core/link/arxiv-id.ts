/** arXiv ids: which are possible, when they were given out, and which one a URL names. Source: arXiv's "Understanding the arXiv identifier". */
import {decoded} from './address.ts'
import type {Identity} from './service.ts'

export interface ArxivId {
  /** Canonical, without version and subject class: `1911.05722`, `cs/0112017`. */
  readonly id: string
  /** `v2`, where one was given. */
  readonly version?: string
}

export interface Month {
  readonly year: number
  /** From 1. */
  readonly month: number
}

const newStyle = /^(\d{4})\.(\d{4,5})(?:[vV]([1-9]\d{0,3}))?$/
const oldStyle = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,})?\/(\d{7})(?:v([1-9]\d{0,3}))?$/i

/** Archives that gave out old-style ids, 1991-07 to 2007-03. */
const archives: ReadonlySet<string> = new Set(
  (
    'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga funct-an gr-qc hep-ex ' +
    'hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con'
  ).split(' '),
)

/** arXiv's site accepts these archives without their hyphen. */
const unhyphenated: ReadonlyMap<string, string> = new Map(
  [...archives].filter((name) => name.includes('-')).map((name) => [name.replace('-', ''), name]),
)

function isMonth(twoDigits: number): boolean {
  return twoDigits >= 1 && twoDigits <= 12
}

/** Parses an id as the registry spells it; undefined for one that cannot exist. Its month may be in the future. */
export function parseArxivId(text: string): ArxivId | undefined {
  const match = newStyle.exec(text)
  if (match !== null) {
    const [, yearMonth = '', number = '', version] = match
    const given = Number(yearMonth)
    if (given < 704 || !isMonth(given % 100)) return undefined
    if (number.length !== (given < 1501 ? 4 : 5) || Number(number) === 0) return undefined
    const id = `${yearMonth}.${number}`
    return version === undefined ? {id} : {id, version: `v${version}`}
  }
  if (!text.includes('/')) return undefined
  const old = oldStyle.exec(text)
  if (old === null) return undefined
  const [, written = '', number = '', version] = old
  const lower = written.toLowerCase()
  const archive = unhyphenated.get(lower) ?? lower
  if (!archives.has(archive)) return undefined
  const given = Number(number.slice(0, 4))
  if (!isMonth(given % 100) || (given > 703 && given < 9107) || Number(number.slice(4)) === 0) return undefined
  const id = `${archive}/${number}`
  return version === undefined ? {id} : {id, version: `v${version}`}
}

/** The month in which a canonical id was given out. */
export function arxivMonthOf(id: string): Month {
  const slash = id.indexOf('/')
  const year = Number(id.slice(slash + 1, slash + 3))
  const month = Number(id.slice(slash + 3, slash + 5))
  return {year: year >= 91 ? 1900 + year : 2000 + year, month}
}

/** The id that was probably meant: the first complete one in the text, with as many digits as its date requires. Empty if there is none. */
function recoveredId(text: string): string {
  const found = /(?<![\d.])(\d{4})\.(\d{4,5})(?!\d)/.exec(text)
  if (found === null) {
    const old = /[a-z]+(?:-[a-z]+)?(?:\.[a-z-]{2,})?\/\d{7}(?!\d)/i.exec(text)
    return old === null ? '' : (parseArxivId(old[0])?.id ?? '')
  }
  const [, yearMonth = '', number = ''] = found
  const wanted = Number(yearMonth) < 1501 ? number.replace(/^0(?=\d{4}$)/, '') : number.padStart(5, '0')
  return parseArxivId(`${yearMonth}.${wanted}`)?.id ?? ''
}

/** Suffixes that arXiv's site takes off: `.pdf`, `.ps`, `.gz`. */
function withoutSuffix(text: string): string {
  const dot = text.lastIndexOf('.')
  if (dot < 0) return text
  switch (text.slice(dot + 1).toLowerCase()) {
    case 'pdf':
    case 'ps':
      return text.slice(0, dot)
    case 'gz':
      return withoutSuffix(text.slice(0, dot))
    default:
      return text
  }
}

function paper(parsed: ArxivId, form: string, mirror: string | undefined): Identity {
  const {id, version} = parsed
  if (mirror === undefined)
    return version === undefined ? {service: 'arxiv', kind: 'paper', id, form} : {service: 'arxiv', kind: 'paper', id, form, version}
  return version === undefined
    ? {service: 'arxiv', kind: 'paper', id, form, mirror}
    : {service: 'arxiv', kind: 'paper', id, form, version, mirror}
}

/** The paper that `text` (the rest of a path, the suffix of a DOI) names. */
export function arxivIdentity(text: string, form: string, mirror?: string): Identity {
  let rest = decoded(text)
  let start = 0
  while (rest.charCodeAt(start) === 47) start++
  let end = rest.length
  while (end > start && rest.charCodeAt(end - 1) === 47) end--
  rest = withoutSuffix(rest.slice(start, end))
  if (rest.length > 6 && rest.slice(0, 6).toLowerCase() === 'arxiv:') rest = rest.slice(6)
  const parsed = parseArxivId(rest)
  if (parsed !== undefined) return paper(parsed, form, mirror)
  return {service: 'arxiv', kind: 'malformed', id: recoveredId(rest), form}
}

/** Reads a form of a paper that has further files below it: `html/2412.15127v1/x2.png`. */
function partIdentity(rest: string, form: string, partForm: string, mirror: string | undefined): Identity {
  const match = /^\/*((?:[a-z-]+(?:\.[a-z-]+)?\/)?[^/]+)\/+(.+)$/i.exec(rest)
  const parsed = match?.[1] === undefined ? undefined : parseArxivId(decoded(match[1]))
  return parsed === undefined ? arxivIdentity(rest, form, mirror) : paper(parsed, partForm, mirror)
}

/** What a path at arXiv or a mirror of its site names; undefined for listings, help, search. */
export function arxivPathIdentity(path: string, mirror?: string): Identity | undefined {
  let start = 1
  while (path.charCodeAt(start) === 47) start++
  let slash = path.indexOf('/', start)
  if (slash < 0) slash = path.length
  const first = path.slice(start, slash)
  const rest = path.slice(slash + 1)
  switch (first) {
    case 'abs':
    case 'pdf':
      return arxivIdentity(rest, first, mirror)
    case 'html':
      return partIdentity(rest, 'html', 'figure', mirror)
    case 'src':
    case 'e-print':
    case 'format':
    case 'ps':
    case 'dvi':
      return partIdentity(rest, 'source', 'file', mirror)
    case 'ABS':
    case 'PDF':
    case 'Abs':
    case 'Pdf':
      return arxivIdentity(rest, first.toLowerCase(), mirror)
    case 'ftp': {
      const old = /^([a-z-]+)\/papers\/\d{4}\/([^/]+)$/.exec(rest)
      if (old === null) return undefined
      const [, archive = '', file = ''] = old
      return arxivIdentity(archive === 'arxiv' ? file : `${archive}/${file}`, 'pdf', mirror)
    }
    default: {
      const id = /^\d{4}\.\d/.test(first) || archives.has(first) ? recoveredId(path.slice(start)) : ''
      return id === '' ? undefined : {service: 'arxiv', kind: 'malformed', id}
    }
  }
}
