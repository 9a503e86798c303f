/** The one comment on a pull request: written, edited in place, removed when there is nothing to say. */
import type {Report} from '../core/report.ts'
import {findingHead, findingRow, linkHead, linkRow, pageOf} from '../report/markdown.ts'
import {count} from '../report/number.ts'
import {groupsOf, worstFirst} from '../report/order.ts'
import type {ReportContext} from '../report/reporter.ts'
import type {ApiRequest} from './api.ts'
import {at, type Repository, text} from './event.ts'

const mark = '<!-- paperlint:comment -->'
/** GitHub takes 65,536 characters. */
const mostBytes = 60_000

/**
 * @param older errors and warnings that the pull request did not bring
 * @returns the comment, or nothing where the pull request is clean
 */
export function commentBodyOf(report: Report, older: number, context: Pick<ReportContext, 'rulePage' | 'sourcePage'>): string | undefined {
  const findings = report.findings.filter(({severity}) => severity !== 'info').sort(worstFirst)
  const spoken = new Set(findings.map(({url}) => url))
  const dead = report.links.filter(({verdict, url}) => verdict === 'dead' && !spoken.has(url))
  const problems = findings.length + dead.length
  if (problems === 0) return undefined

  const undecided = report.links.filter(({verdict}) => verdict === 'blocked' || verdict === 'error')
  const page = pageOf(mostBytes)
  page.write(`${mark}\n### paperlint: ${count(problems, 'problem')} in what you add\n`)
  page.section(
    '',
    findingHead,
    groupsOf(findings).map((group) => findingRow(group, context)),
  )
  page.section(
    '',
    linkHead,
    dead.map((link) => linkRow(link, context)),
  )
  page.details(
    `${count(undecided.length, 'link')} could not be checked`,
    linkHead,
    undecided.map((link) => linkRow(link, context)),
  )
  if (older > 0) page.write(`\nThe rest of the list has ${count(older, 'older problem')} that ${older === 1 ? 'is' : 'are'} not yours.\n`)
  return page.text()
}

/**
 * What makes the comments right: one of ours with this body, or none.
 *
 * @param comments the pull request's comments, of unknown shape
 * @param login who we are: a stranger's comment with our mark is left alone
 * @param body undefined for no comment
 */
export function commentRequests(
  repository: Repository,
  pullRequest: number,
  comments: readonly unknown[],
  login: string,
  body: string | undefined,
): readonly ApiRequest[] {
  const issues = `/repos/${encodeURIComponent(repository.owner)}/${encodeURIComponent(repository.name)}/issues`
  const mine = comments.filter((comment) => text(at(at(comment, 'user'), 'login')) === login && text(at(comment, 'body'))?.startsWith(mark))
  const ids = mine.map((comment) => at(comment, 'id')).filter((id) => typeof id === 'number')
  const [kept, ...doubled] = ids
  const removals = (body === undefined ? ids : doubled).map((id): ApiRequest => ({method: 'DELETE', path: `${issues}/comments/${id}`}))
  if (body === undefined) return removals
  if (kept === undefined) return [{method: 'POST', path: `${issues}/${pullRequest}/comments`, body: {body}}]
  const isSame = text(at(mine[0], 'body'))?.replaceAll('\r\n', '\n') === body
  return [...removals, ...(isSame ? [] : [{method: 'PATCH' as const, path: `${issues}/comments/${kept}`, body: {body}}])]
}
