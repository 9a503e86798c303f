/** Which lines a change adds, from diffs and from real repositories. */
import {execFileSync} from 'node:child_process'
import {mkdir, rename, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {describe, expect, test} from 'vitest'
import {apiOf} from '../../src/action/api.ts'
import {changedBy, changedByGit} from '../../src/action/changed.ts'
import {eventOf} from '../../src/action/event.ts'
import {locate, oldLinesOf} from '../../src/action/moved-lines.ts'
import {linesIn, rangesOf, touches} from '../../src/git/line-ranges.ts'
import {fetchFor} from '../../src/web.ts'
import {github} from './github.ts'
import {folder} from './runner.ts'

test('lines are found again where the base has moved them', () => {
  const added = [
    {line: 2, text: 'new', isAdded: true},
    {line: 3, text: 'same', isAdded: true},
    {line: 7, text: 'gone', isAdded: true},
  ]
  expect(locate(added, 'base\nbase\nold\nnew\nsame\nsame\n')).toEqual(
    new Map([
      [4, 2],
      [5, 3],
    ]),
  )
})

test('of two lines of one text, one that is not there is left out', () => {
  const added = [2, 5].map((line) => ({line, text: 'same', isAdded: true}))
  expect(locate(added, 'same\nother\n')).toEqual(new Map([[1, 2]]))
})

test('where lines are only removed, the one before has not moved', () => {
  expect(oldLinesOf([{start: 2, removed: 1, added: 0, rows: ['-gone']}], [2, 3])).toEqual(
    new Map([
      [2, 2],
      [3, 4],
    ]),
  )
})

test.for([
  [2, 3, true],
  [4, 9, true],
  [1, 9, true],
  [1, 2, false],
  [5, 6, false],
] as const)('text from line %d to %d stands on lines 3 to 4: %s', ([first, last, expected]) => {
  expect(touches([[3, 4]], first, last)).toBe(expected)
  expect(rangesOf(linesIn([[first, last]]))).toEqual([[first, last]])
})

test.for([
  ['Curator/Papers', false],
  ['stranger/papers', true],
  [undefined, true],
] as const)('a pull request from %s is a fork’s: %s', ([head, isFork]) => {
  const pull_request = {number: 7, base: {sha: 'b'}, head: {sha: 'c', repo: head === undefined ? null : {full_name: head}}}
  const event = eventOf({GITHUB_REPOSITORY: 'curator/papers', GITHUB_EVENT_NAME: 'pull_request'}, {pull_request})
  expect(event).toMatchObject({kind: 'pull-request', pullRequest: {isFork}})
})

describe('a repository', () => {
  test('a checked-out branch: what it adds since it left the base', async () => {
    const {cwd, git, write} = await repositoryWith('one\ntwo\n')
    const baseSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', '-b', 'feature')
    await write('README.md', 'one\ntwo\nthree\n')
    const headSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', 'main')
    await write('README.md', 'zero\none\ntwo\n')
    git('checkout', '-q', 'feature')
    const changed = await changedByGit({baseSha, headSha}, cwd)
    expect(changed?.lines).toEqual(new Map([['README.md', [[3, 3]]]]))
    expect(changed?.by).toBe('git')
  })

  test('the merge that a runner checks out: lines where they stand now, suggestions where they stand in the head', async () => {
    const {cwd, git, write} = await repositoryWith('one\ntwo\nthree\nfour\nfive\n')
    const old = git('rev-parse', 'HEAD')
    git('checkout', '-q', '-b', 'feature')
    await write('README.md', 'one\ntwo\nthree\nfour\nfive\nmine\n')
    const headSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', 'main')
    await write('README.md', 'zero\none\ntwo\nthree\nfour\nfive\n')
    git('merge', '-q', '--no-edit', 'feature')
    const changed = await changedByGit({baseSha: old, headSha}, cwd)
    expect(changed?.lines).toEqual(new Map([['README.md', [[7, 7]]]]))
    expect(changed?.headLines.get('README.md')).toEqual(new Map([[7, 6]]))
  })

  test('the two commits that the template fetches are enough', async () => {
    const {cwd, git, write} = await repositoryWith('one\ntwo\nthree\nfour\nfive\n')
    git('checkout', '-q', '-b', 'feature')
    await write('README.md', 'one\nmine\ntwo\nthree\nfour\nfive\n')
    await write('README.md', 'one\nmine\ntwo\nthree\nfour\nfive\nlast\n')
    const headSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', 'main')
    await write('README.md', 'zero\nzero\none\ntwo\nthree\nfive\n')
    const baseSha = git('rev-parse', 'HEAD')
    git('merge', '-q', '--no-edit', 'feature')
    const shallow = await folder()
    execFileSync('git', ['clone', '-q', '--depth', '2', pathToFileURL(cwd).href, shallow])
    const changed = await changedByGit({baseSha, headSha}, shallow)
    expect(changed?.lines).toEqual(
      new Map([
        [
          'README.md',
          [
            [4, 4],
            [8, 8],
          ],
        ],
      ]),
    )
    expect(changed?.headLines.get('README.md')).toEqual(
      new Map([
        [4, 2],
        [8, 7],
      ]),
    )
  })

  test.for(['\n', '\r\n'])('a list that is converted from %j adds what is new alone', async (from) => {
    const text = 'one\ntwo\nthree\n'
    const to = from === '\n' ? '\r\n' : '\n'
    const {cwd, git, write} = await repositoryWith(text.replaceAll('\n', from))
    git('config', 'core.autocrlf', 'false')
    const baseSha = git('rev-parse', 'HEAD')
    const head = `${text}four\n`.replaceAll('\n', to)
    await write('README.md', head)
    const headSha = git('rev-parse', 'HEAD')
    const lines = new Map([['README.md', [[4, 4]]]])
    expect((await changedByGit({baseSha, headSha}, cwd))?.lines).toEqual(lines)
    const patch = git('diff', baseSha, headSha).replace(/^[\s\S]*?(?=^@@ )/m, '')
    const stand = await github({pullFiles: [{filename: 'README.md', status: 'modified', changes: 7, patch}]})
    const found = await changedBy(
      {number: 7, baseSha, headSha, isFork: false},
      {owner: 'curator', name: 'papers', isPrivate: false, defaultBranch: 'main'},
      await folder(),
      apiOf({baseUrl: stand.url, token: 't', fetch: fetchFor({}), sleep: async () => {}}),
      async () => head,
    )
    expect(found.changed?.lines).toEqual(lines)
  })

  test('merging the base into a branch charges nothing of the base', async () => {
    const {cwd, git, write} = await repositoryWith('one\n')
    git('checkout', '-q', '-b', 'feature')
    await write('mine.md', 'mine\n')
    git('checkout', '-q', 'main')
    await write('README.md', 'one\ntheirs\n')
    const baseSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', 'feature')
    git('merge', '-q', '--no-edit', 'main')
    const changed = await changedByGit({baseSha, headSha: git('rev-parse', 'HEAD')}, cwd)
    expect(changed?.lines).toEqual(new Map([['mine.md', [[1, 1]]]]))
  })

  test('a rename adds nothing, several files are told apart, odd names are right', async () => {
    const {cwd, git, write} = await repositoryWith('one\ntwo\nthree\nfour\n')
    const baseSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', '-b', 'feature')
    await mkdir(join(cwd, 'docs'))
    await rename(join(cwd, 'README.md'), join(cwd, 'docs', 'list.md'))
    await write('über 論文.md', 'x\n')
    const changed = await changedByGit({baseSha, headSha: git('rev-parse', 'HEAD')}, cwd)
    expect(changed?.lines).toEqual(new Map([['über 論文.md', [[1, 1]]]]))
  })

  test('any file may be a list', async () => {
    const {cwd, git, write} = await repositoryWith('one\n')
    const baseSha = git('rev-parse', 'HEAD')
    git('checkout', '-q', '-b', 'feature')
    const names = ['LIST.MD', 'list.mkdn', 'list.txt']
    for (const name of names) await write(name, 'x\n')
    const changed = await changedByGit({baseSha, headSha: git('rev-parse', 'HEAD')}, cwd)
    expect(changed?.lines).toEqual(new Map(names.map((name) => [name, [[1, 1]]])))
  })

  test('a shallow clone asks the API, page by page', async () => {
    const {cwd, git, write} = await repositoryWith('zero\none\n')
    await write('README.md', 'zero\none\ntwo https//x\n')
    const shallow = await folder()
    execFileSync('git', ['clone', '-q', '--depth', '1', pathToFileURL(cwd).href, shallow])
    const pullFiles = Array.from({length: 300}, (_, index) => ({
      filename: `other${index}.md`,
      status: 'modified',
      changes: 1,
      patch: '@@ -1 +1 @@\n-a\n+b',
    }))
    pullFiles.push({filename: 'list.txt', status: 'modified', changes: 1, patch: '@@ -0,0 +1 @@\n+one'})
    pullFiles.push({filename: 'README.md', status: 'modified', changes: 1, patch: '@@ -1,0 +2 @@ one\n+two https//x'})
    const stand = await github({pullFiles})
    const found = await changedBy(
      {number: 7, baseSha: 'b'.repeat(40), headSha: git('rev-parse', 'HEAD'), isFork: true},
      {owner: 'curator', name: 'papers', isPrivate: false, defaultBranch: 'main'},
      shallow,
      apiOf({baseUrl: stand.url, token: 't', fetch: fetchFor({}), sleep: async () => {}}),
      async (file) => ({'README.md': 'zero\none\ntwo https//x\n', 'list.txt': 'one\n'})[file],
    )
    expect(found.changed?.by).toBe('api')
    expect(found.changed?.lines).toEqual(
      new Map([
        ['list.txt', [[1, 1]]],
        ['README.md', [[3, 3]]],
      ]),
    )
    expect(found.changed?.headLines.get('README.md')).toEqual(new Map([[3, 2]]))
    expect(stand.requests.map(({query}) => query.page)).toEqual(['1', '2', '3', '4'])
    expect(stand.mistakes).toEqual([])
  })

  test('what GitHub lists only in part is not taken for all', async () => {
    const pullFiles = Array.from({length: 3000}, (_, index) => ({filename: `${index}.md`, status: 'added', changes: 1}))
    const stand = await github({pullFiles})
    const found = await changedBy(
      {number: 7, baseSha: 'b'.repeat(40), headSha: 'c'.repeat(40), isFork: true},
      {owner: 'curator', name: 'papers', isPrivate: false, defaultBranch: 'main'},
      await folder(),
      apiOf({baseUrl: stand.url, token: 't', fetch: fetchFor({}), sleep: async () => {}}),
      async () => 'one\n',
    )
    expect(found).toEqual({problem: 'it changes more files than GitHub lists'})
  })

  test.for([
    ['modified', undefined],
    ['renamed', 'old.md'],
  ] as const)('a list that is %s by more than GitHub shows is compared with the base', async ([status, previous]) => {
    const base = Buffer.from('one\r\ntwo\r\ntwo\r\nthree\r\n').toString('base64')
    const item = {filename: 'README.md', status, changes: 9000, ...(previous !== undefined && {previous_filename: previous})}
    const stand = await github({
      pullFiles: [item, {filename: 'data.csv', status: 'modified', changes: 9000}],
      contents: new Map([[previous ?? 'README.md', {encoding: 'base64', content: base}]]),
    })
    const found = await changedBy(
      {number: 7, baseSha: 'b'.repeat(40), headSha: 'c'.repeat(40), isFork: true},
      {owner: 'curator', name: 'papers', isPrivate: false, defaultBranch: 'main'},
      await folder(),
      apiOf({baseUrl: stand.url, token: 't', fetch: fetchFor({}), sleep: async () => {}}),
      async () => 'new\none\ntwo\ntwo\ntwo\nthree\n',
    )
    const lines = [
      [1, 1],
      [5, 5],
    ]
    expect(found.changed?.lines).toEqual(new Map([['README.md', lines]]))
    expect(found.changed?.unclear).toEqual(['data.csv'])
    expect(found.changed?.headLines.size).toBe(0)
    expect(stand.requests.filter(({path}) => path.includes('/contents/'))).toMatchObject([{query: {ref: 'b'.repeat(40)}}])
    expect(stand.mistakes).toEqual([])
  })

  async function repositoryWith(
    text: string,
  ): Promise<{cwd: string; git: (...args: string[]) => string; write: (file: string, content: string) => Promise<void>}> {
    const cwd = await folder()
    const git = gitIn(cwd)
    git('init', '-q', '-b', 'main')
    git('config', 'user.email', 'someone@example.org')
    git('config', 'user.name', 'Someone')
    const write = async (file: string, content: string): Promise<void> => {
      await writeFile(join(cwd, file), content)
      git('add', '-A')
      git('commit', '-q', '-m', `Change ${file}`)
    }
    await write('README.md', text)
    return {cwd, git, write}
  }
})

function gitIn(cwd: string): (...args: string[]) => string {
  return (...args) => {
    try {
      return execFileSync('git', args, {cwd, encoding: 'utf8'}).trimEnd()
    } catch (error) {
      // `git diff --no-index` exits 1 where there are differences.
      const {status, stdout} = error as {status: number; stdout: string}
      if (status === 1) return stdout
      throw error
    }
  }
}
