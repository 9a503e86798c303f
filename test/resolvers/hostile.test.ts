/** Registries that are hostile, or not what they seem: no link is lost, none is called dead, and every run ends. */
import {expect, test} from 'vitest'
import type {Checked} from '../../src/check/index.ts'
import {identityOf} from '../../src/core/link/identity.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {checkAll} from '../check/run.ts'
import {alive, aliveUrls as urls} from '../standin/alive.ts'
import {beside, hostile, odd, unending} from '../standin/hostile.ts'
import {standIn} from '../standin/server.ts'
import {tokens} from '../standin/service.ts'

async function verdictsUnder(spoil: Parameters<typeof hostile>[1]): Promise<ReadonlyMap<string, Checked>> {
  const truth = await standIn(alive, {checkPace: false})
  const registry = await hostile(truth.origin, spoil)
  try {
    return await checkAll(
      urls,
      {
        retries: 0,
        timeoutMs: 1500,
        deadlineMs: 4000,
        services: registry.services,
        hosts: Object.fromEntries(Object.values(registry.services).map(({endpoint = ''}) => [new URL(endpoint).hostname, {intervalMs: 0}])),
        userAgent: 'paperlint test (+https://example.org)',
        // Pages are unaffected.
        remap: [{pattern: /^https:\/\/([^/]+)\/?(.*)$/, replacement: `${truth.origin}/$1/$2`}],
      },
      {
        resolvers,
        identityOf,
        secrets: {github: tokens.github},
        titleOf: (url) => (url.includes('openreview') ? 'Masked Autoencoders that Listen' : undefined),
      },
    )
  } finally {
    registry.close()
    await truth.close()
  }
}

const told = (verdicts: ReadonlyMap<string, Checked>): string[] =>
  urls.map((url) => {
    const {verdict, evidence} = verdicts.get(url) ?? {verdict: 'lost', evidence: []}
    return verdict === 'dead' || verdict === 'lost' ? `${url}: ${verdict} ${evidence}` : ''
  })

test.for(Object.entries({...unending, ...beside}))('%s says nothing about a link', {timeout: 60_000}, async ([, spoil]) => {
  const verdicts = await verdictsUnder(spoil)
  expect(told(verdicts).filter((line) => line !== '')).toEqual([])
  // No title was read from such replies.
  for (const {facts} of verdicts.values()) {
    for (const title of facts?.kind === 'paper' ? facts.titles : []) expect(title).not.toMatch(/haha|localhost|Not Found/)
  }
})

test.for(Object.entries(odd))('%s is read all the same', {timeout: 60_000}, async ([, spoil]) => {
  const verdicts = await verdictsUnder(spoil)
  expect(urls.filter((url) => verdicts.get(url)?.verdict !== 'ok')).toEqual([])
})
