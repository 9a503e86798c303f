/** `paperlint init`: a configuration to start from, and the workflows for pull requests and the schedule. */
import {existsSync, mkdirSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {configName, findConfig} from '../../config/locate.ts'
import {isMarkdownName} from '../../core/markdown-name.ts'
import {UsageError} from '../../core/usage-error.ts'
import {reasonOf} from '../../disk/fault.ts'
import {replaceFile} from '../../disk/replace-file.ts'
import {askGit, repositoryRootOf} from '../../git/ask.ts'
import {visible} from '../../report/escape.ts'
import {note} from '../../terminal.ts'
import {version} from '../../version.ts'
import {ExitStatus} from '../exit-status.ts'

const installedSchema = 'node_modules/paperlint/config.schema.json'

/** Overwrites nothing: files that exist are left and named. Asks nothing: the repository tells all that is needed. */
export async function init(): Promise<number> {
  const {workflowsOf} = await import('../workflows.ts')
  const root = await rootOf(process.cwd())
  if (root !== process.cwd()) note(`writing to the repository’s root, ${visible(root)}`)
  const shared = findConfig(root)
  const files = [
    {path: configName, text: configText(listsIn(root), existsSync(join(root, installedSchema)), await homepageOf(root))},
    ...workflowsOf(`paperlint/paperlint@v${version}`),
  ]
  for (const {path, text} of files) {
    const file = join(root, path)
    if (path === configName && shared !== undefined && shared.path !== file) {
      note('package.json has the configuration already, under `paperlint`')
      continue
    }
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

/** The repository's root, as GitHub reads workflows only there. Without git, or outside of a repository, the folder itself. */
async function rootOf(folder: string): Promise<string> {
  const root = await repositoryRootOf(folder)
  return root === undefined || !existsSync(root) ? folder : join(root)
}

/** The README as it is spelled; where there is none, the Markdown files beside it. */
function listsIn(root: string): readonly string[] {
  const names = readdirSync(root).sort()
  const readme = names.find((name) => /^readme\./i.test(name) && isMarkdownName(name))
  const others = names.filter(isMarkdownName)
  return readme !== undefined ? [readme] : others.length > 0 ? others : ['README.md']
}

/** The repository's page, for services that wonder who is asking; only GitHub's, and without credentials that a remote's address may hold. */
async function homepageOf(root: string): Promise<string | undefined> {
  const remote = await askGit(root, ['remote', 'get-url', 'origin'])
  const [, name] = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(remote ?? '') ?? []
  return name === undefined ? undefined : `https://github.com/${name}`
}

function configText(lists: readonly string[], hasSchema: boolean, page: string | undefined): string {
  const schema = hasSchema ? `  "$schema": "./${installedSchema}",\n\n` : ''
  const contact =
    page === undefined
      ? ''
      : `  // Who is asking: goes into the User-Agent, and to the polite pools of registries.\n  "contact": ${JSON.stringify(page)},\n\n`
  return `{
${schema}  // Files, directories and globs to check when the command line names none.
  "files": [${lists.map((name) => JSON.stringify(name)).join(', ')}],

${contact}  // "recommended" is what is certain or nearly so; "style" and "strict" are matters of taste and policy.
  "preset": ["recommended"],

  // "off", "info", "warning" or "error" by rule: \`paperlint rules\` lists them, \`paperlint explain RULE\` explains one.
  "rules": {},

  // URLs that are never requested, as regular expressions.
  "exclude": []
}
`
}
