/** Which papers are one, and which one a list means. */
import {expect, test} from 'vitest'
import type {PaperFacts} from '../../../src/core/registry/resolver.ts'
import {areByOthers, rightPaper} from '../../../src/core/registry/same-paper.ts'

const title = 'Masked Autoencoders Are Scalable Vision Learners'
const facts = (rest: Partial<PaperFacts>): PaperFacts => ({kind: 'paper', titles: [title], ...rest})

test('papers are by others only if all who can be compared are named', () => {
  const by = (...authors: string[]) => facts({authors})
  expect(areByOthers(by('Kaiming He'), by('Haoqi Fan'))).toBe(true)
  expect(areByOthers(by('Kaiming He'), by('Haoqi Fan', 'K. He'))).toBe(false)
  expect(areByOthers(by('Kaiming He'), by('et al.'))).toBe(false)
  expect(areByOthers(by('Kaiming He'), by('何恺明'))).toBe(false)
  expect(areByOthers(by('Kaiming He'), by())).toBe(false)
})

test('the right paper is the only one with exactly this title', () => {
  const wrong = facts({titles: ['Another Paper'], arxiv: '2005.10243'})
  const right = facts({arxiv: '2111.06377', authors: ['Kaiming He']})
  expect(rightPaper({title}, wrong, [right, facts({titles: ['Masked Autoencoders'], arxiv: '1'})])).toBe(right)
  expect(rightPaper({title}, wrong, [right, facts({arxiv: '9999.00001'})])).toBeUndefined()
  expect(rightPaper({title, authors: ['Yann LeCun']}, wrong, [right])).toBeUndefined()
  const anonymous = facts({arxiv: '2111.06377'})
  expect(rightPaper({title, authors: ['Yann LeCun']}, wrong, [anonymous])).toBe(anonymous)
  expect(rightPaper({title}, {...wrong, arxiv: '2111.06377'}, [right])).toBeUndefined()
  expect(rightPaper({title}, wrong, [])).toBeUndefined()
  expect(rightPaper({title}, wrong, [facts({})])).toBeUndefined()
})

test.for([
  ['a remark in brackets', 'Masked Autoencoders Are Scalable Vision Learners [Oral]', title],
  ['a remark in full-width brackets', 'Masked Autoencoders Are Scalable Vision Learners（最佳论文）', title],
  ['no name', 'Masked Autoencoders Are Scalable Vision Learners', `MAE: ${title}`],
  ['no subtitle', 'Masked Autoencoders Are Scalable Vision Learners', `${title}: A Study of Simple Recipes`],
  ['dots for the rest', 'Masked Autoencoders Are Scalable Vision…', title],
  ['dots within a word', 'Masked Autoencoders Are Scalable Vis...', title],
  ['a misspelt word', 'Masked Autoencodders Are Scalable Vision Learners', title],
  ['a word less', 'Autoencoders Are Scalable Vision Learners', title],
  ['misspelt words', 'masked autoencodrs are scalabel vison learners', title],
  ['remarks around it', '(CVPR 2022) Masked Autoencoders Are Scalable Vision Learners, He et al.', title],
  ['a translation', '掩码自编码器是可扩展的视觉学习者 Masked Autoencoders Are Scalable Vision Learners', title],
  ['more than half of it', 'Masked Autoencoders Are Scalable Vision', title],
  ['few words, and a remark', 'Segment Anything (Best Paper)', 'Segment Anything'],
  ['few words behind a number', '12. Segment Anything', 'Segment Anything'],
  ['few words behind a venue', '[ICCV 2023] Segment Anything', 'Segment Anything'],
] as const)('the right paper of a title with %s', ([, listed, known]) => {
  const wrong = facts({titles: ['Another Paper'], arxiv: '2005.10243'})
  const right = facts({titles: [known], arxiv: '2111.06377'})
  expect(rightPaper({title: listed}, wrong, [right])).toBe(right)
  // Nobody can choose between two.
  expect(rightPaper({title: listed}, wrong, [right, {...right, arxiv: '9999.00001'}])).toBeUndefined()
  // The exact title counts before one that is written like it.
  const very = facts({titles: [listed], arxiv: '2111.00001'})
  expect(rightPaper({title: listed}, wrong, [right, very])).toBe(very)
})

test.for([
  ['a topic', 'Vision Transformers (Survey)', 'Vision Transformers: Learning at Scale'],
  ['a beginning without dots', 'Masked Autoencoders Are Scalable', title],
  ['a period', 'Masked Autoencoders Are Scalable.', title],
  ['two other words', 'Masked Autoencoders Are Robust Speech Learners', title],
  ['a name that is spelt out', 'CLIP (Contrastive Language Image Pretraining)', 'CLIP'],
  ['a topic cut off', 'Vision Transformers…', 'Vision Transformers: Learning at Scale'],
] as const)('no paper is meant by %s', ([, listed, known]) => {
  expect(
    rightPaper({title: listed}, facts({titles: ['Another Paper'], arxiv: '1'}), [facts({titles: [known], arxiv: '2'})]),
  ).toBeUndefined()
})

test.for([
  [
    'a name that it does not have',
    'GenThing: Masked Autoencoders for Generative Recommendation',
    'Masked Autoencoders for Generative Recommendation: A Survey',
  ],
  [
    'one nearly as near as the paper behind the id',
    'Masked Autoencoders for Generative Speech',
    'Masked Autoencoders for Robust Generative Speech',
  ],
] as const)('no paper is meant by %s', ([, listed, known]) => {
  const wrong = facts({titles: ['Masked Autoencoders for Generative Recommendation and Speech'], arxiv: '1'})
  expect(rightPaper({title: listed}, wrong, [facts({titles: [known], arxiv: '2'})])).toBeUndefined()
})
