/** The configuration of a run: found, read, checked, and cut down where nobody has reviewed it. */
import {readFileSync} from 'node:fs'
import {basename, dirname, extname, resolve} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {reasonOf} from '../disk/fault.ts'
import {pathFrom} from '../disk/slashes.ts'
import {keysOf, type RuleDescription} from './keys.ts'
import {type FoundConfig, findConfig} from './locate.ts'
import {issuesInConfig, plainOf, readConfig} from './read.ts'
import {restrict} from './restrict.ts'
import type {Json, JsonObject} from './shape.ts'

export interface LoadedConfig {
  readonly values: JsonObject
  /** Absolute; undefined where there is none. */
  readonly path?: string
  /** What its paths are relative to. */
  readonly folder: string
  /** Remarks for the user, one line each. */
  readonly notes: readonly string[]
}

/** The text of a file as it was reviewed, by its absolute path; `null` if it never was. */
export type Review = (path: string) => Promise<string | null>

export interface LoadRequest {
  readonly workingDirectory: string
  /** The file that `--config` names. */
  readonly file?: string
  readonly catalogue: readonly RuleDescription[]
  /** Without it every configuration is trusted. */
  readonly review?: Review
}

/**
 * Loads the configuration that holds for a folder, or the one that is named.
 *
 * @throws UsageError with every mistake in it
 */
export async function loadConfig({workingDirectory, file, catalogue, review}: LoadRequest): Promise<LoadedConfig> {
  const path = file === undefined ? undefined : resolve(workingDirectory, file)
  if (path !== undefined && isProgram(path)) return loadProgram(path, {workingDirectory, catalogue, ...(review && {review})})
  const found = path === undefined ? findConfig(workingDirectory) : readNamed(path, file ?? path)
  if (found === undefined) return {values: {}, folder: workingDirectory, notes: []}

  const name = pathFrom(workingDirectory, found.path)
  const values = await readConfig({name, text: found.text, root: found.root}, catalogue)
  const base = {path: found.path, folder: dirname(found.path)}
  const before = review === undefined ? found.text : await review(found.path)
  if (before === found.text) return {...base, values, notes: []}
  // A reviewed configuration with mistakes grants nothing.
  const reviewed = before === null ? {} : await readConfig({name, text: before, root: found.root}, catalogue).catch((): JsonObject => ({}))
  const restricted = restrict(values, reviewed, keysOf(catalogue))
  const notes = restricted.ignored.map(
    (key) => `Ignored \`${key}\` in ${name}: the change under review sets or removes it, and that would widen what a run may do`,
  )
  return {...base, values: restricted.values, notes}
}

function isProgram(path: string): boolean {
  return ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].includes(extname(path))
}

function readNamed(path: string, name: string): FoundConfig {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`Can't read the configuration \`${name}\`: ${reasonOf(error)}`)
  }
  if (basename(path) !== 'package.json') return {path, text, root: []}
  if (!text.includes('"paperlint"')) throw new UsageError(`Expected \`paperlint\` in \`${name}\`, got no configuration`)
  return {path, text, root: ['paperlint']}
}

/** A configuration that is a program runs only if it is named, and only as it was reviewed. */
async function loadProgram(path: string, {workingDirectory, catalogue, review}: LoadRequest): Promise<LoadedConfig> {
  const name = pathFrom(workingDirectory, path)
  const folder = dirname(path)
  if (review !== undefined && (await review(path)) !== readNamed(path, name).text) {
    return {values: {}, folder, notes: [`Ignored ${name}: the change under review changes this program, so it was not run`]}
  }
  let plain: Json
  try {
    const {importProgram} = await import('./import-program.ts')
    // What a program exports is checked like the contents of a file.
    plain = plainOf(await importProgram(path))
  } catch (error) {
    const isTypeScript = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION'
    const why = isTypeScript
      ? 'Node runs TypeScript from 22.18 on; write it as .js'
      : error instanceof Error
        ? error.message
        : String(error)
    throw new UsageError(`Can't load the configuration \`${name}\`: ${why}`)
  }
  const issues = issuesInConfig(plain, catalogue)
  if (issues.length > 0) throw new UsageError(issues.map(({message}) => `${name}: ${message}`))
  return {values: plain as JsonObject, path, folder, notes: []}
}
