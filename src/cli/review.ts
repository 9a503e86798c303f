/** The base branch's configuration, for CI runs that must not trust the one in the pull request. */
import {realpathSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Review} from '../config/load.ts'
import {pathFrom} from '../disk/slashes.ts'
import {pullRequestBase} from './pull-request.ts'

/**
 * @param changed what `--changed` names: in CI it is the base where the environment names none
 * @returns undefined outside of a pull request, where whoever runs the program trusts the files
 *
 * Where the base can't be read nothing counts as reviewed.
 */
export function reviewBy(changed: string | undefined): Review | undefined {
  const {CI} = process.env
  const base = pullRequestBase() ?? (CI ? changed || undefined : undefined)
  if (base === undefined) return undefined
  return async (file) => {
    const {committedText, repositoryRootOf} = await import('../git/ask.ts')
    try {
      // git speaks of real paths.
      const path = realpathSync.native(file)
      const root = await repositoryRootOf(dirname(path))
      if (root === undefined) return null
      return (await committedText(root, base, pathFrom(root, path))) ?? null
    } catch {
      return null
    }
  }
}
