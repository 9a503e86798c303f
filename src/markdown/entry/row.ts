/** The fields of a table row: from its columns' headers, and from its links if a header says nothing. */

import {roleOfLabel} from '../../core/link/role.ts'
import {isCitation} from '../../core/paper/people.ts'
import {venueOf} from '../../core/paper/venue.ts'
import type {Span} from '../../core/text/place.ts'
import type {EntryLink, Field, Venue} from './field.ts'
import {type Fields, fieldsOf, longestText} from './fields.ts'
import {lineBreak, type Run} from './runs.ts'
import type {Cell, Unit} from './unit.ts'
import {cleanTitle, hasWords, isName, looksLikeAuthors} from './wording.ts'

/** What the cells of a table's column hold. */
type ColumnRole = 'title' | 'code' | 'project' | 'venue' | 'date' | 'name' | 'media' | 'other' | 'index' | 'authors' | 'ignored'

/** What a header, in lower case, says about its column. */
const columnRoles: readonly [RegExp, ColumnRole][] = [
  [
    /\b(?:notes?|abstract|abs\.|summary|description|tl;?dr|comments?|remarks?|highlights?|keywords? ?&|introduction)\b|简介|摘要|标签|关键词|关键字/,
    'ignored',
  ],
  [/\b(?:paper|title|publication|article)s?\b|论文|論文|标题|题目|題目|タイトル|제목|논문/, 'title'],
  [/\b(?:code|github|implementation|pytorch|repo(?:sitory)?)s?\b|代码|コード|코드/, 'code'],
  [/\b(?:venue|conf(?:erence)?|journal|published|pub|publisher|accepted(?: (?:at|by|in|to))?)s?\b|会议|會議|期刊|発表|학회/, 'venue'],
  [/\b(?:year|date|time)\b|时间|日期|年份|年度|연도/, 'date'],
  [/\b(?:name|method|model|detector|keywords?|algorithm|approach|abbreviation|abbr)s?\b|名称|方法|模型|手法|모델/, 'name'],
  [/\b(?:video|youtube|talk|slides|review)s?\b/, 'media'],
  [/^\W*(?:project|home|web)[ -]?(?:page|site)?s?\W*$/, 'project'],
  [/\b(?:links?|materials?|resources?|url|demo|project|page|website)\b/, 'other'],
  [/^(?:idx|#|no\.?|id|index|序号)$/, 'index'],
  [/\bauthors?\b|作者|著者|저자/, 'authors'],
]

interface Columns {
  readonly roles: readonly (ColumnRole | undefined)[]
  /** Index of the column that holds only years, or -1. */
  readonly year: number
}

/** All rows of a table share its header. */
const columnsOfHeader = new WeakMap<readonly string[], Columns>()

function columnsOf(header: readonly string[]): Columns {
  const known = columnsOfHeader.get(header)
  if (known !== undefined) return known
  const names = header.map((name) => name.trim().toLowerCase())
  const columns = {
    roles: names.map((name) => columnRoles.find(([pattern]) => pattern.test(name))?.[1]),
    year: names.findIndex((name) => /^\W*(?:(?:release|publication|pub\.?|published)\W+)?(?:year|年份|年度|연도)\W*$/.test(name)),
  }
  columnsOfHeader.set(header, columns)
  return columns
}

/** What the headers of a table say about its columns; undefined for a header that is not known. */
export function columnRolesOf(header: readonly string[]): readonly (ColumnRole | undefined)[] {
  return columnsOf(header).roles
}

const noHeader: readonly string[] = []

/** @returns undefined if neither the table's header nor a link in the row shows that it is about a paper */
export function rowFields({header = noHeader, cells = []}: Unit): Fields | undefined {
  const {roles, year} = columnsOf(header)
  const cellOf = (role: ColumnRole): Cell | undefined => cells.find(({column}) => roles[column] === role)
  const namedVenue = cellOf('venue')
  // Next to a venue, a date is that of a preprint, of a meeting or of an addition to the list.
  const isRead = (column: number): boolean =>
    roles[column] !== 'ignored' && roles[column] !== 'authors' && (namedVenue === undefined || roles[column] !== 'date' || column === year)
  const fields = fieldsOf(joined(cells.filter(({column}) => isRead(column))))

  const titleCell = cellOf('title')
  if (titleCell !== undefined) takeTitle(fields, titleCell)
  const ownPaper = titleCell && fields.links.find((link) => isTitled(link) && isIn(titleCell, link))
  // If the title's cell links the paper, papers linked by name in other columns are what it was compared with or built on.
  const others = ownPaper && cells.filter((cell) => cell !== titleCell && (roles[cell.column] ?? 'name') === 'name')
  if (others !== undefined)
    fields.links = fields.links.map((link) => (isTitled(link) && others.some((cell) => isIn(cell, link)) ? {...link, role: 'other'} : link))
  const nameCell = cellOf('name')
  if (nameCell !== undefined && !fields.links.some((link) => link.role === 'other' && link.identity !== undefined && isIn(nameCell, link)))
    takeName(fields, nameCell)
  if (titleCell === undefined && (fields.name !== undefined || opensWithName(cells, year))) leaveSentence(fields, cells, nameCell)
  const venueCell = namedVenue ?? cellOf('date')
  const yearCell = cells.find(({column}) => column === year)
  if (venueCell !== undefined) takeVenue(fields, venueCell, yearCell)
  if (namedVenue !== undefined && fields.venue === undefined) fields.venue = unknownVenue(namedVenue)
  const authorsCell = cellOf('authors')
  if (authorsCell !== undefined) takeAuthors(fields, authorsCell)
  for (const cell of cells) {
    const role = roles[cell.column]
    if (role === 'code' || role === 'project') takeLinks(fields, cell, role)
  }

  // Not so for columns about something other than papers: `Law | Parameter | Description`.
  const isTold = roles.some((role) => role !== undefined && role !== 'ignored' && role !== 'authors' && role !== 'index')
  const isLinked = fields.links.some(
    ({role, identity, labelled}) => role === 'paper' && identity !== undefined && (!labelled || isBare(header)),
  )
  return isTold || isLinked ? fields : undefined
}

/** Whether a link to a paper has its title or name as text. */
function isTitled({role, labelled, identity}: EntryLink): boolean {
  return role === 'paper' && labelled && identity !== undefined
}

function isIn({runs}: Cell, {link}: EntryLink): boolean {
  return runs.some((run) => run.link === link)
}

/** Whether a row opens with a name, or with a year and a name. */
function opensWithName(cells: readonly Cell[], yearColumn: number): boolean {
  const [run, more] = cells.find(({column}) => column !== yearColumn)?.runs ?? []
  return run !== undefined && run.style !== 'image' && more === undefined && isName(run.text)
}

/** Whether a table's header is empty. */
function isBare(header: readonly string[]): boolean {
  return header.every((name) => name.trim() === '')
}

function takeTitle(fields: Fields, {runs}: Cell): void {
  const own = fieldsOf(runs)
  if (own.title !== undefined) {
    fields.title = own.title
    fields.plainTitle = false
  } else if (fields.plainTitle) fields.title = undefined
  if (own.name !== undefined) fields.name = own.name
}

/**
 * Without a column of titles, a sentence next to a name describes it and is no title: `Boils in the dark, and never spills.`
 * Nor are a few words next to a name that links the paper: `Image Text Action`.
 */
function leaveSentence(fields: Fields, cells: readonly Cell[], nameCell: Cell | undefined): void {
  const {title, plainTitle, links} = fields
  if (title === undefined || !plainTitle) return
  const cell = cells.find(({runs}) => runs.some((run) => run.start <= title.start && run.end >= title.end))
  const isApart = nameCell !== undefined && cell !== nameCell && links.some((link) => isTitled(link) && isIn(nameCell, link))
  const isFewWords = isApart && !hasWords(title.text, 5)
  if (!isFewWords && !/[a-z]{2}[.。]\s*$/.test(cell?.runs.at(-1)?.text ?? '')) return
  fields.title = undefined
  fields.plainTitle = false
}

/** If the name cell holds no name, the row has none there, unless the title is in that cell too. */
function takeName(fields: Fields, cell: Cell): void {
  const whole = textOf(cell)
  if (whole === undefined) return
  const {start, end} = whole
  const isWithin = (field: Span): boolean => field.start >= start && field.end <= end
  // `Some Method (Doe et al., 2018)`: the citation is not part of the name.
  const [citation = '', cited = ''] = /\s*[([]([^()[\]]+)[)\]]$/.exec(whole.text) ?? []
  const text = isCitation(cited) ? whole.text.slice(0, -citation.length) : whole.text
  const isOne = !/ & .* & |^[^,(]*\bet\.? al\b\W*(?:(?:19|20)\d\d)?\W*$/.test(text)
  if (/[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(text) && !isEmptyCell(text) && !hasWords(text, 6) && isOne)
    fields.name = {text, start, end}
  else if (fields.name !== undefined && isWithin(fields.name) && (fields.title === undefined || !isWithin(fields.title)))
    fields.name = undefined
}

function takeVenue(fields: Fields, {runs}: Cell, yearCell: Cell | undefined): void {
  const own = fieldsOf(runs)
  if (own.venue !== undefined && (own.venue.year !== undefined || fields.venue === undefined)) fields.venue = own.venue
  const year = own.year ?? yearOf(textOfRuns(runs)) ?? (yearCell && yearOf(textOfRuns(yearCell.runs)))
  // The date of a meeting or of an addition to the list is not the paper's.
  if (fields.venue?.year !== undefined) fields.year = fields.venue.year
  else if (year !== undefined) fields.year = year
}

/** A name that is no known venue, but one according to its column. */
function unknownVenue(cell: Cell): Venue | undefined {
  const whole = textOf(cell)
  if (whole === undefined) return undefined
  const text = whole.text.replace(/^(?:19|20)\d\d\b\W*|\W*(?:\b|['’])(?:(?:19|20)\d\d|(?<=['’])\d\d)\W*$/g, '')
  if (!/[A-Za-z\u00c0-\ud7ff]{2}/.test(text) || isEmptyCell(text) || hasWords(text, 13)) return undefined
  // An id such as `arXiv:2002.05709` is no name and has no year.
  if ((roleOfLabel(text) !== undefined && venueOf(text) === undefined) || noVenue.test(text) || /\d[./]\d/.test(text)) return undefined
  return {...whole, name: {...whole, text}, year: yearOf(whole.text), track: undefined}
}

const noVenue =
  /^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|accepted|submitted|rejected|unpublished|under review|in press|yes|no)\b|^https?:/i

/** A text that names people according to its column. */
function takeAuthors(fields: Fields, cell: Cell): void {
  const whole = textOf(cell)
  if (whole !== undefined && !isEmptyCell(whole.text)) fields.authors = [whole]
}

/** A link in the code or project column may have only a name or `Link` as its text: `[Point-MAE](https://github.com/…)`. */
function takeLinks(fields: Fields, {runs}: Cell, role: 'code' | 'project'): void {
  const inCell = new Set(runs.map(({link}) => link))
  fields.links = fields.links.map((link) => (inCell.has(link.link) && isWordless(link) ? {...link, role} : link))
}

/** Whether a link's text does not say what it leads to, so that its column decides. */
function isWordless({role, link}: EntryLink): boolean {
  // `Paper List`, `Blog`: a text that names a role is believed.
  return (role === 'other' && roleOfLabel(link.text) === undefined) || /^\W*(?:links?|url|链接|地址)\W*$/i.test(link.text)
}

function joined(cells: readonly Cell[]): Run[] {
  const runs: Run[] = []
  for (const cell of cells) {
    const [first] = cell.runs
    if (first === undefined) continue
    if (runs.length > 0) runs.push(lineBreak(first.start))
    for (const run of cell.runs) runs.push(run)
  }
  return runs
}

/** All text of a cell with its place. */
function textOf({runs}: Cell): Field | undefined {
  const [first] = runs
  const last = runs.at(-1)
  return first === undefined || last === undefined ? undefined : {text: textOfRuns(runs), start: first.start, end: last.end}
}

function textOfRuns(runs: readonly Run[]): string {
  return cleanTitle(
    runs
      .filter(({style}) => style !== 'break' && style !== 'image')
      .map(({text}) => text)
      .join(' ')
      .slice(0, longestText),
  )
}

function isEmptyCell(text: string): boolean {
  const word = /\w(?:.*\w)?/s.exec(text)?.[0]
  return word === undefined || /^(?:none|nan|n\/a|na|tbd|todo)$/i.test(word)
}

function yearOf(text: string): number | undefined {
  const match = /(?<!\d)((?:19|20)\d\d)(?!\d|\.\d{4})/.exec(text)
  return match?.[1] === undefined || looksLikeAuthors(text) ? undefined : Number(match[1])
}
