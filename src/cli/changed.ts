/** Which lines of which files a change has added. */
import {realpathSync} from 'node:fs'
import {join, relative} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {askGit, mergeBaseOf, repositoryRootOf} from './git.ts'
import type {AddedLines, LineRange} from './line-ranges.ts'
import {pullRequestBase} from './pull-request.ts'

const wholeFile: readonly LineRange[] = [[1, Number.POSITIVE_INFINITY]]

/**
 * Asks git what has been added since the commit that `base` and the current state have in common, what is not committed included.
 *
 * @param base a git ref; '' for the pull request's base, or outside of one for HEAD: what is not committed yet
 * @throws UsageError where there is no git, no repository or no such ref
 */
export async function addedLinesSince(folder: string, base: string, environment: NodeJS.ProcessEnv): Promise<AddedLines> {
  const root = await repositoryRootOf(folder)
  if (root === undefined) {
    throw new UsageError(
      `\`--changed\` needs a git repository, and \`${folder}\` is in none, or in one that git does not trust: \`git status\` says why`,
    )
  }
  const named = base || pullRequestBase(environment)
  const since = named || (await hasCommits(root)) ? await mergeBaseOf(root, named || 'HEAD') : await emptyTree(root)
  const diff = [
    'diff',
    '--unified=0',
    // The user's settings may ask for lines around hunks, or keep lists out of diffs.
    '--inter-hunk-context=0',
    '--text',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--find-renames',
    '--diff-filter=d',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ]
  const [patch, untracked] = await Promise.all([
    askGit(root, [...diff, since]),
    askGit(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ])
  if (patch === undefined || untracked === undefined) throw new UsageError('git could not list the changes; `git diff` says why')
  const ranges = new Map<string, readonly LineRange[]>(rangesInPatch(patch))
  for (const name of untracked.split('\0')) if (name !== '') ranges.set(name, wholeFile)
  return {
    of(path) {
      // git speaks of real paths.
      return ranges.get(relative(root, realPath(path)).replaceAll('\\', '/')) ?? []
    },
  }
}

async function hasCommits(root: string): Promise<boolean> {
  return (await askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) !== undefined
}

/** Before the first commit everything is new. Its name depends on the repository's kind of hash. */
async function emptyTree(root: string): Promise<string> {
  return (await askGit(root, ['hash-object', '-t', 'tree', '/dev/null']))?.trim() ?? 'HEAD'
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return join(path)
  }
}

/** File name → added ranges, from a patch without context lines. Source: `git diff` documentation, "Generating patch text with -p". */
export function rangesInPatch(patch: string): Map<string, LineRange[]> {
  const ranges = new Map<string, LineRange[]>()
  let current: LineRange[] = []
  // Lines that a hunk still owes: within it, `+++ x` is an added line and no header.
  let owed = 0
  for (const line of patch.split('\n')) {
    if (owed > 0 && /^[-+]/.test(line)) {
      owed--
      continue
    }
    if (line.startsWith('+++ ')) {
      current = []
      const name = nameInHeader(line.slice('+++ '.length))
      if (name !== undefined) ranges.set(name, current)
      continue
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line)
    if (hunk === null) continue
    const [, removed = '1', start = '0', added = '1'] = hunk
    owed = Number(removed) + Number(added)
    if (Number(added) > 0) current.push([Number(start), Number(start) + Number(added) - 1])
  }
  return ranges
}

/** `b/dir/name`, quoted like a C string where it has odd characters, with a tab at its end where it has blanks. */
function nameInHeader(text: string): string | undefined {
  const name = text.startsWith('"') ? unquote(text) : text.replace(/\t.*$/, '').replace(/\r$/, '')
  return name.startsWith('b/') ? name.slice(2) : undefined
}

function unquote(text: string): string {
  const escapes: Readonly<Record<string, number>> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92}
  const bytes: Buffer[] = []
  for (const [, octal, letter, plain] of text.slice(1, text.lastIndexOf('"')).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (plain !== undefined) bytes.push(Buffer.from(plain))
    else bytes.push(Buffer.from([octal === undefined ? (escapes[letter ?? ''] ?? 63) : Number.parseInt(octal, 8)]))
  }
  return Buffer.concat(bytes).toString()
}
