/** Lists in private repositories: their own links are settled on disk, their owner's others are no evidence. */
import {execFileSync} from 'node:child_process'
import {existsSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {check, folderWith, found, verdicts} from '../standin/program.ts'

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    stdio: 'ignore',
  })
}

const own = `# A private list

- [file](https://github.com/Lab/Private/blob/main/docs/guide.md#start)
- [folder](https://github.com/lab/private/tree/HEAD/docs)
- [picture](https://raw.githubusercontent.com/lab/private/main/docs/a%20b.png)
- [no file](https://github.com/lab/private/blob/main/docs/none.md)
- [way out](https://github.com/lab/private/blob/main/../../etc/passwd)
- [another way out](https://github.com/lab/private/blob/main/docs/out/hostname)
- [git's own](https://github.com/lab/private/blob/main/.git/config)
- [itself](https://github.com/lab/private)
- [issue](https://github.com/lab/private/issues/3)
- [another branch](https://github.com/lab/private/tree/v1/docs)
- [neighbour](https://github.com/lab/secret)
- [neighbour's page](https://github.com/LAB/secret/wiki/Home)
- [neighbour's notebook](https://colab.research.google.com/github/lab/secret/blob/main/a.ipynb)
- [stranger](https://github.com/other/secret)
`
const ownVerdicts = {
  'https://github.com/Lab/Private/blob/main/docs/guide.md#start': 'ok (on-disk)',
  'https://github.com/lab/private/tree/HEAD/docs': 'ok (on-disk)',
  'https://raw.githubusercontent.com/lab/private/main/docs/a%20b.png': 'ok (on-disk)',
  'https://github.com/lab/private/blob/main/docs/none.md': 'dead (not-found)',
  'https://github.com/lab/private/blob/main/../../etc/passwd': expect.not.stringMatching(/^ok/),
  'https://github.com/lab/private/blob/main/docs/out/hostname': 'dead (not-found)',
  'https://github.com/lab/private/blob/main/.git/config': 'dead (not-found)',
  'https://github.com/lab/private': 'ok (on-disk)',
  'https://github.com/lab/private/issues/3': 'blocked (no-access)',
  'https://github.com/lab/private/tree/v1/docs': 'blocked (no-access)',
  'https://github.com/lab/secret': 'blocked (no-access)',
  'https://github.com/LAB/secret/wiki/Home': 'blocked (no-access)',
  'https://colab.research.google.com/github/lab/secret/blob/main/a.ipynb': 'blocked (no-access)',
  'https://github.com/other/secret': 'dead (not-found)',
}

test.for([
  ['git@github.com:lab/private.git', {}],
  ['https://github.com/lab/private', {}],
  ['ssh://git@github.com/lab/private.git', {}],
  ['https://example.org/mirror.git', {GITHUB_REPOSITORY: 'lab/private'}],
  ['git@github.com:lab/private.git', {GITHUB_TOKEN: ''}],
] as const)('a private repository with the remote %s', async ([remote, env]) => {
  const folder = folderWith({'README.md': own, 'docs/guide.md': '# Start\n', 'docs/a b.png': ''})
  symlinkSync(folderWith({hostname: 'another machine'}), join(folder, 'docs/out'), 'junction')
  git(folder, 'init')
  git(folder, 'remote', 'add', 'origin', remote)
  git(folder, 'add', '.')
  git(folder, 'commit', '-m', 'First')
  const checked = await check({}, {}, {folder, env})
  expect(verdicts(checked)).toEqual(ownVerdicts)
  const traced = await check({}, {}, {folder, env, args: ['--trace', 'https://github.com/lab/secret']})
  expect(traced.stderr).toContain('blocked (no-access)')
  const excluded = await check({}, {}, {folder, env, args: ['--exclude', 'lab/private']})
  expect(verdicts(excluded)['https://github.com/lab/private']).toBe('skipped (excluded)')
})

test('what a sparse checkout leaves out is not missing', async () => {
  const link = 'https://github.com/lab/private/blob/main/docs/guide.md'
  const folder = folderWith({
    'README.md': `# List\n\n- [a](${link})\n- [b](docs/guide.md)\n- [c](README.md)\n`,
    'docs/guide.md': '# Start\n',
  })
  git(folder, 'init')
  git(folder, 'remote', 'add', 'origin', 'git@github.com:lab/private.git')
  git(folder, 'add', '.')
  git(folder, 'commit', '-m', 'First')
  git(folder, 'sparse-checkout', 'set', '--no-cone', '/README.md')
  expect(existsSync(join(folder, 'docs'))).toBe(false)
  const checked = await check({}, {}, {folder})
  expect(verdicts(checked)).toEqual({[link]: 'blocked (no-access)'})
  expect(found(checked, 'no-missing-file')).toEqual([])
})
