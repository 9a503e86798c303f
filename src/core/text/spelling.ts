/** Finds a misspelt word in a title by comparing it with another spelling of the title. */
import {editDistance} from './edit-distance.ts'
import {withoutLigatures} from './letters.ts'

/** The word that differs by a letter or two, if all others are equal; undefined for another word or form, and between British and American. */
export function misspeltWord(title: string, known: string): {readonly written: string; readonly expected: string} | undefined {
  const written = wordsOf(title)
  const wanted = wordsOf(known)
  if (written.length !== wanted.length) return undefined
  const differing = written.flatMap((word, index) => (word.toLowerCase() === (wanted[index] ?? '').toLowerCase() ? [] : [index]))
  const [index] = differing
  if (differing.length !== 1 || index === undefined) return undefined
  const ours = written[index] ?? ''
  const theirs = wanted[index] ?? ''
  return isMisspelling(ours.toLowerCase(), theirs.toLowerCase()) ? {written: ours, expected: theirs} : undefined
}

function wordsOf(title: string): string[] {
  return title.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Up to two letters in a long word, one in a short one. */
function isMisspelling(a: string, b: string): boolean {
  if (a.length < 5 || b.length < 5 || /\d/.test(a + b)) return false
  // These letters come from a wrong decoding, not from a slip.
  if (/[\u00c2\u00c3\u00e2\u00e3][\u0080-\u00bf]/.test(a + b)) return false
  const most = Math.min(a.length, b.length) >= 8 ? 2 : 1
  if (editDistance(a, b, most) > most) return false
  return !foldings.some((fold) => fold(a) === fold(b))
}

/** Endings and what they become, so that a word's forms are equal. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/(?:sis|ses)$/, 's'],
  [/(?:ence|ense)$/, 'ens'],
  [/(?:ent|ency|ant|ancy)$/, 'n'],
  [/(?:ical|ic|ics)$/, 'ic'],
  [/(?:on|a|um|us|i)$/, ''],
  [/(?<=al)ly$|ly$/, ''],
  [/(?:es|s|ed|d|ing)$/, ''],
]

/** Makes British and American spellings equal. */
const englishes: readonly (readonly [RegExp, string])[] = [
  [/ou/g, 'o'],
  [/s(?=[eai])/g, 'z'],
  [/ll/g, 'l'],
  [/re(?=s?$)/, 'er'],
  [/(?<=dg|g)e(?=ing|ment)/, ''],
  [/efact/, 'ifact'],
  [/ium$/, 'um'],
  [/^sc(?=ept)/, 'sk'],
  [/(?<=orient)at/, ''],
]

const applied = (word: string, rules: typeof forms): string => rules.reduce((text, [pattern, by]) => text.replace(pattern, by), word)
const bare = (word: string): string => withoutLigatures(word.normalize('NFKD').replace(/\p{M}/gu, ''))

/** `Schrödinger` is `Schroedinger`, `paediatric` is `pediatric`. */
const foldings: readonly ((word: string) => string)[] = [
  (word) => applied(word, forms.slice(-1)),
  (word) => applied(word, forms),
  (word) => applied(applied(bare(word), englishes), forms.slice(-1)),
  (word) => applied(bare(word).replace(/([aou])e/g, '$1'), forms.slice(-1)),
  (word) => applied(applied(bare(word).replace(/[ao]e/g, 'e'), englishes), forms.slice(-1)),
]
