/** What registries hold against a record. */
import {expect, test} from 'vitest'
import {identityOf} from '../../src/core/identity.ts'
import {judgeRecord, knownVenue, publishedSince, rightPaper, venueOfIdentity} from '../../src/core/judge-record.ts'
import type {PaperFacts} from '../../src/core/resolver.ts'

const title = 'Masked Autoencoders Are Scalable Vision Learners'
const facts = (rest: Partial<PaperFacts>): PaperFacts => ({kind: 'paper', titles: [title], ...rest})

test.for([
  ['2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)', {name: 'CVPR', year: 2016}],
  ['Neural Information Processing Systems', {name: 'NeurIPS'}],
  ['ICLR 2024 poster', {name: 'ICLR', year: 2024}],
  ['IEEE Transactions on Pattern Analysis and Machine Intelligence', {name: 'TPAMI'}],
  ['2019 IEEE/CVF International Conference on Computer Vision Workshop (ICCVW)', undefined],
  ['Findings of the Association for Computational Linguistics: EMNLP 2021', undefined],
  ['arXiv preprint', undefined],
  ['Some Unknown Journal', undefined],
] as const)('%s', ([text, expected]) => {
  expect(knownVenue(text)).toEqual(expected)
})

test.for([
  ['https://openaccess.thecvf.com/content_cvpr_2018/html/Wu_Unsupervised_CVPR_2018_paper.html', {name: 'CVPR', year: 2018}],
  ['https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123490766.pdf', {name: 'ECCV', year: 2020}],
  ['https://aclanthology.org/2022.acl-long.331/', {name: 'ACL', year: 2022}],
  ['https://aclanthology.org/2022.findings-acl.3/', undefined],
  ['https://openaccess.thecvf.com/content/CVPR2022W/L3D-IVU/html/A_B_CVPRW_2022_paper.html', undefined],
  ['https://arxiv.org/abs/2111.06377', undefined],
] as const)('venue told by %s', ([url, expected]) => {
  const identity = identityOf(url)
  expect(identity && venueOfIdentity(identity)).toEqual(expected)
})

test('withdrawn and retracted papers are named', () => {
  expect(judgeRecord({title}, facts({withdrawn: 'withdrawn by the authors'}))).toEqual([
    {kind: 'withdrawn', reason: 'withdrawn by the authors'},
  ])
  expect(judgeRecord({title}, facts({retracted: '10.1/notice'}))).toEqual([{kind: 'retracted', notice: '10.1/notice'}])
})

test('the facts of another paper say nothing', () => {
  expect(
    judgeRecord({title: 'Dense Depth Priors for Radiance Fields'}, facts({withdrawn: 'x', accepted: true, venue: 'CVPR 2020'})),
  ).toEqual([])
})

test('venues and years that contradict', () => {
  const known = facts({accepted: true, venue: '2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)'})
  expect(judgeRecord({title, venue: 'CVPR', year: 2021}, known)).toEqual([{kind: 'year', listed: 2021, known: 2022, venue: 'CVPR'}])
  expect(judgeRecord({title, venue: 'ICCV', year: 2021}, known)).toEqual([{kind: 'venue', listed: 'ICCV', known: 'CVPR 2022'}])
  for (const silent of [
    {venue: 'CVPR', year: 2022},
    {venue: 'CVPR'},
    {venue: 'arXiv', year: 2021},
    {venue: 'TPAMI', year: 2023},
    {venue: 'ICCV', year: 2021, track: 'Workshop'},
    {},
  ]) {
    expect(judgeRecord({title, ...silent}, known)).toEqual([])
  }
  expect(judgeRecord({title, venue: 'ICCV', year: 2021}, facts({venue: 'CVPR 2022'}))).toEqual([])
})

test('a preprint that was published is told with its venue', () => {
  const preprint = facts({authors: ['Kaiming He', 'Xinlei Chen']})
  const publication = facts({authors: ['K. He'], accepted: true, venue: 'Computer Vision and Pattern Recognition'})
  expect(publishedSince({title, venue: 'ArXiv', year: 2021}, preprint, publication)).toEqual({name: 'CVPR'})
  expect(publishedSince({title}, preprint, publication)).toEqual({name: 'CVPR'})
  expect(publishedSince({title, venue: 'CVPR'}, preprint, publication)).toBeUndefined()
  expect(publishedSince({title, venue: 'ArXiv'}, preprint, {...publication, accepted: false})).toBeUndefined()
  expect(publishedSince({title, venue: 'ArXiv'}, preprint, {...publication, authors: ['Somebody Else']})).toBeUndefined()
  expect(
    publishedSince({title, venue: 'ArXiv'}, preprint, {...publication, titles: ['Another Paper on Other Things Entirely']}),
  ).toBeUndefined()
})

test('the right paper is the only one of this very title', () => {
  const wrong = facts({titles: ['Another Paper'], arxiv: '2005.10243'})
  const right = facts({arxiv: '2111.06377', authors: ['Kaiming He']})
  expect(rightPaper({title}, wrong, [right, facts({titles: ['Masked Autoencoders'], arxiv: '1'})])).toBe(right)
  expect(rightPaper({title}, wrong, [right, facts({arxiv: '9999.00001'})])).toBeUndefined()
  expect(rightPaper({title, authors: ['Yann LeCun']}, wrong, [right])).toBeUndefined()
  expect(rightPaper({title}, {...wrong, arxiv: '2111.06377'}, [right])).toBeUndefined()
  expect(rightPaper({title}, wrong, [])).toBeUndefined()
})
