/** The report for people in a terminal: file by file, worst first, each with its place in the source and what to write instead. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Report, ReportedFinding, ReportedLink} from '../core/report.ts'
import {type LineIndex, lineIndexOf} from '../core/text/place.ts'
import {visible} from './escape.ts'
import {evidenceOf} from './evidence.ts'
import {excerptOf, markOf} from './excerpt.ts'
import {type FindingGroup, groupsOf, linesInWords, worstFirst} from './order.ts'
import {type Paint, paintOf} from './paint.ts'
import {isSaid} from './related.ts'
import {unseenInWords} from './remedy.ts'
import type {ReportContext} from './reporter.ts'
import {linkLines, ruleLines} from './totals.ts'
import {widthOf, wrap} from './width.ts'

const words = {error: 'error', warning: 'warn', info: 'note'} as const
const severityColumns = 5
const narrowest = 40

export function pretty(report: Report, context: ReportContext): string {
  const page: Page = {
    paint: paintOf(context.color, context.hyperlinks),
    width: Math.max(narrowest, context.width),
    context,
    linkByUrl: new Map(report.links.map((link) => [link.url, link])),
  }
  const shown = report.findings.filter(({severity}) => (context.quiet ? severity === 'error' : severity !== 'info' || context.showInfos))
  const byFile = new Map<string, ReportedFinding[]>()
  for (const finding of [...shown].sort(worstFirst)) {
    getOrInsert(byFile, finding.file, () => []).push(finding)
  }
  const sections = [...byFile.keys()].sort().map((file) => fileSection(page, file, byFile.get(file) ?? []))
  const totals = [...linkLines(report, page.paint, page.width, context.quiet), ...ruleLines(report, context, page.paint, page.width)]
  return `${[...sections, totals.join('\n')].join('\n\n')}\n`
}

interface Page {
  readonly paint: Paint
  readonly width: number
  readonly context: ReportContext
  readonly linkByUrl: ReadonlyMap<string, ReportedLink>
}

function fileSection(page: Page, file: string, findings: readonly ReportedFinding[]): string {
  const source = page.context.sources.get(file)
  const lines = source === undefined ? undefined : lineIndexOf(source)
  const groups = groupsOf(findings)
  const placeColumns = groups.reduce((most, {first}) => Math.max(most, placeOf(first).length), 0)
  const blocks: string[] = []
  let previous: ReportedFinding | undefined
  for (const group of groups) {
    // Two findings about one place share the excerpt.
    const isSamePlace = previous !== undefined && hasSameSpan(previous, group.first)
    blocks.push(block(page, group, placeColumns, isSamePlace ? undefined : lines))
    previous = group.first
  }
  return [page.paint.bold(page.paint.underline(visible(file))), ...blocks].join('\n\n')
}

function block(page: Page, group: FindingGroup, placeColumns: number, source: LineIndex | undefined): string {
  const {paint, width} = page
  const finding = group.first
  const lines = headLines(page, finding, placeColumns)
  const bar = paint.dim('│')
  const gutterColumns = 2 + placeColumns + 2
  const textColumns = width - gutterColumns - 2
  const gutter = (label: string): string => `${paint.dim(label.padStart(2 + placeColumns))}  ${bar}`
  const push = (text: string): void => void lines.push(`${gutter('')} ${text}`)
  const labelled = (label: string, text: string): void => {
    const wrapped = wrap(text, textColumns - 7)
    for (const [index, line] of wrapped.entries()) push(`${index === 0 ? paint.dim(label.padEnd(7)) : ' '.repeat(7)}${line}`)
  }

  if (source !== undefined) {
    const {line, column, endLine, endColumn} = markOf(finding)
    const text = source.textOf(line)
    const excerpt = excerptOf(text, column - 1, endLine === line ? endColumn - 1 : text.length, textColumns)
    lines.push(`${gutter(`${line}`)} ${excerpt.text}`.trimEnd())
    push(' '.repeat(excerpt.before) + inSeverity(paint, finding, '^'.repeat(Math.min(excerpt.marked, textColumns - excerpt.before))))
  }
  if (finding.fix !== undefined) {
    const replacement = shownReplacement(finding.fix.replacement)
    const columns = 7 + widthOf(replacement)
    const gap = textColumns - columns - 'fixable'.length
    // Text to paste stays whole, even where it is longer than the line.
    push(`${paint.dim('write  ')}${paint.green(replacement)}${gap >= 2 ? ' '.repeat(gap) : '  '}${paint.dim('fixable')}`)
  }
  if (finding.suggestion !== undefined) push(`${paint.dim('maybe  ')}${paint.green(shownReplacement(finding.suggestion))}`)
  if (group.others.length > 0) labelled('also', otherPlaces(group.others))
  for (const related of finding.related ?? []) {
    if (isSaid(finding, related)) continue
    const place = related.file === finding.file ? `line ${related.line}` : `${visible(related.file)}:${related.line}`
    labelled('see', related.message === '' ? place : `${place}: ${visible(related.message)}`)
  }
  const link = finding.url === undefined ? undefined : page.linkByUrl.get(finding.url)
  // Without a network nobody has said anything.
  if (link !== undefined && link.verdict !== 'ok' && link.reason !== 'offline') {
    const proposed = finding.fix?.replacement ?? finding.suggestion
    for (const {label, text} of evidenceOf(link)) if (text !== proposed) labelled(label, visible(text))
  }
  return lines.join('\n')
}

/** Place, severity, message and rule; the rule at the right edge of the last line, or below it if there is no room. */
function headLines(page: Page, finding: ReportedFinding, placeColumns: number): string[] {
  const {paint, width} = page
  const indent = 2 + placeColumns + 2 + severityColumns + 2
  const messageLines = wrap(visible(finding.message), width - indent)
  const painted = paintMessage(paint, messageLines)
  const rule = visible(finding.rule)
  const lines = painted.map((text, index) => {
    const start =
      index === 0
        ? `  ${placeOf(finding).padEnd(placeColumns)}  ${inSeverity(paint, finding, words[finding.severity].padEnd(severityColumns))}  `
        : ' '.repeat(indent)
    return start + text
  })
  const lastColumns = indent + widthOf(messageLines.at(-1) ?? '')
  const shownRule = paint.dim(paint.link(rule, page.context.rulePage(finding.rule)))
  const gap = width - lastColumns - widthOf(rule)
  if (gap >= 2) lines[lines.length - 1] += ' '.repeat(gap) + shownRule
  else lines.push(' '.repeat(Math.max(indent, width - widthOf(rule))) + shownRule)
  return lines
}

/** The lines of a message with the text in backticks in bold, even where it continues on the next line. */
function paintMessage(paint: Paint, lines: readonly string[]): string[] {
  // If their number is odd, one of them belongs to a quoted text, and nobody knows which.
  if (lines.join('').split('`').length % 2 === 0) return [...lines]
  let isCode = false
  return lines.map((line) => {
    let painted = ''
    let code = ''
    for (const [index, part] of line.split('`').entries()) {
      if (index > 0) {
        code += '`'
        if (isCode) {
          painted += paint.bold(code)
          code = ''
        }
        isCode = !isCode
      }
      if (isCode) code += part
      else painted += part
    }
    return code === '' ? painted : painted + paint.bold(code)
  })
}

function inSeverity(paint: Paint, finding: ReportedFinding, text: string): string {
  if (finding.severity === 'error') return paint.bold(paint.red(text))
  return finding.severity === 'warning' ? paint.yellow(text) : paint.cyan(text)
}

function otherPlaces(others: readonly ReportedFinding[]): string {
  const lines = linesInWords(others)
  return `${lines.includes(',') ? 'lines' : 'line'} ${lines}`
}

function shownReplacement(replacement: string): string {
  return unseenInWords(replacement) ?? visible(replacement.replaceAll(/\r\n|\r|\n/g, ' ⏎ '))
}

function placeOf({line, column}: ReportedFinding): string {
  return `${line}:${column}`
}

function hasSameSpan(a: ReportedFinding, b: ReportedFinding): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn
}
