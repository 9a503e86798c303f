/** Configuration files as the program meets them: found, wrong, and not to be trusted. */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {clean, faulty, folder, git, run, warned} from '../helpers/program.ts'

async function printed(
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const {stdout, stderr} = await run(['--print-config', ...args], {cwd, env})
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe.concurrent('a configuration', () => {
  test('is found above, up to the repository’s root and no further', async () => {
    const cwd = folder({
      'paperlint.config.json': '{"timeout": "1s"}',
      'repository/.git/': '',
      'repository/docs/deep/': '',
      'repository/paperlint.config.json': '{"timeout": "2s"}',
      'other/.git/': '',
      'nobodys/': '',
    })
    expect(await printed(join(cwd, 'repository/docs/deep'))).toMatchObject({timeout: '2s'})
    expect(await printed(join(cwd, 'other'))).toMatchObject({timeout: '20s'})
    // Outside of a repository what lies above may be anybody's.
    expect(await printed(join(cwd, 'nobodys'))).toMatchObject({timeout: '20s'})
    expect(await printed(cwd)).toMatchObject({timeout: '1s'})
    expect(await printed(join(cwd, 'repository'), ['--no-config'])).toMatchObject({timeout: '20s'})
    expect(await printed(join(cwd, 'other'), ['--config', '../paperlint.config.json'])).toMatchObject({timeout: '1s'})
  })

  test('stands in package.json, too', async () => {
    const cwd = folder({'package.json': '{"name": "list", "paperlint": {"retries": 5}}'})
    expect(await printed(cwd)).toMatchObject({retries: 5})
    writeFileSync(join(cwd, 'paperlint.config.json'), '{}')
    expect((await run(['--print-config'], {cwd})).stderr).toContain('Expected one configuration')
  })

  test('has comments and trailing commas, and says which files', async () => {
    const cwd = folder({
      'paperlint.config.json': '// The list\n{"files": ["lists/*.md",], /* later */ "rules": {"no-mojibake": "off"}}',
      'lists/a.md': faulty,
      'README.md': clean,
      'docs/': '',
    })
    const {stdout} = await run(['--offline', '--format', 'json'], {cwd})
    expect(JSON.parse(stdout).findings).toMatchObject([{file: 'lists/a.md'}])
  })

  test.for<[string, object, string]>([
    ['no format at all', {format: []}, 'Expected `format` to name a format, got an empty list\n'],
    [
      'two formats for standard output',
      {format: [{name: 'json'}, {name: 'pretty'}]},
      'Expected an `-o FILE` after every `--format` but one',
    ],
    [
      'a file for two formats',
      {
        format: [
          {name: 'json', output: 'a'},
          {name: 'sarif', output: './a'},
        ],
      },
      'to have its own `-o FILE`, got `',
    ],
    [
      'the list as the report',
      {format: [{name: 'json', output: 'README.md'}]},
      'Expected a file of its own for the report, got `README.md`',
    ],
  ])('with %s is a mistake', async ([, values, message]) => {
    const cwd = folder({'paperlint.config.json': JSON.stringify(values), 'README.md': faulty})
    const {status, stdout, stderr} = await run(['--offline'], {cwd})
    expect(stderr).toContain(message)
    expect({status, stdout}).toEqual({status: 2, stdout: ''})
  })

  test.for<[string, string]>([
    ['export default () => ({})', 'Expected the configuration to be JSON, got a function'],
    ['export default {retries: 10n}', 'Expected `retries` to be JSON, got a bigint'],
    ['const own = {}; own.rules = own; export default own', 'circular structure'],
    ['export const config = {}', 'Expected a configuration, got nothing'],
    ['export default {exclude: [/a/]}', 'c.mjs: Expected `exclude[0]` to be a regular expression, got an object'],
    ['throw new Error("no luck")', "Can't load the configuration `c.mjs`: no luck"],
  ])('that is the program `%s` is no configuration', async ([program, message]) => {
    const {status, stderr} = await run(['--print-config', '--config', 'c.mjs'], {cwd: folder({'c.mjs': program})})
    expect(stderr).toContain(message)
    expect({status, faults: stderr.includes('internal error')}).toEqual({status: 2, faults: false})
  })

  test('of a program may leave values out, and be on its way', async () => {
    const cwd = folder({'c.mjs': 'export default Promise.resolve({contact: process.env.NOBODY, retries: 7})'})
    expect(await printed(cwd, ['--config', 'c.mjs'])).toMatchObject({retries: 7})
  })

  test('has a byte order mark, and no other name than package.json its key', async () => {
    const cwd = folder({
      'package.json': '\uFEFF{"paperlint": {"retries": 5}}',
      'my-package.json': '{"retries": 6}',
      'none/package.json': '{}',
    })
    expect(await printed(cwd)).toMatchObject({retries: 5})
    expect(await printed(cwd, ['--config', 'my-package.json'])).toMatchObject({retries: 6})
    expect((await run(['--config', 'none/package.json'], {cwd})).stderr).toContain('Expected `paperlint` in `none/package.json`')
    expect(await printed(folder({'package.json/x': '', 'paperlint.config.json/x': ''}))).toMatchObject({retries: 2})
  })

  test('shows what the command line asks for', async () => {
    const cwd = folder({'paperlint.config.json': '{"quiet": true, "offline": true}', 'README.md': warned})
    expect((await run([], {cwd})).stdout).not.toContain('no-mojibake')
    expect((await run(['--info'], {cwd})).stdout).toContain('no-mojibake')
    expect(await printed(cwd, ['--info'])).toMatchObject({info: true, quiet: false})
  })

  test('is overridden by the command line', async () => {
    const cwd = folder({
      'paperlint.config.json': JSON.stringify({
        offline: true,
        quiet: true,
        retries: 5,
        exclude: ['one'],
        preset: ['strict'],
        rules: {'no-broken-anchor': {severity: 'error', otherFiles: false}},
        hosts: {'arxiv.org': {interval: '3s', concurrency: 1}},
      }),
    })
    const args = ['--no-offline', '--retries', '1', '--exclude', 'two', '--preset=style', '--rule', 'no-broken-anchor=info']
    const network = ['--host-interval', 'arxiv.org=9s', '--header', 'arxiv.org X-Token: secret', '--cache', 'verdicts.json']
    expect(await printed(cwd, [...args, ...network])).toMatchObject({
      offline: false,
      quiet: true,
      retries: 1,
      exclude: ['two', 'one'],
      preset: ['style'],
      rules: {'no-broken-anchor': {severity: 'info', otherFiles: false}},
      hosts: {'arxiv.org': {interval: '9s', concurrency: 1, headers: {'X-Token': '…'}}},
      cache: join(cwd, 'verdicts.json'),
    })
  })

  test('that is a program runs only where it is named', async () => {
    const cwd = folder({'paperlint.config.mjs': 'console.error("ran"); export default {retries: 7}', 'README.md': clean})
    expect((await run(['--offline'], {cwd})).stderr).toBe('')
    expect(await printed(cwd, ['--config', 'paperlint.config.mjs'])).toMatchObject({retries: 7})
  })

  test('of a pull request can’t widen what a run may do', async () => {
    const reviewed = {insecure: true, services: {arxiv: {endpoint: 'https://mirror.example.org'}}}
    const cwd = folder({
      'paperlint.config.json': JSON.stringify(reviewed),
      'README.md': clean,
      'program.mjs': 'export default {retries: 7}',
    })
    git(cwd, 'init', '--quiet', '--initial-branch=main')
    git(cwd, 'add', '.')
    git(cwd, 'commit', '--quiet', '--message', 'Base')
    git(cwd, 'update-ref', 'refs/remotes/origin/main', 'main')
    const pullRequest = {GITHUB_BASE_REF: 'main'}
    expect(await printed(cwd, [], pullRequest)).toMatchObject(reviewed)

    writeFileSync(
      join(cwd, 'paperlint.config.json'),
      JSON.stringify({
        insecure: true,
        allowPrivate: true,
        retries: 4,
        remap: ['https://arxiv.org http://127.0.0.1'],
        hosts: {'example.org': {interval: '1s', headers: {Cookie: 'x'}}},
        services: {arxiv: {enabled: false, endpoint: 'http://127.0.0.1'}},
      }),
    )
    const {stdout, stderr} = await run(['--print-config'], {cwd, env: pullRequest})
    expect(JSON.parse(stdout)).toMatchObject({
      insecure: true,
      allowPrivate: false,
      retries: 4,
      remap: [],
      hosts: {'example.org': {interval: '1s'}},
      services: {arxiv: {enabled: false, endpoint: 'https://mirror.example.org'}},
    })
    expect(JSON.parse(stdout).hosts['example.org']).not.toHaveProperty('headers')
    for (const key of ['allowPrivate', 'remap', 'hosts["example.org"].headers', 'services.arxiv.endpoint']) {
      expect(stderr).toContain(`Ignored \`${key}\` in paperlint.config.json`)
    }
    // Who types it in has the right to.
    expect(await printed(cwd, ['--allow-private'], pullRequest)).toMatchObject({allowPrivate: true})
    // Outside of a pull request the files are one's own.
    expect(await printed(cwd)).toMatchObject({allowPrivate: true})
    // A CI service may name no base: then the one that the change is compared with counts, but on one's own machine it does not.
    expect(await printed(cwd, ['--changed=main'], {CI: 'true'})).toMatchObject({allowPrivate: false})
    expect(await printed(cwd, ['--changed=main'])).toMatchObject({allowPrivate: true})

    expect(await printed(cwd, ['--config', 'program.mjs'], pullRequest)).toMatchObject({retries: 7})
    writeFileSync(join(cwd, 'program.mjs'), 'console.error("ran"); export default {retries: 8}')
    const ignored = await run(['--print-config', '--config', 'program.mjs'], {cwd, env: pullRequest})
    expect(JSON.parse(ignored.stdout)).toMatchObject({retries: 2})
    expect(ignored.stderr).toBe('paperlint: Ignored program.mjs: the change under review changes this program, so it was not run\n')
    // A base that nobody can read has reviewed nothing.
    expect(await printed(cwd, [], {GITHUB_BASE_REF: 'gone'})).toMatchObject({insecure: false})
  })

  test('of a pull request takes nothing back that was decided, and reads no file elsewhere', async () => {
    const reviewed = {
      offline: true,
      searchTitles: false,
      baseline: 'known.json',
      files: ['README.md', '../shared.md'],
      services: {arxiv: {endpoint: 'https://mirror.example.org'}},
    }
    const cwd = folder({'paperlint.config.json': JSON.stringify(reviewed), 'README.md': clean})
    git(cwd, 'init', '--quiet', '--initial-branch=main')
    git(cwd, 'add', '.')
    git(cwd, 'commit', '--quiet', '--message', 'Base')
    git(cwd, 'update-ref', 'refs/remotes/origin/main', 'main')
    const files = ['new.md', '../shared.md', '/etc/passwd', 'docs/../../x.md', 'C:\\x.md']
    writeFileSync(join(cwd, 'paperlint.config.json'), JSON.stringify({offline: false, baseline: '/proc/self/environ', files}))
    const {stdout, stderr} = await run(['--print-config'], {cwd, env: {GITHUB_BASE_REF: 'main'}})
    expect(JSON.parse(stdout)).toMatchObject({...reviewed, files: ['new.md', '../shared.md']})
    for (const key of ['offline', 'searchTitles', 'baseline', 'files', 'services.arxiv.endpoint'])
      expect(stderr).toContain(`Ignored \`${key}\``)
  })

  test('with mistakes names all of them, with their places', async () => {
    const cwd = folder({
      'paperlint.config.json': `{
  "timeOut": "2s",
  "timeout": 20,
  "hosts": {"arxiv.org": {"interval": "3 seconds"}},
  "rules": {"no-mojibak": "off", "no-broken-anchor": {"caseSensitive": "yes", "caseSensitve": true}},
  "concurrency": "many",
  "userAgent": "a\\nb"
}`,
      'README.md': clean,
    })
    const {status, stderr} = await run(['--offline'], {cwd})
    expect(status).toBe(2)
    expect(stderr.split('\n').slice(0, 8)).toEqual([
      'paperlint: paperlint.config.json:2:3: Unexpected key `timeOut`, did you mean `timeout`?',
      'paperlint: paperlint.config.json:3:14: Expected `timeout` to be a duration above zero such as `300ms`, `2s`, `5m` or `1d`, got `20`, a bare number: write `20s` for seconds or `20ms` for milliseconds',
      'paperlint: paperlint.config.json:4:39: Expected `hosts["arxiv.org"].interval` to be a duration such as `300ms`, `2s`, `5m` or `1d`, got `"3 seconds"`',
      'paperlint: paperlint.config.json:5:13: Unexpected rule `rules["no-mojibak"]`, did you mean `no-mojibake`?',
      'paperlint: paperlint.config.json:5:72: Expected `rules["no-broken-anchor"].caseSensitive` to be `true` or `false`, got `"yes"`',
      'paperlint: paperlint.config.json:5:79: Unexpected option `rules["no-broken-anchor"].caseSensitve`, did you mean `caseSensitive`?',
      'paperlint: paperlint.config.json:6:18: Expected `concurrency` to be a whole number from 1, got `"many"`',
      'paperlint: paperlint.config.json:7:16: Expected `userAgent` to be text of Latin letters, digits and signs on one line, got `"a\\nb"`',
    ])
  })

  test.for<[string, string, string]>([
    ['a list', '[]', 'paperlint.config.json:1:1: Expected `paperlint` to be an object, got a list'],
    ['text', '"x"', 'paperlint.config.json:1:1: Expected `paperlint` to be an object, got `"x"`'],
    ['null', 'null', 'paperlint.config.json:1:1: Expected `paperlint` to be an object, got `null`'],
    [
      'a format that is no object',
      '{"format": ["json"]}',
      'paperlint.config.json:1:13: Expected `format[0]` to be an object of `name` and `output`, got `"json"`',
    ],
    ['no JSON', '{\n  "retries" 2\n}', 'paperlint.config.json:2:13: Expected a colon after the key'],
    ['empty', '', 'paperlint.config.json:1:1: Expected a JSON value'],
  ])('that is %s is a mistake', async ([, text, message]) => {
    const cwd = folder({'paperlint.config.json': text, 'README.md': clean})
    const {status, stderr} = await run(['--offline'], {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
