/** `paperlint entries`: the papers that the linter sees, as data. */

import {loadSources} from '../../arguments/load-sources.ts'
import {expandOperands} from '../../arguments/operands.ts'
import {UsageError} from '../../core/usage-error.ts'
import {read} from '../../run-rules.ts'
import {surroundingsOn} from '../../surroundings.ts'
import {note} from '../../terminal.ts'
import {ExitStatus} from '../exit-status.ts'
import {bibtexOf, csvOf, jsonOf, type PaperRecord, recordOf} from '../records.ts'
import {writeOrPrint} from '../write-output.ts'
import type {CommandArguments} from './command.ts'

const writers: Readonly<Record<string, (records: readonly PaperRecord[]) => string>> = {json: jsonOf, csv: csvOf, bibtex: bibtexOf}

export async function printEntries({operands, options}: CommandArguments): Promise<number> {
  const format = options.get('format') ?? 'json'
  const write = Object.hasOwn(writers, format) ? writers[format] : undefined
  if (write === undefined) throw new UsageError(`Expected \`--format\` to be \`json\`, \`csv\` or \`bibtex\`, got \`${format}\``)
  const workingDirectory = process.cwd()
  const {sources, problems} = await expandOperands(operands, {workingDirectory, commands: []})
  const loading = await loadSources(sources, async () => {
    throw new Error('entries are read from files; save the page first')
  })
  const surroundings = surroundingsOn(workingDirectory)
  const records: PaperRecord[] = []
  for (const {name, text} of loading.loaded) {
    const document = await read({path: name, source: text}, {rules: [], surroundings})
    for (const entry of document.entries) records.push(recordOf(entry))
  }
  const unread = [...problems, ...loading.problems]
  for (const problem of unread) note(problem)
  if (loading.loaded.length > 0 || unread.length === 0) await writeOrPrint(write(records), options.get('output'))
  return unread.length > 0 ? ExitStatus.misuse : ExitStatus.clean
}
