/** Writes a cache over and over, each time with a new mark on all entries: a program for tests to kill. */
import type {CacheEntry} from '../../src/check/memory/cache.ts'
import {writeCache} from '../../src/check/memory/cache-file.ts'

const [, , path = '', count = '0', mode = 'once'] = process.argv
const wallNowMs = Date.UTC(2026, 5, 1)

for (let round = 0; ; round++) {
  const entries = Array.from(
    {length: Number(count)},
    (_, index): CacheEntry => ({
      url: `http://a.example/${index}`,
      verdict: 'ok',
      reason: `round-${round}`,
      via: 'http',
      checkedAt: '2026-06-01T00:00:00Z',
    }),
  )
  await writeCache(path, entries, wallNowMs)
  if (mode === 'once') break
  if (round === 0) process.stdout.write('written\n')
}
