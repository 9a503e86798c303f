/** Why a link has its verdict, in words. */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {causeOf} from '../../src/core/cause.ts'

/** Reasons of links that work or were not asked about, which are shown as they are. */
const shownAsTheyAre =
  'ok registered moved moved-https renamed excluded not-absolute mailto not-http private-address other-shard max-links'.split(' ')

function reasonsIn(folder: string): readonly string[] {
  const root = join(import.meta.dirname, '../..', folder)
  const sources = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts'))
  return sources.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/\breason: '([a-z0-9-]+)'/g)].map(([, reason = '']) => reason),
  )
}

test('every reason why a link does not work has its words', () => {
  const reasons = new Set([...reasonsIn('src/check'), ...reasonsIn('src/resolvers')])
  expect(reasons.size).toBeGreaterThan(40)
  expect([...reasons].filter((reason) => !shownAsTheyAre.includes(reason) && causeOf({reason, via: 'http'}) === reason)).toEqual([])
})

describe('a link', () => {
  test.for([
    ['that its server does not find', {reason: 'not-found', status: 404, via: 'http'}, 'not found (404)'],
    ['with a status that the words do not name', {reason: 'server-error', status: 502, via: 'http'}, 'its server has an error (502)'],
    ['that a registry does not know', {reason: 'not-found', via: 'arxiv'}, 'its registry does not know it'],
    ['that is not in the list’s own repository', {reason: 'not-found', via: 'disk'}, 'it is not in this repository'],
    ['with a reason that has no words', {reason: 'toString', via: 'http'}, 'toString'],
  ] as const)('%s', ([, checked, words]) => {
    expect(causeOf(checked)).toBe(words)
  })
})
