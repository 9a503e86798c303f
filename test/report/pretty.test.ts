/** What people see in a terminal, and that nothing in a document can reach the terminal itself. */
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Report, ReportedFinding, ReportedLink} from '../../src/core/report.ts'
import {lineIndexOf} from '../../src/core/text/place.ts'
import {graphemesOf} from '../../src/report/escape.ts'
import {excerptOf} from '../../src/report/excerpt.ts'
import {github} from '../../src/report/github.ts'
import {markdown} from '../../src/report/markdown.ts'
import {pretty} from '../../src/report/pretty.ts'
import type {ReportContext} from '../../src/report/reporter.ts'
import {widthOf} from '../../src/report/width.ts'
import {cpuMsOf} from '../helpers/cpu-time.ts'
import {hostile, hostileReport} from './hostile.ts'
import {cleanReport, context, report} from './sample.ts'

describe('pretty', () => {
  test.for<[string, Partial<ReportContext>]>([
    ['80 columns in a pipe', {}],
    ['110 columns, colours, links and notes', {width: 110, color: true, hyperlinks: true, showInfos: true}],
    ['errors only', {quiet: true}],
    ['without sources', {sources: new Map(), width: 60, showInfos: true}],
  ])('%s', async ([name, changes]) => {
    await expect(pretty(report, {...context, ...changes})).toMatchFileSnapshot(`snapshots/pretty-${name.replaceAll(/\W+/g, '-')}.txt`)
  })

  test('a clean offline run says that links were not checked', () => {
    expect(pretty(cleanReport, context)).toBe('Links   3 links, not checked\nRules   nothing to report in 10 lines\n')
  })

  test('without a network nothing was checked, whatever was tried', () => {
    const links = report.links.map((link) => ({...link, verdict: 'error' as const, reason: 'offline'}))
    const summary = {...cleanReport.summary, links: 7, skipped: 0, error: 7, requests: 14}
    expect(pretty({...cleanReport, summary, links}, context)).toMatch(/^Links {3}7 links, not checked: no network\n/)
  })

  test('links left out by the deadline are not among the undecided', () => {
    const late = (url: string): boolean => url.includes('slow')
    const links = report.links.map((link) => (late(link.url) ? {...link, reason: 'deadline'} : link))
    expect(pretty({...report, links}, context)).toMatch(/1 undecided \(www\.linkedin\.com 1\)\s+1 not reached \(--deadline\)\n/)
    const summary = {...cleanReport.summary, links: 1, skipped: 0, error: 1}
    const left = pretty({...cleanReport, summary, links: links.filter(({url}) => late(url))}, context)
    expect(left).toMatch(/^Links {3}1 link, not checked: none was reached \(--deadline\)\n/)
  })

  test('says what the settings left out', () => {
    const [link] = report.links
    const reasons = ['excluded', 'max-links', 'max-links', 'other-shard', 'mailto']
    const links = reasons.map((reason) => ({...link, verdict: 'skipped', reason}) as ReportedLink)
    const summary = {...cleanReport.summary, links: 5, skipped: 5}
    const shown = pretty({...cleanReport, summary, links}, {...context, width: 120})
    expect(shown).toMatch(/^Links {3}5 links, not checked \(1 excluded, 2 beyond --max-links, 1 in other shards\)\n/)
  })

  test('a missing page says what it said, not what the page beside it says', () => {
    const url = 'https://a.example/gone'
    const [link] = report.links
    const evidence = ['GET: 404 after 2 ms', 'GET https://a.example/there: 200 after 1 ms']
    const dead = {...link, url, verdict: 'dead', reason: 'not-found', evidence} as ReportedLink
    const finding = {...report.findings[2], url} as ReportedFinding
    expect(pretty({...report, findings: [finding], links: [dead]}, context)).toContain('says   GET: 404 after 2 ms\n')
    const offline = {...dead, verdict: 'error', reason: 'offline', evidence: ['no service answered']} as ReportedLink
    expect(pretty({...report, findings: [finding], links: [offline]}, context)).not.toContain('says')
  })

  test('counts what was fixed, and the lines that were looked at', () => {
    const mended = {...cleanReport, summary: {...cleanReport.summary, fixed: 2}}
    expect(pretty(mended, {...context, addedLines: 1})).toContain('Rules   nothing to report in 1 added line · 2 fixed\n')
  })

  test('says nothing twice: what the message names, what is proposed, that something failed now', () => {
    const [, finding, , , dead] = report.findings as readonly [unknown, ReportedFinding, unknown, unknown, ReportedFinding]
    const url = 'https://github.com/old/name'
    const finalUrl = 'https://github.com/new/name'
    const said = {...finding, url: 'none', message: 'Unexpected `1`, already used for `A` (4:3)', suggestion: 'x'}
    const related = [{file: 'README.md', line: 4, column: 3, message: '`A`'}]
    const links = report.links.map((link) => ({
      ...link,
      ...(link.history && {history: {firstFailed: '2026-10-02T03:12:00Z', failures: 1}}),
    }))
    const shown = (one: ReportedFinding): string => pretty({...report, links, findings: [one]}, context)
    expect(shown({...said, related})).not.toContain('see ')
    expect(shown({...said, related: [{...related[0], line: 5} as (typeof related)[0]]})).toContain('see    line 5: `A`')
    const moved = shown({...said, url, suggestion: finalUrl})
    expect(moved).toContain(`maybe  ${finalUrl}`)
    expect(moved).not.toContain('now ')
    expect(shown(dead)).not.toContain('since')
  })

  test('says once what several findings about one URL say, with all lines', () => {
    const text = pretty(report, {...context, showInfos: true})
    expect(text.match(/utm_source`, expected none/g)).toHaveLength(1)
    expect(text).toContain('also   lines 8, 9')
  })

  test('of many lines the first are named, and the others counted', () => {
    const [finding] = report.findings as readonly [ReportedFinding]
    const many = {...report, findings: Array.from({length: 1022}, (_, at) => ({...finding, line: at + 1, endLine: at + 1}))}
    const words = '16, 17, 18, 19, 20, 21 and 1,001 more'
    for (const format of [pretty, github, markdown]) expect(format(many, context).replaceAll(/[\s│]+/g, ' ')).toContain(words)
  })

  test('hides notes and counts them', () => {
    const text = pretty(report, context)
    expect(text).not.toContain('no-double-space')
    expect(text).toContain('4 notes')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('notes hidden, show with --info')
  })

  test('colour carries no meaning: without it the same text is there', () => {
    const painted = pretty(report, {...context, color: true, hyperlinks: true})
    expect(withoutPaint(painted)).toBe(pretty(report, context))
  })

  test('keeps its time with 20,000 findings in a file', async () => {
    const finding = report.findings[0] as ReportedFinding
    const many = {...report, findings: Array.from({length: 20_000}, (_, index) => ({...finding, message: `Unexpected \`${index}\``}))}
    expect(await cpuMsOf(() => pretty(many, context))).toBeLessThan(3000)
  })

  test('shows the end of a line of 5 MB without reading all of it', async () => {
    const source = `${'漢'.repeat(5_000_000)}[x](y)`
    const finding = {...(report.findings[2] as ReportedFinding), line: 1, column: 5_000_001, endLine: 1, endColumn: 5_000_007}
    let text = ''
    const show = (): string => (text = pretty({...report, findings: [finding]}, {...context, sources: new Map([['README.md', source]])}))
    expect(await cpuMsOf(show)).toBeLessThan(1000)
    expect(text).toContain('漢[x](y)\n')
  })
})

describe('an excerpt', () => {
  test.for<[string, string, string, number, string]>([
    ['a short line', 'see [a](b) there', '[a](b)', 40, '    ^^^^^^'],
    ['wide characters before', '表示 [a](b)', '[a](b)', 40, '     ^^^^^^'],
    ['wide characters inside', 'x 表示 y', '表示', 40, '  ^^^^'],
    ['an emoji of several code points', '👩‍👩‍👧 [a](b)', '[a](b)', 40, '   ^^^^^^'],
    ['a combining mark', 'cafe\u0301 [a](b)', '[a](b)', 40, '     ^^^^^^'],
    ['a tab', '\t[a](b)', '[a](b)', 40, '    ^^^^^^'],
    ['a bidi override inside', 'a\u202eb', '\u202e', 40, ' ^^^^^^^^'],
    ['cut on both sides', `${'a'.repeat(100)}X${'b'.repeat(100)}`, 'X', 21, `${' '.repeat(10)}^`],
    ['longer than the width', `ab${'c'.repeat(100)}`, 'c'.repeat(100), 20, ` ${'^'.repeat(18)}`],
  ])('%s', ([, line, place, columns, underline]) => {
    const from = line.indexOf(place)
    const {text, before, marked} = excerptOf(line, from, from + place.length, columns)
    expect(' '.repeat(before) + '^'.repeat(marked)).toBe(underline)
    expect(widthOf(text)).toBeLessThanOrEqual(columns)
  })

  test('underlines what it shows of the place, for any line and width', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.integer({min: 16, max: 120}), (left, place, right, columns) => {
        const line = `${left}${place}${right}`.replaceAll(/[\r\n]/g, ' ')
        const {text, before, marked} = excerptOf(line, left.length, left.length + place.length, columns)
        expect(widthOf(text)).toBeLessThanOrEqual(columns)
        expect(before + marked).toBeLessThanOrEqual(columns + 1)
        expect(unsafe.test(text)).toBe(false)
      }),
    )
  })
})

test('the quick way to characters finds those of the segmenter', () => {
  const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'})
  const text = fc.array(
    fc.oneof(
      fc.constantFrom('a', 'é', 'e\u0301', '漢', '가', '🤖', '👍🏽', '🇰🇷', '👩\u200d🔬', '☀\ufe0f', '・', '！'),
      fc.string({unit: 'binary'}),
    ),
  )
  fc.assert(
    fc.property(text, (parts) => {
      const joined = parts.join('').replaceAll('\r\n', '')
      expect(graphemesOf(joined)).toEqual(Array.from(segmenter.segment(joined), ({segment}) => segment))
    }),
    {numRuns: 300},
  )
})

describe('hostile text', () => {
  test('reaches the terminal as visible characters alone', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({min: 40, max: 120}), fc.boolean(), ({report: given, source}, width, painted) => {
        const text = pretty(given, {
          ...context,
          sources: new Map(given.findings.map(({file}) => [file, source])),
          width,
          color: painted,
          hyperlinks: painted,
          showInfos: true,
        })
        const plain = withoutPaint(text)
        expect(unsafe.test(plain.replaceAll('\n', ''))).toBe(false)
        for (const line of plain.split('\n')) {
          if (!/│ (write|maybe) {2}/.test(line)) expect(widthOf(line)).toBeLessThanOrEqual(Math.max(width, headerWidth(given)))
        }
      }),
    )
  })

  test('cannot forge a line of the report', () => {
    const finding = {...(report.findings[0] as ReportedFinding), message: 'a\n\nLinks   0 dead', file: 'a\nb.md', rule: 'x\u001b[2J'}
    const text = pretty({...report, findings: [finding], links: []}, context)
    expect(text.split('\n')[0]).toBe('a b.md')
    expect(text).toContain('x<U+001B>[2J')
  })
})

const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u

/** A file's name stands whole on its line. */
function headerWidth(given: Report): number {
  return Math.max(0, ...given.findings.flatMap(({file, rule}) => [widthOf(withNames(file)), widthOf(withNames(rule)) + 40]))
}

function withNames(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/gu, '<U+000000>')
}

/** Takes away exactly the sequences that the reporter may write. */
function withoutPaint(text: string): string {
  return text.replaceAll(/\u001b\[(?:1|2|4|22|24|31|32|33|36|39)m/g, '').replaceAll(/\u001b\]8;;[\x21-\x7e]*\u001b\\/g, '')
}

test('the sample lies where its source says', () => {
  const source = context.sources.get('README.md') ?? ''
  const {line, column} = report.findings[3] as ReportedFinding
  expect(source.slice(lineIndexOf(source).spanOf(line).start + column - 1)).toMatch(/^\[論文\]/)
})
