/** The one table of the HTML report: every finding, and every link that does not simply work and that no finding is about. */

import type {Report, ReportedFinding, ReportedLink, Verdict} from '../core/report.ts'
import {lineIndexOf} from '../core/text/place.ts'
import {html, httpUrl, splitCode} from './escape.ts'
import {answerOf, evidenceOf, hostOf} from './evidence.ts'
import {markOf, unitBoundary} from './excerpt.ts'
import {number} from './number.ts'
import {compare, worstFirst} from './order.ts'
import {unseenInWords} from './remedy.ts'
import type {ReportContext} from './reporter.ts'

/** Context shown before and after a place that stands in a very long line, in UTF-16 units. */
const contextUnits = 400
/** Rows that are laid out until somebody asks for more: a browser takes seconds for thousands. */
export const rowsAtFirst = 200

interface Row {
  readonly level: Level
  readonly verdict: string
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly host: string
  /** Cells as HTML. */
  readonly place: string
  readonly what: string
  readonly source: string
}

type Level = 'error' | 'warning' | 'info' | 'dead' | 'moved' | 'undecided' | 'skipped'

/** Worst first. */
const levels: readonly Level[] = ['error', 'dead', 'warning', 'undecided', 'moved', 'info', 'skipped']

const levelOfVerdict: Readonly<Record<Exclude<Verdict, 'ok'>, Level>> = {
  dead: 'dead',
  moved: 'moved',
  blocked: 'undecided',
  error: 'undecided',
  skipped: 'skipped',
}

export function workTable(report: Report, context: ReportContext): string {
  const rows = rowsOf(report, context)
  if (rows.length === 0) return '<h2>To work through</h2><p>Nothing to report.</p>'
  const filters = (
    [
      ['level', 'Level'],
      ['verdict', 'Verdict'],
      ['rule', 'Rule'],
      ['host', 'Host'],
      ['file', 'File'],
    ] as const
  ).map(([name, label]) =>
    filterOf(
      name,
      label,
      rows.map((row) => row[name]),
    ),
  )
  const byPlaceRank = new Map([...rows].sort((a, b) => compare(a.file, b.file) || a.line - b.line).map((row, index) => [row, index]))
  const heads = [headOf('Level', 'number'), headOf('Place', 'number'), headOf('What', 'text'), headOf('Rule', 'text')]
  const written = rows.map((row, index) => {
    const {level, verdict, rule, file, host, place, what, source} = row
    const data = Object.entries({level, verdict, rule, file, host}).map(([name, value]) =>
      value === '' ? '' : ` data-${name}="${html(value)}"`,
    )
    const later = index < rowsAtFirst ? '' : ' class="later"'
    return `<tr${later}${data.join('')}><td data-key="${levels.indexOf(level)}"><span class="word ${level}">${level}</span></td><td class="place" data-key="${byPlaceRank.get(row) ?? 0}">${place}</td><td class="wide">${what}</td><td>${source}</td></tr>`
  })
  const search = '<label>Text<input type="search" data-filter="text"></label>'
  const more = `<p class="more" hidden><button type="button">more</button></p>`
  return `<section id="work"><h2>To work through</h2><div class="filters" hidden>${filters.join('')}${search}<output class="soft"></output></div><div class="scroll" tabindex="0" role="region" aria-label="Findings and links"><table class="work"><caption>Worst first; open a row for its source, the evidence and what to write instead</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${written.join('\n')}</tbody></table></div>${more}</section>`
}

function rowsOf(report: Report, context: ReportContext): readonly Row[] {
  const linkByUrl = new Map(report.links.map((link) => [link.url, link]))
  const lines = new Map(Array.from(context.sources, ([file, source]) => [file, lineIndexOf(source)]))
  const findings = [...report.findings]
    .sort(worstFirst)
    .map((finding) => findingRow(finding, lines.get(finding.file)?.textOf(finding.line), linkByUrl.get(finding.url ?? ''), context))
  const spoken = new Set(report.findings.map(({url}) => url))
  const links = report.links.filter(
    ({url, verdict}) => verdict !== 'ok' && !(spoken.has(url) && (verdict === 'dead' || verdict === 'moved')),
  )
  const rows = [...findings, ...links.map((link) => linkRow(link, context))]
  return rows.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
}

function findingRow(finding: ReportedFinding, line: string | undefined, link: ReportedLink | undefined, context: ReportContext): Row {
  const {file, rule, severity, url, fix, suggestion, related = []} = finding
  const page = httpUrl(context.rulePage(rule) ?? '')
  const inside = [
    line === undefined ? '' : sourceOf(markOf(finding), line),
    fix === undefined ? '' : remedyOf('Write', fix.replacement),
    suggestion === undefined ? '' : remedyOf('Perhaps', suggestion),
    related.length === 0
      ? ''
      : definitions(related.map((place) => ['See', `${placeOf(place.file, place.line, context)} ${messageOf(place.message)}`])),
    link === undefined ? '' : evidence(link, suggestion),
  ].join('')
  const message = messageOf(finding.message)
  return {
    level: severity,
    verdict: link?.verdict ?? '',
    rule,
    file,
    line: finding.line,
    host: url === undefined ? '' : hostOf(url),
    place: `${placeOf(file, finding.line, context)}:${finding.column}`,
    what: inside === '' ? message : `<details><summary>${message}</summary>${inside}</details>`,
    source: page === undefined ? html(rule) : `<a href="${html(page)}" rel="noreferrer">${html(rule)}</a>`,
  }
}

function linkRow(link: ReportedLink, context: ReportContext): Row {
  const {url, verdict, occurrences} = link
  const [first, ...others] = occurrences
  const places = others.slice(0, 20).map(({file, line}) => placeOf(file, line, context))
  const more = others.length > places.length ? ` and ${number(others.length - places.length)} more` : ''
  const also = places.length === 0 ? '' : definitions([['Also', places.join(', ') + more]])
  const answer = answerOf(link)
  return {
    level: verdict === 'ok' ? 'info' : levelOfVerdict[verdict],
    verdict,
    rule: '',
    file: first?.file ?? '',
    line: first?.line ?? 0,
    host: hostOf(url),
    place: first === undefined ? '' : `${placeOf(first.file, first.line, context)}:${first.column}`,
    what: `<details><summary><code>${html(url)}</code> ${verdict}: ${html(answer)}</summary>${evidence(link, undefined)}${also}</details>`,
    source: '',
  }
}

function headOf(name: string, sort: 'text' | 'number'): string {
  return `<th scope="col" data-sort="${sort}"><button type="button">${name}</button></th>`
}

function filterOf(name: string, label: string, values: readonly string[]): string {
  const options = [...new Set(values)].filter((value) => value !== '').sort()
  if (options.length < 2) return ''
  const written = options.map((value) => `<option value="${html(value)}">${html(value)}</option>`)
  return `<label>${label}<select data-filter="${name}"><option value="">all</option>${written.join('')}</select></label>`
}

/** The source line with the place marked. */
function sourceOf({line, column, endLine, endColumn}: ReturnType<typeof markOf>, text: string): string {
  const start = Math.min(column - 1, text.length)
  const end = endLine === line ? Math.min(Math.max(endColumn - 1, start), text.length) : text.length
  // A line may be megabytes long: a long place is shown up to a point, a short one with what is around it.
  const from = unitBoundary(text, start - contextUnits)
  const stop = unitBoundary(text, Math.min(end, start + 4 * contextUnits))
  const to = stop < end ? stop : unitBoundary(text, end + contextUnits)
  return `<pre class="source">${from > 0 ? '…' : ''}${html(text.slice(from, start))}<mark>${html(text.slice(start, stop))}</mark>${html(text.slice(stop, to))}${to < text.length ? '…' : ''}</pre>`
}

function remedyOf(label: string, text: string): string {
  return definitions([[label, pasteable(text)]])
}

/** Text to copy. It travels in an attribute, byte for byte; what is shown has its hidden characters spelled out. */
function pasteable(text: string): string {
  const words = unseenInWords(text)
  if (words !== undefined) return html(words)
  return `<code>${html(text)}</code> <button type="button" class="copy" data-text="${attribute(text)}">copy</button>`
}

/** @param told an address that the row shows already */
function evidence(link: ReportedLink, told: string | undefined): string {
  const asked = link.evidence ?? []
  const facts = evidenceOf(link).filter(({text}) => text !== told)
  const lines = facts.map(({label, text}): [string, string] => {
    if (label === 'says' && asked.length > 0) return ['Asked', asked.map((line) => `<div>${html(line)}</div>`).join('')]
    if (label === 'now') return ['Now', pasteable(text)]
    const href = label === 'copy' ? httpUrl(text) : undefined
    return [evidenceWords[label], href === undefined ? html(text) : `<a href="${html(href)}" rel="noreferrer">${html(text)}</a>`]
  })
  const href = httpUrl(link.url)
  const open: [string, string][] =
    href === undefined ? [] : [['Open', `<a href="${html(href)}" rel="noreferrer nofollow">${html(hostOf(link.url) || link.url)}</a>`]]
  return definitions([...lines, ...open])
}

const evidenceWords = {says: 'Answer', now: 'Now', since: 'Since', copy: 'Copy'} as const

function definitions(pairs: readonly (readonly [string, string])[]): string {
  return `<dl>${pairs.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')}</dl>`
}

function messageOf(message: string): string {
  return splitCode(message)
    .map(({text, code}) => (code ? `<code>${html(text)}</code>` : html(text)))
    .join('')
}

function placeOf(file: string, line: number, context: ReportContext): string {
  const page = httpUrl(context.sourcePage?.(file, line) ?? '')
  const shown = html(`${file}:${line}`)
  return page === undefined ? shown : `<a href="${html(page)}" rel="noreferrer">${shown}</a>`
}

/** An attribute's value, unchanged but for what would end it and what HTML can't hold. */
function attribute(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replace(/[\0\p{Cs}]/gu, '\ufffd')
}
