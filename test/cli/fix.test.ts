/** `--fix` on real files: exact, whole or not at all, and never on what it must not touch. */
import {execFileSync} from 'node:child_process'
import {chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {clean, faulty, folder, git, mended, run} from '../helpers/program.ts'

const isRoot = process.getuid?.() === 0

describe.concurrent('--fix', () => {
  test('writes the fixes, and reports what remains', async () => {
    const cwd = folder({'README.md': `${faulty}- [Gone](#gone)\n`})
    const {status, stdout} = await run(['--offline', '--fix', '--format', 'json'], {cwd})
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(`${mended}- [Gone](#gone)\n`)
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({summary: {fixed: 1}, findings: [{line: 4, url: '#gone'}]})
  })

  test.for<[string, string, string]>([
    ['CR LF', faulty.replaceAll('\n', '\r\n'), mended.replaceAll('\n', '\r\n')],
    ['no line ending at the end', faulty.trimEnd(), mended.trimEnd()],
    ['a byte order mark', `\uFEFF${faulty}`, `\uFEFF${mended}`],
    ['lone CR', faulty.replaceAll('\n', '\r'), mended.replaceAll('\n', '\r')],
  ])('keeps %s', async ([, before, after]) => {
    const cwd = folder({'README.md': before})
    expect((await run(['--offline', '--fix'], {cwd})).status).toBe(0)
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(after)
  })

  test('keeps the mode, and leaves nothing beside the file', async () => {
    const cwd = folder({'README.md': faulty})
    // More than the mask of a new file leaves.
    chmodSync(join(cwd, 'README.md'), 0o666)
    const {mode} = statSync(join(cwd, 'README.md')) // Windows knows two modes alone.
    await run(['--offline', '--fix'], {cwd})
    expect(statSync(join(cwd, 'README.md')).mode).toBe(mode)
    expect(readdirSync(cwd)).toEqual(['README.md'])
  })

  test('leaves standard output to what was asked for, and reports to files', async () => {
    const cwd = folder({'README.md': faulty})
    const {stdout} = await run(['--offline', '--fix-dry-run', '--format', 'json', '-o', 'out.json'], {cwd})
    expect(stdout).toMatch(/^--- a\/README\.md\n/)
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).findings).toEqual([])
    const {status, stderr} = await run(['--offline', '--fix', '-', 'README.md'], {cwd, input: faulty})
    expect(status).toBe(2)
    expect(stderr).toContain('Expected nothing beside `<stdin>` with `--fix`')
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(faulty)
  })

  test('leaves a clean file untouched', async () => {
    const cwd = folder({'README.md': clean})
    const before = statSync(join(cwd, 'README.md'), {bigint: true})
    await run(['--offline', '--fix'], {cwd})
    const after = statSync(join(cwd, 'README.md'), {bigint: true})
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs])
  })

  test('writes through a symbolic link, which stays one', async () => {
    const cwd = folder({'docs/list.md': faulty})
    symlinkSync('docs/list.md', join(cwd, 'README.md'))
    await run(['--offline', '--fix'], {cwd})
    expect(lstatSync(join(cwd, 'README.md')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'docs/list.md'), 'utf8')).toBe(mended)
  })

  test('leaves a read-only file alone, mends the others, and ends with 2', async () => {
    const cwd = folder({'a.md': faulty, 'b.md': faulty})
    chmodSync(join(cwd, 'a.md'), 0o444)
    // Root may write what others may not, so root runs it as nobody.
    chmodSync(cwd, 0o777)
    chmodSync(join(cwd, 'b.md'), 0o666)
    const {status, stdout, stderr} = await run(['--offline', '--fix', 'a.md', 'b.md', '--format', 'json'], {
      cwd,
      ...(isRoot && {uid: 65534}),
    })
    expect({status, stderr}).toEqual({status: 2, stderr: "paperlint: Can't write `a.md`: it is read-only\n"})
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe(faulty)
    expect(readFileSync(join(cwd, 'b.md'), 'utf8')).toBe(mended)
    expect(JSON.parse(stdout).findings).toMatchObject([{file: 'a.md', line: 3}])
  })

  test.skipIf(isRoot || process.platform === 'win32')('says that a folder cannot be written to', async () => {
    const cwd = folder({'list/a.md': faulty})
    chmodSync(join(cwd, 'list'), 0o555)
    const {status, stderr} = await run(['--offline', '--fix', 'list/a.md'], {cwd})
    chmodSync(join(cwd, 'list'), 0o755)
    expect(status).toBe(2)
    expect(stderr).toContain("Can't write `list/a.md`: permission denied")
  })

  test.skipIf(!isRoot || process.platform !== 'linux')('leaves the old file on a full disk', async ({skip}) => {
    const cwd = folder({'disk/': ''})
    const disk = join(cwd, 'disk')
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], {stdio: 'pipe'})
    } catch {
      skip('this machine allows no mount')
    }
    try {
      const list = faulty + '- more\n'.repeat(3000)
      writeFileSync(join(disk, 'README.md'), list)
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(64 * 1024 - 4096 - Math.ceil(list.length / 4096) * 4096))
      const {status, stderr} = await run(['--offline', '--fix', 'README.md'], {cwd: disk})
      expect({status, stderr}).toEqual({status: 2, stderr: "paperlint: Can't write `README.md`: the disk is full\n"})
      expect(readFileSync(join(disk, 'README.md'), 'utf8')).toBe(list)
      expect(readdirSync(disk).sort()).toEqual(['README.md', 'ballast'])
    } finally {
      execFileSync('umount', [disk])
    }
  })

  test('does not mend what a comment silences', async () => {
    const silenced = faulty.replace('- [', '<!-- paperlint-disable-next-line no-broken-anchor -->\n- [')
    const cwd = folder({'README.md': silenced})
    expect((await run(['--offline', '--fix'], {cwd})).status).toBe(0)
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(silenced)
  })

  test('prints standard input mended', async () => {
    const {status, stdout} = await run(['--offline', '--fix', '-'], {input: faulty})
    expect({status, stdout}).toEqual({status: 0, stdout: mended})
  })
})

describe.concurrent('--fix-dry-run', () => {
  test('prints a diff that git applies, and changes nothing', async () => {
    const cwd = folder({'README.md': faulty, 'docs/a list.md': `\uFEFF${faulty.replaceAll('\n', '\r\n')}`})
    const {status, stdout} = await run(['--offline', '--fix-dry-run', '.'], {cwd})
    expect(status).toBe(0)
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(faulty)
    expect(stdout).toContain('-- [All papers](papers)\n+- [All papers](#papers)\n')
    writeFileSync(join(cwd, 'fixes.patch'), stdout)
    git(cwd, 'init', '--quiet')
    git(cwd, 'apply', 'fixes.patch')
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(mended)
    expect(readFileSync(join(cwd, 'docs/a list.md'), 'utf8')).toBe(`\uFEFF${mended.replaceAll('\n', '\r\n')}`)
  })

  test('prints nothing where there is nothing to mend', async () => {
    const cwd = folder({'README.md': clean})
    expect(await run(['--offline', '--fix-dry-run'], {cwd})).toEqual({status: 0, stdout: '', stderr: ''})
  })

  test('ends with the status of what would remain', async () => {
    const cwd = folder({'README.md': `${faulty}- [Gone](#gone)\n`})
    expect((await run(['--offline', '--fix-dry-run'], {cwd})).status).toBe(1)
  })
})
