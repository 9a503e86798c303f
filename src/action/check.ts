/** A run that lints and checks: what a pull request, or a group in a merge queue, adds; for other events, everything. */

import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {encodedPath} from '../core/link/address.ts'
import type {FormatName} from '../core/report.ts'
import {linesIn} from '../git/line-ranges.ts'
import {annotationsOf} from '../report/annotations.ts'
import {runRecordOf} from '../report/history.ts'
import {reporters} from '../report/index.ts'
import {markdown} from '../report/markdown.ts'
import {count} from '../report/number.ts'
import type {ReportContext} from '../report/reporter.ts'
import {changedBy} from './changed.ts'
import {chargeOf} from './charge.ts'
import type {EngineResult} from './engine.ts'
import {entriesOn} from './entries.ts'
import {changeOf, type Event} from './event.ts'
import type {Inputs} from './inputs.ts'
import {publish} from './publish.ts'
import {reviewOf} from './review.ts'
import type {CheckResult, Run} from './run.ts'
import {keepSchedule, recall} from './schedule.ts'
import {emptyState} from './state.ts'

export async function check(run: Run): Promise<void> {
  const {ports, inputs, event} = run
  const {RUNNER_TEMP: temporary = '.', GITHUB_WORKSPACE: workspace = process.cwd()} = ports.environment
  const cacheFolder = join(temporary, 'paperlint-cache')
  await mkdir(cacheFolder, {recursive: true})
  if (inputs.cache) ports.info((await ports.restoreCache(cacheFolder)) ? 'Cache restored.' : 'No cache yet.')
  try {
    const checked = await lintAndCharge(run, workspace, cacheFolder)
    for (const remark of checked.remarks) ports.warn(remark)
    await report(run, checked, inputs.reports ?? join(temporary, 'paperlint'))
    if (checked.interrupted) {
      ports.setFailed('Stopped before every link was checked: what is known is in the reports and the cache, so the next run gets further')
      return
    }
    if (event.kind === 'pull-request') await publish(run, event, checked)
    if (isFullCheck(event)) {
      // A link in a list that could not be read has not left it.
      if (checked.isWhole) await keepSchedule(run, checked, cacheFolder)
      else ports.warn('Not every list could be read, so the issue and the memory are left alone.')
    }
    conclude(run, checked)
  } finally {
    // The default branch writes it and every run reads it; even a run that fails has checked its links.
    if (inputs.cache && changeOf(event) === undefined && event.refName === event.repository.defaultBranch)
      await ports.saveCache(cacheFolder)
  }
}

async function lintAndCharge(run: Run, workspace: string, cacheFolder: string): Promise<CheckResult> {
  const {ports, inputs, event, api} = run
  const remarks: string[] = []
  const change = changeOf(event)
  const readText = (file: string): Promise<string | undefined> => readFile(join(workspace, file), 'utf8').catch(() => undefined)
  const found = change && (await changedBy(change, event.repository, workspace, api, readText))
  const changed = found?.changed
  const isLost = found !== undefined && changed === undefined
  if (isLost) remarks.push(`Which lines the ${wordOf(event)} adds could not be determined (${found.problem}), so nothing is charged to it.`)

  const result: EngineResult = await ports.engine({
    cwd: workspace,
    operands: inputs.files,
    config: inputs.config,
    review: change === undefined ? undefined : reviewOf(change, event.repository, changed, workspace, api),
    args: isLost ? [...inputs.args, '--offline'] : inputs.args,
    changed: changed?.lines,
    cacheFile: inputs.cache ? join(cacheFolder, 'verdicts') : undefined,
    token: inputs.token,
    publicPage: event.repository.isPrivate ? undefined : homeOf(event),
  })
  remarks.push(...result.notes)
  // Only a pull request that changes an unreadable list is told.
  const {files: unreadFiles, problems} = result.unread
  const isCharged = change === undefined || unreadFiles.some((file) => changed?.files.has(file))
  if (!isCharged) remarks.push(...problems)
  if (changed !== undefined) {
    const {lines, unclear, by} = changed
    for (const file of unclear) {
      if (result.sources.has(file)) remarks.push(`${file} differs too much for GitHub to show a diff, so nothing in it is charged.`)
    }
    const added = [...lines].reduce((sum, [file, ofIt]) => sum + (result.sources.has(file) ? linesIn(ofIt).length : 0), 0)
    ports.info(`${count(added, 'added line')} (by ${by}).`)
  }

  const lines = isLost ? new Map() : changed?.lines
  const charged = lines === undefined ? {report: result.report, older: 0} : chargeOf(result.report, lines)
  const {sources, entries, maxWarnings, interrupted} = result
  const added = changed === undefined ? 0 : entriesOn(entries, changed.lines)
  const isWhole = !isLost && problems.length === 0 && changed?.unclear.some((file) => sources.has(file)) !== true
  return {
    report: charged.report,
    added,
    older: charged.older,
    isWhole,
    unread: isCharged ? problems : [],
    sources,
    changed,
    entries,
    remarks,
    maxWarnings,
    interrupted,
    context: await contextOf(event, result, cacheFolder, ports.now()),
  }
}

async function contextOf(
  event: Event,
  {sources, report, interrupted}: EngineResult,
  cacheFolder: string,
  nowMs: number,
): Promise<ReportContext> {
  const {runs} = await recall(cacheFolder).catch(() => emptyState)
  const {about} = await import('../lint/about.ts')
  return {
    ...about,
    sources,
    color: false,
    width: 100,
    hyperlinks: false,
    showInfos: false,
    quiet: false,
    history: isFullCheck(event) && !interrupted ? [...runs, runRecordOf(report, nowMs)] : runs,
    finishedAtMs: nowMs,
    sourcePage: (file, line) => `${homeOf(event)}/blob/${event.sha}/${encodedPath(file)}?plain=1#L${line}`,
  }
}

/** The repository's page. */
function homeOf({serverUrl, repository: {owner, name}}: Event): string {
  return `${serverUrl}/${owner}/${name}`
}

/** Annotations, job summary, files and outputs: what needs no permission at all. */
async function report({ports, inputs, event}: Run, checked: CheckResult, folder: string): Promise<void> {
  const {report: charged, added, older, isWhole, remarks, context} = checked
  await mkdir(folder, {recursive: true})
  const formats = [
    ['json', 'report.json'],
    ['html', 'report.html'],
    ['sarif', 'report.sarif'],
    ['junit', 'junit.xml'],
    ['markdown', 'report.md'],
    ['rdjson', 'rdjson.json'],
    ['badge', 'badge.json'],
  ] as const satisfies readonly (readonly [FormatName, string])[]
  for (const [format, file] of formats) {
    const reporter = await reporters[format]()
    await writeFile(join(folder, file), reporter(charged, context))
    ports.setOutput(format, join(folder, file))
  }
  if (event.kind === 'pull-request') {
    // For the companion workflow, which is allowed to comment.
    await writeFile(join(folder, 'pull-request.json'), JSON.stringify({added, older, isWhole, report: charged}))
    ports.setOutput('pull-request', join(folder, 'pull-request.json'))
  }

  if (inputs.annotations) {
    // A scheduled run may have one more warning, and a step that fails says so in an error.
    const taken = {error: failureOf(inputs, event, checked) === undefined ? 0 : 1, warning: remarks.length + (isFullCheck(event) ? 1 : 0)}
    for (const annotation of annotationsOf(charged, ['error', 'warning'], taken, `see ${wholeIn(inputs)}`)) ports.annotate(annotation)
  }
  if (inputs.summary) {
    const olderWords = older > 0 ? `\nThe rest has ${count(older, 'older problem')} that this run does not count.\n` : ''
    await ports.writeSummary(markdown(charged, context) + olderWords)
  }
}

/** Sets the outputs, and fails the step where it has to. */
function conclude({ports, inputs, event}: Run, checked: CheckResult): void {
  const {older, unread} = checked
  const {errors, warnings, infos, links, ok, moved, dead, blocked, error} = checked.report.summary
  const values = {
    verdict: isBad(inputs, checked) || unread.length > 0 ? 'problems' : 'clean',
    errors,
    warnings,
    notes: infos,
    older,
    links,
    ok,
    moved,
    dead,
    undecided: blocked + error,
  } as const
  for (const [name, value] of Object.entries(values)) ports.setOutput(name as keyof typeof values, value)
  ports.info(`${count(errors, 'error')}, ${count(warnings, 'warning')}; ${count(dead, 'dead link')} of ${links}.`)
  const failure = failureOf(inputs, event, checked)
  if (failure !== undefined) ports.setFailed(failure)
}

function isBad({failOn}: Inputs, {report: {summary}, maxWarnings}: CheckResult): boolean {
  const {errors, warnings} = summary
  return errors > 0 || (failOn === 'warning' && warnings > 0) || (maxWarnings !== undefined && warnings > maxWarnings)
}

/** Why the step fails; undefined where it does not. */
function failureOf(inputs: Inputs, event: Event, checked: CheckResult): string | undefined {
  // As if no list could be read: `fail-on` is about findings, and this is none.
  if (checked.unread.length > 0) return checked.unread.join('\n')
  const failOn = inputs.failOn ?? (event.kind === 'schedule' ? 'never' : 'error')
  if (failOn === 'never' || !isBad(inputs, checked)) return undefined
  const {errors, warnings} = checked.report.summary
  const where = inputs.annotations ? `the annotations and ${wholeIn(inputs)}` : wholeIn(inputs)
  return `paperlint found ${count(errors, 'error')} and ${count(warnings, 'warning')}: see ${where}`
}

/** Where all findings are listed. */
function wholeIn({summary}: Inputs): string {
  return summary ? 'the job summary' : 'the reports'
}

const wordOf = ({kind}: Event): string => (kind === 'merge-group' ? 'merge group' : 'pull request')

/** A run over everything on the default branch: it keeps the living issue. */
function isFullCheck(event: Event): boolean {
  return event.kind === 'schedule' || (event.kind === 'manual' && event.refName === event.repository.defaultBranch)
}
