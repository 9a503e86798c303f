/** What is asked beyond verdicts, and what is not. */
import {expect, test} from 'vitest'
import {defaultCheckOptions} from '../src/core/options.ts'
import {createFollowUps} from '../src/network/follow-ups.ts'
import {read} from '../src/run-rules.ts'
import {surroundingsOn} from '../src/surroundings.ts'
import {verdictsOf} from '../src/verdicts.ts'
import {serve} from './check/server.ts'

const gone = 'http://a.example/gone'

/** The services that are asked for a copy of a dead page. */
async function askedFor(more: {readonly archive?: boolean; readonly url?: string; readonly stopped?: boolean}): Promise<readonly string[]> {
  const {url = gone} = more
  const archives = await serve({'*': '{}'})
  const document = await read(
    {path: 'README.md', source: `[A](${url})\n`},
    {rules: [], surroundings: surroundingsOn('/', false, new Date(0))},
  )
  const verdicts = verdictsOf([document])
  verdicts.add({url, verdict: 'dead', reason: 'not-found', via: 'http', attempts: 1, durationMs: 1})
  const service = {endpoint: archives.url('')}
  const followUps = createFollowUps({
    documents: [document],
    verdicts,
    options: {
      ...defaultCheckOptions,
      allowPrivate: true,
      archive: more.archive ?? true,
      services: {wayback: service, 'wayback-single': service, softwareheritage: service},
    },
    environment: {
      resolvers: [],
      identityOf: () => undefined,
      secrets: {},
      env: {},
      ...(more.stopped === true && {signal: AbortSignal.abort()}),
    },
    leftMs: () => 10_000,
    publications: false,
  })
  await followUps.finish()
  expect(followUps.requests).toBe(archives.asked.length)
  return archives.asked.map(({path}) => path)
}

test('the archives are asked for a copy of what is dead', async () => {
  expect(await askedFor({})).not.toEqual([])
})

test.for([
  ['where that is not wanted', {archive: false}],
  ['of a host that is nobody’s business', {url: 'http://intranet/gone'}],
  ['of a private address', {url: 'http://10.0.0.1/gone'}],
  ['when the run was interrupted', {stopped: true}],
] as const)('they are not, %s', async ([, more]) => {
  expect(await askedFor(more)).toEqual([])
})
