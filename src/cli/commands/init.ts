/** `paperlint init`: a configuration to start from, and the workflows for pull requests and the schedule. */
import {existsSync, mkdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {configName} from '../../config/locate.ts'
import {UsageError} from '../../core/usage-error.ts'
import {version} from '../../version.ts'
import {ExitStatus} from '../exit-status.ts'
import {reasonOf} from '../file-fault.ts'
import {note} from '../terminal.ts'
import {replaceFile} from '../write-file.ts'

const installedSchema = 'node_modules/paperlint/config.schema.json'

/** Writes nothing over what is there: what exists is left, and said. */
export async function init(): Promise<number> {
  const {workflowsOf} = await import('../../action/workflows.ts')
  const files = [
    {path: configName, text: configText(existsSync(join(process.cwd(), installedSchema)))},
    ...workflowsOf(`paperlint/paperlint@v${version}`),
  ]
  for (const {path, text} of files) {
    const file = join(process.cwd(), path)
    if (existsSync(file)) {
      note(`${path} is there already, and is left as it is`)
      continue
    }
    try {
      mkdirSync(dirname(file), {recursive: true})
      await replaceFile(file, text)
    } catch (error) {
      throw new UsageError(`Can't write \`${path}\`: ${reasonOf(error)}`)
    }
    note(`wrote ${path}`)
  }
  note('`paperlint --print-config` shows every key of the configuration with its value')
  return ExitStatus.clean
}

function configText(hasSchema: boolean): string {
  const schema = hasSchema ? `  "$schema": "./${installedSchema}",\n\n` : ''
  return `{
${schema}  // What is checked where the command line names nothing: files, directories, globs.
  "files": ["README.md"],

  // "recommended" is what is certain or nearly so; "style" and "strict" are matters of taste and policy.
  "preset": ["recommended"],

  // "off", "info", "warning" or "error" by rule: \`paperlint rules\` lists them, \`paperlint explain RULE\` explains one.
  "rules": {},

  // URLs that are never asked, as regular expressions.
  "exclude": []
}
`
}
