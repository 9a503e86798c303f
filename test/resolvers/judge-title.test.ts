/** Is the paper behind an id the one that is listed: examples, and the rates on the labelled lists where the checkout stands beside them. */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {judgeTitle, type ListedPaper, looksLikeTitle, type TitleIndex, titleIndexOf} from '../../src/core/judge-title.ts'
import {documentOf} from '../../src/markdown/document.ts'
import {type Entry, entriesOf} from '../../src/markdown/entries.ts'
import {parse} from '../../src/markdown/parse.ts'

const judge = (listed: ListedPaper | string, ...titles: string[]): string =>
  judgeTitle(typeof listed === 'string' ? {title: listed} : listed, {kind: 'paper', titles}).kind

test.for([
  [
    'Momentum Contrast for Unsupervised Visual Representation Learning',
    'Momentum contrast for unsupervised visual representation learning.',
  ],
  ['Improving Generalization of Visual Representations', 'ClusterFit: Improving Generalization of Visual Representations'],
  [
    'InfLLM: Training-Free Long-Context Extrapolation with Efficient Memory',
    'InfLLM: Unveiling the Intrinsic Capacity of LLMs for Very Long Sequences',
  ],
  ['Learning $\\beta$-VAE Representations without Labels', 'Learning β-VAE representations without labels'],
  ['Fast and Memory-Efficient Exact Attention', 'FlashAttention: Fast and Memory Efficient Exact Attention with IO-Awareness'],
  ['Enabling Fast 2-bit LLM on GPUs: Memory Alignment and Dequantization', 'Enabling Fast 2-bit LLM on GPUs'],
  ['Internal Consistency & Self-Feedback', 'Internal Consistency and Self-Feedback in Large Language Models: A Survey'],
] as const)('%s is %s', ([listed, registered]) => {
  expect(judge(listed, registered)).toBe('same')
})

test.for([
  ['MoCo', 'no title'],
  [', which is trained to follow an instruction in a prompt', 'prose'],
  ['official PyCaffe code', 'a remark'],
  ['(Using Deep residual network)', 'a remark in brackets'],
  ['Proceedings of the 37th International Conference on Something', 'proceedings'],
  ['Keyword: Optimizing language generators', 'keywords'],
  ['作者单位: 华南理工大学, 腾讯微信AI', 'affiliations'],
] as const)('says nothing of `%s`: %s', ([listed]) => {
  expect(looksLikeTitle(listed)).toBe(false)
  expect(judge(listed, 'A Wholly Different Paper about Graph Clustering')).toBe('unsure')
})

test('an unrelated title is another paper’s', () => {
  expect(judge('L3DG: Latent 3D Gaussian Diffusion', 'Dense Depth Priors for Neural Radiance Fields from Sparse Input Views')).toBe('other')
})

test('a related title is another paper’s only where it stands elsewhere in the list', () => {
  const title = 'Improved Baselines with Momentum Contrastive Learning'
  const registered = 'Momentum Contrast for Unsupervised Visual Representation Learning'
  expect(judge(title, registered)).toBe('unsure')
  expect(judge({title, otherTitles: titleIndexOf([registered, title])}, registered)).toBe('other')
})

test('the title of any version will do', () => {
  const [current, former] = [
    'Gaussian Error Linear Units (GELUs)',
    'Bridging Nonlinearities and Stochastic Regularizers with Gaussian Error Linear Units',
  ]
  expect(judge('Bridging Nonlinearities and Stochastic Regularizers', current, former)).toBe('same')
})

test('authors decide where titles differ', () => {
  const facts = {
    kind: 'paper' as const,
    titles: ['Scalable Visual Transformers with Hierarchical Pooling'],
    authors: ['Zizheng Pan', 'Jianfei Cai'],
  }
  const title = 'Sewer-ML: A Multi-Label Sewer Defect Classification Dataset'
  expect(judgeTitle({title, authors: ['Z. Pan']}, facts)).toMatchObject({kind: 'unsure'})
  expect(judgeTitle({title, authors: ['Joakim Bruslund Haurum']}, facts)).toMatchObject({kind: 'other', evidence: 'authors'})
})

test('one misspelt word is a matter of spelling', () => {
  expect(
    judgeTitle(
      {title: 'Unsupervised Feature Learning via Non-parameteric Instance Discrimination.'},
      {kind: 'paper', titles: ['Unsupervised Feature Learning via Non-Parametric Instance Discrimination']},
    ),
  ).toMatchObject({kind: 'spelling', written: 'parameteric', expected: 'Parametric'})
  for (const [a, b] of [
    ['Emerging Properties in Vision Transformer', 'Emerging Properties in Vision Transformers'],
    ['Modelling the Behaviour of Crowds', 'Modeling the Behavior of Crowds'],
    ['Clustering with 16 Views of Data', 'Clustering with 32 Views of Data'],
  ] as const) {
    expect(judge(a, b)).toBe('same')
  }
})

test('an entry of several papers is judged by copied titles alone', () => {
  const title = 'R-FCN: Object Detection via Region-based Fully Convolutional Networks'
  expect(judge({title, isCombined: true}, 'Mask the Unseen in Speech')).toBe('unsure')
  expect(judge({title}, 'Mask the Unseen in Speech')).toBe('other')
})

test('titles in another script cannot be compared', () => {
  expect(judge('自监督学习 的 综述 与 展望', 'A Survey of Self-Supervised Learning')).toBe('unsure')
})

const corpus = new URL('../../../shared/corpus/', import.meta.url)
const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(name, corpus), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

interface Checked {
  readonly entry: Entry
  readonly id: string
  readonly line: number
  readonly titles: TitleIndex
  readonly isCombined: boolean
}

const listedOf = ({entry, titles, isCombined}: Checked): ListedPaper => ({
  ...(entry.title !== undefined && {title: entry.title.text}),
  ...(entry.name !== undefined && {names: [entry.name.text]}),
  otherTitles: titles,
  isCombined,
})

describe.runIf(existsSync(corpus))('on the labelled lists', async () => {
  const labels = rowsOf('labels/wrong-arxiv-id.tsv')
  const known = new Map(rowsOf('arxiv-titles.tsv').map(([id = '', title = '']) => [id, title]))
  for (const [, , , id = '', title = ''] of labels) {
    if (title.startsWith('(reference unusable)')) known.delete(id)
    else known.set(id, title)
  }
  const lists = await Promise.all(
    readdirSync(new URL('dev/', corpus))
      .filter((name) => name.endsWith('.md'))
      .map(async (name) => ({name, document: documentOf(await parse(readFileSync(new URL(`dev/${name}`, corpus), 'utf8')), name)})),
  )
  const checked = lists.flatMap(({name, document}) => {
    const entries = entriesOf(document)
    const titles = titleIndexOf(entries.flatMap(({title}) => title?.text ?? []))
    return entries.flatMap((entry) => {
      const papers = entry.papers.filter(({identity}) => identity.service === 'arxiv')
      if (entry.title === undefined || papers.length > 2) return []
      return papers
        .filter(({identity}) => known.has(identity.id))
        .map(({identity, link}) => ({
          name,
          entry,
          id: identity.id,
          line: document.lines.pointAt(link.start).line,
          titles,
          isCombined: papers.length > 1,
        }))
    })
  })
  const isDefect = (one: {name: string; line: number; id: string}): boolean =>
    labels.some(
      ([file, line, , id, , , verdict]) => verdict === 'true-defect' && file === one.name && Number(line) === one.line && id === one.id,
    )

  test('finds the wrong ids and hardly anything else', () => {
    const other = checked.filter((one) => judgeTitle(listedOf(one), {kind: 'paper', titles: [known.get(one.id) ?? '']}).kind !== 'same')
    const reported = other.filter((one) => judgeTitle(listedOf(one), {kind: 'paper', titles: [known.get(one.id) ?? '']}).kind !== 'unsure')
    const found = reported.filter(isDefect)
    // A label whose entry was found at its other link counts as found.
    const wanted = labels.filter(([, , , , , , verdict]) => verdict === 'true-defect')
    const recalled = wanted.filter(([file, line, , id]) =>
      found.some((one) => one.name === file && one.id === id && Math.abs(one.line - Number(line)) <= 1),
    )
    const falseAlarms = reported.length - found.length
    console.info(
      `title judgement: ${checked.length} entries checked, ${recalled.length} of ${wanted.length} wrong ids found, ` +
        `${falseAlarms} false alarms (${((100 * falseAlarms) / checked.length).toFixed(2)} per 100), ${other.length - reported.length} unsure`,
    )
    expect(checked.length).toBeGreaterThan(3000)
    expect(recalled.length / wanted.length).toBeGreaterThanOrEqual(0.95)
    expect((100 * falseAlarms) / checked.length).toBeLessThan(0.2)
  })

  test('finds ids that were swapped at random, within a list and across lists', () => {
    for (const distance of [1, 7, 500]) {
      const judged = checked.map((one, index) => {
        const title = known.get(checked[(index + distance) % checked.length]?.id ?? '') ?? ''
        return {kind: judgeTitle(listedOf(one), {kind: 'paper', titles: [title]}).kind, isSame: title === known.get(one.id)}
      })
      const swapped = judged.filter(({isSame}) => !isSame)
      const share = (kind: string): number => swapped.filter((each) => each.kind === kind).length / swapped.length
      console.info(
        `swapped by ${distance}: ${(100 * share('other')).toFixed(1)} % other, ${(100 * share('unsure')).toFixed(1)} % unsure, ${(100 * share('same')).toFixed(2)} % same`,
      )
      expect(share('other')).toBeGreaterThan(0.85)
      expect(share('same') + share('spelling')).toBeLessThan(0.01)
    }
  })
})
