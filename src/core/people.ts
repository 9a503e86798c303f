/** Names of people, as lists and registries write them. */
import {normalizedName} from './title.ts'

/** The names in a line of authors. */
export function peopleIn(text: string): string[] {
  return text
    .split(/[,;，、]|\s(?:and|&)\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** `Authors:`, `by`; what is said of the people's employers is no line of names. */
const label = /^\W*(?:(?:authors?|by|作者)(?![A-Za-z])\s*[:：]?)/i
const employers = /^\W*(?:institut(?:ions?|es?)|affiliations?)\s*[:：]/i
/** What stands behind the last name: `… and Chelsea Finn. LDC, 2023.`, `, ICRA 2014.` */
const behindNames = /(?:(?<=[a-z\u00df-\u024f]{2})(?<!\b(?:Jr|Sr|St))\.\s+\S|,[^,]*(?:\b(?:19|20)|['’])\d\d\b).*$/s
const more = /\bet\.? al\b\.?|等人?(?=[。.]?$)/i
/** Where people work, and marks of that and of equal shares. */
const remarks = /\s*[(（][^()（）]*[)）]|\\?[*†‡§¶∗⁎⁺⁰¹²³⁴-⁹]+|(?<=[a-z])\d+(?=[,;\s]|$)/g
const initials = /^(?:[A-Z\u00c0-\u00de]\.?[\s-]*){1,4}$/
/** `Xu M`: the initials stand last, as in citations by GB/T 7714. */
const initialsLast = /^([A-Z\u00c0-\u00de][^\s.,]+(?:[ -][A-Z\u00c0-\u00de][^\s.,]+)?) ((?:[A-Z\u00c0-\u00de][\s.-]*){1,3})$/

/**
 * Each person that a line of authors names, as BibTeX takes names: `Kaiming He`, `Li, C.`; and `et al.` where there are more.
 *
 * @param text as lists write it: with `and`, with marks, with a venue behind, initials before or behind the surname
 */
export function namesIn(text: string): string[] {
  if (employers.test(text)) return []
  const [written = '', ...others] = text.split(more)
  const line = written.replace(label, '').replace(remarks, '').replace(behindNames, '').trim()
  const people = line.split(/\s+and\s+/)
  // As BibTeX has them: `Shi, Wenzhe and Caballero, Jose`.
  const isBibtex = people.length > 1 && people.every((name) => /^[^\s,]+, [^\s,]+(?: [A-Z]\.?)?$/.test(name))
  const names: string[] = []
  for (const part of isBibtex ? people : line.split(' · ').flatMap(peopleIn)) {
    const name = part.replace(/^(?:and|&)\s+/, '').replace(/^[^\p{L}]+|(?<!(?:^|[\s.-])\p{Lu})[^\p{L}]+$/gu, '')
    const before = names.at(-1)
    // `Li, C., Yamanishi, Y.`
    if (initials.test(name) && before !== undefined && !/,|\s[A-Z]/.test(before)) names.splice(-1, 1, `${before}, ${name}`)
    else if (name !== '') names.push(name.replace(initialsLast, '$1, $2'))
  }
  return others.length > 0 ? [...names, 'et al.'] : names
}

/** `Vaswani, Ashish` → `Ashish Vaswani`. */
export function givenNameFirst(name: string): string {
  const comma = name.indexOf(',')
  return comma < 0 ? name : `${name.slice(comma + 1).trim()} ${name.slice(0, comma)}`
}

/** A name's words without case and accents, given names first. DBLP numbers people of one name: `Wei Wang 0001`. */
export function wordsOfName(name: string): string[] {
  return givenNameFirst(name)
    .replace(/\s+(?:\d{4}|jr\.?|sr\.?|i{2,3})$/i, '')
    .trim()
    .split(/\s+/)
    .map(normalizedName)
    .filter((word) => word !== '')
}

/** The last word; empty for what is no name. */
export function surnameOf(name: string): string {
  return wordsOfName(name).at(-1) ?? ''
}

/** `Kaiming He`, `K. He`, `He, Kaiming`: undefined names are nobody's. */
export function isSamePerson(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const [a, b] = [wordsOfName(one), wordsOfName(other)]
  // Families' names stand first in some countries, and registries turn them round.
  return a.at(-1) === b.at(-1) || [...a].sort().join(' ') === [...b].sort().join(' ')
}

/** The same, but for given names that begin differently: half of all long lines of authors have a `Wang` in common. */
export function mayBeOnePerson(one: string, other: string): boolean {
  const [a, b] = [wordsOfName(one), wordsOfName(other)]
  return isSamePerson(one, other) && (a[0]?.charAt(0) === b[0]?.charAt(0) || a.at(-1) !== b.at(-1))
}
