/** Titles of papers as people copy them: one spelling for comparing, and when two of them can be of one paper. */
import {editDistance} from './edit-distance.ts'

const stopWords: ReadonlySet<string> = new Set('a an the of for in on with and to from by via is are at as or'.split(' '))

const greek =
  /\\(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)(?![a-z])/gi
const greekLetters: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
}

/** Dashes that stand for a hyphen when they stand inside a word. */
const dash = '[-\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]'
const innerHyphen = new RegExp(`(?<=[\\p{L}\\p{N}])${dash}+(?=[\\p{L}\\p{N}])`, 'gu')

/** The title's words in lower case, one blank between them: no accents, TeX, punctuation; hyphenated words closed up. */
export function normalizedTitle(title: string): string {
  let text = title
  if (/[^\x20-\x7e]/.test(text)) {
    text = text
      .normalize('NFKC')
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
  }
  if (text.includes('\\')) {
    text = text
      .replace(greek, '$1')
      // An accent's command (`\"o`, `\'{e}`) clings to its letter; any other command is a word of its own.
      .replace(/\\["'`^~=.]\s*\{?([A-Za-z])\}?/g, '$1')
      .replace(/\\[A-Za-z]+\*?/g, ' ')
  }
  return text
    .replace(/[$\\{}]/g, '')
    .replace(/&(?:amp;)?/gi, ' and ')
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => greekLetters[letter] ?? letter)
    .replace(/['‘’ʼ`´]/g, '')
    .replace(innerHyphen, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function tokensOf(normalized: string): string[] {
  return normalized === '' ? [] : normalized.split(' ')
}

function significant(tokens: readonly string[]): Set<string> {
  return new Set(tokens.filter((token) => !stopWords.has(token)))
}

/** The words by which titles are compared: distinct, without stop words. */
export function titleTokens(title: string): ReadonlySet<string> {
  return significant(tokensOf(normalizedTitle(title)))
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let count = 0
  for (const token of small) if (large.has(token)) count++
  return count
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 1 : (2 * shared(a, b)) / (a.size + b.size)
}

/** Dice coefficient of the titles' words, 0 to 1. */
export function titleSimilarity(a: string, b: string): number {
  return dice(titleTokens(a), titleTokens(b))
}

/** A title cut at its first colon or ` - `: name and subtitle; undefined where it has neither. */
export function titleParts(title: string): {readonly prefix: string; readonly subtitle: string} | undefined {
  const match = /^(.*?)(?::(?!\w+:)|：|\s[-–—]\s)\s*(.*\S)\s*$/su.exec(title)
  return match?.[1] === undefined || match[2] === undefined || match[1].trim() === ''
    ? undefined
    : {prefix: match[1].trim(), subtitle: match[2]}
}

/** The method's name that a title declares before its colon (`SimMIM: A Simple …`); undefined for phrases (`Propagate Yourself: …`). */
export function declaredName(title: string): string | undefined {
  const prefix = titleParts(title)?.prefix
  if (prefix === undefined) return undefined
  const tokens = prefix.split(/\s+/)
  if (tokens.length === 1) return prefix
  if (tokens.length > 3) return undefined
  return tokens.some((token) => /^.+\p{Lu}/u.test(token) || /\d/.test(token) || /^\p{Lu}+$/u.test(token)) ? prefix : undefined
}

/** Largest share of letters that typing errors may change. */
const typoShare = 0.15

/**
 * Can both be titles of one paper: equal but for punctuation, one without its name or subtitle, abbreviated, mistyped, or mostly the same words?
 * A title of fewer than three words says too little and is compatible with any other.
 */
export function compatibleTitles(a: string, b: string): boolean {
  if (a === b) return true
  const normalA = normalizedTitle(a)
  const normalB = normalizedTitle(b)
  if (normalA === normalB) return true
  const wordsA = tokensOf(normalA)
  const wordsB = tokensOf(normalB)
  if (wordsA.length < 3 || wordsB.length < 3) return true
  const tokensA = significant(wordsA)
  const tokensB = significant(wordsB)
  const both = shared(tokensA, tokensB)
  const shorter = Math.min(tokensA.size, tokensB.size)
  if (2 * both >= 0.6 * (tokensA.size + tokensB.size)) return true
  if (shorter >= 3 && both >= 0.75 * shorter) return true
  if (isSubtitle(a, normalB) || isSubtitle(b, normalA)) return true
  const longest = Math.max(normalA.length, normalB.length)
  const limit = Math.floor(typoShare * longest)
  return editDistance(normalA, normalB, limit) <= limit
}

function isSubtitle(title: string, normalized: string): boolean {
  const parts = titleParts(title)
  return parts !== undefined && normalizedTitle(parts.subtitle) === normalized
}

const version = /[\s_-]*(?:v?\d+(?:\.\d+)*|\++|plus|xl|large|lite)$/

function stemOf(name: string): string {
  const lower = name.toLowerCase().trim()
  const stem = lower.replace(version, '')
  return lettersOf(stem === '' ? lower : stem)
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** Are these names of one family: `MoCo` and `MoCo v2`, `SimCLR` and `SimCLRv2`, `YOLO9000` and `yolo`? */
export function sameStem(a: string, b: string): boolean {
  if (a === b) return true
  const stemA = stemOf(a)
  const stemB = stemOf(b)
  if (stemA === '' || stemB === '') return false
  if (stemA === stemB) return true
  const [short, long] = stemA.length < stemB.length ? [stemA, stemB] : [stemB, stemA]
  return short.length >= 3 && /\p{L}.*\p{L}.*\p{L}/u.test(short) && long.startsWith(short) && isVersion(long.slice(short.length))
}

function isVersion(text: string): boolean {
  return new RegExp(`^(?:${version.source.slice(0, -1)})+$`).test(text)
}
