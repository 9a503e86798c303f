/** Services in trouble, questions other than verdicts, and how many requests it all takes. */
import {existsSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {identityKey, identityOf} from '../../src/core/link/identity.ts'
import {softwareHeritage, waybackBatch, waybackSingle} from '../../src/resolvers/archive.ts'
import {earlierVersions, versionTitles} from '../../src/resolvers/arxiv-versions.ts'
import {resolverOf, resolvers} from '../../src/resolvers/index.ts'
import {publications} from '../../src/resolvers/published.ts'
import {arxivSearch, titleMatch} from '../../src/resolvers/search.ts'
import {beside} from '../helpers/beside.ts'
import {alive, aliveHosts, aliveUrls} from '../standin/alive.ts'
import {allSecrets, inquire, noSecrets, settle} from '../standin/ask.ts'
import {moco} from '../standin/moco.ts'
import {closeWorld, one, resolve, world} from '../standin/resolve.ts'
import type {Trouble} from '../standin/server.ts'

describe('further questions', () => {
  test('earlier titles of a paper', async () => {
    const {server: here, clock} = await world({papers: [moco]})
    const questions = earlierVersions(moco.arxiv, 3)
    expect([...(await inquire(versionTitles, questions, here, clock)).values()]).toEqual([
      'Momentum Contrast',
      'Momentum Contrast for Learning',
    ])
    expect(here.requests).toHaveLength(1)
    expect(earlierVersions('1', 9).map(({version}) => version)).toEqual([1, 2, 3, 4, 7, 8])
  })

  test('where a preprint was published', async () => {
    const {server: here, clock} = await world({papers: [moco, {arxiv: '2101.00001', titles: ['Only a Preprint']}]})
    const answers = await inquire(publications, ['1911.05722', '2101.00001', '2101.99999'], here, clock)
    expect(answers.get('1911.05722')).toMatchObject({accepted: true, venue: 'Computer Vision and Pattern Recognition'})
    expect(answers.get('2101.00001')?.accepted).toBeUndefined()
    expect(answers.get('2101.99999')).toBeNull()
  })

  test('papers of a title', async () => {
    const {server: here, clock} = await world({papers: [moco]})
    const question = {title: 'Momentum Contrast for Unsupervised Visual Representation Learning'}
    expect((await inquire(arxivSearch, [question], here, clock)).get(question)).toMatchObject([{arxiv: '1911.05722'}])
    const known = {title: 'Momentum Contrast'}
    expect((await inquire(titleMatch, [known], here, clock)).get(known)).toMatchObject([{arxiv: '1911.05722'}])
    const unknown = {title: 'No Such Thing: a Paper'}
    expect((await inquire(arxivSearch, [unknown], here, clock)).get(unknown)).toEqual([])
  })

  test('copies of dead pages and repositories', async () => {
    const {server: here, clock} = await world({
      captures: {'http://a.example/x?y=1&z': '20210601120000'},
      archivedOrigins: ['https://github.com/o/r'],
    })
    const [page, other] = [{url: 'http://a.example/x?y=1&z', date: '2021-05-01'}, {url: 'http://b.example/'}]
    const copy = {url: 'https://web.archive.org/web/20210601120000/http://a.example/x?y=1&z', date: '2021-06-01'}
    for (const inquiry of [waybackBatch, waybackSingle]) {
      const copies = await inquire(inquiry, [page, other], here, clock)
      expect(copies.get(page)).toEqual(copy)
      expect(copies.has(other)).toBe(false)
    }
    const origins = await inquire(softwareHeritage, ['https://github.com/o/r', 'https://github.com/o/none'], here, clock)
    expect([...origins]).toEqual([
      ['https://github.com/o/r', {url: expect.stringContaining('origin_url=https%3A%2F%2Fgithub.com%2Fo%2Fr'), date: '2021-09-02'}],
    ])
  })
})

describe('in trouble', () => {
  const troubles: readonly Trouble[] = ['outage', 'limited', 'wall', 'drop', 'html', 'cut']

  test.for(troubles.flatMap((trouble) => aliveHosts.map((host) => [trouble, host] as const)))(
    '%s at %s calls nothing dead',
    async ([trouble, host]) => {
      for (const secrets of [allSecrets, noSecrets]) {
        const settled = await resolve(alive, aliveUrls, {
          trouble: {[host]: trouble},
          secrets,
          titles: {'https://openreview.net/forum?id=tcbBPnfwxS': 'Masked Autoencoders that Listen'},
        })
        for (const [url, settlement] of settled)
          expect(settlement === undefined || settlement.verdict === 'ok', `${url}: ${settlement?.evidence}`).toBe(true)
        await closeWorld()
      }
    },
  )

  test.for(['api.datacite.org', 'export.arxiv.org', 'api.semanticscholar.org'])('arXiv ids are settled without %s', async (host) => {
    expect(await one(alive, 'https://arxiv.org/abs/1911.05722', {trouble: {[host]: 'limited'}})).toMatchObject({
      verdict: 'ok',
      facts: {kind: 'paper'},
    })
  })

  test('with all registries of arXiv down its page is asked, a few times', async () => {
    const trouble = {'api.datacite.org': 'outage', 'export.arxiv.org': 'limited', 'api.semanticscholar.org': 'limited'} as const
    expect(await one(alive, 'https://arxiv.org/abs/1911.05722', {trouble})).toMatchObject({
      verdict: 'ok',
      facts: {authors: ['Kaiming He', 'Haoqi Fan']},
    })
    await closeWorld()
    expect(await one(alive, 'https://arxiv.org/abs/1911.99999', {trouble})).toMatchObject({verdict: 'dead'})
  })
})

describe('requests', () => {
  const shared = beside('upstreams/url-forms/')
  const hosts = [
    ['arxiv', 4600],
    ['github', 2200],
    ['cvf', 310],
    ['pmlr', 60],
    ['neurips', 73],
    ['doi', 530],
    ['openreview', 200],
    ['youtube', 48],
    ['huggingface', 42],
  ] as const

  test('a list of ten thousand links takes at most 0.15 requests a link', async () => {
    const urlOf: Readonly<Record<string, (index: number) => string>> = {
      arxiv: (index) => `https://arxiv.org/abs/${2001 + 100 * (index % 5)}.${String(10_000 + index)}`,
      github: (index) => `https://github.com/o${index}/r`,
      cvf: (index) => `https://openaccess.thecvf.com/content/CVPR202${index % 5}/html/A_B${index}_CVPR_202${index % 5}_paper.html`,
      pmlr: (index) => `https://proceedings.mlr.press/v${100 + (index % 20)}/a${index % 9}3a.html`,
      neurips: (index) => `https://papers.nips.cc/paper/201${index % 10}/hash/${index.toString(16).padStart(32, '0')}-Abstract.html`,
      doi: (index) => `https://doi.org/10.1000/x${index}`,
      openreview: (index) => `https://openreview.net/forum?id=aaaaaa${String(index).padStart(4, '0')}`,
      youtube: (index) => `https://youtu.be/aaaaaaa${String(index).padStart(4, '0')}`,
      huggingface: (index) => `https://huggingface.co/o/r${index}`,
    }
    const urls = hosts.flatMap(([name, count]) => Array.from({length: count}, (_, index) => urlOf[name]?.(index) ?? ''))
    const identities = urls.map((url) => identityOf(url))
    expect(identities.every((identity) => identity !== undefined && resolverOf(identity) !== undefined)).toBe(true)
    const {server: here, clock} = await world({
      papers: identities.flatMap((identity) => (identity?.service === 'arxiv' ? [{arxiv: identity.id, titles: ['T']}] : [])),
      repositories: identities.flatMap((identity) => (identity?.service === 'github' ? [{fullName: identity.id}] : [])),
      works: identities.flatMap((identity) =>
        identity?.service === 'doi' ? [{doi: identity.id, agency: 'Crossref' as const, title: 'T'}] : [],
      ),
      videos: identities.flatMap((identity) =>
        identity?.service === 'youtube' ? [{id: identity.id, title: 'T', state: 'public' as const}] : [],
      ),
      hub: identities.flatMap((identity) => (identity?.service === 'huggingface' ? [{kind: 'models' as const, id: identity.id}] : [])),
    })
    let open = 0
    for (const resolver of resolvers) {
      const mine = identities.filter((identity) => identity !== undefined).filter((identity) => resolverOf(identity) === resolver)
      if (mine.length === 0) continue
      const settled = await settle(resolver, mine, here, clock, {secrets: allSecrets, hints: {titleOf: () => undefined}})
      open += mine.length - settled.size
    }
    const perLink = (here.requests.length + open) / urls.length
    console.info(
      `${urls.length} links of registries: ${here.requests.length} requests, ${open} left to their pages, ${perLink.toFixed(3)} a link`,
    )
    // The stand-in has no volumes, so every paper of proceedings is left to its page here.
    expect(perLink).toBeLessThan(0.15)
  })

  test.runIf(existsSync(shared))('every address of the shared table has a resolver or none, and never two ways', () => {
    const rows = readFileSync(new URL('expected.tsv', shared), 'utf8').trimEnd().split('\n').slice(1)
    for (const row of rows) {
      const identity = identityOf(row.split('\t')[3] ?? '')
      if (identity === undefined) continue
      expect(resolvers.filter((resolver) => resolver.accepts(identity)).length).toBeLessThanOrEqual(1)
      expect(identityKey(identity)).toContain(identity.service)
    }
  })
})
