/** Slices at one byte a character are the slices of the text. */
import {serialize} from 'node:v8'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {slicerOf} from '../../../src/core/text/narrow.ts'

/** V8 serialises texts as it keeps them: `"` before one byte a character, `c` before two. */
const isNarrow = (text: string): boolean => serialize(text).includes('"')

test('every slice of a text is what the text has there', () => {
  const text = fc.string({unit: fc.constantFrom('a', 'é', '\0', '–', '🎉', '\n')})
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (source, start, end) => {
      expect(slicerOf(source)(start, end)).toBe(source.slice(start, end))
      expect(slicerOf(source)(start)).toBe(source.slice(start))
    }),
  )
})

test('a slice takes one byte a character where it can, beside a dash and beside a zero character', () => {
  const source = `${'A Title of a Paper about Kettles'} – ${'Another Title of a Paper about Lamps'}\0`
  expect(isNarrow(source.slice(0, 32))).toBe(false)
  const slice = slicerOf(source)
  expect([slice(0, 32), slice(35, 60), slice(20, 50), slice(35)].map(isNarrow)).toEqual([true, true, false, false])
})
