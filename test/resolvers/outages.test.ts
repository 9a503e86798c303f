/** Each service in trouble in turn, and all at once, with the real engine: no link is lost, and nothing alive is called dead. */
import {expect, test} from 'vitest'
import type {Checked} from '../../src/check/index.ts'
import {identityOf} from '../../src/core/link/identity.ts'
import {resolvers} from '../../src/resolvers/index.ts'
import {checkAll} from '../check/run.ts'
import {alive, aliveUrls, aliveHosts as hosts, page} from '../standin/alive.ts'
import {standIn, type Trouble} from '../standin/server.ts'
import {tokens} from '../standin/service.ts'
import type {World} from '../standin/world.ts'

const world: World = {
  ...alive,
  pages: {
    ...alive.pages,
    'www.alphaxiv.org/abs/1911.05722': page,
    'paperswithcode.com/paper/moco': {status: 302, location: 'https://huggingface.co/papers/1911.05722'},
  },
}
const urls = [...aliveUrls, 'https://www.alphaxiv.org/abs/1911.05722']
const troubles: readonly Trouble[] = ['outage', 'limited', 'wall', 'drop', 'html', 'cut']

async function settled(host: string, trouble: Trouble, github: string | undefined): Promise<ReadonlyMap<string, Checked>> {
  const server = await standIn(world, {trouble: {[host]: trouble}, checkPace: false})
  try {
    return await checkAll(
      urls,
      {
        retries: 0,
        timeoutMs: 4000,
        // Waiting for a service that limits is in vain.
        deadlineMs: 8000,
        hosts: Object.fromEntries(hosts.map((name) => [name, {intervalMs: 0}])),
        userAgent: 'paperlint test (+https://example.org)',
        remap: [{pattern: /^https?:\/\/([^/]+)\/?(.*)$/, replacement: `${server.origin}/$1/$2`}],
      },
      {
        resolvers,
        identityOf,
        secrets: github === undefined ? {} : {github},
        titleOf: (url) => (url.includes('openreview') ? 'Masked Autoencoders that Listen' : undefined),
      },
    )
  } finally {
    await server.close()
    expect(server.breaches).toEqual([])
  }
}

/** Puts one host after the other into trouble, with all runs at the same time. */
async function nobodyBlamed(troubled: readonly string[], trouble: Trouble, token: string | undefined): Promise<void> {
  const results = await Promise.all(troubled.map(async (host) => [host, await settled(host, trouble, token)] as const))
  for (const [host, verdicts] of results) {
    expect([...verdicts.keys()].sort(), host).toEqual([...urls].sort())
    for (const [url, {verdict, evidence}] of verdicts)
      expect(`${host}: ${url} ${verdict} ${verdict === 'dead' ? evidence : ''}`).not.toContain(' dead ')
  }
}

test.for(troubles.flatMap((trouble) => [tokens.github, undefined].map((token) => [trouble, token] as const)))(
  '%s everywhere, host by host (token: %s)',
  {timeout: 120_000},
  async ([trouble, token]) => {
    await nobodyBlamed(hosts, trouble, token)
  },
)

/** Hosts that only have an API: what a gateway says there says nothing about a page. */
const apis = [
  'api.datacite.org',
  'export.arxiv.org',
  'api.semanticscholar.org',
  'api.github.com',
  'api.crossref.org',
  'api2.openreview.net',
  'www.youtube.com',
  'img.youtube.com',
  'discord.com',
]
const strange: readonly Trouble[] = ['gateway', 'empty', 'null', 'login', 'unauthorized']

test.for(strange.flatMap((trouble) => [tokens.github, undefined].map((token) => [trouble, token] as const)))(
  '%s at each API (token: %s)',
  {timeout: 120_000},
  async ([trouble, token]) => {
    await nobodyBlamed(apis, trouble, token)
  },
)
