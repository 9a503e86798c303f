/** Names of people, as lists and registries write them. */
import {normalizedName} from './title.ts'

/** The names in a line of authors. */
export function peopleIn(text: string): string[] {
  return text
    .split(/[,;，、]|\s(?:and|&)\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** A citation within a text: `Doe, 1988`, `Doe and Roe (2022)`, `Jane Doe et al., 2022b`. */
export function isCitation(text: string): boolean {
  return citation.test(text)
}

const citation =
  /^[A-Z\u00c0-\u00de][^\s,]+(?: (?:and|&) [A-Z\u00c0-\u00de][^\s,]+|(?: [A-Z\u00c0-\u00de][^\s,]*){0,2} et\.? al\.?)?,? \(?(?:19|20)\d\d[a-z]?\)?$/

/** How a line of authors may start: `Authors:`, `by`. One that starts with `Affiliations:` names no people. */
const label = /^[\W\d]*(?:(?:authors?|by|作者)(?![A-Za-z])\s*[:：]?)/i
const employers = /^\W*(?:institut(?:ions?|es?)|affiliations?)\s*[:：]/i
/** What follows the last name: `… and Chelsea Finn. LDC, 2023.`, `, ICRA 2014.` */
const behindNames = /(?:(?<=[a-z\u00df-\u024f]{2})(?<!\b(?:Jr|Sr|St))\.\s+\S|[,，][^,，]*(?:\b(?:19|20)|['’])\d\d\b).*$/s
const more = /\bet\.? al\b\.?|等人?(?=[。.]?$)| 외(?: ?\d+ ?[인명])?$/i
/** Affiliations in parentheses, and marks for affiliations and equal contribution. */
const remarks = /\s*[(（][^()（）]*[)）]|\\?[*†‡§¶∗⁎⁺⁰¹²³⁴-⁹]+|(?<=[a-z])\d+(?=[,;\s]|$)/g
const initials = /^(?:[A-Z\u00c0-\u00de]\.?[\s-]*){1,4}$/
/** `Xu M`: initials come last, as in citations by GB/T 7714. */
const initialsLast = /^([A-Z\u00c0-\u00de][^\s.,]+(?:[ -][A-Z\u00c0-\u00de][^\s.,]+)?) ((?:[A-Z\u00c0-\u00de][\s.-]*){1,3})$/

/**
 * Each person in a line of authors, written as in BibTeX: `Kaiming He`, `Li, C.`; and `et al.` where there are more.
 *
 * @param text as lists write it: with `and`, with marks, with a venue after the names, initials before or after the surname
 */
export function namesIn(text: string): string[] {
  if (employers.test(text)) return []
  const [written = '', ...others] = text.split(more)
  const line = written.replace(label, '').replace(remarks, '').replace(behindNames, '').trim()
  const people = line.split(/\s+and\s+/)
  // `Shi, Wenzhe and Caballero, Jose`.
  const isBibtex = people.length > 1 && people.every((name) => /^[^\s,]+, [^\s,]+(?: [A-Z]\.?)?$/.test(name))
  const parts = isBibtex ? people : line.split(' · ').flatMap(peopleIn)
  const isMore = others.length > 0
  if (!isBibtex && people[0]?.includes(',') && opensSurnameFirst(parts, isMore, people.length > 1 || isMore))
    parts.splice(0, 2, parts.slice(0, 2).join(', '))
  const names: string[] = []
  for (const part of parts) {
    const name = part.replace(/^(?:and|&)\s+/, '').replace(/^[^\p{L}]+|(?<!(?:^|[\s.-])\p{Lu})[^\p{L}]+$/gu, '')
    const before = names.at(-1)
    // `Li, C., Yamanishi, Y.`
    if (initials.test(name) && before !== undefined && !/,|\s[A-Z]/.test(before)) names.splice(-1, 1, `${before}, ${name}`)
    else if (name !== '') names.push(name.replace(initialsLast, '$1, $2'))
  }
  return isMore ? [...names, 'et al.'] : names
}

/** `Doe, Jane, Richard Roe, and Max Moe`, `Doe, Jane, et al.`: in citations by MLA only the first person's surname comes first. */
function opensSurnameFirst([surname = '', given = '', ...others]: readonly string[], isMore: boolean, isEnded: boolean): boolean {
  if (!isEnded || (others.length === 0 && !isMore)) return false
  // `Cher, Jane Doe, et al.` has no third person to tell by.
  const isGiven = others.length === 0 ? oneGivenName : givenNames
  if (surname.length > longestName || given.length > longestName) return false
  return oneSurname.test(surname) && isGiven.test(given) && others.every((name) => /\S \S/.test(name.replace(/^(?:and|&)\s+/, '')))
}

/** In UTF-16 units. */
const longestName = 60
const oneSurname = /^(?:(?:van|von|de|der|den|di|da|del|la|le|el|al|bin|ten) )*\p{Lu}[\p{Ll}'’]+(?:[-'’]?\p{Lu}\p{Ll}+)*$/u
const oneGivenName = /^\p{Lu}[\p{Ll}'’]+(?:-\p{L}\p{Ll}+)?(?: \p{Lu}\.)*$/u
// `Pranay U. Jain` is a whole name: a surname behind the initial.
const givenNames = /^\p{Lu}[\p{Ll}'’-]+(?:[ -]\p{L}[\p{L}'’-]+){0,2}(?: \p{Lu}\.?)*$/u

/** `Vaswani, Ashish` → `Ashish Vaswani`. */
export function givenNameFirst(name: string): string {
  const comma = name.indexOf(',')
  return comma < 0 ? name : `${name.slice(comma + 1).trim()} ${name.slice(0, comma)}`
}

/**
 * A name's words without case and accents, given names first, without affiliations in parentheses and the number by which DBLP tells namesakes
 * apart: `Wei Wang 0001`.
 */
export function wordsOfName(name: string): string[] {
  return givenNameFirst(name.includes('(') ? name.replace(/\s*\([^()]*\)/g, ' ') : name)
    .replace(/\s+(?:\d{4}|jr\.?|sr\.?|i{2,3})$/i, '')
    .trim()
    .split(/\s+/)
    .map(normalizedName)
    .filter((word) => word !== '')
}

/** Whether a name in a registry is nobody's, but stands for further authors or for unknown ones. */
export function isPlaceholder(name: string): boolean {
  return /^\W*(?:et\.? al\b|(?:and )?others\b|anonymous\b|un(?:known|named|av|kn)\b|no authors?\b|n\/a\b|authors?\b)/i.test(name)
}

/** The last word; empty for text without a name. */
export function surnameOf(name: string): string {
  return wordsOfName(name).at(-1) ?? ''
}

/** Whether two names can be one person's: `Kaiming He`, `K. He`, `He, Kaiming`. An undefined name is never the same. */
export function isSamePerson(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const [a, b] = [wordsOfName(one), wordsOfName(other)]
  // Family names come first in some countries, and registries swap the parts.
  return a.at(-1) === b.at(-1) || [...a].sort().join(' ') === [...b].sort().join(' ')
}

/** The same, except if the given names start differently: half of all pairs of long author lists share a `Wang`. */
function mayBeOnePerson(one: string, other: string): boolean {
  const [a, b] = [wordsOfName(one), wordsOfName(other)]
  return isSamePerson(one, other) && (a[0]?.charAt(0) === b[0]?.charAt(0) || a.at(-1) !== b.at(-1))
}

/** Is one person an author of both, as far as registries' names tell? */
export function shareAuthor(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return some.some((one) => !isPlaceholder(one) && others.some((other) => mayBeOnePerson(one, other)))
}
