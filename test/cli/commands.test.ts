/** The commands as processes. */
import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {rules} from '../../rules/index.ts'
import {serviceNames} from '../../src/config/keys.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {clean, faulty, folder, repository, run} from '../helpers/program.ts'

describe.concurrent('rules and explain', () => {
  test.for([60, 200])('rules lists every rule within %i columns', async (columns) => {
    const {status, stdout} = await run(['rules'], {env: {COLUMNS: `${columns}`}})
    expect(status).toBe(0)
    for (const {id, summary} of rules) {
      expect(stdout).toContain(id)
      expect(stdout.replace(/\n +/g, ' ')).toContain(summary)
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns)
  })

  test('rules are there as JSON', async () => {
    expect(JSON.parse((await run(['rules', '--format', 'json'])).stdout)).toHaveLength(rules.length)
  })

  test('explain shows the page with its examples, without Markdown’s marks', async () => {
    const {status, stdout} = await run(['explain', 'no-broken-anchor'])
    expect(status).toBe(0)
    expect(stdout.split('\n').slice(0, 2)).toEqual(['no-broken-anchor', 'error, preset recommended, --fix fixes it'])
    expect(stdout).toContain('    caseSensitive: false')
    expect(stdout).toMatch(/^With --fix:$/m)
    expect(stdout).not.toContain('```')
  })

  test('explain fits its prose to the terminal, and nothing of it is lost', async () => {
    const words = (text: string): string => text.replace(/[`*]/g, '').replace(/\s+/g, ' ')
    for (const name of ['no-malformed-url', 'no-dead-url', 'entry-required-parts']) {
      const {stdout} = await run(['explain', name], {env: {COLUMNS: '60'}})
      const page = readFileSync(join(repository, 'rules', `${name}.md`), 'utf8').replaceAll('\r', '')
      const prose = page.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '').split(/\n{2,}/)
      for (const paragraph of prose.slice(1)) expect(words(stdout)).toContain(words(paragraph.replace(/^#+ /gm, '')).trim())
      for (const line of stdout.split('\n').filter((each) => !each.startsWith('    '))) expect(line.length).toBeLessThanOrEqual(60)
    }
  })

  test.for<[readonly string[], string]>([
    [['explain', 'no-broken-ancor'], 'Expected the name of a rule, got `no-broken-ancor`, did you mean `no-broken-anchor`?'],
    [['explain'], 'Expected `paperlint explain RULE`, got 0 operands'],
    [['rules', '--formt=json'], 'Unexpected option `--formt`, did you mean `--format`?'],
    [['rules', '--quiet'], 'paperlint: `paperlint rules --help` says more\n'],
    [['rules', '--format=yaml'], 'Expected `--format` to be `pretty` or `json`, got `yaml`'],
    [['entries', '--format=xml', 'x.md'], 'Expected `--format` to be `json`, `csv` or `bibtex`, got `xml`'],
    [['cache', 'shw'], 'did you mean `show`?'],
    [['cache', 'show', '--cache', 'none'], "Can't find the cache `none`: no run has written it yet"],
    [['merge', 'none.json'], "Can't read `none.json`: there is no such file or directory"],
  ])('%s', async ([args, message]) => {
    const {status, stdout, stderr} = await run(args)
    expect({status, stdout}).toEqual({status: 2, stdout: ''})
    expect(stderr).toContain(message)
  })
})

test('init writes a configuration that is right and two workflows, and writes over none', async () => {
  const cwd = folder({'README.md': clean, '.github/workflows/paperlint.yml': 'mine\n'})
  const first = await run(['init'], {cwd})
  expect(first.status).toBe(0)
  expect(first.stderr).toContain('.github/workflows/paperlint.yml is there already, and is left as it is')
  expect(readFileSync(join(cwd, '.github/workflows/paperlint.yml'), 'utf8')).toBe('mine\n')
  expect(readdirSync(join(cwd, '.github/workflows'))).toHaveLength(2)
  const text = readFileSync(join(cwd, 'paperlint.config.json'), 'utf8')
  expect(await run(['--offline'], {cwd})).toMatchObject({status: 0, stderr: ''})
  const again = await run(['init'], {cwd})
  expect(again.stderr).toContain('paperlint.config.json is there already, and is left as it is')
  expect(readFileSync(join(cwd, 'paperlint.config.json'), 'utf8')).toBe(text)
})

test('init finds out the root, the list and whom to ask, and leaves a configuration in package.json alone', async () => {
  const cwd = folder({'Readme.md': clean, 'docs/notes.md': clean})
  execFileSync('git', ['init', '-q'], {cwd})
  execFileSync('git', ['remote', 'add', 'origin', 'https://x-access-token:secret@github.com/curator/papers.git'], {cwd})
  expect((await run(['init'], {cwd: join(cwd, 'docs')})).status).toBe(0)
  const text = readFileSync(join(cwd, 'paperlint.config.json'), 'utf8')
  expect(text).toContain('"files": ["Readme.md"]')
  expect(text).toContain('"contact": "https://github.com/curator/papers"')
  expect(text).not.toContain('secret')
  expect(readdirSync(join(cwd, '.github/workflows')).sort()).toEqual(['paperlint-links.yml', 'paperlint.yml'])
  expect(await run(['--offline'], {cwd})).toMatchObject({status: 0, stderr: ''})

  const other = folder({'list.md': clean, 'package.json': '{"paperlint": {"files": ["list.md"]}}'})
  const {stderr} = await run(['init'], {cwd: other})
  expect(stderr).toContain('package.json has the configuration already')
  expect(readdirSync(other)).not.toContain('paperlint.config.json')
})

describe.concurrent('entries', () => {
  const list = `# Papers

- **[ MoCo ]** Momentum Contrast for Unsupervised Visual Representation Learning **(CVPR 2020)** [[Paper](https://arxiv.org/abs/1911.05722)] [[Code](https://github.com/facebookresearch/moco)]
- **[ =X ]** =cmd, "quoted" & Titles of 100% {Braces} **(ICLR 2021)** [[Paper](https://arxiv.org/abs/2003.04297)]
`

  test('as JSON', async () => {
    const {status, stdout} = await run(['entries', 'README.md'], {cwd: folder({'README.md': list})})
    expect(status).toBe(0)
    expect(JSON.parse(stdout)[0]).toMatchObject({
      file: 'README.md',
      line: 3,
      kind: 'item',
      section: 'Papers',
      name: 'MoCo',
      title: 'Momentum Contrast for Unsupervised Visual Representation Learning',
      venue: 'CVPR',
      year: 2020,
      ids: ['arxiv:1911.05722'],
      links: [
        {role: 'paper', url: 'https://arxiv.org/abs/1911.05722'},
        {role: 'code', url: 'https://github.com/facebookresearch/moco'},
      ],
    })
  })

  test('as CSV that no spreadsheet runs', async () => {
    const cwd = folder({'README.md': list})
    await run(['entries', '--format', 'csv', '-o', 'papers.csv', 'README.md'], {cwd})
    const [head, first, second] = readFileSync(join(cwd, 'papers.csv'), 'utf8').split('\r\n')
    expect(head).toMatch(/^file,line,column,kind,section,name,/)
    expect(first).toContain(',MoCo,')
    expect(second).not.toMatch(/,=|,"=/)
    expect(second).toContain('""quoted""')
  })

  test('as BibTeX', async () => {
    const {stdout} = await run(['entries', '--format=bibtex', 'README.md'], {cwd: folder({'README.md': list})})
    expect(stdout).toContain(`@inproceedings{moco2020,
  title = {{Momentum Contrast for Unsupervised Visual Representation Learning}},
  booktitle = {CVPR},
  year = {2020},
  eprint = {1911.05722},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/1911.05722},
}`)
    expect(stdout).toContain('\\& Titles of 100\\% \\{Braces\\}')
  })

  test('as BibTeX with each author by itself', async () => {
    const text =
      '- **Masks for Everything and Nothing.** Kaiming He, Li, C. and Piotr Doll\u00e1r et al. ICCV 2017. [paper](https://arxiv.org/abs/1703.06870)\n'
    const {stdout} = await run(['entries', '--format=bibtex', 'README.md'], {cwd: folder({'README.md': text})})
    expect(stdout).toContain('  author = {Kaiming He and Li, C. and Piotr Doll\u00e1r and others},\n')
  })

  test('as BibTeX, though nothing but its address is known of a paper', async () => {
    const text = `${list}- <https://arxiv.org/abs/2111.06377>\n`
    const {stdout} = await run(['entries', '--format=bibtex', 'README.md'], {cwd: folder({'README.md': text})})
    expect(stdout).toContain('@misc{paper,\n  eprint = {2111.06377},\n  archiveprefix = {arXiv},\n')
  })

  test('of what is no file', async () => {
    const {status, stdout, stderr} = await run(['entries', 'none.md', 'none'], {cwd: folder()})
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe("paperlint: Can't find `none.md`: no such file\npaperlint: Can't find `none`: no such file\n")
  })
})

test('merge joins the reports of shards', async () => {
  const cwd = folder({'README.md': faulty})
  const {stdout} = await run(['--offline', '--format', 'json'], {cwd})
  const report = JSON.parse(stdout)
  const link = {url: 'https://a.org', via: 'http', attempts: 1, durationMs: 1, occurrences: [{file: 'README.md', line: 3, column: 1}]}
  const skipped = {...link, verdict: 'skipped', reason: 'other-shard'}
  const ok = {...link, verdict: 'ok', reason: 'ok'}
  writeFileSync(join(cwd, 'a.json'), JSON.stringify({...report, links: [skipped]}))
  // As PowerShell writes it.
  writeFileSync(join(cwd, 'b.json'), `\uFEFF${JSON.stringify({...report, links: [ok]})}`)
  const merged = await run(['merge', 'a.json', 'b.json'], {cwd})
  expect(merged.status).toBe(1)
  expect(JSON.parse(merged.stdout)).toMatchObject({summary: {ok: 1, skipped: 0, errors: 1}, links: [ok]})
  expect(JSON.parse((await run(['merge', 'b.json', 'a.json'], {cwd})).stdout).links).toEqual([ok])
  expect((await run(['merge', '--format', 'pretty', 'a.json', 'b.json'], {cwd})).stdout).toContain('no-broken-anchor')
  writeFileSync(join(cwd, 'c.json'), '{}')
  expect((await run(['merge', 'c.json'], {cwd})).stderr).toContain('Expected `c.json` to be a JSON report of paperlint')
  writeFileSync(join(cwd, 'd.json'), JSON.stringify({...report, links: [ok, null]}))
  expect((await run(['merge', 'd.json'], {cwd})).stderr).toContain('of paperlint: links[1] is not an object')
  writeFileSync(join(cwd, 'e.json'), '# A list\n\n- and no JSON\n')
  expect((await run(['merge', 'e.json'], {cwd})).stderr).toMatch(
    /^paperlint: Expected `e.json` to be JSON: .*\npaperlint: `paperlint merge --help` says more\n$/,
  )
})

test('merge takes of each link the verdict that says most, and adds up what the runs did', async () => {
  const cwd = folder({'README.md': clean})
  const report = JSON.parse((await run(['--offline', '--format', 'json'], {cwd})).stdout)
  const place = (line: number) => ({file: 'README.md', line, column: 1})
  const link = (name: string, verdict: string, ...lines: readonly number[]) => {
    return {url: `https://a.org/${name}`, verdict, reason: 'r', via: 'http', attempts: 1, durationMs: 1, occurrences: lines.map(place)}
  }
  const summary = {...report.summary, links: 5, urls: 4}
  const one = [link('a', 'skipped', 1), link('b', 'error', 2), link('c', 'dead', 3, 4), link('d', 'blocked', 5)]
  const other = [link('a', 'error', 1), link('b', 'blocked', 2), link('c', 'blocked', 4, 6), link('d', 'ok', 5)]
  writeFileSync(join(cwd, 'a.json'), JSON.stringify({...report, links: one, summary: {...summary, requests: 3, durationMs: 700}}))
  writeFileSync(
    join(cwd, 'b.json'),
    JSON.stringify({...report, links: other, summary: {...summary, requests: 4, durationMs: 90, insecure: true}}),
  )
  for (const names of [
    ['a.json', 'b.json'],
    ['b.json', 'a.json'],
  ]) {
    const {status, stdout} = await run(['merge', ...names], {cwd})
    const merged = JSON.parse(stdout)
    expect(status).toBe(0)
    expect(merged.links.map(({verdict}: {verdict: string}) => verdict)).toEqual(['error', 'blocked', 'dead', 'ok'])
    expect(merged.links[2].occurrences.map(({line}: {line: number}) => line).sort()).toEqual([3, 4, 6])
    const {ok, dead, blocked, error, skipped, links, urls, requests, durationMs, insecure} = merged.summary
    expect({ok, dead, blocked, error, skipped}).toEqual({ok: 1, dead: 1, blocked: 1, error: 1, skipped: 0})
    expect({links, urls, requests, durationMs, insecure}).toEqual({links: 6, urls: 4, requests: 7, durationMs: 700, insecure: true})
  }
})

test('merge shows no lines of files outside of the folder, whatever a report names', async () => {
  const cwd = folder({'list/README.md': 'a line of the list\n', 'secret.md': 'a line of a secret\n'})
  const place = {line: 1, column: 1, endLine: 1, endColumn: 2}
  const findings = ['README.md', '../secret.md', '../list/../secret.md', join(cwd, 'secret.md')].map((file) => {
    return {rule: 'no-mojibake', severity: 'warning', message: 'm', file, ...place}
  })
  const {stdout} = await run(['--offline', '--format', 'json'], {cwd: join(cwd, 'list')})
  writeFileSync(join(cwd, 'list/a.json'), JSON.stringify({...JSON.parse(stdout), findings}))
  for (const format of ['pretty', 'html']) {
    const merged = await run(['merge', '--format', format, 'a.json'], {cwd: join(cwd, 'list')})
    expect(merged.status).toBe(0)
    expect(merged.stdout).toContain('secret.md')
    expect(merged.stdout).not.toContain('a line of a secret')
    if (format === 'pretty') expect(merged.stdout).toContain('a line of the list')
  }
})

test('cache shows and prunes', async () => {
  const entry = {verdict: 'ok', reason: 'ok', via: 'http'}
  const old = {url: 'https://old.example.org/', ...entry, checkedAt: '2020-01-01T00:00:00Z'}
  const young = {url: 'https://young.example.org/', ...entry, checkedAt: new Date().toISOString().replace(/\.\d+/, '')}
  const cwd = folder({
    'verdicts.jsonl': `${JSON.stringify(old)}\n${JSON.stringify(young)}\n`,
    'paperlint.config.json': '{"cache": "verdicts.jsonl"}',
  })
  expect((await run(['cache', 'show'], {cwd})).stdout).toContain('verdicts.jsonl: 2 verdicts (2 ok)\noldest 2020-01-01')
  expect((await run(['cache', 'prune'], {cwd})).stderr).toBe('paperlint: removed 1 verdict older than 30d from verdicts.jsonl\n')
  expect(readFileSync(join(cwd, 'verdicts.jsonl'), 'utf8')).toContain('young')
})

test('every service and source can be configured', () => {
  const names = resolvers.flatMap(({name, sources}) => [name, ...sources.map((source) => source.name)])
  expect([...new Set(names)].filter((name) => !serviceNames.includes(name))).toEqual([])
})
