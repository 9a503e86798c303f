/** The library: `lint` for the rules, `check` for links over the network, and the types of what they give. */
import {rules} from '../rules/index.ts'
import {check as checkTargets} from './check/index.ts'
import {issuesInConfig, plainOf} from './config/read.ts'
import {settingsOf} from './config/settings.ts'
import type {JsonObject} from './config/shape.ts'
import type {Checked} from './core/checked.ts'
import {identityOf} from './core/link/identity.ts'
import type {Report} from './core/report.ts'
import {lintFiles, lintOptionsOf} from './lint/lint-files.ts'
import {reportOf} from './lint/report-of.ts'
import {resolvers} from './resolvers/index.ts'
import type {SourceFile} from './run-rules.ts'
import {homepage, version} from './version.ts'

export type {Checked} from './core/checked.ts'
export type {Severity} from './core/finding.ts'
export type {Occurrence, Report, ReportedFinding, ReportedFix, ReportedLink, Summary, Verdict} from './core/report.ts'
export type {SourceFile} from './run-rules.ts'
export {rules, version}

export interface LibraryOptions {
  /** The configuration's keys, as in `paperlint.config.json`; the file itself is not read. */
  readonly config?: JsonObject
  /** Where relative links start; `process.cwd()` without it. */
  readonly workingDirectory?: string
}

/**
 * Lint Markdown with the offline rules. No socket is opened.
 *
 * @throws TypeError for anything but a list of files, and naming every mistake in the configuration
 */
export async function lint(files: readonly SourceFile[], options: LibraryOptions = {}): Promise<Report> {
  const startedMs = performance.now()
  const {workingDirectory = process.cwd(), config = {}} = options
  const settings = settingsOf(checkedConfig(config), rules, workingDirectory)
  if (!Array.isArray(files) || !files.every((file) => typeof file?.path === 'string' && typeof file.source === 'string'))
    throw new TypeError('Expected `files` to be a list of `{path, source}`, each of them text')
  const texts = files.map(({path, source}) => ({name: path, text: source}))
  const linted = await lintFiles(texts, lintOptionsOf(settings, workingDirectory))
  return reportOf(linted, {links: [], requests: 0}, {durationMs: performance.now() - startedMs})
}

/**
 * Check URLs over the network; each verdict is yielded as soon as it is there. Never throws for what a server does.
 *
 * @throws TypeError for one URL instead of a list, and naming every mistake in the configuration
 */
export async function* check(
  urls: Iterable<string>,
  options: LibraryOptions & {readonly signal?: AbortSignal} = {},
): AsyncGenerator<Checked> {
  const {workingDirectory = process.cwd(), config = {}, signal} = options
  const settings = settingsOf(checkedConfig(config), rules, workingDirectory)
  if (typeof urls === 'string') throw new TypeError('Expected `urls` to be a list, got one text')
  const targets = [...new Set(urls)].map((url) => ({url}))
  yield* checkTargets(targets, settings.check, {
    resolvers,
    identityOf,
    secrets: {},
    agent: `paperlint/${version}`,
    home: homepage,
    ...(signal !== undefined && {signal}),
  })
}

function checkedConfig(config: JsonObject): JsonObject {
  const plain = plainOf(config)
  const issues = issuesInConfig(plain, rules)
  if (issues.length > 0) throw new TypeError(issues.map(({message}) => message).join('\n'))
  // A configuration without issues is an object.
  return plain as JsonObject
}
