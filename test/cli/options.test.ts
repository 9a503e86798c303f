/** Every option's effect, and what is said about a wrong one. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {clean, faulty, folder, program, run, start, warned} from '../helpers/program.ts'

describe.concurrent('exit status', () => {
  test.for<[string, string, readonly string[], number]>([
    ['0 for a clean list', clean, [], 0],
    ['1 for an error', faulty, [], 1],
    ['0 for warnings', warned, [], 0],
    ['0 for as many warnings as --max-warnings', warned, ['--max-warnings', '1'], 0],
    ['0 where the rule is off', faulty, ['--rule', 'no-broken-anchor=off'], 0],
    ['0 where the rule warns', faulty, ['--rule=no-broken-anchor=warning'], 0],
    ['1 where the rule is an error', warned, ['--rule=no-mojibake=error'], 1],
    ['0 where the preset has not the rule', faulty, ['--preset', 'style'], 0],
    ['1 where one of the presets has the rule', faulty, ['--preset', 'style', '--preset', 'recommended'], 1],
    ['2 for an unknown option', clean, ['--frobnicate'], 2],
  ])('%s', async ([, list, args, expected]) => {
    const {status, stderr} = await run(['--offline', ...args], {cwd: folder({'README.md': list})})
    expect({status, stderr: expected === 2 ? '' : stderr}).toEqual({status: expected, stderr: ''})
  })

  test('1 for more warnings than --max-warnings, which the report alone would not tell', async () => {
    const ended = await run(['--offline', '--max-warnings', '0'], {cwd: folder({'README.md': warned})})
    expect(ended).toMatchObject({status: 1, stderr: 'paperlint: the run fails, as `maxWarnings` is 0\n'})
  })

  test.skipIf(process.platform === 'win32')('130 after Ctrl-C', async () => {
    const child = start(['--offline', '-'])
    // More than a pipe holds is taken only by a program that has started to read.
    await new Promise((done) => child.stdin.write('# Waiting for more\n'.repeat(100_000), done))
    child.kill('SIGINT')
    expect(await new Promise((done) => child.on('close', done))).toBe(130)
  })
})

describe.concurrent('wrong options', () => {
  test.for<[readonly string[], string]>([
    [['--ofline'], 'Unexpected option `--ofline`, did you mean `--offline`?'],
    [['-x'], 'Unexpected option `-x`'],
    [['-list.md'], 'Unexpected option `-list.md`'],
    [['--offline=yes'], 'Expected no value after `--offline`, got `yes`'],
    [['--timeout'], 'Expected a value after `--timeout`, got nothing'],
    [['--timeout', '--quiet'], 'Expected a value after `--timeout`, got `--quiet` (write `--timeout=--quiet` if it is meant)'],
    [['--timeout', '20'], 'Expected `--timeout` to be a duration above zero such as `300ms`, `2s`, `5m` or `1d`, got `"20"`'],
    [['--timeout', '0s'], 'Expected `--timeout` to be a duration above zero'],
    [['--user-agent', '論文'], 'Expected `--user-agent` to be text of Latin letters, digits and signs on one line'],
    [['--header', 'example.org X-Key: s3crét\r\nX: y'], 'to be text of Latin letters, digits and signs on one line, got others\n'],
    [['--host-interval', 'https://arxiv.org=3s'], 'to be a host as in URLs, without scheme, port and path'],
    [['--retries', 'x'], 'Expected `--retries` to be a whole number from 0, got `"x"`'],
    [['--concurrency=0'], 'Expected `--concurrency` to be a whole number from 1, got `0`'],
    [['--format', 'jsn'], 'did you mean `json`?'],
    [['--format', 'json', '--format', 'sarif'], 'Expected an `-o FILE` after every `--format` but one'],
    [['--format', 'json', '-o', 'a', '--format', 'sarif', '-o', './a'], 'Expected every `--format` to have its own `-o FILE`'],
    [['--baseline', 'known.json', '--update-baseline', '--changed'], 'Expected one of `--update-baseline` and `--changed`, got both'],
    [['--config', '.'], "Can't read the configuration `.`: it is a directory\n"],
    [['explain', 'no-mojibake'], "Can't find `explain`: there is no such file, and a command comes before all options\n"],
    [[''], 'Expected the name of a file, got nothing'],
    [['-o', 'README.md'], 'Expected a file of its own for the report, got `README.md`, which is to be checked'],
    [['--baseline', './README.md', '--update-baseline'], 'Expected a file of its own for the baseline, got `README.md`'],
    [['--cache', 'README.md'], 'Expected a file of its own for the cache, got `README.md`'],
    [['--stdin-filename', '', '-'], 'Expected `--stdin-filename` to be text that is not empty'],
    [['-o', 'a', '-o', 'b'], 'Expected a `--format` before `-o b`'],
    [['--rule', 'no-mojibak=off'], 'Unexpected rule `--rule no-mojibak`, did you mean `no-mojibake`?'],
    [['--rule', 'no-mojibake'], 'Expected `--rule` to be `NAME=SEVERITY`, got `no-mojibake`'],
    [['--rule', 'no-mojibake=fatal'], 'to be `off`, `error`, `warning` or `info`'],
    [['--preset', 'recomended'], 'did you mean `recommended`?'],
    [['--exclude', '['], 'Expected `--exclude` to be a regular expression, got `"["`'],
    [['--remap', '( b'], 'got `"( b"`: /(/: Unterminated group'],
    [['--remap', 'https://a'], 'Expected `--remap` to be a regular expression and its replacement with a space between them'],
    [['--host-interval', 'arxiv.org'], 'Expected `--host-interval` to be `HOST=DURATION` such as `arxiv.org=3s`'],
    [['--host-interval', 'arxiv.org=3'], 'to be a duration such as'],
    [['--header', 'example.org'], 'Expected `--header` to be `HOST NAME: VALUE`'],
    [['--shard', '3/2'], 'Expected `--shard` to be `I/N` with I from 1 to N, got `3/2`'],
    [['--trace', 'example'], 'Expected `--trace` to be an http or https URL, got `example`'],
    [['--trace', 'https://example.org/'], 'Expected one of `--trace` and `--offline`, got both'],
    [['--fix', '--fix-dry-run'], 'Expected one of `--fix` and `--fix-dry-run`, got both'],
    [['--update-baseline'], 'Expected `--baseline FILE` beside `--update-baseline`'],
    [['--baseline', 'none.json'], "Can't read the baseline `none.json`"],
    [['--config', 'none.json'], "Can't read the configuration `none.json`"],
    [['--changed=none'], 'git'],
  ])('%s', async ([args, message]) => {
    const {status, stdout, stderr} = await run(['--offline', ...args], {cwd: folder({'README.md': clean})})
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect({status, stdout}).toEqual({status: 2, stdout: ''})
  })

  test.for<[readonly string[], boolean]>([
    [['--frob'], true],
    [['explain'], true],
    [['--config', 'none.json'], false],
    [['--config', 'wrong.json'], false],
    [['cache', 'show'], false],
  ])('%s: the help is named where it helps', async ([args, helps]) => {
    const {stderr} = await run(args, {cwd: folder({'README.md': clean, 'wrong.json': '{"timout": "1s"}'})})
    expect(stderr.includes('--help')).toBe(helps)
  })

  test('are said all at once, and no secret is repeated', async () => {
    const {stderr} = await run(['--retries', 'x', '--frob', '--header', 'Authorization: Bearer s3cret', '--format', 'pdf'])
    expect(stderr.trim().split('\n')).toHaveLength(5)
    expect(stderr).not.toContain('s3cret')
  })
})

describe.concurrent('output', () => {
  test('without --offline every link is asked, with it none', async () => {
    const cwd = folder({'README.md': `${clean}\nSee <http://127.0.0.1:9/>.\n`})
    const asked = JSON.parse((await run(['--format', 'json'], {cwd})).stdout)
    expect(asked.links).toContainEqual(expect.objectContaining({url: 'http://127.0.0.1:9/', verdict: 'skipped', reason: 'private-address'}))
    expect(JSON.parse((await run(['--offline', '--format', 'json'], {cwd})).stdout).links).toEqual([])
  })

  test('each format goes where its -o says', async () => {
    const cwd = folder({'README.md': faulty})
    const {status, stdout} = await run(
      ['--offline', '--format', 'json', '-o', 'out.json', '--format', 'sarif', '--output=out.sarif', '--format', 'pretty'],
      {cwd},
    )
    expect(status).toBe(1)
    expect(stdout).toContain('no-broken-anchor')
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).schemaVersion).toBe(1)
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')).version).toBe('2.1.0')
  })

  test('an -o before the only format is that format’s', async () => {
    const cwd = folder({'README.md': faulty})
    const {stdout} = await run(['--offline', '-o', 'out.json', '--format', 'json'], {cwd})
    expect(stdout).toBe('')
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).findings).toHaveLength(1)
  })

  test('-o alone redirects the default format, without colours', async () => {
    const cwd = folder({'README.md': faulty})
    const {stdout} = await run(['--offline', '-o', 'out.txt', '--color'], {cwd})
    expect(stdout).toBe('')
    const text = readFileSync(join(cwd, 'out.txt'), 'utf8')
    expect(text).toContain('no-broken-anchor')
    expect(text).not.toContain('\u001b')
  })

  test('a file that cannot be written is one line and status 2', async () => {
    const cwd = folder({'README.md': clean, 'out/': ''})
    const {status, stderr} = await run(['--offline', '-o', 'missing/out.txt'], {cwd})
    expect(status).toBe(2)
    expect(stderr).toMatch(/Can't write `.*missing[\\/]out.txt`: there is no such file or directory\n/)
    expect(await run(['--offline', '-o', 'out'], {cwd})).toMatchObject({status: 2, stderr: expect.stringMatching(/: it is a directory\n$/)})
  })

  test.runIf(existsSync('/dev/full'))('a full disk is one line and status 2', async () => {
    const {status, stderr} = await run(['--offline', '-o', '/dev/full'], {cwd: folder({'README.md': faulty})})
    expect(status).toBe(2)
    expect(stderr).toContain("Can't write `/dev/full`: the disk is full")
  })

  test.for<[string, readonly string[], Record<string, string>, boolean]>([
    ['none in a pipe', [], {}, false],
    ['with --color', ['--color'], {}, true],
    ['with FORCE_COLOR', [], {FORCE_COLOR: '1'}, true],
    ['none with --no-color over FORCE_COLOR', ['--no-color'], {FORCE_COLOR: '1'}, false],
    ['with --color over NO_COLOR', ['--color'], {NO_COLOR: '1'}, true],
    ['none with FORCE_COLOR=0', [], {FORCE_COLOR: '0'}, false],
    ['as the last of several options says', ['--color', '--no-color'], {}, false],
  ])('colours: %s', async ([, args, env, expected]) => {
    const {stdout} = await run(['--offline', ...args], {cwd: folder({'README.md': faulty}), env})
    expect(stdout.includes('\u001b[')).toBe(expected)
  })

  test('--quiet hides warnings, --info shows infos, JSON has all', async () => {
    const cwd = folder({'README.md': `${warned}\n- **[ A ]** A Title of Four Words  [[Paper](https://arxiv.org/abs/1911.05722)]\n`})
    const shownBy = async (...args: readonly string[]): Promise<readonly string[]> => {
      const {stdout} = await run(['--offline', ...args], {cwd})
      return ['no-mojibake', 'entry-spacing'].filter((rule) => stdout.includes(rule))
    }
    expect(await shownBy('--quiet')).toEqual([])
    expect(await shownBy()).toEqual(['no-mojibake'])
    expect(await shownBy('--info')).toEqual(['no-mojibake', 'entry-spacing'])
    expect(JSON.parse((await run(['--offline', '--quiet', '--format', 'json'], {cwd})).stdout).summary.warnings).toBe(1)
  })

  test('the width is that of COLUMNS in a pipe', async () => {
    const cwd = folder({'README.md': faulty})
    const {stdout} = await run(['--offline'], {cwd, env: {COLUMNS: '50'}})
    expect((await run(['--offline'], {cwd, env: {COLUMNS: '999999999'}})).stderr).toBe('')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50)
  })

  test('a reader that leaves is no error', async () => {
    const many = `# Papers\n\n${'- [All papers](papers)\n'.repeat(5000)}`
    const child = start(['--offline', 'README.md'], {cwd: folder({'README.md': many})})
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const status = await new Promise((done) => child.on('close', done))
    expect({status, stderr}).toEqual({status: 1, stderr: ''})
  })

  test('--version and --help', async () => {
    const {version} = JSON.parse(readFileSync(join(program, '../../package.json'), 'utf8'))
    expect(await run(['--version'])).toEqual({status: 0, stdout: `${version}\n`, stderr: ''})
    expect((await run(['-V'])).stdout).toBe(`${version}\n`)
    const help = await run(['--help'])
    expect(help.status).toBe(0)
    expect(help.stdout).toContain('Exit status:')
    expect((await run(['explain', '--help'])).stdout).toContain('paperlint explain RULE')
  })

  test('the help of a command has no blanks at the ends of its lines', async () => {
    expect((await run(['init', '--help'])).stdout).not.toMatch(/ $/m)
  })

  test('the help fits its terminal and names every option of the contract', async () => {
    const {stdout} = await run(['--help'], {env: {COLUMNS: '80'}})
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    const options =
      'offline fix fix-dry-run changed format output baseline update-baseline cache no-cache max-age remap allow-private insecure timeout retries concurrency host-interval max-links user-agent header include exclude rule preset max-warnings info quiet warn-undecided trace config no-config print-config shard color no-color no-progress version help stdin-filename across-files'
    for (const option of options.split(' ')) expect(stdout).toMatch(new RegExp(`--${option}\\b`))
  })
})

test('a fault of the program’s own is one paragraph, and a stack for those who ask for it', async () => {
  // No list brings one about: Node is made to fail.
  const NODE_OPTIONS = '--import=data:text/javascript,process.uptime=()=>clock.now()'
  const {status, stdout, stderr} = await run(['--offline'], {env: {NODE_OPTIONS}})
  expect({status, stdout}).toEqual({status: 2, stdout: ''})
  expect(stderr).toMatch(/^paperlint: internal error: clock is not defined\. This is a fault of paperlint, not of your list\. .*\n$/)
  const explained = await run(['--offline'], {env: {NODE_OPTIONS, PAPERLINT_DEBUG: '1'}})
  expect(explained.stderr).toContain('ReferenceError: clock is not defined\n    at ')
})
