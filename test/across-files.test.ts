/** Entries of several files compared as of one list: which of two is the earlier is a matter of the files' order, not of their offsets. */
import {expect, test} from 'vitest'
import consistentEntryName from '../rules/consistent-entry-name.ts'
import noDuplicateEntry from '../rules/no-duplicate-entry.ts'
import noTableListMismatch from '../rules/no-table-list-mismatch.ts'
import type {RuleDefinition, RuleOptions} from '../src/rule.ts'
import {read, runRules} from '../src/run-rules.ts'
import {active, nowhere} from './helpers/active.ts'

async function messagesIn(sources: readonly string[], rule: RuleDefinition, options: RuleOptions): Promise<string[]> {
  const settings = {
    rules: active([rule], options),
    surroundings: nowhere,
    acrossFiles: true,
  }
  const documents = await Promise.all(sources.map((source, index) => read({path: `${'ab'[index]}.md`, source}, settings)))
  return runRules(documents, settings).flatMap(({document, findings}) =>
    findings.map(({start, message}) => `${document.path}:${document.lines.pointAt(start).line}: ${message}`),
  )
}

const entry = '- [Sorting Mail by Its Handwriting](https://arxiv.org/abs/2101.00001)\n'
const table = '| Title | Venue |\n| --- | --- |\n| [Sorting Mail by Its Handwriting](https://arxiv.org/abs/2101.00001) | CVPR 2021 |\n'
const remark = '- Sorting mail by its handwriting without any link to a paper\n'

test.for<[string, string[], string[]]>([
  [
    'an entry at the same offset of two files',
    [entry, entry],
    ['b.md:1: Unexpected second entry for `Sorting Mail by Its Handwriting`, first listed at (a.md:1:4)'],
  ],
  ['a row of the same table node in two files', [table, table], []],
  [
    'an item twice in a file without entries',
    [entry, `${remark}${remark}`],
    ['b.md:2: Unexpected second entry for `Sorting mail by its handwriting without any link to a paper`, first listed at (1:3)'],
  ],
])('%s', async ([, sources, expected]) => {
  expect(await messagesIn(sources, noDuplicateEntry, {scope: 'file'})).toEqual(expected)
})

const preface = `${'A preface that moves what follows. '.repeat(20)}\n\n`

test('the later of two files disagrees with the earlier, whatever their offsets', async () => {
  const sources = [
    `${preface}- **Sorting Mail by Its Handwriting** (CVPR 2021) [paper](https://arxiv.org/abs/2101.00001)\n`,
    '- **Sorting Mail by Its Handwriting** (CVPR 2022) [paper](https://arxiv.org/abs/2101.00001)\n',
  ]
  expect(await messagesIn(sources, noTableListMismatch, {scope: 'all'})).toEqual([
    'b.md:1: Unexpected venue year `CVPR 2022` for `Sorting Mail by Its Handwriting`, expected `CVPR 2021` as in the other entry (a.md:3:40)',
  ])
})

test('a name is spelt as in the earlier of two files, whatever their offsets', async () => {
  const sources = [
    `${preface}- **[MailSort]** Handwriting of the Post Office [paper](https://arxiv.org/abs/2101.00001)\n`,
    '- **[Mailsort]** Handwriting of the Post Office [paper](https://arxiv.org/abs/2101.00001)\n',
  ]
  expect(await messagesIn(sources, consistentEntryName, {})).toEqual([
    'b.md:1: Unexpected tag `Mailsort`, expected `MailSort` as in the other entry (a.md:3:3)',
  ])
})
