/**
 * The repository that a list is kept in: links into it are settled on disk, and a 404 from GitHub for its owner's other repositories is no
 * evidence, as GitHub answers that for everything that the asker may not see.
 */
import {existsSync, realpathSync} from 'node:fs'
import {join, resolve} from 'node:path'
import type {Checked} from '../core/checked.ts'
import {type Identity, identityOf} from '../core/link/identity.ts'
import {pathWithin} from '../disk/slashes.ts'
import {askGit, repositoryRootOf} from '../git/ask.ts'
import {isSparse} from '../git/sparse-checkout.ts'

export interface OwnRepository {
  /** What the checkout says about a link into this repository; undefined for all other links, and for other branches, issues and the like. */
  settled(url: string): Checked | undefined
  /** A verdict, softened where GitHub may only be hiding a repository of the same owner. */
  tempered(checked: Checked): Checked
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Finds out which repository a folder belongs to: by `GITHUB_REPOSITORY` on a runner, else by git's remote `origin`.
 *
 * @returns undefined where it is not on GitHub; never rejects
 */
export async function ownRepositoryOf(folder: string, env: Environment): Promise<OwnRepository | undefined> {
  try {
    const name = env['GITHUB_REPOSITORY'] || repositoryAt(await askGit(folder, ['remote', 'get-url', 'origin']))
    if (name === undefined || !/^[\w.-]+\/[\w.-]+$/.test(name)) return undefined
    const root = (await repositoryRootOf(folder)) ?? (env['GITHUB_WORKSPACE'] || undefined)
    return repository(name, root, root === undefined ? new Set() : await branchesOf(folder, env))
  } catch {
    // Git is not installed.
    return undefined
  }
}

function repositoryAt(remote: string | undefined): string | undefined {
  const address = remote?.trim()
  // `git@github.com:o/r.git`, with any user.
  const short = address === undefined ? undefined : /^(?:[^@/:]+@)?github\.com:(.+)$/i.exec(address)?.[1]
  const url = short === undefined ? address?.replace(/^(?:ssh|git):\/\/(?:[^@/]+@)?/i, 'https://') : `https://github.com/${short}`
  const identity = url === undefined ? undefined : identityOf(url)
  return identity?.service === 'github' && identity.kind === 'repo' ? identity.id : undefined
}

/** The refs that stand for the files on disk: the branch that is checked out, the one it goes into, the default. */
async function branchesOf(folder: string, env: Environment): Promise<ReadonlySet<string>> {
  const [current, origin] = await Promise.all([
    askGit(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    askGit(folder, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']),
  ])
  const byDefault = origin === undefined ? ['main', 'master'] : [origin.trim().replace(/^origin\//, '')]
  const names = [current?.trim(), env['GITHUB_HEAD_REF'], env['GITHUB_BASE_REF'], env['GITHUB_REF_NAME'], ...byDefault]
  return new Set(['HEAD', ...names.filter((name) => name !== undefined && name !== '')] as string[])
}

function repository(name: string, root: string | undefined, branches: ReadonlySet<string>): OwnRepository {
  const slash = name.indexOf('/')
  const owner = name.slice(0, slash).toLowerCase()
  const real = root === undefined ? undefined : realpathSync(resolve(root))

  return {
    settled(url) {
      const identity = /github/i.test(url) ? identityOf(url) : undefined
      if (real === undefined || identity?.service !== 'github' || identity.mirror !== undefined) return undefined
      const path = pathIn(identity, name, branches)
      if (path === undefined) return undefined
      const isThere = isWithin(real, path)
      if (!isThere && isSparse(real)) return undefined
      return {
        url,
        verdict: isThere ? 'ok' : 'dead',
        reason: isThere ? 'on-disk' : 'not-found',
        via: 'disk',
        attempts: 0,
        durationMs: 0,
        identity,
        evidence: [`${path === '' ? 'this repository' : path}: ${isThere ? 'in the checkout' : 'not in the checkout of this repository'}`],
      }
    },
    tempered(checked) {
      if (checked.verdict !== 'dead' || (checked.reason !== 'not-found' && checked.status !== 404)) return checked
      const identity = checked.identity ?? (/github/i.test(checked.url) ? identityOf(checked.url) : undefined)
      if (identity?.service !== 'github' || identity.kind === 'gist' || identity.kind === 'pages') return checked
      if (identity.id.split(/[/ ]/)[0]?.toLowerCase() !== owner) return checked
      const because = `GitHub says 404 of what a token can’t see, and this is ${identity.id.split(/[/ ]/)[0]}’s own`
      return {...checked, verdict: 'blocked', reason: 'no-access', evidence: [...(checked.evidence ?? []), because]}
    },
  }
}

/** The path that an identity names on disk, `''` for the root; undefined for another repository, another ref, or anything but a file. */
function pathIn({kind, id}: Identity, name: string, branches: ReadonlySet<string>): string | undefined {
  const [fullName = '', ...rest] = id.split(' ')
  if (fullName.toLowerCase() !== name.toLowerCase()) return undefined
  if (kind === 'repo') return ''
  if (kind !== 'path') return undefined
  const [ref = '', ...words] = rest
  const behind = words.join(' ')
  const whole = behind === '-' ? ref : `${ref}/${behind}`
  // A branch’s name may hold slashes: the longest that fits is meant.
  const branch = [...branches].filter((each) => whole === each || whole.startsWith(`${each}/`)).sort((a, b) => b.length - a.length)[0]
  return branch === undefined ? undefined : whole.slice(branch.length + 1)
}

/** Is there such a file in a folder? Paths that lead out of it don't count, as they come from whoever proposes a change. */
function isWithin(root: string, path: string): boolean {
  if (path.split('/').some((part) => part === '..' || part === '.git')) return false
  const file = join(root, path)
  return existsSync(file) && pathWithin(root, realpathSync(file)) !== undefined
}
