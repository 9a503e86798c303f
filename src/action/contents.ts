/** Files of a commit, from GitHub's API, as the clone may not have them. */
import {encodedPath} from '../core/link/address.ts'
import type {Api} from './api.ts'
import {at, pathOf, type Repository, text} from './event.ts'

/** A file's text; null if it is not there, or above the 1 MB that GitHub delivers. */
export async function contentsOf(api: Api, repository: Repository, name: string, sha: string): Promise<string | null> {
  const {body} = await api.send({method: 'GET', path: `${pathOf(repository)}/contents/${encodedPath(name)}?ref=${sha}`})
  const content = text(at(body, 'content'))
  return content === undefined || at(body, 'encoding') !== 'base64' ? null : Buffer.from(content, 'base64').toString()
}
