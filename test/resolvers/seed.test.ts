/** The list that started the project, settled by its registries, if its facts are next to the checkout. */
import {existsSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {type Identity, identityOf} from '../../src/core/link/identity.ts'
import {matchTitle, titleIndexOf} from '../../src/core/registry/match-title.ts'
import type {Settlement} from '../../src/core/registry/resolver.ts'
import {documentOf} from '../../src/markdown/document.ts'
import {entriesOf} from '../../src/markdown/entry/entries.ts'
import {parse} from '../../src/markdown/tree/parse.ts'
import {resolverOf, resolvers} from '../../src/resolvers/index.ts'
import {beside} from '../helpers/beside.ts'
import {allSecrets, settle} from '../standin/ask.ts'
import {factsOf, seedWorld} from '../standin/seed.ts'
import {standIn} from '../standin/server.ts'

const seed = beside('seed/')

test.runIf(existsSync(seed))('at most 25 requests, ten seconds of politeness, every certain verdict and title', async () => {
  const facts = factsOf(readFileSync(new URL('facts.tsv', seed), 'utf8'))
  const clock = {time: 0}
  const server = await standIn(seedWorld(facts), {now: () => clock.time})
  const document = documentOf(await parse(readFileSync(new URL('README.md', seed), 'utf8')), 'README.md')
  const entries = entriesOf(document)

  // Each identity once, with the title under which it is listed.
  const byUrl = new Map(facts.map(({url}) => [url, identityOf(url)]))
  const titles = new Map(
    entries.flatMap(({title, papers}) => (title === undefined ? [] : papers.map(({link}) => [link.address, title.text] as const))),
  )
  const titleOf = (identity: Identity): string | undefined => titles.get([...byUrl].find(([, each]) => each === identity)?.[0] ?? '')
  const settled = new Map<Identity, Settlement>()
  let longestMs = 0
  for (const resolver of resolvers) {
    const mine = [...byUrl.values()].filter((identity) => identity !== undefined).filter((identity) => resolverOf(identity) === resolver)
    if (mine.length === 0) continue
    const start = clock.time
    for (const [identity, settlement] of await settle(resolver, mine, server, clock, {
      secrets: {...allSecrets, openreview: false},
      hints: {titleOf},
    }))
      settled.set(identity, settlement)
    longestMs = Math.max(longestMs, clock.time - start)
  }
  await server.close()
  expect(server.breaches).toEqual([])
  console.info(`seed: ${server.requests.length} requests, ${longestMs} ms of politeness at the slowest service`)
  expect(server.requests.length).toBeLessThanOrEqual(25)
  expect(longestMs).toBeLessThanOrEqual(10_000)

  for (const {url, verdict} of facts) {
    const identity = byUrl.get(url)
    const settlement = identity && settled.get(identity)
    if (settlement === undefined || verdict.startsWith('unknown')) continue
    expect(settlement.verdict, url).toBe(verdict.startsWith('moved') ? 'moved' : 'ok')
  }

  const all = titleIndexOf(entries.flatMap(({title}) => title?.text ?? []))
  const found = entries.flatMap((entry) =>
    entry.papers.flatMap(({link}) => {
      const identity = [...byUrl].find(([url]) => url === link.address)?.[1]
      const known = identity && settled.get(identity)?.facts
      if (entry.title === undefined || known?.kind !== 'paper') return []
      const names = entry.name === undefined ? [] : [entry.name.text]
      const {kind} = matchTitle({title: entry.title.text, names, otherTitles: all}, known)
      return kind === 'same' || kind === 'unsure' ? [] : [`${document.lines.pointAt(link.start).line} ${kind}`]
    }),
  )
  expect(found).toEqual(['38 other', '48 spelling', '50 other'])
})
