/** Which configuration holds for a folder. */
import {existsSync, readFileSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {withoutMark} from '../disk/byte-order-mark.ts'
import {reasonOf} from '../disk/fault.ts'
import type {Path} from './shape.ts'

export const configName = 'paperlint.config.json'

export interface FoundConfig {
  /** Absolute. */
  readonly path: string
  readonly text: string
  readonly root: Path
}

/**
 * Looks for `paperlint.config.json`, or `paperlint` in package.json, from a folder up to its repository's root.
 *
 * Outside a repository only the folder itself counts: what lies above belongs to somebody else.
 *
 * @throws UsageError where one folder has both, or a file can't be read
 */
export function findConfig(folder: string): FoundConfig | undefined {
  const folders = foldersUpToRepository(folder)
  for (const candidate of folders) {
    const own = readIfThere(join(candidate, configName), [])
    const shared = packageConfig(join(candidate, 'package.json'))
    if (own !== undefined && shared !== undefined) {
      throw new UsageError(
        `Expected one configuration in \`${candidate}\`, got \`${configName}\` and \`paperlint\` in package.json: remove one`,
      )
    }
    if (own !== undefined || shared !== undefined) return own ?? shared
  }
  return undefined
}

function foldersUpToRepository(folder: string): string[] {
  const folders: string[] = []
  for (let current = folder; ; current = dirname(current)) {
    folders.push(current)
    if (existsSync(join(current, '.git'))) return folders
    if (dirname(current) === current) return [folder]
  }
}

function packageConfig(path: string): FoundConfig | undefined {
  const found = readIfThere(path, ['paperlint'])
  // The word is looked for first, as parsing every package.json on the way up costs more.
  if (!found?.text.includes('"paperlint"')) return undefined
  try {
    return Object.hasOwn(JSON.parse(withoutMark(found.text)), 'paperlint') ? found : undefined
  } catch {
    // A broken package.json is npm's to report.
    return undefined
  }
}

function readIfThere(path: string, root: Path): FoundConfig | undefined {
  const found = statSync(path, {throwIfNoEntry: false})
  // A folder of this name belongs to another program.
  if (found === undefined || found.isDirectory()) return undefined
  try {
    return {path, text: readFileSync(path, 'utf8'), root}
  } catch (error) {
    throw new UsageError(`Can't read \`${path}\`: ${reasonOf(error)}`)
  }
}
