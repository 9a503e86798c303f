/** Comments for a run that could not, as it started from a fork. Its report is a stranger's data; only GitHub says which pull request it is for. */
import {readFile, stat} from 'node:fs/promises'
import {rulePage} from '../lint/rule-page.ts'
import {commentBodyOf, commentRequests} from './comment.ts'
import {at, pathOf} from './event.ts'
import {loginOf} from './identity.ts'
import type {Run} from './run.ts'
import {untrustedReportOf} from './untrusted-report.ts'

const mostBytes = 20_000_000

/** @throws Error if there is no report, or something else in its place */
export async function companion({ports, inputs, event, api}: Run): Promise<void> {
  if (event.kind !== 'workflow-run') return
  const {commentFrom} = inputs
  if (commentFrom === undefined) throw new Error('Expected `comment-from` to name the downloaded `pull-request.json`, got nothing')
  const {size} = await stat(commentFrom).catch(() => ({size: -1}))
  if (size < 0 || size > mostBytes)
    throw new Error(`Expected a report of at most 20 MB in \`${commentFrom}\`, got ${size < 0 ? 'no file' : `${size} bytes`}`)
  const given: unknown = parse(await readFile(commentFrom, 'utf8'))
  const report = untrustedReportOf(at(given, 'report'))
  if (report === undefined) throw new Error(`Expected a report in \`${commentFrom}\`, got something else`)

  // The number must not come from the report, or a stranger could comment anywhere.
  const head = encodeURIComponent(`${event.headOwner}:${event.headBranch}`)
  const {items, problem} = await api.list(`${pathOf(event.repository)}/pulls?state=open&head=${head}`)
  const pullRequest = items.find((item) => at(at(item, 'head'), 'sha') === event.headSha)
  const number = at(pullRequest, 'number')
  if (typeof number !== 'number') {
    ports.info(problem || 'No open pull request has this commit as its head any more, so there is nothing to comment on.')
    return
  }
  const charged = {report, added: amountOf(at(given, 'added')), older: amountOf(at(given, 'older'))}
  const body = commentBodyOf(charged, {rulePage})
  if (body === undefined && at(given, 'isWhole') === false) {
    ports.info('Which lines the pull request adds could not be determined everywhere, so the comment is left as it is.')
    return
  }
  const comments = await api.list(`${pathOf(event.repository)}/issues/${number}/comments`)
  if (comments.problem !== '') throw new Error(comments.problem)
  for (const request of commentRequests(event.repository, number, comments.items, await loginOf(api), body)) {
    const reply = await api.send(request)
    if (!reply.isOk) throw new Error(`${reply.problem} (the companion needs \`pull-requests: write\`)`)
  }
  ports.setOutput('verdict', body === undefined ? 'clean' : 'problems')
}

function amountOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
