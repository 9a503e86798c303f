/** What is published: its contents, its exports, and the program as somebody gets it who installs it. */
import {execFile} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {publint} from 'publint'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {rules} from '../../rules/index.ts'
import {faulty, folder, repository} from '../helpers/program.ts'

const execute = promisify(execFile)
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const shell = process.platform === 'win32'

interface Packed {
  readonly filename: string
  readonly files: readonly {readonly path: string}[]
}

let place = ''
let packed: Packed
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'paperlint-pack-'))
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', place]
  const {stdout} = await execute(npm, args, {cwd: repository, shell, maxBuffer: 16 * 1024 * 1024})
  const [first] = JSON.parse(stdout.slice(stdout.indexOf('['))) as Packed[]
  if (first === undefined) throw new Error(`npm pack says nothing of what it made: ${stdout}`)
  packed = first
})
afterAll(() => rmSync(place, {recursive: true, force: true}))

describe('the package', () => {
  test('holds the program, the library, the rules’ pages and the schemas, and nothing else', () => {
    const allowed = [
      /^dist\/cli\.js$/,
      /^dist\/cli\/[\w-]+\.js$/,
      /^dist\/lib\/[\w-]+\.js$/,
      /^dist\/lib\/rules\/[\w-]+\.js$/,
      /^dist\/lib\/types\/(?:src|rules)\/[\w/-]+\.d\.ts$/,
      /^dist\/(?:lib\/)?package\.json$/,
      /^dist\/THIRD-PARTY-LICENSES$/,
      /^rules\/[\w-]+\.md$/,
      /^(?:config|report)\.schema\.json$/,
      /^(?:package\.json|README\.md|LICENSE)$/,
    ]
    const paths = packed.files.map(({path}) => path)
    expect(paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([])
    const wanted = rules.flatMap(({id}) => [`dist/lib/rules/${id}.js`, `rules/${id}.md`])
    expect(wanted.filter((path) => !paths.includes(path))).toEqual([])
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/lib/index.js', 'dist/lib/preset.js', 'config.schema.json', 'LICENSE']),
    )
  })

  test('is clean for publint', async () => {
    const {messages} = await publint({pkgDir: repository, strict: true, pack: false})
    expect(messages).toEqual([])
  })

  test('has types where it has code', async () => {
    const attw = join(repository, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const args = [attw, join(place, packed.filename), '--profile', 'esm-only', '--format', 'ascii', '--no-emoji']
    await expect(execute(process.execPath, args)).resolves.toBeTruthy()
  })

  test('names the licence of everything that is bundled', () => {
    const text = readFileSync(join(repository, 'dist/THIRD-PARTY-LICENSES'), 'utf8')
    expect(text).toContain('github-slugger')
    expect(text).not.toMatch(/^[@\w].* \((?:undefined|see below)\)$/m)
  })

  test('is built by the one script that npm runs for a dependency in git, and `npm pack` prints its name alone: pre-commit needs both', async () => {
    const {scripts} = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {scripts: Record<string, string>}
    expect(scripts).toHaveProperty('prepare')
    const {stdout} = await execute(npm, ['pack', '--dry-run'], {cwd: repository, shell})
    expect(stdout).toBe(`${packed.filename}\n`)
  }, 60_000)

  test('runs where it is installed into an empty project', async () => {
    const cwd = folder({'package.json': '{"private": true}', 'README.md': faulty})
    await execute(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', join(place, packed.filename)], {cwd, shell})
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
    const run = execute(npx, ['--no-install', 'paperlint', '--offline'], {cwd, shell})
    await expect(run).rejects.toMatchObject({code: 1, stdout: expect.stringContaining('no-broken-anchor')})
    const explained = await execute(npx, ['--no-install', 'paperlint', 'explain', 'no-broken-anchor'], {cwd, shell})
    expect(explained.stdout).toContain('Options, with their defaults')
    const script = `import {lint} from 'paperlint'; import rule from 'paperlint/rules/no-broken-anchor'; import preset from 'paperlint/preset'
      const {summary} = await lint([{path: 'x.md', source: ${JSON.stringify(faulty)}}])
      console.log(summary.errors, typeof rule, preset.plugins.length)`
    const library = await execute(process.execPath, ['--input-type=module', '--eval', script], {cwd})
    expect(library.stdout).toBe('1 function 1\n')

    // Its types need no package but those of its peers, however strictly they are looked at.
    const modules = join(repository, 'node_modules')
    const paths = Object.fromEntries(['unified', 'vfile'].map((name) => [name, [join(modules, name, 'index.d.ts')]]))
    const strict = {strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true}
    const compilerOptions = {...strict, module: 'nodenext', target: 'es2022', paths, types: ['node'], typeRoots: [join(modules, '@types')]}
    const consumer = `import {check, lint, type Report} from 'paperlint'; import rule from 'paperlint/rules/no-broken-anchor'; import preset from 'paperlint/preset'
      const report: Report = await lint([{path: 'x.md', source: ''}])
      for await (const {verdict} of check([])) console.log(verdict, report.summary.errors, rule, preset.plugins)`
    writeFileSync(join(cwd, 'consumer.mts'), consumer)
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({compilerOptions, files: ['consumer.mts']}))
    const checked = await execute(process.execPath, [join(modules, 'typescript/bin/tsc')], {cwd}).catch((error) => error)
    expect(checked.stdout).toBe('')
  }, 120_000)
})
