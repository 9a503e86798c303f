/** The last lines of the terminal report: what became of the links, and what the rules found. */
import {countsOf} from '../core/collection/counts.ts'
import {isService, services} from '../core/link/service.ts'
import type {Report, ReportedLink} from '../core/report.ts'
import {lineIndexOf, shownLines} from '../core/text/place.ts'
import {visible} from './escape.ts'
import {answerOf, hostOf} from './evidence.ts'
import {count, duration, number} from './number.ts'
import {compare} from './order.ts'
import type {Paint} from './paint.ts'
import type {ReportContext} from './reporter.ts'
import {widthOf, wrap} from './width.ts'

const labelColumns = 8
const hostsShown = 4

/** Words that belong together, and how to paint them. */
interface Part {
  readonly text: string
  readonly style?: (text: string) => string
}

/** The links: how many were checked and how, the verdicts, and the links that no finding is about. */
export function linkLines(report: Report, paint: Paint, width: number, quiet: boolean): readonly string[] {
  const {summary, links} = report
  if (summary.links === 0 && links.length === 0) return []
  const unreached = links.filter(isUnreached).length
  const undecided = summary.blocked + summary.error - unreached
  const checked = summary.ok + summary.moved + summary.dead + undecided
  const row = (label: string, parts: readonly Part[]): readonly string[] => labelled(paint, label, flow(parts, '   ', width - labelColumns))
  // Without a network every request fails, which says nothing about the links.
  const isOffline = checked > 0 && links.every(({verdict, reason}) => verdict === 'skipped' || reason === 'offline')
  if (checked === 0 || isOffline) {
    const why = isOffline ? ': no network' : unreached > 0 ? ': none was reached (--deadline)' : ''
    const text = `${count(summary.links, 'link')}, not checked${why}${leftOut(links)}`
    return quiet ? [] : row('Links', [{text}])
  }

  const asked = `${number(checked)} checked in ${duration(summary.durationMs)} with ${count(summary.requests, 'request')}`
  const spoken = new Set(report.findings.map(({url}) => url))
  const silent = links.filter(({url, verdict}) => (verdict === 'dead' || (verdict === 'moved' && !quiet)) && !spoken.has(url))
  return [
    ...row('Links', [
      {text: asked + answeredBy(links)},
      ...some(summary.insecure ? 1 : 0, {text: 'certificates not verified', style: paint.yellow}),
    ]),
    ...row('', [
      {text: `${number(summary.ok)} ok`},
      ...some(summary.moved, {text: `${number(summary.moved)} moved`, style: paint.yellow}),
      {text: `${number(summary.dead)} dead`, style: summary.dead > 0 ? (text) => paint.bold(paint.red(text)) : paint.green},
      ...some(undecided, {text: `${number(undecided)} undecided${undecidedHosts(links)}`}),
      ...some(unreached, {text: `${number(unreached)} not reached (--deadline)`, style: paint.yellow}),
      ...some(summary.skipped, {text: `${number(summary.skipped)} skipped${leftOut(links)}`}),
    ]),
    ...silent.flatMap((link) => row('', [{text: silentLink(link)}])),
  ]
}

/** The rules: findings by severity, how much was read, what `--fix` would write, and what is not shown. */
export function ruleLines(report: Report, context: ReportContext, paint: Paint, width: number): readonly string[] {
  const {errors, warnings, infos} = report.summary
  const found: Part[] = [
    ...some(errors, {text: count(errors, 'error'), style: (text) => paint.bold(paint.red(text))}),
    ...some(warnings, {text: count(warnings, 'warning'), style: paint.yellow}),
    ...some(infos, {text: count(infos, 'note')}),
  ]
  if (found.length === 0) found.push({text: 'nothing to report', style: paint.green})
  const fixable = report.findings.filter(({fix}) => fix !== undefined).length
  const asides: Part[] = [
    {text: `in ${extent(report, context)}`},
    ...(report.summary.fixed === undefined ? [] : [{text: `${number(report.summary.fixed)} fixed`}]),
    ...some(report.summary.known ?? 0, {text: `${number(report.summary.known ?? 0)} known from the baseline`}),
    ...some(fixable, {text: `${number(fixable)} fixable with --fix`}),
    ...some(context.showInfos || context.quiet ? 0 : infos, {text: 'notes hidden, show with --info'}),
    ...some(context.quiet ? warnings + infos : 0, {text: 'errors only (--quiet)'}),
  ]
  return labelled(paint, 'Rules', flow([...separated(found, ', ', ' '), ...separated(asides, ' · ', '')], '', width - labelColumns))
}

/** The part, if there is anything to count. */
function some(amount: number, part: Part): readonly Part[] {
  return amount > 0 ? [part] : []
}

/** Parts with a separator after each but the last, which gets another ending. */
function separated(parts: readonly Part[], separator: string, last: string): readonly Part[] {
  return parts.map(({text, style = plain}, index) => {
    const end = index === parts.length - 1 ? last : separator
    return {text: text + end, style: () => style(text) + end}
  })
}

function plain(text: string): string {
  return text
}

/** Parts side by side in lines of at most so many columns; a part that is longer than a line is broken. */
function flow(parts: readonly Part[], separator: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const {text, style = plain} of parts) {
    const partWidth = widthOf(text.trimEnd())
    const gap = line === '' ? '' : separator
    if (width + gap.length + partWidth <= columns) {
      line += gap + style(text)
      width += gap.length + widthOf(text)
      continue
    }
    if (line !== '') lines.push(line)
    const broken = partWidth <= columns ? [style(text)] : wrap(text, columns)
    lines.push(...broken.slice(0, -1))
    line = broken.at(-1) ?? ''
    width = widthOf(partWidth <= columns ? text : line)
  }
  if (line !== '') lines.push(line)
  return lines
}

function labelled(paint: Paint, label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? paint.bold(label.padEnd(labelColumns)) : ' '.repeat(labelColumns)) + line.trimEnd())
}

function answeredBy(links: readonly ReportedLink[]): string {
  const answered = links.flatMap(({via, verdict}) => (verdict !== 'error' && isService(via) ? [services[via].name] : []))
  const tally = tallyOf(answered)
  const cached = links.filter(({via}) => via === 'cache').length
  const total = tally.reduce((sum, [, amount]) => sum + amount, 0)
  const names = tally.map(([name]) => name)
  const sentences = [
    total > 0 ? `${number(total)} answered by ${names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : listed(names)}` : '',
    cached > 0 ? `${number(cached)} from the cache` : '',
  ].filter((text) => text !== '')
  return sentences.length === 0 ? '' : ` (${sentences.join(', ')})`
}

/** The run's time was up before anything was known. */
function isUnreached({verdict, reason}: ReportedLink): boolean {
  return verdict === 'error' && reason === 'deadline'
}

/** What the run's own settings leave out. Whoever checks an intranet's list has to know the option for it. */
const settingsThatSkip: Readonly<Record<string, string>> = {
  'private-address': 'private, ask with --allow-private',
  excluded: 'excluded',
  'max-links': 'beyond --max-links',
  'other-shard': 'in other shards',
}

function leftOut(links: readonly ReportedLink[]): string {
  const amounts = countsOf(links.map(({reason}) => reason))
  const words = Object.entries(settingsThatSkip).flatMap(([reason, text]) => {
    const amount = amounts.get(reason) ?? 0
    return amount === 0 ? [] : [`${number(amount)} ${text}`]
  })
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}

function undecidedHosts(links: readonly ReportedLink[]): string {
  const undecided = links.filter(({verdict}) => verdict === 'blocked' || verdict === 'error').filter((link) => !isUnreached(link))
  const hosts = tallyOf(undecided.map(({url}) => hostOf(url)))
  if (hosts.length === 0) return ''
  const shown = hosts.slice(0, hostsShown).map(([host, amount]) => `${visible(host)} ${amount}`)
  const more = hosts.length - shown.length
  return ` (${shown.join(', ')}${more > 0 ? `, ${count(more, 'other host')}` : ''})`
}

function silentLink(link: ReportedLink): string {
  const place = link.occurrences[0]
  const where = place === undefined ? '' : `${visible(place.file)}:${place.line}  `
  const target = link.verdict === 'moved' && link.finalUrl !== undefined ? `now ${link.finalUrl}` : answerOf(link)
  return `${link.verdict}  ${where}${visible(link.url)}  ${visible(target)}`
}

function extent(report: Report, context: ReportContext): string {
  const {addedLines} = context
  if (addedLines !== undefined) return count(addedLines, 'added line')
  const [source] = context.sources.values()
  if (report.summary.files !== 1 || source === undefined) return count(report.summary.files, 'file')
  return count(shownLines(source, lineIndexOf(source)), 'line')
}

/** How often each value occurs, most frequent first. */
function tallyOf(values: readonly string[]): readonly (readonly [string, number])[] {
  return [...countsOf(values)].sort(([a, m], [b, n]) => n - m || compare(a, b))
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
