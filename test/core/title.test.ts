/** When two titles can be of one paper, and two names of one family. */
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {editDistance} from '../../src/core/edit-distance.ts'
import {compatibleTitles, declaredName, normalizedTitle, sameStem, titleParts, titleSimilarity, titleTokens} from '../../src/core/title.ts'

test.for([
  ['Masked Auto-Encoders Are *Scalable* Vision Learners.', 'masked autoencoders are scalable vision learners'],
  ['Émile’s “Café” — a naïve test', 'emiles cafe a naive test'],
  ['Learning with $\\beta$-VAE & \\emph{Friends}', 'learning with betavae and friends'],
  ['β-VAE: Learning', 'betavae learning'],
  ['Schr\\"{o}dinger Bridges', 'schrodinger bridges'],
  ['ﬁne-tuning  of  LLMs', 'finetuning of llms'],
  ['自监督学习 综述', '自监督学习 综述'],
  ['', ''],
] as const)('normal form of %s', ([title, expected]) => {
  expect(normalizedTitle(title)).toBe(expected)
})

test('stop words do not count', () => {
  expect([...titleTokens('A Survey of the Survey')]).toEqual(['survey'])
})

test.for([
  [
    'Momentum Contrast for Unsupervised Visual Representation Learning',
    'momentum contrast for unsupervised visual representation learning.',
  ],
  ['ClusterFit: Improving Generalization of Visual Representations', 'Improving Generalization of Visual Representations'],
  ['MoCo', 'A Simple Framework for Contrastive Learning'],
  ['Bootstrap Your Own Latent', 'Bootstrap your own latent: A new approach to self-supervised Learning'],
  ['Emerging Properties in Self-Supervised Vison Transformer', 'Emerging Properties in Self-Supervised Vision Transformers'],
  ['Unsuprevised Lerning by Predicting Noize', 'Unsupervised Learning by Predicting Noise'],
] as const)('%s ≈ %s', ([a, b]) => {
  expect(compatibleTitles(a, b)).toBe(true)
  expect(compatibleTitles(b, a)).toBe(true)
})

test.for([
  [
    'Adversarial Hard Negative Generation for Complementary Graph Contrastive Learning',
    'GraphMAE2: A Decoding-Enhanced Masked Self-Supervised Graph Learner',
  ],
  ['A Simple Framework for Contrastive Learning of Visual Representations', 'Momentum Contrast for Unsupervised Visual Features'],
] as const)('%s ≉ %s', ([a, b]) => {
  expect(compatibleTitles(a, b)).toBe(false)
  expect(compatibleTitles(b, a)).toBe(false)
})

test.for([
  ['SimMIM: A Simple Framework for Masked Image Modeling', 'SimMIM'],
  ['VICReg - Variance-Invariance-Covariance', 'VICReg'],
  ['YOLO v2: Better, Faster', 'YOLO v2'],
  ['Propagate Yourself: Exploring Pixel-Level Consistency', undefined],
  ['Barlow Twins: Self-Supervised Learning', undefined],
  ['What to Hide from Your Students: Attention-Guided', undefined],
  ['No colon at all', undefined],
  ['Self-supervised learning of things', undefined],
] as const)('name declared by %s', ([title, expected]) => {
  expect(declaredName(title)).toBe(expected)
})

test('a title is cut at its first colon', () => {
  expect(titleParts('A: B: C')).toEqual({prefix: 'A', subtitle: 'B: C'})
  expect(titleParts('A')).toBeUndefined()
})

test.for([
  ['MoCo', 'MoCo v3', true],
  ['MoCoV2', 'MoCo v3', true],
  ['SimCLR', 'SimCLRv2', true],
  ['YOLO9000', 'YOLO v2', true],
  ['Swin-Large', 'Swin', true],
  ['DeepLab', 'DeepLabv3+', true],
  ['MAE', 'MAEST', false],
  ['DINO', 'iBOT', false],
  ['', 'x', false],
] as const)('same stem: %s, %s', ([a, b, expected]) => {
  expect(sameStem(a, b)).toBe(expected)
  expect(sameStem(b, a)).toBe(expected)
})

test('similarity is a share of common words', () => {
  expect(titleSimilarity('masked image modeling', 'masked language modeling')).toBeCloseTo(2 / 3)
  expect(titleSimilarity('alpha beta', 'gamma delta')).toBe(0)
})

/** The textbook's table, to compare with. */
function plainDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}

test('the bounded distance is the distance, up to its bound', () => {
  const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12})
  fc.assert(
    fc.property(word, word, fc.integer({min: 0, max: 8}), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(limit + 1, plainDistance(a, b)))
    }),
  )
})
