/** The report as GitHub Markdown: job summaries, comments and files. */
import type {Report, ReportedFinding, ReportedLink} from '../core/report.ts'
import {markdownCode, markdownMessage, markdownTarget, markdownText} from './escape.ts'
import {answerOf, copyDayOf, pastOf} from './evidence.ts'
import {count, duration, number} from './number.ts'
import {type FindingGroup, groupsOf, linesInWords, worstFirst} from './order.ts'
import {isQuoted} from './related.ts'
import {unseenInWords} from './remedy.ts'
import type {ReportContext} from './reporter.ts'

/** GitHub drops a step's summary above 1 MiB as a whole. */
const mostBytes = 1_000_000

export function markdown(report: Report, context: ReportContext): string {
  return markdownReport(report, context, mostBytes)
}

/** The report in at most so many bytes of UTF-8; what does not fit is counted. */
export function markdownReport(report: Report, context: ReportContext, maxBytes: number): string {
  const findings = [...report.findings].sort(worstFirst)
  const groups = groupsOf(findings)
  const shown = groups.filter(({first}) => first.severity !== 'info')
  const notes = groups.filter(({first}) => first.severity === 'info')
  const spoken = new Set(findings.map(({url}) => url))
  const linksBy = (...verdicts: readonly string[]): readonly ReportedLink[] =>
    report.links.filter(({verdict}) => verdicts.includes(verdict))
  const page = pageUpTo(maxBytes)

  page.write(`### ${headline(report)}\n`)
  page.write(`${linkSentence(report)}\n`)
  page.section(
    '',
    findingHead,
    shown.map((group) => findingRow(group, context)),
  )
  const silent = linksBy('dead', 'moved').filter(({url}) => !spoken.has(url))
  page.section(
    silent.length > 0 ? '#### Links\n' : '',
    linkHead,
    silent.map((link) => linkRow(link, context)),
  )
  const undecided = linksBy('blocked', 'error')
  page.details(
    count(undecided.length, 'undecided link'),
    linkHead,
    undecided.map((link) => linkRow(link, context)),
  )
  page.details(
    count(report.summary.infos, 'note'),
    findingHead,
    notes.map((group) => findingRow(group, context)),
  )
  return page.text()
}

export const findingHead = '| line | what | write instead |\n| --- | --- | --- |\n'
export const linkHead = '| link | answer | where |\n| --- | --- | --- |\n'

/** `3 errors and 2 warnings in 1 file`, with the product's name. */
function headline({summary}: Report): string {
  const {errors, warnings, files} = summary
  const found = [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])]
  return `paperlint: ${found.length === 0 ? 'no problems' : found.join(' and ')} in ${count(files, 'file')}`
}

/** One line about the links. */
function linkSentence({summary}: Report): string {
  const {ok, moved, dead, blocked, error, requests, durationMs, links, insecure} = summary
  const checked = ok + moved + dead + blocked + error
  if (checked === 0) return links === 0 ? 'No link was checked.' : `${count(links, 'link')}, not checked.`
  const parts = [`${number(ok)} ok`, `${number(moved)} moved`, `${number(dead)} dead`, `${number(blocked + error)} undecided`]
  return `${count(checked, 'link')} checked in ${duration(durationMs)} with ${count(requests, 'request')}: ${parts.join(', ')}.${insecure ? ' Certificates were not verified.' : ''}`
}

/** A row under `findingHead`. */
export function findingRow({first, others}: FindingGroup, context: Pick<ReportContext, 'rulePage' | 'sourcePage'>): string {
  const lines = linesInWords(others)
  const also = lines === '' ? '' : `, also ${lines}`
  const word = first.severity === 'info' ? 'note' : first.severity
  const page = context.rulePage(first.rule)
  const target = page === undefined ? undefined : markdownTarget(page)
  const rule = target === undefined ? markdownCode(first.rule) : `[${markdownCode(first.rule)}](${target})`
  const related = (first.related ?? []).map(
    (place) =>
      `<br>see ${placeLink(place.file, place.line, context)}${isQuoted(first.message, place) ? '' : `, ${markdownMessage(place.message)}`}`,
  )
  return `| ${placeLink(first.file, first.line, context)}${also} | **${word}** ${markdownMessage(first.message)} ${rule}${related.join('')} | ${remedyOf(first)} |\n`
}

/** A row under `linkHead`. */
export function linkRow(link: ReportedLink, context: Pick<ReportContext, 'sourcePage'>): string {
  const since = pastOf(link)
  const target =
    link.verdict === 'moved' && link.finalUrl !== undefined ? `now ${markdownCode(link.finalUrl)}` : markdownText(answerOf(link))
  const isUndecided = link.verdict === 'blocked' || link.verdict === 'error'
  const answer = [
    isUndecided ? target : `**${link.verdict}** ${target}`,
    ...(since === undefined ? [] : [`since ${markdownText(since)}`]),
    ...copyLink(link),
  ]
  const places = link.occurrences.slice(0, 5).map(({file, line}) => placeLink(file, line, context))
  const more = link.occurrences.length - places.length
  return `| ${markdownCode(link.url)} | ${answer.join('<br>')} | ${places.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''} |\n`
}

/** `[archived copy of 2021-04-11](…)`, where there is one. */
export function copyLink({archived}: Pick<ReportedLink, 'archived'>): readonly string[] {
  const target = archived === undefined ? undefined : markdownTarget(archived)
  const day = copyDayOf(archived ?? '')
  return target === undefined ? [] : [`[archived copy${day === undefined ? '' : ` of ${day}`}](${target})`]
}

/** `README.md:70`, linked where the repository's pages are known. */
export function placeLink(file: string, line: number, context: Pick<ReportContext, 'sourcePage'>): string {
  const page = context.sourcePage?.(file, line)
  const target = page === undefined ? undefined : markdownTarget(page)
  const shown = markdownText(`${file}:${line}`)
  return target === undefined ? shown : `[${shown}](${target})`
}

function remedyOf({fix, suggestion}: ReportedFinding): string {
  if (fix !== undefined) return unseenInWords(fix.replacement) ?? markdownCode(fix.replacement)
  return suggestion === undefined ? '' : markdownCode(suggestion)
}

interface Page {
  write(text: string): void
  /** A heading and a table, if there are rows. */
  section(heading: string, head: string, rows: readonly string[]): void
  /** A table behind a summary line, if there are rows. */
  details(summary: string, head: string, rows: readonly string[]): void
  text(): string
}

/** Text within a budget of bytes: tables end early and say so. */
export function pageUpTo(maxBytes: number): Page {
  let text = ''
  let bytes = 0
  // Room for the closing tags and the counts of what was left out.
  const reserve = Math.min(600, maxBytes / 4)
  const write = (more: string): boolean => {
    const added = Buffer.byteLength(more)
    if (bytes + added > maxBytes - reserve) return false
    text += more
    bytes += added
    return true
  }
  const table = (opening: string, head: string, rows: readonly string[], closing: string): void => {
    if (rows.length === 0 || !write(`\n${opening}${head}`)) return
    const end = rows.findIndex((row) => !write(row))
    if (end >= 0) text += `\n… and ${number(rows.length - end)} more.\n`
    text += closing
  }
  return {
    write: (more) => void write(more),
    section: (heading, head, rows) => table(heading === '' ? '' : `${heading}\n`, head, rows, ''),
    details: (summary, head, rows) => table(`<details><summary>${markdownText(summary)}</summary>\n\n`, head, rows, '\n</details>\n'),
    text: () => text,
  }
}
