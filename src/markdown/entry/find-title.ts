/** Runs → the title among them, which every list writes in its own way. */

import {roleOfLabel} from '../../core/link/role.ts'
import {findVenue} from '../../core/paper/venue.ts'
import {hasLetterOrDigit} from '../../core/text/letters.ts'
import type {Link} from '../links.ts'
import type {EntryLink} from './field.ts'
import {cutTitle, type FoundTitle, isPeople, opensInLowerCase, peopleAhead, plainTitle, titleField, unfinished} from './plain-title.ts'
import type {Run} from './runs.ts'
import {isMention, isSaidOf} from './sentence.ts'
import {hasWords, isPerson, isSource, looksLikeTitle, looksLikeVenue, wordCount} from './wording.ts'

function marked(run: Run, written: string = run.text, from: number = run.textStart): FoundTitle {
  const text = withoutCitation(written)
  const start = from + written.indexOf(text)
  return {field: titleField(withoutVenue(withoutTags(text)), start, start + text.length), run, plain: false}
}

/** The title of an entry: marked as one by a link, quotes or bold, or else the plain text that opens it. */
export function titleOf(runs: readonly Run[], from: number, links: readonly EntryLink[]): FoundTitle | undefined {
  const isTitleLink = (link: Link): boolean => links.some((own) => own.link === link && own.labelled && own.role === 'paper')
  // First choice: the text of the link to the paper.
  const byLink = runs.find(
    (run, index) =>
      run.style === 'link' &&
      run.link &&
      isTitleLink(run.link) &&
      looksLikeTitle(withoutCitation(run.text), 3) &&
      !isMention(run.text, runs[index - 1]) &&
      !looksLikeVenue(run.text) &&
      !isVenueBehind(run, runs[index - 1]),
  )
  const above = byLink === undefined ? undefined : titleAbove(runs, byLink)
  if (above !== undefined) return marked(above)
  if (byLink !== undefined) return marked(byLink)
  const found = unlinkedTitle(runs, from, links)
  const short = found === undefined ? undefined : shortTitle(runs, isTitleLink)
  // Text on the lines below it is a remark on the paper.
  return short !== undefined && found !== undefined && runs.some(({style, start}) => style === 'break' && start <= found.run.start)
    ? marked(short)
    : found
}

/** A link to the paper that opens the entry and has the first line to itself: here two words are enough for a title. */
function shortTitle(runs: readonly Run[], isTitleLink: (link: Link) => boolean): Run | undefined {
  const at = runs.findIndex(({style, text}) => style !== 'plain' || hasLetterOrDigit(text))
  const first = runs[at]
  const next = runs[at + 1]
  if (first?.style !== 'link' || first.link === undefined || !isTitleLink(first.link) || !looksLikeTitle(first.text, 2)) return undefined
  return next === undefined || next.style === 'break' ? first : undefined
}

/** The title, if it is not the text of a link to the paper. */
function unlinkedTitle(runs: readonly Run[], from: number, links: readonly EntryLink[]): FoundTitle | undefined {
  const quote = runs.find(
    (run, index) =>
      (run.style === 'plain' || run.style === 'strong' || run.style === 'emphasis') &&
      (quotedTitle(run.text) !== undefined || (isBetweenQuotes(runs, index) && looksLikeTitle(run.text, 3))),
  )
  const strong = runs.find(
    (run, index) =>
      index >= from &&
      run.strong &&
      run.style !== 'link' &&
      run.style !== 'image' &&
      run.style !== 'code' &&
      looksLikeTitle(run.text, 3) &&
      !isMention(run.text, runs[index - 1]) &&
      // The rest of a sentence, or a tag.
      !/^\s*[,;，；]|^\W*\[.*\]\W*$/.test(run.text) &&
      !isSaidOf(runs, index) &&
      !(runs[index + 1]?.style === 'link' && unfinished.test(run.text.trimEnd())) &&
      !isBracketedVenue(runs, index) &&
      !isHeading(run, runs[index + 1], runs[index + 2]),
  )
  // Quotes on the lines below a bold title are from a remark on the paper.
  const isBelow = quote !== undefined && strong !== undefined && isOnOtherLine(runs, strong, quote)
  if (quote !== undefined && !isBelow) {
    const text = quotedTitle(quote.text) ?? quote.text
    return marked(quote, text, quote.textStart + quote.text.indexOf(text))
  }
  const plain = plainTitle(runs, from)
  if (
    strong !== undefined &&
    (plain === undefined ||
      strong.start < plain.field.start ||
      !hasWords(plain.field.text, 4) ||
      bracketed.test(plain.run.text) ||
      // A remark in Chinese before a title that is not.
      (chinese.test(plain.field.text) && !chinese.test(strong.text)))
  )
    return marked(strong)
  // A title whose address is still to be filled in comes before all remarks on it.
  const unfilled = runs.find(({style, link}) => style === 'link' && (link?.url === '' || link?.url === '#'))
  const isAhead = unfilled !== undefined && unfilled.start < (plain?.field.start ?? 0)
  // `**[A Title of Some Words]** Jane Doe. CVPR, 2020.`: a tag has fewer words, and a title after it.
  const opening = runs.find(({style, text}) => style === 'link' || hasLetterOrDigit(text))
  const isBracketed = opening?.style === 'strong' && /^\s*\[.*\]\s*$/.test(opening.text) && looksLikeTitle(opening.text, 4)
  const isPlain = plain !== undefined && !(isAhead && anyTitleLink(runs, links) === unfilled)
  if (isPlain && !(isBracketed && isPerson(/^[^.]*(?:\b[A-Z]\.[^.]*)*/.exec(plain.field.text)?.[0] ?? ''))) return plain
  if (isBracketed) return marked(opening)
  const anyLink = anyTitleLink(runs, links)
  if (anyLink !== undefined) return marked(anyLink)
  const italic = runs.find(
    (run) =>
      run.style === 'emphasis' && looksLikeTitle(run.text, 4) && !opensInLowerCase(run.text) && !looksLikeVenue(withoutCitation(run.text)),
  )
  // A sentence in italics on a line below a bold name and its links describes it.
  const isRemark =
    italic !== undefined &&
    opening?.strong === true &&
    /[a-z]{2}[.。]\W*$/.test(italic.text) &&
    runs.some((run) => run.link !== undefined && run.start < italic.start && isOnOtherLine(runs, run, italic))
  return italic === undefined || isRemark ? undefined : marked(italic)
}

function isOnOtherLine(runs: readonly Run[], first: Run, second: Run): boolean {
  return runs.some(({style, start}) => style === 'break' && start >= first.end && start <= second.start)
}

/** The first link whose text can be a title, unless it leads to a video or to slides. */
function anyTitleLink(runs: readonly Run[], links: readonly EntryLink[]): Run | undefined {
  return runs.find(
    (run, index) =>
      run.style === 'link' &&
      run.link &&
      !run.link.image &&
      !links.some(({link, role}) => link === run.link && (role === 'video' || role === 'slides')) &&
      roleOfLabel(run.text) === undefined &&
      looksLikeTitle(run.text, 3) &&
      !isMention(run.text, runs[index - 1]) &&
      !looksLikeVenue(run.text),
  )
}

const chinese = /[\u4e00-\u9fff]{4}/

/** A note of venue and year before the title: `[Transactions on Something 23] **Title**`, `(2021 Overview) **Title**`. */
const bracketed = /^[\s*•–-]*[[(（【][^[\]()（）【】]*[\])）】]\W*$/

/**
 * The bold words that open the entry on a line above the link, where the link's text names what the paper appeared in:
 * it is shorter than they are, or ends in a year.
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

/** `A Title of Some Words [[Computers in Industry 2021]](…)`: a link after the title, in brackets and with a year, names the venue. */
function isVenueBehind({text}: Run, before: Run | undefined): boolean {
  if (before?.style !== 'plain' || !/\b(?:19|20)\d\d\b/.test(text)) return false
  const inner = /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1] ?? (/\[\s*$/.test(before.text) ? text : undefined)
  return inner !== undefined && hasWords(before.text, 4) && (endsInYear.test(inner) || findVenue(inner)?.start === 0)
}

/** `[**Some Journal of Medicine, 2024**] **Name**: A Title`: brackets around bold words that end in a year. */
function isBracketedVenue(runs: readonly Run[], index: number): boolean {
  const run = runs[index]
  if (run === undefined || !endsInYear.test(run.text)) return false
  return /[[(（【]\s*$/.test(runs[index - 1]?.text ?? '') && /^\s*[\])）】]/.test(runs[index + 1]?.text ?? '')
}

const endsInYear = /(?<!\d)(?:19|20)\d\d\s*[)\]）]?\w?\W*$/

const quoted = /[“"«「]([^“”"«»「」]{8,})[”"»」]/u

/** `"*A Title of Some Words.*"`: a title in italics or bold within quotes. */
function isBetweenQuotes(runs: readonly Run[], index: number): boolean {
  return (
    runs[index]?.style !== 'plain' && /["“「]\s*$/.test(runs[index - 1]?.text ?? '') && /^[.,\s]*["”」]/.test(runs[index + 1]?.text ?? '')
  )
}

function quotedTitle(text: string): string | undefined {
  // Most runs are the brackets and spaces between links.
  if (text.length < 10) return undefined
  const match = quoted.exec(text)
  const inner = match?.[1]
  if (match === null || inner === undefined || !looksLikeTitle(inner, 3)) return undefined
  const before = text.slice(0, match.index)
  return aboutAnother.test(before) && hasWords(before, 2) ? undefined : inner
}

/** `No Free Lunch in "Some Other Paper"`, `Comments on "Some Other Paper"`: titles in which another paper's is quoted. */
const aboutAnother = /\s(?:in|on|to)\s+$/

/** `Doe, Jane. "A Title." CVPR 2021`, `Doe et al. 2017, A Title`: a whole citation as the text of a link. */
function withoutCitation(text: string): string {
  if (!mayCite.test(text)) return text
  const quote = text.search(/["“]/)
  if (quote > 0) {
    const inner = isPeople(text.slice(0, quote).trim().replace(/[,.]$/, '')) ? quotedTitle(text.slice(quote)) : undefined
    return inner ?? text
  }
  const ahead = peopleAhead(text)
  return ahead > 0 ? cutTitle(text.slice(ahead)) : text
}

/** Quotes, a year, `et al.` or initials: a text without any of these is no citation. */
const mayCite = /["“]|\b(?:19|20)\d\d\b| al\b|[A-Z]\. /

/** `[PNN][TOIS 18] A Title`, `【SFT】A Title`, `(ACL 2025) A Title` as the text of a link: the title begins after the brackets. */
function withoutTags(text: string): string {
  const tags = /^[[【]/.test(text)
    ? /^(?:\[[^[\]]{1,30}\]\s*|【[^【】]{1,30}】\s*)+(?=[^[\]\s])/.exec(text)?.[0]
    : text.startsWith('(')
      ? /^\([A-Za-z][A-Za-z\s-]{1,20}(?:19|20)\d\d\)\s+/.exec(text)?.[0]
      : undefined
  return tags !== undefined && hasWords(text.slice(tags.length), 3) ? text.slice(tags.length) : text
}

/** `Title (CVPR 2021)` as the text of a link: the title ends before the parenthesis. */
function withoutVenue(text: string): string {
  const match = /^(.{6,}?)\s*[([（【]([^()[\]（）【】]{3,40})[)\]）】]\W*$/su.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return text.slice(0, venueAtEnd(text)?.separator)
  return isSource(match[2]) ? match[1] : text
}

/**
 * The venue after a dash or a bar at the end of a link's text: `Title - CVPR - 2017`.
 *
 * @returns its offset, and that of the separator before it
 */
export function venueAtEnd(text: string): {readonly separator: number; readonly start: number} | undefined {
  // Most titles end in a letter.
  if (!/\d[\s.)]*$/.test(text)) return undefined
  const [tail, separator = ''] = /(\s+[-–—|]\s+)[A-Za-z][^|–—]{1,24}?\d[\s.)]*$/.exec(text) ?? gluedVenue(text)
  if (tail === undefined) return undefined
  const start = text.length - tail.length + separator.length
  const venue = findVenue(text.slice(start))
  return venue?.start === 0 && venue.year !== undefined ? {separator: start - separator.length, start} : undefined
}

/** `A Title of Some Words NSDI'23`, `A Title of Some Words-ICLR2018`, `A Title, arXiv 2016`: a venue after a mere space or hyphen, unless the word before it makes it part of a phrase. */
function gluedVenue(text: string): readonly string[] {
  const [tail, separator = ''] = /(\s+|-)(?:[A-Z][A-Za-z]{2,9}|arXiv)(?:(?:['’]|\s['’]?|,\s)(?:20)?|20)\d\d\s*$/.exec(text) ?? []
  const title = tail === undefined ? '' : text.slice(0, -tail.length)
  return tail === undefined || !hasWords(title, title.endsWith(',') ? 2 : 4) || /\s[a-z]{1,5}$|\s(?:The|At|In|Of|For)$/.test(title)
    ? []
    : [tail, separator]
}
