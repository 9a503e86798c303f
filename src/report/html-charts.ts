/** The charts of the HTML report: each says its numbers in words too. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Report, ReportedLink, Verdict} from '../core/report.ts'
import {html} from './escape.ts'
import {dayOf, hostOf} from './evidence.ts'
import type {RunRecord} from './history.ts'
import {count, duration, number} from './number.ts'
import {compare} from './order.ts'

const shownVerdicts: readonly {readonly verdict: Verdict; readonly style: string; readonly words: string}[] = [
  {verdict: 'ok', style: 'ok', words: 'ok'},
  {verdict: 'moved', style: 'moved', words: 'moved'},
  {verdict: 'dead', style: 'dead', words: 'dead'},
  {verdict: 'blocked', style: 'blocked', words: 'blocked: the server turns robots away'},
  {verdict: 'error', style: 'undecided', words: 'not decided'},
  {verdict: 'skipped', style: 'skipped', words: 'skipped'},
]

/** All verdicts in one bar, and their numbers below. */
export function verdictChart({summary}: Report): string {
  const present = shownVerdicts.filter(({verdict}) => summary[verdict] > 0)
  const legend = present.map(({verdict, style, words}) => `<li><i class="${style}"></i>${number(summary[verdict])} ${words}</li>`)
  return `<section><h2>Links by verdict</h2>${bar(summary, '')}<ul class="legend">${legend.join('')}</ul></section>`
}

/** Dead links over the last runs, where there have been at least two. */
export function historyChart(history: readonly RunRecord[]): string {
  const runs = history.slice(-60)
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined || runs.length < 2) return ''
  const [width, height, left, bottom] = [640, 140, 36, 22]
  const most = Math.max(1, ...runs.map(({verdicts}) => verdicts.dead))
  const span = Math.max(1, last.atMs - first.atMs)
  const xOf = (run: RunRecord): number => left + ((run.atMs - first.atMs) / span) * (width - left - 10)
  const yOf = (run: RunRecord): number => 8 + (1 - run.verdicts.dead / most) * (height - bottom - 14)
  const points = runs.map((run) => `${xOf(run).toFixed(1)} ${yOf(run).toFixed(1)}`)
  const dots = runs.map(
    (run) =>
      `<circle cx="${xOf(run).toFixed(1)}" cy="${yOf(run).toFixed(1)}" r="3"><title>${dateOf(run)}: ${number(run.verdicts.dead)} dead</title></circle>`,
  )
  const words = `Dead links over ${count(runs.length, 'run')}: ${first.verdicts.dead} on ${dateOf(first)}, ${last.verdicts.dead} on ${dateOf(last)}, at most ${most}.`
  const base = height - bottom
  return `<section><h2>Dead links over time</h2><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words}"><line x1="${left}" y1="${base}" x2="${width}" y2="${base}"/><text x="${left - 6}" y="14" text-anchor="end">${most}</text><text x="${left - 6}" y="${base}" text-anchor="end">0</text><text x="${left}" y="${height - 4}">${dateOf(first)}</text><text x="${width}" y="${height - 4}" text-anchor="end">${dateOf(last)}</text><path d="M${points.join('L')}"/>${dots.join('')}</svg><p class="soft">${words}</p></section>`
}

interface Host {
  readonly name: string
  readonly verdicts: Record<Verdict, number>
  links: number
  requests: number
  slowestMs: number
}

/** The hosts with their verdicts, requests and slowest link; the troubled ones first. */
export function hostTable(links: readonly ReportedLink[]): string {
  const hosts = hostsOf(links)
  if (hosts.length === 0) return ''
  const slowest = Math.max(1, ...hosts.map(({slowestMs}) => slowestMs))
  const rows = hosts.slice(0, 200).map((host) => {
    const share = ((host.slowestMs / slowest) * 100).toFixed(1)
    const words = shownVerdicts.filter(({verdict}) => host.verdicts[verdict] > 0).map(({verdict}) => `${host.verdicts[verdict]} ${verdict}`)
    return `<tr><th scope="row">${html(host.name)}</th><td class="number">${number(host.links)}</td><td>${bar(host.verdicts, ' thin')}<span class="soft">${words.join(', ')}</span></td><td class="number">${number(host.requests)}</td><td><span class="bar thin"><i class="undecided" style="width:${share}%"></i></span><span class="soft">${duration(host.slowestMs)}</span></td></tr>`
  })
  const more = hosts.length > rows.length ? ` (the first ${rows.length} of ${number(hosts.length)})` : ''
  return `<h2>Hosts</h2><div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table><caption>Where the links lead${more}, the troubled hosts first</caption><thead><tr><th scope="col">Host</th><th scope="col" class="number">Links</th><th scope="col">Verdicts</th><th scope="col" class="number">Requests</th><th scope="col">Slowest link</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function hostsOf(links: readonly ReportedLink[]): readonly Host[] {
  const byName = new Map<string, Host>()
  for (const {url, verdict, attempts, durationMs} of links) {
    // `mailto:` and the like lead to no host.
    if (URL.canParse(url) && new URL(url).hostname === '') continue
    const name = hostOf(url) || '(none)'
    const host = getOrInsert(byName, name, (): Host => {
      return {name, verdicts: {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0, skipped: 0}, links: 0, requests: 0, slowestMs: 0}
    })
    host.verdicts[verdict]++
    host.links++
    host.requests += attempts
    host.slowestMs = Math.max(host.slowestMs, durationMs)
  }
  return [...byName.values()].sort((a, b) => b.verdicts.dead - a.verdicts.dead || b.links - a.links || compare(a.name, b.name))
}

function bar(verdicts: Readonly<Record<Verdict, number>>, extra: string): string {
  const total = shownVerdicts.reduce((sum, {verdict}) => sum + verdicts[verdict], 0)
  const parts = shownVerdicts
    .filter(({verdict}) => verdicts[verdict] > 0)
    .map(({verdict, style}) => `<i class="${style}" style="width:${((verdicts[verdict] / total) * 100).toFixed(2)}%"></i>`)
  return `<span class="bar${extra}">${parts.join('')}</span>`
}

function dateOf(run: RunRecord): string {
  return dayOf(new Date(run.atMs).toISOString())
}
