/** How registries contradict a record. */
import {expect, test} from 'vitest'
import {identityOf} from '../../../src/core/link/identity.ts'
import {
  agreed,
  announcedVenue,
  contradictingVenue,
  isVenueConfirmed,
  knownVenue,
  mentionsVenue,
  publicationOf,
  publicationSaid,
  venueOfIdentity,
  withdrawalOf,
} from '../../../src/core/registry/compare-record.ts'
import type {PaperFacts} from '../../../src/core/registry/resolver.ts'

const title = 'Masked Autoencoders Are Scalable Vision Learners'
const facts = (rest: Partial<PaperFacts>): PaperFacts => ({kind: 'paper', titles: [title], ...rest})

test.for([
  ['2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)', {name: 'CVPR', year: 2016}],
  ['Neural Information Processing Systems', {name: 'NeurIPS'}],
  ['Advances in Neural Information Processing Systems 30', {name: 'NeurIPS'}],
  ['Computer Vision – ECCV 2020', {name: 'ECCV', year: 2020}],
  ['IEEE Trans. Pattern Anal. Mach. Intell.', {name: 'TPAMI'}],
  ['IEEE International Conference on Computer Vision', {name: 'ICCV'}],
  ['International Conference on Computer Vision Theory and Applications', undefined],
  ['Pacific-Asia Conference on Knowledge Discovery and Data Mining', {name: 'PAKDD'}],
  ['Advances in Knowledge Discovery and Data Mining', {name: 'PAKDD'}],
  ['Machine Learning and Knowledge Discovery in Databases. Research Track', {name: 'ECML'}],
  ['Proceedings of the 26th International Conference on World Wide Web, 2017', {name: 'WWW', year: 2017}],
  ['Proceedings of the ACM on Web Conference 2025', {name: 'WWW', year: 2025}],
  ['Proceedings of the 2019 Conference of the North', {name: 'NAACL', year: 2019}],
  ['Proceedings of the 2021 International Conference on Management of Data', {name: 'SIGMOD', year: 2021}],
  ['Proceedings of the VLDB Endowment', {name: 'VLDB'}],
  ['2020 International Joint Conference on Neural Networks (IJCNN)', {name: 'IJCNN', year: 2020}],
  ['Extended Abstracts of the 2021 CHI Conference on Human Factors in Computing Systems', undefined],
  ['Neural Information Processing', {name: 'ICONIP'}],
  ['Accepted at ICLRW 2020', undefined],
  ['3DV 2021', {name: '3DV', year: 2021}],
  ['Proceedings of the 27th ACM SIGKDD Conference on Knowledge Discovery & Data Mining', {name: 'KDD'}],
  ['ICLR 2024 poster', {name: 'ICLR', year: 2024}],
  ['IEEE Transactions on Pattern Analysis and Machine Intelligence', {name: 'TPAMI'}],
  ['2019 IEEE/CVF International Conference on Computer Vision Workshop (ICCVW)', undefined],
  ['Findings of the Association for Computational Linguistics: EMNLP 2021', undefined],
  ['2021 IEEE/ACM 43rd International Conference on Software Engineering (ICSE)', {name: 'ICSE', year: 2021}],
  ['2021 IEEE/ACM 43rd International Conference on Software Engineering: Companion Proceedings (ICSE-Companion)', undefined],
  ['Proceedings of the 2020 ACM SIGMOD International Conference on Management of Data', {name: 'SIGMOD', year: 2020}],
  ['2018 IEEE International Conference on Data Mining (ICDM)', {name: 'ICDM', year: 2018}],
  ['Proceedings of the 2019 SIAM International Conference on Data Mining', undefined],
  ['2020 25th International Conference on Pattern Recognition (ICPR)', {name: 'ICPR', year: 2020}],
  ['International Conference on Pattern Recognition Applications and Methods', undefined],
  ['Proceedings of the 2017 ACM SIGSAC Conference on Computer and Communications Security', {name: 'CCS', year: 2017}],
  ['Proceedings of the 2018 on Asia Conference on Computer and Communications Security', undefined],
  ['Robotics: Science and Systems XVI', {name: 'RSS'}],
  ['International Conference on Computer Communications and Networks', undefined],
  ['Autonomous Agents and Multi-Agent Systems', undefined],
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
] as const)('the venue in %s', ([url, expected]) => {
  const identity = identityOf(url)
  expect(identity && venueOfIdentity(identity)).toEqual(expected)
})

test('withdrawn and retracted papers are named', () => {
  expect(withdrawalOf({title}, facts({withdrawn: 'by the authors'}))).toEqual({kind: 'withdrawn', said: 'by the authors'})
  expect(withdrawalOf({title}, facts({retracted: '10.1/notice'}))).toEqual({kind: 'retracted', said: '10.1/notice'})
  expect(withdrawalOf({title}, facts({}))).toBeUndefined()
})

test('the facts of another paper say nothing', () => {
  const other = {title: 'Dense Depth Priors for Radiance Fields', venue: 'ICCV', year: 2021}
  expect(withdrawalOf(other, facts({withdrawn: 'x'}))).toBeUndefined()
  expect(contradictingVenue(other, facts({accepted: true, venue: 'CVPR 2020'}))).toBeUndefined()
})

test('venues and years that contradict', () => {
  const known = facts({accepted: true, venue: '2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)'})
  for (const listed of [
    {venue: 'CVPR', year: 2021},
    {venue: 'ICCV', year: 2021},
  ]) {
    expect(contradictingVenue({title, ...listed}, known)).toEqual({name: 'CVPR', year: 2022})
  }
  for (const silent of [
    {venue: 'CVPR', year: 2022},
    {venue: 'CVPR'},
    {venue: 'arXiv', year: 2021},
    {venue: 'TPAMI', year: 2023},
    {venue: 'ICCV', year: 2021, track: 'Workshop'},
    {},
  ]) {
    expect(contradictingVenue({title, ...silent}, known)).toBeUndefined()
  }
  expect(contradictingVenue({title, venue: 'ICCV', year: 2021}, facts({venue: 'CVPR 2022'}))).toBeUndefined()
})

test('what a service says about a publication counts only for this paper', () => {
  const preprint = facts({authors: ['Kaiming He', 'Xinlei Chen']})
  const publication = facts({authors: ['K. He'], accepted: true, venue: 'Computer Vision and Pattern Recognition'})
  expect(publicationSaid(preprint, publication)).toEqual({name: 'CVPR'})
  for (const authors of [['He, Kaiming'], ['He Kaiming'], ['Kaiming He 0001'], ['Kaiming He Jr.']])
    expect(publicationSaid(preprint, {...publication, authors})).toEqual({name: 'CVPR'})
  expect(publicationSaid(preprint, {...publication, accepted: false})).toBeUndefined()
  expect(publicationSaid(preprint, {...publication, authors: ['Somebody Else']})).toBeUndefined()
  expect(publicationSaid(facts({}), publication)).toBeUndefined()
  expect(publicationSaid(preprint, {...publication, titles: ['Another Paper on Other Things Entirely']})).toBeUndefined()
  expect(publicationSaid(preprint, {...publication, venue: 'A Conference that Nobody Knows'})).toBeUndefined()
})

test.for([
  ['Accepted to CVPR 2022', {name: 'CVPR', year: 2022}],
  ['NeurIPS 2019. Code at https://example.org/code', {name: 'NeurIPS', year: 2019}],
  ['In Proceedings of the IEEE International Conference on Computer Vision (ICCV), 2019', {name: 'ICCV', year: 2019}],
  ['Submitted to ICLR 2023', undefined],
  ['ICLR 2023 submission', undefined],
  ['Accepted by a NeurIPS 2021 Workshop', undefined],
  ['ECCV 2020; this is the extended version', undefined],
  ['15 pages, 3 figures', undefined],
  ['Phys. Rev. D 76 (2007) 013009', undefined],
] as const)('the authors’ comment `%s`', ([remark, expected]) => {
  expect(announcedVenue(remark)).toEqual(expected)
})

test('a remark with several statements may name the venue in one of them', () => {
  expect(mentionsVenue('Conference version at ICLR 2021; journal version in preparation')).toBe(true)
  expect(mentionsVenue('Submitted to ICLR 2021. Code: https://example.org')).toBe(false)
  const late = {title, venue: 'ICLR', year: 2021}
  expect(isVenueConfirmed(late, facts({venue: 'Conference version at ICLR 2021; journal version in preparation'}))).toBe(true)
  expect(isVenueConfirmed(late, facts({venue: 'Follow-up of our ICLR 2021 paper'}))).toBe(false)
})

test.for(['PVLDB, 14(11): 2000-2013, 2021', 'PVLDB 14, pp. 1987--2001 (2021)', 'VLDB-2021'])('pages are no years: %s', (venue) => {
  expect(isVenueConfirmed({title, venue: 'VLDB', year: 2021}, facts({venue}))).toBe(true)
})

test('a journal’s long name ends with its last word', () => {
  const venue = 'IEEE Transactions on Pattern Analysis and Machine Intelligence 43 (2021) 1-14'
  expect(isVenueConfirmed({title, venue: 'TPAMI', year: 2021}, facts({venue}))).toBe(true)
})

test('two have to agree', () => {
  expect(agreed({name: 'CVPR'}, {name: 'CVPR', year: 2022})).toEqual({name: 'CVPR', year: 2022})
  expect(agreed({name: 'CVPR', year: 2021}, {name: 'CVPR', year: 2022})).toEqual({name: 'CVPR'})
  expect(agreed({name: 'CVPR'}, {name: 'ICCV'})).toBeUndefined()
  expect(agreed({name: 'CVPR'}, undefined)).toBeUndefined()
})

test('where a paper was published is known from its id, its registry, or sources that agree', () => {
  const cvf = identityOf('https://openaccess.thecvf.com/content/CVPR2022/html/He_Masked_CVPR_2022_paper.html')
  const arxiv = identityOf('https://arxiv.org/abs/2111.06377')
  expect(publicationOf({title}, facts({}), cvf)).toEqual({name: 'CVPR', year: 2022})
  expect(publicationOf({title: 'Dense Depth Priors for Radiance Fields'}, facts({}), cvf)).toBeUndefined()
  const claimed = facts({accepted: true, venue: 'CVPR'})
  expect(publicationOf({title}, claimed, identityOf('https://doi.org/10.1109/x.1'))).toEqual({name: 'CVPR'})
  expect(publicationOf({title}, claimed, arxiv)).toBeUndefined()
  const publication = {venue: 'CVPR', year: 2022, sources: ['arXiv', 'DBLP']}
  expect(publicationOf({title}, facts({publication}), arxiv)).toEqual({name: 'CVPR', year: 2022})
})
