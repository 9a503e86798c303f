/** Rules on a document's structure: properties of their fixes, other files, and time. */
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, onTestFinished, test} from 'vitest'
import noBadgeMismatch from '../rules/no-badge-mismatch.ts'
import noBrokenAnchor from '../rules/no-broken-anchor.ts'
import noDuplicatePaperId from '../rules/no-duplicate-paper-id.ts'
import noEmptySection from '../rules/no-empty-section.ts'
import noMojibake from '../rules/no-mojibake.ts'
import noRaggedTable from '../rules/no-ragged-table.ts'
import plausibleVenueYear from '../rules/plausible-venue-year.ts'
import tableSequence from '../rules/table-sequence.ts'
import tocCompleteness from '../rules/toc-completeness.ts'
import tocOrder from '../rules/toc-order.ts'
import type {Finding} from '../src/core/finding.ts'
import {applyFixes} from '../src/fix.ts'
import type {Rule, Surroundings} from '../src/rule.ts'
import {read, runRules} from '../src/run-rules.ts'
import {surroundingsOn} from '../src/surroundings.ts'
import {active, nowhere} from './helpers/active.ts'
import {cpuMsOf} from './helpers/cpu-time.ts'

const structure = [
  noBadgeMismatch,
  noBrokenAnchor,
  noEmptySection,
  noMojibake,
  noRaggedTable,
  tableSequence,
  tocCompleteness,
  tocOrder,
] as readonly Rule[]

async function findingsOf(rules: readonly Rule[], source: string, surroundings: Surroundings = nowhere): Promise<Finding[]> {
  const settings = {rules: active(rules), surroundings}
  const document = await read({path: 'README.md', source}, settings)
  return runRules([document], settings)[0]?.findings ?? []
}

async function fixed(rule: Rule, source: string): Promise<string> {
  return applyFixes(source, await findingsOf([rule], source))
}

/** What a text becomes if its UTF-8 is read as Windows-1252. */
function garbled(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
}

test.for([
  ['half of the sections that follow', 10, 0],
  ['nearly all of them', 6, 1],
] as const)('a list of links further down that leads to %s is a table of contents or not', async ([, sections, expected]) => {
  const links = Array.from({length: 5}, (_, at) => `- [Part ${at}](#part-${at})`).join('\n')
  const parts = Array.from({length: sections}, (_, at) => `### Part ${at}\n\nText of it.`).join('\n\n')
  const source = `# A\n\ntext\n\n## B\n\ntext\n\n## C\n\ntext\n\n## D\n\n${links}\n\n${parts}\n`
  expect(await findingsOf([tocCompleteness], source)).toHaveLength(expected)
})

test.for([
  ['2401.00001', 0],
  ['2212.00001', 0],
  ['2402.00001', 1],
  ['2211.00001', 1],
] as const)('a preprint of 2023 under %s: the turn of the year is no contradiction', async ([id, expected]) => {
  const source = `- Counting Bees from Above, arXiv 2023 [[paper](https://arxiv.org/abs/${id})]\n`
  expect(await findingsOf([plausibleVenueYear], source)).toHaveLength(expected)
})

describe('no-mojibake', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/)
  // Letters of other scripts are repaired only in runs: the bytes of a single one may be intended.
  const foreign = fc.constantFrom(...'éèüöñçßáíóú’“–—×°🤖🔥😀', '中文', 'αβ')

  test('restores any letter, sign or emoji within plain words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, foreign, word), {minLength: 1, maxLength: 5}), async (parts) => {
        const garbledText = parts.map(([before, letter, after]) => `${before} ${garbled(letter)}${after}`).join(' ')
        const text = parts.map(([before, letter, after]) => `${before} ${letter}${after}`).join(' ')
        expect(await fixed(noMojibake, `- ${garbledText}\n`)).toBe(`- ${text}\n`)
      }),
      {seed: 11, numRuns: 200},
    )
  })

  test('leaves text that was never garbled as it is', async () => {
    const text = fc.string({unit: 'grapheme', maxLength: 40}).filter((letters) => !/[ÃÂâðïÄäåæçèéÐÑ\ufffd]/.test(letters))
    await fc.assert(
      fc.asyncProperty(text, async (letters) => {
        expect(await findingsOf([noMojibake], letters)).toEqual([])
      }),
      {seed: 12, numRuns: 300},
    )
  })
})

describe('no-broken-anchor', () => {
  test('writes the fragment of whatever heading a link names without its #', async () => {
    const heading = fc
      .array(fc.stringMatching(/^[A-Za-z0-9&+,'é中🤖()!-]{1,8}$/u), {minLength: 1, maxLength: 4})
      .map((words) => `Sec${words.join(' ')}`)
      .filter((text) => !/[()]/.test(text))
    await fc.assert(
      fc.asyncProperty(heading, async (text) => {
        const source = `[a](<${text.replaceAll(' ', '-')}>)\n\n## ${text}\n\nb\n`
        const once = await fixed(noBrokenAnchor, source)
        expect(once).toMatch(/^\[a\]\(<#/)
        expect(await findingsOf([noBrokenAnchor], once)).toEqual([])
      }),
      {seed: 13, numRuns: 200},
    )
  })

  test('looks into the other Markdown files of the repository, and no further', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
    onTestFinished(() => rmSync(folder, {recursive: true}))
    mkdirSync(join(folder, 'list/.git'), {recursive: true})
    mkdirSync(join(folder, 'list/docs'))
    writeFileSync(join(folder, 'list/docs/data sets.md'), '# Data & Sets\n<a id="x"></a>\n')
    writeFileSync(join(folder, 'secret.md'), '# Secret\n')
    symlinkSync(join(folder, 'secret.md'), join(folder, 'list/link.md'))
    const source = [
      '[found](docs/data%20sets.md#data--sets) [id](/docs/data%20sets.md#X) [line](docs/data%20sets.md#L1)',
      '[broken](docs/data%20sets.md#data-sets)',
      '[outside](../secret.md#a) [by a symbolic link](link.md#a) [gone](docs/gone.md#a) [code](docs#a)',
    ].join('\n\n')
    const findings = await findingsOf([noBrokenAnchor], source, surroundingsOn(join(folder, 'list')))
    expect(findings.map(({message}) => message)).toEqual(['Unexpected broken anchor `#data-sets` in `docs/data sets.md`'])
  })

  test('takes the working directory for the repository if there is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
    onTestFinished(() => rmSync(folder, {recursive: true}))
    mkdirSync(join(folder, 'list/docs'), {recursive: true})
    writeFileSync(join(folder, 'list/README.md'), '# List\n')
    writeFileSync(join(folder, 'other.md'), '# Other\n')
    const around = surroundingsOn(join(folder, 'list'))
    const exists = (document: string, path: string): boolean | undefined => around.exists(document, path)
    for (const document of ['README.md', 'docs/a.md']) expect(exists(document, '/README.md')).toBe(true)
    expect(around.fragmentsOf?.('docs/a.md', '../README.md')?.has('list')).toBe(true)
    expect(around.fragmentsOf?.('README.md', '../other.md')).toBeUndefined()
    expect(around.namesBeside?.('docs/a.md', '../READM.md')).toEqual(['README.md', 'docs'])
    expect(around.namesBeside?.('README.md', '../othr.md')).toEqual([])
    // For a list outside of the working directory, only its own folder is known to belong to it.
    expect([exists('../other.md', '/other.md'), exists('../other.md', '/list/docs')]).toEqual([true, true])
  })
})

test('table-sequence fixes any single wrong number', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({min: 4, max: 30}),
      fc.nat(100),
      fc.nat(),
      fc.integer({min: 31, max: 99}),
      async (rows, first, at, wrong) => {
        const table = (numbers: readonly number[]): string =>
          `| # | a |\n|---|---|\n${numbers.map((number) => `| ${number} | b |\n`).join('')}`
        const right = Array.from({length: rows}, (_, index) => first + index)
        const changed = right.with(1 + (at % (rows - 1)), first + wrong)
        expect(await fixed(tableSequence as unknown as Rule, table(changed))).toBe(table(right))
        expect(await findingsOf([tableSequence as unknown as Rule], table(right))).toEqual([])
      },
    ),
    {seed: 14, numRuns: 100},
  )
})

test('the rules on structure take a fraction of a second for a list of 20,000 entries', async () => {
  const source = Array.from({length: 200}, (_, section) => {
    const items = Array.from(
      {length: 100},
      (_, item) => `- **Paper number ${item} of many** [[Paper](https://arxiv.org/abs/2401.${10_000 + section * 100 + item})]`,
    )
    return `## Section ${section}\n[back to the top](#top)\n${items.join('\n')}`
  }).join('\n\n')
  const toc = Array.from({length: 200}, (_, section) => `- [Section ${section}](#section-${section})`).join('\n')
  const settings = {rules: active(structure), surroundings: nowhere}
  const document = await read({path: 'README.md', source: `# List\n${toc}\n\n${source}`}, settings)
  let findings: unknown
  // It takes a hundredth of a second or two; anything quadratic would take far more than the bound.
  expect(await cpuMsOf(() => void (findings = runRules([document], settings)[0]?.findings))).toBeLessThan(1500)
  expect(findings).toEqual([])
})

test.for<[string, string]>([
  ['mojibake beside links', '[Ã©](https://a.org/Ã©)\n'.repeat(20_000)],
  ['broken fragments beside headings', `${'# a b\n'.repeat(1000)}${'[c](#nowhere-at-all) '.repeat(2000)}`],
  ['delimiter rows without a table', '| a | b |\n|---|\n\n'.repeat(20_000)],
  ['badges', '![](https://img.shields.io/github/stars/a/b) '.repeat(20_000)],
  ['ids in text', 'arXiv:2401.00001 '.repeat(20_000)],
  ['nested items of a table of contents', Array.from({length: 1000}, (_, depth) => `${'  '.repeat(depth)}- [a](#a)`).join('\n')],
  ['empty sections', '# a\n'.repeat(20_000)],
  ['short rows', `| # | Date |\n|---|---|\n${'| 1 | 2024.01.01 |\n'.repeat(20_000)}`],
])('%s take bounded time', async ([, source]) => {
  expect(await cpuMsOf(() => findingsOf(structure, source))).toBeLessThan(10_000)
})

test('no-duplicate-paper-id compares an id’s occurrences after the fiftieth with the first of each title', async () => {
  const titles = ['Counting Bees from Above', 'Folding Laundry with Two Arms']
  const entries = [...Array.from({length: 52}, (_, at) => titles[at % 2]), 'Naming Rivers on Old Maps']
  const source = entries.map((title) => `- [${title}](https://arxiv.org/abs/2101.00001)\n`).join('')
  const findings = await findingsOf([noDuplicatePaperId], source)
  expect(findings.map(({message}) => message.replace(/.* for (.*), already used for (.*) .*/, '$1 $2'))).toEqual([
    '`Folding Laundry with Two Arms` `Counting Bees from Above`',
    '`Naming Rivers on Old Maps` `Counting Bees from Above`',
  ])
})
