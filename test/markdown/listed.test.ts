/** What is searched for if no title was recognised. */
import {expect, test} from 'vitest'
import type {Checked} from '../../src/core/checked.ts'
import {withGuess} from '../../src/markdown/compare/listed.ts'
import {registeredPapers} from '../../src/markdown/compare/registered.ts'
import {documentOf} from '../../src/markdown/document.ts'
import {parse} from '../../src/markdown/tree/parse.ts'

const known = (url: string): Checked => ({
  url,
  verdict: 'ok',
  reason: 'registered',
  via: 'arxiv',
  attempts: 1,
  durationMs: 0,
  facts: {kind: 'paper', titles: ['A Census of Alpine Lichens']},
})

/** Entries around it, as one without a title is only recognised among others. */
const others = [1, 2, 3].map((each) => `- Lamps of the World, Part ${each} [[pdf](https://arxiv.org/abs/1901.0000${each})]`).join('\n')

/** Title → whether it is a guess, by paper. */
async function titlesIn(source: string): Promise<[string | undefined, boolean][]> {
  const document = documentOf(await parse(`# Papers\n\n${source}\n\n${others}\n`), 'README.md')
  return [...registeredPapers(document, known)].slice(0, -3).map((paper) => {
    const {title, isGuess = false} = withGuess(paper)
    return [title, isGuess]
  })
}

const abs = 'https://arxiv.org/abs/1801.0000'

test.for([
  ['in code', `- \`Kettles that Boil in the Dark\` [[pdf](${abs}1)]`, 'Kettles that Boil in the Dark'],
  ['in lower case', `- kettles that boil in the dark [[pdf](${abs}1)]`, 'kettles that boil in the dark'],
  [
    'over two lines',
    `- Kettles that Boil Over with\n  Steam in the Dark\n  [[pdf](${abs}1)]`,
    'Kettles that Boil Over with Steam in the Dark',
  ],
  ['as a file', `- [kettles_that_boil_in_the_dark.pdf](${abs}1)`, 'kettles that boil in the dark'],
  ['as an address', `- kettles-that-boil-in-the-dark [[pdf](${abs}1)]`, 'kettles that boil in the dark'],
] as const)('a title %s', async ([, source, title]) => {
  expect(await titlesIn(source)).toEqual([[title, true]])
})

test.for([
  ['a title', `- Kettles that Boil in the Dark [[pdf](${abs}1)]`, 'Kettles that Boil in the Dark'],
  ['a name', `- **Kettle** [[pdf](${abs}1)]`, undefined],
  ['an address', `- Mirror of the Kettles at https://kettles.example/papers [[pdf](${abs}1)]`, undefined],
  ['a row', `| Method | Paper |\n| --- | --- |\n| kettles that boil in the dark | [pdf](${abs}1) |`, undefined],
] as const)('%s is not a guess', async ([, source, title]) => {
  const [[found, isGuess] = [undefined, true]] = await titlesIn(source)
  expect(isGuess).toBe(false)
  if (title !== undefined) expect(found).toBe(title)
})

test('each of several papers has the title on its own link', async () => {
  const source = `- [Kettles that Boil in the Dark](${abs}1), see also [Lamps that Never Go Out](${abs}2) [[3]](${abs}3)`
  expect((await titlesIn(source)).map(([title]) => title)).toEqual([
    'Kettles that Boil in the Dark',
    'Lamps that Never Go Out',
    'Kettles that Boil in the Dark',
  ])
})
