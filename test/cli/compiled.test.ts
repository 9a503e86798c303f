/** What V8 has compiled of the program lies beside it, and is worth having whatever ran first. */
import {spawnSync} from 'node:child_process'
import {cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'

const project = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'paperlint-compiled-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

cpSync(join(project, 'dist'), join(folder, 'dist'), {recursive: true, filter: (path) => !path.endsWith('.cache')})
symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')

/** Runs the copy; the size of what is kept of its largest file, in bytes, and when it was written. */
function keptAfter(...args: string[]): {size: number; mtimeMs: number} {
  // Findings fail a run.
  spawnSync(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], {cwd: folder, stdio: 'pipe'})
  const {size, mtimeMs} = statSync(keptFile())
  return {size, mtimeMs}
}

function keptFile(): string {
  const [kept = ''] = readdirSync(join(folder, 'dist', 'cli')).filter((name) => name.startsWith('start.js.') && name.endsWith('.cache'))
  return join(folder, 'dist', 'cli', kept)
}

test('what the first runs need is kept, and what a later one needs if it is much more', () => {
  const readme = ['--offline', '--no-config', join(project, 'README.md')]
  const little = keptAfter('--version')
  for (let run = 0; run < 4; run++) expect(keptAfter('--version').size).toBeLessThan(little.size * 1.05)
  const much = keptAfter(...readme)
  expect(much.size).toBeGreaterThan(little.size * 1.3)
  expect(keptAfter(...readme).size).toBeLessThan(much.size * 1.01)
})

test('lists that use other functions add theirs, until a few runs in a row have had none', () => {
  for (const name of readdirSync(join(folder, 'dist', 'cli'))) if (name.endsWith('.cache')) rmSync(join(folder, 'dist', 'cli', name))
  const readme = ['--offline', '--no-config', join(project, 'README.md')]
  const example = ['--offline', '--no-config', '--format', 'json', join(project, 'examples', 'ssl-for-images.md')]
  const one = keptAfter(...readme)
  for (let run = 0; run < 3; run++) keptAfter(...readme)
  const both = keptAfter(...example)
  expect(both.size).toBeGreaterThan(one.size * 1.01)
  for (let run = 0; run < 4; run++) keptAfter(...example)
  const settled = keptAfter(...example)
  expect(keptAfter(...readme)).toEqual(settled)
})

test('what lists need that come later is added once a day', () => {
  const explained = ['explain', 'no-dead-url']
  const before = keptAfter(...explained)
  expect(keptAfter(...explained)).toEqual(before)
  const compiled = keptFile()
  const yesterday = new Date(Date.now() - 90_000_000)
  utimesSync(compiled, yesterday, yesterday)
  expect(keptAfter(...explained).mtimeMs).toBeGreaterThan(before.mtimeMs)
  expect(keptAfter(...explained)).toEqual(keptAfter(...explained))
})
