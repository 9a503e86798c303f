/** Names of people, as lists and registries write them. */
import {normalizedName} from './title.ts'

/** The names in a line of authors. */
export function peopleIn(text: string): string[] {
  return text
    .split(/[,;，、]|\s(?:and|&)\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
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
