/** The report as one HTML file: it asks nothing of the network, so it works from a mail attachment. */
import {createHash} from 'node:crypto'
import {lineIndexOf} from '../core/place.ts'
import type {Report, ReportedFinding, ReportedLink} from '../core/report.ts'
import {html, httpUrl, splitCode} from './escape.ts'
import {evidenceOf, hostOf} from './evidence.ts'
import {markOf} from './excerpt.ts'
import {historyChart, hostTable, verdictChart} from './html-charts.ts'
import {script} from './html-script.ts'
import {style} from './html-style.ts'
import {count, number} from './number.ts'
import {compare, worstFirst} from './order.ts'
import type {ReportContext} from './reporter.ts'

/** Context shown before and after a place that stands in a very long line, in UTF-16 units. */
const contextUnits = 400

export function htmlReport(report: Report, context: ReportContext): string {
  const {summary} = report
  const title = `paperlint: ${count(summary.errors, 'error')}, ${count(summary.warnings, 'warning')}, ${count(summary.dead, 'dead link')}`
  const when =
    context.finishedAtMs === undefined ? '' : `, ${new Date(context.finishedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const body = [
    `<header><h1>paperlint report</h1><p class="soft">${count(summary.files, 'file')}, ${count(summary.links, 'link')}${when}</p></header>`,
    '<main>',
    numbers(report),
    summary.urls > 0 ? `<h2>Links by verdict</h2>${verdictChart(report)}` : '',
    historyChart(context.history ?? []),
    findingSection(report, context),
    linkSection(report, context),
    hostTable(report.links),
    '</main>',
    `<footer>Made by ${html(report.tool.name)} ${html(report.tool.version)}. <span id="copied" role="status" class="soft"></span></footer>`,
  ]
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hashOf(script)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${style}</style></head>
<body>
${body.filter((part) => part !== '').join('\n')}
<script>${script}</script>
</body></html>
`
}

function numbers({summary}: Report): string {
  const item = (value: number, words: string, isBad: boolean): string =>
    `<li${isBad ? ' class="bad"' : ''}><strong>${number(value)}</strong>${words}</li>`
  return `<ul class="numbers">${item(summary.errors, 'errors', summary.errors > 0)}${item(summary.warnings, 'warnings', false)}${item(summary.dead, 'dead links', summary.dead > 0)}${item(summary.blocked + summary.error, 'links nobody can tell', false)}</ul>`
}

function findingSection(report: Report, context: ReportContext): string {
  if (report.findings.length === 0) return '<h2>Findings</h2><p>Nothing to report.</p>'
  const linkByUrl = new Map(report.links.map((link) => [link.url, link]))
  const lineReaders = new Map<string, (line: number) => string | undefined>()
  const lineOf = (file: string, line: number): string | undefined => {
    let read = lineReaders.get(file)
    if (read === undefined) {
      read = lineReaderOf(context.sources.get(file))
      lineReaders.set(file, read)
    }
    return read(line)
  }
  const findings = [...report.findings].sort(worstFirst)
  const rows = findings.map((finding, index) => findingRow(finding, index, lineOf(finding.file, finding.line), linkByUrl, context))
  const filters = [
    filterOf(
      'severity',
      'Severity',
      findings.map(({severity}) => severity),
    ),
    filterOf(
      'rule',
      'Rule',
      findings.map(({rule}) => rule),
    ),
    filterOf(
      'file',
      'File',
      findings.map(({file}) => file),
    ),
    filterOf(
      'host',
      'Host',
      findings.flatMap(({url}) => (url === undefined ? [] : [hostOf(url)])),
    ),
  ]
  const heads = [headOf('Severity', 'number'), headOf('Place', 'number'), headOf('What', 'text'), headOf('Rule', 'text')]
  return section('Findings', 'Worst first; open a row for its source and what to write instead', filters, heads, rows)
}

function findingRow(
  finding: ReportedFinding,
  index: number,
  line: string | undefined,
  linkByUrl: ReadonlyMap<string, ReportedLink>,
  context: ReportContext,
): string {
  const {file, rule, severity, url, fix, suggestion, related = []} = finding
  const page = httpUrl(context.rulePage(rule) ?? '')
  const shownRule = page === undefined ? html(rule) : `<a href="${html(page)}" rel="noreferrer">${html(rule)}</a>`
  const link = url === undefined ? undefined : linkByUrl.get(url)
  const inside = [
    line === undefined ? '' : sourceOf(markOf(finding), line),
    fix === undefined ? '' : remedyOf('Write', fix.replacement),
    suggestion === undefined ? '' : remedyOf('Perhaps', suggestion),
    related.length === 0
      ? ''
      : definitions(related.map((place) => ['See', `${html(`${place.file}:${place.line}`)} ${messageOf(place.message)}`])),
    link === undefined ? '' : evidence(link),
  ].join('')
  const message = messageOf(finding.message)
  const what = inside === '' ? message : `<details><summary>${message}</summary>${inside}</details>`
  const rank = {error: 0, warning: 1, info: 2}[severity]
  const host = url === undefined ? '' : hostOf(url)
  return `<tr data-severity="${severity}" data-rule="${html(rule)}" data-file="${html(file)}" data-host="${html(host)}"><td data-key="${rank}"><span class="word ${severity}">${severity}</span></td><td data-key="${index}">${placeOf(file, finding.line, context)}:${finding.column}</td><td class="wide">${what}</td><td>${shownRule}</td></tr>`
}

function linkSection(report: Report, context: ReportContext): string {
  const troubled = report.links.filter(({verdict}) => verdict !== 'ok')
  if (troubled.length === 0) return ''
  const order = ['dead', 'moved', 'error', 'blocked', 'skipped']
  const links = [...troubled].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || compare(a.url, b.url))
  const rows = links.map((link) => {
    const {url, verdict, reason, occurrences} = link
    const href = httpUrl(url)
    const shown = `<code>${html(url)}</code>`
    const places = occurrences.slice(0, 20).map((place) => placeOf(place.file, place.line, context))
    const more = occurrences.length > places.length ? ` and ${number(occurrences.length - places.length)} more` : ''
    const open =
      href === undefined ? '' : definitions([['Open', `<a href="${html(href)}" rel="noreferrer nofollow">${html(hostOf(url) || url)}</a>`]])
    return `<tr data-verdict="${verdict}" data-host="${html(hostOf(url))}" data-reason="${html(reason)}"><td data-key="${order.indexOf(verdict)}">${verdict}</td><td class="wide"><details><summary>${shown}</summary>${evidence(link)}${open}</details></td><td>${html(reason)}</td><td>${places.join(', ')}${more}</td></tr>`
  })
  const filters = [
    filterOf(
      'verdict',
      'Verdict',
      links.map(({verdict}) => verdict),
    ),
    filterOf(
      'reason',
      'Reason',
      links.map(({reason}) => reason),
    ),
    filterOf(
      'host',
      'Host',
      links.map(({url}) => hostOf(url)),
    ),
  ]
  const heads = [headOf('Verdict', 'number'), headOf('Link', 'text'), headOf('Reason', 'text'), headOf('Where', 'text')]
  return section('Links', `Every link but the ${number(report.summary.ok)} that work; open a row for the evidence`, filters, heads, rows)
}

function section(name: string, caption: string, filters: readonly string[], heads: readonly string[], rows: readonly string[]): string {
  const search = '<label>Text<input type="search" data-filter="text"></label>'
  return `<section data-table id="${name.toLowerCase()}"><h2>${name}</h2><div class="filters" hidden>${filters.join('')}${search}<output class="soft"></output></div><div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><caption>${caption}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`
}

function headOf(name: string, sort: 'text' | 'number'): string {
  return `<th scope="col" data-sort="${sort}"><button type="button">${name}</button></th>`
}

function filterOf(name: string, label: string, values: readonly string[]): string {
  const options = [...new Set(values)].sort().map((value) => `<option value="${html(value)}">${html(value)}</option>`)
  if (options.length < 2) return ''
  return `<label>${label}<select data-filter="${name}"><option value="">all</option>${options.join('')}</select></label>`
}

/** The source line with the place marked. */
function sourceOf({line, column, endLine, endColumn}: ReturnType<typeof markOf>, text: string): string {
  const start = Math.min(column - 1, text.length)
  const end = endLine === line ? Math.min(Math.max(endColumn - 1, start), text.length) : text.length
  const from = Math.max(0, start - contextUnits)
  const to = Math.min(text.length, end + contextUnits)
  const marked = text.slice(start, Math.min(end, start + 4 * contextUnits))
  return `<pre class="source">${from > 0 ? '…' : ''}${html(text.slice(from, start))}<mark>${html(marked)}</mark>${html(text.slice(end, to))}${to < text.length ? '…' : ''}</pre>`
}

function remedyOf(label: string, text: string): string {
  return definitions([[label, pasteable(text)]])
}

/** Text to copy. It travels in an attribute, byte for byte; what is shown has its hidden characters spelled out. */
function pasteable(text: string): string {
  if (text.trim() === '') return text === '' ? '(nothing: remove it)' : '(one space)'
  return `<code>${html(text)}</code> <button type="button" class="copy" data-text="${attribute(text)}">copy</button>`
}

function evidence(link: ReportedLink): string {
  const asked = link.evidence ?? []
  const lines = evidenceOf(link).map(({label, text}): [string, string] => {
    if (label === 'says' && asked.length > 0) return ['Asked', asked.map((line) => `<div>${html(line)}</div>`).join('')]
    if (label === 'now') return ['Now', pasteable(text)]
    const href = label === 'copy' ? httpUrl(text) : undefined
    return [evidenceWords[label], href === undefined ? html(text) : `<a href="${html(href)}" rel="noreferrer">${html(text)}</a>`]
  })
  return definitions(lines)
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

/** An attribute's value, kept as it is but for what would end it and what HTML has no way to hold. */
function attribute(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replace(/[\0\p{Cs}]/gu, '\ufffd')
}

function lineReaderOf(source: string | undefined): (line: number) => string | undefined {
  if (source === undefined) return () => undefined
  const index = lineIndexOf(source)
  return (line) => {
    const {start, end} = index.spanOf(line)
    return source.slice(start, end)
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
