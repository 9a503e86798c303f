/** The run: command line and configuration → texts → findings → reports and exit status. */
import {resolve} from 'node:path'
import {rules as catalogue} from '../../rules/index.ts'
import {commandNames} from '../arguments/command-names.ts'
import {type CommandLine, readCommandLine} from '../arguments/flags.ts'
import {type LoadedSource, loadSources} from '../arguments/load-sources.ts'
import {expandOperands} from '../arguments/operands.ts'
import {loadConfig} from '../config/load.ts'
import {mergeValues, type Settings, settingsOf} from '../config/settings.ts'
import type {JsonObject} from '../config/shape.ts'
import type {Report} from '../core/report.ts'
import {shownLines} from '../core/text/place.ts'
import {UsageError} from '../core/usage-error.ts'
import type {AddedToFiles} from '../git/line-ranges.ts'
import {about} from '../lint/about.ts'
import {
  fixFiles,
  type LintOptions,
  lintFiles,
  lintOptionsOf,
  offlineSteps,
  readAll,
  remainingOf,
  withOnlineFindings,
  withoutOnline,
} from '../lint/lint-files.ts'
import type {LintedDocument} from '../lint/report-of.ts'
import {reportRun, uptimeMs} from '../lint/report-run.ts'
import type {Document} from '../markdown/document.ts'
import type {LinkCheckResult} from '../network/check-links.ts'
import type {ReportContext} from '../report/reporter.ts'
import {type RuleFindings, runRules} from '../run-rules.ts'
import {note, print, terminalOf} from '../terminal.ts'
import {ExitStatus} from './exit-status.ts'
import {isLong, readAndLint, spareMemory, withRoom} from './many-links.ts'
import {meanwhile} from './meanwhile.ts'
import {writeReports} from './output.ts'
import {refuseMisplaced, refuseUnusable} from './refuse.ts'
import {reviewBy} from './review.ts'
import {spareCompilers} from './short-run.ts'

/**
 * Lints what the arguments name.
 *
 * @returns the exit status
 * @throws UsageError for mistakes in the arguments or the configuration
 */
export async function run(args: readonly string[]): Promise<number> {
  const startedMs = uptimeMs()
  const workingDirectory = process.cwd()
  const commandLine = readCommandLine(args, catalogue, workingDirectory)
  const {values, folder} = await readConfiguration(commandLine, workingDirectory)
  if (commandLine.printConfig) {
    const {printedConfig} = await import('../config/print.ts')
    print(printedConfig(values, catalogue))
    return ExitStatus.clean
  }
  const settings = settingsOf(values, catalogue, folder, commandLine.run)
  refuseUnusable(settings, commandLine)

  const {loaded, problems: loadProblems} = await load(commandLine, settings, workingDirectory)
  const length = loaded.reduce((sum, {text}) => sum + text.length, 0)
  const long = isLong(length)
  if (long) spareMemory(settings.offline)
  const restore = spareCompilers(length)
  const options = {...lintOptionsOf(settings, workingDirectory), ...(await addedBy(commandLine, workingDirectory))}
  // Over a short list rules run between requests; over a long one they run before them, so that the memory they need is free by then.
  const early =
    long && commandLine.fix === 'no' ? await readAndLint(loaded, settings.offline ? options : withoutOnline(options)) : undefined
  const documents = early?.map(({document}) => document) ?? (await readAll(loaded, options))
  // The code that is loaded for the network was compiled with V8's usual flags.
  if (!settings.offline) restore()
  const asking = (): Promise<Network> => ask(documents, early, settings, options, commandLine)
  const network = settings.offline ? undefined : await (long ? withRoom(asking) : asking())
  const lintOptions = network?.lintOptions ?? options
  const found = network?.found === undefined ? early : withOnlineFindings(network.found, lintOptions)
  const result: Remaining =
    commandLine.fix === 'no'
      ? {linted: remainingOf(found ?? runRules(documents, lintOptions), loaded, lintOptions), problems: [], isPrinted: false}
      : await fixAndLint(loaded, documents, lintOptions, commandLine.fix)
  const {linted, fixed, isPrinted} = result
  const problems = [...loadProblems, ...result.problems]
  for (const problem of problems) note(problem)
  if (loaded.length === 0 && problems.length > 0) return ExitStatus.misuse
  const {report, remaining} = await reportRun({linted, network, fixed, startedMs}, settings, commandLine, workingDirectory)
  const formats = isPrinted ? settings.formats.filter(({output}) => output !== undefined) : settings.formats
  await writeReports(report, formats, await reportContextOf(remaining, settings, options, commandLine))
  restore()
  if (network?.interrupted) return ExitStatus.interrupted
  if (problems.length > 0) return ExitStatus.misuse
  return statusOf(report, settings.maxWarnings)
}

/**
 * Reads what is named.
 *
 * @returns the texts, and a line for each operand that gave none
 */
async function load(
  commandLine: CommandLine,
  settings: Settings,
  workingDirectory: string,
): Promise<{readonly loaded: readonly LoadedSource[]; readonly problems: readonly string[]}> {
  const {operands: named, changed, stdinFilename, updateBaseline} = commandLine
  const operands = named.length > 0 ? named : settings.files
  if (operands.length === 0) throw new UsageError('Expected files to check: `files` of the configuration is empty')
  const {sources, problems} = await expandOperands(operands, {
    workingDirectory,
    commands: commandNames,
    ...(stdinFilename !== undefined && {stdinFilename}),
  })
  refuseMisplaced(sources, settings, commandLine)
  if (updateBaseline && settings.baseline !== undefined)
    (await import('../lint/baseline.ts')).refuseForeign(settings.baseline, workingDirectory)
  const loading = await loadSources(sources, async (url) => (await import('./fetch-text.ts')).fetchText(url, settings.check))
  const hints: string[] = []
  if (named.length === 0 && sources.length === 0) hints.push('Name what to check on the command line, or as `files` in the configuration')
  const mistaken =
    changed === '' ? named.find((name) => problems.some((problem) => problem.startsWith(`Can't find \`${name}\``))) : undefined
  if (mistaken !== undefined) hints.push(`If \`${mistaken}\` is the base, write \`--changed=${mistaken}\``)
  return {loaded: loading.loaded, problems: [...problems, ...loading.problems, ...hints]}
}

function statusOf({summary: {errors, warnings}}: Report, maxWarnings = Number.POSITIVE_INFINITY): number {
  if (errors > 0) return ExitStatus.findings
  if (warnings <= maxWarnings) return ExitStatus.clean
  // The report itself does not say that warnings fail the run.
  note(`the run fails, as \`maxWarnings\` is ${maxWarnings}`)
  return ExitStatus.findings
}

async function reportContextOf(
  linted: readonly LintedDocument[],
  {showInfos, quiet}: Settings,
  {added}: LintOptions,
  {color}: CommandLine,
): Promise<ReportContext> {
  return {
    sources: new Map(linted.map(({document}) => [document.path, document.source])),
    ...about,
    ...(await terminalOf(color)),
    showInfos,
    quiet,
    finishedAtMs: Date.now(),
    ...(added !== undefined && {addedLines: addedIn(linted, added)}),
  }
}

/** How many lines of documents a change has added. */
function addedIn(linted: readonly LintedDocument[], added: AddedToFiles): number {
  const each = linted.flatMap(({document: {path, lines, source}}) => {
    const end = shownLines(source, lines)
    return added.of(resolve(path)).map(([first, last]) => Math.min(last, end) - first + 1)
  })
  return sumOf(each)
}

/** The values of the configuration with those of the command line over them, and the folder where the configuration's paths start. */
async function readConfiguration(
  {changed, config, noConfig, values}: CommandLine,
  workingDirectory: string,
): Promise<{readonly values: JsonObject; readonly folder: string}> {
  const review = reviewBy(changed)
  const loaded = noConfig
    ? {values: {}, folder: workingDirectory, notes: []}
    : await loadConfig({workingDirectory, catalogue, ...(config !== undefined && {file: config}), ...(review !== undefined && {review})})
  for (const remark of loaded.notes) note(remark)
  return {values: mergeValues(loaded.values, values), folder: loaded.folder}
}

async function addedBy({changed}: CommandLine, workingDirectory: string): Promise<Pick<LintOptions, 'added'>> {
  if (changed === undefined) return {}
  const {addedLinesSince} = await import('./changed.ts')
  return {added: await addedLinesSince(workingDirectory, changed)}
}

interface Network extends LinkCheckResult {
  /** What the rules that need no network found, before or in the meantime; undefined for a list that is fixed, as it is linted after that. */
  readonly found: readonly RuleFindings[] | undefined
}

/** Asks the network about every link; with `--changed`, about those on the added lines. */
async function ask(
  documents: readonly Document[],
  early: readonly RuleFindings[] | undefined,
  settings: Settings,
  options: LintOptions,
  {fix, progress}: CommandLine,
): Promise<Network> {
  const length = documents.reduce((sum, {source}) => sum + source.length, 0)
  const lint = fix === 'no' && early === undefined ? meanwhile(offlineSteps(documents, options), length) : undefined
  const {checkLinks} = await import('../network/check-links.ts')
  const {added} = options
  const checked = await checkLinks(documents, settings, options, {
    linesOf: added && (({path}) => added.of(resolve(path))),
    showProgress: progress,
    env: process.env,
    onAsking: () => lint?.start(),
  })
  return {...checked, found: early ?? lint?.finish()}
}

/** What the rules find and, with `--fix`, what became of the fixes. */
interface Remaining {
  readonly linted: readonly LintedDocument[]
  readonly problems: readonly string[]
  /** How many fixes were written; undefined where none were asked for. */
  readonly fixed?: number
  /** Standard output holds the diff or the fixed text, so no report may follow. */
  readonly isPrinted: boolean
}

/** Fixes what can be fixed, writes or prints the result, and lints what remains. */
async function fixAndLint(
  loaded: readonly LoadedSource[],
  documents: readonly Document[],
  options: LintOptions,
  mode: 'write' | 'dry-run',
): Promise<Remaining> {
  const {texts, fixCounts, linted} = await fixFiles(documents, loaded, options)
  const fixed = loaded.map((source, index) => ({source, text: texts[index]?.text ?? source.text}))
  const {diffOf, writeFixes} = await import('./fix.ts')
  if (mode === 'dry-run') {
    print(await diffOf(fixed))
    return {linted, problems: [], isPrinted: true}
  }
  // Standard input has no file to write to: its fixed text goes to standard output, and nothing else does.
  const [only] = fixed
  if (fixed.length === 1 && only?.source.path === undefined && only !== undefined) {
    print(only.source.mark + only.text)
    return {linted, fixed: sumOf(fixCounts), problems: [], isPrinted: true}
  }
  const unwritten = await writeFixes(fixed)
  if (unwritten.size === 0) return {linted, fixed: sumOf(fixCounts), problems: [], isPrinted: false}
  const written = fixCounts.filter((_, index) => fixed[index] !== undefined && !unwritten.has(fixed[index].source))
  // A file that could not be written still has all its findings.
  const present = fixed.map(({source, text}) => (unwritten.has(source) ? source : {...source, text}))
  return {linted: await lintFiles(present, options), fixed: sumOf(written), problems: [...unwritten.values()], isPrinted: false}
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
