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

/** Words of English titles that other languages don't have. */
const englishWords = new Set(
  (
    'of and the with by from for to using towards toward through under without between among within against across beyond most how what why when ' +
    'where which who whose can could does get give make are we you your their its our it into over not than that this these those more better all ' +
    'some there see based aware driven guided free network networks models language large knowledge understanding reasoning analysis detection ' +
    'evaluation evaluating retrieval efficient fast survey review study approach approaches field fields world human high low new effect effects ' +
    'evidence theory state states structure growth early late long short time graph graphs system systems speech power search task tasks method ' +
    'methods measurement dynamics property properties use weak strong prediction alignment answering question policy report robust shot cell ' +
    'cells disease treatment bounds space spaces equation equations proof tree trees wave waves water energy quantum heart failure blood brain ' +
    'children adults women risk care outcomes trial trials gene genes proteins species sequencing compounds acid acids reactions ' +
    'crystals matter spin holes gap gaps groups rings numbers curves wages market markets trade prices laws choice memory'
  ).split(' '),
)
const englishEndings =
  /^\S{3,}(?:ness|less|wise|ed|ity|ogy|phy|[ae]ncy|acy|iz(?:ation|ations|e|es|ing|er)|yzing|ical|ally|ously|ful|ships?|ght|th|ics|wards?)$/
/** What other languages borrow (`deep learning`), or form in the same way, as Dutch does. */
const borrowed = /^(?:\S{3,}(?:ing|ian)|via|deep)$/

/**
 * May a listed title be a translation of the registry's, or the other way round? Short titles have no small words that give a language away,
 * but of English ones 99 in 100 have a word that only English has.
 */
export function mayBeTranslated(title: string, known: string): boolean {
  const isKnownEnglish = isEnglish(known)
  return isEnglish(title) !== isKnownEnglish && (isKnownEnglish || isForeign(known))
}

function isEnglish(title: string): boolean {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.some((word) => englishWords.has(word) || englishEndings.test(word))) return true
  return !isForeign(title) && words.some((word) => borrowed.test(word))
}

function isForeign(title: string): boolean {
  return foreignWords(title) + accentedWords(title) > 0
}
