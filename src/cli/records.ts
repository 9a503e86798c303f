/** Entries as flat records, and the ways to write them. */
import {namesIn} from '../core/paper/people.ts'
import type {Entry} from '../markdown/entry/entries.ts'

/** One paper as data; absent facts are left out. */
export interface PaperRecord {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly kind: Entry['kind']
  readonly section?: string
  readonly name?: string
  readonly category?: string
  readonly title?: string
  readonly venue?: string
  readonly track?: string
  readonly year?: number
  /** One name per item; the last is `et al.` where the list says so. */
  readonly authors?: readonly string[]
  /** `arxiv:1911.05722`. */
  readonly ids: readonly string[]
  readonly links: readonly {readonly role: string; readonly url: string}[]
}

export function recordOf(entry: Entry): PaperRecord {
  const {document, kind, name, category, title, venue, year, authors, papers, links} = entry
  const section = document.sections[entry.section]?.text.trim()
  return {
    file: document.path,
    ...document.lines.pointAt(entry.start),
    kind,
    ...(section !== undefined && {section}),
    ...(name !== undefined && {name: name.text}),
    ...(category !== undefined && {category: category.text}),
    ...(title !== undefined && {title: title.text}),
    ...(venue !== undefined && {venue: venue.name.text}),
    ...(venue?.track !== undefined && {track: venue.track}),
    ...(year !== undefined && {year}),
    ...(authors.length > 0 && {authors: authors.flatMap(({text}) => namesIn(text))}),
    ids: papers.map(({identity}) => `${identity.service}:${identity.id}`),
    links: links.map(({role, link}) => ({role, url: link.url})),
  }
}

export function jsonOf(records: readonly PaperRecord[]): string {
  return records.length === 0 ? '[]\n' : `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`
}

const columns = ['file', 'line', 'column', 'kind', 'section', 'name', 'category', 'title', 'venue', 'track', 'year'] as const
const roles = ['paper', 'code', 'project', 'video', 'slides', 'dataset', 'other'] as const

/** Comma-separated values with a header, lines ending in CR LF. Source: RFC 4180. */
export function csvOf(records: readonly PaperRecord[]): string {
  const head = [...columns, 'authors', 'ids', ...roles]
  const rows = records.map((record) => [
    ...columns.map((column) => record[column] ?? ''),
    (record.authors ?? []).join('; '),
    record.ids.join(' '),
    ...roles.map((role) =>
      record.links
        .filter((link) => link.role === role)
        .map(({url}) => url)
        .join(' '),
    ),
  ])
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: string | number): string {
  // A spreadsheet runs a cell that begins like a formula. Source: OWASP, "CSV Injection".
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** BibTeX entries with unique keys: first word of the name or title, and the year. */
export function bibtexOf(records: readonly PaperRecord[]): string {
  const uses = new Map<string, number>()
  return records
    .map((record) => {
      const {name, title = name, authors, venue, year, ids, links} = record
      const stem = keyStemOf(record)
      const times = (uses.get(stem) ?? 0) + 1
      uses.set(stem, times)
      const arxiv = ids.find((id) => id.startsWith('arxiv:'))?.slice('arxiv:'.length)
      const doi = ids.find((id) => id.startsWith('doi:'))?.slice('doi:'.length)
      const isPublished = venue !== undefined && !/^arxiv$/i.test(venue)
      const fields: readonly (readonly [string, string | undefined])[] = [
        ['title', title && bracedTitle(title)],
        ['author', authors?.map((name) => (name === 'et al.' ? 'others' : escaped(name))).join(' and ')],
        [isPublished ? 'booktitle' : 'howpublished', venue && escaped(venue)],
        ['year', year?.toString()],
        ['doi', doi && escaped(doi)],
        ['eprint', arxiv],
        ['archiveprefix', arxiv && 'arXiv'],
        ['url', urlValue(links.find(({role}) => role === 'paper')?.url)],
      ]
      const lines = fields.flatMap(([field, value]) => (value ? [`  ${field} = {${value}},\n`] : []))
      return `@${isPublished ? 'inproceedings' : 'misc'}{${stem}${times === 1 ? '' : `-${times}`},\n${lines.join('')}}\n`
    })
    .join('\n')
}

function keyStemOf({name, title, year}: PaperRecord): string {
  const words = `${name ?? ''} ${title ?? ''}`
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9\s-]/g, '')
    .trim()
    .split(/[\s-]+/)
  const stem = words.find((word) => !/^(?:a|an|the|on)?$/i.test(word)) ?? 'paper'
  return `${stem.toLowerCase()}${year ?? ''}`
}

/** Braces keep the capitals that BibTeX styles would lower. */
function bracedTitle(title: string): string {
  return `{${escaped(title)}}`
}

const latex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function escaped(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, (character) => latex[character] ?? character).replace(/\s+/g, ' ')
}

/** A URL may hold `%` and `_` as they are, but no brace that would end the field. */
function urlValue(url: string | undefined): string | undefined {
  return url?.replace(/[{}\s\\]/g, (character) => encodeURIComponent(character))
}
