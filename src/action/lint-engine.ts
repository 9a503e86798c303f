/** The linter as the action runs it: the command line's own parts, without a terminal. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {rules as catalogue} from '../../rules/index.ts'
import {commandNames} from '../arguments/command-names.ts'
import {type CommandLine, readCommandLine} from '../arguments/flags.ts'
import {loadSources} from '../arguments/load-sources.ts'
import {expandOperands} from '../arguments/operands.ts'
import {loadConfig} from '../config/load.ts'
import {mergeValues, type Settings, settingsOf} from '../config/settings.ts'
import {pathFrom} from '../disk/slashes.ts'
import {type LintOptions, lintDocuments, lintOptionsOf, readAll} from '../lint/lint-files.ts'
import {reportRun, uptimeMs} from '../lint/report-run.ts'
import type {Document} from '../markdown/document.ts'
import type {LinkCheckResult} from '../network/check-links.ts'
import type {Engine, EngineOptions, ListedEntry} from './engine.ts'

export const lintEngine: Engine = async (options) => {
  const {cwd, operands, args} = options
  const startedMs = uptimeMs()
  const commandLine = readCommandLine(args, catalogue, cwd)
  const {settings, notes} = await settingsFor(options, commandLine)
  const named = operands.length > 0 ? operands : settings.files
  const expanded = await expandOperands(named, {workingDirectory: cwd, commands: commandNames})
  const texts = await loadSources(expanded.sources, async () => {
    throw new Error('the action reads files of the repository only')
  })
  const problems = [...expanded.problems, ...texts.problems]
  if (texts.loaded.length === 0 && problems.length > 0) throw new Error(problems.join('\n'))

  const lintOptions = lintOptionsOf(settings, cwd)
  const documents = await readAll(texts.loaded, lintOptions)
  const network = settings.offline ? undefined : await check(documents, settings, options, lintOptions)
  const linted = lintDocuments(documents, texts.loaded, network?.lintOptions ?? lintOptions)
  const {report} = await reportRun({linted, network, startedMs}, settings, commandLine, cwd)
  return {
    report,
    entries: documents.flatMap(listedEntriesOf),
    sources: new Map(linted.map(({document}) => [document.path, document.source])),
    notes,
    unread: {problems, files: problems.length === 0 ? [] : unreadAmong(named, expanded.sources, texts.loaded, cwd)},
    maxWarnings: settings.maxWarnings,
    interrupted: network?.interrupted === true,
  }
}

function unreadAmong(
  named: readonly string[],
  sources: readonly {readonly name: string}[],
  loaded: readonly {readonly name: string}[],
  cwd: string,
): readonly string[] {
  const read = new Set(loaded.map(({name}) => name))
  const missing = named.map((operand) => resolve(cwd, operand)).filter((path) => !existsSync(path))
  return [...sources.flatMap(({name}) => (read.has(name) ? [] : [name])), ...missing.map((path) => pathFrom(cwd, path))]
}

async function settingsFor(
  {cwd, config, review, cacheFile, publicPage}: EngineOptions,
  {values: given, run}: CommandLine,
): Promise<{readonly settings: Settings; readonly notes: readonly string[]}> {
  const loaded = await loadConfig({
    workingDirectory: cwd,
    catalogue,
    ...(config !== undefined && {file: config}),
    ...(review !== undefined && {review}),
  })
  const values = mergeValues(loaded.values, given)
  const settings = settingsOf(values, catalogue, loaded.folder, run)
  const {cacheFile: _, ...check} = settings.check
  const searchTitles = check.searchTitles && (publicPage !== undefined || Object.hasOwn(values, 'searchTitles'))
  return {
    settings: {
      ...settings,
      check: {
        ...(publicPage !== undefined && {contact: publicPage}),
        ...check,
        searchTitles,
        ...(cacheFile !== undefined && {cacheFile}),
      },
    },
    notes: loaded.notes,
  }
}

function listedEntriesOf({path: file, lines, entries}: Document): readonly ListedEntry[] {
  return entries.map(({start, end, name, title}) => ({
    file,
    line: lines.pointAt(start).line,
    endLine: lines.pointAt(end).line,
    name: name?.text ?? title?.text,
  }))
}

/** Checks every link; on a pull request, those on the lines that it adds. */
async function check(
  documents: readonly Document[],
  settings: Settings,
  options: EngineOptions,
  lintOptions: LintOptions,
): Promise<LinkCheckResult> {
  const {checkLinks} = await import('../network/check-links.ts')
  const {changed, token} = options
  return checkLinks(documents, settings, lintOptions, {
    linesOf: changed && (({path}) => changed.get(path) ?? []),
    showProgress: true,
    // What the step's own environment sets comes first: it may be a token with more rights.
    env: {...(token !== '' && {GITHUB_TOKEN: token}), ...process.env},
  })
}
