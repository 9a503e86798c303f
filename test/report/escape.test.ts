/** What spares the tables of Unicode must say the same as they do. */
import {eastAsianWidth} from 'get-east-asian-width'
import {expect, test} from 'vitest'
import {graphemesOf, isPlain, markdownCode, markdownText, visible} from '../../src/report/escape.ts'
import {graphemeWidth} from '../../src/report/width.ts'

const codePoints = Array.from({length: 0x11_0000}, (_, code) => code)

test('what is taken for plain is neither hidden nor a mark, by the tables of Unicode', () => {
  const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Regional_Indicator}]/u
  const plain = codePoints.filter((code) => isPlain(String.fromCodePoint(code)))
  expect(plain.filter((code) => hidden.test(String.fromCodePoint(code)))).toEqual([])
  expect(plain.length).toBeGreaterThan(30_000)
})

test('a pictograph is as wide as its kind says', () => {
  const pictographs = codePoints.map((code) => String.fromCodePoint(code)).filter((text) => /\p{Emoji_Presentation}/u.test(text))
  expect(pictographs.filter((text) => graphemeWidth(text) !== 2)).toEqual([])
  expect(graphemeWidth('🌡')).toBe(eastAsianWidth(0x1f321))
})

test.each([
  ['soft hyphen', 'im\u00adage', 'im<U+00AD>age'],
  ['right-to-left override', 'x\u202ey', 'x<U+202E>y'],
  ['between CJK', '论\u200b文', '论<U+200B>文'],
  ['family of pictographs', '👩‍👧 x', '👩‍👧 x'],
])('%s', (_, text, shown) => {
  expect(visible(text)).toBe(shown)
})

test.each([
  ['ASCII', 'ab', ['a', 'b']],
  ['Han and a pictograph', '论🤖', ['论', '🤖']],
  ['a flag', '🇯🇵x', ['🇯🇵', 'x']],
  ['a soft hyphen', 'a\u00adb', ['a', '\u00ad', 'b']],
])('characters of %s', (_, text, parts) => {
  expect(graphemesOf(text)).toEqual(parts)
})

test.each([
  ['a bare name of a host', 'www.x.org', 'www<span>.</span>x.org'],
  ['a number of an issue', 'GH-12', 'GH<span>-</span>12'],
  ['a hyphen', 'x-12', 'x-12'],
])('%s links nowhere in Markdown', (_, text, written) => {
  expect(markdownText(text)).toBe(written)
})

test('a pipe in code parts no cells', () => {
  expect(markdownCode('a|b')).toBe('<code>a\\|b</code>')
})
