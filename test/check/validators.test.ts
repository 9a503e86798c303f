/** Pages that were seen before are asked whether they have changed, and no answer to that does harm. */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {type CacheEntry, readCache} from '../../src/check/memory/cache.ts'
import {writeCache} from '../../src/check/memory/cache-file.ts'
import {checkOne} from './run.ts'
import {type Answer, page, serve} from './server.ts'

/** Checks a page that was alive a month ago, with the validators given. */
async function askAgain(answer: Answer, before: Partial<CacheEntry>, fragment = '') {
  const folder = await mkdtemp(join(tmpdir(), 'paperlint-validators-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  const cacheFile = join(folder, 'cache')
  const server = await serve({'*': answer})
  const url = server.url(`/paper${fragment}`)
  const checkedAt = new Date(Date.now() - 30 * 86_400_000).toISOString()
  await writeCache(cacheFile, [{url, verdict: 'ok', reason: 'ok', status: 200, via: 'http', checkedAt, ...before}], Date.now())
  const {verdict, reason, status, findings} = await checkOne(url, {cacheFile, retries: 0})
  return {
    said: `${verdict} ${reason} ${status}`,
    findings,
    conditions: server.asked.map(({headers}) => headers['if-none-match'] ?? headers['if-modified-since']),
    entry: readCache(cacheFile).get(url),
  }
}

const etag = '"v1"'
const lastModified = 'Wed, 06 May 2026 12:00:00 GMT'
/** Answers conditions as it should. */
const honest: Answer = ({headers}, response) =>
  headers['if-none-match'] === etag || headers['if-modified-since'] === lastModified
    ? response.writeHead(304, {etag}).end()
    : response.writeHead(200, {'content-type': 'text/html', etag}).end(page('Paper'))
const unchanged: Answer = (_, response) => response.writeHead(304).end()

test('a page that has not changed is alive after one small reply', async () => {
  const {said, conditions, entry} = await askAgain(honest, {etag, lastModified})
  expect(said).toBe('ok ok 304')
  expect(conditions).toEqual([etag])
  expect(entry).toMatchObject({verdict: 'ok', status: 304, etag})
})

test('findings about a page hold as long as it has not changed', async () => {
  const before = {etag, findings: ['https-available']}
  expect((await askAgain(honest, before)).findings).toEqual(['https-available'])
  expect((await askAgain(honest, {...before, etag: '"v0"'})).findings).toBeUndefined()
})

test('a date will do, and a page that has changed is read', async () => {
  expect((await askAgain(honest, {lastModified})).conditions).toEqual([lastModified])
  const changed = await askAgain(honest, {etag: '"v0"'})
  expect(changed).toMatchObject({said: 'ok ok 200', conditions: ['"v0"'], entry: {etag}})
})

test('a server that always says "not changed" is believed once', async () => {
  expect(await askAgain(unchanged, {etag})).toMatchObject({said: 'ok ok 304', conditions: [etag]})
  // The next request has no condition, so "not changed" is no answer to it.
  expect(await askAgain(unchanged, {etag, status: 304})).toMatchObject({said: 'error empty-page 304', conditions: [undefined]})
})

test('"not changed" with another `ETag` is asked again', async () => {
  const other: Answer = ({headers}, response) =>
    headers['if-none-match'] === undefined ? response.writeHead(404).end() : response.writeHead(304, {etag: '"v7"'}).end()
  expect(await askAgain(other, {etag})).toMatchObject({said: 'dead not-found 404', conditions: [etag, undefined]})
})

test.for([400, 403, 404, 412, 416])('%d to a condition is asked again without it', async (status) => {
  const picky: Answer = ({headers}, response) =>
    headers['if-none-match'] === undefined
      ? response.writeHead(200, {'content-type': 'text/html'}).end(page('Paper'))
      : response.writeHead(status).end()
  expect(await askAgain(picky, {etag})).toMatchObject({said: 'ok ok 200', conditions: [etag, undefined]})
})

test.for<[string, Partial<CacheEntry>, string?]>([
  ['what was dead', {etag, verdict: 'dead', reason: 'not-found'}],
  ['what had no validators', {}],
  ['what a registry settled', {etag, via: 'arxiv'}],
  ['a page that has to be read for a fragment', {etag}, '#method'],
])('%s is asked without a condition', async ([, before, fragment]) => {
  expect((await askAgain(honest, before, fragment)).conditions).toEqual([undefined])
})

test('the validators of a page behind a redirect are not kept for the link', async () => {
  const server: Answer = ({path}, response) =>
    path === '/paper'
      ? response.writeHead(302, {location: '/new'}).end()
      : response.writeHead(200, {'content-type': 'text/html', etag}).end(page('P'))
  expect((await askAgain(server, {verdict: 'error', reason: 'timeout'})).entry).not.toHaveProperty('etag')
})
