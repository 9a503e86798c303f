/** How the texts of an entry read: like a title, like a name, like a list of people. */

import {roleOfLabel} from '../../core/link/role.ts'
import {peopleIn} from '../../core/paper/people.ts'
import {findVenue} from '../../core/paper/venue.ts'
import {withoutReferences} from '../../core/text/html.ts'
import {withoutPictographs} from '../../core/text/letters.ts'

/** A date and nothing else. */
export const date: RegExp = /^\W*(?:\d{1,2}[/.-])?(?:(?:19|20)\d\d)(?:[/.-]\d{1,2}){0,2}\W*$/

/** Whether a text in brackets after a title says where or when it appeared: `CVPR 2021`, `2023.05`, `SC 2021`. */
export function isSource(text: string): boolean {
  return (
    findVenue(text) !== undefined ||
    /^\W*(?:19|20)\d\d(?!\d)/.test(text) ||
    date.test(text) ||
    /^[A-Z][A-Za-z&-]{1,11} (?:19|20)\d\d$/.test(text)
  )
}

// Without `i`, like the patterns below: with it V8 takes three times as long to compile one, which is most of what a short list costs.
const cleanAlready = /^(?![A-Za-z]{5}(?: [A-Za-z]{5})?:)[A-Za-z](?:[A-Za-z0-9,;!?+'()/-]+ |[A-Za-z0-9-]+: )*[A-Za-z0-9'()/-]*[A-Za-z0-9!?]$/

/** Decoded, trimmed text of a title: outer quotes, one final period, emoji and Markdown escapes are not part of it. */
export function cleanTitle(text: string): string {
  // Most titles are words and plain punctuation, with or without a period.
  const words = text.endsWith('.') ? text.slice(0, -1) : text
  if (cleanAlready.test(words)) return words
  let title = text
  if (titleLabel.test(title)) title = title.replace(titleLabel, '')
  if (title.includes(':')) title = title.replace(/:[A-Za-z0-9_+-]+:/g, ' ')
  title = withoutPictographs(title)
  if (title.includes('\\')) title = title.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  title = withoutReferences(title)
  if (/[*_`]/.test(title)) title = title.replace(/\*\*|__|`/g, '').replace(/^[*_]+|[*_]+$/g, '')
  // The kind of publication in a citation by GB/T 7714: `[J]`, `[C]//`.
  if (title.includes('[')) title = title.replace(/\s*\[(?:[JCDMRP]|EB\/OL|J\/OL)\](?:\/\/)?[.\s]*$/, '')
  title = title
    .replace(/\s+/g, ' ')
    .replace(/\s*\(@[^()]*\)?\s*$/, '')
    .trim()
  title = title.replace(/^["“”'‘«「]+|["“”'’»」]+[.,;]?$/gu, '').trim()
  if (title.startsWith(']') || (title.startsWith('[') && !title.includes(']'))) title = title.slice(1).trim()
  if (title.startsWith('[') && title.endsWith(']') && !title.slice(1, -1).includes('[')) title = title.slice(1, -1).trim()
  return title.replace(/\s*[.,;]$/, '').trim()
}

/** Whether a text has at least this many words: runs of letters and digits; two CJK characters count as one. */
export function hasWords(text: string, least: number): boolean {
  return wordCount(text, least) >= least
}

/** How many words a text has, counted up to `most`, so that a long text need not be read to the end. */
export function wordCount(text: string, most: number = Number.POSITIVE_INFINITY): number {
  let count = 0
  let inside = false
  let wide = 0
  for (let at = 0; at < text.length && count < most; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x3040 && code <= 0x9fff) {
      wide++
      inside = false
      continue
    }
    const letter = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code > 0xbf && !isSign(code))
    // Hyphens and apostrophes hold a word together.
    if (letter && !inside) count++
    inside = letter || (inside && (code === 45 || code === 39 || code === 0x2019))
  }
  return count + Math.floor(wide / 2)
}

/** Dashes, quotes, arrows and symbols, and halves of emoji. */
function isSign(code: number): boolean {
  return (code >= 0x2000 && code <= 0x2bff) || (code >= 0xd800 && code <= 0xdfff)
}

// Words that titles are made of and names are not.
const titleWords = new Set(
  [
    'a an the of for in on with via using from to by is are at toward towards as into through under without based aware',
    'learning network networks neural deep model models modeling language vision visual image images video videos graph graphs data dataset',
    'training pretraining attention transformer transformers generation generative estimation detection segmentation recognition tracking',
    'classification representation representations adaptation clustering retrieval reasoning survey analysis object objects scene human',
    'motion robot robotic policy control planning optimization search prediction memory knowledge efficient adversarial contrastive supervised',
    'unsupervised multimodal federated privacy attack attacks diffusion synthesis reconstruction alignment',
  ].flatMap((line) => line.split(' ')),
)

function hasTitleWord(text: string): boolean {
  return text.split(/[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff]+/u).some((word) => titleWords.has(word.toLowerCase()))
}

/** How a remark about papers or about the list itself opens, in lower case: its first word, which few texts have, and how it may go on. */
const proseOpenings: readonly (readonly [first: RegExp, whole: RegExp])[] = [
  [
    /^(?:we|our|i) /,
    /^\w+ (?:\w+ly )?(?:have|has|had|aim|release[sd]?|provide|propose|present|introduce|updated?|are|were|was|will|also|add(?:ed)?|maintain|collect|summari[sz]e|prefer|recommend|use|list|include|hope|believe|thank|welcome|encourage|plan|organi[sz]e|categori[sz]e|survey|paper|work|recent|latest|team|new)\b/,
  ],
  [/^this /, /^this (?:is|repo|repository|list|page|section|project|collection|readme|document)\b/],
  [/^(?:this|our|these) /, /^\w+ (?:\w+ )?(?:paper|survey|work|article|review)s?\b/],
  [/^(?:based|please|welcome|feel) ?/, /^(?:based on (?:this|our|the)|please|welcome|feel free)\b/],
  [/^(?:there|if|when) /, /^(?:there (?:exists?|has been|have been)|(?:if|when) you)\b/],
  [/^you /, /^you (?:can|may) (?:also )?(?:find|see|check|refer|cite|read|download|access|visit|browse)\b/],
  [/^(?:citing|cite) /, /^\w+ (?:this|us|our|the)\b/],
  [/^(?:more|other|see) /, /^\w+ (?:details|papers|also)\b/],
]
/** All their first words, for a quick test: few titles open with one. */
const openingWords = /^(?:we|our|i|this|these|based|please|welcome|feel|there|if|when|you|citing|cite|more|other|see)\b/
const chineseProse = /^(?:介绍|动机|方法|摘要|思路|核心|简介|任务|作者|会议)|[，。；]/
// How the rest of a sentence opens, in lower case: a title may well begin with `Are` or `Can`.
const proseMiddle = /^(?:has|have|had|is|are|was|were|can|will|and|or|but|which|that|where)\s/
/** What a list calls itself, in lower case, or a text that is wholly in parentheses. */
const ownName = /^\W*awesome\b|\b(?:paper|reading|papers) lists?\b|^\s*[(（][^()（）]*[)）]\W*$/
const titleLabel = /^\W*(?:论文(?:名称|题目|标题)?|标题|题目|(?:[Pp]aper|PAPER)(?: [Tt]itle| TITLE)?|[Tt]itle|TITLE)\s*[:：]\s*/
const personName =
  /^(?:and |& )?[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f][A-Za-z\u00c0-\u1fff\u3040-\ud7ff.'’*†‡-]*(?:[ \u00a0][A-Za-z\u00c0-\u1fff\u3040-\ud7ff.'’*†‡-]+){0,4}(?: et al\.?)?\W*\d*$/u

const etAl = /\b[Ee][Tt]\.? ?[Aa][Ll]\b|\S (?:외|等)(?: ?\d+ ?[인명])?$/

/** Whether a text is one person's first and last name. */
export function isPerson(text: string): boolean {
  return text.length < 40 && text.includes(' ') && personName.test(text) && !hasTitleWord(text.replace(initial, '').replace(/\band /g, ''))
}

/** The `A` of `Santra A K` is an initial. */
const initial = /\b[A-Z]\.| [A-Z]\b/g

/** Whether a text is a list of people rather than a title. */
export function looksLikeAuthors(text: string): boolean {
  if (!/[,;，、&]| [Aa][Nn][Dd] /.test(text) && !etAl.test(text)) return false
  const inner = text.replace(/^[\s*_(（[]+|[\s*_)）\].]+$/g, '').replace(/\\\*/g, '')
  const trimmed = inner.startsWith('by ') || inner.startsWith('By ') ? inner.slice(3) : inner
  if (trimmed.length < 80 && etAl.test(trimmed)) return !isTitleAndAuthors(trimmed)
  // Affiliations have commas of their own.
  const parts = peopleIn(trimmed.includes('(') ? trimmed.replace(/\s*\([^()]*\)/g, '') : trimmed)
  if (parts.length < 2) return false
  const names = parts.filter((part) => part.length < 40 && personName.test(part) && !hasTitleWord(part.replace(initial, '')))
  if (parts.length < 3) return names.length === 2 && parts.every((part) => /^\S+ \S+(?: \S+)?$/.test(part))
  // `Watch, Try, Learn: Some More Words of It`: single words next to a whole phrase are no surnames.
  const hasPhrase = parts.some((part) => !names.includes(part) && part.split(/\s+/).length >= 4)
  const people = hasPhrase ? names.filter((name) => /\s/.test(name)) : names
  return people.length / parts.length >= 0.75
}

/** `: Boiling Kettles in the House of Glass, Doe et al.`: whether a phrase stands before the people. */
function isTitleAndAuthors(text: string): boolean {
  const comma = text.lastIndexOf(',', text.search(etAl))
  const phrase = comma < 0 ? '' : text.slice(0, comma)
  return hasWords(phrase, 4) && hasTitleWord(phrase) && !etAl.test(phrase)
}

/** Whether a text has at least this many words with letters: sizes and versions, `OPT-1.3|6.7|13|30`, do not count. */
function hasTellingWords(text: string, least: number): boolean {
  return hasWords(
    /\d/.test(text) ? text.replace(/(?<![A-Za-z\u00c0-\u1fff\u3040-\ud7ff])[\d.]+(?![A-Za-z\u00c0-\u1fff\u3040-\ud7ff])/gu, ' ') : text,
    least,
  )
}

/** @param lower the text in lower case */
function isProse(text: string, lower: string): boolean {
  const opens = openingWords.test(lower) && proseOpenings.some(([first, whole]) => first.test(lower) && whole.test(lower))
  // `Is an open-source toolkit for …` goes on from a name; a title that opens so is a question.
  if (/^(?:is|are|was|has) (?:an?|the|one|also) /.test(lower) && !text.includes('?')) return true
  // `Google; Official; PyTorch v0.4` lists facts.
  const facts = lower.includes(';') && /;[^;]+; /.test(withoutReferences(lower))
  return opens || facts || proseMiddle.test(text) || remark.test(lower) || chineseProse.test(text)
}

/** Whether a text opens like a remark about papers or about the list. */
export function opensAsProse(text: string): boolean {
  const lower = text.toLowerCase()
  const opening = /^[a-z]/.test(lower) ? 0 : (beforeOpening.exec(lower)?.[0].length ?? 0)
  return isProse(text.slice(opening), lower.slice(opening))
}

/** What is said about papers and lists, but not in titles. In lower case, like the two below. */
const remark =
  /\b(?:(?:is|are) (?:also )?(?:available|listed|shown|given|summari[sz]ed|organi[sz]ed|maintained|published|accepted) (?:at|in|as|by|here|from|on|to|below)|please (?:refer|see|check|cite|visit)|curated (?:list|collection) of|are (?:always )?welcome|(?:was|were|been) (?:accepted|online|released|updated|published|made)|will be (?:added|announced|available|posted|released|updated))(?![a-z])|, which (?:aims?|is|are|has|have|can)(?![a-z])|^(?:keywords?|index terms|abstract|tl;?dr|authors?|institutions?|affiliations?|publishers?|source)\s*[:：]/

/** Whether a text names what a publication appeared in, by words that hardly ever begin a title: `2016 IEEE International Conference on …`, `J. Chem. Inf. Model.` */
export function looksLikeVenue(text: string): boolean {
  if (opensAsVenue(text) || /^\W*(?:in\s+)?(?:the\s+)?proceedings\s+of\s/.test(text.toLowerCase())) return true
  const name = text.slice(venueAt(text))
  if (!name.includes('.')) return false
  // Journals are abbreviated: at least two words have a period, and at least half of all.
  const abbreviated = name.match(/(?<![\w.])[A-Z][a-z]{0,7}\.(?=[\s,\d(]|$)/g)?.length ?? 0
  return abbreviated >= 2 && abbreviated * 2 >= wordCount(name.replace(/[\d(].*$/s, ''))
}

/** The same by its first words only, as people's initials look like abbreviations too. */
export function opensAsVenue(text: string): boolean {
  return publishers.test(text.toLowerCase().slice(venueAt(text)))
}

function venueAt(text: string): number {
  return aheadOfVenue.exec(text.toLowerCase())?.[0].length ?? 0
}

const aheadOfVenue = /^\W*(?:(?:in|proceedings of|proc\. of)\s+)?(?:the\s+)?(?:(?:19|20)\d\d\W+)?(?:\d+(?:st|nd|rd|th)\s+)?/

const publishers =
  /^(?:(?:ieee|acm|aaai|siam|isprs|usenix|ifip|iapr)(?:[ /](?:ieee|acm|cvf|rsj|cic))* (?:trans|int|conf|symp|work|journal|letters|access|annual|computer|robotics|signal|sensors|internet|geoscience|j\.|p&rs)|isprs\b|(?:international|european|asian|british|annual|winter|world|pacific|national|joint|int\.) (?:\w+ ){0,4}(?:conference|symposium|workshop|congress|conf\.)(?![a-z])|(?:journal|transactions|annals|archives|proceedings|letters) (?:of|on|in)\b|proceedings\b|advances in neural info|lecture notes in\b|frontiers in\b|current opinion in\b|(?:ph\.? ?d\.?|m\.? ?sc\.?|master'?s|doctoral) (?:thesis|dissertation)\b|physical review (?:letters|applied|research|materials|[a-ex])\b|nature (?:machine|methods|communications|biotechnology|physics|chemistry|medicine|computational|reviews|neuroscience|genetics)\b|(?:nat|phys|proc|trans|int|comput|bioinform|mol|acs|rsc)\.? [a-z])/

/** Brackets, pictures and numbers before the first word, in lower case. */
const beforeOpening = /^(?:[\s[(]|:[a-z0-9_+-]+:|[\u2190-\u21ff\u2300-\u2bff]|\ufe0f|[\ud83c-\ud83e][\udc00-\udfff])*(?:[\d./-]+[\])])?\s*/

/** Where authors work: `Example University (EU), Institute of Technology (EIT)`. */
const institutes = /\b(?:Universit|Institut|Academy|College|Laborator)[^,;]*[,;].*\b(?:Universit|Institut|Academy|College|Laborator)/

/** Whether a text can be a paper's title by itself. */
export function looksLikeTitle(text: string, leastWords: number): boolean {
  if (text.length < 6 || !hasTellingWords(text, leastWords)) return false
  // Names of institutes or of tasks: `UT / UML / Berkeley`.
  if (text.includes(' / ') && /^\W*[\w.&-]+(?: \/ [\w.&-]+)+\W*$/.test(text)) return false
  // Text without a space is an address, `name@example.edu`, or the name of a file.
  if (!text.includes(' ') && /^[\x21-\x7e]+$/.test(text)) return false
  if (opensAsProse(text)) return false
  const lower = text.toLowerCase()
  if (/^(?:https?:|www\.)/.test(lower) || date.test(text) || ownName.test(lower)) return false
  if (roleOfLabel(text) !== undefined || looksLikeAuthors(text) || institutes.test(text)) return false
  // A text this long has enough words for a title even without a venue in it.
  if (text.length > 60) return true
  const venue = findVenue(text)
  if (venue === undefined) return true
  const before = text.slice(0, venue.start)
  // `Jane Doe, Richard Roe. ICML 2023`
  return hasWords(before + text.slice(venue.end), leastWords) && !looksLikeAuthors(before.trimEnd())
}
/** Labels of lines about the paper, in lower case: `**TL;DR:** …` */
const fieldLabel = /^(?:titles?|authors?|venue|year|date|conference|journal|abstract|tl;?dr|keywords?|notes?|comments?|tags?|topics?)$/

/** A short proper name: no role word, no date, no venue, no number. */
export function isName(text: string): boolean {
  return (
    text !== '' &&
    text.length <= 40 &&
    !hasWords(text, 5) &&
    /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(text) &&
    !date.test(text) &&
    roleOfLabel(text) === undefined &&
    !fieldLabel.test(text.toLowerCase()) &&
    findVenue(text) === undefined &&
    !/^(?:this|these|our|the|see|here)\b|\bet al\b|,? (?:19|20)\d\d[a-z]?\)?$/.test(text) &&
    // Names have a capital or a digit; `this paper` is none.
    /[A-Z0-9\u00c0-\u00de\u0391-\u03ab\u0410-\u042f\u3040-\ud7ff]/.test(text) &&
    !/^[Hh]ttps?:|^\d{4}\.\d{4,5}v\d+$/.test(text) &&
    !opensAsVenue(text)
  )
}
