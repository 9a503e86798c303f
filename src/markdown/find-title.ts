/** Runs → the title among them, the one thing that every list writes in its own way. */
import {hasLetterOrDigit} from '../core/letters.ts'
import {roleOfLabel} from '../core/role.ts'
import {normalizedTitle} from '../core/title.ts'
import {findVenue} from '../core/venue.ts'
import type {EntryLink, Title} from './field.ts'
import type {Link} from './links.ts'
import type {Run} from './runs.ts'
import {cleanTitle, date, hasWords, isName, isPerson, looksLikeTitle, looksLikeVenue, wordCount} from './wording.ts'

export interface FoundTitle {
  readonly field: Title
  readonly run: Run
  /** Nothing marks it as a title. */
  readonly plain: boolean
}

function titleField(written: string, start: number, end: number): Title {
  const text = cleanTitle(written)
  return {text, normal: normalizedTitle(text), start, end}
}

/** The title of an entry: marked as one by a link, quotes or bold, or else the plain text that opens it. */
export function titleOf(runs: readonly Run[], from: number, links: readonly EntryLink[]): FoundTitle | undefined {
  const isTitleLink = (link: Link): boolean => links.some((own) => own.link === link && own.labelled && own.role === 'paper')
  const marked = (run: Run, text = run.text, start = run.textStart): FoundTitle => ({
    field: titleField(withoutVenue(text), start, start + text.length),
    run,
    plain: false,
  })
  // The text of the link that leads to the paper, then of any link that is not known to lead elsewhere.
  const byLink = runs.find(
    (run, index) =>
      run.style === 'link' &&
      run.link &&
      isTitleLink(run.link) &&
      looksLikeTitle(run.text, 3) &&
      !isMention(run.text, runs[index - 1]) &&
      !looksLikeVenue(run.text) &&
      !isVenueBehind(run, runs[index - 1]),
  )
  const above = byLink === undefined ? undefined : titleAbove(runs, byLink)
  if (above !== undefined) return marked(above)
  if (byLink !== undefined) return marked(byLink)
  const quote = runs.find(
    ({style, text}) => (style === 'plain' || style === 'strong' || style === 'emphasis') && quotedTitle(text) !== undefined,
  )
  if (quote !== undefined) {
    const text = quotedTitle(quote.text) ?? ''
    return marked(quote, text, quote.textStart + quote.text.indexOf(text))
  }
  const strong = runs.find(
    (run, index) =>
      index >= from &&
      run.strong &&
      run.style !== 'link' &&
      run.style !== 'image' &&
      run.style !== 'code' &&
      looksLikeTitle(run.text, 3) &&
      !isMention(run.text, runs[index - 1]) &&
      !/^\W*\[.*\]\W*$/.test(run.text) &&
      !isHeading(run, runs[index + 1], runs[index + 2]),
  )
  const plain = plainTitle(runs, from)
  if (
    strong !== undefined &&
    (plain === undefined ||
      strong.start < plain.field.start ||
      !hasWords(plain.field.text, 4) ||
      bracketed.test(plain.run.text) ||
      // What a Chinese list says of a paper before its title.
      (chinese.test(plain.field.text) && !chinese.test(strong.text)))
  )
    return marked(strong)
  if (plain !== undefined) return plain
  const anyLink = runs.find(
    (run, index) =>
      run.style === 'link' &&
      run.link &&
      !run.link.image &&
      roleOfLabel(run.text) === undefined &&
      looksLikeTitle(run.text, 3) &&
      !isMention(run.text, runs[index - 1]) &&
      !looksLikeVenue(run.text),
  )
  if (anyLink !== undefined) return marked(anyLink)
  const italic = runs.find((run) => run.style === 'emphasis' && looksLikeTitle(run.text, 4))
  return italic === undefined ? undefined : marked(italic)
}

const chinese = /[\u4e00-\u9fff]{4}/

/** A note of venue and year before the title: `[Transactions on Something 23] **Title**`, `(2021 Overview) **Title**`. */
const bracketed = /^[\s*•–-]*[[(（【][^[\]()（）【】]*[\])）】]\W*$/

/**
 * The bold words that open the entry on a line above the link, where the link's text is what the paper appeared in:
 * shorter than they are, or with a year at its end.
 */
function titleAbove(runs: readonly Run[], link: Run): Run | undefined {
  const first = runs.find(({style, text}) => style !== 'break' && style !== 'image' && hasLetterOrDigit(text))
  if (first === undefined || !first.strong || first.start >= link.start || first.style === 'link' || first.style === 'code')
    return undefined
  const at = runs.indexOf(first)
  if (!runs.slice(at, runs.indexOf(link)).some(({style}) => style === 'break') || !looksLikeTitle(first.text, 4)) return undefined
  if (/[:：]\s*$/.test(first.text) || /^\s*[:：]/.test(runs[at + 1]?.text ?? '')) return undefined
  return wordCount(link.text) < Math.min(wordCount(first.text), 7) || endsInYear.test(link.text) ? first : undefined
}

/** A line of bold words with a colon at its end announces what follows. */
function isHeading({text}: Run, next: Run | undefined, afterNext: Run | undefined): boolean {
  const endsLine = (run: Run | undefined): boolean => run === undefined || run.style === 'break' || run.text.trim() === ''
  return /[:：]\s*$/.test(text) ? endsLine(next) : /^\s*[:：]\s*$/.test(next?.text ?? '') && endsLine(afterNext)
}

/** `A Title of Some Words [[Computers in Industry 2021]](…)`: what a link in brackets behind the title says with a year. */
function isVenueBehind({text}: Run, before: Run | undefined): boolean {
  if (before?.style !== 'plain' || !/\b(?:19|20)\d\d\b/.test(text)) return false
  const inner = /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1] ?? (/\[\s*$/.test(before.text) ? text : undefined)
  return inner !== undefined && hasWords(before.text, 4) && (endsInYear.test(inner) || findVenue(inner)?.start === 0)
}

const endsInYear = /(?<!\d)(?:19|20)\d\d\s*[)\]）]?\w?\W*$/

const quoted = /[“"«「]([^“”"«»「」]{8,})[”"»」]/u

/** A link or bold words in running text: `a part of our [survey on masked models](…)`. */
function isMention(text: string, before: Run | undefined): boolean {
  if (before?.style !== 'plain' || !/[a-z]{2}\s*$/.test(before.text)) return false
  return (/^[a-z]+ /.test(text) && hasWords(before.text, 3)) || appearedIn.test(before.text)
}

/** What stands before the name of a journal. */
const appearedIn = /\b(?:published|accepted|appeared|presented|released|posted) (?:in|at|by|on)(?: the)?\s*$/

function quotedTitle(text: string): string | undefined {
  // Most runs are the brackets and blanks between links.
  if (text.length < 10) return undefined
  const inner = quoted.exec(text)?.[1]
  return inner !== undefined && looksLikeTitle(inner, 3) ? inner : undefined
}

/** `Title (CVPR 2021)` as the text of a link: the title ends before the parenthesis. */
function withoutVenue(text: string): string {
  const match = /^(.{6,}?)\s*[([（【]([^()[\]（）【】]{3,40})[)\]）】]\W*$/su.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return text.slice(0, venueAtEnd(text)?.separator)
  return findVenue(match[2]) !== undefined || date.test(match[2]) ? match[1] : text
}

/**
 * The venue behind a dash or a bar at the end of a link's text: `Title - CVPR - 2017`.
 *
 * @returns its own offset and that of what separates it from the title
 */
export function venueAtEnd(text: string): {readonly separator: number; readonly start: number} | undefined {
  // Most titles end in a letter.
  if (!/\d[\s.)]*$/.test(text)) return undefined
  const [tail, separator = ''] = /(\s+[-–—|]\s+)[A-Za-z][^|–—]{1,24}?\d[\s.)]*$/.exec(text) ?? []
  if (tail === undefined) return undefined
  const start = text.length - tail.length + separator.length
  const venue = findVenue(text.slice(start))
  return venue?.start === 0 && venue.year !== undefined ? {separator: start - separator.length, start} : undefined
}

/** The plain text at the beginning of a line, behind tag, labels and pictures, up to the first venue, role link or line break. */
function plainTitle(runs: readonly Run[], from: number): FoundTitle | undefined {
  let atStart = true
  for (let index = from; index < runs.length; index++) {
    const run = runs[index]
    if (run === undefined) break
    if (run.style === 'break') atStart = true
    // What an abstract says is no title.
    else if (run.strong && otherText.test(run.text)) atStart = false
    // Text behind a link that is no label is a remark, but for what follows a name and a colon: `[HAP](…): SPMD Training on …`.
    else if (
      run.style === 'link' &&
      roleOfLabel(run.text) === undefined &&
      findVenue(run.text) === undefined &&
      run.link?.kind !== 'autolink' &&
      !(atStart && isDeclared(run, runs[index + 1]))
    )
      atStart = false
    if (run.style !== 'plain') continue
    if (atStart) {
      let text = run.text
      let start = run.textStart
      const lead = startsPlainly.test(text) ? (/^\s/.test(text) ? ' ' : '') : (plainLead.exec(text)?.[0] ?? '')
      text = text.slice(lead.length)
      start += lead.length
      const ahead = venueAhead(text)
      if (ahead > 0) {
        text = text.slice(ahead)
        start += ahead
      }
      const people = peopleAhead(text)
      if (people > 0) {
        text = text.slice(people)
        start += people
      }
      const cut = cutTitle(text)
      // Titles begin with a capital, or with a name such as `pFedMe`.
      const capital =
        !/^[a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f][a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f!-/:-@[-`{-~]*(?:\s|$)/u.test(cut)
      const isOther = unfinished.test(cut) ? runs[index + 1]?.style === 'link' : isOtherLabel(cut)
      if (capital && !isOther && /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{3}/u.test(cut) && looksLikeTitle(cut, 3))
        return {field: titleField(cut, start, start + cut.length), run, plain: true}
    }
    if (/[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{3}/u.test(run.text.replace(signs, ''))) atStart = false
  }
  return undefined
}

/** Signs that are written in letters: `:star:`, `&nbsp;`. */
const signs = /:[A-Za-z0-9_+-]+:|&[A-Za-z]+;/g

/** How long the venue before a title is: `2021-CVPR - Title`, `NeurIPS 2023 Title`, `arXiv 2024.08, Title`. */
function venueAhead(text: string): number {
  const marked = /^\S{3,10}\s+[-–—:|]\s+/.exec(text)?.[0] ?? ''
  if (marked !== '' && findVenue(marked) !== undefined) return marked.length
  // Most titles have no number, or none that early.
  const early = text.slice(0, 40)
  if (!/^\w{3,12}[\s'’,-]{1,2}(?:20)?\d\d\b/.test(early)) return 0
  const venue = findVenue(early)
  if (venue?.start !== 0 || venue.year === undefined) return 0
  const end = venue.end + (/^\s*[,:|–-]?\s*/.exec(text.slice(venue.end))?.[0].length ?? 0)
  // `CVPR 2021 Workshop on …` is what it is called.
  return /^[A-Z][A-Za-z-]*[: ]/.test(text.slice(end)) && !ofVenue.test(text.slice(end)) ? end : 0
}

const ofVenue =
  /^(?:workshops?|challenges?|competition|tutorials?|tracks?|papers?|accepted|oral|best|poster|spotlight|submission|proceedings|conference|main|findings|demo|highlight|keynote|data ?sets?)\b/i

/** How long the list of authors before a title is: two people or more, each with a first and a last name. */
function peopleAhead(text: string): number {
  // A title that opens with two words and a comma is rare.
  if (!/^\s*[A-Z\u00c0-\u00de][^\s,:]*(?: [^\s,:]+){1,3},/u.test(text)) return 0
  let end = 0
  let people = 0
  for (const {0: part, index} of text.slice(0, longestPeople).matchAll(/[^,]+,\s*/g)) {
    const person = part.replace(/,\s*$/, '').trim()
    const others = /^[Ee]t\.? ?[Aa]l\.?$/.test(person)
    if (!others && !isPerson(person)) break
    people++
    end = index + part.length
    if (others) break
  }
  // The last of them ends with a period: `A. One, B. Two. Title`.
  const [last, person = ''] = /^((?:and )?[^,.]*(?:\b[A-Z]\.[^,.]*)*[^,.\s]{2})\.\s+(?=[A-Z])/.exec(text.slice(end)) ?? []
  if (last !== undefined && isPerson(person)) {
    people++
    end += last.length
  }
  // Who is left out of the count, a `Wei An`, opens no title.
  const rest = text.slice(end)
  return people >= 2 && hasWords(/^[^,]*/.exec(rest)?.[0] ?? '', 4) && looksLikeTitle(rest, 4) ? end : 0
}

const longestPeople = 1000

const otherText = /^\W*(?:abstract|summary|tl;?dr|keywords?|notes?|comments?|摘要|简介|关键词)\W*$/i
/** The last word of a sentence that goes on with a link: `Some of them are taken from our [survey](…)`. */
const unfinished = /\s(?:a|an|the|our|their|this|these|of|in|on|at|to|by|for|from|with|see|is|are|was|as|and|called)$/

/** `代码/Code: None`: what is labelled as something else than the paper. */
function isOtherLabel(text: string): boolean {
  const [, label, rest = ''] = /^([^:：]{3,24})[:：](.*)$/su.exec(text) ?? []
  const role = label === undefined || hasWords(rest, 3) ? undefined : roleOfLabel(label)
  return role !== undefined && role !== 'paper'
}

/** Whether a link's text is the name of what the text behind its colon says at length. */
export function isDeclared(run: Run, after: Run | undefined): boolean {
  return (
    run.style === 'link' &&
    after?.style === 'plain' &&
    /^\s*[:：]\s*\S/.test(after.text) &&
    isName(run.text) &&
    !/\b(?:and|et al)\b|\b(?:19|20)\d\d$/.test(run.text)
  )
}

// Two words, the first of them with a capital, and no colon behind it: nothing stands before the title.
const startsPlainly = /^ ?[A-Z][A-Za-z-]* [A-Za-z]/

// Numbers, dates, emoji, brackets, labels without a link and `Paper:` before a title.
const plainLead =
  /^(?:\s|:[A-Za-z0-9_+-]+:|&(?:nbsp|emsp|ensp|thinsp|#160);|\/\s*(?:code|pdf|project|page|slides|video|data|poster)\b(?=\s*[-–—/|,:&])|[\u2190-\u21ff\u2300-\u2bff]|\ufe0f|[\ud83c-\ud83e][\udc00-\udfff]|\[[^[\]]{1,40}\](?=\s|\S)|[([（]?(?:19|20)\d\d(?:[-–./]\d+)*[)\]）]?|[\])}]+|[|,:：.–—-]|\((?:[^()]{1,20})\)\s*(?=\[|:)|(?:论文(?:名称|题目)?|标题|[Pp]aper|PAPER|[Tt]itle|TITLE)\s*[:：])+/

/** Where a plain title ends: at a separator, a bracket that opens a link or a venue, a sentence end before names. */
function cutTitle(text: string): string {
  let cut = text
  if (/[[【|｜]/.test(cut)) {
    const bracket = /\s*[[【]{1,2}\s*$|\s*[|｜]/.exec(cut)
    if (bracket !== null) cut = cut.slice(0, bracket.index)
  }
  if (/[([（]/.test(cut)) {
    const group = /\s*[([（]([^()[\]（）]{2,60})[)\]）]/.exec(cut)
    if (group?.[1] !== undefined && (findVenue(group[1]) !== undefined || /^\W*(?:19|20)\d\d\W*/.test(group[1])))
      cut = cut.slice(0, group.index)
  }
  if (/\d\d/.test(cut)) {
    const venue = findVenue(cut)
    if (venue?.year !== undefined && venue.start > 8 && /[,.;-]\s*(?:in\s+)?\W*$/i.test(cut.slice(0, venue.start)))
      cut = cut.slice(0, venue.start)
  }
  if (/[.。]\s+[A-Z\u00c0-\u00de]/.test(cut)) {
    const sentence = /(?<!\b(?:vs|al|etc|i\.e|e\.g|[A-Za-z]))[.。]\s+(?=[A-Z\u00c0-\u00de])/.exec(cut)
    if (sentence !== null && hasWords(cut.slice(0, sentence.index), 3)) cut = cut.slice(0, sentence.index + 1)
  }
  if (/[\s,;:([{（【–—-]/.test(cut.slice(-1))) cut = cut.replace(/[\s,;:([{（【–—-]+$/, '')
  // `Title, in *ICML* 2025`
  return cut.endsWith('n') ? cut.replace(/[,.]\s+[Ii]n$/, '') : cut
}
