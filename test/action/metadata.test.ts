/** What the action promises in action.yml, in its documentation and in the workflows that are written for a list. */
import {execFileSync, spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {inputsOf} from '../../src/action/inputs.ts'
import {outputNames} from '../../src/action/ports.ts'
import {companionWorkflows, shardWorkflow, workflowsOf} from '../../src/action/workflows.ts'
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
  const own = readdirSync(new URL('../../.github/workflows/', import.meta.url)).map((name) => ({
    path: name,
    text: read(`.github/workflows/${name}`),
  }))
  const written = [...workflowsOf(action), ...companionWorkflows(action), shardWorkflow()]

  test('every action is pinned by a full commit id, with its version', () => {
    for (const {path, text} of [...own, ...written]) {
      for (const [line] of text.matchAll(/uses: .*/g))
        expect(`${path} ${line}`).toMatch(/uses: (?:\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
    }
  })

  test('no right but what is said, and no text of strangers in a script', () => {
    for (const {path, text} of [...own, ...written]) {
      expect(text, path).toContain('\npermissions: {}\n')
      for (const [line] of text.matchAll(/run: .*/g)) expect(`${path} ${line}`).not.toContain('${{')
      expect(text, path).not.toContain('pull_request_target')
    }
  })

  const hasActionlint = spawnSync('actionlint', ['-version']).status === 0
  if (!hasActionlint) console.warn('Skipped: actionlint on the workflows, as it is not installed')

  test.skipIf(!hasActionlint)('actionlint finds nothing', async () => {
    const where = await folder()
    const sets = [
      own.map(({path, text}) => ({path: `.github/workflows/${path}`, text})),
      workflowsOf(action),
      companionWorkflows(action),
      [shardWorkflow()],
    ]
    for (const [index, set] of sets.entries()) {
      const root = join(where, `${index}`)
      for (const {path, text} of [...set, {path: 'action.yml', text: metadata}, {path: 'dist/action/index.js', text: ''}]) {
        await mkdir(dirname(join(root, path)), {recursive: true})
        await writeFile(join(root, path), text)
      }
      execFileSync('git', ['init', '-q'], {cwd: root})
      const {stdout, status} = spawnSync('actionlint', ['-no-color'], {cwd: root, encoding: 'utf8'})
      expect(stdout).toBe('')
      expect(status).toBe(0)
    }
  })
})
