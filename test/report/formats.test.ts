/** Every format for programs: as its own schema says, within its consumer's limits, and deaf to hostile text. */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {Ajv2020} from 'ajv/dist/2020.js'
import Ajv04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import fc from 'fast-check'
import type {Root} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {describe, expect, test} from 'vitest'
import {validateXML} from 'xmllint-wasm'
import {formatNames, type Report, type ReportedFinding} from '../../src/core/report.ts'
import {annotationsOf} from '../../src/report/annotations.ts'
import {badge} from '../../src/report/badge.ts'
import {commandData, markdownCode, markdownText} from '../../src/report/escape.ts'
import {fingerprintsOf} from '../../src/report/fingerprint.ts'
import {github} from '../../src/report/github.ts'
import {reporters} from '../../src/report/index.ts'
import {json} from '../../src/report/json.ts'
import {junit} from '../../src/report/junit.ts'
import {markdown, markdownReport} from '../../src/report/markdown.ts'
import {groupsOf} from '../../src/report/order.ts'
import {rdjson} from '../../src/report/rdjson.ts'
import {sarif} from '../../src/report/sarif.ts'
import {cpuMsOf} from '../helpers/cpu-time.ts'
import {hostile, hostileReport} from './hostile.ts'
import {cleanReport, context, readme, report} from './sample.ts'

const schemaOf = (name: string): object => JSON.parse(readFileSync(new URL(`../schemas/${name}`, import.meta.url), 'utf8'))

test('findings that say the same and mend it in two ways, or stand in two files, are two', () => {
  const place = {line: 1, column: 1, endLine: 1, endColumn: 2}
  const finding = {rule: 'x', severity: 'error', message: 'y', file: 'a.md', ...place} as const
  const [one, other] = ['a', 'b'].map((replacement) => ({...finding, fix: {...place, replacement}}))
  expect(groupsOf([finding, finding])).toHaveLength(1)
  expect(groupsOf([one ?? finding, other ?? finding, {...finding, file: 'b.md'}])).toHaveLength(3)
})

test('a finding keeps its own fingerprint, and a second one is told apart', () => {
  const finding = {rule: 'x', severity: 'error', message: 'y', file: 'a.md', line: 1, column: 1, endLine: 1, endColumn: 2} as const
  const own = {...finding, fingerprint: 'abc'}
  expect(fingerprintsOf([own, finding, own]).filter((name) => name.startsWith('abc'))).toEqual(['abc:1', 'abc:2'])
})

test('where a step shows ten annotations already, one counts the rest', () => {
  const place = {column: 1, endLine: 1, endColumn: 2}
  const findings = [1, 2, 3].map((line) => ({rule: 'x', severity: 'error', message: `${line}`, file: 'a.md', line, ...place}) as const)
  expect(annotationsOf({...report, findings}, ['error'], {error: 10})).toMatchObject([
    {message: '… and 3 more errors: see the job summary'},
  ])
})

test('what the message already says is not said again', () => {
  const place = {file: 'a.md', line: 1, column: 1, endLine: 1, endColumn: 2}
  const finding = {...place, rule: 'x', severity: 'info', message: 'Unexpected `a`, expected `b`', suggestion: 'b'} as const
  expect(annotationsOf({...report, findings: [finding]}, ['info'])).toMatchObject([{message: finding.message}])
  const related = [{file: 'a.md', line: 9, column: 2, message: '`A title`'}]
  const quoting = {...finding, message: 'Unexpected `a`, already used for `A title` (9:2)', related}
  const quoted = {...report, findings: [quoting]}
  expect(annotationsOf(quoted, ['info'])).toMatchObject([{message: `${quoting.message}\nPerhaps: b`}])
  expect(markdown(quoted, context).match(/A title/g)).toHaveLength(1)
})

describe.for(formatNames.filter((name) => name !== 'pretty' && name !== 'html'))('%s', (format) => {
  test('looks as agreed', async () => {
    const reporter = await reporters[format]()
    const text = reporter(report, {...context, finishedAtMs: Date.UTC(2026, 10, 20)})
    const shown = /^(?:sarif|rdjson|badge)$/.test(format) ? `${JSON.stringify(JSON.parse(text), undefined, 1)}\n` : text
    await expect(shown).toMatchFileSnapshot(`snapshots/${format}.txt`)
  })

  test('ends with a line feed, and a clean report is no special case', async () => {
    const reporter = await reporters[format]()
    const text = reporter(cleanReport, context)
    expect(text === '' || text.endsWith('\n')).toBe(true)
  })
})

describe('json', () => {
  const validate = new Ajv2020({allErrors: true, strict: true, strictRequired: false}).compile(
    JSON.parse(readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8')),
  )

  test('is what its own schema says, whatever the text', () => {
    fc.assert(
      fc.property(hostileReport, ({report: given}) => {
        expect(validate(JSON.parse(json(given))) ? [] : validate.errors).toEqual([])
      }),
    )
  })

  test('the schema refuses what is wrong, and takes what may be added', () => {
    expect(validate({...report, added: 1})).toBe(true)
    expect(validate({...report, schemaVersion: 2})).toBe(false)
    expect(validate({...report, findings: [{...report.findings[0], severity: 'fatal'}]})).toBe(false)
    expect(validate({...report, links: [{...report.links[0], verdict: 'unsure'}]})).toBe(false)
  })

  test('holds the report, sorted', () => {
    const shuffled = {...report, findings: [...report.findings].reverse()}
    expect(json(shuffled)).toBe(json(report))
    expect(JSON.parse(json(report)).links).toEqual(report.links)
  })

  test('100,000 links cost little more than their own serialisation', async () => {
    const [link] = report.links
    const many = {
      ...report,
      findings: [],
      links: Array.from({length: 100_000}, (_, index) => ({...link, url: `https://example.org/${index}`})),
    } as Report
    const whole = await cpuMsOf(() => JSON.stringify(many, null, 2))
    expect(await cpuMsOf(() => json(many))).toBeLessThan(500 + 5 * whole)
  })
})

const {SARIF_MULTITOOL} = process.env
if (SARIF_MULTITOOL === undefined) {
  console.warn('Skipped: @microsoft/sarif-multitool on SARIF; SARIF_MULTITOOL names its program, 43 MB, so it is no dependency')
}
const hasReviewdog = spawnSync('reviewdog', ['-version']).status === 0
if (!hasReviewdog) console.warn('Skipped: reviewdog on rdjson, as it is not installed')

test.for([0, 1, 999, 1000, 1001, 2000])('json holds %i findings, whatever it is written in', (count) => {
  const findings = new Array<ReportedFinding>(count).fill(report.findings[0] as ReportedFinding)
  expect(JSON.parse(json({...report, findings})).findings).toHaveLength(count)
})

describe('sarif', () => {
  test('tells of each rule what it finds, where that is known', () => {
    const ruleSummary = (rule: string): string | undefined => (rule === 'no-dead-url' ? 'A [link] that works for nobody' : undefined)
    const {rules} = JSON.parse(sarif(report, {...context, ruleSummary})).runs[0].tool.driver
    const texts = Object.fromEntries(
      rules.map(({id, shortDescription}: {id: string; shortDescription: {text: string}}) => [id, shortDescription.text]),
    )
    expect(texts).toMatchObject({'no-dead-url': 'A \\[link\\] that works for nobody', 'no-malformed-url': 'paperlint: no-malformed-url'})
  })

  const ajv = new Ajv04.default({allErrors: true, strict: false, unicodeRegExp: false}) // One of its patterns is none under the u flag.
  formats.default(ajv)
  const validate = ajv.compile(schemaOf('sarif-2.1.0.json'))

  test('is SARIF 2.1.0, whatever the text', () => {
    fc.assert(
      fc.property(hostileReport, ({report: given}) => {
        expect(validate(JSON.parse(sarif(given, context))) ? [] : validate.errors).toEqual([])
      }),
      {numRuns: 60},
    )
  })

  test.skipIf(SARIF_MULTITOOL === undefined)('the multitool has nothing to say', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'paperlint-sarif-')), 'report.sarif')
    writeFileSync(file, sarif(report, context))
    const {stdout} = spawnSync(SARIF_MULTITOOL ?? '', ['validate', file], {
      encoding: 'utf8',
      env: {...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'},
    })
    expect(stdout.match(/(?:warning|error) SARIF\d+.*/g) ?? []).toEqual([])
    expect(stdout).toContain('Analysis completed successfully')
  })

  test('names a list that was fetched by its address, and files by their path', () => {
    const [finding] = report.findings as readonly [ReportedFinding]
    const findings = ['https://example.org/a%20list.md', 'docs/a list.md', 'c:list.md'].map((file) => ({...finding, file}))
    const log = JSON.parse(sarif({...report, findings}, context))
    const uris = log.runs[0].results.map(
      ({locations}: {locations: {physicalLocation: {artifactLocation: {uri: string}}}[]}) =>
        locations[0]?.physicalLocation.artifactLocation.uri,
    )
    expect(uris.sort()).toEqual(['./c:list.md', 'docs/a%20list.md', 'https://example.org/a%20list.md'])
  })

  test('an address is a URI, whatever browsers leave in it', () => {
    const uriOf = (file: string): string => {
      const findings = [{...report.findings[0], file} as ReportedFinding]
      return JSON.parse(sarif({...report, findings}, context)).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri
    }
    const table: Record<string, string> = {
      'https://a@evil.example/\\| | b |': 'https://a@evil.example//%7C%20%7C%20b%20%7C',
      'https://evil.example/a|b^c`{d}[e]?f=[g]|{h}^`\\': 'https://evil.example/a%7Cb%5Ec%60%7Bd%7D%5Be%5D?f=%5Bg%5D%7C%7Bh%7D%5E%60%5C',
      'https://evil.example/50%?a=%z#b#c{d}\\': 'https://evil.example/50%25?a=%25z#b%23c%7Bd%7D%5C',
      'https://u%|@[::1]:8080/a%20b#[c]': 'https://u%25%7C@[::1]:8080/a%20b#%5Bc%5D',
    }
    for (const [address, uri] of Object.entries(table)) expect(uriOf(address)).toBe(uri)
    const part = "(?:[\\w.~:/?@!$&'()*+,;=-]|%[\\dA-Fa-f]{2})*"
    const allowed = new RegExp(`^https?://${part}(?:\\[[\\d:a-f.]+\\]${part})?(?:#${part})?$`)
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('/', '?', '#', ':p@'), (text, before) => {
        const address = `https://evil.example${before}${text}`
        if (URL.canParse(address)) expect(uriOf(address)).toMatch(allowed)
      }),
    )
  })

  test('keeps the worst 25,000 results and says so', () => {
    const warning = {...report.findings[2], severity: 'warning'} as ReportedFinding
    const error = {...report.findings[0], severity: 'error'} as ReportedFinding
    const log = JSON.parse(sarif({...report, findings: [...new Array<ReportedFinding>(25_001).fill(warning), error]}, context))
    expect(log.runs[0].results).toHaveLength(25_000)
    expect(log.runs[0].results[0].level).toBe('error')
    expect(log.runs[0].invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^2 milder/)
  })

  test('gives every result its own fingerprint, which moves with its line', () => {
    const log = JSON.parse(sarif(report, context))
    const prints = log.runs[0].results.map(
      (result: {partialFingerprints: {primaryLocationLineHash: string}}) => result.partialFingerprints.primaryLocationLineHash,
    )
    expect(new Set(prints).size).toBe(report.findings.length)
    const moved = {
      ...report,
      findings: report.findings.map((finding) => ({...finding, line: finding.line + 7, endLine: finding.endLine + 7})),
    }
    const after = JSON.parse(sarif(moved, context))
    expect(after.runs[0].results[0].partialFingerprints).toEqual(log.runs[0].results[0].partialFingerprints)
  })

  test('text in brackets is no embedded link, and a path is a URI', () => {
    const finding = {...report.findings[0], file: 'a b/漢:x.md', message: '[click](http://evil.example)'} as ReportedFinding
    const [result] = JSON.parse(sarif({...report, findings: [finding]}, context)).runs[0].results
    expect(result.message.text).toMatch(/^\\\[click\\\]\(/)
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/%E6%BC%A2:x.md')
  })
})

describe('junit', () => {
  const schema = readFileSync(new URL('../schemas/junit-10.xsd', import.meta.url), 'utf8')
  const errorsOf = async (text: string): Promise<readonly string[]> => {
    const {errors} = await validateXML({xml: {fileName: 'report.xml', contents: text}, schema})
    return errors.map(({rawMessage}) => rawMessage)
  }

  test('is what Jenkins reads, whatever the text', async () => {
    const samples = [report, cleanReport, ...fc.sample(hostileReport, 12).map(({report: given}) => given)]
    for (const given of samples) expect(await errorsOf(junit(given, context))).toEqual([])
  })

  test('the schema sees a mistake', async () => {
    expect(await errorsOf(junit(report, context).replace('<failure', '<fail').replace('</failure', '</fail'))).not.toEqual([])
  })

  test('a document without findings is a passed test', () => {
    expect(junit(cleanReport, context)).toContain('<testcase name="README.md" classname="README.md"/>')
  })
})

describe('rdjson', () => {
  const validate = new Ajv({allErrors: true, strict: false}).compile(schemaOf('rdjson.json'))

  test('is what reviewdog reads', () => {
    expect(validate(JSON.parse(rdjson(report, context))) ? [] : validate.errors).toEqual([])
  })

  test.skipIf(!hasReviewdog)('reviewdog prints every finding', () => {
    const where = mkdtempSync(join(tmpdir(), 'paperlint-rdjson-'))
    writeFileSync(join(where, 'README.md'), readme)
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['-c', 'user.email=a@example.org', '-c', 'user.name=A', 'commit', '-qm', 'x'],
    ]) {
      spawnSync('git', args, {cwd: where})
    }
    const flags = ['-f=rdjson', '-reporter=local', '-filter-mode=nofilter', '-diff=git diff HEAD']
    const {stdout} = spawnSync('reviewdog', flags, {cwd: where, input: rdjson(report, context), encoding: 'utf8'})
    expect(stdout.match(/message:"/g)).toHaveLength(report.findings.length + 1) // One has a related place with words.
  })

  test('counts columns in bytes', () => {
    const {diagnostics} = JSON.parse(rdjson(report, context))
    const line = Buffer.from(readme.split('\n')[5] ?? '')
    const {start, end} = diagnostics[3].suggestions[0].range
    expect(line.subarray(start.column - 1, end.column - 1).toString()).toBe('hhttp://example.org/论文')
  })
})

describe('github', () => {
  test('a step shows ten of each level: the worst, and a count of the rest', () => {
    const many = Array.from(
      {length: 25},
      (_, index) => ({...report.findings[0], message: `Unexpected ${index}`, line: 25 - index}) as ReportedFinding,
    )
    const lines = github({...report, findings: many})
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(10)
    expect(lines[0]).toContain('Unexpected 24')
    expect(lines[9]).toBe('::error title=paperlint::… and 16 more errors: GitHub shows ten of a kind, other formats hold all')
  })

  test('says nothing but its own commands, whatever the text', () => {
    fc.assert(
      fc.property(hostileReport, ({report: given}) => {
        const text = github(given)
        for (const line of text.split('\n').slice(0, -1)) {
          expect(line).toMatch(/^::(?:error|warning|notice) title=[^:,]*(?:,(?:file|line|endLine|col|endColumn)=[^:,]*)*::/)
          expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u)
        }
      }),
    )
  })

  test('data comes back as it was', () => {
    const decode = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
    fc.assert(fc.property(hostile, (text) => void expect(decode(commandData(text))).toBe(text)))
  })
})

describe('badge', () => {
  test.for<[string, Partial<Report['summary']>, string, string]>([
    ['all well', {ok: 1312, moved: 0, dead: 0, blocked: 0, error: 0}, '1,312 ok, 0 dead', 'brightgreen'],
    ['moved', {ok: 1, moved: 2, dead: 0, blocked: 0, error: 0}, '3 ok, 0 dead', 'yellow'],
    ['dead and undecided', {ok: 312, moved: 0, dead: 2, blocked: 4, error: 5}, '312 ok, 2 dead, 9 undecided', 'red'],
    ['rules only', {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0, errors: 1, warnings: 3}, '1 error, 3 warnings', 'red'],
  ])('%s', ([, summary, message, color]) => {
    expect(JSON.parse(badge({...report, summary: {...report.summary, ...summary}}))).toMatchObject({schemaVersion: 1, message, color})
  })
})

describe('markdown', () => {
  const parser = unified().use(remarkParse).use(remarkGfm)
  const parse = (text: string): Root => parser.runSync(parser.parse(text)) as Root
  const ours = /^(?:<br>|<\/?span>|<\/?code>|<details><summary>[\d,]+ (?:undecided links?|notes?)<\/summary>|<\/details>)+$/

  test('stays below its limit, with whole rows and closed tags', () => {
    const many = Array.from(
      {length: 3000},
      (_, index) => ({...report.findings[index % 9], message: `Unexpected \`${index}\``}) as ReportedFinding,
    )
    const text = markdownReport({...report, findings: many}, context, 60_000)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/… and [\d,]+ more\./)
    expect(text.split('<details>').length).toBe(text.split('</details>').length)
    expect(Buffer.byteLength(markdown({...report, findings: many.flatMap((one) => [one, one, one, one])}, context))).toBeLessThan(1_048_576)
  })

  test('shows hostile text as text: no link, image, heading, mention or element but ours', () => {
    fc.assert(
      fc.property(hostileReport, ({report: given}) => {
        const tree = parse(markdown(given, {...context, rulePage: () => 'https://example.org/rule'}))
        const seen: string[] = []
        let rows = 0
        let isCode = false
        visit(tree, (node) => {
          // GitHub looks for mentions and references in text outside code.
          if (node.type === 'html' && /code>$/.test(node.value)) isCode = node.value === '<code>'
          if (node.type === 'html' && !ours.test(node.value.replaceAll('\n', ''))) seen.push(node.value)
          if (
            node.type === 'link' &&
            node.url !== 'https://example.org/rule' &&
            !given.links.some(({archived}) => archived && URL.canParse(archived))
          ) {
            seen.push(node.url)
          }
          if (node.type === 'image' || node.type === 'imageReference' || node.type === 'list' || node.type === 'thematicBreak')
            seen.push(node.type)
          if (node.type === 'heading' && node.depth < 3) seen.push('heading')
          if (node.type === 'text' && !isCode && /@\w|#\d|GH-\d|:\w+:/i.test(node.value)) seen.push(node.value)
          if (node.type === 'tableRow') {
            rows++
            if (node.children.length !== 3) seen.push('cells')
          }
        })
        expect(seen).toEqual([])
        expect(rows).toBeLessThanOrEqual(given.findings.length + given.links.length + 8)
      }),
    )
  })

  test('text and code come back as they were', () => {
    const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
    const letters = fc.string({unit: fc.constantFrom(...'ab *_`[]()<>|\\#@!~$^:/.-+=&1'), minLength: 1, maxLength: 20})
    fc.assert(
      fc.property(letters, (text) => {
        expect(tidy(plainOf(parse(`x ${markdownText(text)}`)))).toBe(tidy(`x ${text}`))
        expect(tidy(plainOf(parse(`x ${markdownCode(text)}`)))).toBe(tidy(`x ${text}`))
      }),
    )
  })

  function plainOf(tree: Root): string {
    let text = ''
    visit(tree, (node) => {
      if (node.type === 'text' || node.type === 'inlineCode') text += node.value
    })
    return text
  }
})
