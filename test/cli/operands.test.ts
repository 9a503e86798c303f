/** What the arguments name, and what happens to those that name nothing. */
import {chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {clean, faulty, folder, git, mended, run} from '../helpers/program.ts'

async function filesOf(cwd: string, ...operands: readonly string[]): Promise<string[]> {
  const {stdout} = await run(['--offline', '--format', 'json', ...operands], {cwd})
  const report: {findings: {file: string}[]} = JSON.parse(stdout)
  return report.findings.map(({file}) => file)
}

describe.concurrent('operands', () => {
  test('without one it is README.md', async () => {
    const cwd = folder({'README.md': faulty, 'other.md': faulty})
    expect(await filesOf(cwd)).toEqual(['README.md'])
  })

  test('a directory means its Markdown files, without what .gitignore names', async () => {
    const cwd = folder({
      '.gitignore': '/build/\n*.tmp.md\n',
      'a.md': faulty,
      'b.markdown': faulty,
      'notes.txt': faulty,
      'x.tmp.md': faulty,
      'build/c.md': faulty,
      'node_modules/p/readme.md': faulty,
      'docs/.gitignore': 'draft*\n!draft-kept.md\n',
      'docs/d.md': faulty,
      'docs/draft.md': faulty,
      'docs/draft-kept.md': faulty,
    })
    git(cwd, 'init', '--quiet')
    expect(await filesOf(cwd, '.')).toEqual(['a.md', 'b.markdown', 'docs/d.md', 'docs/draft-kept.md'])
    expect(await filesOf(cwd, 'docs')).toEqual(['docs/d.md', 'docs/draft-kept.md'])
    // What is asked for by name is checked.
    expect(await filesOf(cwd, 'build')).toEqual(['build/c.md'])
    expect(await filesOf(cwd, 'x.tmp.md')).toEqual(['x.tmp.md'])
  })

  test('a directory is walked as git lists it', async () => {
    const cwd = folder({
      '.gitignore': '*.md\n!keep.md\n!/sub/\nlogs/*\n!logs/important.md\nsp\\ ace.md\n',
      'keep.md': clean,
      'drop.md': clean,
      'sub/keep.md': clean,
      'logs/x.md': clean,
      'logs/important.md': clean,
      '..old/drop.md': clean,
      '.git/info/exclude': 'secret/\n',
      'secret/keep.md': clean,
    })
    git(cwd, 'init', '--quiet')
    const listed = git(cwd, 'ls-files', '--others', '--exclude-standard', '*.md').trim().split('\n').sort()
    const {stdout} = await run(['--offline', '--format', 'json', '.'], {cwd})
    expect(JSON.parse(stdout).summary.files).toBe(listed.length)
    expect(listed).toEqual(['keep.md', 'logs/important.md', 'sub/keep.md'])
  })

  test('letter case in .gitignore counts where it does for git', async () => {
    const cwd = folder({'.gitignore': 'LOGS/\nKEEP.MD\n', 'keep.md': clean, 'logs/x.md': clean, 'other.md': clean})
    git(cwd, 'init', '--quiet')
    const listed = git(cwd, 'ls-files', '--others', '--exclude-standard', '*.md').trim().split('\n').sort()
    const {stdout} = await run(['--offline', '--format', 'json', '.'], {cwd})
    expect(JSON.parse(stdout).summary.files).toBe(listed.length)
  })

  test('a glob is expanded, each file checked once', async () => {
    const cwd = folder({'a.md': faulty, 'docs/b.md': faulty, 'docs/deep/c.md': faulty, 'docs/d.txt': faulty})
    expect(await filesOf(cwd, 'docs/**/*.md')).toEqual(['docs/b.md', 'docs/deep/c.md'])
    expect(await filesOf(cwd, '*.md', 'a.md', './a.md', '{a,b}.md')).toEqual(['a.md'])
    expect(await filesOf(cwd, './docs/*.md', './docs/../*.md')).toEqual(['a.md', 'docs/b.md'])
    expect(await filesOf(cwd, './*.md')).toEqual(['a.md'])
    expect(await filesOf(cwd, './/docs//**/c.md')).toEqual(['docs/deep/c.md'])
  })

  test('a file whose name looks like a glob is a file', async () => {
    const cwd = folder({'list[1].md': faulty})
    expect(await filesOf(cwd, 'list[1].md')).toEqual(['list[1].md'])
  })

  test('- is standard input, called as --stdin-filename says', async () => {
    const {status, stdout} = await run(['--offline', '--format', 'json', '--stdin-filename', 'docs/list.md', '-'], {input: faulty})
    expect(status).toBe(1)
    expect(JSON.parse(stdout).findings).toMatchObject([{file: 'docs/list.md', line: 3}])
  })

  test('a loop of symbolic links ends', async () => {
    const cwd = folder({'a/x.md': faulty})
    symlinkSync(join(cwd, 'a'), join(cwd, 'a/again'))
    symlinkSync(join(cwd, 'loop'), join(cwd, 'loop'))
    expect(await filesOf(cwd, '.')).toEqual(['a/x.md'])
    const {status, stderr} = await run(['--offline', 'loop'], {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain('`loop`: its symbolic links lead in a circle')
  })

  test('a file with two names is checked once, and mended once', async () => {
    const cwd = folder({'real.md': faulty})
    symlinkSync('real.md', join(cwd, 'linked.md'))
    expect(await filesOf(cwd, 'linked.md', 'real.md', './linked.md')).toEqual(['linked.md'])
    const {status, stderr} = await run(['--offline', '--fix', 'linked.md', 'real.md'], {cwd})
    expect({status, stderr, text: readFileSync(join(cwd, 'real.md'), 'utf8')}).toEqual({status: 0, stderr: '', text: mended})
    expect(lstatSync(join(cwd, 'linked.md')).isSymbolicLink()).toBe(true)
  })

  test('what follows -- is no option', async () => {
    const cwd = folder({'--quiet': faulty})
    expect(await filesOf(cwd, '--', '--quiet')).toEqual(['--quiet'])
  })
})

/** To Windows, what can't be there is not there. */
const pathsThatCannotBe: readonly (readonly [string, readonly string[], string])[] =
  process.platform === 'win32'
    ? []
    : [
        ['what is below a file', ['list.md/x'], "Can't read `list.md/x`: part of the path is no directory\n"],
        ['a name that is too long', ['x'.repeat(300)], `Can't read \`${'x'.repeat(300)}\`: its name is too long\n`],
      ]

describe.concurrent('an operand that names nothing', () => {
  test('none at all, where there is no README.md either', async () => {
    const {status, stderr} = await run(['--offline'], {cwd: folder({'list.md': clean})})
    expect(status).toBe(2)
    expect(stderr).toBe(
      "paperlint: Can't find `README.md`: no such file\npaperlint: Name what to check on the command line, or as `files` in the configuration\n",
    )
  })

  test.for<readonly [string, readonly string[], string]>([
    ['a file', ['nothing.md'], "Can't find `nothing.md`: no such file\n"],
    ['a misspelt file', ['list.mb'], "Can't find `list.mb`: no such file, did you mean `list.md`?\n"],
    ['a file beside one whose name is within its own', ['emptiness.md'], "Can't find `emptiness.md`: no such file\n"],
    [
      'neither file nor command',
      ['frobnicate'],
      "Can't find `frobnicate`: no such file and no such command (`paperlint --help` lists the commands)\n",
    ],
    ['a misspelt command', ['explian'], "Can't find `explian`: no such file and no such command, did you mean `explain`?\n"],
    ['a command with two letters swapped', ['rulse'], "Can't find `rulse`: no such file and no such command, did you mean `rules`?\n"],
    ['a glob', ['*.mkd'], 'Expected files that match `*.mkd`, got none\n'],
    ['a directory without Markdown', ['empty'], 'Expected Markdown files in `empty`, got none (what .gitignore names is left out)\n'],
    [
      'a URL with --offline',
      ['https://example.org/list.md'],
      'Expected files with `--offline`, got the URL `https://example.org/list.md`\n',
    ],
    ...pathsThatCannotBe,
  ])('%s', async ([, operands, message]) => {
    const cwd = folder({'list.md': clean, 'empty/': '', s: ''})
    const {status, stdout, stderr} = await run(['--offline', ...operands], {cwd})
    expect(stderr).toContain(`paperlint: ${message}`)
    expect(status).toBe(2)
    expect(stdout).toBe('')
  })

  test.skipIf(process.platform === 'win32')('a folder that may not be read, by its name, among others and in a glob', async () => {
    const cwd = folder({'a.md': clean, 'locked/b.md': clean, 'open/c.md': clean})
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'locked'), 0)
    const isRoot = process.getuid?.() === 0
    for (const operand of ['.', 'locked', '**/*.md', 'locked/*.md']) {
      const {status, stderr} = await run(['--offline', '--no-config', operand], {cwd, ...(isRoot && {uid: 65_534})})
      expect(stderr).toContain("Can't read the directory `locked`")
      expect(status).toBe(2)
    }
    const {status, stderr} = await run(['--offline', '--no-config', 'open/*.md', '*.md'], {cwd, ...(isRoot && {uid: 65_534})})
    chmodSync(join(cwd, 'locked'), 0o755)
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
  })

  test('is quoted with its hidden characters shown, as a terminal would obey them', async () => {
    const {status, stderr} = await run(['--offline', 'none\u001b[2J\u202e\nof.md'], {cwd: folder()})
    expect(status).toBe(2)
    expect(stderr).toContain('none<U+001B>[2J<U+202E>')
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  test('does not stop the others', async () => {
    const cwd = folder({'good.md': clean, 'bad.md': faulty})
    const {status, stdout, stderr} = await run(['--offline', 'nothing.md', 'bad.md', 'good.md'], {cwd})
    expect(status).toBe(2)
    expect(stdout).toContain('no-broken-anchor')
    expect(stderr).toContain('nothing.md')
  })

  test('a directory that is not there, in a folder that is not there', async () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'docs'))
    const {status, stderr} = await run(['--offline', 'dosc/list.md'], {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain("Can't find `dosc/list.md`: no such file")
  })
})
