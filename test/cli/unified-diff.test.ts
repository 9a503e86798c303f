/** Diffs make one text of the other, whatever was done to it, and at once. */
import {applyPatch, FILE_HEADERS_ONLY, formatPatch} from 'diff'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {hunksBetween} from '../../src/cli/unified-diff.ts'
import {cpuMsOf} from '../helpers/cpu-time.ts'

function patchBetween(before: string, after: string): string {
  const names = {oldFileName: 'a/x', newFileName: 'b/x', oldHeader: undefined, newHeader: undefined}
  return formatPatch({...names, hunks: hunksBetween(before, after)}, FILE_HEADERS_ONLY)
}

const lines = (count: number, of: (index: number) => string): string => Array.from({length: count}, (_, index) => `${of(index)}\n`).join('')

test('any two texts', () => {
  const text = fc.array(fc.constantFrom('\n', '\n', 'a', 'b', '\r\n', ' '), {maxLength: 60}).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyPatch(before, patchBetween(before, after))).toBe(after)
    }),
    {numRuns: 1000},
  )
})

test('edits far apart are hunks of their own, close by they are one', () => {
  const before = lines(40, String)
  expect(hunksBetween(before, before)).toEqual([])
  const after = before.replace('\n5\n', '\nfive\n').replace('\n9\n', '\nnine\n').replace('\n30\n', '\n')
  expect(
    patchBetween(before, after)
      .split('\n')
      .filter((line) => /^[@+-]/.test(line)),
  ).toEqual(['--- a/x', '+++ b/x', '@@ -3,11 +3,11 @@', '-5', '+five', '-9', '+nine', '@@ -28,7 +28,6 @@', '-30'])
})

test('a line end that is missing, or comes, is said', () => {
  expect(patchBetween('a\nb', 'a\nc\n')).toContain(' a\n-b\n\\ No newline at end of file\n+c\n')
  expect(patchBetween('a', 'b')).toContain('-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n')
})

test.for<[string, (text: string) => string]>([
  ['every line edited', (text) => text.replaceAll('http:', 'https:')],
  ['a thousand of them joined', (text) => text.replaceAll('http:', 'https:').replaceAll('7)\n', '7) ')],
  ['all of them gone', () => ''],
])('40,000 lines, %s', async ([, edited]) => {
  const before = lines(40_000, (index) => `- [x](http://example.org/${index})`)
  const after = edited(before)
  let hunks: unknown
  expect(await cpuMsOf(() => (hunks = hunksBetween(before, after)))).toBeLessThan(3000)
  expect(hunks).toMatchObject([{oldStart: 1, oldLines: 40_000, newLines: after.split('\n').length - 1}])
})
