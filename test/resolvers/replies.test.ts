/** What each service is documented to answer, refusals included, and what is made of it: `-` is left open for the next source. */
import {describe, expect, test} from 'vitest'
import {identityOf} from '../../src/core/link/identity.ts'
import {versionTitles} from '../../src/resolvers/arxiv-versions.ts'
import {crossrefRecords} from '../../src/resolvers/crossref.ts'
import {dataciteRecords} from '../../src/resolvers/datacite.ts'
import {publications} from '../../src/resolvers/published.ts'
import {arxivSearch, titleMatch} from '../../src/resolvers/search.ts'
import {factsSaid, outcome, said, sourceOf} from './said.ts'

const entry = (id: string, title = 'T', rest = ''): string =>
  `<entry><id>http://arxiv.org/abs/${id}</id><title>${title}</title><published>2020-01-01T00:00:00Z</published>${rest}</entry>`
const feed = (entries: readonly string[], total = entries.length): string =>
  `<?xml version='1.0' encoding='UTF-8'?><feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom"><title>q</title><opensearch:totalResults>${total}</opensearch:totalResults>${entries.join('')}</feed>`
const canary = entry('1706.03762v7', 'Attention Is All You Need')
const error =
  '<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title><summary>incorrect id format for abc</summary></entry>'

describe('arXiv', () => {
  const api = sourceOf('arxiv', 'arxiv')
  const [a, b] = ['https://arxiv.org/abs/2001.00001', 'https://arxiv.org/abs/2001.00002v2']
  test.for([
    ['both, in another order', 200, feed([entry('2001.00002v3'), canary, entry('2001.00001v1')]), 'ok registered, ok registered'],
    ['one missing', 200, feed([canary, entry('2001.00001v1')]), 'ok registered, dead not-found'],
    ['one missing, and the canary too', 200, feed([entry('2001.00001v1')]), 'ok registered, -'],
    ['a paper that nobody asked about', 200, feed([canary, entry('2001.00001v1'), entry('2001.00009v1')]), 'ok registered, -'],
    ['more found than sent', 200, feed([canary, entry('2001.00001v1')], 3), 'ok registered, -'],
    ['an empty feed', 200, feed([]), '-, -'],
    [
      'fewer versions than asked for',
      200,
      feed([canary, entry('2001.00001v1'), entry('2001.00002v1')]),
      'ok registered, dead version-missing',
    ],
    [
      'an entry that has lost its title',
      200,
      feed([canary, entry('2001.00001v1', ''), entry('2001.00002v2')]),
      'ok registered, ok registered',
    ],
    ['an entry of a form that nobody knows', 200, feed([canary, entry('x'), entry('2001.00002v2')]), '-, ok registered'],
    [
      'another host in the ids',
      200,
      feed([canary, entry('2001.00001v1').replace('http://arxiv.org', 'https://export.arxiv.org'), entry('2001.00002v2')]),
      'ok registered, ok registered',
    ],
    ['a malformed id in the batch', 400, feed([error], 1), 'split'],
    ['the same with status 200', 200, feed([error], 1), 'split'],
    ['an ordinary feed with the status of a mistake', 400, feed([canary, entry('2001.00001v1')]), '-, -'],
    ['a limit', 429, 'Rate exceeded.', '-, -'],
    ['a limit with status 200', 200, 'Rate exceeded.', '-, -'],
    ['a page', 200, '<!DOCTYPE html><html><title>arXiv</title></html>', '-, -'],
    ['half a feed', 200, feed([canary, entry('2001.00001v1')]).slice(0, 300), '-, -'],
    ['no service', 503, '<h1>503</h1>', '-, -'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(said(api, [a, b], outcome(status, body))).toBe(expected)
  })

  const datacite = sourceOf('arxiv', 'datacite')
  const record = (id: string, attributes: object = {}): unknown => ({
    id,
    attributes: {doi: `10.48550/arxiv.${id}`, titles: [{title: 'T'}], version: '2', ...attributes},
  })
  test.for([
    [
      'both, in another order and case',
      200,
      {data: [record('2001.00002'), record('2001.00001', {doi: '10.48550/ARXIV.2001.00001'})]},
      'ok registered, ok registered',
    ],
    ['one missing', 200, {data: [record('2001.00001')]}, 'ok registered, -'],
    ['a version that it has not heard of', 200, {data: [record('2001.00002', {version: '1'})]}, '-, -'],
    ['no version', 200, {data: [record('2001.00001', {version: null}), record('2001.00002', {version: null})]}, 'ok registered, -'],
    ['no titles', 200, {data: [record('2001.00001', {titles: []}), record('2001.00002', {titles: null})]}, 'ok registered, ok registered'],
    ['nothing', 200, {data: []}, '-, -'],
    ['errors', 404, {errors: [{status: '404', title: 'The resource you are looking for doesn’t exist.'}]}, '-, -'],
    ['errors with status 200', 200, {errors: [{status: '500'}]}, '-, -'],
  ] as const)('DataCite: %s', ([, status, body, expected]) => {
    expect(said(datacite, [a, b], outcome(status, body))).toBe(expected)
  })

  const scholar = sourceOf('arxiv', 'semanticscholar')
  test.for([
    ['known and unknown', 200, [{title: 'T'}, null], 'ok registered, -'],
    ['a record without a title', 200, [{title: null}, {}], '-, -'],
    ['fewer rows than ids', 200, [{title: 'T'}], '-, -'],
    ['no valid ids', 400, {error: 'No valid paper ids given'}, '-, -'],
    ['a limit', 429, {message: 'Too Many Requests', code: '429'}, '-, -'],
    ['a limit with status 200', 200, {message: 'Too Many Requests', code: '429'}, '-, -'],
  ] as const)('Semantic Scholar: %s', ([, status, body, expected]) => {
    expect(said(scholar, [a, 'https://arxiv.org/abs/2001.00003'], outcome(status, body))).toBe(expected)
  })
})

describe('arXiv, further', () => {
  const [api, scholar, site] = [sourceOf('arxiv', 'arxiv'), sourceOf('arxiv', 'semanticscholar'), sourceOf('arxiv', 'arxiv-page')]
  const other = 'https://arxiv.org/abs/2001.00003'

  test('a mirror may have what arXiv doesn’t, and Semantic Scholar does not know versions', () => {
    const [mirror, second] = ['https://www.alphaxiv.org/abs/2001.00003v9', `${other}v2`]
    expect(said(api, [mirror], outcome(200, feed([canary, entry('2001.00003v2')])))).toBe('-')
    const accepted = [other, `${other}v1`, second].map((url) => identityOf(url)).map((identity) => identity && scholar.accepts?.(identity))
    expect(accepted).toEqual([true, true, false])
    expect([other, mirror].map((url) => identityOf(url)).map((identity) => identity && site.accepts?.(identity))).toEqual([true, false])
  })

  test.for([
    // To be announced on Monday, or tomorrow.
    ['2611.12345', 'Sat, 28 Nov 2026 12:00:00 GMT', '-'],
    ['2611.12345', 'Wed, 02 Dec 2026 12:00:00 GMT', '-'],
    ['2611.12345', 'Mon, 07 Dec 2026 12:00:00 GMT', 'dead not-found'],
    ['2610.12345', 'Sat, 28 Nov 2026 12:00:00 GMT', 'dead not-found'],
    ['2612.12345', 'Sat, 28 Nov 2026 12:00:00 GMT', 'dead not-found'],
    ['2611.12345', 'yesterday', 'dead not-found'],
    ['cs/0111001', 'Wed, 28 Nov 2001 12:00:00 GMT', '-'],
  ] as const)('no paper %s, on %s', ([id, date, expected]) => {
    expect(said(api, [`https://arxiv.org/abs/${id}`], outcome(200, feed([canary]), {date}))).toBe(expected)
  })

  test.for([
    ['This paper has been withdrawn by the author due to an error in Theorem 2', true],
    ['Withdrawn', true],
    ['withdrawn from arXiv by its authors', true],
    ['This paper is withdrawn by arXiv administrators', true],
    ['Withdrawn from ICLR 2023', false],
    ['We have withdrawn from NeurIPS and submitted to ICML', false],
    ['The previous version was withdrawn; this one mends Lemma 1', false],
    ['v1 has not been withdrawn', false],
    ['Replaces withdrawn submission 2201.00001', false],
    ['This article supersedes arXiv:2201.00001, which has been withdrawn', false],
    ['12 pages; records of patients with withdrawn consent were removed', false],
    ['This submission has been withdrawn because it was merged with arXiv:2302.00001', true],
    ['The author has withdrawn this paper due to a sign error in equation 1', true],
    ['Paper temporarily withdrawn', true],
    ['We are withdrawing this paper because of an error in Theorem 2', true],
    ['This paper, with its models, has been withdrawn', true],
    ['Removed by arXiv administrators', true],
    ['The authors request withdrawal of this manuscript', true],
    ['This article has been retracted by its authors', true],
    ['We withdraw our paper, as its data were wrong', true],
    ['The author withdrew this preliminary manuscript', true],
    ['We model how people withdraw money from banks', false],
    ['Compares with arXiv:2101.00001, withdrawn by its authors', false],
    ['We regret the retraction of our paper', true],
    ['Extended after the withdrawal of our submission from ICLR 2024', false],
    ['We are withdrawing from ICLR 2024', false],
    ['We study withdrawn arXiv papers; code: https://github.com/lab/withdrawn-papers', false],
    ['The dataset has been withdrawn for privacy reasons', false],
    ['This paper has been retracted by the authors due to an error in the data', true],
    ['This manuscript has been withdrawn at the request of the co-author', true],
    ['This paper has been withdrawn by Ines Falk', true],
    ['Comment on the withdrawn paper arXiv:2101.00001', false],
    ['Comment on the retracted article of Smith et al.', false],
    ['We analyse articles that were retracted between 2000 and 2020', false],
    ['A comment on arXiv:2101.00001, which has since been withdrawn', false],
    ['The claim about convergence has been withdrawn, 14 pages', false],
    ['Section 5 has been withdrawn; the other results stand', false],
    ['Appendix C has been withdrawn; main results unaffected', false],
    ['Lemma 4.2 and its corollary are withdrawn. Lemma 5 of this paper has been withdrawn', false],
    ['Because of a gap in Lemma 4.2 this paper has been withdrawn', true],
    ['There is an error in the proof and the paper has been withdrawn', true],
    ['This paper and its code have been withdrawn', true],
    ['arXiv admin note: text overlap with arXiv:2101.00001, withdrawn by other authors', false],
    ['v1 was withdrawn by mistake', false],
    ['v2 withdrawn due to an error', true],
    ['ICLR 2023 withdrawn submission', false],
    ['24 pages, typos mended, Theorem 5 withdrawn', false],
    ['Error in the proof of Theorem 5. Withdrawn', true],
    ['The author withdraws this article; see the new version', true],
    ['Withdrawal requested by co-authors', true],
    ['Accepted at CVPR 2022', false],
  ] as const)('the comment `%s` means withdrawn: %s', ([comment, expected]) => {
    const [identity] = ['https://arxiv.org/abs/2001.00001'].flatMap((url) => identityOf(url) ?? [])
    if (identity === undefined) throw new Error('no identity')
    const rest = `<arxiv:comment xmlns:arxiv="x">${comment}</arxiv:comment>`
    const answer = api.read([identity], outcome(200, feed([canary, entry('2001.00001v2', 'T', rest)])))
    const facts = answer === 'split' ? undefined : answer.get(identity)?.facts
    expect(facts?.kind === 'paper' && facts.withdrawn !== undefined).toBe(expected)
  })

  test.for([
    [
      'rows in another order',
      [
        {title: 'B', externalIds: {ArXiv: '2001.00003'}},
        {title: 'A', externalIds: {ArXiv: '2001.00001'}},
      ],
      '-, -',
    ],
    [
      'one that stands in its place',
      [
        {title: 'A', externalIds: {ArXiv: '2001.00001'}},
        {title: 'A', externalIds: {ArXiv: '2001.00001'}},
      ],
      'ok registered, -',
    ],
    ['ids with a version', [{title: 'A', externalIds: {ArXiv: '2001.00001v2'}}, null], 'ok registered, -'],
    ['no ids', [{title: 'A', externalIds: null}, {title: 'B'}], 'ok registered, ok registered'],
  ] as const)('Semantic Scholar: %s', ([, rows, expected]) => {
    expect(said(scholar, ['https://arxiv.org/abs/2001.00001', other], outcome(200, rows))).toBe(expected)
  })

  test.for([
    ['its own page', 404, '<title>Article not found | arXiv e-print repository</title>', 'dead not-found'],
    ['a proxy', 404, '<html><title>404 Not Found</title><hr>nginx</html>', '-'],
    ['nothing', 404, '', '-'],
    ['a page without tags', 200, '<title>arXiv</title>', '-'],
    ['maintenance', 503, '<title>arXiv is down for maintenance</title>', '-'],
  ] as const)('the abstract’s page: %s', ([, status, body, expected]) => {
    expect(said(site, [other], outcome(status, body))).toBe(expected)
  })
})

describe('GitHub', () => {
  const graphql = sourceOf('github', 'github')
  const [a, b] = ['https://github.com/lab/one', 'https://github.com/lab/two/blob/main/a.py']
  const one = {nameWithOwner: 'lab/one', isArchived: false, isDisabled: false, isEmpty: false}
  const two = {...one, nameWithOwner: 'Lab/Two', p0: {__typename: 'Blob'}, p1: null, p2: null}
  const missing = (alias: string, type = 'NOT_FOUND'): unknown => ({type, path: [alias], message: 'Could not resolve to a Repository'})
  test.for([
    ['both', 200, {data: {r0: one, r1: two}}, 'ok registered, ok registered'],
    ['one missing', 200, {data: {r0: null, r1: two}, errors: [missing('r0')]}, 'dead not-found, ok registered'],
    [
      'one renamed, its file on a branch with a slash',
      200,
      {data: {r0: {...one, nameWithOwner: 'corp/first'}, r1: {...two, p0: null, p1: {__typename: 'Blob'}}}},
      'moved renamed, ok registered',
    ],
    ['a path that is not there', 200, {data: {r0: one, r1: {...two, p0: null}}}, 'ok registered, -'],
    ['null without a reason', 200, {data: {r0: null, r1: null}}, '-, -'],
    [
      'an organisation that wants a login',
      200,
      {data: {r0: null, r1: null}, errors: [missing('r0', 'FORBIDDEN'), missing('r1', 'SAML')]},
      'blocked no-access, -',
    ],
    [
      'an error of a part',
      200,
      {data: {r0: one, r1: null}, errors: [{type: 'NOT_FOUND', path: ['r1', 'p0'], message: 'no issue'}]},
      'ok registered, -',
    ],
    [
      'resources at an end',
      200,
      {data: {r0: one}, errors: [{type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded'}]},
      'ok registered, -',
    ],
    ['the hour’s allowance at an end', 200, {data: null, errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]}, '-, -'],
    ['a secondary limit', 403, {message: 'You have exceeded a secondary rate limit'}, '-, -'],
    ['a bad token', 401, {message: 'Bad credentials'}, '-, -'],
    ['too much for ten seconds', 502, '<html>', 'split'],
    ['the same', 504, '', 'split'],
    ['taken down', 200, {data: {r0: {...one, isDisabled: true}, r1: {...two, isDisabled: true, p0: null}}}, 'dead disabled, dead disabled'],
    [
      'not found, and yet there',
      200,
      {data: {r0: one, r1: {nameWithOwner: 'x'}}, errors: [{type: 'NOT_FOUND', path: ['r1']}]},
      'ok registered, -',
    ],
    ['a name that is none', 200, {data: {r0: {...one, nameWithOwner: 'x'}, r1: {...two, nameWithOwner: '<b>'}}}, '-, -'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(said(graphql, [a, b], outcome(status, body))).toBe(expected)
  })

  test('a mirror may have what GitHub doesn’t', () => {
    const reply = outcome(200, {data: {r0: null, r1: null}, errors: ['r0', 'r1'].map((alias) => ({type: 'NOT_FOUND', path: [alias]}))})
    expect(said(graphql, ['https://cdn.jsdelivr.net/gh/lab/one@main/a.js', 'https://github.com/lab/one/blob/main/a.js'], reply)).toBe(
      '-, dead not-found',
    )
    // Viewers have no copies of their own.
    const colab = 'https://colab.research.google.com/github/lab/one/blob/main/a.ipynb'
    expect(said(graphql, [colab, 'https://nbviewer.org/github/lab/one/blob/main/a.ipynb'], reply)).toBe('dead not-found, dead not-found')
  })

  const rest = sourceOf('github', 'github-rest')
  test.for([
    ['there', 200, {full_name: 'lab/one', size: 1}, 'ok registered'],
    ['missing', 404, {message: 'Not Found', status: '404'}, 'dead not-found'],
    ['404 of somebody else', 404, '<html>Not Found</html>', '-'],
    [
      'DMCA',
      451,
      {message: 'Repository access blocked', block: {reason: 'dmca', html_url: 'https://github.com/github/dmca/x'}},
      'dead disabled',
    ],
    ['terms of service', 403, {message: 'Repository access blocked', block: {reason: 'tos'}}, 'dead disabled'],
    ['a failure that speaks of blocks', 500, {block: {reason: 'dmca'}}, '-'],
    ['a limit', 403, {message: 'API rate limit exceeded for 1.2.3.4.'}, '-'],
    ['a limit', 429, {message: 'You have exceeded a secondary rate limit.'}, '-'],
    ['no User-Agent', 403, 'Request forbidden by administrative rules.', '-'],
    ['a redirect that was not followed', 301, {message: 'Moved Permanently'}, '-'],
  ] as const)('REST: %s', ([, status, body, expected]) => {
    expect(said(rest, [a], outcome(status, body))).toBe(expected)
  })
})

test.for([
  ['never pushed to', {size: 0, created_at: '2024-01-01T00:00:00Z', pushed_at: '2024-01-01T00:00:01Z', language: null}, true],
  ['a few bytes', {size: 0, created_at: '2024-01-01T00:00:00Z', pushed_at: '2024-03-01T00:00:00Z', language: null}, false],
  ['pushed to at once', {size: 0, created_at: '2024-01-01T00:00:00Z', pushed_at: '2024-01-01T00:00:09Z', language: 'Python'}, false],
  ['some kilobytes', {size: 3}, false],
] as const)('GitHub, REST: %s is empty: %s', ([, body, expected]) => {
  const [identity] = ['https://github.com/lab/one'].flatMap((url) => identityOf(url) ?? [])
  if (identity === undefined) throw new Error('no identity')
  const answer = sourceOf('github', 'github-rest').read([identity], outcome(200, {full_name: 'lab/one', ...body}))
  const facts = answer === 'split' ? undefined : answer.get(identity)?.facts
  expect(facts?.kind === 'repository' && facts.empty).toBe(expected)
})

describe('refusals that no header shows', () => {
  const [graphql, rest, arxiv] = [sourceOf('github', 'github'), sourceOf('github', 'github-rest'), sourceOf('arxiv', 'arxiv')]
  test.for([
    [graphql, 200, {data: null, errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]}, true],
    [graphql, 200, {errors: [{type: 'graphql_rate_limit'}]}, true],
    [graphql, 200, {message: 'You have exceeded a secondary rate limit.'}, true],
    [graphql, 403, {message: 'You have exceeded a secondary rate limit.'}, true],
    [graphql, 200, {data: {r0: null}, errors: [{type: 'NOT_FOUND', path: ['r0']}]}, false],
    [graphql, 200, {data: {r0: {nameWithOwner: 'lab/secondary-rate-limit', description: 'a secondary rate limit'}}}, false],
    [rest, 403, {message: 'Repository access blocked', block: {reason: 'tos'}}, false],
    [rest, 404, {message: 'Not Found'}, false],
    [arxiv, 200, 'Rate exceeded.', true],
    [arxiv, 200, feed([canary]), false],
    [versionTitles, 200, 'Rate exceeded.', true],
    [arxivSearch, 200, 'Rate exceeded.', true],
    [titleMatch, 200, {message: 'Too Many Requests', code: '429'}, true],
    [publications, 200, {message: 'Too Many Requests', code: '429'}, true],
    [publications, 200, [{title: 'Too Many Requests', code: '429'}], false],
    [sourceOf('arxiv', 'semanticscholar'), 200, {message: 'Too Many Requests', code: '429'}, true],
    [sourceOf('arxiv', 'semanticscholar'), 404, {error: 'Title match not found'}, false],
  ] as const)('%#', ([source, status, body, expected]) => {
    const reply = outcome(status, body)
    expect(reply.kind === 'response' && source.isRefusal?.(reply)).toBe(expected)
  })
})

describe('DOI', () => {
  const [a, b] = ['https://doi.org/10.1109/CVPR.2016.90', 'https://doi.org/10.1000/none']
  const agency = sourceOf('doi', 'doi')
  test.for([
    [
      'one of two',
      200,
      [
        {DOI: '10.1109/cvpr.2016.90', RA: 'Crossref'},
        {DOI: '10.1000/none', status: 'DOI does not exist'},
      ],
      'ok registered, dead not-found',
    ],
    [
      'words that promise nothing',
      200,
      [
        {DOI: '10.1109/CVPR.2016.90', status: 'Unknown'},
        {DOI: '10.1000/none', status: 'Invalid DOI'},
      ],
      '-, -',
    ],
    ['no rows', 200, [], '-, -'],
    ['a page', 200, '<!DOCTYPE html><title>Just a moment...</title>', '-, -'],
    ['a page with 404', 404, '<html>DOI Not Found</html>', '-, -'],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(said(agency, [a, b], outcome(status, body))).toBe(expected)
  })

  const handle = sourceOf('doi', 'doi-handle')
  test.for([
    [200, {responseCode: 1, handle: 'x', values: []}, 'ok registered'],
    [200, {responseCode: 200, handle: 'x'}, 'ok registered'],
    [404, {responseCode: 100, handle: 'x'}, 'dead not-found'],
    [200, {responseCode: 100, handle: 'x'}, '-'],
    [200, {responseCode: 2, message: 'error'}, '-'],
    [500, {responseCode: 2}, '-'],
    [404, 'Not Found', '-'],
  ] as const)('handles: %s %s', ([status, body, expected]) => {
    expect(said(handle, [a], outcome(status, body))).toBe(expected)
  })

  const work = (more: object): unknown => ({message: {items: [{DOI: '10.1/X', title: ['A Title'], ...more}]}})
  test.for([
    ['retracted', {'updated-by': [{type: 'retraction', DOI: '10.1/n'}]}, '10.1/n'],
    [
      'corrected',
      {
        'updated-by': [
          {type: 'correction', DOI: '10.1/n'},
          {type: 'expression_of_concern', DOI: '10.1/m'},
        ],
      },
      undefined,
    ],
    [
      'reinstated',
      {
        'updated-by': [
          {type: 'retraction', DOI: '10.1/n', updated: {'date-time': '2020-01-01T00:00:00Z'}},
          {type: 'reinstatement', DOI: '10.1/m', updated: {'date-time': '2021-01-01T00:00:00Z'}},
        ],
      },
      undefined,
    ],
    [
      'reinstated, told first',
      {
        title: ['RETRACTED: A Title'],
        'updated-by': [
          {type: 'reinstatement', DOI: '10.1/m', updated: {'date-time': '2021-01-01T00:00:00Z'}},
          {type: 'retraction', DOI: '10.1/n', updated: {'date-time': '2020-01-01T00:00:00Z'}},
        ],
      },
      undefined,
    ],
    [
      'retracted again',
      {
        'updated-by': [
          {type: 'retraction', DOI: '10.1/n', updated: {'date-time': '2022-01-01T00:00:00Z'}},
          {type: 'reinstatement', DOI: '10.1/m', updated: {'date-time': '2021-01-01T00:00:00Z'}},
        ],
      },
      '10.1/n',
    ],
    ['told by its title, in brackets', {title: ['(Retracted) A Title']}, ''],
    ['told by its title, and corrected', {title: ['RETRACTED: A Title'], 'updated-by': [{type: 'correction', DOI: '10.1/c'}]}, ''],
    ['the notice itself', {title: ['Retraction Note: A Title'], 'update-to': [{type: 'retraction', DOI: '10.1/old'}]}, '10.1/X'],
    ['a correction’s notice', {'update-to': [{type: 'correction', DOI: '10.1/old'}]}, undefined],
    ['told by its title alone', {title: ['RETRACTED ARTICLE: A Title']}, ''],
    ['told behind its title', {title: ['A Title (Withdrawal Notice)']}, ''],
    ['a title with such a word', {title: ['Withdrawn from Reality: A Title']}, undefined],
    [
      'nulls',
      {'updated-by': null, 'update-to': [null], author: null, issued: {'date-parts': [[null]]}, 'container-title': null},
      undefined,
    ],
  ] as const)('Crossref: %s', ([, more, expected]) => {
    expect(crossrefRecords(outcome(200, work(more)))?.get('10.1/x')?.retracted).toBe(expected)
  })

  test.for([
    ['component', true],
    ['peer-review', true],
    ['book', true],
    ['edited-book', true],
    ['proceedings', true],
    ['journal-issue', true],
    ['dataset', true],
    ['book-chapter', undefined],
    ['proceedings-article', undefined],
    ['journal-article', undefined],
    ['posted-content', undefined],
    ['dissertation', undefined],
    [null, undefined],
  ] as const)('Crossref: a %s is not a paper: %s', ([type, expected]) => {
    expect(crossrefRecords(outcome(200, work({type})))?.get('10.1/x')?.isNoPaper).toBe(expected)
  })

  test.for([
    ['Dataset', true],
    ['Software', true],
    ['Image', true],
    ['Model', true],
    ['Workflow', true],
    ['Text', undefined],
    ['Preprint', undefined],
    ['ConferencePaper', undefined],
    ['Other', undefined],
    [null, undefined],
  ] as const)('DataCite: a %s is not a paper: %s', ([resourceTypeGeneral, expected]) => {
    const attributes = {doi: '10.5281/zenodo.1', titles: [{title: 'T'}], types: {resourceTypeGeneral}}
    expect(dataciteRecords(outcome(200, {data: [{attributes}]}))?.get('10.5281/zenodo.1')?.isNoPaper).toBe(expected)
  })

  test('Crossref: the title in the original language counts too', () => {
    const facts = crossrefRecords(outcome(200, work({'original-title': ['Un titre']})))?.get('10.1/x')
    expect(facts?.titles).toEqual(['A Title', 'Un titre'])
  })

  test.for([
    [['Proceedings of the 27th Conference on Knowledge Discovery'], 'Proceedings of the 27th Conference on Knowledge Discovery, 2021'],
    [['2020 25th International Conference on Pattern Recognition'], '2020 25th International Conference on Pattern Recognition'],
    [[], undefined],
  ] as const)('Crossref: %s was held in the year of the event, unless it names another', ([names, expected]) => {
    const more = {'container-title': names, event: {name: 'It', start: {'date-parts': [[2021, 1, 10]]}}}
    expect(crossrefRecords(outcome(200, work(more)))?.get('10.1/x')?.venue).toBe(expected)
  })

  test('Crossref: the volume’s name counts, not the series’', () => {
    const facts = crossrefRecords(
      outcome(200, work({'container-title': ['Lecture Notes in Computer Science', 'Computer Vision – ECCV 2020']})),
    )
    expect(facts?.get('10.1/x')?.venue).toBe('Computer Vision – ECCV 2020')
    expect(crossrefRecords(outcome(200, work({type: 'posted-content', 'container-title': ['CVPR']})))?.get('10.1/x')?.accepted).toBe(false)
    for (const [status, body] of [
      [404, 'Resource not found.'],
      [429, ''],
      [200, {status: 'failed', message: [{type: 'parameter-not-allowed'}]}],
    ] as const)
      expect(crossrefRecords(outcome(status, body))?.size ?? 0).toBe(0)
  })
})

test.for([
  ['ICLR.cc/2022/Conference/-/Withdrawn_Submission', undefined, ''],
  ['ICLR.cc/2022/Conference/-/Blind_Submission', undefined, undefined],
  ['ICLR.cc/2022/Conference/-/Withdrawn_Submission', 'ICLR.cc/2022/Conference', undefined],
])('OpenReview’s API 1: a note of %s, venue %s', ([invitation, venueid, withdrawn]) => {
  const notes = [{id: 'tcbBPnfwxS', forum: 'tcbBPnfwxS', invitation, content: {title: 'T', ...(venueid !== undefined && {venueid})}}]
  const facts = factsSaid(sourceOf('openreview', 'openreview-v1'), 'https://openreview.net/forum?id=tcbBPnfwxS', outcome(200, {notes}))
  expect(facts?.kind === 'paper' ? facts.withdrawn : 'no paper').toBe(withdrawn)
})

describe('others', () => {
  test.for([
    [
      'openreview',
      'openreview',
      'https://openreview.net/forum?id=tcbBPnfwxS',
      200,
      {notes: [{id: 'tcbBPnfwxS', content: {title: {value: 'T'}}}]},
      'ok registered',
    ],
    [
      'openreview',
      'openreview-v1',
      'https://openreview.net/forum?id=tcbBPnfwxS',
      200,
      {notes: [{id: 'tcbBPnfwxS', content: {title: 'T'}}]},
      'ok registered',
    ],
    [
      'openreview',
      'openreview',
      'https://openreview.net/forum?id=tcbBPnfwxS',
      200,
      {notes: [{id: 'tcbBPnfwxS', ddate: 1, content: {title: {value: 'T'}}}]},
      '-',
    ],
    ['openreview', 'openreview', 'https://openreview.net/forum?id=tcbBPnfwxS', 200, {notes: []}, '-'],
    ['openreview', 'openreview', 'https://openreview.net/forum?id=tcbBPnfwxS', 403, {name: 'ChallengeRequiredError', status: 403}, '-'],
    ['openreview', 'openreview', 'https://openreview.net/forum?id=tcbBPnfwxS', 403, {name: 'ForbiddenError', status: 403}, '-'],
    ['openreview', 'openreview', 'https://openreview.net/forum?id=tcbBPnfwxS', 404, {name: 'NotFoundError', status: 404}, '-'],
    [
      'openreview',
      'openreview-search',
      'https://openreview.net/forum?id=tcbBPnfwxS',
      200,
      {notes: [{id: 'reply1', forum: 'tcbBPnfwxS', content: {title: {value: 'T'}}}]},
      'ok registered',
    ],
    ['openreview', 'openreview-search', 'https://openreview.net/forum?id=tcbBPnfwxS', 429, {name: 'RateLimitError'}, '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 200, {title: 'T'}, 'ok registered'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 200, 'Forbidden', 'dead private'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 200, '<title>Before you continue</title>', '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 401, 'Unauthorized', 'ok registered'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 401, {message: 'Unauthorized'}, '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 403, 'Forbidden', 'dead private'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 403, '<html>Sorry, unusual traffic</html>', '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 404, 'Not Found', 'dead not-found'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 404, '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>', '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 401, '<html>Authorization Required</html>', '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 400, 'Bad Request', '-'],
    ['youtube', 'youtube', 'https://youtu.be/7xUZA9X78x0', 429, '', '-'],
    ['youtube', 'youtube', 'https://www.youtube.com/playlist?list=PLabcdefghijklmnop', 404, 'Not Found', '-'],
    ['vimeo', 'vimeo', 'https://vimeo.com/274396495', 403, {}, 'ok registered'],
    ['vimeo', 'vimeo', 'https://vimeo.com/274396495', 404, {}, 'dead not-found'],
    ['vimeo', 'vimeo', 'https://vimeo.com/274396495', 404, '<!DOCTYPE html><title>VimeUhOh</title>', '-'],
    ['vimeo', 'vimeo', 'https://vimeo.com/274396495', 403, '<!DOCTYPE html><title>Just a moment...</title>', '-'],
    ['bilibili', 'bilibili', 'https://www.bilibili.com/video/BV1xx411c7mD', 200, {code: -404}, '-'],
    ['bilibili', 'bilibili', 'https://www.bilibili.com/video/BV1xx411c7mD', 412, {code: -412}, '-'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 200, {id: 'o/m', gated: 'auto'}, 'ok registered'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 200, {id: 'p/m'}, 'moved renamed'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 200, {id: 'o/m', disabled: true}, 'dead disabled'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 401, {error: 'Invalid username or password.'}, 'dead not-found'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 401, {error: 'Invalid credentials in Authorization header'}, '-'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 401, '', '-'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o', 401, {error: 'Invalid username or password.'}, '-'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 404, {error: 'Repository not found'}, '-'],
    ['huggingface', 'huggingface', 'https://huggingface.co/o/m', 429, {error: 'limit'}, '-'],
    ['discord', 'discord', 'https://discord.gg/abcdef', 200, {code: 'abcdef', guild: {name: 'G'}}, 'ok registered'],
    ['discord', 'discord', 'https://discord.gg/abcdef', 200, {code: 'abcdef'}, 'ok registered'],
    ['discord', 'discord', 'https://discord.gg/abcdef', 404, {message: 'Unknown Invite', code: 10006}, 'dead expired'],
    ['discord', 'discord', 'https://discord.gg/abcdef', 404, {message: '404: Not Found', code: 0}, '-'],
    ['discord', 'discord', 'https://discord.gg/abcdef', 429, {message: 'You are being rate limited.', retry_after: 1}, '-'],
    ['semanticscholar', 'semanticscholar', `https://www.semanticscholar.org/paper/${'0'.repeat(40)}`, 200, [null], '-'],
  ] as const)('%s, %s: %s answers %s %s', ([resolver, source, url, status, body, expected]) => {
    expect(said(sourceOf(resolver, source), [url], outcome(status, body))).toBe(expected)
  })

  test('OpenReview: a reply in the forum does not give the paper its title', () => {
    const notes = [
      {id: 'reply1', forum: 'tcbBPnfwxS', content: {title: {value: 'Official Review of a Paper by Reviewer 2'}}},
      {id: 'reply2', forum: 'tcbBPnfwxS', content: {title: {value: 'A Decision about This and That Paper'}}},
    ]
    const [identity] = ['https://openreview.net/forum?id=tcbBPnfwxS'].flatMap((url) => identityOf(url) ?? [])
    if (identity === undefined) throw new Error('no identity')
    const answer = sourceOf('openreview', 'openreview').read([identity], outcome(200, {notes}))
    expect(answer === 'split' ? answer : answer.get(identity)).toMatchObject({verdict: 'ok', evidence: expect.stringContaining('forum')})
    expect(answer === 'split' ? answer : answer.get(identity)?.facts).toBeUndefined()
  })

  test.for([
    ['image/jpeg', 'dead not-found'],
    ['text/html; charset=UTF-8', '-'],
    ['application/octet-stream', '-'],
    ['', '-'],
  ] as const)('YouTube: 404 for a picture, as %s', ([type, expected]) => {
    const thumbnail = sourceOf('youtube', 'youtube-thumbnail')
    expect(said(thumbnail, ['https://youtu.be/7xUZA9X78x0'], outcome(404, '', {'content-type': type}))).toBe(expected)
  })

  test('Hugging Face: what only a header says', () => {
    const hub = sourceOf('huggingface', 'huggingface')
    expect(said(hub, ['https://huggingface.co/o/m'], outcome(404, '', {'x-error-code': 'RepoNotFound'}))).toBe('dead not-found')
    const unsaid = {error: 'Repository not found'}
    expect(said(hub, ['https://huggingface.co/o/m'], outcome(401, unsaid, {'x-error-code': 'RepoNotFound'}))).toBe('dead not-found')
    expect(said(hub, ['https://huggingface.co/o/m'], outcome(403, '', {'x-error-message': 'Access to this resource is disabled.'}))).toBe(
      'dead disabled',
    )
    expect(said(hub, ['https://huggingface.co/o/m'], outcome(403, '', {'x-error-code': 'GatedRepo'}))).toBe('-')
  })

  test('Hugging Face: a name can’t change the rest of the address', () => {
    const hub = sourceOf('huggingface', 'huggingface')
    const {url} = hub.request([{service: 'huggingface', kind: 'dataset', id: 'o/r?x#y'}], 'https://hub.example', {
      github: false,
      semanticscholar: false,
      huggingface: true,
      openreview: false,
    })
    expect(new URL(url).pathname).toBe('/api/datasets/o/r%3Fx%23y')
  })
})

test.for([
  ['ICLR.cc/2025/Conference', 'ICLR 2025 Poster', true],
  ['NeurIPS.cc/2023/Track/Datasets_and_Benchmarks', 'NeurIPS 2023 Datasets and Benchmarks Poster', true],
  ['NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1', 'NeurIPS 2021 Datasets and Benchmarks Track (Round 1)', true],
  ['NeurIPS.cc/2024/Datasets_and_Benchmarks_Track', 'NeurIPS 2024 Track Datasets and Benchmarks Poster', true],
  ['robot-learning.org/CoRL/2023/Conference', 'CoRL 2023 Poster', true],
  ['TMLR', 'Accepted by TMLR', true],
  ['dblp.org/conf/ICML/2022', 'ICML 2022', true],
  ['dblp.org/journals/CORR/2022', 'CoRR 2022', false],
  ['ICML.cc/2023/Workshop/DMLR', 'DMLR @ ICML 2023', false],
  ['ICLR.cc/2023/TinyPapers', 'Tiny Papers @ ICLR 2023', false],
  ['ICLR.cc/2023/BlogPosts', 'Blogposts @ ICLR 2023', false],
  ['AAAI.org/2022/Fall_Symposium', 'AAAI 2022', false],
  ['ICLR.cc/2024/Conference', 'Submitted to ICLR 2024', false],
  ['ICLR.cc/2024/Conference/Rejected_Submission', 'Submitted to ICLR 2024', false],
  ['', '', false],
] as const)('OpenReview: a note in %s was accepted at %s: %s', ([venueid, venue, expected]) => {
  const note = {id: 'tcbBPnfwxS', content: {title: {value: 'T'}, venue: {value: venue}, venueid: {value: venueid}}}
  const facts = factsSaid(sourceOf('openreview', 'openreview'), 'https://openreview.net/forum?id=tcbBPnfwxS', outcome(200, {notes: [note]}))
  expect(facts?.kind === 'paper' && facts.accepted).toBe(expected)
})
