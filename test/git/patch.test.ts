/** Unified diffs, as git and GitHub write them. */
import {execFileSync} from 'node:child_process'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {addedLinesIn, hunksByFile, hunksOf, newLinesOf} from '../../src/git/patch.ts'
import {folder} from '../helpers/program.ts'

test('a patch gives the numbers and texts of the lines that it shows', () => {
  const patch = '@@ -1,3 +1,4 @@\n a\n-b\n+B\n+B2\n c\n@@ -9 +10,2 @@ heading\n-x\n+y\n+z\n\\ No newline at end of file'
  expect(newLinesOf(hunksOf(patch))).toEqual([
    {line: 1, text: 'a', isAdded: false},
    {line: 2, text: 'B', isAdded: true},
    {line: 3, text: 'B2', isAdded: true},
    {line: 4, text: 'c', isAdded: false},
    {line: 10, text: 'y', isAdded: true},
    {line: 11, text: 'z', isAdded: true},
  ])
})

test('a last line that only gets or loses its line feed is not added', () => {
  const addedIn = (patch: string): unknown => newLinesOf(hunksOf(patch)).flatMap(({text, isAdded}) => (isAdded ? [text] : []))
  const none = '\\ No newline at end of file'
  expect(addedIn(`@@ -1,2 +1,3 @@\n a\n-old\n${none}\n+old\n+new\n`)).toEqual(['new'])
  expect(addedIn(`@@ -1,2 +1,3 @@\n a\n-old\n${none}\n+old\n+new\n${none}`)).toEqual(['new'])
  expect(addedIn(`@@ -1,2 +1,3 @@\n a\r\n-old\n${none}\n+old\r\n+new\r\n`)).toEqual(['new'])
  expect(addedIn(`@@ -1,2 +1,2 @@\n-a\n+b\n-old\n+old\n${none}`)).toEqual(['b'])
  expect(addedIn(`@@ -1,3 +1,2 @@\n a\n-b\n-old\n${none}\n+other\n${none}`)).toEqual(['other'])
})

test('text that looks like a header is text, and names that git quotes come back as they are', () => {
  const patch = [
    'diff --git a/x.md b/x.md',
    '--- a/x.md',
    '+++ b/x.md',
    '@@ -1 +1,4 @@',
    '--- a/evil.md',
    '+++ b/evil.md',
    '++++ b/other.md',
    '+diff --git a/y b/y',
    '+@@ -0,0 +1,99 @@',
    'diff --git a/gone.md b/gone.md',
    '--- a/gone.md',
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    '-x',
    'diff --git "a/t\\303\\244b\\t.md" "b/t\\303\\244b\\t.md"',
    '--- "a/t\\303\\244b\\t.md"',
    '+++ "b/t\\303\\244b\\t.md"',
    '@@ -3,0 +4 @@',
    '+x',
    'diff --git a/a list.md b/a list.md',
    '--- a/a list.md\t',
    '+++ b/a list.md\t',
    '@@ -7,2 +6,0 @@',
    '-x',
    '-y',
    '@@ -9 +7 @@',
    '-x',
    '+y',
  ].join('\n')
  expect([...addedLinesIn(patch)]).toEqual([
    ['x.md', [[1, 4]]],
    ['täb\t.md', [[4, 4]]],
    ['a list.md', [[7, 7]]],
  ])
})

test('any two texts: the new lines are those of the new text', async () => {
  const cwd = folder({})
  const line = fc.constantFrom('a', 'b', '+c', '-d', '+++ b/e', '@@ -1 +1 @@', '', '\\ x')
  const lines = fc.array(line, {maxLength: 8})
  await fc.assert(
    fc.asyncProperty(lines, lines, async (before, after) => {
      await writeFile(join(cwd, 'x.md'), textOf(before))
      await writeFile(join(cwd, 'y.md'), textOf(after))
      const hunks = hunksByFile(diffIn(cwd)).get('y.md') ?? []
      const shown = newLinesOf(hunks)
      for (const {line: number, text} of shown) expect(after[number - 1]).toBe(text)
      // What is not shown as added stands in the old text, in the same order.
      const added = new Set(shown.flatMap(({line: number, isAdded}) => (isAdded ? [number] : [])))
      const rest = after.filter((_, index) => !added.has(index + 1))
      expect(before.reduce((at, text) => (text === rest[at] ? at + 1 : at), 0)).toBe(rest.length)
    }),
    {numRuns: 25},
  )
})

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** git says by its status that the two differ. */
function diffIn(cwd: string): string {
  try {
    return execFileSync('git', ['diff', '--no-index', '--no-color', '--unified=0', 'x.md', 'y.md'], {cwd, encoding: 'utf8'})
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? `${error.stdout}` : ''
  }
}
