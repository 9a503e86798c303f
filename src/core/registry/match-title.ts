/**
 * Is the paper behind an id the one that is listed?
 *
 * Titles alone don't tell: of the mismatches that a naive comparison finds, nineteen in twenty are retitled papers, or names, authors or prose
 * taken for a title. So a title has to look like one, words are compared by their stems, and where the titles share a few, a second piece of
 * evidence is needed: the registry's title belongs to another entry of the list, or the listed authors are different ones.
 */

import {isOtherLanguage, mayBeTranslated} from '../paper/language.ts'
import {isCitation, shareAuthor, surnameOf, wordsOfName} from '../paper/people.ts'
import {
  areParts,
  declaredName,
  isEastern,
  isWholePart,
  normalizedName,
  normalizedTitle,
  openingRemark,
  sameStem,
  titleItself,
  titleKey,
  withoutTranslation,
} from '../paper/title.ts'
import {countInOrder, overlapOf, titleWords, wordsShortenedAs, writtenOut} from '../paper/title-words.ts'
import {misspeltWord} from '../text/spelling.ts'
import type {PaperFacts} from './resolver.ts'

/** What a list says about a paper. */
export interface ListedPaper {
  readonly title?: string
  /** The title is a guess: the text at the link, in an entry in which nothing like a title was recognised. */
  readonly isGuess?: boolean
  /** Names that the entry gives it: tag, name cell. */
  readonly names?: readonly string[]
  readonly authors?: readonly string[]
  /** The authors of what another of the entry's links leads to, and whose registry has the listed title: of the preprint or of the publication. */
  registeredAuthors?(): readonly string[] | undefined
  readonly year?: number
  /** The entry links several papers, and the title belongs to one of them. */
  readonly isCombined?: boolean
  /** The papers behind the entry's other links. */
  readonly beside?: readonly PaperFacts[]
  /** Titles of the other entries of the list: the one from which the id was copied may be among them. */
  readonly otherTitles?: TitleIndex
  /** All text of the entry and the heading above it, which may hold a title that was not recognised. */
  text?(): string
}

export type TitleMatch =
  /** `isNear`: the titles differ by more than punctuation and a subtitle, so another paper with exactly the listed title would fit better. */
  | {readonly kind: 'same'; readonly isNear?: true}
  /** Nothing can be said: no title, or too little evidence. `isNear`: the titles have something in common. */
  | {readonly kind: 'unsure'; readonly why: string; readonly isNear?: true}
  /** The same paper, with a misspelt word: the registry has `expected` for it. If another paper has the word as listed, that one is meant. */
  | {readonly kind: 'spelling'; readonly written: string; readonly expected: string; readonly title: string; readonly isNear: true}
  /** Another paper. `meant`: where a search found the listed one. */
  | {readonly kind: 'other'; readonly evidence: 'copied' | 'authors' | 'title' | 'search'; readonly meant?: string}

/** The titles of a list: which there are, and which words many of them share. */
export interface TitleIndex {
  /** Whatever its punctuation. */
  has(title: string): boolean
  /** False for words in so many of the titles that sharing them means nothing. */
  isTelling(word: string): boolean
  /** True for words of several titles, which can't all be misspelt. */
  isFamiliar(word: string): boolean
}

/** A word in more than this share of a list's titles is the list's subject. */
const subjectShare = 0.03

export function titleIndexOf(titles: Iterable<string>): TitleIndex {
  const keys = new Set<string>()
  const counts = new Map<string, number>()
  for (const title of titles) {
    const key = titleKey(title)
    if (keys.has(key)) continue
    keys.add(key)
    for (const word of new Set(titleWords(title))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const most = Math.max(3, keys.size * subjectShare)
  return {
    has: (title) => keys.has(titleKey(title)),
    isTelling: (word) => (counts.get(word) ?? 0) <= most,
    isFamiliar: (word) => (counts.get(normalizedTitle(word)) ?? 0) > 1,
  }
}

/** False for other texts in the place of a title: prose, remarks, lines of authors, proceedings. */
export function looksLikeTitle(text: string): boolean {
  const trimmed = text.trim().replace(openingRemark, '')
  // Only a remark in brackets, or the rest of some other text.
  if (/^[,;:.)\](（【「]/.test(trimmed)) return false
  if (
    /^(?:in )?(?:the )?(?:proceedings|conference|workshop|journal|transactions|international conference|advances in|annual)\b/i.test(
      trimmed,
    )
  )
    return false
  if (venueStart.test(trimmed) || isCitation(trimmed) || employer.test(trimmed) || formula.test(trimmed)) return false
  if (isProse(trimmed)) return false
  if (/^(?:(?:keywords?|authors?|code|paper|tl;?dr|note|abstract|publisher|institutions?)\s*[:：]|(?:作者|论文|模型|单位))/i.test(trimmed))
    return false
  // What may be the middle of a sentence needs more words; a remark in brackets says nothing of the paper.
  return titleWords(titleItself(trimmed)).filter((word) => /\D/.test(word)).length >= (opensInLowerCase(trimmed) ? 4 : 3)
}

/** False for names such as `iBOT:`. */
function opensInLowerCase(text: string): boolean {
  return /^\s*\p{Ll}+\s/u.test(text)
}

/** `IEEE/CVF Int. Conf. Computer Vision`, `ACM Transactions on …`. */
const venueStart =
  /^(?:\d{4} )?(?:(?:ieee|acm|cvf|rsj|usenix|springer|elsevier|european|asian|british|winter|int(?:ernational|l|\.)?)[\s/.,-]+)+(?:\S+ ){0,4}?(?:conf\w*|trans(?:actions)?|symp\w*|journal|magazine|letters|workshop|int)\b|^(?:conf|trans|symp|int)\. /i

/** `Dalian University of Technology`, `The University of Hong Kong`. */
const employer =
  /^(?:[Tt]he )?(?:(?:[A-Z]\S* ){1,5}(?:University|Institute|College|Laboratory|Academy)(?: of(?: [A-Z]\S*| and){1,5})?|University of(?: [A-Z]\S*){1,4})$/

/** `\\theta_i = 10000^{-2i/d}`. */
const formula = /^\\[a-z]\S* = |\\tag\b/

/** `To address this, several approaches have been proposed`, `Another significant direction is`: from the text of a survey. */
function isProse(text: string): boolean {
  const said = text.toLowerCase()
  return unfinished.test(text) || (opening.test(said) && statement.test(said)) || observation.test(said)
}

const unfinished = /\b(?:is|are|was|were|be|been|has|have|the|a|an|of|for|to|and|or|by|with|from|like|as|investigat(?:e|ing)|such as)$/
const opening =
  /^(?:to|in|for|as|these|this|such|other|another|several|some|many|most|recent(?:ly)?|finally|furthermore|moreover|additionally|however|therefore|beyond|while|despite)\b/
const statement =
  /\b(?:have|has|had) (?:\w+ly )?(?:been|also|explored|shown|proposed|focused|made|become)\b|\b(?:works?|papers|studies|methods|approaches|implementations|advances) (?:\w+ly )?(?:focus|explore|investigate|leverage|propose|rely|show|use)s?\b|\b(?:we|our)\b|\b(?:are|is) (?:also|often|\w+ly)\b|\b(?:mostly|mainly|usually|typically|often) (?:leverage|rely|use|focus)s?\b|\brel(?:y|ies) on\b/
/** Phrases that titles don't contain anywhere. */
const observation =
  /\b(?:is|are) (?:now (?:highly|widely|able|capable)|widely (?:explored|used|adopted|studied)|referred|considered (?:as|to)|known (?:as|to be))\b|\bthe role of this\b/

/** `10.23 - A Title`, in lists by day. */
function withoutDate(title: string): string {
  return title.replace(/^\d+(?:[./]\d+)+\s*[-–—:]\s+/, '')
}

/** Does the registry's title begin with the name, or declare it? Then it is one paper, retitled. */
function namedIn(name: string, title: string): boolean {
  const wanted = normalizedName(name)
  if (wanted.length < 3 || /^\d+$/.test(wanted)) return false
  const declared = declaredName(title)
  if (declared !== undefined && normalizedName(declared) === wanted) return true
  // Registries' titles may have lost their colon: then the first words are the name.
  const words = normalizedTitle(title.replaceAll('-', ' ')).split(' ')
  let begin = ''
  for (const [index, word] of words.slice(0, 4).entries()) {
    begin += word
    // `Swin Transformer` and `Swin Transformer V2: …` are two papers.
    if (begin === wanted) return !/^v?(?:[2-9]|\d\d+)$/.test(words[index + 1] ?? '')
  }
  return title.toLowerCase().includes(`(${name.toLowerCase()})`)
}

/** `DCN` for `Deep Clustering Network`: the short text spells out the name and is not a title. */
function spellsOut(name: string, words: readonly string[]): boolean {
  return words.length <= 4 && words.map((word) => word.charAt(0)).join('') === name.toLowerCase()
}

/** Is a name that the entry gives the paper somewhere in the registry's title, and not just one of the words of many titles? */
function isNamed(name: string, title: string, isTelling: (word: string) => boolean): boolean {
  const wanted = titleWords(name)
  if (wanted.join('').length < 4 || !wanted.some(isTelling)) return false
  return ` ${titleWords(title).join(' ')} `.includes(` ${wanted.join(' ')} `)
}

/** Does the entry name the first of the registry's authors, or two of them, where no line of authors was recognised: `Card and Krueger (1994)`? */
function isCredited({title = '', text}: ListedPaper, authors: readonly string[] = []): boolean {
  const inTitle = new Set(titleWords(title))
  const said = new Set(
    (text?.().match(/\p{Lu}[\p{L}'’-]{2,}/gu) ?? []).flatMap((word) => {
      const owner = word.replace(/['’]s$/, '')
      const name = normalizedName(owner)
      // Words of the title are not taken for names, except for `Perelman’s`.
      return owner === word && inTitle.has(name) ? [] : name
    }),
  )
  const [first = '', ...others] = authors.map(surnameOf)
  return (first.length > 3 && said.has(first)) || [first, ...others].filter((name) => said.has(name)).length > 1
}

/** Do the listed authors occur among the registry's? Undefined if either side says nothing. */
function authorsAgree(listed: readonly string[] | undefined, known: readonly string[] | undefined): boolean | undefined {
  if (listed === undefined || known === undefined || known.length === 0) return undefined
  const surnames = new Set(known.flatMap(wordsOfName))
  const names = listed.map(surnameOf).filter((name) => name.length >= 2)
  if (names.some((name) => surnames.has(name))) return true
  // A single name, or an institution's, contradicts nothing.
  return names.length < 2 || listed.some((name) => institution.test(name)) ? undefined : false
}

/** Are the listed authors, at least three or all there are, the registry's first ones, in the same order? */
function areTheAuthors(listed: readonly string[] = [], known: readonly string[] = []): boolean {
  const names = listed.map(surnameOf)
  if (names.length < 2 || names.length < Math.min(3, known.length)) return false
  return names.every((name, index) => name !== '' && wordsOfName(known[index] ?? '').includes(name))
}

const institution =
  /\b(?:univ\w*|institute?\w*|labs?|laborator\w*|research|college|academy|school|center|centre|inc|corp\w*|google|deepmind|meta|facebook|fair|microsoft|openai|nvidia|apple|amazon|alibaba|tencent|baidu|huawei|bytedance|mit|cmu|stanford|berkeley|tsinghua)\b/i

/** Are the registry's authors in the place of the title? */
function isAuthors(text: string, known: readonly string[] = []): boolean {
  const words = new Set(titleWords(text))
  return known.filter((name) => words.has(surnameOf(name))).length >= 2 || known.some((name) => titleKey(name) === titleKey(text))
}

/** `SAM 2: …` and `SAM: …`: a paper and its successor. */
function areVersions(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && sameStem(one, other) && normalizedName(one) !== normalizedName(other)
}

/** `Segment Anything in High Quality` says more than `Segment Anything`, and not just by a name before it or a subtitle after it. */
function isMoreThan(title: string, known: string): boolean {
  return titleWords(title).length - titleWords(known).length >= 2 && !isWholePart(known, title)
}

/** Does the entry have one of the registry's titles in some other place? */
function isSaid(titles: readonly string[], text: string | undefined): boolean {
  if (text === undefined) return false
  const key = titleKey(text)
  return titles.some((title) => titleWords(title).length >= 3 && key.includes(titleKey(title)))
}

/** Below this share of common words two titles may have nothing to do with each other. */
const unrelated = 0.27
/** From this share on they are taken for one paper's. */
const related = 0.6

/** Whether the paper that a registry has is the one that a list means. `facts.titles` may hold earlier versions' titles: any of them will do. */
export function matchTitle(listed: ListedPaper, facts: PaperFacts): TitleMatch {
  const whole = matchWhole(listed, facts)
  const match: TitleMatch = listed.isGuess === true && whole.kind === 'spelling' ? {kind: 'same', isNear: true} : whole
  // Some lists write titles in lower case, but it may be the middle of a sentence, too: only a paper of this title would show that it is one.
  const isOpen = match.kind === 'other' && (listed.isGuess === true || opensInLowerCase(listed.title ?? ''))
  const meant = facts.looks?.find(({title}) => title === listed.title)?.meant
  if (meant !== undefined && (isOpen || 'isNear' in match)) return {kind: 'other', evidence: 'search', meant}
  if (isOpen) return {kind: 'unsure', why: 'perhaps no title', isNear: true}
  return match.kind === 'other' && meant !== undefined ? {...match, meant} : match
}

function matchWhole(listed: ListedPaper, facts: PaperFacts): TitleMatch {
  const [current = ''] = facts.titles
  const title = listed.title !== undefined && !isEastern(current) ? withoutTranslation(listed.title) : listed.title
  if (title === undefined || !looksLikeTitle(title)) return {kind: 'unsure', why: 'no title listed'}
  if (current === '' || noTitle.test(current) || tombstone.test(current)) return {kind: 'unsure', why: 'no title registered'}
  if (facts.isNoPaper === true || volume.test(current)) return {kind: 'unsure', why: 'something else than a paper is registered'}
  // The exact title of one version counts before a similar title of another.
  if (facts.titles.some((each) => titleKey(each) === titleKey(title))) return {kind: 'same'}
  if (isOtherLanguage(title, current)) return {kind: 'unsure', why: 'another language'}
  const isElsewhere = listed.otherTitles?.has(current) === true
  const own = declaredName(withoutDate(title))
  const known = declaredName(current)
  const isSuccessor = isElsewhere && areVersions(own, known)
  const isTelling = (word: string): boolean => listed.otherTitles?.isTelling(word) !== false
  let isNear = false
  if (facts.titles.every((each) => areParts(title, each)))
    return isElsewhere ? {kind: 'other', evidence: 'copied'} : {kind: 'unsure', why: 'another part', isNear: true}
  for (const registered of facts.titles) {
    const written = writtenOut(title, registered)
    const each = writtenOut(registered, title)
    const key = titleKey(written)
    const knownKey = titleKey(each)
    if ((knownKey.includes(key) || key.includes(knownKey)) && remark.test(title) !== remark.test(each))
      return {kind: 'other', evidence: 'title'}
    if (knownKey.includes(key)) return isWholePart(written, each) ? {kind: 'same'} : {kind: 'same', isNear: true}
    if (key.includes(knownKey) && !(isElsewhere && isMoreThan(written, each)))
      return isWholePart(each, written) ? {kind: 'same'} : {kind: 'same', isNear: true}
    const words = wordsShortenedAs(registered, title)
    const knownWords = wordsShortenedAs(title, registered)
    const {dice, cover, common} = overlapOf(words, knownWords)
    const shorter = Math.min(words.length, knownWords.length)
    if (dice >= related || (cover >= 0.75 && shorter >= 3)) {
      const ordered = countInOrder(words, knownWords)
      const isOrdered =
        (dice >= related && ordered >= (words.length + knownWords.length) / 4) || (shorter >= 4 && ordered >= shorter * 0.75)
      // Lists have papers with similar titles: if the registry's title has an entry of its own, the two must be more alike to be one.
      if (isElsewhere && (isSuccessor || !isOrdered || (dice < 0.8 && cover < 1)))
        return {kind: 'unsure', why: 'a paper of a similar title is listed', isNear: true}
      if (isOrdered) return spelling(title, current, listed.otherTitles) ?? {kind: 'same', isNear: true}
      isNear = true
    }
    const isShortened = written !== title || each !== registered
    if (dice >= unrelated || common.filter(isTelling).length > (isShortened ? 0 : 1)) isNear = true
    if (listed.names?.some((name) => isNamed(name, each, isTelling)) === true) isNear = true
  }
  const names = [...(listed.names ?? []), ...(own === undefined ? [] : [own]), ...(/\(([A-Za-z-]{2,8})\)\s*$/.exec(title)?.slice(1) ?? [])]
  if (names.some((name) => facts.titles.some((each) => namedIn(name, each)))) return {kind: 'same', isNear: true}
  if (known !== undefined && namedIn(known, withoutDate(title))) return {kind: 'same', isNear: true}
  if (names.some((name) => spellsOut(name, titleWords(titleItself(title)))))
    return {kind: 'unsure', why: 'a name spelt out is listed for a title', isNear: true}
  if (isSaid(facts.titles, listed.text?.())) return {kind: 'unsure', why: 'the title stands in another place'}
  if (isAuthors(title, facts.authors)) return {kind: 'unsure', why: 'authors are listed for a title'}
  // Generated lists have retitled papers twice, once under each title.
  if (areTheAuthors(listed.authors, facts.authors)) return {kind: 'unsure', why: 'another title by the same authors', isNear: true}
  // A paper may also be listed twice, under its first title and its last.
  if (isElsewhere && facts.hasUnknownTitles !== true) return {kind: 'other', evidence: 'copied'}
  if (listed.isCombined === true) return {kind: 'unsure', why: 'one of several papers of an entry', isNear: true}
  // The same authors write many papers, and their preprints change titles.
  const agree = authorsAgree(listed.authors, facts.authors)
  if (agree === true || shareAuthor(listed.registeredAuthors?.(), facts.authors))
    return {kind: 'unsure', why: 'another title by the same authors', isNear: true}
  if (agree === false) return {kind: 'other', evidence: 'authors'}
  if (facts.hasUnknownTitles === true) return {kind: 'unsure', why: 'earlier titles are unknown'}
  if (mayBeTranslated(title, current)) return {kind: 'unsure', why: 'perhaps another language', isNear: true}
  if (isCredited(listed, facts.authors)) return {kind: 'unsure', why: 'its authors are named', isNear: true}
  return isNear ? {kind: 'unsure', why: 'perhaps retitled', isNear} : {kind: 'other', evidence: 'title'}
}

/** What a registry has in place of a title, where there is none or something went wrong. */
const noTitle =
  /^[\W_]*(?:un-?titled|no title|title|n\/?a|null|none|undefined|tb[ad]|withdrawn(?: (?:submission|paper|article))?|forbidden|error|(?:404 )?(?:page )?not found|access denied|just a moment|official (?:review|comment)|(?:paper |meta)?(?: ?decision|-? ?review)|reply|comment|response|preprint|arxiv e-print)[\W_]*$/i

/** DataCite's words for unknown values, and the titles that replace those of withdrawn papers. */
const tombstone =
  /^\W*(?::?(?:un(?:ac|al|ap|as|av|kn)|tba|null|none)|(?:this|the) (?:paper|article|submission|record|item|document|data ?set|preprint|work|entry|publication) (?:has been |was |is )?(?:withdrawn|removed|deleted|retracted|no longer available)\b.*|(?:withdrawn|removed|deleted|retracted)(?: (?:by|at|on|from|due to) .{0,60})?|publisher error)\W*$/i

/** The title of a whole volume, or of the pages around its papers. */
const volume =
  /^(?:\d{4} )?(?:proceedings of|(?:front|back) matter|table of contents|(?:author|subject) index|\[?(?:front|back) cover\]?|title page|copyright page|editorial board|list of reviewers)\b/i

/** The title of a paper about another one, which it names. */
const remark = /^\W*(?:(?:a )?comments? (?:on|to)|(?:a )?(?:reply|response|rejoinder) to|discussion of)\b/i

/** Whether two titles are the same except for punctuation and one misspelt word. */
export function isSameTitle(a: string, b: string): boolean {
  return titleKey(a) === titleKey(b) || misspeltWord(a, b) !== undefined
}

/** A match if one misspelt word is the only difference. Registries make typing errors, too: a word that other titles share is spelt right. */
function spelling(title: string, current: string, otherTitles: TitleIndex | undefined): TitleMatch | undefined {
  const word = misspeltWord(title, current)
  return word === undefined || otherTitles?.isFamiliar(word.written) === true
    ? undefined
    : {kind: 'spelling', ...word, title: current, isNear: true}
}
