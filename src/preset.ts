/** `paperlint/preset`: all rules as one remark plugin, with paperlint's comments and the configuration beside the file. */
import {dirname, resolve} from 'node:path'
import type {Root} from 'mdast'
import type {Preset} from 'unified'
import type {VFile} from 'vfile'
import {rules} from '../rules/index.ts'
import {loadConfig} from './config/load.ts'
import {settingsOf} from './config/settings.ts'
import {lintDocuments, lintOptionsOf} from './lint/lint-files.ts'
import {documentOfFile, messageOn} from './plugin.ts'

/** Runs the rules that the configuration turns on; those that need the network stay silent. */
function paperlint(): (tree: Root, file: VFile) => Promise<void> {
  return async (tree, file) => {
    const folder = file.path === undefined ? file.cwd : dirname(resolve(file.cwd, file.path))
    const {values, folder: configFolder} = await loadConfig({workingDirectory: folder, catalogue: rules})
    const settings = settingsOf(values, rules, configFolder)
    const options = lintOptionsOf(settings, file.cwd, file.path !== undefined)
    const document = documentOfFile(tree, file, options.surroundings)
    const [linted] = lintDocuments([document], [{name: document.path, text: document.source}], options)
    for (const finding of linted?.findings ?? []) messageOn(file, document, finding)
  }
}

const preset: Preset = {plugins: [paperlint]}

export default preset
