import {describe, expect, test} from 'vitest'
import {longLinesIn, withoutTails} from '../../../src/core/text/long-lines.ts'

const limit = 20_000
const words = (length: number): string => 'word '.repeat(length).slice(0, length)

describe('of a line that is too long', () => {
  test.for<[string, string, string]>([
    ['nothing is cut at the limit', words(limit), words(limit)],
    ['nothing is cut of many lines', `${words(limit)}\n`.repeat(3), `${words(limit)}\n`.repeat(3)],
    ['nothing is cut of lines that end in CR', `${words(limit)}\r`.repeat(3), `${words(limit)}\r`.repeat(3)],
    ['the rest becomes blank, from the last whole word on', `${words(limit + 2)}\n- b`, `${words(limit - 1)}   \n- b`],
    ['a single word becomes blank', `a\n${'b'.repeat(limit + 1)}\nc`, `a\n${' '.repeat(limit + 1)}\nc`],
    [
      'each is cut',
      `${words(limit + 9)}\nb\n${words(limit + 9)}`,
      `${words(limit - 1)}${' '.repeat(10)}\nb\n${words(limit - 1)}${' '.repeat(10)}`,
    ],
  ])('%s', ([, text, read]) => {
    expect(withoutTails(text)).toBe(read)
  })

  test('people are told which it is', () => {
    expect(longLinesIn(`a\n\n${words(limit)}\n${words(limit + 1)}\nb\n${words(3 * limit)}\n`)).toEqual([
      'line 4 has 20001 characters, of which only the first 20000 are read; break it',
      'line 6 has 60000 characters, of which only the first 20000 are read; break it',
    ])
  })
})
