/** Lists that are none, or that no person has written: one clear line each, or they are linted. */
import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {faulty, folder, isLinted, program, run} from '../helpers/program.ts'

describe.concurrent('what is no Markdown in UTF-8', () => {
  test.for<[string, Buffer, string]>([
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'it is a binary file'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('# A\n\ncaf'), Buffer.from([0xe9]), Buffer.from('\n')]),
      'it is not UTF-8: line 3 has bytes that are not text',
    ],
    ['UTF-16', Buffer.from('\uFEFF# A', 'utf16le'), 'it is UTF-16; save it as UTF-8'],
  ])('%s', async ([, content, message]) => {
    const cwd = folder({'README.md': content, 'good.md': faulty})
    const {status, stdout, stderr} = await run(['--offline', 'README.md', 'good.md'], {cwd})
    expect(stderr).toBe(`paperlint: Can't check \`README.md\`: ${message}\n`)
    expect(status).toBe(2)
    expect(stdout).toContain('no-broken-anchor')
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read', async () => {
    const cwd = folder({'README.md': faulty})
    chmodSync(join(cwd, 'README.md'), 0)
    const {status, stderr} = await run(['--offline'], {cwd})
    expect({status, stderr}).toEqual({status: 2, stderr: "paperlint: Can't read `README.md`: permission denied\n"})
  })

  test.skipIf(!existsSync('/dev/zero'))('a device that never ends', {timeout: 20_000}, async () => {
    const {status, stderr} = await run(['--offline', '/dev/zero'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^paperlint: Can't check `\S*dev\/zero`: it is a binary file\n$/)
  })

  test('a byte order mark is no part of the list', async () => {
    const cwd = folder({'README.md': `\uFEFF${faulty}`})
    const {stdout} = await run(['--offline', '--format', 'json'], {cwd})
    expect(JSON.parse(stdout).findings).toMatchObject([{line: 3, column: 3}])
  })
})

describe.concurrent('what no person has written is linted', () => {
  test.for<[string, () => string]>([
    ['an empty file', () => ''],
    ['one line of 50 MB', () => 'word '.repeat(10_000_000)],
    ['one line of 20,000 links', () => '[a](https://example.org/) '.repeat(20_000)],
    // A minute and more where each link looks for the line's end.
    ['one line of 200,000 links', () => Array.from({length: 200_000}, (_, at) => `[a](https://example.edu/${at})`).join(' ')],
    ['one bullet of 200,000 pieces', () => `- [paper](https://arxiv.org/abs/2101.00001) ${'**a** b '.repeat(100_000)}`],
    ['one cell of 200,000 pieces', () => `| Paper |\n| --- |\n| [a](https://arxiv.org/abs/2101.00001) ${'**a** b '.repeat(100_000)} |\n`],
    ['quotes nested 10,000 deep', () => `${'> '.repeat(10_000)}text\n`],
    ['lists nested 1,000 deep', () => Array.from({length: 1000}, (_, depth) => `${'  '.repeat(depth)}- item\n`).join('')],
    ['lists nested 2,000 deep', () => Array.from({length: 2000}, (_, depth) => `${'  '.repeat(depth)}- item\n`).join('')],
    ['60,000 entities in one paragraph', () => '&amp; '.repeat(60_000)],
    ['brackets opened 50,000 times', () => '['.repeat(50_000)],
    ['a table of 5,000 columns', () => `|${' a |'.repeat(5000)}\n|${'---|'.repeat(5000)}\n|${' b |'.repeat(5000)}\n`],
    ['lone surrogates and control characters', () => '# \u0001\u0007\u001b[31mred\u2028\u2029 [x](#y\u001b]8;;)\n'],
  ])('%s', {timeout: 60_000}, async ([, listOf]) => {
    const cwd = folder({'README.md': listOf()})
    expect(await run(['--offline'], {cwd})).toSatisfy(isLinted)
  })

  test('of a line that is too long, the rest is not read and nothing is lost', async () => {
    const link = '[a](http://github.com/a/b)'
    const long = `- ${link} ${'word '.repeat(4000)}${link}\n`
    const cwd = folder({'README.md': `# A\n\n${long}- ${link}\n${'x'.repeat(20_001)}\n`})
    const {status, stdout, stderr} = await run(['--offline', '--fix', '--format', 'json'], {cwd})
    expect(stderr).toBe(
      [3, 5]
        .map(
          (line) =>
            `paperlint: Can't check all of \`README.md\`: line ${line} has ${line === 3 ? long.length - 1 : 20_001} characters, of which only the first 20000 are read; break it\n`,
        )
        .join(''),
    )
    expect(status).toBe(2)
    expect(JSON.parse(stdout).summary.links).toBe(2)
    const fixed = link.replace('http:', 'https:')
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(
      `# A\n\n- ${fixed} ${'word '.repeat(4000)}${link}\n- ${fixed}\n${'x'.repeat(20_001)}\n`,
    )
  })

  test('a full disk behind standard output is said in one line', {skip: !existsSync('/dev/full')}, async () => {
    const cwd = folder({'README.md': '# A\n\n- [x](#b)\n'})
    const {status, stderr} = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" --offline > /dev/full`], {cwd, encoding: 'utf8'})
    expect(status).toBe(2)
    expect(stderr).toMatch(/^paperlint: Can't write the report: the disk is full\n/)
  })

  test('a full disk behind standard error leaves the exit status', {skip: !existsSync('/dev/full')}, async () => {
    const cwd = folder({'README.md': '# A\n'})
    const {status} = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" --offline none.md 2> /dev/full`], {cwd})
    expect(status).toBe(2)
  })

  test.skipIf(process.platform === 'win32')('a working directory that was deleted is said in one line', async () => {
    const cwd = folder({'gone/': ''})
    const script = `cd gone && rmdir ../gone && exec "${process.execPath}" "${program}" --offline`
    const {status, stderr} = spawnSync('sh', ['-c', script], {cwd, encoding: 'utf8'})
    expect(status).toBe(2)
    expect(stderr).toMatch(/^paperlint: The working directory can't be found.*\n$/)
  })

  test('what is quoted over two lines is bold on both', async () => {
    const title = 'A Long Title about Many Things That No Line of Eighty Columns Can Hold'
    const list = `- [${title}](https://arxiv.org/abs/2101.00001)\n- [Sorting Mail by Handwriting](https://arxiv.org/abs/2101.00001)\n`
    const {stdout} = await run(['--offline', '--color'], {cwd: folder({'README.md': list})})
    const bold = [...stdout.matchAll(/\u001b\[1m(`[^\u001b]*|[^\u001b]*`)\u001b\[22m/g)].map(([, text]) => text).join(' ')
    expect(bold).toContain(`\`${title.slice(0, 12)}`)
    expect(bold).toMatch(/Hold`/)
    expect(bold).not.toContain('already used')
  })

  test('what a list holds can’t steer the terminal', async () => {
    const cwd = folder({'README.md': '# A\n\n- [x](a) \u001b[2J \u009b2J\n'})
    const {stdout} = await run(['--offline', '--color'], {cwd})
    expect(stdout).toContain('no-broken-anchor')
    expect(stdout.replace(/\u001b\[\d+m/g, '')).not.toMatch(/[\u001b\u009b]/)
  })
})
