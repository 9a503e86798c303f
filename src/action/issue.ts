/** The one living issue of the schedule: which links are dead, new, recovered, waiting or undecided, and when it may close. */
import type {Report, ReportedLink} from '../core/report.ts'
import {markdownCode, markdownTarget, markdownText} from '../report/escape.ts'
import {answerOf, dayOf} from '../report/evidence.ts'
import {linkHead, linkRow, pageOf, placeLink} from '../report/markdown.ts'
import {count, number} from '../report/number.ts'
import {compare} from '../report/order.ts'
import type {ReportContext} from '../report/reporter.ts'
import {type DeadLink, keyOf, type State, strikesNeeded, writeState} from './state.ts'

/** A dead link with what the state knows of it. */
interface Known {
  readonly link: ReportedLink
  readonly past: DeadLink
}

/** What the issue says, and whether it should be open. */
export interface IssuePlan {
  readonly title: string
  readonly body: string
  /** Closed only when everything that was dead is verified alive or gone from the list; what nobody can tell stays. */
  readonly wanted: 'open' | 'closed'
  /** Links are certainly dead now that were not before. */
  readonly hasNew: boolean
  readonly confirmed: number
}

export const issueMark = '<!-- paperlint:issue -->'
/** GitHub takes 65,536 characters. */
const mostBytes = 62_000

/**
 * @param before the state before this run
 * @param after the state after it
 * @param ticked keys of items that a person has ticked
 */
export function issuePlanOf(
  report: Report,
  before: State,
  after: State,
  ticked: ReadonlySet<string>,
  context: Pick<ReportContext, 'sourcePage'>,
): IssuePlan {
  const linkByKey = new Map(report.links.map((link) => [keyOf(link.url), link]))
  const earlier = new Set(before.dead.filter(({strikes}) => strikes >= strikesNeeded).map(({key}) => key))
  const known = after.dead.flatMap((past): Known[] => {
    const link = linkByKey.get(past.key)
    return link === undefined ? [] : [{link, past}]
  })
  const confirmed = known.filter(({past}) => past.strikes >= strikesNeeded).sort(byAge)
  const waiting = known.filter(({past}) => past.strikes < strikesNeeded)
  const fresh = confirmed.filter(({past}) => !earlier.has(past.key))
  const still = confirmed.filter(({past}) => earlier.has(past.key))
  const recovered = [...earlier].flatMap((key) => {
    const link = linkByKey.get(key)
    return link !== undefined && (link.verdict === 'ok' || link.verdict === 'moved') ? [link] : []
  })
  const confirmedKeys = new Set(confirmed.map(({past}) => past.key))
  const undecided = report.links.filter(
    ({url, verdict}) => (verdict === 'blocked' || verdict === 'error') && !confirmedKeys.has(keyOf(url)),
  )
  const unclear = report.summary.blocked + report.summary.error

  const day = dayOf(new Date(after.atMs).toISOString())
  const state = `\n<!-- paperlint:state ${writeState({...after, dead: after.dead.slice(0, 150)}, false)} -->\n`
  const page = pageOf(mostBytes - state.length)
  page.write(`${issueMark}\n## ${count(confirmed.length, 'dead link')}\n\n`)
  page.write(`Last full check ${day}: ${count(report.summary.urls, 'link')}, ${number(unclear)} can't be told.\n`)
  const item = (one: Known): string => itemOf(one, ticked, context)
  page.section(fresh.length > 0 && still.length > 0 ? `### New since last time (${number(fresh.length)})\n` : '', '', fresh.map(item))
  page.section(fresh.length > 0 && still.length > 0 ? `### Still dead (${number(still.length)})\n` : '', '', still.map(item))
  page.section(
    `### Recovered (${number(recovered.length)})\n`,
    '',
    recovered.map((link) => `- ${markdownCode(link.url)}\n`),
  )
  page.section(
    `### Waiting for a second look (${number(waiting.length)})\n\nDead for the first time; they count when they are dead on another day too.\n`,
    '',
    waiting.map(({link}) => `- ${placesOf(link, context)} · ${markdownCode(link.url)} · ${markdownText(answerOf(link))}\n`),
  )
  page.details(
    `${count(undecided.length, 'link')} nobody can tell about`,
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
  return new Set(Array.from(body.matchAll(/^- \[x\] .*<!-- ([\w-]{10}) -->\r?$/gim), (match) => match[1] ?? ''))
}

/** The state in an issue's body, still encoded. */
export function stateIn(body: string): string {
  return /<!-- paperlint:state ([\w-]+) -->/.exec(body)?.[1] ?? ''
}

function itemOf({link, past}: Known, ticked: ReadonlySet<string>, context: Pick<ReportContext, 'sourcePage'>): string {
  const archived = link.archived === undefined ? undefined : markdownTarget(link.archived)
  const isDead = link.verdict === 'dead'
  const facts = [
    `${markdownText(isDead ? answerOf(link) : `can't be told today: ${answerOf(link)}`)} since ${past.firstDead} (${count(Math.max(past.strikes, link.history?.failures ?? 0), 'check')})`,
    ...(link.history?.lastAlive === undefined ? [] : [`last alive ${markdownText(dayOf(link.history.lastAlive))}`]),
    ...(archived === undefined ? [] : [`[archived copy](${archived})`]),
    ...(link.finalUrl === undefined ? [] : [`now at ${markdownCode(link.finalUrl)}`]),
  ]
  const box = ticked.has(past.key) ? 'x' : ' '
  return `- [${box}] ${placesOf(link, context)} · ${markdownCode(link.url)} <!-- ${past.key} -->\n  ${facts.join(', ')}\n`
}

function placesOf({occurrences}: ReportedLink, context: Pick<ReportContext, 'sourcePage'>): string {
  const places = occurrences.slice(0, 3).map(({file, line}) => placeLink(file, line, context))
  return places.join(', ') + (occurrences.length > places.length ? ` and ${number(occurrences.length - places.length)} more` : '')
}

function byAge(a: Known, b: Known): number {
  return compare(a.past.firstDead, b.past.firstDead) || compare(a.link.url, b.link.url)
}
