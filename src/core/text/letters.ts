/**
 * Letters and digits of every script.
 *
 * V8 builds the table of `\p{L}` again for each pattern that has it, which takes a third of a millisecond: nearly all texts are ASCII and
 * don't need it.
 */

/** Whether a text is all ASCII. */
export function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text)
}

export function hasLetterOrDigit(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) || (!isAscii(text) && /[\p{L}\p{N}]/u.test(text))
}

/** The text with a space for each pictograph and for what joins pictographs. */
export function withoutPictographs(text: string): string {
  // Below ‼ (U+203C) there are only © and ®.
  return /[\xa9\xae\u203c-\uffff]|\u200d/.test(text) ? text.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f|\u20e3/gu, ' ') : text
}

/** The letters and digits of a text, the rest taken out. */
export function lettersAndDigits(text: string): string {
  return isAscii(text) ? text.replace(/[^A-Za-z0-9]+/g, '') : text.replace(/[^\p{L}\p{N}]+/gu, '')
}

const ligatures = new Map(Object.entries({ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't'}))

/** A lower-case text in which Latin letters that Unicode does not take apart, and ligatures, are written as in ASCII: `łódź` → `lodź`. */
export function withoutLigatures(text: string): string {
  return text.replace(/[ßæœøłđðþħıŧ]/g, (letter) => ligatures.get(letter) ?? letter)
}
