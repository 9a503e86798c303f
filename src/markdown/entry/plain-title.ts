/** Runs → the title that nothing marks as one: the plain text that opens an entry. */

import {roleOfLabel, roleOfUrl} from '../../core/link/role.ts'
import {isCitation} from '../../core/paper/people.ts'
import {normalizedTitle} from '../../core/paper/title.ts'
import {findVenue, venueOf} from '../../core/paper/venue.ts'
import {editDistance} from '../../core/text/edit-distance.ts'
import {identityOfLink} from '../links.ts'
import type {Title} from './field.ts'
import type {Run} from './runs.ts'
import {isInSentence} from './sentence.ts'
import {cleanTitle, hasWords, isName, isPerson, isSource, looksLikeAuthors, looksLikeTitle, looksLikeVenue} from './wording.ts'

export interface FoundTitle {
  readonly field: Title
  readonly run: Run
  /** Nothing marks it as a title. */
  readonly plain: boolean
}

export function titleField(written: string, start: number, end: number): Title {
  const text = cleanTitle(written)
  return {text, normal: normalizedTitle(text), start, end}
}

/** The plain text at the beginning of a line, after any tag, labels and pictures, up to the first venue, role link or line break. */
export function plainTitle(runs: readonly Run[], from: number): FoundTitle | undefined {
  let atStart = true
  // Text below a bare address on a line of its own is a remark on the paper.
  let isTold = false
  for (let index = from; index < runs.length; index++) {
    const run = runs[index]
    if (run === undefined) break
    if (run.style === 'break') {
      atStart = true
      isTold ||= isBareLine(runs, index)
    }
    // What follows a bold `Abstract` or `Notes` is no title.
    else if ((run.strong && otherText.test(run.text)) || (run.style === 'link' && !mayPrecede(runs, index, run, atStart))) atStart = false
    if (run.style !== 'plain') continue
    // A line that opens with a dash, perhaps escaped so as not to be a bullet, is a remark as well; so is what follows a bold name and a dash.
    const isRemark = (runs[index - 1]?.style === 'break' || isNameAhead(runs, index)) && /^\s*\\?[-–—]\s/.test(run.text)
    const found = atStart && !isTold && !isRemark ? titleAt(runs, index, run) : undefined
    if (found !== undefined) return found
    // `[CVPR'21] [` is still ahead of the title.
    if (hasWord.test(run.text.slice(leadOf(run.text).length).replace(signs, ''))) atStart = false
  }
  return undefined
}

/** Whether the line has only a bold name before a run: `**CLIP** — The backbone behind many early models.` */
function isNameAhead(runs: readonly Run[], index: number): boolean {
  const before = runs[index - 1]
  return (
    before?.style === 'strong' && (index === 1 || runs[index - 2]?.style === 'break') && isName(before.text) && !before.text.includes('[')
  )
}

const hasWord = /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{3}/u

/** Text after a link that is no label is a remark, unless the link is a name, `[HAP](…): SPMD Training on …`, or people, or is in brackets. */
function mayPrecede(runs: readonly Run[], index: number, {text, link}: Run, atStart: boolean): boolean {
  if (roleOfLabel(text) !== undefined || findVenue(text) !== undefined || link?.kind === 'autolink') return true
  return atStart && (declaredAt(runs, index) !== undefined || isInBrackets(runs, index) || isPeopleAhead(text, runs[index + 1]))
}

/** `[Doe et al](…): A Title` */
function isPeopleAhead(text: string, behind: Run | undefined): boolean {
  return behind?.style === 'plain' && behind.text.startsWith(': ') && looksLikeAuthors(text)
}

/** The title in a plain run, behind what comes before titles. */
function titleAt(runs: readonly Run[], index: number, run: Run): FoundTitle | undefined {
  let ahead = leadOf(run.text).length
  for (const lengthAhead of [venueAhead, peopleAhead]) ahead += lengthAhead(run.text.slice(ahead))
  const text = run.text.slice(ahead)
  const start = run.textStart + ahead
  const parts = runs[index + 1]?.style === 'strong' ? partsFrom(runs, index, text, start) : undefined
  const cut = cutTitle(parts === undefined ? text : parts.map((part) => part.text).join(''))
  const following = runs[index + (parts?.length ?? 1)]
  const goesOn =
    following?.style === 'link' && (unfinished.test(cut) || (isInSentence(following.text, run) && text.trimEnd().endsWith(cut)))
  const isOther = goesOn ? roleOfLabel(following.text) === undefined || unfinished.test(cut) : isOtherLabel(cut)
  if (opensInLowerCase(cut) || isOther) return undefined
  // `论文下载链接：https://…`
  if (following?.link?.kind === 'autolink' && /[:：]\s*$/.test(text) && !hasWords(cut.replace(/[:：]\s*$/, ''), 4)) return undefined
  if (!hasWord.test(cut) || !looksLikeTitle(cut, 3) || isVenue(cut)) return undefined
  return {field: titleField(cut, start, parts === undefined ? start + cut.length : endOf(parts, cut.length)), run, plain: true}
}

function leadOf(text: string): string {
  if (startsPlainly.test(text)) return /^\s/.test(text) ? ' ' : ''
  return yearWithVenue(text) ?? plainLead.exec(text)?.[0] ?? ''
}

/** Whether the line before a break holds nothing but a bare address. */
function isBareLine(runs: readonly Run[], end: number): boolean {
  // In files with CRLF line ends, the CR is read as text.
  const last = runs[end - 1]?.text.trim() === '' ? end - 2 : end - 1
  return runs[last]?.link?.kind === 'autolink' && (last === 0 || runs[last - 1]?.style === 'break')
}

/** Whether the first word is all in lower case: a title begins with a capital, or with a name such as `pFedMe`. */
export function opensInLowerCase(text: string): boolean {
  return /^\s*[a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f][a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f!-/:-@[-`{-~]*(?:\s|$)/u.test(text)
}

/** Most titles have neither a word of venues nor an abbreviation: for those the larger pattern need not even be compiled. */
function isVenue(text: string): boolean {
  return (
    /\w\. \w|\b(?:Conf|Jour|Proc|Transac|Symp|Works|Congr|Advan|Front|Nature|Lett|Annals|Archives|ISPRS|Thesis|Dissert)/.test(text) &&
    looksLikeVenue(text)
  )
}

interface Part {
  readonly text: string
  readonly start: number
}

/** A title in plain text with some of its words in bold: `A Framework for **Video Retrieval** with Words`. */
function partsFrom(runs: readonly Run[], from: number, text: string, start: number): readonly Part[] {
  const parts: Part[] = [{text, start}]
  for (let index = from + 1; index < runs.length; index += 2) {
    const bold = runs[index]
    const before = parts.at(-1)?.text ?? ''
    if (bold === undefined || bold.style !== 'strong' || !/[A-Za-z\d]:? $/.test(before)) break
    const next = runs[index + 1]
    const behind = next?.style === 'plain' ? next.text : ''
    // `Name: **A Title of Some Words** Jane Doe`, but `Name: **Edge Detection** with Transformers`.
    if (/: $/.test(before) && !/^(?:-|\s)[a-z]/.test(behind)) break
    // Bold words that could be a title by themselves, after a remark such as `Best paper`.
    const isWhole = parts.length === 1 && (!hasWords(before, 2) || hasWords(bold.text, 6)) && !smallWord.test(before.toLowerCase())
    if (isWhole && !/^(?:-|\s)[A-Za-z]/.test(behind)) break
    if (parts.length === 1 && looksLikeAuthors(before)) break
    parts.push({text: bold.text, start: bold.textStart})
    if (next?.style !== 'plain') break
    parts.push({text: behind, start: next.textStart})
  }
  return parts
}

const smallWord = /\s(?:for|of|with|in|on|and|or|to|the|an?|via|from|by|using|as|at|under|through|into|is|are|not) $/

/** Offset in the source after the first `length` characters of the parts. */
function endOf(parts: readonly Part[], length: number): number {
  let left = length
  for (const {text, start} of parts) {
    if (left <= text.length) return start + left
    left -= text.length
  }
  return parts.at(-1)?.start ?? 0
}

/** Symbols written as words: `:star:`, `&nbsp;`. */
const signs = /:[A-Za-z0-9_+-]+:|&[A-Za-z]+;/g

/** Length of the venue before a title: `2021-CVPR - Title`, `NeurIPS 2023 Title`, `arXiv 2024.08, Title`. */
function venueAhead(text: string): number {
  if (/^[(（]/.test(text)) {
    const [group = '', inner = ''] = /^.([^()（）]{3,30})[)）]\s*[,:–-]?\s*/.exec(text) ?? []
    return findVenue(inner) === undefined && !isCitation(inner) ? 0 : group.length
  }
  const marked = /^\S{3,10}\s+[-–—:|]\s+/.exec(text)?.[0] ?? ''
  if (marked !== '' && findVenue(marked) !== undefined) return marked.length
  // Most titles have no number, or none that early.
  const early = text.slice(0, 40)
  if (!/^\w{3,12}[\s'’,-]{1,2}(?:20)?\d\d\b/.test(early)) return 0
  const venue = findVenue(early)
  if (venue?.start !== 0 || venue.year === undefined) return 0
  const end = venue.end + (trackBehind.exec(text.slice(venue.end))?.[0].length ?? 0)
  // In `CVPR 2021 Workshop on …` the venue is part of the title.
  return /^[A-Z][A-Za-z-]*[: ]/.test(text.slice(end)) && !ofVenue.test(text.slice(end)) ? end : 0
}

/** A year and a venue joined to the title after them: `17-SIGCOMM-A Title`, `[3] 2023_AAAI_A Title`. */
function yearWithVenue(text: string): string | undefined {
  const [lead, venue = ''] = /^\s*(?:\[\d+\]\s*)?(?:(?:19|20)?\d\d)[-_]([A-Za-z]{2,12})[-_](?=\S)/.exec(text) ?? []
  return venueOf(venue) === undefined ? undefined : lead
}

const trackBehind = /^(?: (?:oral|spotlight|poster|highlight|submission|best paper)(?=\s*[,:|–-]))?\s*[,:|–-]?\s*/i
const ofVenue =
  /^(?:workshops?|challenges?|competition|tutorials?|tracks?|papers?|accepted|oral|best|poster|spotlight|submission|proceedings|conference|main|findings|demo|highlight|keynote|data ?sets?)\b/i

/** Length of the authors before a title. Without a year or initials they must be two or more, each with a first and a last name. */
export function peopleAhead(text: string): number {
  // `Mozer, M. C. (1994). A Title`, `Jane Doe and Richard Roe. 2020. A Title`
  const year = /[\s.(](?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]+)?\)?[.:,]\s+(?=[A-Z"“])/.exec(text.slice(0, longestPeople))
  if (year !== null && isPeople(text.slice(0, year.index).trim())) return year.index + year[0].length
  // `Doe, J.R., Roe, M. & Lu, W. A Title`
  const begin = text.slice(0, longestPeople)
  const [citedAs = ''] = commaAndInitial.test(begin) ? (surnamesFirst.exec(begin) ?? []) : []
  if (citedAs !== '' && opensTitle(text.slice(citedAs.length))) return citedAs.length
  // `Jane Doe and Richard Roe. A Title`
  const opening = text.slice(0, longestPair)
  const [pair, one = '', two = ''] = opening.includes(' and ') ? (pairAhead.exec(opening) ?? []) : []
  if (pair !== undefined && isPerson(one) && isPerson(two)) return opensTitle(text.slice(pair.length)) ? pair.length : 0
  // A title that opens with two words and a comma is rare.
  if (!/^\s*[A-Z\u00c0-\u00de][^\s,:]*(?: [^\s,:]+){1,3},/u.test(text)) return 0
  let end = 0
  let people = 0
  for (const {0: part, index} of text.slice(0, longestPeople).matchAll(/[^,]+,\s*/g)) {
    const person = part.replace(/,\s*$/, '').trim()
    const others = /^[Ee]t\.? ?[Aa]l\.?$/.test(person)
    if (!others && !isPerson(person)) break
    // `Doe et al, A Title` names two or more as well.
    people += / et al\.?$/.test(person) ? 2 : 1
    end = index + part.length
    if (others) break
  }
  // The last one ends with a period: `A. One, B. Two. Title`, `A. One, B. Two, et al. Title`, `One A, Two B. Title`.
  const lastPerson = initialsBehind.test(text) ? lastWithInitials : /^((?:and )?[^,.]*(?:\b[A-Z]\.[^,.]*)*[^,.\s]{2})\.\s+(?=[A-Z])/
  const [last, person = ''] = lastPerson.exec(text.slice(end)) ?? []
  if (last !== undefined && (isPerson(person) || /^(?:and )?et al$/i.test(person))) {
    people++
    end += last.length
  }
  return people >= 2 && opensTitle(text.slice(end)) ? end : 0
}

/** Whether the text after the people can be a title, and does not open with one more person who was not recognised, such as `Wei An`. */
function opensTitle(text: string): boolean {
  return hasWords(/^[^,]*/.exec(text)?.[0] ?? '', 4) && looksLikeTitle(cutTitle(text), 4)
}

const longestPeople = 1000
/** What nearly all texts lack: the larger pattern takes a fiftieth of a short run to compile. */
const commaAndInitial = /, \S{1,2}\./
const surnamesFirst =
  /^\s*\p{Lu}[^\s,.]+(?: [^\s,.]+)?, \p{Lu}\.(?:[ -]?\p{Lu}\.)*(?:(?:,|,? ?(?:&|and)) \p{Lu}[^\s,.]+(?: [^\s,.]+)?, \p{Lu}\.(?:[ -]?\p{Lu}\.)*)*(?:,? et al\.?)?[,.]? ?(?=["“\p{Lu}])/u
/** `Doe J R, Roe M. A Title` */
const initialsBehind = /^\s*\p{Lu}[^\s,.]+(?: \p{Lu}){1,3},/u
const lastWithInitials = /^((?:and )?\p{Lu}[^\s,.]+(?: \p{Lu}[^\s,.]+)?(?: \p{Lu}){1,3}|et al)\.\s+(?=[A-Z])/u
const longestPair = 80
const pairAhead = /^\s*([^,.]*(?:\b[A-Z]\.[^,.]*)*) and ([^,.]*(?:\b[A-Z]\.[^,.]*)*[^,.\s]{2})\.\s+(?=[A-Z])/

/** Whether a text is nothing but people, without a title after them, which among many people would hardly count. */
export function isPeople(text: string): boolean {
  if (/\d|[A-Za-z]{2}\. \S+ \S+ \S+ \S+/.test(text)) return false
  return looksLikeAuthors(text) || isPerson(text) || /^[A-Z][\w'’-]+, [A-Z](?:\.|[\w'’-]+\.?)(?:[ -]?[A-Z]\.)*$/.test(text)
}

const otherText = /^\W*(?:abstract|summary|tl;?dr|keywords?|notes?|comments?|摘要|简介|关键词)\W*$/i
/** The last word of a sentence that continues with a link: `Some of them are taken from our [survey](…)`. */
export const unfinished: RegExp = /\s(?:a|an|the|our|their|this|these|of|in|on|at|to|by|for|from|with|see|is|are|was|as|and|called)$/

/** `代码/Code: None`: text that is labelled as something other than the paper. */
function isOtherLabel(text: string): boolean {
  const [, label, rest = ''] = /^([^:：]{3,24})[:：](.*)$/su.exec(text) ?? []
  const role = label === undefined || hasWords(rest, 3) ? undefined : roleOfLabel(label)
  return role !== undefined && role !== 'paper'
}

/** A link's text, if it is the short name of the title after it: `[HAP](…): SPMD Training on …`, `[HAP:](…) …`, `**[HAP](…):** …`. */
export function declaredAt(runs: readonly Run[], index: number): string | undefined {
  const run = runs[index]
  if (run?.style !== 'link') return undefined
  const name = run.text.replace(/\s*[:：]\s*$/, '')
  const after = runs[index + 1]
  const isColonBold = after?.style === 'strong' && /^\s*[:：]\s*$/.test(after.text)
  const behind = isColonBold ? runs[index + 2] : after
  if (behind?.style !== 'plain') return undefined
  const hasColon = isColonBold || name !== run.text ? /\S/.test(behind.text) : /^\s*[:：]\s*\S/.test(behind.text)
  if (!hasColon && !opensWithName(name, behind.text)) return undefined
  return isName(name) && !/\b(?:and|et al)\b|\b(?:19|20)\d\d$/.test(name) ? name : undefined
}

/** `[UpCycling](…) [ICCV2023] UpCycling: Semi-supervised …`: the title after the link declares its name, give or take two letters. */
function opensWithName(name: string, behind: string): boolean {
  const colon = behind.indexOf(': ')
  if (colon < 0 || colon > longestDeclaration) return false
  const declared = behind.slice(0, colon).replace(/^\s*(?:\[[^[\]]{1,30}\]\s*)?/, '')
  return (
    declared.slice(0, 2).toLowerCase() === name.slice(0, 2).toLowerCase() &&
    editDistance(declared.toLowerCase(), name.toLowerCase(), 2) <= 2
  )
}

const longestDeclaration = 60

/** `[[Survey](…)] A Title of Some Words`: a word or two in brackets of their own, with the paper's address, say what kind of paper it is. */
function isInBrackets(runs: readonly Run[], index: number): boolean {
  const [before, run, after] = [runs[index - 1], runs[index], runs[index + 1]]
  if (before?.style !== 'plain' || !/\[\s*$/.test(before.text) || after?.style !== 'plain' || !/^\s*\]\s*\S/.test(after.text)) return false
  return run?.link !== undefined && !hasWords(run.text, 3) && roleOfUrl(run.link.address, identityOfLink(run.link)) === 'paper'
}

// Two words, the first with a capital and without a colon: nothing comes before the title.
const startsPlainly = /^ ?[A-Z][A-Za-z-]* [A-Za-z]/

// Numbers, dates, emoji, brackets, labels without a link and `Paper:` before a title.
const plainLead =
  /^(?:\s|:[A-Za-z0-9_+-]+:|&(?:nbsp|emsp|ensp|thinsp|#160);|\/\s*(?:code|pdf|project|page|slides|video|data|poster)\b(?=\s*[-–—/|,:&])|[\u2190-\u21ff\u2300-\u2bff]|\ufe0f|[\ud83c-\ud83e][\udc00-\udfff]|\[[^[\]]{1,40}\](?=\s|\S)|[([（]?(?:19|20)\d\d(?:[-–./]\d+)*[)\]）]?|[\])}]+|[|,:：.–—-]|\((?:[^()]{1,20})\)\s*(?=\[|:)|(?:论文(?:名称|题目)?|标题|[Pp]aper|PAPER|[Tt]itle|TITLE)\s*[:：])+/

/** A text up to where a plain title ends: at a separator, a bracket that opens a link or a venue, a sentence end before names. */
export function cutTitle(text: string): string {
  let cut = text
  if (/[[【|｜]/.test(cut)) {
    const bracket = /\s*[[【]{1,2}\s*$|\s*[|｜]|\s*\[\[/.exec(cut)
    if (bracket !== null) cut = cut.slice(0, bracket.index)
  }
  if (/[([（]/.test(cut)) {
    for (const {1: inner = '', index} of cut.matchAll(/\s*[([（]([^()[\]（）]{2,60})[)\]）]/g)) {
      if (!isSource(inner)) continue
      cut = cut.slice(0, index)
      break
    }
  }
  if (/\d\d/.test(cut)) {
    const venue = findVenue(cut)
    if (venue?.year !== undefined && venue.start > 8 && /[,.;-]\s*(?:in\s+)?\W*$/i.test(cut.slice(0, venue.start)))
      cut = cut.slice(0, venue.start)
  }
  if (/[.。]\s+(?:[A-Z\u00c0-\u00de]|arXiv|in [A-Z])/.test(cut)) {
    const sentence = /(?<!\b(?:vs|al|etc|i\.e|e\.g|[A-Za-z]))[.。]\s+(?=[A-Z\u00c0-\u00de]|arXiv|in [A-Z])(?!Part [IVX\d])/.exec(cut)
    if (sentence !== null && hasWords(cut.slice(0, sentence.index), 3)) cut = cut.slice(0, sentence.index + 1)
  }
  if (/[\s,;:([{（【–—-]/.test(cut.slice(-1))) cut = cut.replace(/[\s,;:([{（【–—-]+$/, '')
  // `Title - Jane Doe, Richard Roe`
  const [behind = '', names = ''] = (/\s[-–—]\s/.test(cut) && /\s+[-–—]\s+(\p{Lu}[^–—]{8,})$/u.exec(cut)) || []
  if (behind !== '' && looksLikeAuthors(names)) cut = cut.slice(0, -behind.length)
  // `Title, Doe et al.`, `Title (Jane Doe, Richard Roe)`
  if (/\bal\.?$/.test(cut)) cut = cut.replace(/(?:\s+\((?:19|20)\d\d)?,\s+[A-Z\u00c0-\u00de][^\s,]*(?: [^\s,]+)? et al\.?$/, '')
  const people = cut.endsWith(')') ? /\s+\(([^()]{9,})\)$/.exec(cut) : null
  if (people?.[1] !== undefined && looksLikeAuthors(people[1])) cut = cut.slice(0, people.index)
  // `Title, 2023.`, `Title, HotCloud 2015`
  if (/\d\.?$/.test(cut)) cut = cut.replace(/,\s+(?:[A-Z][\w&@.-]*\s){0,2}(?:19|20)\d\d\.?$/, '')
  // `Title, in *ICML* 2025`
  return cut.endsWith('n') ? cut.replace(/[,.]\s+[Ii]n$/, '') : cut
}
