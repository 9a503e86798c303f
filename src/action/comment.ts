/** The one comment on a pull request: written, edited in place, removed when there is nothing to say. */
import type {Report} from '../core/report.ts'
import {findingHead, findingRow, linkHead, linkRow, pageUpTo} from '../report/markdown.ts'
import {count, number} from '../report/number.ts'
import {groupsOf, worstFirst} from '../report/order.ts'
import type {ReportContext} from '../report/reporter.ts'
import type {ApiRequest} from './api.ts'
import {at, pathOf, type Repository, text} from './event.ts'
import {isOurs} from './identity.ts'

const mark = '<!-- paperlint:comment -->'
/** GitHub takes 65,536 characters. */
const mostBytes = 60_000

/** What a comment is about: the findings that are charged, and what surrounds them. */
export interface Charged {
  readonly report: Report
  /** Entries that the pull request adds or changes. */
  readonly added: number
  /** Errors and warnings that were there before the pull request. */
  readonly older: number
}

/** The comment, or nothing where the pull request is clean. */
export function commentBodyOf(
  {report, added, older}: Charged,
  context: Pick<ReportContext, 'rulePage' | 'sourcePage'>,
): string | undefined {
  const findings = report.findings.filter(({severity}) => severity !== 'info').sort(worstFirst)
  if (findings.length === 0) return undefined

  const undecided = report.links.filter(({verdict}) => verdict === 'blocked' || verdict === 'error')
  const page = pageUpTo(mostBytes)
  const where = added === 0 ? 'what you add' : added === 1 ? 'the entry you add' : `the ${number(added)} entries you add`
  page.write(`${mark}\n### paperlint: ${count(findings.length, 'problem')} in ${where}\n`)
  page.section(
    '',
    findingHead,
    groupsOf(findings).map((group) => findingRow(group, context)),
  )
  page.details(
    count(undecided.length, 'undecided link'),
    linkHead,
    undecided.map((link) => linkRow(link, context)),
  )
  if (older > 0) page.write(`\nThe rest of the list has ${count(older, 'older problem')} that ${older === 1 ? 'is' : 'are'} not yours.\n`)
  return page.text()
}

/**
 * The requests after which there is one comment of ours with this body, or none.
 *
 * @param comments the pull request's comments, of unknown shape
 * @param login the token's account, where it has one: a stranger's comment with our mark is left alone
 * @param body undefined for no comment
 */
export function commentRequests(
  repository: Repository,
  pullRequest: number,
  comments: readonly unknown[],
  login: string | undefined,
  body: string | undefined,
): readonly ApiRequest[] {
  const issues = `${pathOf(repository)}/issues`
  const mine = comments.filter((comment) => isOurs(comment, login) && text(at(comment, 'body'))?.startsWith(mark))
  const ids = mine.map((comment) => at(comment, 'id')).filter((id) => typeof id === 'number')
  const [kept, ...doubled] = ids
  const removals = (body === undefined ? ids : doubled).map((id): ApiRequest => ({method: 'DELETE', path: `${issues}/comments/${id}`}))
  if (body === undefined) return removals
  if (kept === undefined) return [{method: 'POST', path: `${issues}/${pullRequest}/comments`, body: {body}}]
  const isSame = text(at(mine[0], 'body'))?.replaceAll('\r\n', '\n') === body
  return [...removals, ...(isSame ? [] : [{method: 'PATCH' as const, path: `${issues}/comments/${kept}`, body: {body}}])]
}
