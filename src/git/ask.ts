/** The one way to ask git: its answer as text, or nothing. */
import {execFile} from 'node:child_process'
import {UsageError} from '../core/usage-error.ts'

const maxOutputBytes = 512 * 1024 * 1024
/** A clone without blobs fetches what it is asked for. */
const timeoutMs = 120_000

/** Git's answer; `undefined` where it failed (no such ref, file or repository), took too long or is not installed. */
export function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      maxBuffer: maxOutputBytes,
      timeout: timeoutMs,
      encoding: 'utf8',
      env: {...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C'},
    } as const
    execFile('git', ['-c', 'core.quotePath=false', ...args], options, (error, output) => resolve(error === null ? output : undefined))
  })
}

/** The root of the repository that a folder is in: a real path. */
export async function repositoryRootOf(folder: string): Promise<string | undefined> {
  return (await askGit(folder, ['rev-parse', '--show-toplevel']))?.replace(/\r?\n$/, '')
}

/** A file's text as a commit has it, by its path from the repository's root. */
export function committedText(root: string, commit: string, path: string): Promise<string | undefined> {
  return askGit(root, ['show', '--end-of-options', `${commit}:${path}`])
}

/**
 * The commit that a change starts from: the last one that a base and the current state have in common.
 *
 * @throws UsageError that says what is missing
 */
export async function mergeBaseOf(root: string, base: string): Promise<string> {
  const commit = (await askGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]))?.trim()
  if (commit === undefined) {
    throw new UsageError(`Git does not know \`${base}\`: fetch it first (in GitHub Actions, \`fetch-depth: 0\` for actions/checkout)`)
  }
  const mergeBase = (await askGit(root, ['merge-base', commit, 'HEAD']))?.trim()
  if (mergeBase === undefined) {
    throw new UsageError(
      `Git finds no commit that \`${base}\` and HEAD have in common: fetch more history (\`fetch-depth: 0\` for actions/checkout)`,
    )
  }
  return mergeBase
}

/**
 * How files changed between two commits, or since one, without lines around the changes; independent of the settings of user and repository.
 * Converting a list to CR LF, or back, adds nothing.
 */
export function patchOf(root: string, from: string, to?: string): Promise<string | undefined> {
  const options = [
    '--unified=0',
    '--inter-hunk-context=0',
    '--ignore-cr-at-eol',
    '--text',
    '--no-color',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ]
  return askGit(root, ['diff', ...plainDiff, ...options, from, ...(to === undefined ? [] : [to])])
}

/** The names of all files that differ between two commits; of a renamed one both the old and the new. */
export async function changedNames(root: string, from: string, to: string): Promise<readonly string[] | undefined> {
  const names = await askGit(root, ['diff', ...plainDiff, '--no-renames', '--name-only', '-z', from, to])
  return names?.split('\0').filter((name) => name !== '')
}

/** Git is not to start any configured program to show a file. */
const plainDiff = ['--no-ext-diff', '--no-textconv', '--find-renames']
