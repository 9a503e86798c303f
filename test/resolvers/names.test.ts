/** Less usual answers of DOI registries. */
import {describe, expect, test} from 'vitest'
import {crossrefRecords} from '../../src/resolvers/crossref.ts'
import {crossrefByDoi} from '../../src/resolvers/published.ts'
import {outcome, said, sourceOf} from './said.ts'

describe('Crossref', () => {
  const work = (more: object): unknown => ({status: 'ok', message: {items: [{DOI: '10.1/X', title: ['A Title'], ...more}]}})
  const facts = (more: object): unknown => crossrefRecords(outcome(200, work(more)))?.get('10.1/x')

  test.for([
    [{title: ['RETRACTED ARTICLE: A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['[RETRACTED] A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['Retracted: A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['WITHDRAWN: A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['Notice of Retraction<BR> A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['Notice of Retraction: A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['REMOVED: A Title']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['A Title (Retracted)']}, {titles: ['A Title'], retracted: ''}],
    [{title: ['Retraction Note: A Title']}, {titles: ['A Title']}],
    [{title: ['Withdrawn from Reality']}, {titles: ['Withdrawn from Reality']}],
    [{title: ['Retraction of Manifolds']}, {titles: ['Retraction of Manifolds']}],
    [{title: ['A Title'], subtitle: ['On Things']}, {titles: ['A Title', 'A Title: On Things']}],
    [{title: ['A Title'], subtitle: [null]}, {titles: ['A Title']}],
    [{title: 'A Title'}, undefined],
    [{title: []}, undefined],
    [{title: ['']}, undefined],
    [{title: null}, undefined],
    [
      {author: [{name: 'A Consortium'}, {family: 'He', given: 'Kaiming'}, {given: 'X'}, null]},
      {titles: ['A Title'], authors: ['A Consortium', 'Kaiming He']},
    ],
    [{author: {family: 'He'}}, {titles: ['A Title']}],
    [{issued: {'date-parts': [[2016, 6]]}}, {titles: ['A Title'], year: 2016}],
    [{issued: {'date-parts': [[null]]}}, {titles: ['A Title']}],
    [{issued: null}, {titles: ['A Title']}],
  ] as const)('%j', ([more, expected]) => {
    expect(facts(more)).toEqual(expected && {kind: 'paper', doi: '10.1/x', ...expected})
  })

  test.for([
    [
      'a name that it cannot read',
      400,
      {status: 'failed', 'message-type': 'validation-failure', message: [{type: 'filter-not-available', value: 'doi:10.1/<x'}]},
      'split',
    ],
    [
      'a field that it does not know',
      400,
      {status: 'failed', 'message-type': 'validation-failure', message: [{type: 'select-not-available'}]},
      '-, -',
    ],
    ['a limit', 429, '', '-, -'],
    ['a gateway’s 400', 400, '<html>400 Bad Request</html>', '-, -'],
    ['an alias, which comes under its new name', 200, work({DOI: '10.2/prime'}), '-, -'],
    ['a record of another case', 200, work({DOI: '10.1000/SOME'}), 'ok registered, -'],
    ['an address for a name', 200, work({DOI: 'https://doi.org/10.1000/other'}), '-, ok registered'],
    ['a record without a title', 200, work({DOI: '10.1000/some', title: []}), '-, -'],
    ['half', 200, JSON.stringify(work({DOI: '10.1000/some'})).slice(0, -9), '-, -'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(
      said(sourceOf('doi', 'crossref'), ['https://doi.org/10.1000/some', 'https://doi.org/10.1000/other'], outcome(status, body)),
    ).toBe(expected)
  })
})

test.for([
  ['one of two', 200, {message: {items: [{DOI: '10.1/A', title: ['T']}]}}, ['10.1/a: T', '10.1/b: none']],
  ['a failure with status 200', 200, {status: 'failed', message: [{type: 'parameter-not-allowed'}]}, []],
  ['a message of another shape', 200, {message: {items: null}}, []],
  ['a name that it cannot read', 400, {status: 'failed', message: [{type: 'filter-invalid'}]}, 'split'],
  ['a limit', 429, '', []],
] as const)('Crossref, about publications: %s', ([, status, body, expected]) => {
  const answer = crossrefByDoi.read(['10.1/a', '10.1/b'], outcome(status, body))
  expect(answer === 'split' ? answer : [...answer].map(([doi, facts]) => `${doi}: ${facts === null ? 'none' : facts.titles[0]}`)).toEqual(
    expected,
  )
})

describe('doi.org', () => {
  const urls = ['https://doi.org/10.11499/JALC.1', 'https://doi.org/10.1000/none']
  test.for([
    [
      'other agencies',
      200,
      [
        {DOI: '10.11499/JALC.1', RA: 'JaLC'},
        {DOI: '10.1000/none', RA: 'KISTI'},
      ],
      'ok registered, ok registered',
    ],
    [
      'an agency without a name',
      200,
      [
        {DOI: '10.11499/jalc.1', RA: ''},
        {DOI: '10.1000/none', RA: null},
      ],
      '-, -',
    ],
    [
      'an agency that nobody knows',
      200,
      [
        {DOI: '10.11499/jalc.1', RA: 'Unknown'},
        {DOI: '10.1000/none', RA: 'unknown'},
      ],
      '-, -',
    ],
    [
      'names spelt with escapes',
      200,
      [
        {DOI: '10.11499%2Fjalc.1', RA: 'JaLC'},
        {DOI: '10.1000%2fnone', status: 'DOI does not exist'},
      ],
      'ok registered, dead not-found',
    ],
    ['other words', 200, [{DOI: '10.11499/jalc.1', status: 'Error'}, null], '-, -'],
    ['one row for all', 200, {DOI: '10.11499/jalc.1', RA: 'JaLC'}, '-, -'],
    ['both at once', 200, [{DOI: '10.1000/none', RA: 'Crossref', status: 'DOI does not exist'}], '-, ok registered'],
    ['not JSON', 200, 'DOI does not exist', '-, -'],
    ['nothing', 200, '', '-, -'],
    ['a service that is down', 200, {error: 'Service Unavailable'}, '-, -'],
  ] as const)('agencies: %s', ([, status, body, expected]) => {
    expect(said(sourceOf('doi', 'doi'), urls, outcome(status, body))).toBe(expected)
  })

  test.for([
    ['its name in another case', 404, {responseCode: 100, handle: '10.1000/NONE'}, 'dead not-found'],
    ['no name', 404, {responseCode: 100}, 'dead not-found'],
    ['a code as text', 404, {responseCode: '100', handle: '10.1000/none'}, '-'],
    ['a page with 200', 200, '<html><title>Not Found</title></html>', '-'],
    ['a page with 404', 404, '<html><title>DOI Not Found</title></html>', '-'],
    ['not authorised', 401, {responseCode: 402}, '-'],
    ['a code for trouble', 500, {responseCode: 3}, '-'],
  ] as const)('handles: %s', ([, status, body, expected]) => {
    expect(said(sourceOf('doi', 'doi-handle'), ['https://doi.org/10.1000/none'], outcome(status, body))).toBe(expected)
  })
})
