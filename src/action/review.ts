/** The base branch's configuration: a pull request can't widen what its own run may do. */

import {readFile, realpath} from 'node:fs/promises'
import type {Review} from '../config/load.ts'
import {pathWithin} from '../disk/slashes.ts'
import {committedText} from '../git/ask.ts'
import type {Api} from './api.ts'
import {type Changed, isSha} from './changed.ts'
import {contentsOf} from './contents.ts'
import type {Change, Repository} from './event.ts'

/** A file that the change does not touch is as it was reviewed; another is read from the base by git or by the API, or else was never reviewed. */
export function reviewOf({baseSha}: Change, repository: Repository, changed: Changed | undefined, workspace: string, api: Api): Review {
  return async (path) => {
    try {
      const name = pathWithin(await realpath(workspace), await realpath(path))
      if (name === undefined || !isSha(baseSha)) return null
      if (changed !== undefined && !changed.files.has(name)) return await readFile(path, 'utf8')
      const byGit = await committedText(workspace, baseSha, name)
      return byGit ?? (await contentsOf(api, repository, name, baseSha))
    } catch {
      return null
    }
  }
}
