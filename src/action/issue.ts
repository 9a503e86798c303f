/** The one living issue of the schedule: which links are dead, new, recovered, waiting or undecided, and when it may close. */

import {causeOf} from '../core/cause.ts'
import {countsOf} from '../core/collection/counts.ts'
import {isAlive, type Report, type ReportedLink} from '../core/report.ts'
import {httpUrl, markdownCode, markdownText} from '../report/escape.ts'
import {answerOf, dayOf} from '../report/evidence.ts'
import {copyLink, linkHead, linkRow, pageUpTo, placeLink} from '../report/markdown.ts'
import {count, number} from '../report/number.ts'
import {compare} from '../report/order.ts'
import type {ReportContext} from '../report/reporter.ts'
import type {ListedEntry} from './engine.ts'
import {entryAt} from './entries.ts'
import {type DeadLink, keyOf, type State, strikesNeeded, writeState} from './state.ts'

/** A dead link with what the state knows about it. */
interface Known {
  readonly link: ReportedLink
  readonly past: DeadLink
}

/** What the issue's items need besides the links themselves. */
export interface IssueContext extends Pick<ReportContext, 'sourcePage'> {
  readonly entries: readonly ListedEntry[]
}

/** What the issue says, and whether it should be open. */
export interface IssuePlan {
  readonly title: string
  readonly body: string
  /** Closed only when everything that was dead is verified alive or gone from the list; undecided links keep it open. */
  readonly wanted: 'open' | 'closed'
  /** There are links that are certainly dead now and were not before. */
  readonly hasNew: boolean
  readonly confirmed: number
}

export const issueMark = '<!-- paperlint:issue -->'
/** GitHub takes 65,536 characters. */
const mostBytes = 62_000
const mostNameUnits = 80

/**
 * @param before the state before this run
 * @param after the state after it
 * @param ticked keys of items that a person has ticked
 */
export function issuePlanOf(report: Report, before: State, after: State, ticked: ReadonlySet<string>, context: IssueContext): IssuePlan {
  const linkByKey = new Map(report.links.map((link) => [keyOf(link.url), link]))
  const earlier = new Set(before.dead.filter(({strikes}) => strikes >= strikesNeeded).map(({key}) => key))
  const known = after.dead.flatMap((past): Known[] => {
    const link = linkByKey.get(past.key)
    return link === undefined ? [] : [{link, past}]
  })
  const confirmed = known.filter(({past}) => past.strikes >= strikesNeeded).sort(byPlace)
  const waiting = known.filter(({past}) => past.strikes < strikesNeeded)
  const fresh = confirmed.filter(({past}) => !earlier.has(past.key))
  const still = confirmed.filter(({past}) => earlier.has(past.key))
  const recovered = [...earlier].flatMap((key) => {
    const link = linkByKey.get(key)
    return link !== undefined && isAlive(link) ? [link] : []
  })
  const confirmedKeys = new Set(confirmed.map(({past}) => past.key))
  const undecided = report.links.filter(
    ({url, verdict}) => (verdict === 'blocked' || verdict === 'error') && !confirmedKeys.has(keyOf(url)),
  )
  const undecidedTotal = report.summary.blocked + report.summary.error

  const day = dayOf(new Date(after.atMs).toISOString())
  const state = `\n<!-- paperlint:state ${writeState({...after, dead: after.dead.slice(0, 150)}, false)} -->\n`
  const page = pageUpTo(mostBytes - state.length)
  page.write(`${issueMark}\n## ${count(confirmed.length, 'dead link')}\n\n`)
  page.write(`Last full check ${day}: ${count(report.summary.urls, 'link')}, ${number(undecidedTotal)} undecided.\n`)
  const replacements = replacementsIn(report)
  const items = (links: readonly Known[]): readonly string[] =>
    byFile(links, (one) => itemOf(one, ticked, replacements.get(one.link.url), context))
  page.section(fresh.length > 0 && still.length > 0 ? `### New since last time (${number(fresh.length)})\n` : '', '', items(fresh))
  page.section(fresh.length > 0 && still.length > 0 ? `### Still dead (${number(still.length)})\n` : '', '', items(still))
  page.section(
    `### Recovered (${number(recovered.length)})\n`,
    '',
    recovered.map((link) => `- ${markdownCode(link.url)}\n`),
  )
  page.section(
    `### Waiting for a second day (${number(waiting.length)})\n\nDead for the first time; they count when they are dead on another day too.\n`,
    '',
    waiting.map(({link}) => `- ${headOf(link, context)} · ${markdownText(causeOf(link))}\n`),
  )
  page.details(
    count(undecided.length, 'undecided link'),
    linkHead,
    undecided.map((link) => linkRow(link, context)),
  )

  return {
    title: `Dead links: ${number(confirmed.length)}`,
    body: page.text() + state,
    wanted: confirmed.length > 0 ? 'open' : 'closed',
    hasNew: fresh.length > 0,
    confirmed: confirmed.length,
  }
}

/** Keys of the ticked items of an issue's body. */
export function tickedIn(body: string): ReadonlySet<string> {
  return new Set(Array.from(body.matchAll(/^- \[x\] .*<!-- ([0-9a-f]{16}) -->\r?$/gim), (match) => match[1] ?? ''))
}

/** The state in an issue's body, still encoded. */
export function stateIn(body: string): string {
  return /<!-- paperlint:state ([\w-]+) -->/.exec(body)?.[1] ?? ''
}

function itemOf({link, past}: Known, ticked: ReadonlySet<string>, replacement: string | undefined, context: IssueContext): string {
  const {history, verdict} = link
  const checks = count(Math.max(past.strikes, history?.failures ?? 0), 'check')
  const facts = [
    `${markdownText(verdict === 'dead' ? causeOf(link) : `undecided today: ${answerOf(link)}`)} since ${past.firstDead} (${checks})`,
    ...(history?.lastAlive === undefined ? [] : [`last alive ${markdownText(dayOf(history.lastAlive))}`]),
    ...copyLink(link),
    ...(replacement === undefined ? [] : [`write ${markdownCode(replacement)}`]),
  ]
  const box = ticked.has(past.key) ? 'x' : ' '
  return `- [${box}] ${headOf(link, context)} <!-- ${past.key} -->\n  ${facts.join(', ')}\n`
}

/** Where the link is, what its entry is called, and the link. */
function headOf(link: ReportedLink, context: IssueContext): string {
  const [first] = link.occurrences
  const name = first === undefined ? undefined : entryAt(context.entries, first.file, first.line)?.name
  return [placesOf(link, context), ...(name === undefined ? [] : [markdownText(shortened(name))]), markdownCode(link.url)].join(' · ')
}

function shortened(name: string): string {
  return name.length > mostNameUnits ? `${name.slice(0, mostNameUnits).trimEnd()}…` : name
}

/** What other rules would write in a link's place, such as the new home of a service that has ended. */
function replacementsIn({findings}: Report): ReadonlyMap<string, string> {
  const known = findings.flatMap(({rule, url, fix, suggestion}): [string, string][] => {
    const instead = fix?.replacement ?? suggestion
    // The archive's copy is named already.
    return rule === 'no-dead-url' || url === undefined || instead === undefined || httpUrl(instead) === undefined ? [] : [[url, instead]]
  })
  return new Map(known)
}

/** Items, under their files' names where there are several files. */
function byFile(links: readonly Known[], item: (one: Known) => string): readonly string[] {
  const counts = countsOf(links.map(fileOf))
  if (counts.size < 2) return links.map(item)
  return links.map((one, index) => {
    const file = fileOf(one)
    const before = links[index - 1]
    const isFirst = before === undefined || fileOf(before) !== file
    return (isFirst ? `\n#### ${markdownText(file)} (${number(counts.get(file) ?? 0)})\n\n` : '') + item(one)
  })
}

function fileOf({link}: Known): string {
  return link.occurrences[0]?.file ?? ''
}

function placesOf({occurrences}: ReportedLink, context: IssueContext): string {
  const places = occurrences.slice(0, 3).map(({file, line}) => placeLink(file, line, context))
  return places.join(', ') + (occurrences.length > places.length ? ` and ${number(occurrences.length - places.length)} more` : '')
}

function byPlace(a: Known, b: Known): number {
  const [one, other] = [a.link.occurrences[0], b.link.occurrences[0]]
  return compare(one?.file ?? '', other?.file ?? '') || (one?.line ?? 0) - (other?.line ?? 0) || compare(a.link.url, b.link.url)
}
