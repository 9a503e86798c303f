/** Edits between two words, against the definition. */
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {editDistance} from '../../../src/core/text/edit-distance.ts'

/** Levenshtein's definition. */
function defined(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const substituted = defined(a.slice(1), b.slice(1)) + (a.charAt(0) === b.charAt(0) ? 0 : 1)
  return Math.min(substituted, defined(a.slice(1), b) + 1, defined(a, b.slice(1)) + 1)
}

test('is Levenshtein’s, up to the limit', () => {
  const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6})
  fc.assert(
    fc.property(word, word, fc.nat(7), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(defined(a, b), limit + 1))
    }),
    {numRuns: 2000},
  )
})

test.for([
  ['contrastive', 'contrastiv', 3, 1],
  ['http', 'htpt', 2, 2],
  ['kitten', 'sitting', 2, 3],
  ['', 'abc', 9, 3],
] as const)('%s and %s', ([a, b, limit, edits]) => {
  expect(editDistance(a, b, limit)).toBe(edits)
})
