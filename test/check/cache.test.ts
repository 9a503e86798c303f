/** The verdict cache: what it remembers, and that nothing destroys it. */
import {spawn} from 'node:child_process'
import {mkdtemp, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {rolldown} from 'rolldown'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type CacheEntry, formatEntries, isFresh, parseEntries, readCache, updated} from '../../src/check/memory/cache.ts'
import {pruneCache, writeCache} from '../../src/check/memory/cache-file.ts'
import {systemClock} from '../../src/check/schedule/clock.ts'
import {moveOver} from '../../src/disk/move-over.ts'
import {virtualClock} from './clock.ts'
import {checkAll, checkOne} from './run.ts'
import {page, serve} from './server.ts'

const nowMs = Date.UTC(2026, 5, 1)
const dayMs = 86_400_000

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paperlint-cache-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

function entry(url: string, more: Partial<CacheEntry> = {}): CacheEntry {
  return {url, verdict: 'ok', reason: 'ok', via: 'http', checkedAt: '2026-06-01T00:00:00Z', ...more}
}

describe('lifetimes', () => {
  test.for([
    ['ok', 0, true],
    ['ok', 4 * dayMs, true],
    ['ok', 20 * dayMs, false],
    ['dead', 4 * 3_600_000, true],
    ['dead', 2 * dayMs, false],
    ['error', 0, false],
    ['error', -2000, false],
    ['ok', -2 * dayMs, false],
  ] as const)('%s after %d ms holds: %s', ([verdict, ageMs, holds]) => {
    expect(isFresh(entry('http://a.example/', {verdict}), nowMs + ageMs, undefined)).toBe(holds)
  })

  test('a host that limited requests may be asked again in the next run', () => {
    const limited = entry('http://a.example/', {verdict: 'blocked', reason: 'rate-limited'})
    const walled = entry('http://a.example/', {verdict: 'blocked', reason: 'bot-wall'})
    expect([limited, walled].map((one) => isFresh(one, nowMs + 60_000, undefined))).toEqual([false, true])
  })

  test('entries expire at different ages, but each always at the same', () => {
    const urls = Array.from({length: 200}, (_, index) => `http://a.example/${index}`)
    const fresh = (): readonly boolean[] => urls.map((url) => isFresh(entry(url), nowMs + 7 * dayMs, undefined))
    const holding = fresh().filter(Boolean).length
    expect(holding).toBeGreaterThan(50)
    expect(holding).toBeLessThan(150)
    expect(fresh()).toEqual(fresh())
  })

  test('the user may set a shorter lifetime', () => {
    expect(isFresh(entry('http://a.example/'), nowMs + dayMs, dayMs / 2)).toBe(false)
  })
})

test('a verdict found with `remap` or `insecure` holds only for runs with the same settings', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const server = await serve({'*': page('A mirror')})
  const url = 'http://127.0.0.1:1080/paper'
  const remap = [{pattern: /:1080/, replacement: `:${server.port}`}]
  const asked: string[] = []
  for (const more of [{remap}, {remap}, {remap, insecure: true}, {}])
    asked.push((await checkOne(url, {cacheFile, retries: 0, ...more})).via === 'cache' ? 'cache' : 'asked')
  expect(asked).toEqual(['asked', 'cache', 'asked', 'asked'])
})

test('history says since when a link has failed, how often, and when it was last alive', () => {
  const first = updated(undefined, entry('u', {checkedAt: '2026-06-01T00:00:00Z'}))
  const second = updated(first, entry('u', {verdict: 'dead', reason: 'not-found', checkedAt: '2026-06-02T00:00:00Z'}))
  const third = updated(second, entry('u', {verdict: 'error', reason: 'timeout', checkedAt: '2026-06-03T00:00:00Z'}))
  expect(third).toMatchObject({firstFailed: '2026-06-02T00:00:00Z', failures: 2, lastAlive: '2026-06-01T00:00:00Z'})
  const walled = updated(third, entry('u', {verdict: 'blocked', reason: 'bot-wall', checkedAt: '2026-06-04T00:00:00Z'}))
  expect(walled).toMatchObject({firstFailed: '2026-06-02T00:00:00Z', failures: 2})
  const back = updated(third, entry('u', {checkedAt: '2026-06-04T00:00:00Z'}))
  expect(back).toMatchObject({lastAlive: '2026-06-04T00:00:00Z'})
  expect(back.failures).toBeUndefined()
})

test('lines are sorted and whole, and foreign ones are left out', () => {
  const text = formatEntries([entry('http://b.example/'), entry('http://a.example/')])
  expect(text.split('\n').map((line) => /"url":"([^"]*)"/.exec(line)?.[1])).toEqual(['http://a.example/', 'http://b.example/', undefined])
  const odd = `<<<<<<< HEAD\n${text}{"url":1}\n{"url":"x","verdict":"fine","reason":"","via":"","checkedAt":"2026"}\n{broken\n[1]\nnull\n`
  expect([...parseEntries(odd).keys()]).toEqual(['http://a.example/', 'http://b.example/'])
})

test.for([
  {facts: {kind: 'paper'}},
  {facts: {kind: 'paper', titles: [1]}},
  {facts: {kind: 'paper', titles: [], publication: {venue: 'CVPR'}}},
  {facts: {kind: 'repository'}},
  {facts: 'none'},
  {identity: {service: 'arxiv'}},
  {findings: 'soft-404'},
  {archived: 1},
  {status: '200'},
])('an entry of another version with %o is left out', (more) => {
  const line = JSON.stringify({...entry('http://a.example/'), ...more})
  expect([...parseEntries(`${line}\n${formatEntries([entry('http://b.example/')])}`).keys()]).toEqual(['http://b.example/'])
})

test('of two lines about one URL, the later verdict counts, whatever their order', () => {
  const entry = {url: 'https://a.example/', reason: 'ok', via: 'http'}
  const older = {...entry, verdict: 'dead', checkedAt: '2026-01-01T00:00:00Z'} as const
  const newer = {...entry, verdict: 'ok', checkedAt: '2026-01-02T00:00:00Z'} as const
  for (const lines of [
    [older, newer],
    [newer, older],
  ])
    expect(parseEntries(lines.map((line) => JSON.stringify(line)).join('\n')).get(entry.url)).toEqual(newer)
})

test('links that a run had no time for are not remembered', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const server = await serve({'/fast': page('Fast'), '/slow': () => {}})
  const urls = ['/fast', '/slow'].map(server.url)
  expect([...(await checkAll(urls, {cacheFile, deadlineMs: 1000})).values()].map(({reason}) => reason).sort()).toEqual(['deadline', 'ok'])
  expect([...parseEntries(await readFile(cacheFile, 'utf8')).keys()]).toEqual([server.url('/fast')])
})

test('nor are those that a machine without a network could not ask, and what was known of them stays', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const entry = {
    url: 'https://known.paperlint.org/',
    verdict: 'error',
    reason: 'timeout',
    via: 'http',
    checkedAt: '2026-01-01T00:00:00Z',
    failures: 1,
  }
  const text = `${JSON.stringify(entry)}\n`
  await writeFile(cacheFile, text)
  const lookup = () => Promise.reject(Object.assign(new Error('no such name'), {code: 'ENOTFOUND'}))
  const results = await checkAll(['https://known.paperlint.org/', 'https://new.paperlint.org/'], {cacheFile, retries: 0}, {lookup})
  expect([...results.values()].map(({reason}) => reason)).toEqual(['offline', 'offline'])
  expect(await readFile(cacheFile, 'utf8')).toBe(text)
})

test('a second run asks only for what is due', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const server = await serve({
    '/alive': page('Alive'),
    '/moved': (_, response) => response.writeHead(301, {location: '/alive'}).end(),
    '/flaky': 500,
  })
  const urls = ['/alive', '/moved', '/flaky', '/missing'].map(server.url)
  await checkAll(urls, {cacheFile, retries: 0})
  server.asked.length = 0
  const again = await checkAll(urls, {cacheFile, retries: 0})
  expect(server.asked.map(({path}) => path)).toEqual(['/flaky'])
  expect(again.get(server.url('/alive'))).toMatchObject({verdict: 'ok', via: 'cache'})
  expect(again.get(server.url('/moved'))).toMatchObject({verdict: 'moved', via: 'cache', finalUrl: server.url('/alive')})
  expect(again.get(server.url('/flaky'))).toMatchObject({verdict: 'error', history: {failures: 2}})
  expect(again.get(server.url('/missing'))).toMatchObject({verdict: 'dead', via: 'cache', history: {failures: 1}})
})

test('a remembered verdict says all that the first one said', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const server = await serve({
    '/page': page('Page', '<p id="here">'),
  })
  const archived = 'https://archive.example/copy'
  const entry = {
    url: 'https://kept.example/',
    verdict: 'dead',
    reason: 'gone',
    status: 410,
    via: 'http',
    checkedAt: new Date().toISOString(),
    archived,
  }
  await writeFile(cacheFile, `${JSON.stringify(entry)}\n`)
  const urls = [...['/page#here', '/page#there'].map(server.url), entry.url]
  const said = (results: Awaited<ReturnType<typeof checkAll>>) =>
    urls.map((url) => {
      const {verdict, reason, status, finalUrl, findings, archived} = results.get(url) ?? {}
      return {verdict, reason, status, finalUrl, findings, archived}
    })
  const first = said(await checkAll(urls, {cacheFile}))
  expect(first).toMatchObject([{findings: undefined}, {findings: ['fragment-missing']}, {status: 410, archived}])
  server.asked.length = 0
  expect(said(await checkAll(urls, {cacheFile}))).toEqual(first)
  expect(server.asked).toEqual([])
})

test('a remembered verdict is used only if the current settings allow the link', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const checkedAt = new Date().toISOString()
  const urls = [
    'http://printer.localhost/a',
    'http://127.0.0.1:1/a',
    'http://localhost/a',
    'http://[::1]/a',
    'http://user@10.0.0.1/a',
    'http://left.example/a',
  ]
  const told = ['http://a.example/a', 'https://a.example:81/a', 'https://a.example/b#c']
  await writeFile(cacheFile, formatEntries([...urls, ...told].map((url) => entry(url, {checkedAt}))))
  const results = await checkAll(
    [...urls, ...told],
    {cacheFile, allowPrivate: false, exclude: [/left/]},
    {lookup: () => Promise.reject(new Error())},
  )
  for (const url of urls.slice(0, 5)) expect(results.get(url)).toMatchObject({verdict: 'skipped', reason: 'private-address'})
  expect(results.get('http://left.example/a')).toMatchObject({verdict: 'skipped', reason: 'excluded'})
  for (const url of told) expect(results.get(url)).toMatchObject({verdict: 'ok', via: 'cache'})
})

test('an entry from the future is replaced', async () => {
  const cacheFile = join(await scratch(), 'cache')
  await writeFile(cacheFile, formatEntries([entry('http://a.example/', {checkedAt: '2099-01-01T00:00:00Z', verdict: 'dead'})]))
  await writeCache(cacheFile, [entry('http://a.example/')], nowMs)
  expect(readCache(cacheFile).get('http://a.example/')?.verdict).toBe('ok')
})

test.for([
  ['ahead', dayMs],
  ['back', -dayMs],
] as const)('a clock that jumps %s during a run holds nothing up and kills no link', async ([, jumpMs]) => {
  const cacheFile = join(await scratch(), 'cache')
  const later = (): string => new Date(Date.now() + 1000).toUTCString()
  const server = await serve({
    '/limited': (_, response, times) =>
      times === 1 ? response.writeHead(429, {'retry-after': later()}).end() : response.end(page('Limited')),
    '*': page('Up'),
  })
  const urls = ['/limited', '/a', '/b'].map(server.url)
  let calls = 0
  // Every second reading of the clock is on another day.
  const clock = {...systemClock, wallNow: () => Date.now() + (calls++ % 2 === 0 ? jumpMs : 0)}
  const startedMs = performance.now()
  const results = await checkAll(urls, {cacheFile, hosts: {'127.0.0.1': {intervalMs: 50}}}, {clock})
  expect(performance.now() - startedMs).toBeLessThan(8000)
  for (const {verdict} of results.values()) expect(['ok', 'blocked']).toContain(verdict)
  // Entries written on the other day hold or are asked for again; they are neither lost nor doubled.
  const again = await checkAll(urls, {cacheFile})
  expect([...again.values()].map(({verdict}) => verdict)).toEqual(['ok', 'ok', 'ok'])
  expect(readCache(cacheFile).size).toBe(3)
})

test('runs that write at once keep what each found', async () => {
  const cacheFile = join(await scratch(), 'cache')
  const write = (name: string): Promise<void> =>
    writeCache(
      cacheFile,
      Array.from({length: 50}, (_, index) => entry(`http://${name}.example/${index}`)),
      nowMs,
    )
  await Promise.all(['a', 'b', 'c', 'd'].map(write))
  expect(readCache(cacheFile).size).toBe(200)
})

test('a cache that cannot be written is reported once, and the run goes on', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'file'), '')
  const server = await serve({'*': page('Up')})
  const warnings: string[] = []
  // Nobody, not even root, may write below a file.
  const cacheFile = join(folder, 'file', 'cache')
  const checked = await checkOne(server.url('/x'), {cacheFile}, {onWarning: (message) => void warnings.push(message)})
  expect(checked.verdict).toBe('ok')
  expect(warnings).toEqual([expect.stringMatching(/^The cache .* can't be written/)])
})

test('a file that is no cache is never replaced by one, which is reported once', async () => {
  const cacheFile = join(await scratch(), 'README.md')
  const server = await serve({'*': page('Up')})
  for (const text of ['# A list\n', '{"name": "of something else"}\n']) {
    await writeFile(cacheFile, text)
    const warnings: string[] = []
    const checked = await checkOne(server.url('/x'), {cacheFile}, {onWarning: (message) => void warnings.push(message)})
    expect(checked.verdict).toBe('ok')
    expect(warnings).toEqual([`The cache ${cacheFile} can't be read (it is no cache); the run goes on without it`])
    await expect(writeCache(cacheFile, [entry('http://a.example/')], nowMs)).rejects.toThrow('it is no cache')
    expect(await readFile(cacheFile, 'utf8')).toBe(text)
  }
})

test('a file with only broken lines still counts as a cache, and so does an empty one', async () => {
  const cacheFile = join(await scratch(), 'cache')
  for (const text of ['', '<<<<<<< ours\n{"url":"http://a.exam', '{"url":"http://a.example/","verdict":"of another version"}\n']) {
    await writeFile(cacheFile, text)
    await writeCache(cacheFile, [entry('http://a.example/')], nowMs)
    expect([...readCache(cacheFile).keys()]).toEqual(['http://a.example/'])
  }
})

test.skipIf(process.platform !== 'linux')('a full disk leaves the old cache as it was', async () => {
  const folder = await scratch()
  const path = join(folder, 'cache')
  await writeCache(path, [entry('http://a.example/')], nowMs)
  const before = await readFile(path, 'utf8')
  // A limit on file sizes makes writes fail as a full disk does.
  const script = await bundled(folder)
  const code = await new Promise<number | null>((resolve) => {
    spawn('bash', ['-c', `trap '' XFSZ; ulimit -f 8; exec "${process.execPath}" "${script}" "${path}" 4000 once`], {stdio: 'ignore'}).on(
      'close',
      resolve,
    )
  })
  expect(code).not.toBe(0)
  expect(await readFile(path, 'utf8')).toBe(before)
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a run that is killed leaves the old cache or the new one, at a hundred moments', {timeout: 240_000}, async () => {
  const folder = await scratch()
  const path = join(folder, 'cache')
  const script = await bundled(folder)
  const random = virtualClock(7).random
  let kills = 0
  // One process writes over and over, so that a kill falls into any step of a write.
  for (let round = 0; round < 100; round += 4) {
    await Promise.all(
      [0, 1, 2, 3].map(async (lane) => {
        const own = `${path}${lane}`
        const child = spawn(process.execPath, [script, own, '300', 'forever'], {stdio: ['ignore', 'pipe', 'ignore']})
        await new Promise((resolve) => child.stdout.once('data', resolve))
        await new Promise((resolve) => setTimeout(resolve, random() * 25))
        child.kill('SIGKILL')
        await new Promise((resolve) => child.once('close', resolve))
        kills++
        const text = await readFile(own, 'utf8')
        expect(text.endsWith('}\n')).toBe(true)
        const entries = parseEntries(text)
        expect(entries.size).toBe(300)
        expect(text.split('\n').length).toBe(301)
        // Each write stamps all of its entries: a mixture would be a broken file.
        expect(new Set([...entries.values()].map(({reason}) => reason)).size).toBe(1)
      }),
    )
  }
  expect(kills).toBe(100)
})

test('files left behind by a killed run are removed', async () => {
  const folder = await scratch()
  const path = join(folder, 'cache')
  await writeFile(join(folder, `.paperlint-1-dead.tmp`), 'half')
  const {utimes} = await import('node:fs/promises')
  await utimes(join(folder, `.paperlint-1-dead.tmp`), 1, 1)
  await writeFile(`${path}.lock`, '')
  await utimes(`${path}.lock`, 1, 1)
  await writeCache(path, [entry('http://a.example/')], nowMs)
  expect(await readdir(folder)).toEqual(['cache'])
})

describe('a file that is held open, as on Windows', () => {
  /** Renames after so many refusals. */
  const refusing = (code: string, times: number): typeof rename => {
    let left = times
    return (from, to) => (left-- > 0 ? Promise.reject(Object.assign(new Error(`${code}: held`), {code})) : rename(from, to))
  }

  test.for(['EPERM', 'EACCES', 'EBUSY'])('%s is retried', async (code) => {
    const folder = await scratch()
    await writeFile(join(folder, 'new'), 'new')
    await writeFile(join(folder, 'old'), 'old')
    await moveOver(join(folder, 'new'), join(folder, 'old'), refusing(code, 3))
    expect(await readdir(folder)).toEqual(['old'])
    expect(await readFile(join(folder, 'old'), 'utf8')).toBe('new')
  })

  test('it is not waited for endlessly', async () => {
    await expect(moveOver('a', 'b', refusing('EBUSY', 1000))).rejects.toThrow('EBUSY')
  })

  test('any other failure is thrown at once', async () => {
    const startedAt = performance.now()
    await expect(moveOver('a', 'b', refusing('ENOSPC', 1000))).rejects.toThrow('ENOSPC')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

test('pruning drops what has not been renewed for long', async () => {
  const path = join(await scratch(), 'cache')
  await writeCache(path, [entry('http://old.example/', {checkedAt: '2020-01-01T00:00:00Z'}), entry('http://new.example/')], nowMs)
  expect(await pruneCache(path, nowMs, 30 * dayMs)).toBe(1)
  expect([...readCache(path).keys()]).toEqual(['http://new.example/'])
})

/** A program that writes caches, for tests to kill. */
async function bundled(folder: string): Promise<string> {
  const source = join(import.meta.dirname, 'cache-writer.ts')
  const bundle = await rolldown({input: source, platform: 'node', logLevel: 'silent'})
  const file = join(folder, 'writer.mjs')
  await bundle.write({file, format: 'esm'})
  await bundle.close()
  return file
}
