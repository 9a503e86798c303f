/** Progress as shown in a terminal, a log and a pipe. */
import {expect, test} from 'vitest'
import {rules} from '../../rules/index.ts'
import {readCommandLine} from '../../src/arguments/flags.ts'
import {createProgressPrinter, type Progress, type ProgressStream} from '../../src/check/progress.ts'

const progressAt = (elapsedMs: number): Progress => ({
  total: 9,
  done: 6,
  counts: {ok: 3, moved: 0, dead: 1, blocked: 1, error: 1, skipped: 0},
  requests: 4,
  elapsedMs,
  leftMs: 20_000,
  busiest: [{name: 'arxiv.org', waiting: 5, leftMs: 20_000}],
})

function shownOn(terminal: Partial<ProgressStream>, inLines: boolean): string {
  let shown = ''
  const printer = createProgressPrinter({...terminal, write: (text) => (shown += text)}, inLines)
  for (const seconds of [1, 16, 17, 40]) printer.update(progressAt(seconds * 1000))
  printer.clear()
  return shown
}

const line = '6 of 9 links: 3 ok, 1 dead, 2 undecided, about 20 s left\n'

test('a terminal has live lines, even one that does not know its width', () => {
  const live = `${line}  arxiv.org: 5 to go, about 20 s\n`
  for (const columns of [100, 0]) expect(shownOn({isTTY: true, columns}, false)).toBe(`${live}\r\u001b[2A\u001b[0J`.repeat(4))
})

test('elsewhere a plain line follows now and then, in a pipe only if asked for', () => {
  expect(shownOn({}, true)).toBe(line.repeat(2))
  expect(shownOn({}, false)).toBe('')
  const wanted = (...args: readonly string[]): boolean | undefined => readCommandLine(args, rules, '/').progress
  expect([wanted(), wanted('--progress'), wanted('--progress', '--no-progress')]).toEqual([undefined, true, false])
})
