/**
 * Replies that nobody has promised: true replies of the stand-in and, if they are next to the checkout, of the services themselves, with values
 * dropped, emptied, swapped or of another type, cut off, under other statuses, or replaced by other pages. No reader fails, none settles what it
 * was not asked about, and none calls dead what was said to be alive.
 */
import {existsSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type Identity, identityOf} from '../../src/core/link/identity.ts'
import type {Outcome} from '../../src/core/probe.ts'
import {contradictingVenue, withdrawalOf} from '../../src/core/registry/compare-record.ts'
import type {Inquiry, Settlement} from '../../src/core/registry/resolver.ts'
import {softwareHeritage, waybackBatch, waybackSingle} from '../../src/resolvers/archive.ts'
import {versionTitles} from '../../src/resolvers/arxiv-versions.ts'
import {dblpRecords} from '../../src/resolvers/dblp.ts'
import {resolverOf, resolvers} from '../../src/resolvers/index.ts'
import {signIn} from '../../src/resolvers/openreview.ts'
import {crossrefByDoi, publications} from '../../src/resolvers/published.ts'
import {arxivByPairs, arxivSearch, dataciteByPairs, titleMatch} from '../../src/resolvers/search.ts'
import {allSecrets} from '../standin/ask.ts'
import {bodyWith, gatewaysNotFound, reply} from '../standin/mutations.ts'
import {allRecordings, outcomeOf, type Recording, recordings} from '../standin/recordings.ts'
import {serviceOf} from '../standin/server.ts'
import type {World} from '../standin/world.ts'

const title = 'Momentum Contrast for Unsupervised Visual Representation Learning'
const world: World = {
  papers: [
    {
      arxiv: '1911.05722',
      titles: ['Momentum Contrast', title],
      authors: ['Kaiming He', 'Haoqi Fan'],
      comment: 'CVPR 2020',
      published: {venue: 'CVPR', dblp: 'conf/cvpr/He20', doi: '10.1109/x.1'},
    },
    {arxiv: 'cs/0112017', titles: ['An Old Paper of Some Words'], authors: ['Ada Lovelace']},
  ],
  repositories: [
    {fullName: 'facebookresearch/moco', trees: {main: ['README.md', 'moco/a.py'], HEAD: ['README.md']}, issues: [3], releases: ['v1']},
    {fullName: 'lab/today', formerNames: ['lab/yesterday'], archived: true},
  ],
  owners: ['facebookresearch'],
  gists: ['0123456789abcdef0123'],
  works: [
    {
      doi: '10.1109/CVPR.2016.90',
      agency: 'Crossref',
      title: 'Deep Residual Learning',
      authors: [['Kaiming', 'He']],
      year: 2016,
      venue: 'CVPR',
    },
    {doi: '10.5281/zenodo.1', agency: 'DataCite', title: 'A Data Set'},
  ],
  records: [{key: 'conf/cvpr/He20', title, author: 'Kaiming He', venue: 'CVPR', year: 2020}],
  notes: [
    {
      id: 'tcbBPnfwxS',
      title: 'Masked Autoencoders that Listen',
      authors: ['A B'],
      venue: 'NeurIPS 2022',
      venueId: 'NeurIPS.cc/2022/Conference',
    },
    {id: 'oldNoteX1', title: 'A Note of the First API', api: 1},
  ],
  account: {id: 'a', password: 'b'},
  videos: [
    {id: '7xUZA9X78x0', title: 'A Talk', state: 'public'},
    {id: '274396495', title: 'On Vimeo', state: 'public'},
  ],
  hub: [{kind: 'models', id: 'microsoft/phi-1', gated: true}],
  invites: {sDgnqYWA3G: 'PseudoLab'},
  captures: {'http://a.example/x': '20210601120000'},
  archivedOrigins: ['https://github.com/o/r'],
  pages: {
    'proceedings.mlr.press/v202/': {status: 200, body: '<p class="title">A Title of Some Words</p><a href="/v202/liu23am.html">abs</a>'},
    'aclanthology.org/volumes/2022.acl-long/': {status: 200, body: '<a href="/2022.acl-long.331/">Another Title of Words</a>'},
    'papers.nips.cc/paper_files/paper/2022': {
      status: 200,
      body: `<a href="/paper_files/paper/2022/hash/${'a'.repeat(32)}-Abstract-Conference.html">A Third Title</a>`,
    },
    'openaccess.thecvf.com/CVPR2022?day=all': {
      status: 200,
      body: '<dt class="ptitle"><a href="/content/CVPR2022/html/He_Masked_CVPR_2022_paper.html">Masked</a></dt>',
    },
    'paperswithcode.com/paper/moco': {status: 302, location: 'https://huggingface.co/papers/1911.05722'},
    'api.bilibili.com/x/web-interface/view?bvid=BV1xx411c7mD': {status: 200, body: '{"code":0,"data":{"title":"A Video"}}'},
  },
}

const urls = [
  'https://arxiv.org/abs/1911.05722v1',
  'https://arxiv.org/pdf/cs/0112017',
  'https://github.com/facebookresearch/moco',
  'https://github.com/facebookresearch/moco/blob/main/README.md',
  'https://github.com/facebookresearch/moco/issues/3',
  'https://github.com/facebookresearch/moco/releases/tag/v1',
  'https://github.com/lab/yesterday',
  'https://github.com/facebookresearch',
  'https://gist.github.com/0123456789abcdef0123',
  'https://doi.org/10.1109/CVPR.2016.90',
  'https://doi.org/10.5281/zenodo.1',
  'https://openreview.net/forum?id=tcbBPnfwxS',
  'https://openreview.net/pdf?id=oldNoteX1',
  'https://youtu.be/7xUZA9X78x0',
  'https://vimeo.com/274396495',
  'https://www.bilibili.com/video/BV1xx411c7mD',
  'https://huggingface.co/microsoft/phi-1',
  'https://discord.gg/sDgnqYWA3G',
  'https://paperswithcode.com/paper/moco',
  'https://proceedings.mlr.press/v202/liu23am.html',
  'https://aclanthology.org/2022.acl-long.331/',
  `https://papers.nips.cc/paper_files/paper/2022/hash/${'a'.repeat(32)}-Abstract-Conference.html`,
  'https://openaccess.thecvf.com/content/CVPR2022/html/He_Masked_CVPR_2022_paper.html',
  `https://www.semanticscholar.org/paper/${'0'.repeat(40)}`,
]

/** What the stand-in answers to a probe, without a socket in between. */
function replyTo<Question>(inquiry: Inquiry<Question, unknown>, batch: readonly Question[]): Extract<Outcome, {kind: 'response'}> {
  const probe = inquiry.request(batch, inquiry.endpoint, allSecrets, {titleOf: () => 'Masked Autoencoders that Listen'})
  const {host, pathname, search, searchParams} = new URL(probe.url)
  const {
    status,
    headers = {},
    body = '',
  } = serviceOf(host).answer({
    method: probe.method,
    host,
    path: decodeURIComponent(pathname),
    rawPath: pathname + search,
    query: searchParams,
    headers: {...probe.headers, authorization: 'Bearer x'},
    body: probe.body ?? '',
    world,
    complain: () => {},
  })
  const location = headers['location']
  const hops = location === undefined ? [] : [{status, to: location}]
  return {kind: 'response', status: hops.length > 0 ? 200 : status, headers, body, truncated: false, url: location ?? probe.url, hops}
}

const sources = resolvers.flatMap((resolver) => {
  const identities = urls.flatMap((url) => identityOf(url) ?? []).filter((identity) => resolverOf(identity) === resolver)
  return resolver.sources.flatMap((source) => {
    const batch = identities.filter((identity) => source.accepts?.(identity, {titleOf: () => 'x'}) !== false)
    // Sources that don't batch are asked about each identity on its own.
    const batches = source.batchSize === 1 ? batch.map((one) => [one]) : batch.length === 0 ? [] : [batch]
    return batches.map((each): readonly [string, typeof source, readonly Identity[]] => [
      `${source.name} about ${each
        .map(({id}) => id)
        .join(', ')
        .slice(0, 60)}`,
      source,
      each,
    ])
  })
})

const texts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')
const listed = {title: 'Momentum Contrast for Unsupervised Representations of Images', venue: 'CVPR', year: 2020, authors: ['Kaiming He']}

/** What rules and reports rely on: texts where there should be texts, whole numbers where there should be numbers. */
function expectWellFormed({evidence, finalUrl, facts}: Settlement): void {
  expect(typeof evidence).toBe('string')
  if (finalUrl !== undefined) expect(URL.canParse(finalUrl)).toBe(true)
  if (facts?.kind === 'repository') {
    expect([facts.fullName, facts.archived, facts.empty, facts.disabled].map((value) => typeof value)).toEqual([
      'string',
      'boolean',
      'boolean',
      'boolean',
    ])
  }
  if (facts?.kind !== 'paper') return
  for (const [key, value] of Object.entries(facts)) {
    const isGood =
      key === 'titles' || key === 'authors'
        ? texts(value)
        : key === 'year' || key === 'latestVersion'
          ? Number.isInteger(value)
          : key === 'accepted' || key === 'isNoPaper'
            ? typeof value === 'boolean'
            : typeof value === 'string'
    expect(isGood, `${key} is ${JSON.stringify(value)}`).toBe(true)
  }
  contradictingVenue(listed, facts)
  withdrawalOf(listed, facts)
}

describe.for(sources)('%s', ([, source, batch]) => {
  const truth = replyTo(source, batch)

  test('survives every reply', () => {
    fc.assert(
      fc.property(reply, ({changes, status, truncated}) => {
        const body = changes.reduce(bodyWith, truth.body)
        const outcome: Outcome = {...truth, status: status === 200 ? truth.status : status, body, truncated}
        const answer = source.read(batch, outcome, {titleOf: () => undefined})
        if (answer === 'split') return
        for (const [identity, settlement] of answer) {
          const {verdict, evidence} = settlement
          expect(batch).toContain(identity)
          expectWellFormed(settlement)
          // A changed flag may say that something was taken down; nothing else in these replies says that anything is missing.
          if (verdict === 'dead') expect(`${status} ${evidence}`).toMatch(/disabled|blocked/)
        }
      }),
      // A year with a fraction.
      {numRuns: 300, examples: [[{changes: [{kind: 'json', choices: [0, 9, 4, 0]}], status: 200, truncated: false}]]},
    )
  })

  test.for([404, 410])('a gateway’s %s says nothing about what was asked', (status) => {
    for (const body of gatewaysNotFound) {
      const answer = source.read(batch, {...truth, status, body, headers: {'content-type': 'text/plain'}}, {titleOf: () => undefined})
      // For an address that redirects, the target says enough, whatever its page holds.
      if (answer !== 'split') expect([...answer.values()].map(({verdict}) => verdict).filter((verdict) => verdict === 'dead')).toEqual([])
    }
  })
})

const inquiries: readonly (readonly [string, Inquiry<never, unknown>, readonly unknown[]])[] = (
  [
    ['archived copies', waybackBatch, [{url: 'http://a.example/x'}]],
    ['an archived copy', waybackSingle, [{url: 'http://a.example/x'}]],
    ['Software Heritage', softwareHeritage, ['https://github.com/o/r']],
    ['versions', versionTitles, [{id: '1911.05722', version: 1}]],
    ['publications', publications, ['1911.05722', '2101.99999']],
    ['crossrefByDoi', crossrefByDoi, ['10.1109/cvpr.2016.90']],
    ['DBLP', dblpRecords, ['conf/cvpr/He20', 'conf/none/X']],
    ['a search at arXiv', arxivSearch, [{title}]],
    ['a search at arXiv by pairs of words', arxivByPairs, [{title}, {title: 'An Old Paper of Some Words'}]],
    ['a search at DataCite', dataciteByPairs, [{title}, {title: 'An Old Paper of Some Words'}]],
    ['a search at Semantic Scholar', titleMatch, [{title: 'Momentum Contrast'}]],
    ['an account', signIn, [{id: 'a', password: 'b'}]],
  ] as const
).map(([name, inquiry, batch]) => [name, inquiry as unknown as Inquiry<never, unknown>, batch])

test.for(inquiries)('%s survives every reply', ([, inquiry, batch]) => {
  const questions = batch as readonly never[]
  const truth = replyTo(inquiry, questions)
  fc.assert(
    fc.property(reply, ({changes, status, truncated}) => {
      const body = changes.reduce(bodyWith, truth.body)
      const answer = inquiry.read(questions, {...truth, status: status === 200 ? truth.status : status, body, truncated})
      if (answer !== 'split') for (const question of answer.keys()) expect(questions).toContain(question)
    }),
    {numRuns: 300},
  )
})

test('everything that is asked about here is alive by unchanged replies', () => {
  const said = sources.flatMap(([name, source, batch]) => {
    const answer = source.read(batch, replyTo(source, batch), {titleOf: () => undefined})
    return answer === 'split' ? [] : [...answer].map(([, {verdict}]) => `${name}: ${verdict}`)
  })
  expect(said.filter((line) => !/: (?:ok|moved)$/.test(line))).toEqual([])
  expect(said.length).toBeGreaterThan(25)
})

/** The things that a reply is about, as links. */
function linksIn({url, body}: Recording): string[] {
  const text = `${decodeURIComponent(url.replace(/%(?![\da-f]{2})/gi, '%25'))} ${body}`
  const all = (pattern: RegExp, prefix: string): string[] => [...text.matchAll(pattern)].map(([whole, part]) => prefix + (part ?? whole))
  return [
    ...all(/\b\d{4}\.\d{5}\b/g, 'https://arxiv.org/abs/'),
    ...all(/arxiv\.org\/abs\/([a-z-]+\/\d{7})/g, 'https://arxiv.org/abs/'),
    ...all(/\b10\.\d{4,9}\/[\w.()-]+/g, 'https://doi.org/'),
    ...all(/"(?:full_name|nameWithOwner)": ?"([\w.-]+\/[\w.-]+)"/g, 'https://github.com/'),
    ...all(/\/repos\/([\w.-]+\/[\w.-]+)/g, 'https://github.com/'),
    ...all(/youtu(?:\.be\/|be\.com\/watch\?v=)([\w-]{11})/g, 'https://youtu.be/'),
    ...all(/vimeo\.com\/(\d{6,})/g, 'https://vimeo.com/'),
    'https://arxiv.org/abs/2001.00001',
    'https://doi.org/10.1000/none',
    'https://github.com/o/r',
    'https://youtu.be/7xUZA9X78x0',
    'https://vimeo.com/274396495',
    'https://huggingface.co/o/r',
    'https://discord.gg/sDgnqYWA3G',
    'https://openreview.net/forum?id=tcbBPnfwxS',
    `https://www.semanticscholar.org/paper/${'0'.repeat(40)}`,
  ]
}

test.runIf(existsSync(recordings)).for(allRecordings())('%s: readers survive every change to it', ([, recording]) => {
  const truth = outcomeOf(recording)
  if (truth.kind !== 'response') return
  const links = [...new Set(linksIn(recording))].slice(0, 40)
  const identities = links.flatMap((url) => identityOf(url) ?? [])
  for (const source of new Set(resolvers.flatMap((resolver) => resolver.sources))) {
    const mine = identities.filter(
      (identity) => resolverOf(identity)?.sources.includes(source) === true && source.accepts?.(identity, {titleOf: () => 'x'}) !== false,
    )
    if (mine.length === 0) continue
    const batch = source.batchSize === 1 ? mine.slice(0, 1) : mine
    const isOwn = URL.canParse(recording.url) && new URL(source.endpoint).host === new URL(recording.url).host
    const said = source.read(batch, truth)
    const deadBefore = new Set(said === 'split' ? [] : [...said].flatMap(([identity, {verdict}]) => (verdict === 'dead' ? [identity] : [])))
    fc.assert(
      fc.property(reply, ({changes, status, truncated}) => {
        const body = changes.reduce(bodyWith, truth.body)
        const answer = source.read(batch, {...truth, status: status === 200 ? truth.status : status, body, truncated})
        if (answer === 'split') return
        for (const [identity, {verdict, evidence}] of answer) {
          expect(batch).toContain(identity)
          if (verdict === 'dead' && isOwn && !deadBefore.has(identity)) expect(`${identity.id}: ${evidence}`).toMatch(/disabled|blocked/)
        }
      }),
      {numRuns: isOwn ? 60 : 5},
    )
  }
  fc.assert(
    fc.property(reply, fc.constantFrom(...inquiries), ({changes}, [, inquiry, batch]) => {
      inquiry.read(batch as readonly never[], {...truth, body: changes.reduce(bodyWith, truth.body)})
    }),
    {numRuns: 60},
  )
})
