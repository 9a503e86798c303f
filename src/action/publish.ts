/** What a pull request is told, as far as the token may: the comment and the suggestions. */
import {commentBodyOf, commentRequests} from './comment.ts'
import type {Event} from './event.ts'
import {loginOf} from './identity.ts'
import {pathOf} from './living-issue.ts'
import type {Checked, Run} from './run.ts'
import {marksIn, suggestionsOf} from './suggestions.ts'

/** Degrades in words, never fails: annotations and summary have said everything already. */
export async function publish({ports, inputs, api}: Run, event: Event & {kind: 'pull-request'}, checked: Checked): Promise<void> {
  if (!inputs.comment && !inputs.suggestions) return
  const {pullRequest, repository} = event
  if (pullRequest.isFork) {
    ports.info(
      'The pull request comes from a fork, so the token may only read: no comment and no suggestions (README, "Pull requests from forks").',
    )
    return
  }
  if (inputs.token === '') {
    ports.info('No token, so no comment and no suggestions.')
    return
  }
  if (inputs.comment) {
    const {items, problem} = await api.list(`${pathOf(repository)}/issues/${pullRequest.number}/comments`)
    const body = commentBodyOf(checked.report, checked.older, checked.context)
    const login = await loginOf(api)
    const requests = problem === '' ? commentRequests(repository, pullRequest.number, items, login, body) : []
    const problems = [problem]
    for (const request of requests) problems.push((await api.send(request)).problem)
    tell(ports.info, 'No comment', problems)
  }
  if (inputs.suggestions && checked.changed !== undefined) {
    const path = `${pathOf(repository)}/pulls/${pullRequest.number}`
    const {items, problem} = await api.list(`${path}/comments`)
    const suggestions = problem === '' ? suggestionsOf(checked.report, checked.sources, checked.changed.headLines, marksIn(items)) : []
    const problems = [problem]
    if (suggestions.length > 0) {
      const reply = await api.send({
        method: 'POST',
        path: `${path}/reviews`,
        body: {
          commit_id: pullRequest.headSha,
          event: 'COMMENT',
          body: 'Fixes that you can accept with a click:',
          comments: suggestions.map(({path: file, line, body}) => ({path: file, line, side: 'RIGHT', body})),
        },
      })
      problems.push(reply.problem)
    }
    tell(ports.info, 'No suggestions', problems)
  }
}

function tell(info: (message: string) => void, what: string, problems: readonly string[]): void {
  const said = problems.filter((problem) => problem !== '')
  if (said.length > 0) info(`${what}: ${said.join('; ')}`)
}
