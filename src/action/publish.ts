/** What a pull request is told, as far as the token allows: the comment and the suggestions. */
import type {Api} from './api.ts'
import type {Changed} from './changed.ts'
import {commentBodyOf, commentRequests} from './comment.ts'
import {type Event, pathOf} from './event.ts'
import {loginOf} from './identity.ts'
import type {CheckResult, Run} from './run.ts'
import {marksIn, shownLinesIn, suggestionsOf} from './suggestions.ts'

/** Only logs what goes wrong: annotations and summary have said everything already. */
export async function publish({ports, inputs, api}: Run, event: Event & {kind: 'pull-request'}, checked: CheckResult): Promise<void> {
  if (!inputs.comment && !inputs.suggestions) return
  const {pullRequest, repository} = event
  if (pullRequest.isFork) {
    ports.info(
      'The pull request comes from a fork, so the token may only read: no comment and no suggestions (examples/workflows in paperlint’s repository).',
    )
    return
  }
  if (inputs.token === '') {
    ports.info('No token, so no comment and no suggestions.')
    return
  }
  if (inputs.comment) {
    const body = commentBodyOf(checked, checked.context)
    if (body !== undefined || checked.isWhole) tell(ports.info, 'No comment', await comment(api, event, body))
  }
  if (inputs.suggestions && checked.changed !== undefined) {
    const problems = await suggest(api, `${pathOf(repository)}/pulls/${pullRequest.number}`, pullRequest.headSha, checked, checked.changed)
    tell(ports.info, 'No suggestions', problems)
  }
}

/** One comment of ours with this body, or none. */
async function comment(
  api: Api,
  {pullRequest: {number}, repository}: Event & {kind: 'pull-request'},
  body: string | undefined,
): Promise<readonly string[]> {
  const {items, problem} = await api.list(`${pathOf(repository)}/issues/${number}/comments`)
  const login = await loginOf(api)
  const requests = problem === '' ? commentRequests(repository, number, items, login, body) : []
  const problems = [problem]
  for (const request of requests) problems.push((await api.send(request)).problem)
  return problems
}

/** One review with the fixes that are in GitHub's own diff; one line outside of it would fail the whole review. */
async function suggest(
  api: Api,
  path: string,
  headSha: string,
  {report, sources}: CheckResult,
  {headLines}: Changed,
): Promise<readonly string[]> {
  if (report.findings.every(({fix}) => fix === undefined)) return []
  const comments = await api.list(`${path}/comments`)
  const files = await api.list(`${path}/files`)
  if (comments.problem !== '' || files.problem !== '') return [comments.problem, files.problem]
  const suggestions = suggestionsOf(report, sources, headLines, marksIn(comments.items), shownLinesIn(files.items))
  if (suggestions.length === 0) return []
  const {problem} = await api.send({
    method: 'POST',
    path: `${path}/reviews`,
    body: {
      commit_id: headSha,
      event: 'COMMENT',
      body: 'Fixes that you can accept with a click:',
      comments: suggestions.map(({path: file, line, body}) => ({path: file, line, side: 'RIGHT', body})),
    },
  })
  return [problem]
}

function tell(info: (message: string) => void, what: string, problems: readonly string[]): void {
  const said = problems.filter((problem) => problem !== '')
  if (said.length > 0) info(`${what}: ${said.join('; ')}`)
}
