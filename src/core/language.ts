/** Whether titles are in different languages, so that they can't be compared. */

/** Whether two titles are in different languages: a translated title shares no word with its original. */
export function isOtherLanguage(title: string, known: string): boolean {
  if (isInOtherScript(title) !== isInOtherScript(known)) return true
  return [foreignWords, accentedWords].some((count) => {
    const [a, b] = [count(title), count(known)]
    return (a >= 2 && b === 0) || (b >= 2 && a === 0)
  })
}

function isInOtherScript(title: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}]/u.test(
    title,
  )
}

/** How many words have letters that English does not have. */
function accentedWords(title: string): number {
  return title.split(/[\s,:;()]+/).filter((word) => /[\u00c0-\u024f\u1e00-\u1eff]/.test(word)).length
}

/** Small words that no English title has, or not two of: Dutch, French, German, Indonesian, Italian, Polish, Portuguese, Spanish, Turkish. */
const small = new Set(
  'und der die das für von mit zu zur zum im auf ein eine einer einem den dem des les le la du de un une par pour avec dans aux sur el los las una del por para con il lo gli per della delle degli nel nella sulla che uma dos das em com são van een het voor met dan yang untuk pada dengan dla oraz bir ile için'.split(
    ' ',
  ),
)

function foreignWords(title: string): number {
  return title.split(/[\s,:;()]+/).filter((word) => small.has(word.toLowerCase())).length
}
