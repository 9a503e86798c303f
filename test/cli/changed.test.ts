/** `--changed`, in real repositories. */
import {appendFileSync, mkdirSync, readdirSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {faulty, folder, git, mended, run} from '../helpers/program.ts'

const filler = 'A line of text that stays as it is.\n'.repeat(20)

/** A repository with one faulty list, committed on `main`, and a branch that is checked out. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = folder(files)
  git(cwd, 'init', '--quiet', '--initial-branch=main')
  git(cwd, 'add', '.')
  git(cwd, 'commit', '--quiet', '--message', 'Base')
  git(cwd, 'switch', '--quiet', '--create', 'topic')
  return cwd
}

async function linesOf(cwd: string, ...args: readonly string[]): Promise<string[]> {
  const {stdout, stderr} = await run(['--offline', '--format', 'json', ...args, '.'], {cwd})
  if (stdout === '') return [stderr]
  const report: {findings: {file: string; line: number}[]} = JSON.parse(stdout)
  return report.findings.map(({file, line}) => `${file}:${line}`)
}

describe.concurrent('--changed', () => {
  test('reports what stands on added lines, committed or not', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    appendFileSync(join(cwd, 'README.md'), '- [Committed](papers)\n')
    git(cwd, 'commit', '--quiet', '--all', '--message', 'Change')
    appendFileSync(join(cwd, 'README.md'), '- [In the works](papers)\n')
    expect(await linesOf(cwd)).toEqual(['README.md:3', 'README.md:4', 'README.md:5'])
    expect(await linesOf(cwd, '--changed=main')).toEqual(['README.md:4', 'README.md:5'])
    expect(await linesOf(cwd, '--changed')).toEqual(['README.md:5'])
  })

  test('counts from where the branches parted', async () => {
    const cwd = repositoryWith({'README.md': `${faulty}${filler}`})
    writeFileSync(join(cwd, 'README.md'), `${faulty}${filler}- [On the branch](papers)\n`)
    git(cwd, 'commit', '--quiet', '--all', '--message', 'Change')
    git(cwd, 'switch', '--quiet', 'main')
    writeFileSync(join(cwd, 'README.md'), `${mended}${filler}`)
    git(cwd, 'commit', '--quiet', '--all', '--message', 'Mend')
    git(cwd, 'switch', '--quiet', 'topic')
    expect(await linesOf(cwd, '--changed=main')).toEqual(['README.md:24'])
  })

  test('takes a pull request’s base where CI names one', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    git(cwd, 'update-ref', 'refs/remotes/origin/main', 'main')
    appendFileSync(join(cwd, 'README.md'), '- [Committed](papers)\n')
    git(cwd, 'commit', '--quiet', '--all', '--message', 'Change')
    const {stdout} = await run(['--offline', '--format', 'json', '--changed'], {cwd, env: {GITHUB_BASE_REF: 'main'}})
    expect(JSON.parse(stdout).findings).toMatchObject([{line: 4}])
  })

  test('knows renamed files, new files and odd names', async () => {
    const odd = process.platform === 'win32' ? "the 'list' ü.md" : 'the "list" ü.md'
    const cwd = repositoryWith({'old.md': `${faulty}${filler}`, [odd]: faulty, 'b.md': faulty})
    renameSync(join(cwd, 'old.md'), join(cwd, 'new name.md'))
    appendFileSync(join(cwd, 'new name.md'), '- [More](papers)\n')
    appendFileSync(join(cwd, odd), '- [More](papers)\n')
    git(cwd, 'add', '--all')
    writeFileSync(join(cwd, 'untracked.md'), faulty)
    expect(await linesOf(cwd, '--changed=main')).toEqual(['new name.md:24', `${odd}:4`, 'untracked.md:3'])
  })

  test.skipIf(process.platform === 'win32')('knows names with backslashes', async () => {
    const cwd = repositoryWith({'a\\b.md': faulty})
    appendFileSync(join(cwd, 'a\\b.md'), '- [More](papers)\n')
    expect(await linesOf(cwd, '--changed=main')).toEqual(['a\\b.md:4'])
  })

  test('edits nothing but added lines', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    appendFileSync(join(cwd, 'README.md'), '- [More](papers)\n')
    const {stdout} = await run(['--offline', '--changed=main', '--fix-dry-run'], {cwd})
    expect(stdout.split('\n').filter((line) => /^[-+]- /.test(line))).toEqual(['-- [More](papers)', '+- [More](#papers)'])
  })

  test('speaks of the added lines alone, and of what it fixed', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    appendFileSync(join(cwd, 'README.md'), '- [More](papers)\n')
    writeFileSync(join(cwd, 'new.md'), faulty)
    const {stdout} = await run(['--offline', '--changed', '--fix', '.'], {cwd})
    expect(stdout).toContain('nothing to report in 4 added lines · 2 fixed\n')
    expect((await run(['--offline', '--changed=HEAD', 'README.md'], {cwd})).stdout).toContain('nothing to report in 1 added line\n')
  })

  test('works from a folder of the repository', async () => {
    const cwd = repositoryWith({'docs/list.md': faulty})
    appendFileSync(join(cwd, 'docs/list.md'), '- [More](papers)\n')
    expect(await linesOf(join(cwd, 'docs'), '--changed=main')).toEqual(['list.md:4'])
  })

  test('takes everything for new before the first commit', async () => {
    const cwd = folder({'README.md': faulty})
    git(cwd, 'init', '--quiet')
    git(cwd, 'add', '.')
    expect(await linesOf(cwd, '--changed')).toEqual(['README.md:3'])
  })

  test('counts the same lines whatever git is set to show', async () => {
    const cwd = repositoryWith({'a.md': `${filler}${faulty}`, 'b.md': faulty, '.gitattributes': 'b.md -diff\n'})
    writeFileSync(join(cwd, 'a.md'), `A\n${filler.replace('A line', 'One line')}- [More](papers)\n${faulty}`)
    appendFileSync(join(cwd, 'b.md'), '- [More](papers)\n')
    git(cwd, 'config', 'diff.interHunkContext', '40')
    expect(await linesOf(cwd, '--changed')).toEqual(['a.md:22', 'b.md:4'])
  })

  test('starts no program that git is set to show files with', async () => {
    const cwd = repositoryWith({'a.md': faulty, 'b.md': faulty, '.gitattributes': 'a.md diff=shown\nb.md diff=asked\n'})
    for (const name of ['a.md', 'b.md']) appendFileSync(join(cwd, name), '- [More](papers)\n')
    git(cwd, 'config', 'diff.shown.textconv', 'touch shown; echo')
    git(cwd, 'config', 'diff.asked.command', 'touch asked; echo')
    expect(await linesOf(cwd, '--changed')).toEqual(['a.md:4', 'b.md:4'])
    git(cwd, 'config', 'diff.external', 'touch called; echo')
    expect(await linesOf(cwd, '--changed')).toEqual(['a.md:4', 'b.md:4'])
    expect(readdirSync(cwd).sort()).toEqual(['.git', '.gitattributes', 'a.md', 'b.md'])
  })

  test('says of a file in another repository that nothing is known of it, once', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    mkdirSync(join(cwd, 'theme'))
    git(join(cwd, 'theme'), 'init', '--quiet')
    for (const name of ['theme/a.md', 'theme/b.md']) writeFileSync(join(cwd, name), faulty)
    const {status, stdout, stderr} = await run(['--offline', '--changed', 'theme/a.md', 'theme/b.md', 'README.md'], {cwd})
    expect(status).toBe(0)
    expect(stdout).toContain('nothing to report in 0 added lines')
    expect(stderr).toMatch(/^paperlint: `theme\/a\.md` is not in the repository `.+`, so `--changed` finds nothing added to it\n$/)
  })

  test('does not take texts that are no files', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    const {status, stderr} = await run(['--offline', '--changed', '-'], {cwd, input: faulty})
    expect(status).toBe(2)
    expect(stderr).toContain('Expected files with `--changed`, got `<stdin>`')
  })

  test('says how a base is written, where one stands as an operand', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    const {status, stderr} = await run(['--offline', '--changed', 'main'], {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain("Can't find `main`: no such file and no such command")
    expect(stderr).toContain('paperlint: If `main` is the base, write `--changed=main`\n')
  })

  test('says what is missing', async () => {
    const cwd = repositoryWith({'README.md': faulty})
    expect((await linesOf(cwd, '--changed=nothing')).join()).toContain('Git does not know `nothing`: fetch it first')
    expect((await linesOf(cwd, '--changed=--output=x')).join()).toContain('Git does not know `--output=x`')
    const bare = folder({'README.md': faulty})
    const ended = await run(['--offline', '--changed'], {cwd: bare, env: {GIT_CEILING_DIRECTORIES: bare}})
    expect(ended).toMatchObject({status: 2, stdout: ''})
    expect(ended.stderr).toContain('`--changed` needs a git repository')
    const noGit = await run(['--offline', '--changed'], {cwd, env: {PATH: ''}})
    expect(noGit.status).toBe(2)
    expect(noGit.stderr).toContain('git is needed for this and is not installed')
  })
})
