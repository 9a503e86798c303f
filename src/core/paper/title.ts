/** Titles compared as people compare them: without case, accents, LaTeX, subtitles and small words. */
import {editDistance} from '../text/edit-distance.ts'
import {isAscii, withoutLigatures, withoutPictographs} from '../text/letters.ts'

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ')
const greekLetters = 'αβγδεζηθικλμνξοπρστυφχψω'
/** TeX's commands for letters; those of one letter besides these put an accent on the letter behind them. */
const texLetters = new Map(Object.entries({ss: 'ss', ae: 'ae', oe: 'oe', aa: 'a', o: 'o', l: 'l', i: 'i', j: 'j', ell: 'l'}))
/** Words that say nothing about a title's subject. */
export const smallWords: ReadonlySet<string> = new Set('a an the of for in on with and to from by via is are at as or its'.split(' '))

const plain = /^[^&\\$^_{}\x7f-\uffff]*$/

/** The title in lower case: words of letters and digits, one blank between them. */
export function normalizedTitle(title: string): string {
  let text = title
  // Most titles are plain ASCII, and this runs for every entry.
  if (plain.test(text)) return joinedWords(text.toLowerCase())
  if (/[^\x20-\x7e]/.test(text)) {
    text = text.normalize('NFKD')
    text = text.replace(/[\u0300-\u036f]+/g, '')
    if (/[\u0400-\u1fff\u2070-\uffff]/.test(text)) text = text.replace(/\p{M}+/gu, '')
    text = text.replace(/[Α-Ωα-ω]/g, (letter) => ` ${greek[greekLetters.indexOf(letter.toLowerCase())] ?? letter} `)
    text = text
      .replace(/[‐-―−]/g, '-')
      .replace(/[’‘]/g, "'")
      .replace(/(?<=\d)\s?×\s?(?=\d)/g, 'x')
      // The rest of general punctuation, so that most titles are ASCII from here on.
      .replace(/[\u2000-\u206f]/g, ' ')
  }
  if (text.includes('\\')) {
    text = text
      .replace(/\\([a-zA-Z]+)\s*/g, (_, name: string) => texCommand(name.toLowerCase()))
      .replace(/\\([^&])/g, '')
      .replaceAll('\\', '')
  }
  text = text.toLowerCase().replace(/&/g, ' and ')
  // Hyphens and apostrophes join words: `self-supervised` is `selfsupervised` everywhere.
  if (isAscii(text)) return joinedWords(text)
  text = withoutLigatures(text)
  // Latin letters don't need the table of all letters.
  const others = /[\u0250-\uffff]/.test(text) ? /[^\p{L}\p{N}+]+/gu : /[^a-z0-9+\xaa\xb5\xba\xdf-\xf6\xf8-\u024f]+/g
  return text
    .replace(others, (between, at: number) => {
      const joins = (between === '-' || between === "'") && isWordEnd(text.charAt(at - 1)) && isWordEnd(text.charAt(at + 1))
      return joins || /^[$^_{}]+$/.test(between) ? '' : ' '
    })
    .trim()
}

function texCommand(name: string): string {
  if (greek.includes(name)) return ` ${name} `
  return texLetters.get(name) ?? (name.length === 1 ? '' : ' ')
}

/** Only the title's letters and digits: hyphens and blanks are a matter of taste, and vary in registries, too. */
export function titleKey(title: string): string {
  return normalizedTitle(title).replaceAll(' ', '')
}

/** What separates the parts of a title. */
const betweenParts = /[:?!.;()[\]：（）]+|\s[-–—/|]+\s|[–—]/

/** Is one text a whole part of a title, between its punctuation: the title without its name, its subtitle, its bracket? */
export function isWholePart(part: string, title: string, between: RegExp = betweenParts): boolean {
  const key = titleKey(part)
  const parts = title.split(between).map(titleKey)
  return parts.some((_, from) => parts.slice(from).some((_, length) => parts.slice(from, from + length + 1).join('') === key))
}

const ellipsis = /\s*(?:…|\.{2,})\s*$/

/** Did a list cut it off with dots? A single period is a full stop. */
export function isCutOff(title: string): boolean {
  return ellipsis.test(title)
}

/** The part of a title in Latin letters, without its translation; the whole text if that part alone is not a title. */
export function withoutTranslation(title: string): string {
  if (!/[\u3040-\ud7ff]/.test(title)) return title
  const longest = title.split(/[\u3000-\ud7ff\uff00-\uffef]+/).reduce((most, part) => (part.length > most.length ? part : most))
  const latin = longest.replace(/^[\s([:,;.-]+|[\s)\]:,;-]+$/g, '')
  return latin.split(' ').length < 4 ? title : latin
}

/** `(*) A Title`, `[NeurIPS 2020] A Title`, `12. A Title`. */
export const openingRemark: RegExp = /^\s*(?:\([^()]*\)|\[[^[\]]*\]|\d{1,3}[.)])\s+(?=[A-Z])/

/** The title itself: without a translation, a first or last remark in brackets (`[Oral]`, `(journal version)`) and dots for what was left out. */
export function titleItself(listed: string): string {
  const title = withoutTranslation(listed).replace(openingRemark, '')
  const itself = title.replace(/(?<=\S)\s*[([（【][^()[\]（）【】]*[)\]）】]\s*$/, '').replace(ellipsis, '')
  // One word is a name, and its bracket says what it stands for.
  return titleTokens(itself).length < 2 ? title : itself
}

function isWordEnd(character: string): boolean {
  return character !== '' && character !== '+'
}

const wordsAlone = /^[a-z0-9+]+(?: [a-z0-9+]+)*$/
/** Anything between words, except a single blank. */
const betweenWords = / [^a-z0-9+]+|[^a-z0-9+ ][^a-z0-9+]*/g

/** The words of a lower-case ASCII text, with one blank between them. */
function joinedWords(text: string): string {
  if (wordsAlone.test(text)) return text
  const joined = text.includes('-') || text.includes("'") ? text.replace(/(?<=[a-z0-9])['-](?=[a-z0-9])/g, '') : text
  return joined
    .replace(/[$^_{}]/g, '')
    .replace(betweenWords, ' ')
    .trim()
}

/** The words that distinguish a title from others: normalised, small words left out. */
export function titleTokens(title: string): string[] {
  return tokensOf(normalizedTitle(title))
}

function tokensOf(normalized: string): string[] {
  const tokens: string[] = []
  for (const word of normalized.split(' ')) if (word !== '' && !smallWords.has(word)) tokens.push(singular(word))
  return tokens
}

/** Without a plural's ending: `recommendations` and `recommendation` are one word. */
function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !/[sui]s$/.test(word) ? word.slice(0, -1) : word
}

/** The parts of a title before and after the first `:`, `?` or ` - `. */
function parts(title: string): {prefix: string; rest: string} | undefined {
  // Most titles have one part, and the pattern tries every character.
  if (!/[:?：]|\s[-–—]\s/.test(title)) return undefined
  const match = /^(.*?)(?::\s|\?\s|\s[-–—]\s|：|:(?=[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{2}))(.+)$/su.exec(title)
  return match?.[1] === undefined || match[2] === undefined ? undefined : {prefix: match[1].trim(), rest: match[2].trim()}
}

/**
 * The name that a title declares before its colon: `SimMIM: A Simple …` → `SimMIM`.
 *
 * Up to three words, one of which has a capital or a digit after its first letter; a phrase (`Propagate Yourself:`) is not a name.
 */
export function declaredName(title: string): string | undefined {
  const prefix = withoutPictographs(parts(title)?.prefix ?? '').trim()
  if (prefix === '') return undefined
  const words = prefix.split(/\s+/)
  if (words.length > 3) return undefined
  return words.some((word) => /^.+(?:[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f]|\d)/u.test(word)) ? prefix : undefined
}

/** The name in a title that is only the name and what it is short for: `FVD (Fréchet Video Distance)`, `Video Distance (VD)` → `FVD`, `VD`. */
export function expandedName(title: string): string | undefined {
  if (!title.endsWith(')')) return undefined
  const [, name = '', words = ''] =
    /^(\S{2,12}) \(([^\s()]+ [^()]+)\)$/.exec(title) ?? swapped(/^([^\s()]+(?: [^\s()]+){1,2}) \(([^\s()]{2,12})\)$/.exec(title))
  return /[A-Z]{2}/.test(name) && name.charAt(0).toLowerCase() === words.charAt(0).toLowerCase() ? name : undefined
}

function swapped(match: RegExpExecArray | null): readonly string[] {
  const [all = '', first = '', second = ''] = match ?? []
  return [all, second, first]
}

/** How telling a word is among the titles of a list: the fewer have it, the more. */
export type Weight = (token: string) => number

/**
 * Weights by how few of the titles have a word: what all have (`learning`) weighs nearly nothing.
 *
 * @param titles normalised, see `normalizedTitle`
 */
export function tokenWeights(titles: Iterable<string>): Weight {
  const counts = new Map<string, {titles: number; last: number}>()
  let total = 0
  for (const title of titles) {
    total++
    for (const token of tokensOf(title)) {
      const count = counts.get(token)
      if (count === undefined) counts.set(token, {titles: 1, last: total})
      else if (count.last !== total) {
        count.titles++
        count.last = total
      }
    }
  }
  return (token) => Math.log((total + 1) / ((counts.get(token)?.titles ?? 0) + 0.5))
}

/** Share of common tokens, each by its weight: from 0 to 1. */
export function weightedSimilarity(a: string, b: string, weight: Weight): number {
  const first = new Set(titleTokens(a))
  const second = new Set(titleTokens(b))
  let shared = 0
  let all = 0
  for (const token of first) {
    all += weight(token)
    if (second.has(token)) shared += weight(token)
  }
  for (const token of second) all += weight(token)
  return all === 0 ? 0 : (2 * shared) / all
}

/** Share of common tokens: 2 · common ÷ all. */
function diceSimilarity(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1
  return (2 * common(a, b)) / (a.length + b.length)
}

function common(a: readonly string[], b: readonly string[]): number {
  const left = [...b]
  let count = 0
  for (const token of a) {
    const at = left.indexOf(token)
    if (at < 0) continue
    left.splice(at, 1)
    count++
  }
  return count
}

/**
 * Whether two titles can be one paper's.
 *
 * A title of fewer than three telling words is compatible with anything, as it says too little.
 * The thresholds are measured: of 1,641 pairs that share an id in one list, 96 % pass, and every copied id fails. From 0.6 on retitled papers
 * fail, too, and below 0.52 copied ids pass.
 */
export function compatibleTitles(a: string, b: string, leastSimilarity = 0.55): boolean {
  if (a === b) return true
  const first = normalizedTitle(a)
  const second = normalizedTitle(b)
  if (first === second) return true
  if (beyondComparison(a, b)) return true
  const tokensA = titleTokens(a)
  const tokensB = titleTokens(b)
  if (tokensA.length < 3 || tokensB.length < 3) return true
  if (withoutPrefix(a) === second || withoutPrefix(b) === first) return true
  if (withoutSubtitle(a) === second || withoutSubtitle(b) === first || isPrefix(a, b) || isPrefix(b, a)) return true
  if (restFits(a, tokensB, leastSimilarity) || restFits(b, tokensA, leastSimilarity)) return true
  const shorter = Math.min(tokensA.length, tokensB.length)
  if (common(tokensA, tokensB) / shorter >= 0.75) return true
  if (diceSimilarity(tokensA, tokensB) >= leastSimilarity) return true
  // Compared without blanks, so that `re ranking` is `reranking`.
  const glued = first.replaceAll(' ', '')
  const other = second.replaceAll(' ', '')
  const most = Math.floor(Math.max(glued.length, other.length) * 0.15)
  return editDistance(glued, other, most) <= most
}

/** Whether two titles are in different scripts: nothing can be said about a translation. */
function inOtherScripts(a: string, b: string): boolean {
  return /[\u3040-\ud7ff]/.test(a + b) && isEastern(a) !== isEastern(b)
}

/** Is more of it written in Chinese, Japanese or Korean than in letters? */
export function isEastern(title: string): boolean {
  const eastern = title.match(/[\u3040-\ud7ff]/g)?.length ?? 0
  return eastern > (title.match(/[A-Za-z\u00c0-\u1fff]+/g)?.length ?? 0)
}

/** Whether two titles can't be compared: they may be translations of each other, or one contains the other in a script without blanks. */
export function beyondComparison(a: string, b: string): boolean {
  if (!/[\u3040-\ud7ff]/.test(a + b)) return false
  if (inOtherScripts(a, b)) return true
  const [first, second] = [titleKey(a), titleKey(b)]
  return Math.min(first.length, second.length) >= 4 && (first.includes(second) || second.includes(first))
}

function withoutPrefix(title: string): string | undefined {
  const found = parts(title)
  return found === undefined ? undefined : normalizedTitle(found.rest)
}

/** Whether the part after the colon or question mark fits the other title: all of a short one, most of a longer one. */
function restFits(title: string, tokens: readonly string[], leastSimilarity: number): boolean {
  const found = parts(title)
  if (found === undefined) return false
  const rest = titleTokens(found.rest)
  if (rest.length === 2) return titleTokens(found.prefix).length <= 1 && rest.every((token) => tokens.includes(token))
  return rest.length >= 4 && tokens.length >= 4 && diceSimilarity(rest, tokens) >= leastSimilarity
}

function withoutSubtitle(title: string): string | undefined {
  const prefix = parts(title)?.prefix
  return prefix === undefined || titleTokens(prefix).length < 3 ? undefined : normalizedTitle(prefix)
}

/** Whether one is the part before the other's colon, except for blanks and hyphens: `The Something v2` and `The Something-v2: A …`. */
function isPrefix(short: string, long: string): boolean {
  const prefix = parts(long)?.prefix
  return prefix !== undefined && prefix.length >= 8 && normalizedName(prefix) === normalizedName(short)
}

/** A name without case, blanks and punctuation. */
export function normalizedName(name: string): string {
  if (/^[A-Za-z0-9]+$/.test(name)) return name.toLowerCase()
  if (plain.test(name)) return name.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return normalizedTitle(name).replace(/[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9]/gu, '')
}

/** Whether two names differ at most by version or size: `MoCo` and `MoCoV2`, `YOLO` and `YOLO9000`. */
export function sameStem(a: string, b: string): boolean {
  const first = stem(a)
  const second = stem(b)
  return first.length >= 2 && first === second
}

function stem(name: string): string {
  return name
    .toLowerCase()
    .replace(/(?:\+|[\s-]?plus|[\s-]?(?:xl|large|lite)|[\s-]?v?\.?\d)+$/, '')
    .replace(/[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9]/gu, '')
}

/**
 * `Part I` and `Part II`, each perhaps with a subtitle of its own: two papers under one title. If only one title has a number, they may be one
 * paper.
 */
export function areParts(a: string, b: string): boolean {
  const [first, second] = [partOf(a), partOf(b)]
  if (first === undefined || second === undefined || first.number === second.number) return false
  const series = titleKey(first.before)
  return series === titleKey(second.before) && (series !== '' || titleKey(first.behind) === titleKey(second.behind))
}

function partOf(title: string): {readonly before: string; readonly behind: string; readonly number: string} | undefined {
  const match = /\b(?:part|pt\.?|vol(?:ume|\.)?|chapter)\s*(\d+|[ivx]+)\b|(?<=\s)([ivx]+|\d)(?=\s*(?:$|[:–-]))/i.exec(title)
  const number = match?.[1] ?? match?.[2]
  return match === null || number === undefined
    ? undefined
    : {before: title.slice(0, match.index), behind: title.slice(match.index + match[0].length), number: arabic(number)}
}

function arabic(number: string): string {
  const at = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'].indexOf(number.toLowerCase())
  return at < 0 ? number : String(at + 1)
}
