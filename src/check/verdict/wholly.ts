/** Whether a title says one thing and nothing else. Pure. */

/**
 * Does a title consist of the phrase, apart from a site's name? `404 - Page not found | Lab` does, `404 Not Found: Measuring
 * Link Rot in Scholarly Reference Lists` doesn't.
 *
 * @param mostWords further words next to the phrase
 */
export function isWholly(title: string, phrase: RegExp, mostWords = 2): boolean {
  if (title.length > 160 || !phrase.test(title)) return false
  const all = new RegExp(phrase.source, 'gi')
  // A number among words may be the number of anything.
  const isNumber = (segment: string): boolean => segment.match(all)?.every((found) => /^[\s#:]*\d+$/.test(found.trimEnd())) === true
  let says = false
  for (const segment of segmentsOf(title)) {
    if (segment === '') continue
    const rest = segment
      .replace(all, ' ')
      .replace(/[\s\p{P}\p{S}\d]+/gu, ' ')
      .trim()
    const words = wordCountOf(rest)
    // Anything else after a colon is what a work is about.
    const isNamed = segment.includes(': ') && !phrase.test(segment.slice(segment.lastIndexOf(': ')))
    if (phrase.test(segment) && words <= (isNumber(segment) || isNamed ? 0 : mostWords)) says = true
    else if (words > 4 || rest.length > 40) return false
  }
  return says
}

export const segmentsOf = (title: string): readonly string[] => title.split(/\s*[|·–—•»«/]+\s*|\s+[-~]+\s+/)

/** Words between blanks; in scripts without blanks, two characters count as one word. */
function wordCountOf(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0
  const spaced = text.replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu, ' ').trim()
  return Math.ceil(dense / 2) + (spaced === '' ? 0 : spaced.split(/\s+/).length)
}
