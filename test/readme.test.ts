/** The README says what the program does today: its rules, verdicts, formats and exit codes, and the output that it shows. */
import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {rules} from '../rules/index.ts'
import {formatNames, verdicts} from '../src/core/report.ts'
import {repository, run} from './helpers/program.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('lists every rule with its level, what it finds, and whether it is fixable', () => {
  const rows = [...readme.matchAll(/^\| \[`([a-z-]+)`\]\(rules\/\1\.md\) \| (\w+) \| (.*?)( 🔧)? \|$/gm)]
  const listed = rows.map(([, id, severity, summary, fixable]) => ({id, severity, summary, fixable: fixable !== undefined}))
  const order = (a: {id?: string | undefined}, b: {id?: string | undefined}): number => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
  expect(listed.sort(order)).toEqual(rules.map(({id, severity, summary, fixable}) => ({id, severity, summary, fixable})).sort(order))
})

test('explains every verdict and names every format', () => {
  for (const verdict of verdicts) expect(readme).toContain(`| \`${verdict}\` |`)
  for (const format of formatNames) expect(readme).toContain(`\`${format}\``)
})

test('shows output as it is', async () => {
  const {stdout, status} = await run(['--offline', 'examples/ssl-for-images.md'], {cwd: repository})
  const shown = /```text\n\$ npx paperlint --offline examples\/ssl-for-images\.md\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  for (const part of shown.split(/\n\n| {2}…\n/)) expect(stdout).toContain(part.trimEnd())
  expect(status).toBe(1)
})

test('is clean by its own rules', async () => {
  const {stdout, status} = await run(['--offline', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'], {cwd: repository})
  expect(stdout).toContain('nothing to report')
  expect(status).toBe(0)
})
