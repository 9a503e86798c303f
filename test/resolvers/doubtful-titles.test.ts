/** Titles that don't fit their papers: earlier titles, the right paper. */
import {expect, test} from 'vitest'
import {matchTitle, titleIndexOf} from '../../src/core/registry/match-title.ts'
import type {Ask, PaperFacts} from '../../src/core/registry/resolver.ts'
import {earlierVersions, versionTitles} from '../../src/resolvers/arxiv-versions.ts'
import {type Pair, resolveDoubtfulTitles} from '../../src/resolvers/doubtful-titles.ts'
import {arxivSearch} from '../../src/resolvers/search.ts'
import {inquire} from '../standin/ask.ts'
import {standIn, type Trouble} from '../standin/server.ts'
import type {World} from '../standin/world.ts'

const gelu = {
  arxiv: '1606.08415',
  titles: [
    'Bridging Nonlinearities and Stochastic Regularizers',
    'Gaussian Error Linear Units (GELUs)',
    'Gaussian Error Linear Units (GELUs)',
  ],
  authors: ['Dan Hendrycks'],
}
const moco = {arxiv: '1911.05722', titles: ['Momentum Contrast for Unsupervised Visual Representation Learning'], authors: ['Kaiming He']}
const mae = {arxiv: '2111.06377', titles: ['Masked Autoencoders Are Scalable Vision Learners'], authors: ['Kaiming He']}
const world: World = {papers: [gelu, moco, mae]}

const pairOf = (title: string, {arxiv, titles, authors}: typeof gelu, others: readonly string[] = []): Pair => ({
  listed: {title, otherTitles: titleIndexOf(others)},
  facts: {kind: 'paper', titles: [titles.at(-1) ?? ''], authors, arxiv, latestVersion: titles.length},
})

/** The address of the paper that was found for the title. */
const meantBy = (facts: PaperFacts | undefined): string | undefined => facts?.looks?.[0]?.meant

async function look(
  pairs: readonly Pair[],
  {mayName = true, trouble}: {mayName?: boolean; trouble?: Readonly<Record<string, Trouble>>} = {},
) {
  const clock = {time: 0}
  const server = await standIn(world, {now: () => clock.time, ...(trouble !== undefined && {trouble})})
  const ask: Ask = (inquiry, questions) => inquire(inquiry, questions, server, clock)
  const looks = await resolveDoubtfulTitles(pairs, ask, mayName)
  await server.close()
  expect(server.breaches).toEqual([])
  return {looks, requests: server.requests}
}

/** arXiv is overloaded, Semantic Scholar knows one paper. */
function scholarSays(hit: object): Ask {
  return async (inquiry, questions) => {
    const isScholar = inquiry.name === 'semanticscholar'
    const answer = inquiry.read(questions, {
      kind: 'response',
      status: isScholar ? 200 : 429,
      headers: {},
      body: isScholar ? JSON.stringify({data: [hit]}) : 'Rate exceeded.',
      truncated: false,
      url: 'https://x.example/',
      hops: [],
    })
    return answer === 'split' ? new Map() : answer
  }
}

test('a paper under an earlier title is not another paper', async () => {
  const pair = pairOf('Bridging Nonlinearities and Stochastic Regularizers', gelu)
  expect(matchTitle(pair.listed, pair.facts).kind).toBe('other')
  const {looks} = await look([pair])
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind).toBe('same')
})

test('a paper that is listed under both of its titles is not another paper', async () => {
  const title = 'Bridging Nonlinearities and Stochastic Regularizers'
  const pair = pairOf(title, gelu, [title, gelu.titles.at(-1) ?? ''])
  expect(matchTitle(pair.listed, pair.facts)).toMatchObject({kind: 'other', evidence: 'copied'})
  const {looks, requests} = await look([pair])
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind).toBe('same')
  expect(requests).toHaveLength(1)
})

test('a paper that was published under the listed title is not another paper', async () => {
  const title = 'What Preprints Are Called in the End'
  const pair = pairOf(title, gelu)
  const hit = {title, externalIds: {ArXiv: gelu.arxiv, DBLP: 'conf/icml/X'}, authors: []}
  const ask = scholarSays(hit)
  const looks = await resolveDoubtfulTitles([pair], ask, true)
  expect(meantBy(looks.get(pair))).toBeUndefined()
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind).toBe('same')
})

test.for([
  ['all of its authors', ['Dan Hendrycks', 'K. Gimpel'], undefined],
  ['some of its authors', ['Dan Hendrycks', 'Thomas Dietterich'], 'https://doi.org/10.1109/x'],
] as const)('a published title by %s', async ([, authors, right]) => {
  const pair = pairOf('What Preprints Are Called in the End', {...gelu, authors: ['Dan Hendrycks', 'Kevin Gimpel']})
  const hit = {title: pair.listed.title, externalIds: {DOI: '10.1109/X'}, authors: authors.map((name) => ({name}))}
  const ask = scholarSays(hit)
  const facts = (await resolveDoubtfulTitles([pair], ask, true)).get(pair) ?? pair.facts
  expect(meantBy(facts)).toBe(right)
  expect(matchTitle(pair.listed, facts).kind).toBe(right === undefined ? 'same' : 'other')
})

test('a publication copied from another entry is another paper, though it is by the same people', async () => {
  const title = 'What Preprints Are Called in the End'
  const authors = ['Dan Hendrycks', 'Kevin Gimpel']
  const facts: PaperFacts = {kind: 'paper', titles: ['Gaussian Error Linear Units (GELUs)'], authors, doi: '10.1109/y'}
  const ask = scholarSays({title, externalIds: {ArXiv: '1606.08415'}, authors: authors.map((name) => ({name}))})
  for (const [others, kind] of [
    [facts.titles, 'other'],
    [[], 'same'],
  ] as const) {
    const pair: Pair = {listed: {title, otherTitles: titleIndexOf(others)}, facts}
    const looks = await resolveDoubtfulTitles([pair], ask, true)
    expect(matchTitle(pair.listed, looks.get(pair) ?? facts).kind).toBe(kind)
  }
})

test('titles with something in common are searched for in few requests', async () => {
  const pairs = Array.from({length: 30}, (_, index) => pairOf(`Momentum Contrast for Learning of Videos and Sounds, ${index}`, moco))
  expect(new Set(pairs.map(({listed, facts}) => matchTitle(listed, facts)))).toContainEqual({
    kind: 'unsure',
    why: 'perhaps retitled',
    isNear: true,
  })
  // DataCite takes six titles in one search; six of all go on to Semantic Scholar, one by one.
  expect((await look(pairs)).requests).toHaveLength(11)
  // If it does not answer, arXiv takes eight in one search, then four by pairs of words, and six go on to Semantic Scholar.
  const {requests} = await look(pairs, {trouble: {'api.datacite.org': 'outage'}})
  expect(requests.filter((request) => request.includes('export.arxiv.org'))).toHaveLength(10)
})

test('the right paper of a copied id is found without asking for versions', async () => {
  const title = 'Masked Autoencoders Are Scalable Vision Learners'
  const pair = pairOf(title, moco, [title, moco.titles[0] ?? ''])
  const {looks, requests} = await look([pair])
  expect(meantBy(looks.get(pair))).toBe('https://arxiv.org/abs/2111.06377')
  expect(requests).toHaveLength(1)
})

test('titles that may not leave the machine are not searched for', async () => {
  const {looks, requests} = await look([pairOf('Masked Autoencoders Are Scalable Vision Learners', moco)], {mayName: false})
  expect([...looks.values()].map(meantBy)).toEqual([undefined])
  expect(requests.filter((request) => request.includes('search'))).toEqual([])
})

test('what fits is not looked at again', async () => {
  expect((await look([pairOf(moco.titles[0] ?? '', moco)])).requests).toEqual([])
})

test.for(['outage', 'limited', 'drop', 'html', 'cut'] as const)('earlier titles are unknown if arXiv fails (%s)', async (trouble) => {
  const pairs = [
    pairOf('Bridging Nonlinearities and Stochastic Regularizers', gelu),
    pairOf(gelu.titles[0] ?? '', moco),
    pairOf(moco.titles[0] ?? '', gelu, [moco.titles[0] ?? '', gelu.titles.at(-1) ?? '']),
  ]
  const {looks} = await look(pairs, {trouble: {'*': trouble}})
  const kinds = pairs.map((pair) => matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind)
  // A paper with one version had no other title; another may be listed under its first title and its last.
  expect(kinds).toEqual(['unsure', 'other', 'unsure'])
})

test('if earlier titles are unknown, a paper with the listed title shows that the id belongs to another', async () => {
  const pair = pairOf('Masked Autoencoders Are Scalable Vision Learners', gelu)
  const hit = {title: pair.listed.title, externalIds: {ArXiv: mae.arxiv}, authors: []}
  const ask = scholarSays(hit)
  const looks = await resolveDoubtfulTitles([pair], ask, true)
  expect(meantBy(looks.get(pair))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind).toBe('other')
})

test('titles that are too common for one search are searched for one by one', async () => {
  const wanted = ['A Survey of Agents', 'Masked Autoencoders Are Scalable Vision Learners']
  const many = Array.from({length: 20}, (_, index) => ({arxiv: `2401.${10_000 + index}`, titles: [`A Survey of Agents in Field ${index}`]}))
  const clock = {time: 0}
  const server = await standIn({papers: [...many, mae]}, {now: () => clock.time})
  const questions = wanted.map((title) => ({title}))
  const answers = await inquire(arxivSearch, questions, server, clock)
  await server.close()
  expect(server.requests).toHaveLength(3)
  expect(questions.map((question) => answers.get(question)?.length)).toEqual([0, 1])
})

const nobody = {arxiv: '2001.00001', titles: ['A Census of Alpine Lichens'], authors: ['Ada Lovelace']}
const ways = [
  'Masked Autoencoders Are Scalable Vision Learners (Best Paper Candidate)',
  'Masked Autoencoders Are Scalable Vision Lear…',
  'masked autoencoders are scalable vision learners',
  'masked autoencodrs are scalable vison learners',
  'Masked Autoencoders are Scalable Visual Learners',
  'Autoencoders Are Scalable Vision Learners',
  'Masked Autoencoders Are Scalable Vision Learners, He et al., 2022',
  '掩码自编码器是可扩展的视觉学习者 (Masked Autoencoders Are Scalable Vision Learners)',
]

test.for(ways)('a title as lists write it is searched for: %s', async (title) => {
  for (const paper of [moco, nobody]) {
    const pair = pairOf(title, paper)
    expect(meantBy((await look([pair])).looks.get(pair))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
  }
})

test.for([
  ['arXiv refuses', {'export.arxiv.org': 'limited'}],
  ['DataCite is out of order', {'api.datacite.org': 'outage'}],
  ['Semantic Scholar refuses, and DataCite shows a page', {'api.semanticscholar.org': 'limited', 'api.datacite.org': 'html'}],
] as const)('it is found if %s', async ([, trouble]) => {
  for (const title of ways) {
    const pair = pairOf(title, nobody)
    expect(meantBy((await look([pair], {trouble})).looks.get(pair))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
  }
})

test('arXiv is asked if DataCite finds only other papers', async () => {
  const clock = {time: 0}
  const server = await standIn(world, {now: () => clock.time})
  const attributes = {doi: '10.48550/arxiv.2001.00002', titles: [{title: 'A Census of Alpine Mosses'}], state: 'findable'}
  const body = JSON.stringify({data: [{id: attributes.doi, type: 'dois', attributes}], meta: {total: 1}})
  const ask: Ask = async (inquiry, questions) => {
    if (inquiry.name === 'semanticscholar') return new Map()
    if (inquiry.name !== 'datacite') return inquire(inquiry, questions, server, clock)
    const url = 'https://api.datacite.org/'
    const answer = inquiry.read(questions, {kind: 'response', status: 200, headers: {}, body, truncated: false, url, hops: []})
    return answer === 'split' ? new Map() : answer
  }
  const pair = pairOf('Masked Autoencoders Are Scalable Vision Learners', nobody)
  const looks = await resolveDoubtfulTitles([pair], ask, true)
  await server.close()
  expect(meantBy(looks.get(pair))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
})

test('a short title is found where another paper has exactly this one', async () => {
  const short = {arxiv: '2101.00002', titles: ['Contrastive Predictive Lichens']}
  for (const [title, right] of [
    ['Contrastive predictive lichens', 'https://arxiv.org/abs/2101.00002'],
    ['Contrastive Predictive Mosses', undefined],
  ] as const) {
    const pair = pairOf(title, moco)
    const clock = {time: 0}
    const server = await standIn({papers: [moco, short]}, {now: () => clock.time, trouble: {'export.arxiv.org': 'limited'}})
    const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
    await server.close()
    expect(meantBy(looks.get(pair))).toBe(right)
    expect(server.requests.filter((request) => request.includes('datacite'))).toHaveLength(1)
  }
})

test('arXiv is not asked for what DataCite has found', async () => {
  const {requests} = await look(ways.map((title) => pairOf(title, nobody)))
  expect(requests.filter((request) => request.includes('search_query'))).toEqual([])
})

test('if a search finds the paper behind the id, no other is searched for', async () => {
  const pair = pairOf('Masked Autoencoders as Scalable Learners of Vision', mae)
  const {looks, requests} = await look([pair])
  expect(looks.get(pair)?.looks).toEqual([{title: pair.listed.title}])
  expect(requests).toHaveLength(1)
})

test('a title of another paper in the same entry says nothing', async () => {
  const pair = pairOf(mae.titles[0] ?? '', nobody)
  const beside = {kind: 'paper' as const, titles: mae.titles, arxiv: mae.arxiv}
  const combined = {...pair, listed: {...pair.listed, isCombined: true, beside: [beside]}}
  expect(meantBy((await look([combined])).looks.get(combined))).toBeUndefined()
  const other = {...combined, listed: {...combined.listed, beside: [{...beside, titles: moco.titles, arxiv: moco.arxiv}]}}
  expect(meantBy((await look([other])).looks.get(other))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
})

test('each of two titles in an entry is searched for, except the one behind its other link', async () => {
  const pair = pairOf(`${moco.titles[0]} / ${mae.titles[0]}`, nobody)
  const beside = [{kind: 'paper' as const, titles: moco.titles, arxiv: moco.arxiv}]
  const combined = {...pair, listed: {...pair.listed, isCombined: true, beside}}
  expect(meantBy((await look([combined])).looks.get(combined))).toBe(`https://arxiv.org/abs/${mae.arxiv}`)
})

test('text that may not be a title is searched for last, and says nothing by itself', async () => {
  const pair = pairOf('Notes on How to Read All of This', nobody)
  const guess = {...pair, listed: {...pair.listed, isGuess: true}}
  expect(matchTitle(pair.listed, pair.facts).kind).toBe('other')
  expect(matchTitle(guess.listed, guess.facts)).toEqual({kind: 'unsure', why: 'perhaps no title', isNear: true})
  expect(meantBy((await look([guess])).looks.get(guess))).toBeUndefined()
  const misspelt = {...guess, listed: {...guess.listed, title: 'A Census of Alpine Lichns'}}
  expect(matchTitle(misspelt.listed, misspelt.facts)).toEqual({kind: 'same', isNear: true})
})

test('with only some of many hits, just the exact title counts', async () => {
  const known = Array.from({length: 20}, (_, index) => ({
    arxiv: `2401.${10_000 + index}`,
    titles: [`A Survey of Agents in Field ${index}`],
  }))
  const very = {arxiv: '2401.20000', titles: ['A Survey of Agents']}
  const clock = {time: 0}
  const server = await standIn({papers: [very, ...known]}, {now: () => clock.time})
  const question = {title: 'A Survey of Agents'}
  const answers = await inquire(arxivSearch, [question], server, clock)
  await server.close()
  expect(answers.get(question)?.map(({arxiv}) => arxiv)).toEqual([very.arxiv])
})

test('a word close to another one is misspelt, unless a paper has it', async () => {
  const title = 'Explicit Regularization of Deep Graph Networks'
  const facts = {arxiv: '2101.00001', titles: ['Implicit Regularization of Deep Graph Networks'], authors: ['Ada Lovelace']}
  const pair = pairOf(title, facts)
  expect(matchTitle(pair.listed, pair.facts)).toMatchObject({kind: 'spelling', written: 'Explicit', expected: 'Implicit'})
  expect(meantBy((await look([pair])).looks.get(pair))).toBeUndefined()
  const ask: Ask = async (inquiry, questions) => {
    const clock = {time: 0}
    const server = await standIn(
      {papers: [facts, {arxiv: '2101.00002', titles: [title], authors: ['Ada Lovelace']}]},
      {now: () => clock.time},
    )
    const answers = await inquire(inquiry, questions, server, clock)
    await server.close()
    return answers
  }
  expect(meantBy((await resolveDoubtfulTitles([pair], ask, true)).get(pair))).toBe('https://arxiv.org/abs/2101.00002')
  expect(meantBy((await resolveDoubtfulTitles([pair], ask, false)).get(pair))).toBeUndefined()
})

test('a word that an earlier title has is not misspelt', async () => {
  const facts = {
    arxiv: '2101.00001',
    titles: ['Explicit Regularization of Deep Graph Networks', 'Implicit Regularization of Deep Graph Networks'],
    authors: ['Ada Lovelace'],
  }
  const pair = pairOf(facts.titles[0] ?? '', facts)
  const clock = {time: 0}
  const server = await standIn({papers: [facts]}, {now: () => clock.time})
  const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
  await server.close()
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts)).toEqual({kind: 'same'})
})

test('a title that was searched for is not searched for again', async () => {
  const pair = pairOf('Masked Autoencoders Are Scalable Vision Learners', moco)
  const facts = {...pair.facts, looks: [{title: pair.listed.title ?? ''}]}
  expect((await look([{...pair, facts}])).requests).toEqual([])
})

test('a paper whose earlier titles are unknown may have had the listed one, unless another preprint has it', async () => {
  const title = 'Momentum Contrast for Learning Visual Representations of Videos'
  const pair = {...pairOf(title, moco), facts: {...pairOf(title, moco).facts, latestVersion: 3}}
  expect(matchTitle(pair.listed, pair.facts)).toHaveProperty('isNear')
  for (const [found, right] of [
    [title, 'https://arxiv.org/abs/2101.00002'],
    [title.replace('Videos', 'Movies'), undefined],
  ] as const) {
    const papers = [moco, {arxiv: '2101.00002', titles: [found], authors: moco.authors}]
    const clock = {time: 0}
    const server = await standIn({papers}, {now: () => clock.time})
    const all: Ask = (inquiry, questions) => inquire(inquiry, questions, server, clock)
    const noVersions: Ask = async (inquiry, questions) => (Object.is(inquiry, versionTitles) ? new Map() : all(inquiry, questions))
    expect(meantBy((await resolveDoubtfulTitles([pair], all, true)).get(pair))).toBe('https://arxiv.org/abs/2101.00002')
    expect(meantBy((await resolveDoubtfulTitles([pair], noVersions, true)).get(pair))).toBe(right)
    await server.close()
  }
})

test('a name that only the list gives a paper does not make it another one', async () => {
  const title = 'MossNet: Counting Lichens of Alpine Walls from Drones'
  const paper = {...nobody, titles: ['Counting the Lichens on Alpine Walls by Drones']}
  const namesake = {arxiv: '2101.00002', titles: ['MossNet: Counting Lichens of Alpine Roofs from Drones'], authors: ['Jane Doe']}
  const pair = pairOf(title, paper)
  const clock = {time: 0}
  const server = await standIn({papers: [paper, namesake]}, {now: () => clock.time})
  const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
  await server.close()
  expect(meantBy(looks.get(pair))).toBeUndefined()
})

test('while earlier titles are unknown, only a paper with the very words that are listed shows another one', async () => {
  const title = 'Bridging Nonlinearities and Stochastic Regularizers in Depth'
  const first = {...gelu, titles: [title, ...gelu.titles.slice(1)]}
  const near = {arxiv: '2101.00002', titles: [title.replace('Regularizers', 'Optimizers')], authors: ['Ada Lovelace']}
  const named = {...near, titles: [`BriNS: ${title}`]}
  const misspelt = {...near, titles: [title.replace('Stochastic', 'Stochstic')]}
  for (const [other, right] of [
    [near, undefined],
    [misspelt, 'https://arxiv.org/abs/2101.00002'],
    [named, 'https://arxiv.org/abs/2101.00002'],
  ] as const) {
    const pair = pairOf(title, first)
    expect(matchTitle(pair.listed, pair.facts).kind).toBe('other')
    const clock = {time: 0}
    const server = await standIn({papers: [first, other]}, {now: () => clock.time, trouble: {'export.arxiv.org': 'limited'}})
    const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
    await server.close()
    expect(meantBy(looks.get(pair))).toBe(right)
    expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts).kind).toBe(right === undefined ? 'unsure' : 'other')
  }
})

test.for([
  ['Decision Transformer: RL via Sequence Modeling', 'Decision Transformer: Reinforcement Learning via Sequence Modeling'],
  ['LLMs Are Patient Zero-Shot Reasoners', 'Large Language Models Are Patient Zero-Shot Reasoners'],
  ['Large Language Models Are Patient Zero-Shot Reasoners', 'LLMs Are Patient Zero-Shot Reasoners'],
  ['GNNs: A Review of Methods and Applications', 'Graph Neural Networks: A Review of Methods and Applications'],
])('an acronym stands for its words in a search: %s', async ([title = '', whole = '']) => {
  const pair = pairOf(title, nobody)
  const clock = {time: 0}
  const server = await standIn({papers: [nobody, {arxiv: '2101.00002', titles: [whole]}]}, {now: () => clock.time})
  const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
  await server.close()
  expect(meantBy(looks.get(pair))).toBe('https://arxiv.org/abs/2101.00002')
})

test.for([400, 413, 414])('if arXiv refuses a batch of titles, it is asked for half of them (%s)', (status) => {
  const reply = {kind: 'response' as const, status, headers: {}, body: '', truncated: false, url: 'https://x.example/', hops: []}
  expect(arxivSearch.read([{title: 'A'}, {title: 'B'}], reply)).toBe('split')
})

test('a title that a paper had before is its own, whoever else has it', async () => {
  const title = 'Momentum Contrast for Learning Visual Representations of Videos'
  const renamed = {...moco, titles: [title, ...moco.titles]}
  const pair = pairOf(title, renamed)
  const clock = {time: 0}
  const server = await standIn({papers: [renamed, {arxiv: '2101.00002', titles: [title], authors: moco.authors}]}, {now: () => clock.time})
  const looks = await resolveDoubtfulTitles([pair], (inquiry, questions) => inquire(inquiry, questions, server, clock), true)
  await server.close()
  expect(meantBy(looks.get(pair))).toBeUndefined()
  expect(matchTitle(pair.listed, looks.get(pair) ?? pair.facts)).toEqual({kind: 'same'})
})

test.for([
  ['others', ['Ada Lovelace'], 'https://doi.org/10.1109/x'],
  ['one of its authors', ['Ada Lovelace', 'Kaiming He'], undefined],
] as const)('a publication with almost the listed title, by %s', async ([, authors, right]) => {
  const pair = pairOf('Momentum Contrast for Learning of Videos and Sounds', moco)
  expect(matchTitle(pair.listed, pair.facts)).toMatchObject({kind: 'unsure', isNear: true})
  const hit = {title: pair.listed.title, externalIds: {DOI: '10.1109/X'}, authors: authors.map((name) => ({name}))}
  expect(meantBy((await resolveDoubtfulTitles([pair], scholarSays(hit), true)).get(pair))).toBe(right)
})

test('if the number of versions is unknown, earlier titles are too', async () => {
  const {listed, facts} = pairOf('Radiance Fields of Dense Depth', moco)
  const {latestVersion, ...untold} = facts
  expect(latestVersion).toBe(1)
  const pairs = [facts, untold].map((each) => ({listed, facts: each}))
  const {looks} = await look(pairs)
  expect(pairs.map((pair) => looks.get(pair)?.hasUnknownTitles)).toEqual([undefined, true])
})

test.for([
  [1, []],
  [4, [1, 2, 3]],
  [7, [1, 2, 3, 4, 5, 6]],
  [12, [1, 2, 3, 4, 10, 11]],
] as const)('with %s versions these are asked for: %s', ([latest, expected]) => {
  expect(earlierVersions('2101.00001', latest).map(({version}) => version)).toEqual(expected)
})
