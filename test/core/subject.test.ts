/** What a finding is about, as baselines keep it. */
import {expect, test} from 'vitest'
import type {Finding} from '../../src/core/finding.ts'
import {fingerprintOf, subjectOf} from '../../src/core/subject.ts'

const found: Finding = {rule: 'no-x', severity: 'error', message: 'Unexpected x', start: 2, end: 11}

test('is the text of the span, with single blanks, or what the rule says', () => {
  expect(subjectOf(found, '- a \t\n b  c, and more')).toBe('a b c')
  expect(subjectOf({...found, subject: ' the  subject'}, '- a b c')).toBe('the subject')
})

test('is cut where it is long, and still tells two long texts apart', () => {
  const long = 'x'.repeat(160)
  const cut = (text: string): string => subjectOf({...found, subject: text}, '')
  expect(cut(long)).toBe(long)
  expect(cut(`${long}y`)).toMatch(/^x{160}… [0-9a-f]{16}$/)
  expect(cut(`${long}y`)).not.toBe(cut(`${long}z`))
})

test('names a finding by rule, file and subject', () => {
  const names = [
    ['a', 'b', 'c'],
    ['a', 'b', 'd'],
    ['a', 'd', 'c'],
    ['d', 'b', 'c'],
    ['ab', '', 'c'],
  ] as const
  const prints = names.map(([rule, file, subject]) => fingerprintOf(rule, file, subject))
  expect(new Set(prints).size).toBe(names.length)
  expect(prints.every((print) => /^[0-9a-f]{16}$/.test(print))).toBe(true)
})
