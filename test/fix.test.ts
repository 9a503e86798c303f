/** Fixes over generated and real lists: exact, not overlapping, done after one go, and no source of new findings. */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {rules} from '../rules/index.ts'
import type {Finding} from '../src/core/finding.ts'
import {applyFixes, fixesOf} from '../src/fix.ts'
import {fixFiles, lintFiles, readAll} from '../src/lint/lint-files.ts'
import type {RuleContext, RuleDefinition} from '../src/rule.ts'
import {active, nowhere} from './helpers/active.ts'
import {beside} from './helpers/beside.ts'

const options = {
  rules: active(rules.filter(({preset}) => preset === 'recommended' || preset === 'style')),
  knownRules: new Set(rules.map(({id}) => id)),
  surroundings: nowhere,
  acrossFiles: false,
  complete: false,
  today: '2026-11-24',
}

async function findingsIn(text: string): Promise<readonly Finding[]> {
  return (await lintFiles([{name: 'README.md', text}], options))[0]?.findings ?? []
}

/** How often each rule speaks. */
function counted(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {rule} of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}

async function holdsFor(text: string): Promise<void> {
  const before = await findingsIn(text)
  const fixes = fixesOf(before)
  for (const [index, fix] of fixes.entries()) {
    expect(fix.start).toBeLessThanOrEqual(fix.end)
    expect(fix.end).toBeLessThanOrEqual(fixes[index + 1]?.start ?? text.length)
  }
  const written = [{name: 'README.md', text}]
  const {texts, linted} = await fixFiles(await readAll(written, options), written, options)
  const mended = texts[0]?.text ?? ''
  const after = linted[0]?.findings ?? []
  // Nothing is left to fix, so a second run changes nothing.
  expect(after.filter(({fix}) => fix !== undefined).map(({rule, message}) => `${rule}: ${message}`)).toEqual([])
  expect(applyFixes(mended, after)).toBe(mended)
  // Only what a repaired address reveals may be new: the paper behind it is known from then on.
  const revealed = /duplicate|mismatch|plausible|shared|copied|consistent-entry|typo|role|badge|invalid|retired/
  const counts = counted(before)
  for (const [rule, count] of counted(after)) if (!revealed.test(rule)) expect(count, rule).toBeLessThanOrEqual(counts.get(rule) ?? 0)
  // What no fix touched is as it was, to the last line ending.
  const untouched = text.split('\n').filter((_, line) => !before.some(({fix, start}) => fix !== undefined && lineOf(text, start) === line))
  for (const line of untouched.slice(0, 200)) expect(mended).toContain(line)
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1
}

const id = fc.integer({min: 1, max: 30}).map((number) => `20${10 + (number % 3)}.${String(number).padStart(5, '0')}`)
const address = fc.oneof(
  id.map((text) => `https://arxiv.org/abs/${text}`),
  id.map((text) => `https://arxiv.org/pdf/${text}.pdf`),
  id.map((text) => `http://www.arxiv.org/abs/${text}v2`),
  id.map((text) => `arxiv.org/abs/${text}`),
  id.map((text) => `https//arxiv.org/abs/${text}`),
  id.map((text) => `[https://arxiv.org/abs/${text}]`),
  id.map((text) => `https://openreview.net/pdf?id=abcdefg${text.slice(-3)}`),
  fc.constantFrom(
    'http://github.com/lab/code',
    'https://github.com/lab/code?utm_source=list',
    'https://lab.github.io/page/',
    'papers/a.pdf',
    '#papers',
    'Papers-and-More',
    '',
    'https://en.wikipedia.org/wiki/A_(b)',
  ),
)
const title = fc.constantFrom(
  'Momentum Contrast for Unsupervised Learning',
  'SimMIM: A Simple Framework for Masked Modeling.',
  'Learning  with two blanks',
  'Attention ðŸ¤– Is All We Need',
  'What Makes for Good Views ?',
  '学习 of Representations 🎉',
)
const entry = fc
  .record({
    tag: fc.constantFrom('', '**[ MoCo ]** ', '**[SimMiM ]** ', '**[ A]**  ', '**[A]**'),
    title,
    venue: fc.constantFrom('', ' **(NIPS 2020)**', '  **(CVPR 2021)**', ', ICML, 2020', ' (ArXiv 2010)'),
    label: fc.constantFrom('Paper', 'pdf', 'CODE'),
    address,
    end: fc.constantFrom('', ' ', '  ', ')'),
  })
  .map(({tag, title: text, venue, label, address: url, end}) => `- ${tag}${text}${venue} [[${label}](${url})]${end}`)
const row = fc.record({title, address}).map(({title: text, address: url}) => `| 2021 | [${text}](${url}) |`)
const list = fc
  .record({entries: fc.array(entry, {maxLength: 12}), rows: fc.array(row, {maxLength: 5}), ending: fc.constantFrom('\n', '\r\n')})
  .map(({entries, rows, ending}) =>
    [
      '# List',
      '',
      '- [Papers](Papers-and-More)',
      '',
      '## Papers and More',
      '',
      ...entries,
      '',
      '| Year | Paper |',
      '| --- | --- |',
      ...rows,
      '',
    ].join(ending),
  )

test('generated lists', {timeout: 120_000}, async () => {
  await fc.assert(fc.asyncProperty(list, holdsFor), {numRuns: 150, seed: 20261124})
})

/** What lists are made of, in any order: few of these texts are lists, and all of them can be given to `--fix`. */
const scraps = fc
  .array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.constantFrom('[', ']', '(', ')', '](', '(http', '[PDF]', '|', '`', '<', '>', '*', '**', '\\', '&amp;', '!', '.', ':'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '\n',
          '\n\n',
          '\r\n',
          '\n- ',
          '\n## ',
          '\n| ',
          ' |',
          '\n|---|---|\n',
          ' ',
          '  ',
          '\t',
          '<br>',
          '<!--',
          '-->',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '<a href="',
          '">',
          '</a>',
          '<td>',
          '（',
          '】',
          '，',
          '\u200b',
          '\u202e',
          'é',
          '🚀',
          '%E4',
          '%zz',
          'https//',
          'www.',
        ),
      },
      {weight: 1, arbitrary: address},
      {weight: 1, arbitrary: title},
    ),
    {minLength: 1, maxLength: 60},
  )
  .map((parts) => parts.join(''))

test('whatever the text, what is mended grows by no more than its fixes say', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(scraps, async (text) => {
      const findings = await findingsIn(text)
      for (const {fix} of findings) if (fix !== undefined) expect(fix.start).toBeLessThanOrEqual(fix.end)
      const written = [{name: 'README.md', text}]
      const {texts} = await fixFiles(await readAll(written, options), written, options)
      expect(texts[0]?.text.length).toBeLessThanOrEqual(2 * text.length + 100)
    }),
    {numRuns: 1500, seed: 20261128},
  )
})

test('nothing between two addresses is lost', async () => {
  const written = [{name: 'README.md', text: '- {https://github.com/a/b}{https://github.com/c/d}\n'}]
  const {texts} = await fixFiles(await readAll(written, options), written, options)
  expect(texts[0]?.text).toBe('- {<https://github.com/a/b>}{<https://github.com/c/d>}\n')
})

test('what opens a text stands below nothing', async () => {
  await holdsFor('(https://arxiv.org/abs/2011.00001)\n\n- A title [PDF]\n')
})

test('a fix that ends before it starts is left out, as it would write the text between twice', () => {
  const finding = {rule: 'no-malformed-url', severity: 'error', message: '', start: 1, end: 4} as const
  expect(applyFixes('abcdef', [{...finding, fix: {start: 4, end: 1, replacement: ''}}])).toBe('abcdef')
  expect(applyFixes('abcdef', [{...finding, fix: {start: 1, end: 4, replacement: ''}}])).toBe('aef')
})

test('fixes that touch are made together, those that overlap one by one', () => {
  const finding = (start: number, end: number, replacement: string): Finding => ({
    rule: 'x',
    severity: 'error',
    message: '',
    start,
    end,
    fix: {start, end, replacement},
  })
  expect(applyFixes('abc', [finding(0, 1, 'x'), finding(1, 2, 'y')])).toBe('xyc')
  expect(applyFixes('abc', [finding(0, 2, 'x'), finding(1, 3, 'y')])).toBe('xc')
  expect(applyFixes('abc', [finding(1, 1, '-'), finding(1, 1, '-')])).toBe('a-bc')
})

test.for([
  [2, 'a\nb\n'],
  [1, 'z\n'],
] as const)('a fix of lines 1 and 2, where the lines from %i on were added', async ([first, fixed]) => {
  const [rule] = options.rules
  const across = {
    ...rule?.rule,
    options: {},
    check: ({report}: RuleContext): void => report({message: '', start: 0, end: 3, fix: {start: 0, end: 3, replacement: 'z'}}),
  } as unknown as RuleDefinition
  const changed = {...options, rules: [{rule: across, severity: 'error' as const, options: {}}], added: {of: () => [[first, 2] as const]}}
  const written = [{name: 'README.md', path: '/README.md', text: 'a\nb\n'}]
  const {texts} = await fixFiles(await readAll(written, changed), written, changed)
  expect(texts[0]?.text).toBe(fixed)
})

test('the example list', async () => {
  await holdsFor(readFileSync(new URL('../examples/ssl-for-images.md', import.meta.url), 'utf8'))
})

const corpus = beside('corpus/dev/')

test.runIf(existsSync(corpus))('real lists', {timeout: 120_000}, async () => {
  const small = readdirSync(corpus).filter((name) => readFileSync(new URL(name, corpus)).length < 60_000)
  for (const name of small) await holdsFor(readFileSync(new URL(name, corpus), 'utf8'))
})
