/** What V8 has compiled of the program lies beside it, and is worth having whatever ran first. */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync} from 'node:fs'
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
  execFileSync(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], {cwd: folder, stdio: 'pipe'})
  const [kept = ''] = readdirSync(join(folder, 'dist', 'cli')).filter((name) => name.startsWith('start.js.') && name.endsWith('.cache'))
  const {size, mtimeMs} = statSync(join(folder, 'dist', 'cli', kept))
  return {size, mtimeMs}
}

test('a run that needs much more than was kept keeps that as well, and only once', () => {
  const readme = join(project, 'README.md')
  const little = keptAfter('--version')
  expect(keptAfter('--version')).toEqual(little)
  const much = keptAfter('--offline', '--no-config', readme)
  expect(much.size).toBeGreaterThan(little.size * 1.3)
  expect(keptAfter('--offline', '--no-config', readme)).toEqual(much)
})
