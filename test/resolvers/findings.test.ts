/** What users see of the registries' answers: the built program on lists with known defects, in the stand-in internet. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {run} from '../helpers/program.ts'
import {check, folderWith, found, hurry, verdicts} from '../standin/program.ts'
import {tokens} from '../standin/service.ts'
import type {World} from '../standin/world.ts'

test('one id under two titles: an earlier title of the paper clears it, another paper’s does not', async () => {
  const off = '<!-- paperlint-disable-line no-duplicate-paper-id -->'
  const world = {
    papers: [
      {arxiv: '2101.00001', titles: ['Boiling Kettles without Much Ado', 'LampNet: Seeing in the Dark by Small Lights']},
      {arxiv: '2101.00002', titles: ['Counting Spoons in Deep Drawers']},
      {arxiv: '2101.00003', titles: ['Folding Chairs of Steel', 'Doors for the House of Glass']},
    ],
  }
  const files = {
    'README.md': `# Papers

- Boiling Kettles without Much Ado [[Paper](https://arxiv.org/abs/2101.00001)]
- LampNet: Seeing in the Dark by Small Lights [[Paper](https://arxiv.org/abs/2101.00001)]
- Curtains that Open by Themselves [[Paper](https://arxiv.org/abs/2101.00002)]
- Counting Spoons in Deep Drawers [[Paper](https://arxiv.org/abs/2101.00002)]
- Folding Chairs of Steel [[Paper](https://arxiv.org/abs/2101.00003)]
- Doors for the House of Glass [[Paper](https://arxiv.org/abs/2101.00003)] ${off}
`,
  }
  const rules = ['no-duplicate-paper-id', 'no-unused-directive']
  const folder = folderWith(files)
  await run(['README.md', '--no-config', '--offline', '--baseline', 'known.json', '--update-baseline'], {cwd: folder})
  expect(found(await check(world, files), ...rules)).toEqual([
    '5 no-duplicate-paper-id error: Unexpected arXiv id `2101.00002` for `Curtains that Open by Themselves`, already used for `Counting Spoons in Deep Drawers` (6:36)',
  ])
  expect(found(await check(world, files, {args: ['--offline']}), ...rules)).toEqual([
    '4 no-duplicate-paper-id error: Unexpected arXiv id `2101.00001` for `LampNet: Seeing in the Dark by Small Lights`, already used for `Boiling Kettles without Much Ado` (3:37)',
    '6 no-duplicate-paper-id error: Unexpected arXiv id `2101.00002` for `Counting Spoons in Deep Drawers`, already used for `Curtains that Open by Themselves` (5:37)',
  ])
  // The cache keeps earlier titles, so that the next run need not ask for them.
  const cached = {folder: folderWith(files), args: ['--cache', 'cache']}
  await check(world, files, cached)
  const again = await check(world, files, cached)
  expect(found(again, ...rules).map((line) => line[0])).toEqual(['5'])
  expect(again.server.requests).toEqual([])
  // Shards that know nothing of the paper would report it all the same.
  for (const shard of ['1/2', '2/2'])
    expect(found(await check(world, files, {args: ['--shard', shard]}), ...rules).map((line) => line[0])).toEqual(['4', '6'])
  // What was known offline is not called stale, where answers have cleared it.
  expect((await check(world, files, {folder, args: ['--baseline', 'known.json']})).stderr).not.toContain('stale')
})

test('a preprint put up long after its conference, as its authors say and as they do not', async () => {
  const titles = ['Boiling Kettles without Much Ado', 'Counting Spoons in Deep Drawers']
  const papers = [
    {arxiv: '2111.00001', titles: titles.slice(0, 1), comment: 'CVPR 2020. 9 pages'},
    {arxiv: '2111.00002', titles: titles.slice(1), comment: '9 pages'},
  ]
  const list = papers.map(({arxiv, titles: [title]}) => `- ${title} (CVPR 2020) [[Paper](https://arxiv.org/abs/${arxiv})]\n`).join('')
  expect(found(await check({papers}, {'README.md': list}), 'plausible-venue-year')).toEqual([
    '2 plausible-venue-year warning: Unexpected venue year, arXiv id `2111.00002` is from 2021-11, 17 months after CVPR 2020; check the id and the year',
  ])
})

test('papers: withdrawn, retracted, a missing version, another venue and year', async () => {
  const checked = await check(
    {
      papers: [
        {
          arxiv: '2101.00001',
          titles: ['A Bold Claim About Everything'],
          comment: 'This paper has been withdrawn due to an error in Lemma 3',
        },
        {arxiv: '2101.00002', titles: ['A Paper of Two Versions', 'A Paper of Two Versions']},
      ],
      works: [
        {
          doi: '10.1016/S0140-6736(97)11096-0',
          agency: 'Crossref',
          title: 'Ileal Lymphoid Nodular Hyperplasia',
          retractedBy: '10.1016/notice',
        },
        {
          doi: '10.1109/CVPR52688.2022.01553',
          agency: 'Crossref',
          title: 'Masked Autoencoders Are Scalable Vision Learners',
          venue: '2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)',
          year: 2022,
        },
        {
          doi: '10.1109/ICCV48922.2021.00951',
          agency: 'Crossref',
          title: 'Emerging Properties in Self-Supervised Vision Transformers',
          venue: '2021 IEEE/CVF International Conference on Computer Vision (ICCV)',
          year: 2021,
        },
      ],
    },
    {
      'README.md': `# Papers

- A Bold Claim About Everything [[Paper](https://arxiv.org/abs/2101.00001)]
- A Paper of Two Versions [[Paper](https://arxiv.org/abs/2101.00002v9)]
- Ileal Lymphoid Nodular Hyperplasia [[Paper](https://doi.org/10.1016/S0140-6736\\(97\\)11096-0)]
- Masked Autoencoders Are Scalable Vision Learners (CVPR 2021) [[Paper](https://doi.org/10.1109/CVPR52688.2022.01553)]
- Emerging Properties in Self-Supervised Vision Transformers (CVPR 2021) [[Paper](https://doi.org/10.1109/ICCV48922.2021.00951)]
`,
    },
  )
  expect(found(checked)).toEqual([
    '3 no-withdrawn-paper warning: Unexpected withdrawn paper `A Bold Claim About Everything`: This paper has been withdrawn due to an error in Lemma 3',
    '4 no-dead-url error: Unexpected dead link `https://arxiv.org/abs/2101.00002v9`: the paper has no such version',
    '5 no-withdrawn-paper warning: Unexpected retracted paper `Ileal Lymphoid Nodular Hyperplasia`: 10.1016/notice',
    '6 venue-matches-metadata warning: Unexpected venue `CVPR 2021`, the registry has `CVPR 2022`',
    '7 venue-matches-metadata warning: Unexpected venue `CVPR 2021`, the registry has `ICCV 2021`',
  ])
})

test('a wrong paper’s title in an address is no evidence for that paper', async () => {
  const page = '/content/CVPR2023/html/Ann_Depth_From_Echoes_of_Bats_CVPR_2023_paper.html'
  const checked = await check(
    {
      pages: {
        'openaccess.thecvf.com/CVPR2023?day=all': {
          status: 200,
          body: `<dt class="ptitle"><a href="${page}">Depth From Echoes of Bats</a></dt>`,
        },
      },
    },
    {'README.md': `# Papers\n\n- Things That Move in Dark Rooms [[Paper](https://openaccess.thecvf.com${page})]\n`},
    {args: ['--host-interval', 'openaccess.thecvf.com=0ms']},
  )
  expect(found(checked, 'title-matches-metadata')).toHaveLength(1)
})

/** A search for a title at DataCite, arXiv or Semantic Scholar. */
const isSearch = (request: string): boolean => /search|\?query=/.test(request)

test('an id of another paper in the same field is reported if the paper that was meant is found', async () => {
  const papers = [
    {arxiv: '2301.00001', titles: ['Membership Inference Attacks against Diffusion Models'], authors: ['Ann Lee', 'Bo Wang']},
    {arxiv: '2301.00002', titles: ['Are Diffusion Models Vulnerable to Membership Stealing?'], authors: ['Cy Young', 'Dong Wang']},
    {arxiv: '2301.00003', titles: ['Stealing Members from Diffusion Models by Inference'], authors: ['Bo Wang']},
    {
      arxiv: '2301.00004',
      titles: ['Membership Inference Attacks against Diffusion Models', 'Inference of Members of Diffusion Models'],
      authors: ['Bo Wang'],
    },
    {arxiv: '2301.00005', titles: ['Membership Inference Attacks against Latent Diffusion Models of Images'], authors: ['Eve Moor']},
  ]
  const checked = await check(
    {papers},
    {
      'README.md': `# Papers

- Membership Inference Attacks against Diffusion Models [[Paper](https://arxiv.org/abs/2301.00002)]
- Membership Inference Attacks against Diffusion Models [[Paper](https://arxiv.org/abs/2301.00003)]
- Stealing Diffusion Models by Asking [[Paper](https://arxiv.org/abs/2301.00002)]
- Membership Inference Attacks against Diffusion Models [[Paper](https://arxiv.org/abs/2301.00004)]
- Membership Inference Attacks against Diffusion Models [[Paper](https://arxiv.org/abs/2301.00005)]
`,
    },
  )
  const says = (id: string, title: string): string =>
    `Unexpected paper behind arXiv id \`${id}\`: it is \`${title}\`, the entry says \`Membership Inference Attacks against Diffusion Models\``
  // A title that the paper once had is its own, even if another paper has it today.
  expect(found(checked, 'title-matches-metadata')).toEqual([
    `3 title-matches-metadata warning: ${says('2301.00002', 'Are Diffusion Models Vulnerable to Membership Stealing?')}`,
    `4 title-matches-metadata warning: ${says('2301.00003', 'Stealing Members from Diffusion Models by Inference')}`,
    `7 title-matches-metadata warning: ${says('2301.00005', 'Membership Inference Attacks against Latent Diffusion Models of Images')}`,
  ])
  // DataCite finds all of them together; Semantic Scholar is asked only for the title that no paper has.
  expect(checked.server.requests.filter(isSearch).map((request) => /api\.\w+/.exec(request)?.[0])).toEqual([
    'api.datacite',
    'api.semanticscholar',
  ])
})

test('the paper that was meant is remembered, and a misspelt title too', async () => {
  const papers = [
    {arxiv: '2301.00001', titles: ['Masked Autoencoders Are Scalable Vision Learners'], authors: ['Ann Lee']},
    {
      arxiv: '2301.00002',
      titles: ['Momentum Contrast for Visual Features', 'Unsupervised Contrastive Representations'],
      authors: ['Bo Wang'],
    },
    {arxiv: '2301.00003', titles: ['Masked Autoencoders Are Scalable Listeners'], authors: ['Cy Young']},
  ]
  const folder = folderWith({
    'README.md': `- Masked Autoencoders Are Scalable Vision Learners [[Paper](https://arxiv.org/abs/2301.00002)]
- Masked Autoencoders Are Scalable Vision Learners [[Paper](https://arxiv.org/abs/2301.00003)]
- Unsupervised Contrastve Representations [[Paper](https://arxiv.org/abs/2301.00002)]
`,
  })
  const first = await check({papers}, {}, {folder, args: ['--cache', 'cache.jsonl']})
  expect(first.report.findings.flatMap(({suggestion}) => suggestion ?? [])).toEqual([
    'https://arxiv.org/abs/2301.00001',
    'https://arxiv.org/abs/2301.00001',
    'Unsupervised Contrastive Representations',
  ])
  const second = await check({papers}, {}, {folder, args: ['--cache', 'cache.jsonl']})
  expect(second.report.findings).toEqual(first.report.findings)
  expect(second.server.requests).toEqual([])
})

test('a retitled paper for which no other was found is not searched for by the next run', async () => {
  const papers = [{arxiv: '2301.00002', titles: ['Are Diffusion Models Vulnerable to Membership Stealing?'], authors: ['Cy Young']}]
  const folder = folderWith({'README.md': '- Stealing Diffusion Models by Asking [[Paper](https://arxiv.org/abs/2301.00002)]\n'})
  const args = ['--cache', 'cache.jsonl', '--host-interval', 'export.arxiv.org=0ms', '--host-interval', 'api.semanticscholar.org=0ms']
  const first = await check({papers}, {}, {folder, args})
  expect(first.server.requests.filter(isSearch)).toHaveLength(2)
  const second = await check({papers}, {}, {folder, args})
  expect([found(first), found(second)]).toEqual([[], []])
  expect(second.server.requests).toEqual([])
})

test('repositories renamed, archived, empty, taken down, gone; invites, videos, models', async () => {
  const list = `# Code

- [renamed](https://github.com/old/name/tree/main/models)
- [archived](https://github.com/lab/archived)
- [empty](https://github.com/lab/empty)
- [down](https://github.com/lab/down)
- [gone](https://github.com/lab/gone)
- [chat](https://discord.gg/expired1)
- [private](https://youtu.be/aaaaaaaaaa1)
- [deleted](https://youtu.be/aaaaaaaaaa2)
- [embedding off](https://youtu.be/aaaaaaaaaa3)
- [never was](https://youtu.be/aaaaaaaaaa4)
- [model](https://huggingface.co/old/model)
- [no model](https://huggingface.co/none/such)
`
  const tables: World = {
    repositories: [
      {fullName: 'fresh/name', formerNames: ['old/name'], trees: {main: ['models/a.py']}},
      {fullName: 'lab/archived', archived: true},
      {fullName: 'lab/empty', empty: true},
      {fullName: 'lab/down', disabled: true},
    ],
    videos: [
      {id: 'aaaaaaaaaa1', state: 'private'},
      {id: 'aaaaaaaaaa2', state: 'deleted'},
      {id: 'aaaaaaaaaa3', state: 'embedding-off'},
    ],
    hub: [{kind: 'models', id: 'new/model', formerIds: ['old/model']}],
    archivedOrigins: ['https://github.com/lab/gone'],
  }
  const expected = [
    '3 no-moved-url info: Moved permanently: unexpected `https://github.com/old/name/tree/main/models`, expected `https://github.com/fresh/name/tree/main/models`',
    '4 no-archived-repository info: Archived repository `lab/archived`',
    '5 no-archived-repository info: Empty repository `lab/empty`',
    '6 no-dead-url error: Unexpected dead link `https://github.com/lab/down`: it was taken down',
    '7 no-dead-url error: Unexpected dead link `https://github.com/lab/gone`: GitHub does not know it, or it is private: GitHub says the same of both',
    '8 no-dead-url error: Unexpected dead link `https://discord.gg/expired1`: the invite has expired',
    '9 no-dead-url error: Unexpected dead link `https://youtu.be/aaaaaaaaaa1`: it is private',
    '10 no-dead-url error: Unexpected dead link `https://youtu.be/aaaaaaaaaa2`: its registry does not know it',
    '12 no-dead-url error: Unexpected dead link `https://youtu.be/aaaaaaaaaa4`: its registry does not know it',
    '13 no-moved-url info: Moved permanently: unexpected `https://huggingface.co/old/model`, expected `https://huggingface.co/new/model`',
    '14 no-dead-url error: Unexpected dead link `https://huggingface.co/none/such`: its registry does not know it',
  ]
  const checked = await check(tables, {'README.md': list})
  expect(found(checked)).toEqual(expected)
  const suggested = Object.fromEntries(
    checked.report.findings.map(({line, fix, suggestion}) => [line, {fix: fix?.replacement, suggestion}]),
  )
  expect(suggested[3]).toEqual({
    fix: 'https://github.com/fresh/name/tree/main/models',
    suggestion: 'https://github.com/fresh/name/tree/main/models',
  })
  // Nobody can say whose model it is now.
  expect(suggested[13]).toEqual({fix: undefined, suggestion: 'https://huggingface.co/new/model'})
  expect(suggested[7]?.suggestion).toContain('archive.softwareheritage.org')

  // Without a token REST and the pages say the same.
  const bare = await check(tables, {'README.md': list}, {env: {GITHUB_TOKEN: ''}})
  expect(found(bare).map((line) => line.replace(/: GitHub does not know it.*/, ''))).toEqual(
    expected.map((line) => line.replace(/: GitHub does not know it.*/, '')),
  )
})

const mae = 'Masked Autoencoders Are Scalable Vision Learners'
const published: World = {
  papers: [
    {
      arxiv: '2111.06377',
      titles: [mae],
      authors: ['Kaiming He', 'Xinlei Chen'],
      published: {venue: 'Computer Vision and Pattern Recognition', dblp: 'conf/cvpr/HeCXLDG22', doi: '10.1109/CVPR52688.2022.01553'},
    },
    {
      arxiv: '2010.11929',
      titles: ['An Image is Worth 16x16 Words'],
      authors: ['Alexey Dosovitskiy'],
      published: {venue: 'International Conference on Learning Representations', dblp: 'conf/iclr/DosovitskiyB0WZ21'},
    },
    {
      arxiv: '2105.04906',
      titles: ['VICReg: Variance-Invariance-Covariance Regularization'],
      authors: ['Adrien Bardes'],
      comment: 'Accepted at ICLR 2022',
      published: {venue: 'International Conference on Learning Representations', dblp: 'conf/iclr/BardesPL22'},
    },
    {
      arxiv: '2101.00005',
      titles: ['Only Claimed by One Service'],
      authors: ['Jane Doe'],
      published: {venue: 'International Conference on Machine Learning', dblp: 'conf/icml/Doe21'},
    },
    {arxiv: '2101.00006', titles: ['Only a Preprint to This Day'], authors: ['Jane Doe']},
  ],
  works: [
    {
      doi: '10.1109/CVPR52688.2022.01553',
      agency: 'Crossref',
      title: mae,
      authors: [['Kaiming', 'He']],
      venue: '2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)',
      year: 2022,
    },
  ],
  records: [
    {key: 'conf/iclr/DosovitskiyB0WZ21', title: 'An Image is Worth 16x16 Words', author: 'Alexey Dosovitskiy', venue: 'ICLR', year: 2021},
    {key: 'conf/icml/Doe21', title: 'Only Claimed by One Service', author: 'Somebody Else', venue: 'ICML', year: 2021},
  ],
}
const preprints = `# Papers

- ${mae} **(ArXiv 2021)** [[Paper](https://arxiv.org/abs/2111.06377)]
- An Image is Worth 16x16 Words **(ArXiv 2020)** [[Paper](https://arxiv.org/abs/2010.11929)]
- VICReg: Variance-Invariance-Covariance Regularization **(ArXiv 2021)** [[Paper](https://arxiv.org/abs/2105.04906)]
- Only Claimed by One Service **(ArXiv 2021)** [[Paper](https://arxiv.org/abs/2101.00005)]
- Only a Preprint to This Day **(ArXiv 2021)** [[Paper](https://arxiv.org/abs/2101.00006)]
`
const sightings = [
  '3 no-outdated-venue info: Unexpected venue `ArXiv 2021`, published since as `CVPR 2022` (Semantic Scholar, Crossref)',
  '4 no-outdated-venue info: Unexpected venue `ArXiv 2020`, published since as `ICLR 2021` (Semantic Scholar, DBLP)',
  '5 no-outdated-venue info: Unexpected venue `ArXiv 2021`, published since as `ICLR 2022` (arXiv, Semantic Scholar)',
]

test('preprints that have been published are reported with five more requests, and --fix leaves them alone', async () => {
  const checked = await check(published, {'README.md': preprints})
  expect(found(checked)).toEqual(sightings)
  expect(checked.report.findings.every(({fix, suggestion}) => fix === undefined && suggestion !== undefined)).toBe(true)
  // DataCite, arXiv; then Semantic Scholar, Crossref, DBLP.
  expect(checked.server.requests).toHaveLength(5)
  const off = await check(
    published,
    {'README.md': preprints},
    {args: ['--rule', 'no-outdated-venue=off', '--rule', 'no-missing-metadata=off']},
  )
  expect(off.server.requests).toHaveLength(2)
  const folder = folderWith({'README.md': preprints})
  const dry = await run(
    [
      'README.md',
      '--fix-dry-run',
      '--no-config',
      '--allow-private',
      '--remap',
      `^https?://([^/]+)/?(.*)$ ${checked.server.origin}/$1/$2`,
      '--user-agent',
      'x (+https://example.org)',
      ...hurry,
    ],
    {cwd: folder},
  )
  expect(dry.stdout).not.toContain('CVPR 2022')
})

test('what was learnt about publications is kept in the cache', async () => {
  const folder = folderWith({'README.md': preprints})
  const first = await check(published, {}, {folder, args: ['--cache', 'cache.jsonl']})
  expect(found(first)).toEqual(sightings)
  const second = await check(published, {}, {folder, args: ['--cache', 'cache.jsonl']})
  expect(found(second)).toEqual(sightings)
  expect(second.server.requests).toEqual([])
})

test('a part that the rest of the section has is suggested', async () => {
  const others = Array.from(
    {length: 12},
    (_, index) => `- Paper of Number ${index} and More **(ICML 2020)** [[Code](https://github.com/lab/archived)]`,
  )
  const checked = await check(
    {...published, repositories: [{fullName: 'lab/archived'}]},
    {'README.md': `# Papers\n\n${others.join('\n')}\n- ${mae} [[Paper](https://arxiv.org/abs/2111.06377)]\n`},
  )
  expect(found(checked, 'no-missing-metadata')).toEqual([
    `15 no-missing-metadata info: Unexpected entry \`${mae}\` without venue, the registry has \`CVPR 2022\``,
  ])
})

const notes: World = {
  notes: [
    {id: 'tcbBPnfwxS', title: 'Masked Autoencoders that Listen', venue: 'NeurIPS 2022 Accept', venueId: 'NeurIPS.cc/2022/Conference'},
    {id: 'oldNoteX1', title: 'A Note of the First API', api: 1},
  ],
  account: {id: 'ada@example.org', password: 'enchantress'},
}
const reviews = `# Papers

- An Entry without this Title at All [[Paper](https://openreview.net/forum?id=tcbBPnfwxS)]
- A Note of the First API [[Paper](https://openreview.net/forum?id=oldNoteX1)]
- A Private Note of Somebody [[Paper](https://openreview.net/forum?id=privateX1)]
`

test('OpenReview is asked with an account, whose password and token go nowhere else', async () => {
  const env = {OPENREVIEW_USERNAME: 'ada@example.org', OPENREVIEW_PASSWORD: 'enchantress'}
  const checked = await check(notes, {'README.md': reviews}, {env, args: ['--trace', 'https://openreview.net/forum?id=tcbBPnfwxS']})
  expect(verdicts(checked)).toEqual({
    'https://openreview.net/forum?id=tcbBPnfwxS': 'ok (registered)',
    'https://openreview.net/forum?id=oldNoteX1': 'ok (registered)',
    'https://openreview.net/forum?id=privateX1': expect.stringMatching(/^(?:blocked|error) /),
  })
  expect(found(checked, 'title-matches-metadata')).toHaveLength(1)
  expect(checked.server.requests.filter((request) => request.includes('/login'))).toEqual(['POST api2.openreview.net/login'])
  for (const secret of ['enchantress', tokens.openreview]) expect(checked.stdout + checked.stderr).not.toContain(secret)
})

test('titles stay here with `--no-search-titles`', async () => {
  const asked = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await check(notes, {'README.md': reviews}, {args})).server.requests
  expect((await asked()).join()).toContain('/notes/search?term=A+Note+of+the+First+API')
  const without = await asked('--no-search-titles')
  expect(without.length).toBeGreaterThan(0)
  expect(without.join()).not.toMatch(/search|First/)
})

test('an Enterprise server’s token is not sent to GitHub', async () => {
  const files = {'README.md': '# Papers\n\n- [Code](https://github.com/lab/code)\n'}
  const asked = async (GITHUB_API_URL: string): Promise<string> => (await check({}, files, {env: {GITHUB_API_URL}})).server.requests.join()
  // Only with a token can GitHub be asked for many repositories at once.
  expect(await asked('https://api.github.com')).toContain('/graphql')
  expect(await asked('https://git.enterprise.example/api/v3')).not.toContain('/graphql')
})

test('without an account, or with a wrong one, nothing is called dead and OpenReview is not asked for notes', async () => {
  const env = {OPENREVIEW_USERNAME: 'ada@example.org', OPENREVIEW_PASSWORD: 'wrong'}
  const wrong = await check(notes, {'README.md': reviews}, {env})
  expect(wrong.stderr).toContain('OpenReview did not accept')
  expect(wrong.stderr).not.toContain('wrong`')
  const none = await check(notes, {'README.md': reviews})
  expect(none.server.requests.some((request) => request.includes('/login'))).toBe(false)
  for (const checked of [wrong, none]) {
    expect(checked.report.links.filter(({verdict}) => verdict === 'dead')).toEqual([])
    expect(checked.server.requests.filter((request) => request.includes('/notes?'))).toEqual([])
  }
})

test('an email contact is sent to a service with a polite pool', async () => {
  const files = {
    'README.md': '# Papers\n\n- Deep Residual Learning for Image Recognition [[Paper](https://doi.org/10.1109/CVPR.2016.90)]\n',
  }
  const works: World = {works: [{doi: '10.1109/CVPR.2016.90', agency: 'Crossref', title: 'Deep Residual Learning for Image Recognition'}]}
  const asked = async (...args: readonly string[]): Promise<string> =>
    (await check(works, files, {args})).server.requests.filter((request) => request.includes('crossref')).join()
  expect(await asked('--contact', 'ada@example.org')).toContain('&mailto=ada%40example.org')
  expect(await asked('--contact', 'mailto:ada@example.org')).toContain('&mailto=ada%40example.org')
  expect(await asked('--contact', 'https://example.org/ada')).not.toContain('mailto')
  expect(await asked()).not.toContain('mailto')
})

test('the title that a registry gives a paper can do no harm in a report', async () => {
  const title = 'Red \u001b[31mHerring\u202e of\u0007 Some\u009b2J Words ::warning::x <img src=x onerror=alert(1)> | `a`\u0000 \u2066'
  const works = [{doi: '10.1109/1', agency: 'Crossref' as const, title}]
  const list = '- A Wholly Different Paper about Graphs [[Paper](https://doi.org/10.1109/1)]\n'
  const formats = ['pretty', 'markdown', 'github', 'html', 'junit', 'rdjson', 'sarif']
  const args = formats.flatMap((format) => ['--format', format, '-o', `out.${format}`])
  const folder = folderWith({'README.md': list})
  const checked = await check({works}, {}, {folder, args})
  expect(found(checked, 'title-matches-metadata')).toHaveLength(1)
  for (const format of formats) {
    const text = readFileSync(join(folder, `out.${format}`), 'utf8')
    expect(text, format).toContain('Herring')
    // Control characters, and those that change the direction of a line.
    expect(text.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g), format).toBeNull()
    expect(text, format).not.toMatch(/^::warning::x|<img/m)
  }
})
