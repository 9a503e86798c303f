/** Recorded replies of the real services, read by their sources, if the recordings are next to the checkout. */
import {existsSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {type Identity, identityOf} from '../../src/core/link/identity.ts'
import type {Outcome} from '../../src/core/probe.ts'
import type {Settlement, Source} from '../../src/core/registry/resolver.ts'
import {softwareHeritage, waybackSingle} from '../../src/resolvers/archive.ts'
import {readAtom} from '../../src/resolvers/atom.ts'
import {citationOf} from '../../src/resolvers/citation.ts'
import {crossrefRecords} from '../../src/resolvers/crossref.ts'
import {dataciteRecords} from '../../src/resolvers/datacite.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {titleMatch} from '../../src/resolvers/search.ts'
import {batchRecords, paperOf} from '../../src/resolvers/semantic-scholar.ts'
import {cassette, outcomeOf, page, read, recordings, replay} from '../standin/recordings.ts'

function source(resolver: string, name: string): Source {
  const found = resolvers.find((each) => each.name === resolver)?.sources.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no source ${name}`)
  return found
}

function identity(url: string): Identity {
  const found = identityOf(url)
  if (found === undefined) throw new Error(`no identity of ${url}`)
  return found
}

/** What a source makes of a reply about one URL. */
function settled(from: Source, url: string, outcome: Outcome): Settlement | 'split' | undefined {
  const about = identity(url)
  const answer = from.read([about], outcome)
  return answer === 'split' ? answer : answer.get(about)
}

describe.runIf(existsSync(recordings))('recorded replies of', () => {
  test('arXiv: feeds', () => {
    const plain = readAtom(page('arxiv/id_list_plain.200.json').body)
    expect(plain?.total).toBe(plain?.entries.size)
    expect(
      [...(plain?.entries.values() ?? [])].every(
        ({title, authors, published}) => title !== '' && authors.length > 0 && /^\d{4}-/.test(published),
      ),
    ).toBe(true)
    const old = readAtom(page('arxiv/id_list_old_style_journal_ref.200.json').body)
    expect([...(old?.entries.values() ?? [])]).toEqual([
      expect.objectContaining({id: expect.stringMatching(/^[a-z-]+\/\d{7}$/), journal: expect.any(String)}),
    ])
    for (const name of ['impossible_id', 'wrong_digit_count'])
      expect(readAtom(page(`arxiv/id_list_${name}.200-empty.json`).body)).toMatchObject({total: 0})
    expect(readAtom(read('arxiv/batch_4_asked_1_found.xml'))?.entries.size).toBe(1)
    expect(readAtom('Rate exceeded.')).toBeUndefined()
  })

  test('arXiv: one good id of two, without the canary, says nothing about the other', () => {
    const outcome = outcomeOf(page('arxiv/id_list_one_bad_one_good.200-partial.json'))
    const api = source('arxiv', 'arxiv')
    const [good, other] = [identity('https://arxiv.org/abs/1707.08567'), identity('https://arxiv.org/abs/1707.99999')]
    const answer = api.read([good, other], outcome)
    expect(answer).not.toBe('split')
    if (answer === 'split') return
    expect(answer.get(good)).toMatchObject({verdict: 'ok', facts: {year: 2017, latestVersion: 1}})
    expect(answer.has(other)).toBe(false)
  })

  test('arXiv: a refused batch is split, a refused client gets no answer', () => {
    const api = source('arxiv', 'arxiv')
    expect(settled(api, 'https://arxiv.org/abs/1707.08567', outcomeOf(page('arxiv/id_list_malformed_abc.400.json')))).toBe('split')
    expect(
      settled(api, 'https://arxiv.org/abs/1707.08567', outcomeOf({status: 429, body: read('arxiv/quoted_rate_limited.429.txt')})),
    ).toBeUndefined()
  })

  test('arXiv’s page and DataCite’s record of one paper agree', () => {
    const tape = cassette('arxiv/abs_page_html.vcr.yaml')
    const html = tape.find(({url}) => url.includes('arxiv.org/abs/'))
    const record = tape.find(({url}) => url.includes('api.datacite.org'))
    const cited = citationOf(html?.body ?? '')
    const known = dataciteRecords(outcomeOf(record ?? {}))?.get('10.48550/arxiv.1902.02534')
    expect(cited?.titles).toEqual([
      'Crowdsourcing open citations with CROCI -- An analysis of the current status of open citations, and a proposal',
    ])
    expect(known?.titles).toEqual(cited?.titles)
    expect(known?.authors?.map((name) => name.split(' ').at(-1))).toEqual(cited?.authors?.map((name) => name.split(' ').at(-1)))
    expect(known?.year).toBe(2019)
    expect(known?.latestVersion).toBeGreaterThanOrEqual(1)
  })

  test('DataCite: missing', () => {
    const missing = cassette('doi-crossref/datacite_not_found.vcr.yml').find(({url}) => url.includes('api.datacite.org'))
    expect(missing?.status).toBe(404)
    expect(dataciteRecords(outcomeOf(missing ?? {}))).toBeUndefined()
  })

  test('Crossref: works, missing works, updates', () => {
    const [first, missing, third] = cassette('doi-crossref/crossref_works_mixed_ok_404.vcr.yaml')
    expect(crossrefRecords(outcomeOf(first ?? {}))?.get('10.1371/journal.pone.0033693')).toMatchObject({
      titles: [expect.any(String)],
      authors: expect.any(Array),
      year: 2012,
    })
    expect(crossrefRecords(outcomeOf(missing ?? {}))).toBeUndefined()
    expect(crossrefRecords(outcomeOf(third ?? {}))?.size).toBe(1)
    const [updated] = cassette('doi-crossref/crossref_works_updated_by.vcr.yml')
    const work = crossrefRecords(outcomeOf(updated ?? {}))?.get('10.1371/journal.pone.0033693')
    expect(work?.titles[0]).not.toMatch(/[<>&]|\s\s/)
    const updates: unknown = JSON.parse(read('doi-crossref/quoted_updated_by_retraction.json'))
    const body = JSON.stringify({message: {DOI: '10.1/X', title: ['RETRACTED: T'], 'updated-by': updates}})
    expect(crossrefRecords(outcomeOf({body}))?.get('10.1/x')).toMatchObject({titles: ['T'], retracted: '10.1016/s0140-6736(10)60175-4'})
  })

  test('doi.org: agencies and handles', () => {
    const agency = source('doi', 'doi')
    const outcome = outcomeOf({body: read('doi-crossref/quoted_doiRA_batch.200.json')})
    expect(settled(agency, 'https://doi.org/10.1109/CVPR.2016.90', outcome)).toMatchObject({verdict: 'ok'})
    expect(settled(agency, 'https://doi.org/10.1109/CVPR.2016.999999', outcome)).toMatchObject({verdict: 'dead', reason: 'not-found'})
    expect(settled(agency, 'https://doi.org/10.1000/not-asked', outcome)).toBeUndefined()
    const handle = source('doi', 'doi-handle')
    expect(
      settled(handle, 'https://doi.org/10.1002/chem.202000622', outcomeOf({body: read('doi-crossref/quoted_handle_ok.200.json')})),
    ).toMatchObject({verdict: 'ok'})
    const missing = read('doi-crossref/quoted_handle_missing.404.json')
    expect(settled(handle, 'https://doi.org/10.1002/none', outcomeOf({status: 404, body: missing}))).toMatchObject({verdict: 'dead'})
    // A wall in front of doi.org answers 404 and 200 too.
    expect(settled(handle, 'https://doi.org/10.1002/none', outcomeOf({status: 404, body: '<html>'}))).toBeUndefined()
  })

  test('Semantic Scholar: batches with and without unknown papers', () => {
    const [tape] = cassette('semantic-scholar-openalex/s2_batch_with_null.vcr.yaml')
    const count = (JSON.parse(tape?.body ?? '[]') as unknown[]).length
    const records = batchRecords(outcomeOf(tape ?? {}), count)
    expect(records?.[0]).toBeNull()
    expect(records?.slice(1).some((record) => record !== null && paperOf(record).titles[0] !== '')).toBe(true)
    expect(batchRecords(outcomeOf(tape ?? {}), count + 1)).toBeUndefined()
    const limited = outcomeOf({status: 429, body: read('semantic-scholar-openalex/quoted_s2_429.json')})
    expect(batchRecords(limited, 1)).toBeUndefined()
    const question = {title: 'x'}
    expect(titleMatch.read([question], outcomeOf({status: 404, body: read('semantic-scholar-openalex/quoted_s2_match_404.json')}))).toEqual(
      new Map(),
    )
  })

  test('GitHub: missing, renamed, archived, blocked, limited', () => {
    const rest = source('github', 'github-rest')
    const missing = replay('github/rest_repo_404.replay.txt').find(({status}) => status === 404)
    expect(settled(rest, 'https://github.com/jacquev6/Xxx', outcomeOf(missing ?? {}))).toMatchObject({verdict: 'dead', reason: 'not-found'})
    const renamed = replay('github/rest_repo_renamed_301_then_200.replay.txt').find(
      ({status, body}) => status === 200 && body.includes('"full_name"'),
    )
    const fullName = (JSON.parse(renamed?.body ?? '{}') as {full_name: string}).full_name
    const moved = settled(rest, 'https://github.com/former/name', outcomeOf(renamed ?? {}))
    expect(moved).toMatchObject({verdict: 'moved'})
    expect(moved !== 'split' && moved?.finalUrlFor?.('https://github.com/former/name#usage')).toBe(`https://github.com/${fullName}#usage`)
    const archived = read('github/rest_repo_archived_200.body.json')
    const {full_name: name} = JSON.parse(archived) as {full_name: string}
    expect(settled(rest, `https://github.com/${name}`, outcomeOf({body: archived}))).toMatchObject({verdict: 'ok', facts: {archived: true}})
    expect(settled(rest, 'https://github.com/o/r', outcomeOf({status: 451, body: read('github/quoted_rest_451_dmca.json')}))).toMatchObject(
      {verdict: 'dead', reason: 'disabled'},
    )
    for (const {status, body} of replay('github/rest_anonymous_rate_limit_403.replay.txt').filter((each) => each.status === 403)) {
      expect(settled(rest, 'https://github.com/o/r', outcomeOf({status, body}))).toBeUndefined()
    }
    for (const name of ['403', '429']) {
      const {response} = JSON.parse(read(`github/rest_secondary_limit_${name}.wiremock.json`)) as {response: {status: number; body: string}}
      expect(settled(rest, 'https://github.com/o/r', outcomeOf(response))).toBeUndefined()
    }
  })

  test('GitHub: a query half answered', () => {
    const graphql = source('github', 'github')
    const batch = [identity('https://github.com/kukv/octoscope'), identity('https://github.com/kukv/no-such-repository-xyz')]
    const answer = graphql.read(batch, outcomeOf({body: read('github/quoted_graphql_alias_partial.200.json')}))
    expect(answer === 'split' ? answer : batch.map((each) => answer.get(each)?.verdict)).toEqual(['ok', 'dead'])
    // Errors of other kinds say nothing about the repository.
    for (const {body} of replay('github/graphql_ok_and_not_found.replay.txt'))
      expect(graphql.read(batch, outcomeOf({body}))).toEqual(new Map())
    const limited = JSON.stringify({data: null, errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]})
    expect(graphql.read(batch, outcomeOf({body: limited}))).toEqual(new Map())
    expect(graphql.read(batch, outcomeOf({status: 502}))).toBe('split')
  })

  test('YouTube and Vimeo', () => {
    const verdicts = new Set(
      cassette('youtube/oembed_youtube_200_and_403.vcr.yml').map((tape) => {
        const answer = settled(source('youtube', 'youtube'), 'https://youtu.be/pO5L6vXtxsI', outcomeOf(tape))
        return `${tape.status} ${answer === undefined || answer === 'split' ? answer : answer.verdict}`
      }),
    )
    expect([...verdicts].sort()).toEqual(['200 ok', '403 dead'])
    const vimeo = cassette('youtube/oembed_vimeo_flickr.vcr.yml').find(
      ({url}) => url.includes('vimeo.com/api/oembed.json') && !url.includes('%2F404'),
    )
    expect(settled(source('vimeo', 'vimeo'), 'https://vimeo.com/31158841', outcomeOf(vimeo ?? {}))).toMatchObject({verdict: 'ok'})
  })

  test('Discord, Hugging Face, OpenReview, archives', () => {
    const discord = source('discord', 'discord')
    expect(
      settled(discord, 'https://discord.gg/0vCdhLbwjZZTWZLD', outcomeOf({body: read('others/discord_invite.documented.200.json')})),
    ).toMatchObject({verdict: 'ok'})
    const unknown = read('others/documented_discord_unknown_invite.404.json')
    expect(settled(discord, 'https://discord.gg/abcdef', outcomeOf({status: 404, body: unknown}))).toMatchObject({
      verdict: 'dead',
      reason: 'expired',
    })
    const hub = source('huggingface', 'huggingface')
    const missing = read('huggingface/quoted_missing_or_private.401.json')
    expect(settled(hub, 'https://huggingface.co/no/thing', outcomeOf({status: 401, body: missing}))).toMatchObject({verdict: 'dead'})
    const challenge = outcomeOf({status: 403, body: read('openreview/quoted_challenge.403.json')})
    expect(settled(source('openreview', 'openreview'), 'https://openreview.net/forum?id=tcbBPnfwxS', challenge)).toBeUndefined()
    const lost = {url: 'example.com'}
    expect(waybackSingle.read([lost], outcomeOf({body: read('archives/documented_availability_hit.200.json')}))).toEqual(
      new Map([[lost, {url: 'https://web.archive.org/web/20060101064348/http://www.example.com:80/', date: '2006-01-01'}]]),
    )
    expect(waybackSingle.read([lost], outcomeOf({body: read('archives/documented_availability_none.200.json')}))).toEqual(new Map())
    const origin = 'https://github.com/NixOS/nixpkgs'
    expect(softwareHeritage.read([origin], outcomeOf({body: read('archives/swh_origin_visit_latest.200.json')}))).toEqual(
      new Map([[origin, {url: expect.any(String), date: '2021-09-02'}]]),
    )
  })
})
