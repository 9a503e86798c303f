/** The command line's questions to git. */
import {execFile} from 'node:child_process'
import {UsageError} from '../core/usage-error.ts'

const maxOutputBytes = 512 * 1024 * 1024

/** What git answered, or `undefined` where it said no (a ref, a file, a repository that is not there). */
export async function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      maxBuffer: maxOutputBytes,
      encoding: 'utf8',
      env: {...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C'},
    } as const
    execFile('git', ['-c', 'core.quotePath=false', ...args], options, (error, output) => {
      if (error === null) resolve(output)
      else if (error.code === 'ENOENT') reject(new UsageError('git is needed for this and is not installed, or not on the PATH'))
      else resolve(undefined)
    })
  })
}

/** The root of the repository that a folder is in; real path with the system's separators. */
export async function repositoryRootOf(folder: string): Promise<string | undefined> {
  return (await askGit(folder, ['rev-parse', '--show-toplevel']))?.replace(/\r?\n$/, '')
}

/**
 * The commit that a change starts from: the last one that a base and the current state have in common.
 *
 * @throws UsageError that says what is missing
 */
export async function mergeBaseOf(root: string, base: string): Promise<string> {
  const commit = (await askGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]))?.trim()
  if (commit === undefined) {
    throw new UsageError(`Git knows no \`${base}\`: fetch it first (in GitHub Actions, \`fetch-depth: 0\` for actions/checkout)`)
  }
  const mergeBase = (await askGit(root, ['merge-base', commit, 'HEAD']))?.trim()
  if (mergeBase === undefined) {
    throw new UsageError(`Git finds no common commit of \`${base}\` and HEAD: fetch more history (\`fetch-depth: 0\` for actions/checkout)`)
  }
  return mergeBase
}
