/** Less usual answers of paper registries: titles in all spellings, incomplete answers, replies from somebody else. */
import {describe, expect, test} from 'vitest'
import {identityOf} from '../../src/core/link/identity.ts'
import {readAtom} from '../../src/resolvers/atom.ts'
import {citationOf} from '../../src/resolvers/citation.ts'
import {dataciteRecords} from '../../src/resolvers/datacite.ts'
import {dblpRecords} from '../../src/resolvers/dblp.ts'
import {publications} from '../../src/resolvers/published.ts'
import {plainTitle} from '../../src/resolvers/reply.ts'
import {cpuMsOf} from '../helpers/cpu-time.ts'
import {factsSaid, outcome, said, sourceOf} from './said.ts'

describe('titles as text', () => {
  test.for([
    ['Deep <i>Learning</i> &amp; More', 'Deep Learning & More'],
    ['Main Title<br/>and Its Subtitle', 'Main Title and Its Subtitle'],
    ['<jats:title>Main Title</jats:title><jats:subtitle>Its Subtitle</jats:subtitle>', 'Main Title Its Subtitle'],
    ['<p>A Title</p>\n<p>in Two</p>', 'A Title in Two'],
    ['H<sub>2</sub>O', 'H2O'],
    ['&lt;i&gt;In vitro&lt;/i&gt; Studies', 'In vitro Studies'],
    ['&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; Claims', 'Bold Claims'],
    ['Research &amp;amp; Development', 'Research & Development'],
    ['Schr&ouml;dinger&rsquo;s Cat &ndash; a Survey', 'Schrödinger’s Cat – a Survey'],
    ['&Eacute;tude', 'Étude'],
    ['&alpha;-Divergence', 'α-Divergence'],
    ['&#945;-Divergence &#x3b1;', 'α-Divergence α'],
    ['<![CDATA[A <b>Title</b>]]>', 'A Title'],
    ['P < 0.05 and x > 3', 'P < 0.05 and x > 3'],
    ['When a<b Matters', 'When a<b Matters'],
    ['AT&T and R&D', 'AT&T and R&D'],
    ['What &unknown; Means', 'What &unknown; Means'],
    ['Learning <tex-math notation="LaTeX">$\\alpha$</tex-math>-Divergences', 'Learning $\\alpha$-Divergences'],
    [
      'The <inline-formula><alternatives><tex-math>$H_0$</tex-math><mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msub><mml:mi>H</mml:mi><mml:mn>0</mml:mn></mml:msub></mml:math></alternatives></inline-formula> Tension',
      'The H0 Tension',
    ],
    [
      'On <mml:math><mml:semantics><mml:mi>K</mml:mi><mml:annotation encoding="application/x-tex">K</mml:annotation></mml:semantics></mml:math>-Means',
      'On K-Means',
    ],
    ['A\u200b Title\u00ad', 'A\u200b Title\u00ad'],
    ['', ''],
  ] as const)('%s', ([given, expected]) => {
    expect(plainTitle(given)).toBe(expected)
  })

  test('a long one is fast', async () => {
    const title = '<'.repeat(50_000) + '&'.repeat(50_000) + '<a '.repeat(20_000) + '&amp;'.repeat(20_000)
    expect(await cpuMsOf(() => plainTitle(title))).toBeLessThan(500)
  })
})

const entry = (id: string, inside: string): string => `<entry><id>http://arxiv.org/abs/${id}</id>${inside}</entry>`
const feed = (entries: readonly string[]): string =>
  `<?xml version='1.0' encoding='UTF-8'?><feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom"><opensearch:totalResults>${entries.length}</opensearch:totalResults>${entries.join('')}</feed>`
const canary = entry('1706.03762v7', '<title>Attention Is All You Need</title>')

describe('arXiv’s feeds', () => {
  const api = sourceOf('arxiv', 'arxiv')
  const urls = ['https://arxiv.org/abs/2001.00001', 'https://arxiv.org/abs/2001.00002']
  const [one, two] = [entry('2001.00001v1', '<title>One</title>'), entry('2001.00002v2', '<title>Two</title>')]

  test.for([
    ['a blank line before the declaration', `\n${feed([canary, one, two])}`, 'ok registered, ok registered'],
    ['a byte order mark', `\ufeff${feed([canary, one, two])}`, 'ok registered, ok registered'],
    [
      'a control character in an abstract',
      feed([canary, one, entry('2001.00002v2', '<title>Two</title><summary>a\u000bb\u0000\ufffe</summary>')]),
      'ok registered, ok registered',
    ],
    [
      'a reference to a control character',
      feed([canary, one, entry('2001.00002v2', '<title>Two</title><summary>a&#11;b&#x1F;c</summary>')]),
      'ok registered, ok registered',
    ],
    [
      'a reference of HTML',
      feed([canary, one, entry('2001.00002v2', '<title>Two&nbsp;and&eacute;</title>')]),
      'ok registered, ok registered',
    ],
    ['half a feed', feed([canary, one, two]).slice(0, -30), '-, -'],
    ['two of one id', feed([canary, one, one]), 'ok registered, -'],
    ['a feed of search results', feed([]).replace('<opensearch:totalResults>0', '<opensearch:totalResults>12'), '-, -'],
    ['no count', feed([canary, one]).replace(/<opensearch.*totalResults>/, ''), '-, -'],
    ['a count that is none', feed([canary, one]).replace('>2<', '>two<'), 'ok registered, -'],
    ['JSON', '{"feed":{"entry":[]}}', '-, -'],
    ['RSS', '<?xml version="1.0"?><rss version="2.0"><channel><title>arXiv</title></channel></rss>', '-, -'],
    ['nothing', '', '-, -'],
  ] as const)('%s', ([, body, expected]) => {
    expect(said(api, urls, outcome(200, body))).toBe(expected)
  })

  test.for([
    ['with its own words', feed([entry('x', '')]).replace('http://arxiv.org/abs/x', 'https://arxiv.org/api/errors#incorrect_id'), 'split'],
    ['of a gateway', '<html><head><title>400 Bad Request</title></head></html>', '-, -'],
    ['with nothing', '', '-, -'],
  ] as const)('400 %s', ([, body, expected]) => {
    expect(said(api, urls, outcome(400, body))).toBe(expected)
  })

  test('titles with tags and formulas come whole', () => {
    const inside = '<title type="xhtml"><div>On <i>K</i>-Means &amp; $\\alpha$</div></title><author><name>A B</name></author>'
    expect(factsSaid(api, urls[0] ?? '', outcome(200, feed([canary, entry('2001.00001v1', inside)])))).toMatchObject({
      titles: ['On K-Means & $\\alpha$'],
      authors: ['A B'],
    })
  })

  test.for([
    ['<arxiv:comment>Withdrawn by arXiv administrators</arxiv:comment>', 'Withdrawn by arXiv administrators'],
    [
      '<arxiv:comment>This submission has been removed by arXiv administrators</arxiv:comment>',
      'This submission has been removed by arXiv administrators',
    ],
    [
      '<summary>  This paper has been withdrawn by the author\n due to an error.</summary>',
      'This paper has been withdrawn by the author due to an error.',
    ],
    [
      '<summary>The authors have withdrawn this paper for a gap in the proof.</summary>',
      'The authors have withdrawn this paper for a gap in the proof.',
    ],
    ['<summary>Withdrawn by the author.</summary>', 'Withdrawn by the author.'],
    ['<summary>Withdrawn students are hard to find in records.</summary>', undefined],
    ['<summary>We study why this paper has been withdrawn by so many.</summary>', undefined],
    ['<arxiv:comment>Outliers were removed by arXivQL</arxiv:comment>', undefined],
  ] as const)('withdrawn: %s', ([inside, expected]) => {
    const given = entry('2001.00001v1', `<title>One</title>${inside}`)
    expect(factsSaid(api, urls[0] ?? '', outcome(200, feed([canary, given])))).toMatchObject({
      titles: ['One'],
      ...(expected !== undefined && {withdrawn: expected}),
    })
    if (expected === undefined) expect(factsSaid(api, urls[0] ?? '', outcome(200, feed([canary, given])))).not.toHaveProperty('withdrawn')
  })

  test.for([
    ['<title>Article not found | arXiv e-print repository</title>', 'dead not-found'],
    ['<html><body><h1>Article not found</h1><p>Article 2001.00001 doesn’t exist.</p></body></html>', 'dead not-found'],
    ['<title>Article identifier &#39;2001.00001&#39; not recognized</title>', 'dead not-found'],
    ['<title>404 Not Found</title><hr><center>nginx at export.arxiv.org</center>', '-'],
    ['<title>ERROR: The requested URL could not be retrieved</title><p>https://arxiv.org/abs/2001.00001</p>', '-'],
    ['{"detail":"no route for arxiv.org"}', '-'],
  ] as const)('the page: 404 %s', ([body, expected]) => {
    expect(said(sourceOf('arxiv', 'arxiv-page'), ['https://arxiv.org/abs/2001.00001'], outcome(404, body))).toBe(expected)
  })

  test('the page: a recent id may not have been announced yet', () => {
    const reply = outcome(404, '<title>Article not found</title>', {date: 'Wed, 29 Jan 2020 12:00:00 GMT'})
    expect(said(sourceOf('arxiv', 'arxiv-page'), ['https://arxiv.org/abs/2001.12345'], reply)).toBe('-')
  })

  test('a missing date is read as empty', () => {
    expect(readAtom(feed([canary]))?.entries.get('1706.03762')).toMatchObject({published: ''})
  })
})

describe('DataCite', () => {
  const facts = (attributes: object): unknown =>
    dataciteRecords(outcome(200, {data: [{id: 'x', attributes: {doi: '10.5281/ZENODO.1', titles: [{title: 'T'}], ...attributes}}]}))?.get(
      '10.5281/zenodo.1',
    )

  test.for([
    [
      'the main title first',
      {titles: [{title: 'Untertitel', titleType: 'Subtitle'}, {title: 'Haupttitel'}]},
      ['Haupttitel', 'Haupttitel: Untertitel', 'Untertitel'],
    ],
    [
      'translations behind it',
      {
        titles: [
          {title: 'A Translation', titleType: 'TranslatedTitle', lang: 'en'},
          {title: 'Ein Titel', lang: 'de'},
        ],
      },
      ['Ein Titel', 'A Translation'],
    ],
    ['an alternative alone', {titles: [{title: 'Other', titleType: 'AlternativeTitle'}]}, ['Other']],
    [
      'types that are null',
      {
        titles: [
          {title: 'One', titleType: null},
          {title: 'Two', titleType: null},
        ],
      },
      ['One', 'Two'],
    ],
    ['tags and references', {titles: [{title: '<i>Nature</i> &amp; Nurture'}]}, ['Nature & Nurture']],
    ['one without a list', {titles: {title: 'Alone'}}, []],
    ['blanks', {titles: [{title: ' '}]}, []],
  ] as const)('titles: %s', ([, attributes, expected]) => {
    expect((facts(attributes) as {titles: unknown} | undefined)?.titles).toEqual(expected)
  })

  test.for([
    [{publicationYear: 2020}, {year: 2020}],
    [{publicationYear: '2020'}, {year: 2020}],
    [{publicationYear: null}, {}],
    [{publicationYear: 0}, {}],
    [{version: '3'}, {latestVersion: 3}],
    [{version: 3}, {latestVersion: 3}],
    [{version: 'v3'}, {}],
    [{version: '1.0.2'}, {}],
    [{creators: [{name: 'Vaswani, Ashish'}]}, {authors: ['Ashish Vaswani']}],
    [
      {creators: [{name: 'University of California, Berkeley', nameType: 'Organizational'}]},
      {authors: ['University of California, Berkeley']},
    ],
    [{creators: [{name: 'x', givenName: null, familyName: null}, null, {}]}, {authors: ['x']}],
    [{creators: null}, {}],
  ] as const)('%j', ([attributes, expected]) => {
    expect(facts(attributes)).toEqual({kind: 'paper', titles: ['T'], doi: '10.5281/zenodo.1', ...expected})
  })

  test.for([
    [
      'a page of many',
      200,
      {data: [], meta: {total: 40, totalPages: 2}, links: {next: 'https://api.datacite.org/dois?page%5Bcursor%5D=x'}},
      0,
    ],
    ['a single record', 200, {data: {attributes: {doi: '10.5281/zenodo.1', titles: [{title: 'T'}]}}}, 1],
    ['nulls', 200, {data: [null, {attributes: null}, {attributes: {doi: null, titles: [null]}}]}, 0],
    ['an error with status 200', 200, {errors: [{status: '500', title: 'Internal Server Error'}]}, undefined],
    ['a limit', 429, {errors: [{status: '429', title: 'Too many requests'}]}, undefined],
    ['a gateway', 504, '<html>504 Gateway Time-out</html>', undefined],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(dataciteRecords(outcome(status, body))?.size).toBe(expected)
  })
})

test.for([
  ['known and unknown', [{title: 'T'}, null], ['2001.00001: T', '2001.00002: none']],
  ['rows that say nothing', [{}, {error: 'x'}], []],
  ['the other’s row', [null, {title: 'T', externalIds: {ArXiv: '2001.00001'}}], ['2001.00001: none']],
  ['one row', [null], []],
] as const)('Semantic Scholar, about publications: %s', ([, rows, expected]) => {
  const answer = publications.read(['2001.00001', '2001.00002'], outcome(200, rows))
  expect(answer === 'split' ? answer : [...answer].map(([id, facts]) => `${id}: ${facts === null ? 'none' : facts.titles[0]}`)).toEqual(
    expected,
  )
})

describe('DBLP', () => {
  const head = {vars: ['pub', 'title', 'venue', 'year', 'author']}
  const pub = (key: string): object => ({type: 'uri', value: `https://dblp.org/rec/${key}`})
  const literal = (value: string): object => ({type: 'literal', value})
  const answers = (status: number, body: unknown): unknown => {
    const answer = dblpRecords.read(['conf/x/A', 'conf/x/B'], outcome(status, body))
    return answer === 'split' ? answer : [...answer].map(([key, facts]) => `${key}: ${facts === null ? 'none' : facts.titles[0]}`)
  }
  test.for([
    ['one of two', 200, {head, results: {bindings: [{pub: pub('conf/x/A'), title: literal('T.')}]}}, ['conf/x/A: T', 'conf/x/B: none']],
    ['no results', 200, {head}, []],
    ['results of another shape', 200, {head, results: {bindings: null}}, []],
    ['an exception', 200, {exception: 'Timeout', status: 'ERROR'}, []],
    ['an exception in a bad request', 400, {exception: 'Parse error'}, []],
    ['a challenge', 200, '<title>Making sure you&#39;re not a bot!</title>', []],
  ] as const)('%s', ([, status, body, expected]) => {
    expect(answers(status, body)).toEqual(expected)
  })
})

describe('Semantic Scholar', () => {
  const hash = `https://www.semanticscholar.org/paper/${'0'.repeat(40)}`
  const scholar = sourceOf('semanticscholar', 'semanticscholar')
  test.for([
    [
      'values of other types',
      200,
      [{title: 'A &amp; B', year: '2020', venue: null, externalIds: {DOI: ['x']}, authors: [{name: null}, {}]}],
      ['A & B'],
    ],
    ['a row within a row', 200, [[{title: 'A'}]], undefined],
    ['rows in an object', 200, {data: [{title: 'A'}]}, undefined],
    ['an error for a row', 200, [{error: 'x'}], undefined],
    ['a key that is not one', 403, {message: 'Forbidden'}, undefined],
    ['a time-out', 504, {message: 'Endpoint request timed out'}, undefined],
    ['null', 200, 'null', undefined],
  ] as const)('%s', ([, status, body, titles]) => {
    const facts = factsSaid(scholar, hash, outcome(status, body))
    expect(facts).toEqual(titles && {kind: 'paper', titles})
  })
})

describe('pages of papers', () => {
  test.for([
    ['<meta name="citation_title" content="A &lt;i&gt;Title&lt;/i&gt;">', ['A Title']],
    ['<meta name="citation_title" content="A &amp;amp; B">', ['A & B']],
    ['<meta name="citation_title" content=""><meta name="citation_title" content="B">', ['B']],
    ['<meta property="og:title" content="B">', undefined],
    ['', undefined],
  ] as const)('%s', ([html, titles]) => {
    expect(citationOf(html)?.titles).toEqual(titles)
  })

  const [pmlr, url] = [sourceOf('pmlr', 'pmlr'), 'https://proceedings.mlr.press/v202/liu23am.html']
  test.for([
    ['an address within the volume', '<p class="title">A <i>Title</i> of B</p><a href="liu23am.html">abs</a>', ['A Title of B']],
    [
      'the file alone',
      '<p class="title">A Title</p><a href="https://proceedings.mlr.press/v202/liu23am/liu23am.pdf">Download PDF</a>',
      ['A Title'],
    ],
    [
      'named, and linked from a picture below',
      '<a href="liu23am.html">A Title</a><p class="title">Another</p><a href="liu23am.html"><img></a>',
      ['A Title'],
    ],
    ['another paper', '<p class="title">A Title</p><a href="/v202/other23a.html">abs</a>', undefined],
    ['another volume', '<p class="title">A Title</p><a href="/v201/liu23am.html">abs</a>', undefined],
    ['not found, with status 200', '<title>Site not found · GitHub Pages</title>', undefined],
    ['nothing', '', undefined],
  ] as const)('an index: %s', ([, html, titles]) => {
    const facts = factsSaid(pmlr, url, outcome(200, html))
    expect(facts).toEqual(titles && {kind: 'paper', titles, accepted: true})
  })

  test('an index with the listed title at another address does not vouch for this one', () => {
    const identity = identityOf('https://proceedings.mlr.press/v202/wrong23a.html')
    if (identity === undefined) throw new Error('no identity')
    const reply = outcome(200, '<p class="title">Learning to Sort</p><a href="/v202/liu23am.html">abs</a>')
    const answer = pmlr.read([identity], reply, {titleOf: () => 'Learning to sort'})
    expect(answer === 'split' ? answer : answer.get(identity)).toMatchObject({verdict: 'ok', pageDecides: true})
  })
})
