/** Joining the reports of shards, and showing progress. */
import {expect, test} from 'vitest'
import {mergeReports} from '../../src/check/merge.ts'
import {createProgressPrinter, type Progress} from '../../src/check/progress.ts'
import type {Report, ReportedLink} from '../../src/core/report.ts'

const summary = {
  files: 1,
  links: 0,
  urls: 0,
  ok: 0,
  moved: 0,
  dead: 0,
  blocked: 0,
  error: 0,
  skipped: 0,
  errors: 0,
  warnings: 0,
  infos: 0,
  requests: 3,
  durationMs: 50,
}
const finding = {
  rule: 'no-dead-url',
  severity: 'error',
  message: 'Dead',
  file: 'README.md',
  line: 2,
  column: 1,
  endLine: 2,
  endColumn: 5,
} as const
const link = (url: string, verdict: ReportedLink['verdict'], line = 1): ReportedLink => ({
  url,
  verdict,
  reason: verdict,
  via: 'http',
  attempts: 1,
  durationMs: 1,
  occurrences: [{file: 'README.md', line, column: 1}],
})
const report = (links: readonly ReportedLink[]): Report => ({
  schemaVersion: 1,
  tool: {name: 'paperlint', version: '1.0.0'},
  summary,
  findings: [finding],
  links,
})

test('what one shard skipped another has asked, and what both say is said once', () => {
  const merged = mergeReports([report([link('a', 'dead'), link('b', 'skipped')]), report([link('a', 'skipped', 4), link('b', 'ok')])])
  expect(merged.links.map(({url, verdict}) => `${url} ${verdict}`)).toEqual(['a dead', 'b ok'])
  expect(merged.links[0]?.occurrences.map(({line}) => line)).toEqual([1, 4])
  expect(merged.findings).toEqual([finding])
  expect(merged.summary).toMatchObject({files: 1, links: 3, urls: 2, dead: 1, ok: 1, skipped: 0, errors: 1, requests: 6, durationMs: 50})
})

const progress: Progress = {
  total: 10,
  done: 4,
  counts: {ok: 3, moved: 0, dead: 1, blocked: 0, error: 0, skipped: 0},
  requests: 5,
  elapsedMs: 16_000,
  leftMs: 9_500,
  busiest: [{name: 'arxiv.org', waiting: 3, leftMs: 9_500}],
}

test('live lines on a terminal, erased in the end', () => {
  let text = ''
  const printer = createProgressPrinter({write: (more) => (text += more), isTTY: true, columns: 80}, false)
  printer.update(progress)
  printer.end()
  expect(text).toBe('4 of 10 links: 3 ok, 1 dead, about 10 s left\n  arxiv.org: 3 to go, about 10 s\n\u001b[2A\u001b[0J')
})

test('plain lines in CI, and nothing in a pipe', () => {
  let text = ''
  const stream = {write: (more: string) => (text += more)}
  createProgressPrinter(stream, false).update(progress)
  expect(text).toBe('')
  const printer = createProgressPrinter(stream, true)
  printer.update(progress)
  printer.update({...progress, elapsedMs: 17_000})
  expect(text).toBe('4 of 10 links: 3 ok, 1 dead, about 10 s left\n')
})
