/** Known findings: written, taken out of reports, and named when they are gone. */
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {faulty, folder, mended, run} from '../helpers/program.ts'

const offline = ['--offline', '--baseline', 'known.json']

describe.concurrent('--baseline', () => {
  test('hides what is known, wherever it has moved', async () => {
    const cwd = folder({'README.md': faulty})
    const written = await run([...offline, '--update-baseline'], {cwd})
    expect(written).toMatchObject({status: 0, stderr: 'paperlint: wrote 1 finding to the baseline known.json\n'})
    expect(JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8'))).toEqual({
      version: 1,
      findings: [{file: 'README.md', rule: 'no-broken-anchor', subject: '[All papers](papers)'}],
    })
    writeFileSync(join(cwd, 'README.md'), `Moved down.\n\n${faulty}`)
    expect(await run(offline, {cwd})).toMatchObject({status: 0, stderr: ''})
  })

  test('counts: the same finding a second time is new', async () => {
    const cwd = folder({'README.md': faulty})
    await run([...offline, '--update-baseline'], {cwd})
    writeFileSync(join(cwd, 'README.md'), `${faulty}- [All papers](papers)\n`)
    const {status, stdout} = await run([...offline, '--format', 'json'], {cwd})
    expect(status).toBe(1)
    expect(JSON.parse(stdout).findings).toHaveLength(1)
  })

  test('names what is stale, of the files that were checked', async () => {
    const cwd = folder({'a.md': faulty, 'b.md': faulty})
    await run([...offline, '--update-baseline', '.'], {cwd})
    writeFileSync(join(cwd, 'a.md'), mended)
    expect((await run([...offline, 'b.md'], {cwd})).stderr).toBe('')
    const {status, stderr} = await run([...offline, '.'], {cwd})
    expect(status).toBe(0)
    expect(stderr).toBe(
      'paperlint: the baseline known.json is stale: a.md no longer has `no-broken-anchor` about `[All papers](papers)` (`--update-baseline` removes it)\n',
    )
  })

  test('counts what it holds, and of many stale entries names a few', async () => {
    const many = Array.from({length: 13}, (_, at) => `- [Papers ${at}](papers)\n`).join('')
    const cwd = folder({'README.md': `${faulty}${many}`})
    await run([...offline, '--update-baseline'], {cwd})
    expect((await run(offline, {cwd})).stdout).toContain('nothing to report in 16 lines · 14 known from the baseline\n')
    writeFileSync(join(cwd, 'README.md'), mended)
    const {stdout, stderr} = await run(offline, {cwd})
    expect(stdout).not.toContain('baseline')
    expect(stderr.match(/no longer has/g)).toHaveLength(10)
    expect(stderr).toMatch(/paperlint: the baseline known\.json is stale in 4 more places\n$/)
  })

  test('is the same text whatever the order of the files', async () => {
    const cwd = folder({'a.md': faulty, 'b.md': `${faulty}- [x](PAPERS)\n`})
    await run(['--offline', '--baseline', 'one.json', '--update-baseline', 'a.md', 'b.md'], {cwd})
    await run(['--offline', '--baseline', 'two.json', '--update-baseline', 'b.md', 'a.md'], {cwd})
    expect(readFileSync(join(cwd, 'two.json'), 'utf8')).toBe(readFileSync(join(cwd, 'one.json'), 'utf8'))
  })

  test('may have a byte order mark', async () => {
    const cwd = folder({'README.md': faulty})
    await run([...offline, '--update-baseline'], {cwd})
    writeFileSync(join(cwd, 'known.json'), `\uFEFF${readFileSync(join(cwd, 'known.json'), 'utf8')}`)
    expect(await run(offline, {cwd})).toMatchObject({status: 0, stderr: ''})
  })

  test.for<[string, string]>([
    ['{', 'Expected the baseline `known.json` to be JSON'],
    ['[]', 'Expected the baseline `known.json` to hold `"version": 1` and a list of `findings`'],
    [
      '{"version": 1, "findings": [{"rule": 1}]}',
      'Expected `findings[0]` of the baseline `known.json` to have a `rule`, a `file` and a `subject`',
    ],
  ])('says that %s is none', async ([text, message]) => {
    const cwd = folder({'README.md': faulty, 'known.json': text})
    const {status, stderr} = await run(offline, {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })

  test.for(['# Somebody’s list\n', '{"findings": []}', '{"tool": {"version": "0.1.0"}, "findings": [{"rule": "x"}]}'])(
    'does not take the place of %s',
    async (text) => {
      const cwd = folder({'README.md': faulty, 'known.json': text})
      const {status, stdout, stderr} = await run([...offline, '--update-baseline'], {cwd})
      expect({status, stdout}).toEqual({status: 2, stdout: ''})
      expect(stderr).toContain('Expected `known.json` to be a baseline or a new file, as `--update-baseline` replaces it')
      expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe(text)
    },
  )

  test('is written anew over one that a merge has broken, and over an empty file', async () => {
    for (const text of ['', '{\n  "version": 1,\n  "findings": [\n<<<<<<< ours\n']) {
      const cwd = folder({'README.md': faulty, 'known.json': text})
      expect(await run([...offline, '--update-baseline'], {cwd})).toMatchObject({status: 0})
      expect(await run(offline, {cwd})).toMatchObject({status: 0, stderr: ''})
    }
  })
})
