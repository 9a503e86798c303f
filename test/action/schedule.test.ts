/** The schedule: one living issue, two strikes, nobody blamed for an outage. */
import {chmod, readFile, symlink, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {join} from 'node:path'
import fc from 'fast-check'
import type {Root} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {describe, expect, test} from 'vitest'
import {isOnline} from '../../src/action/canary.ts'
import {issuePlanOf} from '../../src/action/issue.ts'
import {lintEngine} from '../../src/action/lint-engine.ts'
import {emptyState, keyOf, nextState, readState, writeState} from '../../src/action/state.ts'
import type {ReportedLink, Verdict} from '../../src/core/report.ts'
import {listen, serve} from '../check/server.ts'
import {hostile, hostileReport} from '../report/hostile.ts'
import {cleanReport} from '../report/sample.ts'
import {type Github, github, type World} from './github.ts'
import {act, folder, type Outcome, payloadOf, type Setting, smallEngine} from './runner.ts'

type Verdicts = Readonly<Record<string, Partial<ReportedLink> & {verdict: Verdict}>>

const monday = Date.UTC(2026, 10, 16, 4)
const day = 86_400_000
const gone = 'https://gone.example/paper'
const dead = {verdict: 'dead', reason: 'not-found', status: 404} as const
const bot = 'github-actions[bot]'

interface Scene {
  readonly stand: Github
  readonly cwd: string
  on(dayNumber: number, verdicts: Verdicts, changes?: Partial<Setting>): Promise<Outcome>
}

async function scene(list: string, world: Partial<World> = {}): Promise<Scene> {
  const cwd = await folder()
  const temporary = await folder()
  await writeFile(join(cwd, 'README.md'), list)
  const stand = await github(world)
  return {
    stand,
    cwd,
    on: async (dayNumber, verdicts, changes) => {
      const outcome = await act({
        eventName: 'schedule',
        payload: {repository: {private: false, default_branch: 'main'}, schedule: '17 4 * * 1,2'},
        apiUrl: stand.url,
        workspace: cwd,
        temporary,
        nowMs: monday + dayNumber * day,
        engine: smallEngine(verdicts),
        ...changes,
      })
      expect(stand.mistakes).toEqual([])
      return outcome
    },
  }
}

test.for([
  ['all sites answer, if only with errors', [503, 200, 404], true],
  ['most sites answer', [200, 'silence', 302], true],
  ['one site alone answers', ['silence', 200, 'silence'], false],
  ['no site answers', ['silence', 'silence', 'silence'], false],
] as const)('the runner is online where most well-known sites answer: %s', async ([, answers, expected]) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method}`)
    const answer = answers[Number(request.url?.slice(1))]
    if (typeof answer === 'number') response.writeHead(answer).end()
    else request.socket.destroy()
  })
  const port = await listen(server)
  const sites: string[] = []
  const online = await isOnline((url, request) => {
    sites.push(new URL(url).hostname)
    return fetch(`http://127.0.0.1:${port}/${sites.length - 1}`, {...request, redirect: 'manual'})
  })
  expect(online).toBe(expected)
  expect(new Set(sites).size).toBe(3)
  expect(asked).toEqual(['HEAD', 'HEAD', 'HEAD'])
})

test('a payload without the repository gives nothing away, and the cache is kept all the same', async () => {
  const {on} = await scene('- [x](https://there.example/)\n')
  const outcome = await on(0, {}, {payload: {schedule: '17 4 * * 1,2'}, variables: {GITHUB_REF_NAME: 'master'}})
  expect(outcome).toMatchObject({cacheSaved: true, engineOptions: [{publicPage: undefined}]})
})

describe('the living issue', () => {
  test('a link that dies waits for a second strike on another day', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    await on(0, {[gone]: dead})
    expect(stand.world.issues).toEqual([])
    const {outputs, failed} = await on(1, {[gone]: dead})
    expect(failed).toBeUndefined()
    expect(stand.world.issues).toMatchObject([{title: 'Dead links: 1', state: 'open', labels: ['paperlint']}])
    const body = `${stand.world.issues[0]?.body}`
    expect(body).toContain(`\`${gone}\``)
    expect(body).toContain('not found \\(404\\) since 2026-11-16 (2 checks)')
    expect(outputs.issue).toContain('/issues/1')
    expect(stand.world.labels).toEqual(new Set(['paperlint']))
  })

  test('is edited, not doubled; says what is new, still dead, recovered and waiting; closes when all is verified', async () => {
    const [other, third] = ['https://other.example/', 'https://third.example/']
    const {on, stand} = await scene(`- [x](${gone})\n- [y](${other})\n- [z](${third})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead, [other]: dead})
    await on(7, {[gone]: dead, [other]: dead, [third]: dead})
    expect(stand.world.issues).toHaveLength(1)
    const body = `${stand.world.issues[0]?.body}`
    expect(body).toMatch(
      /New since last time \(1\)[\s\S]*other\.example[\s\S]*Still dead \(1\)[\s\S]*gone\.example[\s\S]*Waiting for a second day \(1\)[\s\S]*third\.example/,
    )

    await on(8, {[other]: dead})
    expect(stand.world.issues[0]?.body).toMatch(/Recovered \(1\)[\s\S]*gone\.example/)
    expect(stand.world.issues[0]?.title).toBe('Dead links: 1')

    await on(14, {})
    expect(stand.world.issues[0]).toMatchObject({state: 'closed', state_reason: 'completed', title: 'Dead links: 0'})
  })

  test('undecided links never close the issue, and stand apart', async () => {
    const wall = 'https://wall.example/'
    const {on, stand} = await scene(`- [x](${gone})\n- [y](${wall})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    await on(7, {
      [gone]: {verdict: 'blocked', reason: 'bot-wall', status: 403},
      [wall]: {verdict: 'blocked', reason: 'bot-wall', status: 403},
    })
    expect(stand.world.issues[0]).toMatchObject({state: 'open', title: 'Dead links: 1'})
    expect(stand.world.issues[0]?.body).toContain('undecided today')
    expect(stand.world.issues[0]?.body).toContain('1 undecided link')
  })

  test('a link that left the list counts as settled', async () => {
    const {on, stand, cwd} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    await writeFile(join(cwd, 'README.md'), 'empty\n')
    await on(7, {})
    expect(stand.world.issues[0]?.state).toBe('closed')
  })

  test('a link of a list that could not be read is not settled', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    const unread = {files: ['README.md'], problems: ["Can't read `README.md`: permission denied"]}
    const {failed, log} = await on(2, {}, {engine: smallEngine({}, [], {unread})})
    expect(failed).toContain('permission denied')
    expect(log).toContain('the issue and the memory are left alone')
    expect(stand.world.issues).toMatchObject([{state: 'open'}])
  })

  test('reopens for a further dead link, not for one that a person has closed it over', async () => {
    const other = 'https://other.example/'
    const {on, stand} = await scene(`- [x](${gone})\n- [y](${other})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    const [issue] = stand.world.issues
    Object.assign(issue ?? {}, {state: 'closed'})
    await on(7, {[gone]: dead, [other]: dead})
    expect(stand.world.issues[0]?.state).toBe('closed')
    await on(8, {[gone]: dead, [other]: dead})
    expect(stand.world.issues[0]).toMatchObject({state: 'open', title: 'Dead links: 2'})
  })

  test('keeps the ticks that people set', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    const [issue] = stand.world.issues
    if (issue !== undefined) issue.body = `${issue.body}`.replace('- [ ]', '- [x]').replaceAll('\n', '\r\n')
    await on(7, {[gone]: dead})
    expect(stand.world.issues[0]?.body).toContain('- [x] ')
  })

  test('remembers in the issue what the cache has lost', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    await on(7, {[gone]: dead}, {temporary: await folder()})
    expect(stand.world.issues).toHaveLength(1)
    expect(stand.world.issues[0]?.body).toContain('since 2026-11-16 (3 checks)')
  })

  test('without a cache there is no second look to wait for', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    const cacheless = async (): Promise<Partial<Setting>> => ({temporary: await folder(), inputs: {cache: 'false'}})
    await on(0, {[gone]: dead}, await cacheless())
    expect(stand.world.issues).toMatchObject([{state: 'open', title: 'Dead links: 1'}])
    await on(7, {[gone]: dead}, await cacheless())
    expect(stand.world.issues).toHaveLength(1)
    expect(stand.world.issues[0]?.body).toContain('since 2026-11-16')
  })

  test('history of the verdict cache counts where the state was lost', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: {...dead, history: {firstFailed: '2026-10-02T03:00:00Z', failures: 7, lastAlive: '2026-09-25T03:00:00Z'}}})
    expect(stand.world.issues[0]?.body).toContain('since 2026-10-02')
    expect(stand.world.issues[0]?.body).toContain('last alive 2026-09-25')
  })

  test('says which paper it was, where a copy is, and what other rules would write', async () => {
    const ended = 'https://paperswithcode.com/paper/x'
    const {on, stand} = await scene(`- [CUB <200>](${gone})\n- [SSL](${ended})\n`)
    const verdicts = {[gone]: {...dead, archived: `https://web.archive.org/web/20210411000000/${gone}`}, [ended]: dead}
    const engine: Setting['engine'] = async (options) => {
      const {report, ...rest} = await smallEngine(verdicts)(options)
      const advice = {
        rule: 'no-retired-service',
        severity: 'warning',
        message: 'x',
        url: ended,
        suggestion: 'https://huggingface.co/papers/x',
      } as const
      const place = {file: 'README.md', line: 2, column: 1, endLine: 2, endColumn: 2}
      return {...rest, report: {...report, findings: [...report.findings, {...place, ...advice}]}}
    }
    await on(0, verdicts, {engine})
    await on(1, verdicts, {engine})
    const body = `${stand.world.issues[0]?.body}`
    expect(body).toMatch(/- \[ \] \[README\.md:1\]\(\S+\) · CUB &lt;200&gt; · `https:\/\/gone\.example\/paper`/)
    expect(body).toContain('[archived copy of 2021-04-11](https://web.archive.org/web/20210411000000/https://gone.example/paper)')
    expect(body).toContain('write `https://huggingface.co/papers/x`')
  })

  test('several files: their links under their names', async () => {
    const {on, stand, cwd} = await scene(`- [x](${gone})\n`)
    await writeFile(join(cwd, 'more.md'), '- [y](https://a.example/)\n- [z](https://b.example/)\n')
    const verdicts = {[gone]: dead, 'https://a.example/': dead, 'https://b.example/': dead}
    for (const number of [0, 1]) await on(number, verdicts, {engine: smallEngine(verdicts, ['README.md', 'more.md'])})
    expect(stand.world.issues[0]?.body).toMatch(/#### README\.md \(1\)\n\n- [\s\S]*\n\n#### more\.md \(2\)\n\n- /)
  })

  test('a link that a comment silences or the configuration excludes is settled', async () => {
    const other = 'https://other.example/'
    const {on, stand, cwd} = await scene(`- [x](${gone})\n- [y](${other})\n`)
    for (const number of [0, 1]) await on(number, {[gone]: dead, [other]: dead})
    expect(stand.world.issues[0]?.title).toBe('Dead links: 2')
    await writeFile(join(cwd, 'README.md'), `- [x](${gone}) silenced\n- [y](${other})\n`)
    await on(7, {[gone]: dead, [other]: dead})
    expect(stand.world.issues[0]?.title).toBe('Dead links: 1')
    await on(8, {[gone]: dead, [other]: {verdict: 'skipped', reason: 'excluded'}})
    expect(stand.world.issues[0]?.state).toBe('closed')
  })

  test.for([0, 3, 500])('%i dead links', async (amount) => {
    const urls = Array.from({length: amount}, (_, index) => `https://host${index}.example/${'p'.repeat(80)}`)
    const verdicts = Object.fromEntries(urls.map((url) => [url, {...dead, archived: `https://web.archive.org/web/2021/${url}`}]))
    const {on, stand} = await scene(urls.map((url) => `- [x](${url})\n`).join(''))
    await on(0, verdicts)
    const {summary} = await on(1, verdicts)
    expect(stand.world.issues).toHaveLength(amount === 0 ? 0 : 1)
    if (amount === 0) return
    expect(stand.world.issues[0]?.title).toBe(`Dead links: ${amount}`)
    expect(`${stand.world.issues[0]?.body}`.length).toBeLessThan(65_536)
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576)
    expect(`${stand.world.issues[0]?.body}`.includes('… and ')).toBe(amount > 100)
  })
})

test('with the real linter and a real server: two looks, then the paper by its name, and closed when it is back', async () => {
  let isBack = false
  const server = await serve({
    '*': ({path}, response) => {
      const status = path === '/fine' || isBack ? 200 : path === '/busy' ? 503 : 404
      response.writeHead(status, {'content-type': 'text/html'}).end('<title>A page</title>')
    },
  })
  const root = server.url('')
  const entry = (name: string, path: string): string =>
    `- **[ ${name} ]** A Title About ${name} **(CVPR 2020)** [[Paper](${root}/${path})]\n`
  const {on, stand} = await scene(`# Papers\n\n${entry('CUB-200', 'gone')}${entry('Fine', 'fine')}${entry('Busy', 'busy')}`)
  const nowMs = Date.now()
  const real = (days: number, args = ''): Promise<Outcome> =>
    on(days, {}, {engine: lintEngine, nowMs: nowMs + days * day, inputs: {args: `--allow-private\n--retries=0\n--no-archive\n${args}`}})
  expect((await real(0)).outputs).toMatchObject({dead: 1, ok: 1, undecided: 1})
  expect(stand.world.issues).toEqual([])
  await real(1)
  const body = `${stand.world.issues[0]?.body}`
  const since = new Date(nowMs).toISOString().slice(0, 10)
  expect(body).toMatch(new RegExp(`- \\[ \\] \\[README\\.md:3\\]\\(\\S+\\) · CUB-200 · \`${root}/gone\``))
  expect(body).toMatch(new RegExp(`not found \\\\\\(404\\\\\\) since ${since} \\(2 checks\\)`))
  expect(body).toContain('1 undecided link')
  isBack = true
  await real(7, '--max-age=0s')
  expect(stand.world.issues).toMatchObject([{state: 'closed', title: 'Dead links: 0'}])
})

test('with the real linter, what the baseline knows is counted and not reported', async () => {
  const {on, cwd} = await scene('- [x](https//old.example/)\n')
  const finding = {file: 'README.md', rule: 'no-malformed-url', subject: '[x](https//old.example/)'}
  await writeFile(join(cwd, 'known.json'), JSON.stringify({version: 1, findings: [finding]}))
  const {outputs} = await on(0, {}, {engine: lintEngine, inputs: {args: '--offline\n--baseline=known.json'}})
  const {summary} = JSON.parse(await readFile(`${outputs.json}`, 'utf8'))
  expect(summary).toMatchObject({errors: 0, known: 1})
})

describe('found by label', () => {
  test("strangers', other people's and pull requests' are left alone", async () => {
    const mark = '<!-- paperlint:issue -->'
    const issues = [
      {number: 1, title: 'a', state: 'open', labels: ['paperlint'], user: {login: 'stranger', type: 'User'}, body: mark},
      {number: 2, title: 'b', state: 'open', labels: ['paperlint'], user: {login: bot, type: 'Bot'}, body: 'of another action'},
      {number: 3, title: 'c', state: 'open', labels: ['paperlint'], user: {login: bot, type: 'Bot'}, body: mark, pull_request: {}},
      {number: 4, title: 'd', state: 'closed', labels: ['paperlint'], user: {login: bot, type: 'Bot'}, body: mark},
    ]
    const {on, stand} = await scene(`- [x](${gone})\n`, {issues, labels: new Set(['paperlint'])})
    await on(0, {[gone]: dead})
    await on(1, {[gone]: dead})
    expect(stand.writes().map(({method, path}) => `${method} ${path}`)).toEqual([
      'PATCH /repos/curator/papers/issues/4',
      'PATCH /repos/curator/papers/issues/4',
    ])
    expect(stand.world.issues[3]).toMatchObject({state: 'open', title: 'Dead links: 1'})
  })

  test('two runs at once end with one issue', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    let isFirst = true
    stand.world.onRequest = ({method, path}) => {
      if (!isFirst || method !== 'POST' || !path.endsWith('/issues')) return
      isFirst = false
      // The other run was a moment faster.
      stand.world.issues.push({
        number: 1,
        title: 'Dead links: 1',
        state: 'open',
        labels: ['paperlint'],
        user: {login: bot, type: 'Bot'},
        body: '<!-- paperlint:issue -->',
        html_url: 'first',
      })
    }
    const {outputs} = await on(1, {[gone]: dead})
    expect(stand.world.issues.filter(({state}) => state === 'open').map(({number}) => number)).toEqual([1])
    expect(stand.world.issues[1]).toMatchObject({state: 'closed', labels: []})
    expect(outputs.issue).toBe('first')
  })

  test('a second one that two runs left behind is closed by the next', async () => {
    const mark = '<!-- paperlint:issue -->'
    const issues = [1, 2].map((number) => ({
      number,
      title: 'a',
      state: 'open',
      labels: ['paperlint'],
      user: {login: bot, type: 'Bot'},
      body: mark,
    }))
    const {on, stand} = await scene('fine\n', {issues, labels: new Set(['paperlint'])})
    await on(0, {})
    expect(stand.world.issues).toMatchObject([
      {state: 'closed', state_reason: 'completed'},
      {state: 'closed', state_reason: 'not_planned'},
    ])
  })

  test("an app's token opens one and finds it again", async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    for (const number of [0, 1]) await on(number, {[gone]: dead})
    const [issue] = stand.world.issues
    Object.assign(issue ?? {}, {user: {login: 'our-app[bot]', type: 'Bot'}})
    await on(7, {[gone]: dead})
    expect(stand.world.issues).toHaveLength(1)
  })

  test('where the issues cannot be listed none is opened', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    await on(0, {[gone]: dead})
    stand.world.onRequest = ({method, path}) => {
      if (method === 'GET' && path.endsWith('/issues')) stand.world.upcoming.push({status: 404})
    }
    const {log} = await on(1, {[gone]: dead})
    expect(log).toContain('could not be kept up to date')
    expect(stand.writes()).toEqual([])
  })

  test('without a token nothing is asked, and the memory is kept all the same', async () => {
    const {on, stand} = await scene(`- [x](${gone})\n`)
    const {log, failed} = await on(0, {[gone]: dead}, {inputs: {token: '', 'fix-pull-request': 'true'}})
    expect(log).toContain('No token, so no issue.')
    expect({failed, asked: stand.requests}).toEqual({failed: undefined, asked: []})
    await on(1, {[gone]: dead})
    expect(stand.world.issues[0]?.body).toContain('(2 checks)')
  })

  test('a token without the right says so and fails nothing', async () => {
    const {on} = await scene(`- [x](${gone})\n`, {rights: new Set()})
    await on(0, {[gone]: dead})
    const {log, failed} = await on(1, {[gone]: dead})
    expect(log).toContain('not accessible by integration')
    expect(failed).toBeUndefined()
  })
})

test("the runner's own outage blames nobody", async () => {
  const {on, stand} = await scene(`- [x](${gone})\n`)
  await on(0, {[gone]: dead})
  const {log} = await on(1, {[gone]: dead}, {isOnline: false})
  expect(log).toContain('the runner is to blame')
  expect(stand.world.issues).toEqual([])
  await on(2, {[gone]: dead})
  expect(stand.world.issues[0]?.body).toContain('(2 checks)')
})

test('the HTML report shows the runs before it', async () => {
  const {on} = await scene(`- [x](${gone})\n`)
  for (const number of [0, 1, 7]) await on(number, {[gone]: dead})
  const {outputs} = await on(8, {[gone]: dead})
  expect(await readFile(`${outputs.html}`, 'utf8')).toContain('Dead links over 4 runs')
})

test('on a branch by hand the issue is left alone', async () => {
  const {on, stand} = await scene(`- [x](${gone})\n`)
  const byHand = {eventName: 'workflow_dispatch', variables: {GITHUB_REF_NAME: 'feature'}}
  await on(0, {[gone]: dead}, byHand)
  await on(1, {[gone]: dead}, byHand)
  expect(stand.world.issues).toEqual([])
})

describe('the pull request with fixes', () => {
  const wanting = {inputs: {'fix-pull-request': 'true'}}

  test('is opened, rewritten when the list changes, and left alone when nothing does', async () => {
    const {on, stand, cwd} = await scene('- [x](https//typo.example/)\r\n- [y](https//other.example/)\r\n')
    const {outputs} = await on(0, {}, wanting)
    expect(outputs['fix-pull-request']).toContain('/pull/100')
    const blob = stand.requests.find(({path}) => path.endsWith('/git/blobs'))?.body
    expect(Buffer.from(`${blob?.content}`, 'base64').toString()).toBe('- [x](https://typo.example/)\r\n- [y](https://other.example/)\r\n')
    expect([...stand.world.refs.keys()]).toEqual(['refs/heads/paperlint/fixes'])
    const commits = stand.world.commits.size

    await on(1, {}, wanting)
    expect(stand.world.commits.size).toBe(commits)
    expect(stand.world.pulls).toHaveLength(1)

    await writeFile(join(cwd, 'README.md'), '- [x](https//typo.example/)\n- [z](https//third.example/)\n')
    await on(7, {}, wanting)
    expect(stand.world.commits.size).toBe(commits + 1)
    expect(stand.world.pulls).toHaveLength(1)
  })

  test('is closed when there is nothing left to fix, and keeps the mode of a file', async () => {
    const {on, stand, cwd} = await scene('- [x](https//typo.example/)\n')
    await chmod(join(cwd, 'README.md'), 0o755)
    await on(0, {}, wanting)
    const tree = stand.requests.find(({path}) => path.endsWith('/git/trees'))?.body
    expect(tree).toMatchObject({tree: [{path: 'README.md', mode: process.platform === 'win32' ? '100644' : '100755'}]})
    await writeFile(join(cwd, 'README.md'), '- [x](https://typo.example/)\n')
    await on(7, {}, wanting)
    expect(stand.world.pulls).toMatchObject([{state: 'closed'}])
  })

  test.skipIf(process.platform === 'win32')('leaves a symbolic link as it is: what it leads to is fixed by its own name', async () => {
    const {on, stand, cwd} = await scene('- [x](https//typo.example/)\n')
    await symlink('README.md', join(cwd, 'LINK.md'))
    await on(0, {}, {...wanting, engine: smallEngine({}, ['README.md', 'LINK.md'])})
    const tree = stand.requests.find(({path}) => path.endsWith('/git/trees'))?.body
    expect(tree?.tree).toMatchObject([{path: 'README.md'}])
  })

  test('stays closed when a person closes it, until there is another fix', async () => {
    const {on, stand, cwd} = await scene('- [x](https//typo.example/)\n- [y](https//other.example/)\n')
    await on(0, {}, wanting)
    const [pull] = stand.world.pulls
    if (pull === undefined) throw new Error('nothing opened')
    pull.state = 'closed'
    const writes = stand.writes().length
    const {log, outputs} = await on(7, {}, wanting)
    expect(log).toContain('proposed these fixes and was closed')
    expect(outputs['fix-pull-request']).toBeUndefined()

    // Other lines, and one of the fixes less.
    await writeFile(join(cwd, 'README.md'), '- [w](https://fine.example/)\n- [x](https//typo.example/)\n')
    await on(14, {}, wanting)
    expect(stand.writes().slice(writes)).toEqual([])

    await writeFile(join(cwd, 'README.md'), '- [x](https//typo.example/)\n- [z](https//third.example/)\n')
    expect((await on(21, {}, wanting)).outputs['fix-pull-request']).toContain('/pull/101')
    expect(stand.world.pulls).toMatchObject([{state: 'closed'}, {state: 'open'}])
  })

  test.for([
    ['merged', {state: 'closed', merged_at: '2026-11-01T00:00:00Z'}],
    ['closed without a word of what it proposed', {state: 'closed', body: null}],
  ] as const)('is opened anew after one that was %s', async ([, change]) => {
    const {on, stand} = await scene('- [x](https//typo.example/)\n')
    await on(0, {}, wanting)
    Object.assign(stand.world.pulls[0] ?? {}, change)
    await on(7, {}, wanting)
    expect(stand.world.pulls).toMatchObject([{state: 'closed'}, {state: 'open'}])
  })

  test('is opened anew for what was fixed by hand and came back', async () => {
    const {on, stand, cwd} = await scene('- [x](https//typo.example/)\n')
    await on(0, {}, wanting)
    await writeFile(join(cwd, 'README.md'), '- [x](https://typo.example/)\n')
    await on(7, {}, wanting)
    await writeFile(join(cwd, 'README.md'), '- [x](https//typo.example/)\n')
    await on(14, {}, wanting)
    expect(stand.world.pulls).toMatchObject([{state: 'closed'}, {state: 'open'}])
  })

  test('where the closed ones cannot be listed none is opened', async () => {
    const {on, stand} = await scene('- [x](https//typo.example/)\n')
    await on(0, {}, wanting)
    Object.assign(stand.world.pulls[0] ?? {}, {state: 'closed'})
    stand.world.onRequest = ({path, query}) => {
      if (path.endsWith('/pulls') && query['state'] === 'closed') stand.world.upcoming.push({status: 403})
    }
    const {log} = await on(7, {}, wanting)
    expect(log).toContain('could not be kept up to date')
    expect(stand.world.pulls).toMatchObject([{state: 'closed'}])
  })

  test('needs a right, and says so', async () => {
    const {on, stand} = await scene('- [x](https//typo.example/)\n', {rights: new Set(['issues'])})
    const {log} = await on(0, {}, wanting)
    expect(log).toContain('could not be kept up to date')
    expect(stand.world.pulls).toEqual([])
  })

  test('there is none where there is nothing to fix', async () => {
    const {on, stand} = await scene('fine\n')
    await on(0, {}, wanting)
    expect(stand.writes()).toEqual([])
  })
})

test('hostile names, links and evidence are text in the issue', () => {
  const parser = unified().use(remarkParse).use(remarkGfm)
  const ours =
    /^(?:<br>|<\/?span>|<\/?code>|<!-- (?:[0-9a-f]{16}|paperlint:issue|paperlint:state [\w-]+) -->|<details><summary>[\d,]+ undecided links?<\/summary>|<\/details>)+$/
  fc.assert(
    fc.property(hostileReport, hostile, ({report}, name) => {
      const links = report.links.map((link, index) => ({...link, url: `${link.url}${index}`}))
      const entries = links.flatMap(({occurrences}) => occurrences.map(({file, line}) => ({file, line, endLine: line, name})))
      const once = nextState(emptyState, {...report, links}, monday)
      const twice = nextState(once, {...report, links}, monday + day)
      const {body} = issuePlanOf({...report, links}, once, twice, new Set(), {entries})
      const tree = parser.runSync(parser.parse(body)) as Root
      const seen: string[] = []
      let isCode = false
      visit(tree, (node) => {
        if (node.type === 'html' && /code>$/.test(node.value)) isCode = node.value === '<code>'
        if (node.type === 'html' && !ours.test(node.value.replaceAll('\n', ''))) seen.push(node.value)
        if (node.type === 'image' || node.type === 'imageReference' || node.type === 'thematicBreak') seen.push(node.type)
        if (node.type === 'link' && !links.some(({archived}) => archived !== undefined && URL.canParse(archived))) seen.push(node.url)
        if (node.type === 'text' && !isCode && /@\w|#\d|GH-\d|:\w+:/i.test(node.value)) seen.push(node.value)
      })
      expect(seen).toEqual([])
      expect(body).not.toMatch(/[\p{Bidi_Control}]|[^\P{Cc}\n]/u)
    }),
  )
})

describe('the state', () => {
  test('comes back as it was written, and anything else is the empty one', () => {
    fc.assert(
      fc.property(hostileReport, fc.string(), ({report}, noise) => {
        const state = nextState(emptyState, report, monday)
        const written = writeState(state, true)
        expect(readState(written)).toEqual(state)
        expect(written).toMatch(/^[\w-]*$/)
        expect(readState(noise)).toEqual(emptyState)
        expect(() => readState(written.slice(0, written.length / 2))).not.toThrow()
      }),
    )
  })

  test('the latest runs stay', () => {
    const days = Array.from({length: 130}, (_, index) => monday + index * day)
    const {runs} = days.reduce((state, atMs) => nextState(state, cleanReport, atMs), emptyState)
    expect(runs.map(({atMs}) => atMs)).toEqual(days.slice(10))
  })

  test('no name of a URL ends a comment of HTML', () => {
    const keys = Array.from({length: 2000}, (_, index) => keyOf(`${gone}${index}`))
    expect(keys.filter((key) => key.includes('-'))).toEqual([])
  })

  test('a link that was not asked keeps its strikes; two checks on a day are one', () => {
    const link = (verdict: Verdict): ReportedLink => ({
      url: gone,
      verdict,
      reason: 'x',
      via: 'http',
      attempts: 1,
      durationMs: 1,
      occurrences: [],
    })
    const run = (state: typeof emptyState, verdict: Verdict, days: number) =>
      nextState(state, {...cleanReport, links: [link(verdict)]}, monday + days * day)
    const once = run(run(emptyState, 'dead', 0), 'dead', 0)
    expect(once.dead).toEqual([{key: keyOf(gone), firstDead: '2026-11-16', lastDead: '2026-11-16', strikes: 1}])
    expect(run(once, 'skipped', 1).dead).toEqual(once.dead)
    expect(run(once, 'ok', 1).dead).toEqual([])
    expect(run(run(once, 'error', 1), 'dead', 2).dead).toMatchObject([{strikes: 2}])
  })
})

describe('the companion', () => {
  const payload = payloadOf('workflow-run-completed', (given) => {
    given.workflow_run.head_sha = 'c'.repeat(40)
    given.workflow_run.head_branch = 'feature'
    given.workflow_run.head_repository.owner.login = 'stranger'
  })
  const proposal = {number: 9, state: 'open', base: 'main', head: {label: 'stranger:feature', sha: 'c'.repeat(40)}}
  const run = (stand: Github, file: string): Promise<Outcome> =>
    act({eventName: 'workflow_run', payload, apiUrl: stand.url, workspace: '.', inputs: {'comment-from': file, token: 'secret'}})

  test('comments on the pull request that GitHub names, whatever the report says', async () => {
    const where = await folder()
    const pulls = [
      {number: 8, state: 'open', base: 'main', head: {label: 'stranger:feature', sha: 'd'.repeat(40)}},
      proposal,
      {number: 10, state: 'open', base: 'next', head: {label: 'stranger:feature', sha: 'e'.repeat(40)}},
    ]
    const file = join(where, 'pull-request.json')
    const findings = [
      {rule: 'x', severity: 'error', message: '@octocat <img src=x> `code`', file: 'README.md', line: 1, column: 1, number: 1},
    ]
    await writeFile(file, JSON.stringify({number: 1, older: '<b>', report: {schemaVersion: 1, findings, links: [{url: 1}]}}))
    const stand = await github({pulls})
    const {failed, outputs} = await run(stand, file)
    expect(failed).toBeUndefined()
    expect(stand.mistakes).toEqual([])
    expect(stand.writes().map(({path}) => path)).toEqual(['/repos/curator/papers/issues/9/comments'])
    expect(stand.world.comments[0]?.body).not.toMatch(/<img|[^>]@octocat|older/)
    expect(outputs.verdict).toBe('problems')
  })

  test.for([
    [true, 0],
    [false, 1],
  ] as const)('a report without findings, of all that was added: %s, leaves %i comments', async ([isWhole, left]) => {
    const file = join(await folder(), 'pull-request.json')
    await writeFile(file, JSON.stringify({isWhole, report: {schemaVersion: 1, findings: [], links: []}}))
    const stand = await github({
      pulls: [proposal],
      comments: [{id: 1, user: {login: bot, type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'}],
    })
    expect((await run(stand, file)).failed).toBeUndefined()
    expect(stand.world.comments).toHaveLength(left)
  })

  test('tells the amounts and the undecided links of the report, as text', async () => {
    const file = join(await folder(), 'pull-request.json')
    const place = {file: '<img src=x>.md', line: 3, column: 1}
    const finding = {...place, rule: 'x', severity: 'warning', message: 'Unexpected thing', fix: {replacement: 'a`<img src=x>'}}
    const links = [
      {url: 'https://slow.example/<img src=x>', verdict: 'error', reason: 'status-500', status: 500, occurrences: [place, {line: 1}, 1]},
      {url: 'https://wall.example/', verdict: 'blocked', reason: 'forbidden', occurrences: 'many'},
      {url: 'https://new.example/', verdict: 'hacked', reason: '<b>'},
    ]
    const findings = [finding, {...finding, line: 0}, {...finding, column: 1.5}, {...finding, severity: 'fatal'}, null]
    await writeFile(file, JSON.stringify({added: 3, older: 1, report: {schemaVersion: 1, findings, links}}))
    const stand = await github({pulls: [proposal]})
    expect((await run(stand, file)).failed).toBeUndefined()
    const body = `${stand.world.comments[0]?.body}`
    expect(body).toContain('1 problem in the 3 entries you add')
    expect(body).toContain('1 older problem that is not yours')
    expect(body).toContain('2 undecided links')
    expect(body.match(/slow\.example.*/)?.[0]).toMatch(/500.*\.md:3/)
    expect(body).toContain('wall.example')
    expect(body).not.toContain('new.example')
    // What stands in backticks is shown as it is.
    expect(body.replaceAll(/(`+).*?\1/g, '')).not.toContain('<img')
  })

  test('writes nothing where no open pull request has the commit as its head', async () => {
    const file = join(await folder(), 'pull-request.json')
    await writeFile(file, JSON.stringify({report: {schemaVersion: 1, findings: [], links: []}}))
    const stand = await github({
      pulls: [{...proposal, head: {label: 'stranger:feature', sha: 'd'.repeat(40)}}],
      comments: [{id: 1, user: {login: bot, type: 'Bot'}, body: '<!-- paperlint:comment -->\nold'}],
    })
    const {failed, log, outputs} = await run(stand, file)
    expect({failed, outputs}).toEqual({failed: undefined, outputs: {}})
    expect(log).toContain('No open pull request has this commit as its head any more')
    expect(stand.writes()).toEqual([])
  })

  test('fails where the comments are unknown or may not be written', async () => {
    const file = join(await folder(), 'pull-request.json')
    const findings = [{rule: 'x', severity: 'error', message: 'm', file: 'README.md', line: 1, column: 1}]
    await writeFile(file, JSON.stringify({report: {schemaVersion: 1, findings, links: []}}))
    const mute = await github({pulls: [proposal], rights: new Set()})
    expect((await run(mute, file)).failed).toContain('(the companion needs `pull-requests: write`)')
    const lost = await github({pulls: [proposal]})
    lost.world.onRequest = ({path}) => {
      if (path.endsWith('/comments')) lost.world.upcoming.push({status: 404})
    }
    expect((await run(lost, file)).failed).toContain('404')
    expect(lost.writes()).toEqual([])
  })

  test('needs a file of at most 20 MB', async () => {
    const where = await folder()
    const stand = await github({pulls: [proposal]})
    expect((await run(stand, '')).failed).toContain('Expected `comment-from` to name the downloaded `pull-request.json`')
    expect((await run(stand, join(where, 'none.json'))).failed).toContain('got no file')
    await writeFile(join(where, 'large.json'), Buffer.alloc(20_000_001, ' '))
    expect((await run(stand, join(where, 'large.json'))).failed).toContain('got 20000001 bytes')
    expect(stand.requests).toEqual([])
  })

  test.for([
    ['no report', '{"report": {"schemaVersion": 2}}', 'Expected a report'],
    ['no JSON', 'hello', 'Expected a report'],
  ] as const)('%s is refused', async ([, content, message]) => {
    const file = join(await folder(), 'pull-request.json')
    await writeFile(file, content)
    const stand = await github()
    expect((await run(stand, file)).failed).toContain(message)
    expect(stand.requests).toEqual([])
  })
})
