/** Who the token speaks for: only what that account wrote is ever edited. */
import type {Api} from './api.ts'
import {at, text} from './event.ts'

/** The workflow's own token may not ask who it is; it is this one. */
const workflowLogin = 'github-actions[bot]'

export async function loginOf(api: Api): Promise<string> {
  const {body} = await api.send({method: 'GET', path: '/user'})
  return text(at(body, 'login')) ?? workflowLogin
}
