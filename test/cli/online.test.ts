/** The whole program over real sockets: stopped by Ctrl-C, beside another run, on a full disk, where it may not write. */
import {spawn} from 'node:child_process'
import {chmodSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {otherAddress, page, serve, testCertificate} from '../check/server.ts'
import {folder, program, run, start} from '../helpers/program.ts'

const always = ['--no-config', '--allow-private', '--format', 'json']

interface Said {
  readonly links: readonly {readonly url: string; readonly verdict: string; readonly via: string}[]
  readonly findings: readonly {readonly rule: string}[]
}

const verdictsIn = (stdout: string): readonly string[] => (JSON.parse(stdout) as Said).links.map(({verdict}) => verdict)

/** Where a signal from another process ends a program at once; only a console's keys are told to it. */
const isWindows = process.platform === 'win32'

test.skipIf(isWindows)('Ctrl-C ends it at once, with what is known, and the cache is kept', {timeout: 30_000}, async () => {
  const server = await serve({'/slow': () => {}, '*': page('Fast')})
  const fast = Array.from({length: 5}, (_, index) => server.url(`/fast${index}`))
  const cwd = folder({'README.md': `# List\n\n${[...fast, server.url('/slow')].map((url) => `- <${url}>`).join('\n')}\n`})
  const child = start([...always, '--cache', 'cache', '--baseline', 'known.json', '--update-baseline'], {cwd})
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  while (server.asked.length < 6) await new Promise((resolve) => setTimeout(resolve, 20))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const stoppedMs = performance.now()
  child.kill('SIGINT')
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130)
  expect(performance.now() - stoppedMs).toBeLessThan(10_000)
  expect(verdictsIn(stdout)).toEqual(new Array(5).fill('ok'))
  expect(stderr).toContain('Interrupted: 5 of 6 links are settled')
  // What half a run has found is no baseline.
  expect(existsSync(join(cwd, 'known.json'))).toBe(false)
  expect(readFileSync(join(cwd, 'cache'), 'utf8').match(/"verdict":"ok"/g)?.length).toBe(5)
})

test('--no-cache neither reads nor writes the cache of the configuration', async () => {
  const server = await serve({'*': page('Paper')})
  const entry = {url: server.url('/paper'), verdict: 'dead', reason: 'gone', via: 'http', checkedAt: new Date().toISOString()}
  const cache = `${JSON.stringify(entry)}\n`
  const cwd = folder({'paperlint.config.json': '{"cache": true}', 'README.md': `# A\n\n<${entry.url}>\n`, '.paperlintcache': cache})
  const args = ['--format', 'json', '--allow-private']
  expect(verdictsIn((await run([...args, '--no-cache'], {cwd})).stdout)).toEqual(['ok'])
  expect(readFileSync(join(cwd, '.paperlintcache'), 'utf8')).toBe(cache)
  expect(server.asked).toHaveLength(1)
  expect(verdictsIn((await run(args, {cwd})).stdout)).toEqual(['dead'])
  expect(server.asked).toHaveLength(1)
})

/** What a terminal shows at the end of what was written to it, by the two sequences that the live lines use. */
function screenAfter(written: string): string {
  const lines = ['']
  for (const part of written.replaceAll('\r', '').split(/(\n|\u001b\[\d*[AJ])/)) {
    if (part === '\n') lines.push('')
    else if (part.endsWith('A') && part.startsWith('\u001b'))
      lines.splice(-1 - Number.parseInt(part.slice(2), 10), Number.POSITIVE_INFINITY, '')
    else if (!part.startsWith('\u001b')) lines[lines.length - 1] += part
  }
  return lines.join('\n')
}

test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))(
  'on a terminal live lines take away nothing but themselves',
  {timeout: 30_000},
  async () => {
    const server = await serve({'/slow': () => {}, '/broken': 500})
    const cwd = folder({'README.md': `# List\n\n- <${server.url('/broken')}>\n- <${server.url('/slow')}>\n`})
    const command = [process.execPath, program, ...always, '-o', 'out.json', '--no-archive', '--trace', server.url('/broken')]
    const child = spawn('/usr/bin/script', ['-qefc', command.map((word) => `'${word}'`).join(' '), '/dev/null'], {cwd})
    let written = ''
    child.stdout.on('data', (chunk: Buffer) => {
      written += chunk.toString()
    })
    while (!written.includes('error (server-error)')) await new Promise((resolve) => setTimeout(resolve, 50))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    child.stdin.write('\u0003')
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130)
    const screen = screenAfter(written)
    expect(written).toContain('1 of 2 links')
    expect(screen).not.toContain('of 2 links:')
    expect(screen.match(/^GET: 500 after/gm)).toHaveLength(3)
    expect(screen).toContain('error (server-error)\n')
    expect(screen).toContain('paperlint: Interrupted: 1 of 2 links are settled')
  },
)

test('two runs at once on one cache keep what both found', {timeout: 30_000}, async () => {
  const server = await serve({'*': page('Up')})
  const listOf = (name: string): string =>
    `# List\n\n${Array.from({length: 20}, (_, index) => `- <${server.url(`/${name}/${index}`)}>`).join('\n')}\n`
  const cwd = folder({'a.md': listOf('a'), 'b.md': listOf('b')})
  const runs = await Promise.all(['a.md', 'b.md'].map((file) => run([...always, '--cache', 'cache', file], {cwd})))
  expect(runs.map(({status, stderr}) => [status, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ])
  server.asked.length = 0
  const {stdout} = await run([...always, '--cache', 'cache', 'a.md', 'b.md'], {cwd})
  expect((JSON.parse(stdout) as Said).links.filter(({via}) => via === 'cache').length).toBe(40)
  expect(server.asked).toEqual([])
})

test.skipIf(process.getuid?.() !== 0)(
  'a folder that may not be written in is said once, and the report is whole',
  {timeout: 30_000},
  async () => {
    const server = await serve({'/gone': 404, '*': page('Up')})
    const cwd = folder({'README.md': `# List\n\n- <${server.url('/a')}>\n- <${server.url('/gone')}>\n`})
    chmodSync(cwd, 0o755)
    const {status, stdout, stderr} = await run([...always, '--cache', 'cache'], {cwd, uid: 65_534})
    expect(status).toBe(1)
    expect(verdictsIn(stdout)).toEqual(['ok', 'dead'])
    expect(stderr.match(/can't be written/g)?.length).toBe(1)
    expect(existsSync(join(cwd, 'cache'))).toBe(false)
  },
)

test.skipIf(process.platform !== 'linux')(
  'a full disk is said once, the report is whole, and the old cache is as it was',
  {timeout: 30_000},
  async () => {
    const server = await serve({'*': page('Up')})
    const urls = Array.from({length: 100}, (_, index) => server.url(`/${index}`))
    const cwd = folder({'README.md': `# List\n\n${urls.map((url) => `- <${url}>`).join('\n')}\n`})
    const before = `${JSON.stringify({url: 'http://a.example/', verdict: 'ok', reason: 'ok', via: 'http', checkedAt: '2026-01-01T00:00:00Z'})}\n`
    writeFileSync(join(cwd, 'cache'), before)
    // A limit on the size of files fails writes as a full disk does.
    const script = `trap '' XFSZ; ulimit -f 4; exec "${process.execPath}" "${program}" ${always.join(' ')} --cache cache`
    const child = spawn('bash', ['-c', script], {cwd, env: {...process.env, CI: ''}})
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(verdictsIn(stdout)).toEqual(new Array(100).fill('ok'))
    expect(stderr.match(/can't be written/g)?.length).toBe(1)
    expect(readFileSync(join(cwd, 'cache'), 'utf8')).toBe(before)
  },
)

test('--fix leaves a list alone that somebody has changed while its links were asked', {timeout: 30_000}, async () => {
  const cwd = folder({})
  const list = join(cwd, 'README.md')
  const server = await serve({
    '*': (_, response) => {
      writeFileSync(list, '# Papers\n\nAll anew.\n')
      response.end(page('Paper'))
    },
  })
  writeFileSync(list, `# Papers\n\n- [All papers](papers)\n- <${server.url('/a')}>\n`)
  const {status, stdout, stderr} = await run([...always, '--fix'], {cwd})
  expect(status).toBe(2)
  expect(stderr).toContain("Can't write `README.md`: it was changed while it was being checked")
  expect(readFileSync(list, 'utf8')).toBe('# Papers\n\nAll anew.\n')
  // The report is of what was read.
  expect((JSON.parse(stdout) as Said).findings).toMatchObject([{rule: 'no-broken-anchor'}])
})

test('a list named by its URL is read from there, and nothing beside it is looked for here', {timeout: 30_000}, async () => {
  const server = await serve({
    '/docs/list.md': (_, response) =>
      response.setHeader('content-type', 'text/plain').end('# List\n\n- [Other](other.md)\n- [Up](#lits)\n'),
    '*': page('Shown'),
  })
  const {status, stdout} = await run([...always, server.url('/docs/list.md')])
  expect({status, rules: (JSON.parse(stdout) as Said).findings.map(({rule}) => rule)}).toEqual({status: 1, rules: ['no-broken-anchor']})
  const shown = await run([...always, server.url('/blob/list.md')])
  expect(shown).toMatchObject({status: 2, stdout: ''})
  expect(shown.stderr).toContain('it is an HTML page; name the address of the Markdown itself')
})

test('a list named by its URL is asked for as links are: by proxy, with headers, without verifying, along redirects', async () => {
  const {key, cert} = testCertificate()
  const list = '# List\n\n- [Up](#lits)\n'
  const server = await serve(
    {'/moved': (_, response) => response.writeHead(302, {location: '/list.md'}).end(), '*': list},
    {tls: {key, cert}},
  )
  const args = ['--no-config', '--user-agent', 'Reader/1', '--header', '127.0.0.1 X-Key: k']
  const refused = await run([...args, server.url('/list.md')])
  expect(refused).toMatchObject({status: 2, stdout: ''})
  expect(await run([...args, '--insecure', server.url('/moved')])).toMatchObject({status: 1, stderr: ''})
  expect(server.asked.map(({path, headers}) => [path, headers['user-agent'], headers['x-key']])).toEqual([
    ['/moved', 'Reader/1', 'k'],
    ['/list.md', 'Reader/1', 'k'],
  ])
  const proxy = await serve({'*': (_, response) => response.setHeader('content-type', 'text/plain').end(list)})
  const {status} = await run(['--no-config', 'http://list.example/README.md'], {env: {HTTP_PROXY: proxy.url(''), NO_PROXY: ''}})
  expect(status).toBe(1)
  expect(proxy.asked.length).toBe(1)
})

test('headers set for the host of a list named by its URL go neither to another host nor in clear text', async () => {
  const {key, cert} = testCertificate()
  const list = '# List\n\n- [Up](#lits)\n'
  const elsewhere = await serve({'*': list}, {host: otherAddress})
  const clear = await serve({'*': (_, response) => response.writeHead(307, {location: elsewhere.url('/list.md')}).end()})
  const secure = await serve({'*': (_, response) => response.writeHead(301, {location: clear.url('/moved')}).end()}, {tls: {key, cert}})
  expect(await run(['--no-config', '--insecure', '--header', '127.0.0.1 X-Key: k', secure.url('/list.md')])).toMatchObject({status: 1})
  expect([secure, clear, elsewhere].map(({asked}) => asked.map(({headers}) => headers['x-key']))).toEqual([['k'], [undefined], [undefined]])
  // What is set for all hosts is no secret of one, but goes in clear text only where the list itself does.
  expect(await run(['--no-config', '--insecure', '--header', '* X-Key: k', secure.url('/list.md')])).toMatchObject({status: 1})
  expect(await run(['--no-config', '--header', '* X-Key: k', clear.url('/list.md')])).toMatchObject({status: 1})
  expect(elsewhere.asked.map(({headers}) => headers['x-key'])).toEqual([undefined, undefined, 'k'])
})

test('a list named by its URL ends in one line where redirects go round, or nothing but a fault comes', async () => {
  const server = await serve({
    '/round': (_, response) => response.writeHead(302, {location: '/round'}).end(),
    '/nowhere': (_, response) => response.writeHead(302, {location: 'ftp://127.0.0.1/list.md'}).end(),
    '/late': () => {},
    '/half': (_, response) => void response.write('# List\n'),
    '/cut': (_, response) => {
      response.writeHead(200, {'content-length': 1000}).write('# List\n')
      setTimeout(() => response.destroy(), 100)
    },
    '/endless': (_, response) => {
      const more = (): void => {
        while (response.write('- A line of a list without an end\n'.repeat(2000)));
        response.once('drain', more)
      }
      more()
    },
  })
  const said = async (path: string): Promise<string> => {
    const {status, stdout, stderr} = await run([
      '--no-config',
      '--timeout',
      ['/late', '/half'].includes(path) ? '1s' : '60s',
      server.url(path),
    ])
    expect({status, stdout}).toEqual({status: 2, stdout: ''})
    return stderr.trim().replace(server.url(''), '')
  }
  expect(await said('/round')).toMatch(/^paperlint: .*`\/round`: the server answered 302$/)
  expect(server.asked.length).toBeLessThan(10)
  expect(await said('/nowhere')).toMatch(/^paperlint: .*`\/nowhere`: .+$/)
  expect(await said('/gone')).toMatch(/^paperlint: .*`\/gone`: the server answered 404$/)
  for (const path of ['/late', '/half']) expect(await said(path)).toMatch(/^paperlint: .*: no whole answer in time \(`--timeout`\)$/)
  expect(await said('/cut')).toMatch(/^paperlint: .*`\/cut`: other side closed$/)
  expect(await said('/endless')).toMatch(/^paperlint: .*`\/endless`: it has more than 50 MB$/)
})

test('what is skipped as private, and a trace of what is not there, are said', {timeout: 30_000}, async () => {
  const server = await serve({'*': page('Up')})
  const cwd = folder({'README.md': `# List\n\n- <${server.url('/a')}>\n`})
  const {status, stdout, stderr} = await run(['--no-config', '--trace', server.url('/b')], {cwd})
  expect({status, stderr}).toEqual({
    status: 0,
    stderr: `paperlint: Can't trace \`${server.url('/b')}\`: it is none of the links to check\n`,
  })
  expect(stdout).toContain('1 link, not checked (1 private, ask with --allow-private)')
  expect(server.asked).toEqual([])
})

test('an address is traced as the list spells it, however it is given', {timeout: 30_000}, async () => {
  const server = await serve({'*': page('Up')})
  const cwd = folder({'README.md': `# List\n\n- <${server.url('/死#a')}>\n`})
  for (const given of ['/死#a', '/%E6%AD%BB#a', '/%E6%AD%BB']) {
    const {stderr} = await run([...always, '--trace', server.url(given)], {cwd})
    expect(stderr).toMatch(/^GET: 200 after /)
  }
})

test('`--cache true` keeps verdicts where they are by default', {timeout: 30_000}, async () => {
  const server = await serve({'*': page('Up')})
  const cwd = folder({'README.md': `# List\n\n- <${server.url('/a')}>\n`})
  await run([...always, '--cache', 'true'], {cwd})
  expect(readdirSync(cwd)).toEqual(['.paperlintcache', 'README.md'])
})

test('that certificates were not verified is said in the report', {timeout: 30_000}, async () => {
  const {key, cert} = testCertificate()
  const server = await serve({'*': page('Secure')}, {tls: {key, cert}})
  const cwd = folder({'README.md': `# List\n\n- <${server.url('/a')}>\n`})
  const formats = ['pretty', 'json', 'markdown', 'html'].flatMap((name) => ['--format', name, '-o', name])
  const {status} = await run(['--no-config', '--allow-private', '--insecure', ...formats], {cwd})
  expect(status).toBe(0)
  const {stdout: merged} = await run(['merge', 'json', '--format', 'markdown'], {cwd})
  const said = [merged, ...['pretty', 'markdown', 'html'].map((name) => readFileSync(join(cwd, name), 'utf8'))]
  for (const text of said) expect(text).toMatch(/certificates (?:were )?not verified/i)
  expect(JSON.parse(readFileSync(join(cwd, 'json'), 'utf8')).summary).toMatchObject({ok: 1, insecure: true})
})

test('a comment about a link that nobody can tell about, or that was left out, is not called useless', {timeout: 30_000}, async () => {
  const server = await serve({'/down': 503, '*': page('Up')})
  const off = '<!-- paperlint-disable-next-line no-dead-url -->'
  const entry = `- [A Fine Title of a Paper](${server.url('/entry')}) (CVPR 2022)\n  - [code](${server.url('/down')})`
  const links = ['/down', '/excluded', '/up'].map((path) => `${off}\n<${server.url(path)}>\n`)
  const cwd = folder({'README.md': `# List\n\n${links.join('\n')}\n${off}\n${entry}\n\n${off}\nnothing\n\n<${server.url('/beyond')}>\n`})
  const unused = async (...more: readonly string[]): Promise<readonly number[]> => {
    const {stdout} = await run([...always, '--retries', '0', '--exclude', '/excluded', ...more], {cwd})
    const {findings}: {findings: {rule: string; line: number}[]} = JSON.parse(stdout)
    return findings.flatMap(({rule, line}) => (rule === 'no-unused-directive' ? [line] : []))
  }
  expect(await unused()).toEqual([9, 16])
  expect(await unused('--max-links', '0')).toEqual([16])
})

test.for([
  ['--timeout', '30d'],
  ['--deadline', '30d'],
])('%s %s, which is longer than a timer runs', {timeout: 30_000}, async (options) => {
  const server = await serve({'*': page('Page')})
  const cwd = folder({'README.md': `# List\n\n- <${server.url('/a')}>\n`})
  const {stdout, stderr} = await run([...always, ...options], {cwd})
  expect({verdicts: verdictsIn(stdout), stderr}).toEqual({verdicts: ['ok'], stderr: ''})
})

test('without a network a long list ends soon, and one line says why', {timeout: 60_000}, async () => {
  const papers = Array.from({length: 20}, (_, index) => `- <https://arxiv.org/abs/2101.000${10 + index}>\n`)
  const pages = Array.from({length: 10}, (_, index) => `- <https://host-${index}.lab.edu/>\n`)
  const cwd = folder({'README.md': `# List\n\n${[...papers, ...pages].join('')}`})
  const env = {HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9'}
  const startedMs = performance.now()
  const {stdout, stderr, status} = await run(['--no-config', '--format', 'json'], {cwd, env})
  // One after the other, as arXiv wants to be asked, the papers alone would take a minute.
  expect(performance.now() - startedMs).toBeLessThan(20_000)
  expect(new Set(verdictsIn(stdout))).toEqual(new Set(['error']))
  expect(stderr.match(/refuses all connections, so links were not checked/g)).toHaveLength(1)
  expect(status).toBe(0)
})
