/** Who wrote what: only our own comments and issues are ever edited. */
import type {Api} from './api.ts'
import {at, text} from './event.ts'

/** The token's account; undefined for an app's token, including the workflow's own, which may not ask. */
export async function loginOf(api: Api): Promise<string | undefined> {
  const {body} = await api.send({method: 'GET', path: '/user'})
  return text(at(body, 'login'))
}

/**
 * True for what the token's account or an app has written, so that nothing is lost when the token changes.
 *
 * Whether it is ours then depends on its mark. A stranger is no app: an app writes only where a maintainer has installed it.
 */
export function isOurs(written: unknown, login: string | undefined): boolean {
  const author = at(written, 'user')
  return at(author, 'type') === 'Bot' || (login !== undefined && text(at(author, 'login')) === login)
}
