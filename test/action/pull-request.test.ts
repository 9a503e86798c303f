/** The action on pull requests, against a stand-in of GitHub that checks every request. */
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {rename, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import type {Engine} from '../../src/action/engine.ts'
import type {OutputName} from '../../src/action/ports.ts'
import {type Github, github, type World} from './github.ts'
import {act, folder, type Outcome, type Payload, payloadOf, repository, type Setting, smallEngine} from './runner.ts'

/** The example's default branch. */
const onDefault = {GITHUB_REF_NAME: 'master'}
const old = '- [old](https//old.example/x) FIXME\n- [a](https://arxiv.org/abs/1911.05722)\n'

interface Scene {
  readonly stand: Github
  readonly cwd: string
  readonly baseSha: string
  readonly headSha: string
  run(changes?: Partial<Setting>): Promise<Outcome>
}

/** A repository with an old list, and a pull request that turns it into `text`. */
async function scene(text: string, world: Partial<World> = {}, change: (payload: Payload) => void = () => {}): Promise<Scene> {
  const cwd = await folder()
  const git = (...args: string[]): string => execFileSync('git', args, {cwd, encoding: 'utf8'}).trim()
  git('init', '-q', '-b', 'main')
  git('config', 'user.email', 'someone@example.org')
  git('config', 'user.name', 'Someone')
  await writeFile(join(cwd, 'README.md'), old)
  git('add', '-A')
  git('commit', '-q', '-m', 'Start')
  const baseSha = git('rev-parse', 'HEAD')
  git('checkout', '-q', '-b', 'feature')
  await writeFile(join(cwd, 'README.md'), text)
  git('commit', '-q', '-a', '--allow-empty', '-m', 'Add')
  const headSha = git('rev-parse', 'HEAD')
  const patch = git('diff', '-U3', baseSha, headSha, '--', 'README.md').replace(/^[\s\S]*?(?=^@@ )/m, '')
  const stand = await github({pullFiles: patch === '' ? [] : [{filename: 'README.md', status: 'modified', changes: 1, patch}], ...world})
  const payload = payloadOf('pull-request-opened', (given) => {
    given.number = 7
    given.pull_request.number = 7
    given.pull_request.base.sha = baseSha
    given.pull_request.head.sha = headSha
    given.pull_request.head.repo.full_name = repository
    change(given)
  })
  return {
    stand,
    cwd,
    baseSha,
    headSha,
    run: async (changes) => {
      const outcome = await act({eventName: 'pull_request', payload, apiUrl: stand.url, workspace: cwd, ...changes})
      expect(stand.mistakes).toEqual([])
      return outcome
    },
  }
}

describe('what is charged', () => {
  test('old trouble is counted, not charged', async () => {
    const {run, stand} = await scene(`${old}- [fine](https://fine.example/)\n`)
    const {failed, annotations, outputs, summary} = await run()
    expect(failed).toBeUndefined()
    expect(annotations).toEqual([])
    expect(outputs).toMatchObject({verdict: 'clean', errors: 0, older: 2, links: 1, ok: 1})
    expect(summary).toContain('The rest has 2 older problems')
    expect(stand.world.comments).toEqual([])
  })

  test('a new error fails the step, is annotated, and is told in one comment with what to write', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {failed, annotations, outputs} = await run()
    expect(failed).toContain('1 error')
    expect(annotations).toMatchObject([{level: 'error', title: 'no-malformed-url', file: 'README.md', startLine: 3}])
    expect(outputs).toMatchObject({verdict: 'problems', errors: 1, older: 2})
    expect(stand.world.comments).toHaveLength(1)
    const [comment] = stand.world.comments
    expect(comment?.body).toContain('### paperlint: 1 problem in the entry you add')
    expect(comment?.body).toContain('`https://new.example/y`')
    expect(comment?.body).toContain('The rest of the list has 2 older problems that are not yours.')
  })

  test('a new entry that clashes with an old one is charged to the new line', async () => {
    const {run} = await scene(`- [b](https://arxiv.org/abs/1911.05722)\n${old}`)
    const {annotations, outputs} = await run()
    expect(annotations).toMatchObject([{title: 'no-duplicate-paper-id', startLine: 1}])
    expect(annotations[0]?.message).toMatch(
      /^Clash with the entry on line 3: Unexpected second entry[\s\S]*See README\.md:3: the older entry$/,
    )
    expect(outputs.errors).toBe(1)
  })

  test('one that clashes with two is charged once', async () => {
    const engine: Engine = async (options) => {
      const {report, ...rest} = await smallEngine({})(options)
      const place = {file: 'README.md', column: 1, endColumn: 2}
      const findings = [2, 3].map((line) => ({
        ...place,
        line,
        endLine: line,
        rule: 'no-duplicate-paper-id',
        severity: 'error' as const,
        message: 'Unexpected second entry',
        related: [{file: 'README.md', line: 1, column: 5, message: ''}],
      }))
      return {...rest, report: {...report, findings}}
    }
    const {run} = await scene(`- [b](https://arxiv.org/abs/1911.05722)\n${old}`)
    const {annotations, outputs} = await run({engine})
    expect(annotations).toMatchObject([
      {startLine: 1, message: expect.stringMatching(/line 2:[\s\S]*See README\.md:2[\s\S]*See README\.md:3/)},
    ])
    expect(outputs).toMatchObject({errors: 1, older: 0})
  })

  test('only links on added lines are asked', async () => {
    const {run} = await scene(`${old}- [fine](https://fine.example/)\n`)
    const {engineOptions} = await run()
    expect(engineOptions[0]?.changed).toEqual(new Map([['README.md', [[3, 3]]]]))
  })

  test('a dead link is told, one that a comment silences is not', async () => {
    const dead = {verdict: 'dead', reason: 'not-found', status: 404} as const
    const {run, stand} = await scene(`${old}- [gone](https://gone.example/)\n- [known](https://known.example/) silenced\n`)
    await run({engine: smallEngine({'https://gone.example/': dead, 'https://known.example/': dead})})
    expect(stand.world.comments[0]?.body).toContain('1 problem in the 2 entries you add')
    expect(stand.world.comments[0]?.body).toContain('`https://gone.example/`')
    expect(stand.world.comments[0]?.body).not.toContain('known.example')
  })

  test('without history and API nothing is charged, and that is said', async () => {
    const {stand, cwd, run} = await scene(`${old}- [new](https//new.example/y)\n`, {
      upcoming: Array.from({length: 3}, () => ({status: 502})),
    })
    await rename(join(cwd, '.git'), join(cwd, 'away'))
    const {failed, log, outputs} = await run({inputs: {comment: 'false'}})
    expect(failed).toBeUndefined()
    expect(log).toContain('nothing is charged')
    expect(outputs).toMatchObject({errors: 0, older: 3})
    expect(stand.requests).toHaveLength(3)
  })

  test.for([
    ['error', '- FIXME\n', false],
    ['warning', '- FIXME\n', true],
    ['never', '- [x](https//x.example/)\n', false],
  ] as const)('fail-on %s', async ([failOn, line, fails]) => {
    const {run} = await scene(`${old}${line}`)
    const {failed} = await run({inputs: {'fail-on': failOn}})
    expect(failed !== undefined).toBe(fails)
  })
})

describe('a merge queue', () => {
  const groupOf = (headSha: string, baseSha: string): Partial<Setting> => ({
    eventName: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {head_sha: headSha, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7', base_sha: baseSha},
    },
  })

  test.for(['by git', 'by the API'])('charges what the group adds, told %s, and comments nowhere', async (by) => {
    const {run, stand, cwd, headSha, baseSha} = await scene(`${old}- [new](https//new.example/y)\n- [fine](https://fine.example/)\n`)
    if (by === 'by the API') await rename(join(cwd, '.git'), join(cwd, 'away'))
    const {failed, annotations, outputs, engineOptions, cacheSaved} = await run(groupOf(headSha, baseSha))
    expect(failed).toContain('1 error')
    expect(annotations).toMatchObject([{title: 'no-malformed-url', startLine: 3}])
    expect(outputs).toMatchObject({errors: 1, older: 2, links: 1})
    expect(engineOptions[0]?.review).toBeDefined()
    expect([cacheSaved, stand.writes()]).toEqual([false, []])
  })

  test('of which GitHub cannot tell the files charges nothing, and says so', async () => {
    const {run, stand, cwd, headSha, baseSha} = await scene(`${old}- [new](https//new.example/y)\n`)
    await rename(join(cwd, '.git'), join(cwd, 'away'))
    stand.world.pullFiles = Array.from({length: 300}, (_, index) => ({filename: `${index}.md`, status: 'removed'}))
    const {failed, log} = await run(groupOf(headSha, baseSha))
    expect(failed).toBeUndefined()
    expect(log).toContain('Which lines the merge group adds could not be determined (it changes more files than GitHub lists)')
  })

  test('that names no commits is checked as a whole', async () => {
    const {run} = await scene(old)
    expect((await run({eventName: 'merge_group', payload: {}})).outputs).toMatchObject({errors: 1, links: 1})
  })
})

describe('the comment', () => {
  test('is edited in place, left alone when nothing changed, and removed when the pull request is clean', async () => {
    const {run, stand, cwd} = await scene(`${old}- [new](https//new.example/y)\n`)
    await run()
    await run()
    expect(stand.writes()).toHaveLength(1)

    await writeFile(join(cwd, 'README.md'), `${old}- [new](https//newer.example/y)\n`)
    await run()
    expect(stand.world.comments).toHaveLength(1)
    expect(stand.world.comments[0]?.body).toContain('newer.example')

    await writeFile(join(cwd, 'README.md'), `${old}- [new](https://new.example/y)\n`)
    await run()
    expect(stand.world.comments).toEqual([])
  })

  test.for([
    ['the lines cannot be told', {upcoming: [{status: 502}, {status: 502}, {status: 502}]}],
    ['GitHub shows no diff of the list', {pullFiles: [{filename: 'README.md', status: 'modified', changes: 9000}]}],
  ] as const)('stands where %s, as nothing was charged', async ([, more]) => {
    const {run, stand, cwd} = await scene(`${old}- [new](https//new.example/y)\n`)
    await run()
    await rename(join(cwd, '.git'), join(cwd, 'away'))
    Object.assign(stand.world, structuredClone(more))
    expect((await run()).outputs.errors).toBe(0)
    expect(stand.world.comments).toMatchObject([{body: expect.stringContaining('new.example')}])
  })

  test('a stranger with our mark is left alone, and doubles of ours go', async () => {
    const mark = '<!-- paperlint:comment -->'
    const comments = [
      {id: 1, user: {login: 'stranger', type: 'User'}, body: `${mark} ha`},
      {id: 2, user: {login: 'github-actions[bot]', type: 'Bot'}, body: `${mark} old`},
      {id: 3, user: {login: 'github-actions[bot]', type: 'Bot'}, body: `${mark} older`},
      {id: 4, user: {login: 'github-actions[bot]', type: 'Bot'}, body: 'of another action'},
      // Of an account that is deleted by now.
      {id: 5, user: null, body: `${mark} ho`},
    ]
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {comments})
    await run()
    expect(stand.world.comments.map(({id}) => id)).toEqual([1, 2, 4, 5])
    expect(stand.world.comments[1]?.body).toContain('new.example')
  })

  test('is found on the second page', async () => {
    const others = Array.from({length: 130}, (_, id) => ({id, user: {login: 'someone', type: 'User'}, body: 'hello'}))
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {
      comments: [...others, {id: 500, user: {login: 'github-actions[bot]', type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'}],
    })
    await run()
    expect(stand.writes()).toMatchObject([{method: 'PATCH', path: `/repos/${repository}/issues/comments/500`}])
  })

  test('stays below the limit with 2,000 problems', async () => {
    const lines = Array.from({length: 2000}, (_, index) => `- [new](https//new.example/${index}/${'x'.repeat(60)})\n`)
    const {run, stand} = await scene(old + lines.join(''))
    const {summary, annotations} = await run()
    expect(`${stand.world.comments[0]?.body}`.length).toBeLessThan(65_536)
    expect(stand.world.comments[0]?.body).toMatch(/… and [\d,]+ more\./)
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576)
    expect(annotations).toHaveLength(9) // The tenth says why the step fails.
  })

  test("with an app's token it is the same comment, and strangers who are no apps stay out", async () => {
    const comments = [
      {id: 1, user: {login: 'stranger', type: 'User'}, body: '<!-- paperlint:comment --> ha'},
      {id: 2, user: {login: 'our-app[bot]', type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'},
    ]
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {comments})
    await run()
    expect(stand.writes()).toMatchObject([{method: 'PATCH', path: `/repos/${repository}/issues/comments/2`}])
  })
})

test("annotations leave room for the run's own warnings, as a step shows ten of each", async () => {
  const {run} = await scene(old)
  const at = (severity: 'error' | 'warning') =>
    Array.from({length: 15}, (_, index) => {
      const place = {file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 2}
      return {...place, rule: 'some-rule', severity, message: `Unexpected ${index}`}
    })
  const engine: Engine = async (options) => {
    const {report, ...rest} = await smallEngine({}, undefined, {notes: ['Ignored `allowPrivate`', 'Ignored `insecure`']})(options)
    return {
      ...rest,
      report: {...report, findings: [...at('error'), ...at('warning')], summary: {...report.summary, errors: 15, warnings: 15}},
    }
  }
  const {annotations, log, failed} = await run({engine, eventName: 'push'})
  expect(log.match(/^warning: /gm)).toHaveLength(2)
  expect(annotations.filter(({level}) => level === 'warning')).toHaveLength(8)
  expect(annotations.filter(({level}) => level === 'warning').at(-1)?.message).toBe('… and 8 more warnings: see the job summary')
  expect(failed).toBeDefined()
  expect(failed).toContain('see the annotations and the job summary')
  expect(annotations.filter(({level}) => level === 'error')).toHaveLength(9)
  const silent = await run({engine, eventName: 'push', inputs: {summary: 'false'}})
  expect(silent.annotations.filter(({level}) => level === 'warning').at(-1)?.message).toContain('see the reports')
  expect(silent.failed).toContain('see the annotations and the reports')
})

describe('what stops or fails the run', () => {
  test('maxWarnings of the configuration counts what is charged', async () => {
    const strict = {engine: smallEngine({}, undefined, {maxWarnings: 0})}
    const clean = await scene(`${old}- [fine](https://fine.example/)\n`)
    expect((await clean.run(strict)).failed).toBeUndefined()
    const warned = await scene(`${old}- [new](https://fine.example/) FIXME\n`)
    expect(await warned.run(strict)).toMatchObject({failed: expect.stringContaining('1 warning'), outputs: {verdict: 'problems'}})
  })

  test('a run that the runner stops says so, keeps the cache and touches no comment', async () => {
    const comments = [{id: 2, user: {login: 'github-actions[bot]', type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'}]
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {comments})
    const stopped = {engine: smallEngine({}, undefined, {interrupted: true})}
    expect((await run(stopped)).failed).toContain('Stopped before every link was checked')
    expect(stand.requests).toEqual([])
    const {cacheSaved, failed} = await run({...stopped, eventName: 'schedule', variables: onDefault})
    expect(failed).toContain('Stopped')
    expect(cacheSaved).toBe(true)
    expect(stand.requests).toEqual([])
  })

  test('a list that is checked out elsewhere is no clean pull request', async () => {
    const {run, cwd} = await scene(`${old}- [new](https//new.example/y)\n`)
    execFileSync('git', ['mv', 'README.md', 'elsewhere.txt'], {cwd})
    await rename(join(cwd, '.git'), join(cwd, 'away'))
    const {log, outputs} = await run()
    expect(log).toContain('none of its files is in the workspace')
    expect(outputs.errors).toBe(0)
  })
})

describe('a list that cannot be read', () => {
  const reason = "Can't check `docs/list.md`: it is a binary file"
  const unread = (files: readonly string[]): Partial<Setting> => ({
    engine: smallEngine({}, undefined, {unread: {files, problems: [reason]}}),
  })

  test('fails who changes it, whatever findings are to do, and takes no comment away', async () => {
    const comments = [{id: 2, user: {login: 'github-actions[bot]', type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'}]
    const {run, stand} = await scene(`${old}- fine\n`, {comments})
    const {failed, outputs} = await run({...unread(['README.md']), inputs: {'fail-on': 'never'}})
    expect(failed).toBe(reason)
    expect(outputs.verdict).toBe('problems')
    expect(stand.world.comments).toHaveLength(1)
  })

  test('is said to who changes another one', async () => {
    const {run} = await scene(`${old}- fine\n`)
    const {failed, log} = await run(unread(['docs/list.md']))
    expect(failed).toBeUndefined()
    expect(log).toContain(`warning: ${reason}`)
  })

  test('fails who renames it, and who looks at everything', async () => {
    const {run, cwd} = await scene(`${old}- fine\n`)
    const git = (...args: string[]): string => execFileSync('git', args, {cwd, encoding: 'utf8'})
    git('mv', 'README.md', 'papers.md')
    git('commit', '-qm', 'Rename')
    expect((await run(unread(['README.md']))).failed).toBe(reason)
    expect((await run({...unread(['docs/list.md']), eventName: 'push'})).failed).toBe(reason)
  })
})

describe('suggestions', () => {
  const suggesting = {inputs: {suggestions: 'true', comment: 'false'}}

  test('stand on added lines alone, once', async () => {
    const {run, stand, headSha} = await scene(`${old}- [new](https//new.example/y) and [two](https//two.example/)\n`)
    await run(suggesting)
    expect(stand.world.reviews).toHaveLength(1)
    expect(stand.world.reviews[0]).toMatchObject({commit_id: headSha, event: 'COMMENT'})
    expect(stand.world.reviewComments).toMatchObject([{path: 'README.md', line: 3, side: 'RIGHT'}])
    expect(stand.world.reviewComments[0]?.body).toContain(
      '```suggestion\n- [new](https://new.example/y) and [two](https://two.example/)\n```',
    )
    await run(suggesting)
    expect(stand.world.reviews).toHaveLength(1)
  })

  test('in spite of a mark that the list itself holds', async () => {
    const mark = '<!-- paperlint:suggestion 0123456789ab -->'
    const {run, stand} = await scene(`${old}- [new](https//new.example/y) ${mark}\n`)
    stand.world.reviewComments = [{user: {login: 'someone'}, line: 1, body: mark}]
    await run(suggesting)
    expect(stand.world.reviews).toHaveLength(1)
  })

  test('again where the line of the first has gone out of the diff, as nobody can accept that one', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    await run(suggesting)
    stand.world.reviewComments = stand.world.reviewComments.map((comment) => ({...comment, line: null, position: null}))
    await run(suggesting)
    expect(stand.world.reviews).toHaveLength(2)
    await run(suggesting)
    expect(stand.world.reviews).toHaveLength(2)
  })

  test('at most twenty a review', async () => {
    const lines = Array.from({length: 30}, (_, index) => `- [new](https//new.example/${index})\n`)
    const {run, stand} = await scene(old + lines.join(''))
    await run(suggesting)
    expect(stand.world.reviewComments).toHaveLength(20)
  })

  test('none outside of the diff that GitHub shows, as one fails the whole review', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n- [two](https//two.example/)\n`)
    stand.world.pullFiles = [{filename: 'README.md', status: 'modified', changes: 1, patch: '@@ -2,1 +2,2 @@\n - a\n+- new'}]
    await run(suggesting)
    expect(stand.world.reviewComments).toMatchObject([{path: 'README.md', line: 3}])
  })

  test('a refusal is said and fails nothing', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    stand.world.onRequest = ({method, path}) => {
      if (method === 'POST' && path.endsWith('/reviews')) stand.world.upcoming.push({status: 422})
    }
    const {log, failed} = await run({inputs: {...suggesting.inputs, 'fail-on': 'never'}})
    expect(log).toContain('No suggestions: POST')
    expect(log).toContain('422')
    expect(failed).toBeUndefined()
    expect(stand.world.reviews).toEqual([])
  })

  test('a line with backticks does not end its fence, and CRLF stays out', async () => {
    const {run, stand, cwd} = await scene(`${old}- \`\`\`\` [new](https//new.example/y)\n`)
    await run(suggesting)
    expect(stand.world.reviewComments[0]?.body).toContain('`````suggestion\n- ```` [new](https://new.example/y)\n`````')
    await writeFile(join(cwd, 'README.md'), `${old}- [crlf](https//new.example/y)\r\n`)
    await run(suggesting)
    expect(stand.world.reviewComments[1]?.body).not.toContain('\r')
  })
})

describe('rights', () => {
  test('a fork gets annotations and summary, and no request that would be refused', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {rights: new Set()}, (payload) => {
      payload.pull_request.head.repo.full_name = 'stranger/papers'
      payload.pull_request.head.repo.fork = true
    })
    const {annotations, summary, log, failed} = await run()
    expect(annotations).toHaveLength(1)
    expect(summary).toContain('new.example')
    expect(log).toContain('from a fork')
    expect(failed).toContain('1 error')
    expect(stand.requests).toEqual([])
  })

  test('one that is deleted by now is a fork too', async () => {
    const {run, stand, baseSha, headSha} = await scene(`${old}- [new](https//new.example/y)\n`)
    // GitHub describes no event with such a proposal, but a run may be repeated much later.
    const payload = {
      repository: {private: false, default_branch: 'main'},
      pull_request: {number: 7, base: {sha: baseSha}, head: {sha: headSha, repo: null}},
    }
    const {annotations, log} = await run({payload})
    expect(annotations).toHaveLength(1)
    expect(log).toContain('from a fork')
    expect(stand.requests).toEqual([])
  })

  test('a token without the right to comment degrades in words', async () => {
    const {run} = await scene(`${old}- [new](https//new.example/y)\n`, {rights: new Set()})
    const {log, failed, annotations} = await run({inputs: {'fail-on': 'never'}})
    expect(log).toContain('No comment: POST')
    expect(log).toContain('not accessible by integration')
    expect(failed).toBeUndefined()
    expect(annotations).toHaveLength(1)
  })

  test('no token: no request', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {log} = await run({inputs: {token: ''}})
    expect(stand.requests).toEqual([])
    expect(log).toContain('No token')
  })

  test('pull_request_target is refused before anything is read', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {failed, engineOptions, outputs} = await run({eventName: 'pull_request_target'})
    expect(failed).toContain('refuses')
    expect(outputs.verdict).toBe('refused')
    expect(engineOptions).toEqual([])
    expect(stand.requests).toEqual([])
  })

  test("what a pull request changes in its configuration is measured by the base's", async () => {
    const {run, cwd} = await scene(`${old}- [fine](https://fine.example/)\n`)
    const path = join(cwd, 'paperlint.config.json')
    const git = (...args: string[]) => execFileSync('git', args, {cwd})
    await writeFile(path, '{"allowPrivate": true}')
    git('add', '-A')
    git('commit', '-q', '-m', 'Widen')
    const review = (await run()).engineOptions[0]?.review
    expect(await review?.(path)).toBe(null)
    expect(await review?.(join(cwd, 'README.md'))).toBe(old)
    expect(await review?.('/etc/hostname')).toBe(null)
  })

  test('in a shallow clone the API tells what the base says', async () => {
    const base = {content: Buffer.from('{"offline": true}').toString('base64'), encoding: 'base64'}
    const {run, cwd, stand} = await scene(`${old}- [fine](https://fine.example/)\n`, {contents: new Map([['paperlint.config.json', base]])})
    await rename(join(cwd, '.git'), join(cwd, 'away'))
    stand.world.pullFiles = [{filename: 'paperlint.config.json', status: 'modified', changes: 1}]
    await writeFile(join(cwd, 'paperlint.config.json'), '{"allowPrivate": true}')
    const review = (await run()).engineOptions[0]?.review
    expect(await review?.(join(cwd, 'paperlint.config.json'))).toBe('{"offline": true}')
    expect(await review?.(join(cwd, 'README.md'))).toContain('fine.example')
  })

  test('outside of a pull request every configuration is trusted', async () => {
    const {run} = await scene(old)
    expect((await run({eventName: 'push'})).engineOptions[0]?.review).toBeUndefined()
  })

  test('titles of a private list stay at home', async () => {
    const {run} = await scene(old, {}, (payload) => {
      payload.repository.private = true
    })
    expect((await run()).engineOptions[0]).toMatchObject({publicPage: undefined})
  })

  test('a pull request reads the cache and never writes it', async () => {
    const {run} = await scene(old)
    expect((await run()).cacheSaved).toBe(false)
    // One that is merged runs for its base branch.
    expect((await run({variables: onDefault})).cacheSaved).toBe(false)
    expect((await run({eventName: 'push', variables: {GITHUB_REF_NAME: 'feature'}})).cacheSaved).toBe(false)
    expect((await run({eventName: 'push', variables: onDefault})).cacheSaved).toBe(true)
  })

  test('the cache is saved even where the run fails', async () => {
    const {run} = await scene(old)
    const failing: Engine = async () => {
      throw new Error('Expected something else')
    }
    const {failed, cacheSaved} = await run({eventName: 'push', variables: onDefault, engine: failing})
    expect(failed).toBe('Expected something else')
    expect(cacheSaved).toBe(true)
  })
})

describe('limits of the API', () => {
  test('a secondary limit is waited for as long as it says', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`, {
      upcoming: [{status: 403, headers: {'retry-after': '30'}, body: {message: 'You have exceeded a secondary rate limit'}}],
    })
    const slept: number[] = []
    await run({sleep: async (milliseconds) => void slept.push(milliseconds)})
    expect(slept).toEqual([30_000])
    expect(stand.world.comments).toHaveLength(1)
  })

  test('a write whose answer was lost is not repeated', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    stand.world.onRequest = ({method}) => {
      if (method === 'POST') stand.world.upcoming.push({status: 500})
    }
    await run()
    expect(stand.writes()).toHaveLength(1)
  })

  test('what is no list is not taken for an empty one', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    stand.world.onRequest = ({method, path}) => {
      if (method === 'GET' && path.endsWith('/comments')) stand.world.upcoming.push({status: 200, body: {title: 'Gateway'}})
    }
    expect((await run()).log).toContain('200 without a list')
    expect(stand.writes()).toEqual([])
  })

  test('the token goes into the header alone', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {log, summary} = await run()
    expect(new Set(stand.requests.map(({authorization}) => authorization))).toEqual(new Set(['Bearer secret']))
    expect(log + summary + JSON.stringify(stand.requests.map(({body, path}) => [body, path]))).not.toContain('secret')
  })

  test('the token follows no redirect', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const elsewhere: string[] = []
    const other = createServer(({url, headers}, response) => {
      elsewhere.push(`${url} ${headers.authorization}`)
      response.end('[]')
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    onTestFinished(() => void other.close())
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    stand.world.onRequest = () => void stand.world.upcoming.push({status: 307, headers: {location}})
    const {log} = await run()
    expect(log).toContain('No comment: ')
    expect(elsewhere).toEqual([])
  })

  test('goes through the proxy that the environment names', async () => {
    const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
    const asked: string[] = []
    const proxy = createServer(async (incoming, response) => {
      asked.push(`${incoming.method} ${incoming.url?.split('?')[0]}`)
      const {pathname, search} = new URL(incoming.url ?? '')
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      const body = chunks.length === 0 ? {} : {body: Buffer.concat(chunks)}
      const reply = await fetch(stand.url + pathname + search, {method: incoming.method ?? '', ...body})
      response.writeHead(reply.status).end(await reply.text())
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    onTestFinished(() => void proxy.close())
    const variables = {HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`}
    await run({apiUrl: 'http://api.enterprise.example', variables})
    expect(asked).toContain(`POST http://api.enterprise.example/repos/${repository}/issues/7/comments`)
    expect(stand.world.comments).toHaveLength(1)
  })

  test('nobody answers: the report is there all the same', async () => {
    const {run} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {annotations, log, failed} = await run({apiUrl: 'http://127.0.0.1:1'})
    expect(annotations).toHaveLength(1)
    expect(log).toContain('No answer from the GitHub API')
    expect(failed).toContain('1 error')
  })
})

describe('the reports', () => {
  test('lie where the outputs say, and hold what is charged', async () => {
    const {run} = await scene(`${old}- [new](https//new.example/y)\n`)
    const {outputs} = await run()
    const read = (name: OutputName): string => readFileSync(`${outputs[name]}`, 'utf8')
    expect(JSON.parse(read('json')).findings).toHaveLength(1)
    expect(JSON.parse(read('sarif')).runs[0].results).toHaveLength(1)
    expect(read('html')).toContain('<!doctype html>')
    expect(read('junit')).toContain('<failure type="no-malformed-url"')
    expect(read('markdown')).toContain('1 error')
    expect(JSON.parse(read('rdjson')).diagnostics).toHaveLength(1)
    expect(JSON.parse(read('badge')).label).toBe('paper list')
    expect(JSON.parse(read('pull-request'))).toMatchObject({older: 2})
  })

  test.for<[string, string, string]>([
    ['comment', 'yes', 'Expected `comment` to be true or false, got `yes`'],
    ['fail-on', 'always', 'Expected `fail-on` to be error, warning or never, got `always`'],
    ['issue-label', 'links, dead', 'Expected `issue-label` to be one label of at most 50 characters without a comma, got `links, dead`'],
    ['args', '--format=json', 'Unexpected `--format` in `args`'],
    ['args', 'README.md', 'Expected each line of `args` to be one option'],
  ])('a mistake in the input %s is named', async ([name, value, message]) => {
    const {run} = await scene(old)
    const {failed, engineOptions} = await run({inputs: {[name]: value}})
    expect(failed).toContain(message)
    expect(engineOptions).toEqual([])
  })
})

test('hostile titles, URLs and file names inject nothing into comment, summary and suggestions', async () => {
  const attack = '</details> @octocat #1 [x](javascript:alert(1)) <img src=x onerror=alert(1)> ::error::x %0A::set-output name=a::b \u202e'
  const hostile: Engine = async (options) => {
    const {report, ...rest} = await smallEngine({})(options)
    const findings = report.findings.map((finding) => ({...finding, message: attack, suggestion: attack}))
    return {...rest, report: {...report, findings}, notes: [attack]}
  }
  const {run, stand} = await scene(`${old}- [new](https//new.example/y)\n`)
  const {summary} = await run({engine: hostile})
  for (const text of [`${stand.world.comments[0]?.body}`, summary]) {
    expect(text).not.toMatch(/<img|\u202e|[^>]@octocat|\]\(javascript/)
  }
})
