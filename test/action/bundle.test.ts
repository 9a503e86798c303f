/** The built action as a runner starts it: alone in a folder, with variables, an event file and a stand-in of GitHub's API. */
import {type ChildProcess, execFileSync, spawn} from 'node:child_process'
import {cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, onTestFinished, test} from 'vitest'
import {cacheService} from './cache-service.ts'
import {github} from './github.ts'
import {defaultOf, folder, payloadOf, repository} from './runner.ts'

const {PATH} = process.env
const built = fileURLToPath(new URL('../../dist/action/', import.meta.url))
const inputNames = Array.from(
  readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')
    .split(/^outputs:/m)[0]
    ?.matchAll(/^ {2}([\w-]+):$/gm) ?? [],
  (match) => match[1] ?? '',
)

interface Started {
  readonly status: number
  readonly stdout: string
  readonly summary: string
  readonly outputs: ReadonlyMap<string, string>
}

interface RunnerEvent {
  readonly name: string
  readonly payload: unknown
  readonly apiUrl: string
  readonly variables?: Readonly<Record<string, string>>
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void
}

/** Starts the bundle from a folder without node_modules. */
async function start(workspace: string, event: RunnerEvent, inputs: Readonly<Record<string, string>> = {}): Promise<Started> {
  const root = await folder()
  cpSync(built, join(root, 'dist'), {recursive: true})
  const file = (name: string, text = ''): string => {
    writeFileSync(join(root, name), text)
    return join(root, name)
  }
  const given = Object.fromEntries(
    inputNames.map((name) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? (name === 'token' ? 'secret' : defaultOf(name))]),
  )
  const environment = {
    PATH,
    ...given,
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.payload)),
    GITHUB_API_URL: event.apiUrl,
    GITHUB_WORKSPACE: workspace,
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF_NAME: 'master',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: join(root, 'temporary'),
    ...event.variables,
  }
  const child = spawn(process.execPath, [join(root, 'dist', 'index.js')], {cwd: workspace, env: environment})
  event.onStart?.(child)
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stdout += chunk
  })
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
  const outputs = new Map(
    Array.from(
      readFileSync(environment.GITHUB_OUTPUT, 'utf8').matchAll(/^([\w-]+)<<(ghadelimiter_\S+)\r?\n([\s\S]*?)\r?\n\2$/gm),
      (match) => [match[1] ?? '', match[3] ?? ''],
    ),
  )
  return {status, stdout, summary: readFileSync(environment.GITHUB_STEP_SUMMARY, 'utf8'), outputs}
}

async function listWith(text: string): Promise<{cwd: string; git: (...args: string[]) => string}> {
  const cwd = await folder()
  const git = (...args: string[]): string => execFileSync('git', args, {cwd, encoding: 'utf8'}).trim()
  git('init', '-q', '-b', 'main')
  git('config', 'user.email', 'someone@example.org')
  git('config', 'user.name', 'Someone')
  git('config', 'core.autocrlf', 'false')
  writeFileSync(join(cwd, 'README.md'), text)
  git('add', '-A')
  git('commit', '-q', '-m', 'Start')
  return {cwd, git}
}

/** A pull request of the repository itself, not of a fork. */
const ownPullRequest = (baseSha: string, headSha: string) =>
  payloadOf('pull-request-opened', (given) => {
    given.pull_request.base.sha = baseSha
    given.pull_request.head.sha = headSha
    given.pull_request.head.repo.full_name = repository
  })

const push = {name: 'push', payload: payloadOf('push'), apiUrl: 'http://127.0.0.1:1'}
const offline = {args: '--offline'}
const old = '# Papers\n\n- [Old](#nowhere)\n'

describe('as a process', () => {
  test('a push: annotations, summary, outputs, exit status', async () => {
    const {cwd} = await listWith(old)
    const {status, stdout, summary, outputs} = await start(cwd, push, offline)
    expect(stdout).toMatch(/^paperlint \d+\.\d+\.\d+\r?\n/)
    expect(stdout).toMatch(/^::error title=no-broken-anchor,file=README\.md,line=3,endLine=3,col=\d+,endColumn=\d+::/m)
    expect(summary).toContain('no-broken-anchor')
    expect(outputs.get('verdict')).toBe('problems')
    expect(outputs.get('errors')).toBe('1')
    expect(statSync(outputs.get('html') ?? '').size).toBeGreaterThan(5000)
    expect(status).toBe(1)
  })

  test('a pull request with Windows line endings: the new line alone, and a comment', async () => {
    const {cwd, git} = await listWith(old.replaceAll('\n', '\r\n'))
    const baseSha = git('rev-parse', 'HEAD')
    writeFileSync(join(cwd, 'README.md'), `${old}- [New](#not-there)\n`.replaceAll('\n', '\r\n'))
    git('commit', '-qam', 'Add')
    const payload = payloadOf('pull-request-opened', (given) => {
      given.pull_request.number = 7
      given.pull_request.base.sha = baseSha
      given.pull_request.head.sha = git('rev-parse', 'HEAD')
      given.pull_request.head.repo.full_name = repository
    })
    const stand = await github()
    const {status, stdout, outputs} = await start(cwd, {name: 'pull_request', payload, apiUrl: stand.url}, offline)
    expect(stdout).toContain('1 added line (by git).')
    expect(stdout.match(/^::error title=/gm)).toHaveLength(1)
    expect(outputs.get('older')).toBe('1')
    expect(stand.mistakes).toEqual([])
    expect(stand.world.comments[0]?.body).toContain('not-there')
    expect(status).toBe(1)
  })

  test('a first commit, and a list that is clean', async () => {
    const {cwd} = await listWith('# Papers\n')
    const {status, outputs} = await start(cwd, push, offline)
    expect(outputs.get('verdict')).toBe('clean')
    expect(status).toBe(0)
  })

  test('links are asked on a real server: on a pull request the new ones alone', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(request.url === '/fine' ? 200 : 404, {'content-type': 'text/html'}).end('<title>x</title>')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const {cwd, git} = await listWith(`# Papers\n\n- [Old](${root}/old)\n`)
    const baseSha = git('rev-parse', 'HEAD')
    writeFileSync(join(cwd, 'README.md'), `# Papers\n\n- [Old](${root}/old)\n- [Fine](${root}/fine)\n- [Gone](${root}/gone)\n`)
    git('commit', '-qam', 'Add')
    const payload = ownPullRequest(baseSha, git('rev-parse', 'HEAD'))
    const stand = await github()
    const {status, stdout, outputs} = await start(
      cwd,
      {name: 'pull_request', payload, apiUrl: stand.url},
      {args: '--allow-private\n--retries=0'},
    )
    expect(new Set(asked)).toEqual(new Set(['/fine', '/gone']))
    expect(stdout).toMatch(/^::error title=no-dead-url,file=README\.md,line=5,/m)
    expect(outputs.get('dead')).toBe('1')
    expect(outputs.get('ok')).toBe('1')
    expect(stand.world.comments[0]?.body).toContain('/gone')
    expect(status).toBe(1)
  })

  test('what is missing is said in one line', async () => {
    const {cwd} = await listWith(old)
    const {status, stdout} = await start(cwd, push, {files: 'nowhere.md'})
    expect(status).toBe(1)
    expect(stdout).toMatch(/::error::.*nowhere\.md/)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  test('one list of two that can no longer be read fails who changed it, and nobody else', async () => {
    const {cwd, git} = await listWith('# Papers\n')
    writeFileSync(join(cwd, 'more.md'), '# More\n')
    git('add', '-A')
    git('commit', '-qm', 'Add')
    const [before, files] = [git('rev-parse', 'HEAD'), 'README.md\nmore.md']
    writeFileSync(join(cwd, 'more.md'), '# More\0\n')
    git('commit', '-qam', 'Break')
    const between = git('rev-parse', 'HEAD')
    const pullRequest = (baseSha: string): object => ({
      name: 'pull_request',
      apiUrl: 'http://127.0.0.1:1',
      payload: payloadOf('pull-request-opened', (given) => {
        given.pull_request.base.sha = baseSha
        given.pull_request.head.sha = git('rev-parse', 'HEAD')
      }),
    })
    const broken = await start(cwd, pullRequest(before) as typeof push, {...offline, files})
    expect(broken.stdout).toMatch(/^::error::.*more\.md/m)
    expect(broken.status).toBe(1)
    writeFileSync(join(cwd, 'README.md'), '# Papers\n\nText\n')
    git('commit', '-qam', 'Add text')
    const other = await start(cwd, pullRequest(between) as typeof push, {...offline, files})
    expect(other.stdout).toMatch(/^::warning.*more\.md/m)
    expect(other.status).toBe(0)
  })

  test('text of the list starts no command of its own', async () => {
    const {cwd} = await listWith('# Papers\n\n- [x](https//a.example/%0A::set-output%20name=a::b)\n- [::error::x](https//b.example/)\n')
    writeFileSync(join(cwd, 'paperlint.config.json'), '{"nonsense\\n::error::forged": 1}')
    const {stdout} = await start(cwd, push, offline)
    for (const line of stdout.split(/\r?\n/)) expect(line).not.toMatch(/^::(?!(?:error|warning|notice) title=|error::)/)
    expect(stdout).not.toMatch(/^::error::forged/m)
  })

  test('nor does what GitHub or a configuration says, whose hidden characters show', async () => {
    const attack = 'no\n::stop-commands::x\n##[group]y \u001b[2J\u202e'
    const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/
    const {cwd, git} = await listWith(old)
    const baseSha = git('rev-parse', 'HEAD')
    writeFileSync(join(cwd, 'README.md'), `${old}- [New](#not-there)\n`)
    git('commit', '-qam', 'Add')
    const payload = ownPullRequest(baseSha, git('rev-parse', 'HEAD'))
    const stand = await github()
    stand.world.onRequest = () => void stand.world.upcoming.push({status: 422, body: {message: attack}})
    const proposed = await start(cwd, {name: 'pull_request', payload, apiUrl: stand.url}, offline)
    expect(proposed.stdout).toMatch(/^No comment: .*422 no$/m)
    const scheduled = {name: 'schedule', payload: {repository: {private: false, default_branch: 'main'}}, apiUrl: stand.url}
    const checked = await start(cwd, scheduled, offline)
    expect(checked.stdout).toMatch(/^::warning::The issue could not be kept up to date: .*<U\+202E>/m)
    writeFileSync(join(cwd, 'paperlint.config.json'), JSON.stringify({[attack]: 1}))
    const refused = await start(cwd, push, offline)
    expect(refused.stdout).toMatch(/^::error::.*<U\+202E>/m)
    for (const {stdout} of [proposed, checked, refused]) {
      expect(stdout).not.toMatch(/^\s*(?:::stop-commands|##\[)/m)
      expect(stdout).not.toMatch(hidden)
    }
  })
})

test.skipIf(process.platform === 'win32')(
  'the cache: the default branch writes, the next run reads, an outage of it is no fault',
  async () => {
    const {cwd} = await listWith('# Papers\n')
    const stand = await github()
    const service = await cacheService()
    const temporary = await folder()
    const caching = {
      ACTIONS_RESULTS_URL: service.url,
      ACTIONS_RUNTIME_TOKEN: 'x',
      ACTIONS_CACHE_SERVICE_V2: 'true',
      RUNNER_TEMP: temporary,
      GITHUB_REF_NAME: 'main',
      GITHUB_SERVER_URL: 'https://github.com',
    }
    const scheduled = {name: 'schedule', payload: {repository: {private: false, default_branch: 'main'}}, apiUrl: stand.url}
    const first = await start(cwd, {...scheduled, variables: {...caching, GITHUB_RUN_ID: '41'}}, offline)
    expect(first.stdout).toContain('No cache yet.')
    expect(service.keys).toEqual(['paperlint-v1-41-1'])

    const state = readFileSync(join(temporary, 'paperlint-cache', 'state'), 'utf8')
    rmSync(join(temporary, 'paperlint-cache'), {recursive: true})
    const second = await start(cwd, {...push, variables: {...caching, GITHUB_RUN_ID: '42', GITHUB_REF_NAME: 'feature'}}, offline)
    expect(second.stdout).toContain('Cache restored.')
    expect(readFileSync(join(temporary, 'paperlint-cache', 'state'), 'utf8')).toBe(state)
    expect(service.keys).toHaveLength(1)

    const third = await start(cwd, {...push, variables: {...caching, ACTIONS_RESULTS_URL: stand.url}}, offline)
    expect(third.status).toBe(0)
    expect(stand.world.issues).toEqual([])
  },
  60_000,
)

test.skipIf(process.platform === 'win32')(
  'a run that the runner stops ends soon, keeps what it knows and blames nobody',
  async () => {
    let child: ChildProcess | undefined
    const server = createServer((request, response) => {
      if (request.url === '/gone') response.writeHead(404).end()
      // What the runner sends when a job is cancelled or its time is up.
      else setTimeout(() => child?.kill('SIGINT'), 300)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const {cwd} = await listWith(`# Papers\n\n- [Gone](${root}/gone)\n- [Silent](${root}/silent)\n`)
    const stand = await github()
    const service = await cacheService()
    const {status, stdout, outputs} = await start(
      cwd,
      {
        name: 'schedule',
        payload: {repository: {private: false, default_branch: 'main'}},
        apiUrl: stand.url,
        onStart: (started) => {
          child = started
        },
        variables: {
          ACTIONS_RESULTS_URL: service.url,
          ACTIONS_RUNTIME_TOKEN: 'x',
          ACTIONS_CACHE_SERVICE_V2: 'true',
          GITHUB_REF_NAME: 'main',
          GITHUB_SERVER_URL: 'https://github.com',
        },
      },
      {args: '--allow-private\n--retries=0\n--timeout=60s'},
    )
    expect(stdout).toContain('Stopped before every link was checked')
    expect(status).toBe(1)
    expect(JSON.parse(readFileSync(outputs.get('json') ?? '', 'utf8')).summary.dead).toBe(1)
    expect(service.keys).toHaveLength(1)
    expect(stand.requests).toEqual([])
  },
  60_000,
)

describe('the bundle', () => {
  const sizes = readdirSync(built).map((name) => ({name, bytes: statSync(join(built, name)).size}))

  test('has an entry of at most 400 KB, and 3 MB in all', () => {
    expect(sizes.find(({name}) => name === 'index.js')?.bytes).toBeLessThanOrEqual(400_000)
    expect(sizes.reduce((sum, {bytes}) => sum + bytes, 0)).toBeLessThanOrEqual(3_000_000)
  })

  test('loads what it needs: neither the cache nor a format before the event is read', () => {
    const entry = readFileSync(join(built, 'index.js'), 'utf8')
    const eager = Array.from(entry.matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g), (match) => match[1] ?? '')
    const bytes = eager.reduce((sum, name) => sum + (sizes.find((one) => one.name === name)?.bytes ?? 0), 0)
    expect(eager).not.toContain('cache.js')
    expect(bytes).toBeLessThan(400_000)
  })
})
