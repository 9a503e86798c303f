/** Each resolver in the stand-in internet: what it settles, and what it leaves open. */
import {describe, expect, test} from 'vitest'
import {type Identity, identityOf} from '../../src/core/link/identity.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {allSecrets, inquire} from '../standin/ask.ts'
import {facts, moco} from '../standin/moco.ts'
import {closeWorld, one, requests, resolve, world} from '../standin/resolve.ts'
import type {World} from '../standin/world.ts'

describe('arXiv', () => {
  test('is settled by DataCite, with title, authors and newest version', async () => {
    expect(await one({papers: [moco]}, 'https://arxiv.org/abs/1911.05722')).toMatchObject({
      verdict: 'ok',
      facts: {...facts, latestVersion: 3},
    })
    expect(requests()).toHaveLength(2)
    expect(requests()[0]).toMatch(/^GET api\.datacite\.org\/dois\?ids=10\.48550\/arxiv\.1911\.05722&/)
  })

  test('asks arXiv about what DataCite does not know, and believes its no', async () => {
    const papers = [
      {...moco, unknownAt: ['datacite'] as const},
      {arxiv: 'cs/0112017', titles: ['An Old One'], unknownAt: ['datacite'] as const},
    ]
    const urls = ['https://arxiv.org/abs/1911.05722', 'https://arxiv.org/abs/cs.CV/0112017', 'https://arxiv.org/abs/1911.99999']
    const settled = await resolve({papers}, urls)
    expect([...settled.values()].map((each) => each?.verdict)).toEqual(['ok', 'ok', 'dead'])
    expect(settled.get(urls[0] ?? '')).toMatchObject({facts})
    expect(requests()).toHaveLength(2)
  })

  test.for([
    ['https://arxiv.org/abs/1911.05722v3', 'ok', 'registered'],
    ['https://arxiv.org/abs/1911.05722v4', 'dead', 'version-missing'],
  ] as const)('%s: %s, %s', async ([url, verdict, reason]) => {
    expect(await one({papers: [moco]}, url)).toMatchObject({verdict, reason})
  })

  test('arXiv adds what DataCite does not know, and takes nothing away', async () => {
    const papers = [{...moco, comment: 'Withdrawn by the authors'}]
    expect(await one({papers}, 'https://arxiv.org/abs/1911.05722')).toMatchObject({
      verdict: 'ok',
      facts: {...facts, withdrawn: 'Withdrawn by the authors'},
    })
    await closeWorld()
    const known = await one({papers}, 'https://arxiv.org/abs/1911.05722', {trouble: {'export.arxiv.org': 'limited'}})
    expect(known).toMatchObject({verdict: 'ok', facts})
  })

  test('a withdrawn paper still has its abstract, its file is asked for', async () => {
    const papers = [{...moco, comment: 'This paper has been withdrawn by the authors', unknownAt: ['datacite'] as const}]
    const settled = await resolve({papers}, ['https://arxiv.org/abs/1911.05722', 'https://arxiv.org/pdf/1911.05722'])
    expect([...settled.values()]).toMatchObject([
      {verdict: 'ok', facts: {withdrawn: papers[0]?.comment}},
      {verdict: 'ok', pageDecides: true},
    ])
    expect([...settled.values()][0]?.pageDecides).toBeUndefined()
  })

  test('a mirror’s page decides for itself, and a missing id is not a verdict on it', async () => {
    const settled = await resolve({papers: [moco]}, ['https://ar5iv.org/abs/1911.05722', 'https://ar5iv.org/abs/1911.99999'])
    expect([...settled.values()]).toMatchObject([{verdict: 'ok', pageDecides: true}, undefined])
  })

  test('a mirror that shows the same for every id does not outlive a paper', async () => {
    const settled = await resolve({papers: [moco]}, ['https://www.alphaxiv.org/overview/1911.05722', 'https://alphaxiv.org/abs/1911.99999'])
    expect([...settled.values()]).toMatchObject([
      {verdict: 'ok', pageDecides: true},
      {verdict: 'dead', reason: 'not-found'},
    ])
  })

  test('a page that is made on demand is there if the paper is', async () => {
    const settled = await resolve({papers: [moco]}, [
      'https://huggingface.co/papers/1911.05722',
      'https://huggingface.co/papers/1911.99999',
    ])
    expect([...settled.values()]).toMatchObject([{verdict: 'ok'}, undefined])
    expect(settled.get('https://huggingface.co/papers/1911.05722')).not.toHaveProperty('pageDecides')
  })

  test('one id that the service cannot read spoils nothing', async () => {
    const {server: here, clock} = await world({papers: [moco]})
    const api = resolvers[0]?.sources[1]
    if (api === undefined) throw new Error('no source')
    const good = identityOf('https://arxiv.org/abs/1911.05722')
    const bad: Identity = {service: 'arxiv', kind: 'paper', id: 'abc'}
    const answers = await inquire(api, good === undefined ? [bad] : [bad, good], here, clock)
    expect(good && answers.get(good)?.verdict).toBe('ok')
    expect(answers.get(bad)).toBeUndefined()
    // The test itself asked for it.
    expect(here.breaches.every((breach) => breach.includes('`abc`'))).toBe(true)
    ;(here.breaches as string[]).length = 0
  })

  test('a hundred and twenty ids are three requests to DataCite and two to arXiv, and as many answers', async () => {
    const papers = Array.from({length: 120}, (_, index) => ({arxiv: `2106.${10_000 + index}`, titles: [`Paper ${index}`]}))
    const settled = await resolve(
      {papers},
      papers.map(({arxiv}) => `https://arxiv.org/abs/${arxiv}`),
    )
    expect(
      [...settled].every(
        ([url, each]) =>
          each?.verdict === 'ok' && each.facts?.kind === 'paper' && each.facts.titles[0] === `Paper ${Number(url.slice(-5)) - 10_000}`,
      ),
    ).toBe(true)
    expect(requests()).toHaveLength(5)
  })

  test('an empty answer is no evidence', async () => {
    // Even the canary is missing, so the answer says nothing about the others.
    const api = resolvers[0]?.sources[1]
    const identity = identityOf('https://arxiv.org/abs/1911.05722')
    const feed = '<feed xmlns:opensearch="o"><opensearch:totalResults>0</opensearch:totalResults></feed>'
    const read =
      identity && api?.read([identity], {kind: 'response', status: 200, headers: {}, body: feed, truncated: false, url: '', hops: []})
    expect(read).toEqual(new Map())
  })
})

describe('GitHub', () => {
  const tables: World = {
    owners: ['facebookresearch'],
    gists: ['258e6e40d3d6c2220b29518ff3c17c40'],
    repositories: [
      {
        fullName: 'facebookresearch/moco',
        archived: true,
        trees: {
          main: ['README.md', 'detection/train_net.py'],
          HEAD: ['.github/workflows/test.yml'],
          'feature/x': ['a/b.md'],
        },
        issues: [7],
        releases: ['v1', 'nightly/2'],
        assets: {'nightly/2': ['a b.pth']},
      },
      {
        fullName: 'google-deepmind/deepmind-research',
        formerNames: ['deepmind/deepmind-research'],
        trees: {master: ['byol/main.py']},
        releases: ['v1'],
        assets: {v1: ['m.pth']},
      },
      {fullName: 'o/empty', empty: true},
      {fullName: 'o/gone-by-dmca', disabled: true},
    ],
  }
  const cases = [
    ['https://github.com/FacebookResearch/MoCo', {verdict: 'ok', facts: {fullName: 'facebookresearch/moco', archived: true}}],
    ['https://github.com/o/empty', {verdict: 'ok', facts: {empty: true}}],
    ['https://github.com/o/missing', {verdict: 'dead', reason: 'not-found'}],
    ['https://github.com/o/gone-by-dmca', {verdict: 'dead', reason: 'disabled'}],
    ['https://github.com/deepmind/deepmind-research', {verdict: 'moved', finalUrl: 'https://github.com/google-deepmind/deepmind-research'}],
  ] as const
  const onlyWithToken = [
    [
      'https://github.com/deepmind/deepmind-research/tree/master/byol',
      {verdict: 'moved', finalUrl: 'https://github.com/google-deepmind/deepmind-research/tree/master/byol'},
    ],
    ['https://github.com/facebookresearch/moco/blob/main/README.md', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/tree/feature/x/a', {verdict: 'ok'}],
    ['https://raw.githubusercontent.com/facebookresearch/moco/main/README.md', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/issues/7', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/releases/tag/v1', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/releases/download/nightly/2/a%20b.pth', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/releases', {verdict: 'ok'}],
    ['https://github.com/facebookresearch/moco/actions/workflows/test.yml/badge.svg', {verdict: 'ok'}],
    ['https://github.com/facebookresearch', {verdict: 'ok'}],
  ] as const
  // Branches are renamed, issues transferred, owners too: only the page knows.
  const left = [
    'https://github.com/facebookresearch/moco/blob/master/README.md',
    'https://github.com/facebookresearch/moco/issues/8',
    'https://github.com/nobody-at-all',
    'https://github.com/facebookresearch/moco/releases/download/v1/m.pth',
    'https://github.com/facebookresearch/moco/releases/latest/download/m.pth',
    'https://github.com/facebookresearch/moco/actions/workflows/gone.yml/badge.svg',
  ]

  test('with a token one request covers everything', async () => {
    const all = [...cases, ...onlyWithToken]
    const settled = await resolve(
      tables,
      all.map(([url]) => url),
      {secrets: allSecrets},
    )
    for (const [url, expected] of all) expect(settled.get(url), url).toMatchObject(expected)
    expect(requests()).toEqual(['POST api.github.com/graphql'])
  })

  test('what may have moved is left to its page', async () => {
    const settled = await resolve(tables, left, {secrets: allSecrets})
    expect([...settled.values()]).toEqual(left.map(() => undefined))
  })

  test('without a token repositories and gists are asked one by one', async () => {
    const urls = [
      ...cases.map(([url]) => url),
      'https://gist.github.com/u/258e6e40d3d6c2220b29518ff3c17c40',
      'https://gist.github.com/u/000e6e40d3d6c2220b29518ff3c17c40',
    ]
    const settled = await resolve(tables, urls)
    for (const [url, expected] of cases) expect(settled.get(url), url).toMatchObject(expected)
    expect(settled.get(urls[5] ?? '')?.verdict).toBe('ok')
    expect(settled.get(urls[6] ?? '')?.verdict).toBe('dead')
  })

  test('without a token at most forty are asked', async () => {
    const repositories = Array.from({length: 60}, (_, index) => ({fullName: `o/r${index}`}))
    const settled = await resolve(
      {repositories},
      repositories.map(({fullName}) => `https://github.com/${fullName}`),
    )
    expect([...settled.values()].filter((each) => each?.verdict === 'ok')).toHaveLength(40)
    expect([...settled.values()].filter((each) => each === undefined)).toHaveLength(20)
  })

  test('names and paths cannot break out of the query', async () => {
    const url = 'https://github.com/facebookresearch/moco/blob/main/a%22)%20%7B%20id%20%7D%0A%E2%80%A8.md'
    expect(await one(tables, url, {secrets: allSecrets})).toBeUndefined()
  })

  test.for([
    ['http://www.github.com/deepmind/deepmind-research.git', 'https://github.com/', ''],
    ['https://github.com/deepmind/deepmind-research/', 'https://github.com/', ''],
    ['https://github.com/deepmind/deepmind-research#installation', 'https://github.com/', '#installation'],
    ['https://github.com/deepmind/deepmind-research?tab=readme', 'https://github.com/', '?tab=readme'],
    ['https://github.com/deepmind/deepmind-research/releases/download/v1/m.pth', 'https://github.com/', '/releases/download/v1/m.pth'],
    ['https://github.com/deepmind/deepmind-research/stargazers', 'https://github.com/', '/stargazers'],
  ] as const)('%s under its new name', async ([url, start, behind]) => {
    const finalUrl = `${start}google-deepmind/deepmind-research${behind}`
    expect(await one(tables, url, {secrets: allSecrets})).toMatchObject({verdict: 'moved', finalUrl})
  })
})

describe('DOI', () => {
  const tables: World = {
    works: [
      {
        doi: '10.1109/CVPR.2016.90',
        agency: 'Crossref',
        title: 'Deep Residual <i>Learning</i> for Image Recognition &amp; More',
        authors: [['Kaiming', 'He']],
        year: 2016,
        venue: '2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)',
      },
      {
        doi: '10.1016/S0140-6736(97)11096-0',
        agency: 'Crossref',
        title: 'RETRACTED: Ileal-lymphoid-nodular hyperplasia',
        retractedBy: '10.1016/s0140-6736(10)60175-4',
      },
      {doi: '10.5281/zenodo.7657585', agency: 'DataCite', title: 'A Data Set'},
      {doi: '10.11499/jalc.1', agency: 'JaLC', title: 'ignored'},
    ],
  }
  const cases = [
    [
      'https://doi.org/10.1109/CVPR.2016.90',
      {verdict: 'ok', facts: {titles: ['Deep Residual Learning for Image Recognition & More'], authors: ['Kaiming He'], year: 2016}},
    ],
    [
      'https://doi.org/10.1016/S0140-6736(97)11096-0',
      {verdict: 'ok', facts: {retracted: '10.1016/s0140-6736(10)60175-4', titles: ['Ileal-lymphoid-nodular hyperplasia']}},
    ],
    ['https://zenodo.org/record/7657585', {verdict: 'ok', pageDecides: true, facts: {titles: ['A Data Set']}}],
    ['https://doi.org/10.11499/jalc.1', {verdict: 'ok'}],
    ['https://doi.org/10.1109/CVPR.2016.999999', {verdict: 'dead', reason: 'not-found'}],
  ] as const

  test('three requests settle them all', async () => {
    const settled = await resolve(
      tables,
      cases.map(([url]) => url),
    )
    for (const [url, expected] of cases) expect(settled.get(url), url).toMatchObject(expected)
    expect(requests()).toHaveLength(3)
  })

  test('a name taken from a publisher’s address is never called dead', async () => {
    expect(await one(tables, 'https://dl.acm.org/doi/10.1145/1234567.89')).toBeUndefined()
  })

  test('a name with a comma is asked for on its own', async () => {
    expect(await one({works: [{doi: '10.1000/a,b', agency: 'Crossref', title: 'x'}]}, 'https://doi.org/10.1000/a,b')).toMatchObject({
      verdict: 'ok',
    })
    expect(requests()).toEqual(['GET doi.org/api/handles/10.1000/a%2Cb?type=URL'])
  })
})

describe('OpenReview', () => {
  const notes = [
    {
      id: 'tcbBPnfwxS',
      title: 'Masked Autoencoders that Listen',
      authors: ['A B'],
      venue: 'ICLR 2024 poster',
      venueId: 'ICLR.cc/2024/Conference',
    },
    {id: 'BZ5a1r-kVsf', title: 'An Older Paper on Learning', api: 1 as const},
  ]
  const url = 'https://openreview.net/forum?id=tcbBPnfwxS'

  test('is found by its listed title, though the notes are locked', async () => {
    expect(await one({notes}, url, {titles: {[url]: 'Masked Autoencoders That Listen'}})).toMatchObject({
      verdict: 'ok',
      facts: {venue: 'ICLR 2024 poster', accepted: true},
    })
    expect(requests()).toEqual([expect.stringMatching(/^GET api2\.openreview\.net\/notes\/search\?/)])
  })

  test('is searched for once with its file', async () => {
    const file = 'https://openreview.net/pdf?id=tcbBPnfwxS'
    const title = 'Masked Autoencoders That Listen'
    const settled = await resolve({notes}, [url, file], {titles: {[url]: title, [file]: title}})
    expect([...settled.values()].map((settlement) => settlement?.verdict)).toEqual(['ok', 'ok'])
    expect(requests()).toHaveLength(1)
  })

  test('is left open if the search finds another note, or no title is known', async () => {
    expect(
      await one({notes}, 'https://openreview.net/forum?id=aaaaaaaaaa', {
        titles: {'https://openreview.net/forum?id=aaaaaaaaaa': 'Masked Autoencoders that Listen'},
      }),
    ).toBeUndefined()
    await closeWorld()
    expect(await one({notes}, url)).toBeUndefined()
  })

  test('a time beyond the calendar has no year', () => {
    const body = JSON.stringify({notes: [{id: 'tcbBPnfwxS', forum: 'tcbBPnfwxS', cdate: 1e300, content: {title: {value: 'Masked'}}}]})
    const identity = identityOf(url)
    const outcome = {kind: 'response', status: 200, headers: {}, body, truncated: false, url, hops: []} as const
    for (const source of resolvers.find(({name}) => name === 'openreview')?.sources ?? []) {
      const answer = identity === undefined ? 'split' : source.read([identity], outcome, {titleOf: () => 'Masked'})
      for (const [, {facts}] of answer === 'split' ? [] : answer) expect(facts).not.toHaveProperty('year')
    }
  })

  test('with a login both APIs are asked in one request each', async () => {
    const settled = await resolve({notes}, [url, 'https://openreview.net/pdf?id=BZ5a1r-kVsf'], {secrets: allSecrets})
    expect([...settled.values()].map((each) => each?.verdict)).toEqual(['ok', 'ok'])
    expect(requests()).toHaveLength(2)
  })

  test('a rejected submission is not accepted', async () => {
    const rejected = [
      {id: 'tcbBPnfwxS', title: 'X', venue: 'Submitted to ICLR 2024', venueId: 'ICLR.cc/2024/Conference/Rejected_Submission'},
    ]
    expect(await one({notes: rejected}, url, {secrets: allSecrets})).toMatchObject({facts: {accepted: false}})
  })
})

describe('proceedings', () => {
  const pages = {
    'openaccess.thecvf.com/CVPR2018?day=all': {
      status: 200,
      body: `<dl><dt class="ptitle"><br><a href="/content_cvpr_2018/html/Wu_Unsupervised_Feature_Learning_CVPR_2018_paper.html">Unsupervised Feature Learning via Non-Parametric Instance Discrimination</a></dt>
        <dd><form class="authsearch"><input type="hidden" name="query_author" value="Zhirong Wu"><a href="#">Zhirong Wu</a>,</form>
        <form class="authsearch"><input type="hidden" name="query_author" value="Stella X. Yu"><a href="#">Stella X. Yu</a></form></dd>
        <dd>[<a href="/content_cvpr_2018/papers/Wu_Unsupervised_Feature_Learning_CVPR_2018_paper.pdf">pdf</a>]
        <div class="bibref">@InProceedings{Wu_2018_CVPR, author = {Wu, Zhirong}}</div></dd>
        <dt class="ptitle"><br><a href="/content_cvpr_2018/html/Doe_Other_CVPR_2018_paper.html">Other</a></dt><dd>Jane Doe</dd></dl>`,
    },
    'proceedings.mlr.press/v202/': {
      status: 200,
      body: '<div class="paper"><p class="title">A &amp; B</p><p class="details"><span class="authors">Ada Liu,&nbsp;Bo Roe</span>;<span class="info"><i>Proceedings</i>, PMLR 202:1-9</span></p><p class="links">[<a href="https://proceedings.mlr.press/v202/liu23am.html">abs</a>][<a href="https://proceedings.mlr.press/v202/liu23am/liu23am.pdf">Download PDF</a>]</p></div>',
    },
    'papers.nips.cc/paper_files/paper/2017': {
      status: 200,
      body: '<li><a title="paper title" href="/paper_files/paper/2017/hash/5dd9db5e033da9c6fb5ba83c7a7ebea9-Abstract.html">Attention, Again</a> <i>A. Author</i></li>',
    },
    'aclanthology.org/volumes/P19-1/': {
      status: 200,
      body: '<p>Editors: <a href=/people/e/eva-editor/>Eva Editor</a></p><p><a class="badge" href="https://aclanthology.org/P19-1185.pdf">pdf</a><strong><a class=align-middle href=/P19-1185/>A <span class=acl-fixed-case>BERT</span> Paper</a></strong><br><a href=/people/a/ada-liu/>Ada Liu</a> | <a href=/people/b/bo-roe/>Bo Roe</a></p><p><a class="badge" href="https://aclanthology.org/P19-1186.pdf">pdf</a><strong><a class=align-middle href=/P19-1186/>Other</a></strong><br><a href=/people/j/jane-doe/>Jane Doe</a></p>',
    },
  }

  test.for([
    [
      'http://openaccess.thecvf.com/content_cvpr_2018/papers/Wu_Unsupervised_Feature_Learning_CVPR_2018_paper.pdf',
      'Unsupervised Feature Learning via Non-Parametric Instance Discrimination',
      ['Zhirong Wu', 'Stella X. Yu'],
    ],
    ['https://proceedings.mlr.press/v202/liu23am/liu23am.pdf', 'A & B', ['Ada Liu', 'Bo Roe']],
    ['https://papers.nips.cc/paper/2017/hash/5dd9db5e033da9c6fb5ba83c7a7ebea9-Abstract.html', 'Attention, Again', ['A. Author']],
    ['https://www.aclweb.org/anthology/P19-1185', 'A BERT Paper', ['Ada Liu', 'Bo Roe']],
  ] as const)('the index of the volume knows %s', async ([url, title, authors]) => {
    expect(await one({pages}, url)).toMatchObject({verdict: 'ok', facts: {titles: [title], authors}})
  })

  test('a paper that is missing there is asked for at its own address', async () => {
    expect(await one({pages}, 'https://proceedings.mlr.press/v202/none23a.html')).toBeUndefined()
  })

  test('a volume is one request, however many of its papers are linked', async () => {
    await resolve({pages}, [
      'https://proceedings.mlr.press/v202/liu23am.html',
      'https://proceedings.mlr.press/v202/a23a.html',
      'https://proceedings.mlr.press/v202/b23b.html',
    ])
    expect(requests()).toHaveLength(1)
  })
})

describe('videos and the rest', () => {
  const tables: World = {
    videos: [
      {id: '7xUZA9X78x0', title: 'A Talk', state: 'public'},
      {id: 'embedoff123', state: 'embedding-off'},
      {id: 'private1234', state: 'private'},
      {id: 'deleted1234', state: 'deleted'},
      {id: '274396495', title: 'On Vimeo', state: 'public'},
    ],
    hub: [
      {kind: 'models', id: 'microsoft/phi-1'},
      {kind: 'datasets', id: 'rajpurkar/squad', formerIds: ['squad']},
      {kind: 'models', id: 'openai-community/gpt2', formerIds: ['gpt2']},
      {kind: 'models', id: 'meta/gated', gated: true},
      {kind: 'spaces', id: 'a/bad', disabled: true},
    ],
    invites: {sDgnqYWA3G: 'PseudoLab'},
    pages: {
      'paperswithcode.com/paper/known': {status: 302, location: 'https://huggingface.co/papers/1911.05722'},
      'paperswithcode.com/paper/unknown': {status: 302, location: 'https://huggingface.co/papers/trending'},
      'paperswithcode.com/task/x': {status: 302, location: 'https://huggingface.co/papers/trending'},
    },
  }
  test.for([
    ['https://youtu.be/7xUZA9X78x0', {verdict: 'ok', facts: {title: 'A Talk'}}],
    ['https://youtu.be/embedoff123', {verdict: 'ok'}],
    ['https://youtu.be/private1234', {verdict: 'dead', reason: 'private'}],
    ['https://youtu.be/deleted1234', {verdict: 'dead', reason: 'not-found'}],
    ['https://youtu.be/neverwas123', {verdict: 'dead', reason: 'not-found'}],
    ['https://vimeo.com/274396495', {verdict: 'ok', facts: {title: 'On Vimeo'}}],
    ['https://vimeo.com/999999999', {verdict: 'dead'}],
    ['https://huggingface.co/microsoft/phi-1', {verdict: 'ok'}],
    ['https://huggingface.co/meta/gated', {verdict: 'ok', evidence: expect.stringContaining('ask for access')}],
    ['https://huggingface.co/datasets/squad', {verdict: 'moved', finalUrl: 'https://huggingface.co/datasets/rajpurkar/squad'}],
    ['https://huggingface.co/gpt2', {verdict: 'moved', finalUrl: 'https://huggingface.co/openai-community/gpt2'}],
    ['https://huggingface.co/some-person', undefined],
    ['https://huggingface.co/nobody/nothing', {verdict: 'dead'}],
    ['https://huggingface.co/spaces/a/bad', {verdict: 'dead', reason: 'disabled'}],
    ['https://discord.gg/sDgnqYWA3G', {verdict: 'ok', facts: {title: 'PseudoLab'}}],
    ['https://discord.gg/expired1', {verdict: 'dead', reason: 'expired'}],
    ['https://paperswithcode.com/paper/known', {verdict: 'moved', finalUrl: 'https://arxiv.org/abs/1911.05722'}],
    ['https://paperswithcode.com/paper/unknown', {verdict: 'dead', reason: 'gone'}],
    ['https://paperswithcode.com/task/x', {verdict: 'dead', reason: 'gone'}],
  ] as const)('%s', async ([url, expected]) => {
    const settlement = await one(tables, url)
    if (expected === undefined) expect(settlement).toBeUndefined()
    else expect(settlement).toMatchObject(expected)
  })
})
