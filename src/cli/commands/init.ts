/** `paperlint init`: a configuration to start from. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {configName} from '../../config/locate.ts'
import {UsageError} from '../../core/usage-error.ts'
import {ExitStatus} from '../exit-status.ts'
import {reasonOf} from '../file-fault.ts'
import {note} from '../terminal.ts'
import {replaceFile} from '../write-file.ts'

const installedSchema = 'node_modules/paperlint/config.schema.json'

/** Writes nothing over what is there. */
export async function init(): Promise<number> {
  const folder = process.cwd()
  if (existsSync(join(folder, configName))) throw new UsageError(`Expected no \`${configName}\` here, got one: it is left as it is`)
  try {
    await replaceFile(join(folder, configName), configText(existsSync(join(folder, installedSchema))))
  } catch (error) {
    throw new UsageError(`Can't write \`${configName}\`: ${reasonOf(error)}`)
  }
  note(`wrote ${configName}; \`paperlint --print-config\` shows every key with its value`)
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
