import fc from 'fast-check'
import {expect, test} from 'vitest'
import {hasLetterOrDigit, isAscii, lettersAndDigits} from '../../../src/core/text/letters.ts'

test.for([
  ['Deep Learning (2021)', 'DeepLearning2021'],
  ['Über-Graph №5', 'ÜberGraph5'],
  ['自监督 学习!', '自监督学习'],
  ['🔥 …', ''],
])('%j has the letters and digits %j', ([text = '', expected = '']) => {
  expect(lettersAndDigits(text)).toBe(expected)
  expect(hasLetterOrDigit(text)).toBe(expected !== '')
})

test('ASCII gives the same results as any other text', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary-ascii'}), (text) => {
      expect(isAscii(text)).toBe(true)
      expect(lettersAndDigits(text)).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''))
      expect(hasLetterOrDigit(text)).toBe(/[\p{L}\p{N}]/u.test(text))
    }),
  )
})
