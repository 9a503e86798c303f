/** Why a link has its verdict, in words: who said what, since when, and where a copy is. */
import {causeOf} from '../core/cause.ts'
import type {ReportedLink} from '../core/report.ts'
import {count} from './number.ts'

export interface EvidenceLine {
  readonly label: 'says' | 'now' | 'since' | 'copy'
  readonly text: string
}

/** Unescaped: the caller escapes for its place. */
export function evidenceOf(link: ReportedLink): readonly EvidenceLine[] {
  const lines: EvidenceLine[] = [{label: 'says', text: lastWord(link)}]
  if (link.verdict === 'moved' && link.finalUrl !== undefined) lines.push({label: 'now', text: link.finalUrl})
  const past = pastOf(link)
  if (past !== undefined) lines.push({label: 'since', text: past})
  if (link.archived !== undefined) lines.push({label: 'copy', text: link.archived})
  return lines
}

/** Why it can't be followed or is undecided; of any other link status and reason, e.g. `200 ok`. */
export function answerOf(link: ReportedLink): string {
  const {status, reason, verdict} = link
  if (verdict === 'dead' || verdict === 'blocked' || verdict === 'error') return causeOf(link)
  return status === undefined ? reason : `${status} ${reason}`.trim()
}

/** The last line of the evidence without the URL, which is shown beside it; status and reason where there is none. */
function lastWord(link: ReportedLink): string {
  const evidence = link.evidence?.findLast((line) => link.verdict !== 'dead' || !isOfAnother(line, link.url))
  if (evidence === undefined || evidence === '') return answerOf(link)
  return evidence.replace(` ${link.url}:`, ':')
}

/** That another page of the host is there proves that a missing one is missing, but is not what the missing one says. */
function isOfAnother(line: string, url: string): boolean {
  const [, asked] = /^[A-Z]+ (\S+): 2\d\d /.exec(line) ?? []
  return asked !== undefined && asked !== url
}

/** `2026-10-02 (7 checks), last alive 2026-09-25`, or nothing where there is no history. */
export function pastOf(link: ReportedLink): string | undefined {
  const {firstFailed, failures, lastAlive} = link.history ?? {}
  // A link that has failed once has failed now, which goes without saying.
  if (firstFailed === undefined || (failures === 1 && lastAlive === undefined)) return undefined
  const checks = failures === undefined ? '' : ` (${count(failures, 'check')})`
  return `${dayOf(firstFailed)}${checks}${lastAlive === undefined ? '' : `, last alive ${dayOf(lastAlive)}`}`
}

/** The day of a copy in the Internet Archive, whose addresses hold it; undefined for any other. */
export function copyDayOf(archived: string): string | undefined {
  const [, year, month, day] = /\/web\/(\d{4})(\d\d)(\d\d)\d*[a-z_]*\//.exec(archived) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
}

/** The day of an ISO date. */
export function dayOf(isoDate: string): string {
  return isoDate.slice(0, 10)
}

/** The host of a URL as written; what comes before its path where it does not parse. */
export function hostOf(url: string): string {
  if (URL.canParse(url)) return new URL(url).hostname || url
  return url.replace(/^[a-z]*:?\/*/i, '').split(/[/?#]/)[0] ?? url
}
