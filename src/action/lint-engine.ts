/** The linter as the action runs it: the command line's own parts, without a terminal. */
import {rules as catalogue} from '../../rules/index.ts'
import {commandNames} from '../cli/command-names.ts'
import {readCommandLine} from '../cli/flags.ts'
import {judgeFiles} from '../cli/judge-files.ts'
import {loadSources} from '../cli/load-sources.ts'
import {expandOperands} from '../cli/operands.ts'
import {reportOf} from '../cli/report-of.ts'
import {loadConfig} from '../config/load.ts'
import {mergeValues, settingsOf} from '../config/settings.ts'
import {surroundingsOn} from '../surroundings.ts'
import type {Engine} from './engine.ts'

export const lintEngine: Engine = async ({cwd, operands, config, review, args}) => {
  const startedMs = performance.now()
  const commandLine = readCommandLine(args, catalogue, cwd)
  const loaded = await loadConfig({
    workingDirectory: cwd,
    catalogue,
    ...(config !== undefined && {file: config}),
    ...(review !== undefined && {review}),
  })
  const settings = settingsOf(mergeValues(loaded.values, commandLine.values), catalogue, loaded.folder, commandLine.run)
  const named = operands.length > 0 ? operands : settings.files
  const expanded = await expandOperands(named, {workingDirectory: cwd, commands: commandNames})
  const texts = await loadSources(expanded.sources, async () => {
    throw new Error('the action reads files of the repository only')
  })
  const now = new Date()
  const judged = await judgeFiles(texts.loaded, {
    rules: settings.rules,
    knownRules: new Set(catalogue.map(({id}) => id)),
    surroundings: surroundingsOn(cwd, true, now),
    acrossFiles: settings.acrossFiles,
    complete: false,
    today: now.toISOString().slice(0, 10),
  })
  const problems = [...expanded.problems, ...texts.problems]
  if (texts.loaded.length === 0 && problems.length > 0) throw new Error(problems.join('\n'))
  const notes = [...loaded.notes, ...problems]
  if (!settings.offline) notes.push('Links were not checked: this version has the offline rules only.')
  return {
    report: reportOf(judged, {links: [], requests: 0}, performance.now() - startedMs),
    sources: new Map(judged.map(({document}) => [document.path, document.source])),
    notes,
  }
}
