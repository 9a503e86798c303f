/** Two sources have to agree on where a preprint was published: which ones, and what a missing answer means. */
import {expect, test} from 'vitest'
import type {Outcome} from '../../src/core/probe.ts'
import type {Ask} from '../../src/core/registry/resolver.ts'
import {dblpRecords} from '../../src/resolvers/dblp.ts'
import {findPublications} from '../../src/resolvers/published.ts'
import {outcomeOf} from '../standin/recordings.ts'

const outcome = (status: number, body: unknown): Outcome =>
  outcomeOf({status, body: typeof body === 'string' ? body : JSON.stringify(body)})

const preprint = {kind: 'paper' as const, titles: ['A Title of Some Words'], authors: ['Ada Lovelace'], arxiv: '2101.00001'}
const record = {
  title: 'A Title of Some Words',
  venue: 'ICML',
  externalIds: {DBLP: 'conf/icml/Lovelace21', DOI: '10.1/x'},
  authors: [{name: 'A. Lovelace'}],
  year: 2021,
}
const work = {
  message: {
    items: [
      {
        DOI: '10.1/x',
        title: ['A Title of Some Words'],
        author: [{given: 'Ada', family: 'Lovelace'}],
        'container-title': ['International Conference on Machine Learning'],
        issued: {'date-parts': [[2021]]},
      },
    ],
  },
}
const sparql = {
  head: {vars: ['pub']},
  results: {
    bindings: [
      {
        pub: {value: 'https://dblp.org/rec/conf/icml/Lovelace21'},
        title: {value: 'A Title of Some Words.'},
        venue: {value: 'ICML (2)'},
        year: {value: '2021'},
        author: {value: 'Ada Lovelace 0001'},
      },
    ],
  },
}
const nobody = {head: {vars: ['pub']}, results: {bindings: []}}
const asking =
  (replies: Readonly<Record<string, Outcome>>): Ask =>
  async (inquiry, questions) => {
    const answer = inquiry.read(questions, replies[inquiry.name] ?? outcome(503, ''))
    return answer === 'split' ? new Map() : answer
  }
const found = async (replies: Readonly<Record<string, Outcome>>, facts = {}): Promise<unknown> =>
  (await findPublications([{...preprint, ...facts}], asking(replies))).get('2101.00001')

test.for([
  [
    'Crossref agrees',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, work), dblp: outcome(200, nobody)},
    {},
    {venue: 'ICML', year: 2021, sources: ['Semantic Scholar', 'Crossref']},
  ],
  [
    'DBLP agrees',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(200, sparql)},
    {},
    {venue: 'ICML', year: 2021, sources: ['Semantic Scholar', 'DBLP']},
  ],
  [
    'the authors agree',
    {semanticscholar: outcome(200, [record])},
    {venue: 'Accepted at ICML 2021'},
    {venue: 'ICML', year: 2021, sources: ['arXiv', 'Semantic Scholar']},
  ],
  [
    'the authors and their DOI',
    {semanticscholar: outcome(200, [null]), crossref: outcome(200, work)},
    {venue: 'ICML 2021', doi: '10.1/x'},
    {venue: 'ICML', year: 2021, sources: ['arXiv', 'Crossref']},
  ],
  [
    'nobody agrees',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(200, nobody)},
    {},
    null,
  ],
  [
    'a record has the year that no comment has',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(200, sparql)},
    {venue: 'International Conference on Machine Learning'},
    {venue: 'ICML', year: 2021, sources: ['arXiv', 'DBLP']},
  ],
  [
    'a service that has said it before agrees with itself',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(200, nobody)},
    {venue: 'ICML', accepted: true},
    null,
  ],
  ['nobody claims anything', {semanticscholar: outcome(200, [null])}, {}, null],
  [
    'the authors name another venue',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(200, nobody)},
    {venue: 'ICLR 2021'},
    null,
  ],
  [
    'a witness is out',
    {semanticscholar: outcome(200, [record]), crossref: outcome(200, {message: {items: []}}), dblp: outcome(429, '')},
    {},
    undefined,
  ],
  [
    'a witness is behind a wall',
    {
      semanticscholar: outcome(200, [record]),
      crossref: outcome(200, '<title>Just a moment...</title>'),
      dblp: outcome(200, '<script id="anubis_challenge">'),
    },
    {},
    undefined,
  ],
  ['Semantic Scholar is out', {semanticscholar: outcome(429, {code: '429'})}, {}, undefined],
] as const)('%s', async ([, replies, facts, expected]) => {
  expect(await found(replies, facts)).toEqual(expected)
})

test('a key that could break out of the query is not asked about', () => {
  const {body} = dblpRecords.request(['conf/icml/Lovelace21', 'conf/icml/L> } SELECT * { <x'], 'https://dblp.example', {
    github: false,
    semanticscholar: false,
    huggingface: false,
    openreview: false,
  })
  expect(new URLSearchParams(body).get('query')?.match(/<https:\/\/dblp\.org\/rec\/.*/g)).toEqual([
    '<https://dblp.org/rec/conf/icml/Lovelace21> }',
  ])
})
