/** Which lines of which files a change has added. */
import {dirname} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {folderAbove, holdsRepository} from '../disk/folder-above.ts'
import {realPathOf} from '../disk/real-path.ts'
import {pathFrom} from '../disk/slashes.ts'
import {askGit, mergeBaseOf, patchOf, repositoryRootOf} from '../git/ask.ts'
import type {AddedToFiles, LineRange} from '../git/line-ranges.ts'
import {addedLinesIn} from '../git/patch.ts'
import {note} from '../terminal.ts'
import {pullRequestBase} from './pull-request.ts'

const wholeFile: readonly LineRange[] = [[1, Number.POSITIVE_INFINITY]]

/**
 * Asks git what has been added since the commit that `base` and the current state have in common, including what is not committed.
 *
 * @param base a git ref; '' for the pull request's base or, outside of a pull request, for HEAD: what is not committed yet
 * @throws UsageError where there is no git, no repository or no such ref
 */
export async function addedLinesSince(folder: string, base: string): Promise<AddedToFiles> {
  const root = await repositoryRootOf(folder)
  if (root === undefined) {
    if ((await askGit(folder, ['--version'])) === undefined)
      throw new UsageError('git is needed for this and is not installed, or not on the PATH')
    throw new UsageError(
      `\`--changed\` needs a git repository, and \`${folder}\` is in none, or in one that git does not trust: \`git status\` says why`,
    )
  }
  const named = base || pullRequestBase()
  const since = named || (await hasCommits(root)) ? await mergeBaseOf(root, named || 'HEAD') : await emptyTree(root)
  const [patch, untracked] = await Promise.all([patchOf(root, since), askGit(root, ['ls-files', '--others', '--exclude-standard', '-z'])])
  if (patch === undefined || untracked === undefined) throw new UsageError('git could not list the changes; `git diff` says why')
  const ranges = new Map(addedLinesIn(patch))
  for (const name of untracked.split('\0')) if (name !== '') ranges.set(name, wholeFile)
  const told = new Set<string>()
  return {
    of(path) {
      // git speaks of real paths.
      const real = realPathOf(path)
      const found = ranges.get(pathFrom(root, real))
      const elsewhere = found === undefined ? outsideOf(root, real) : undefined
      if (elsewhere !== undefined && !told.has(elsewhere)) {
        told.add(elsewhere)
        note(`\`${pathFrom(folder, path)}\` is not in the repository \`${root}\`, so \`--changed\` finds nothing added to it`)
      }
      return found ?? []
    },
  }
}

/** The repository within or beside `root` that a file belongs to, or its folder where it is in none; undefined for a file of `root` itself. */
function outsideOf(root: string, path: string): string | undefined {
  const own = dirname(path)
  const isRoot = (folder: string): boolean => pathFrom(root, folder) === ''
  const found = folderAbove(own, (folder) => isRoot(folder) || holdsRepository(folder)) ?? own
  return isRoot(found) ? undefined : found
}

async function hasCommits(root: string): Promise<boolean> {
  return (await askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) !== undefined
}

/** What to compare with before the first commit, when everything is new. Its name depends on the repository's kind of hash. */
async function emptyTree(root: string): Promise<string> {
  return (await askGit(root, ['hash-object', '-t', 'tree', '/dev/null']))?.trim() ?? 'HEAD'
}
