/** Compares titles by their words: which ones they share, in what order, and how near one title is to the other. */
import {editDistance} from '../text/edit-distance.ts'
import {isCutOff, isWholePart, normalizedTitle, smallWords, titleItself, titleKey, titleTokens} from './title.ts'

/** The words of a title without the small ones, hyphenated ones taken apart; `alike` compares them by their stems. */
export function titleWords(title: string): string[] {
  return normalizedTitle(title.replace(/(?<=[\p{L}\p{N}])[-‐-―](?=[\p{L}\p{N}])/gu, ' '))
    .split(' ')
    .filter((word) => word !== '' && !smallWords.has(word))
}

/** `learning` and `learner`, `retrieval` and `retrieve`, a typing error: forms of one word. */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < 5) return shorter >= 3 && (a === `${b}s` || b === `${a}s`)
  let common = 0
  while (common < shorter && a.charCodeAt(common) === b.charCodeAt(common)) common++
  if (common >= 5 && common >= Math.max(a.length, b.length) - 5) return true
  return shorter >= 7 && editDistance(a, b, 2) <= 2
}

interface Overlap {
  /** 2 · common ÷ all. */
  readonly dice: number
  /** The larger share of one title that the other covers. */
  readonly cover: number
  /** The words of the first that the second has. */
  readonly common: readonly string[]
}

/** What two titles have in common; a word written together counts as its parts if the other title has them apart. */
export function overlapOf(a: readonly string[], b: readonly string[]): Overlap {
  const usedB = new Set<number>()
  const common: string[] = []
  let inA = 0
  let inB = 0
  for (let i = 0; i < a.length; i++) {
    const word = a[i] ?? ''
    const whole = b.findIndex((other, index) => !usedB.has(index) && alike(word, other))
    if (whole >= 0) {
      usedB.add(whole)
      common.push(word)
      inA++
      inB++
      continue
    }
    const joined = b.findIndex((other, index) => !usedB.has(index) && `${other}${b[index + 1] ?? ''}` === word)
    if (joined >= 0) {
      usedB.add(joined).add(joined + 1)
      common.push(word)
      inA++
      inB += 2
      continue
    }
    const next = a[i + 1]
    const parted = next === undefined ? -1 : b.findIndex((other, index) => !usedB.has(index) && other === `${word}${next}`)
    if (parted >= 0) {
      usedB.add(parted)
      common.push(`${word}${next}`)
      inA += 2
      inB++
      i++
    }
  }
  if (a.length === 0 || b.length === 0) return {dice: 0, cover: 0, common}
  return {dice: (inA + inB) / (a.length + b.length), cover: Math.max(inA / a.length, inB / b.length), common}
}

/** Does one of two titles have all the other's words, in whatever order, perhaps misspelt? */
export function haveOneWording(title: string, listed: string): boolean {
  return overlapOf(titleWords(title), titleWords(titleItself(listed))).cover === 1
}

/** How many words two titles share in the same order: in another order, they are those of a field rather than of a paper. */
export function countInOrder(a: readonly string[], b: readonly string[]): number {
  let counts = b.map(() => 0)
  for (const word of a) {
    const next: number[] = []
    for (const [index, other] of b.entries()) {
      const both = alike(word, other) ? (counts[index - 1] ?? 0) + 1 : 0
      next.push(Math.max(both, next[index - 1] ?? 0, counts[index] ?? 0))
    }
    counts = next
  }
  return counts.at(-1) ?? 0
}

/** Fewer telling words name a topic, and are in many titles. */
const leastWords = 4

/** Is enough written to tell which paper is meant? */
export function isTellingTitle(listed: string): boolean {
  return titleTokens(titleItself(listed).replaceAll('-', ' ')).length >= leastWords
}

/** From this distance on, a title may be any other paper's. */
export const farthest = 0.2
/** Farther than the title itself, nearer than anything with other words. */
const aPart = 0.01
/** Below this distance, all that is written is the title's. */
export const leastChange: number = 2 * aPart

/**
 * How far a listed text is from a title, as a share of it: 0 for the title itself; next to nothing for a whole part or the beginning of it, or
 * with only remarks added; else by words in their order, or by letters if they are misspelt. 1 if too little is written to tell.
 */
export function distanceFrom(title: string, listed: string): number {
  return distanceBetween(writtenOut(title, listed), writtenOut(listed, title))
}

function distanceBetween(title: string, listed: string): number {
  const itself = titleItself(listed)
  const [written, key] = [titleKey(itself), titleKey(title)]
  if (titleKey(listed) === key) return 0
  if (written === key) return aPart
  if (!isTellingTitle(listed)) return 1
  const isBegun = key.startsWith(written) && (isCutOff(listed) || written.length > key.length / 2)
  if (isBegun || isWholePart(itself, title)) return aPart
  if (isTellingTitle(title) && isWholePart(title, listed, /[:?!.;,()[\]：（），"“”「」《》]+|\s[-–—/|]+\s|[–—]/)) return aPart
  if (!hasName(title, itself)) return 1
  const words = titleWords(itself)
  let least = 1
  for (const form of formsOf(title)) {
    const known = titleWords(form)
    if (known.length < leastWords) continue
    // If the listed title is cut off, only the beginning can be compared.
    const told = isCutOff(listed) ? known.slice(0, words.length) : known
    const reworded = 1 - (2 * countInOrder(words, told)) / (words.length + told.length)
    least = Math.min(least, reworded, misspelt(written, titleKey(form)))
  }
  return Math.max(least, leastChange)
}

/** `RL`, `LLMs`: the letters of a text's acronyms, but not those of names such as `GR-MG`. */
const acronym = /(?<![A-Z0-9]-)\b([A-Z]{2,6})s?\b(?!-[A-Z0-9])/g

/**
 * Where among the words of another title those stand that a title has as an acronym; -1 if the other one has the acronym too, or the title the
 * words, as in `MAML: Model-Agnostic Meta-Learning`.
 */
function whereSpelt(letters: string, title: string, words: readonly string[]): number {
  if ([letters, `${letters}s`].some((short) => words.includes(short.toLowerCase()))) return -1
  const initials = words.map((word) => word.charAt(0)).join('')
  const start = initials.indexOf(letters.toLowerCase())
  const spelt = words.slice(start, start + letters.length).join(' ')
  return start < 0 || titleWords(title).join(' ').includes(spelt) ? -1 : start
}

/** A text with its acronyms in the words of another text, where that has these words and not the acronyms: lists write `LLMs` for the words. */
export function writtenOut(text: string, other: string): string {
  if (text.search(acronym) < 0) return text
  const words = titleWords(other)
  return text.replace(acronym, (found, letters: string) => {
    const start = whereSpelt(letters, text, words)
    return start < 0 ? found : words.slice(start, start + letters.length).join(' ')
  })
}

/** The words of a text, with another text's acronyms in the place of theirs, so that they count as much as they do there. */
export function wordsShortenedAs(other: string, text: string): string[] {
  const words = titleWords(text)
  for (const [, letters = ''] of other.matchAll(acronym)) {
    const start = whereSpelt(letters, other, words)
    if (start >= 0) words.splice(start, letters.length, letters.toLowerCase())
  }
  return words
}

/** `MoCo: `, `Barlow Twins - `. */
const nameBefore = /^(\S+(?: \S+)?)(?::|\s[-–—])\s+/

/** What is written behind a method's name. */
export function withoutName(listed: string): string {
  return listed.replace(nameBefore, '')
}

/** Lists leave names out and misspell them; but a name that the title does not have is another paper's. */
function hasName(title: string, listed: string): boolean {
  const name = titleWords(nameBefore.exec(listed)?.[1] ?? '').join('')
  if (titleKey(title).includes(name)) return true
  const words = titleWords(title)
  const most = name.length < 6 ? 1 : 2
  return words.some((word, at) => [word, `${word}${words[at + 1] ?? ''}`].some((known) => editDistance(known, name, most) <= most))
}

/** A title as it is, and as lists shorten it: without its name, without its subtitle. */
function formsOf(title: string): string[] {
  const [, prefix = '', rest = ''] = /^(.*?)(?::|\?|\s[-–—])\s+(.+)$/s.exec(title) ?? []
  return [title, prefix, rest].filter((form) => form !== '')
}

/** The share of letters that differ; 1 where they are too many. */
function misspelt(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  const most = Math.floor(length * farthest)
  const distance = editDistance(a, b, most)
  return distance > most ? 1 : distance / length
}
