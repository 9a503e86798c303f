/** What an entry says besides its title: the year, and the people. */
import {venueOf} from '../../core/paper/venue.ts'
import type {Field} from './field.ts'
import type {FoundTitle} from './plain-title.ts'
import type {Run} from './runs.ts'
import {looksLikeAuthors, opensAsVenue} from './wording.ts'

/** A run, or the part of it before or after a plain title. */
export interface Piece {
  readonly run: Run
  /** The run after it, a line break included. */
  readonly next: Run | undefined
  readonly text: string
  /** Offset of `text` in the source, if it is there literally. */
  readonly start: number
  /** The run is marked as the title. */
  readonly isTitle: boolean
}

/** All text of an entry, except for a title that nothing marks as one. */
export function piecesOf(runs: readonly Run[], title: FoundTitle | undefined): readonly Piece[] {
  const pieces: Piece[] = []
  for (const [index, run] of runs.entries()) {
    if (run.style === 'break') continue
    const {text, textStart} = run
    const next = runs[index + 1]
    const isTitle = run === title?.run && run.style !== 'plain'
    // A plain title may extend over bold words.
    const isOwn = !isTitle && title !== undefined && run.start >= title.run.start && run.start < title.field.end
    if (isOwn) {
      const [from, to] = [title.field.start - textStart, title.field.end - textStart]
      if (from > 0) pieces.push({run, next, text: text.slice(0, from), start: textStart, isTitle})
      pieces.push({run, next, text: text.slice(to), start: textStart + to, isTitle})
    } else pieces.push({run, next, text, start: textStart, isTitle})
  }
  return pieces
}

/** A year in parentheses, `(2015)`, `(Nov., 2024)` or `(2023-06, Example Labs)`. */
const yearInParentheses = /[([（][^()[\]]{0,12}?((?:19|20)\d\d)(?:[-./]\d\d?(?:,[^()[\],]*)?)?\s*[)\]）]/
/** A year or a date between separators: `2018, [`, `, Doe et al., 2021`, `2022-10-15 - `, `| 2017 |`. */
const yearApart =
  /(?:^|[,;:|·•@.–—-]\s|\bal\.?,?\s)\s*((?:19|20)\d\d)(?!\.\d{3}|[–-]\s?\d{3})(?:[-./]\d\d?){0,2}(?=\s*$|\s*[^\sA-Za-z\u00c0-\u1fff\u3040-\ud7ff\d%+/'’-]|\s+[-–—]\s)/

/** Names and a year, and nothing else: `, JAIR 2021`, `CGF'2009`, `@ Computers & Security 2021`. */
const yearBehindNames = /^\W*(?:\p{Lu}[^\s,'’]*[\s,'’]+(?:(?:of|on|in|and|the|for|&)\s+){0,2}){1,6}((?:19|20)\d\d)\W*$/u

/** The year that stands by itself. */
export function yearIn(pieces: readonly Piece[]): number | undefined {
  const dated = pieces.filter(({run, text}) => run.link === undefined && /(?:19|20)\d\d/.test(text))
  for (const {text} of dated) {
    const year = yearInParentheses.exec(text)?.[1]
    if (year !== undefined) return Number(year)
  }
  for (const {text, isTitle} of dated) {
    const match = isTitle ? null : (yearApart.exec(text) ?? (text.length < 80 ? yearBehindNames.exec(text) : null))
    // In a long text, a year is usually part of what it tells.
    if (match?.[1] !== undefined && (text.length < 150 || match.index < 12)) return Number(match[1])
  }
  return undefined
}

/** Most entries name no authors: they share this. */
const nobody: readonly Field[] = []

export function authorsIn(pieces: readonly Piece[]): readonly Field[] {
  let authors: Field[] | undefined
  for (const {run, text, isTitle} of pieces) {
    if (isTitle || text.length < 9 || (run.style !== 'emphasis' && run.style !== 'plain')) continue
    const people = authorLineIn(text)
    if (people !== undefined) (authors ??= []).push({text: people, start: run.start, end: run.end})
  }
  return authors ?? nobody
}

/** Only the people, from the part of a text that names them: `, by Jane Doe et al., CGO 2019 - A remark` → `Jane Doe et al.` */
function authorLineIn(text: string): string | undefined {
  // Most texts are short remarks, not lists.
  if (!/[,;，、&]| and | al\b/i.test(text)) return undefined
  for (const part of /\s[|–—-]\s/.test(text) ? text.split(/\s+[|–—-]\s+/) : [text]) {
    const people = withoutSource(
      part
        .trim()
        .replace(/^(?:\[\d+\])?[\s,;:.>·|([–—-]+(?=\S)/, '')
        .replace(/^(?:by\s|authors?:)\s*/i, ''),
    )
    if (looksLikeAuthors(people) && !opensAsVenue(part)) return people
  }
  return undefined
}

/** The people without the venue and the year after them. */
function withoutSource(people: string): string {
  const found = / et\.? ?al\b\.?/i.exec(people)
  const others = found === null ? undefined : people.slice(0, found.index + found[0].length)
  // Two words in lower case mean a sentence that mentions somebody's paper.
  if (others !== undefined) return /[a-z]{3} [a-z]{4,} /.test(others) ? '' : others
  // Cut at the year and the words right before it, which are the venue's.
  const year = people.search(/[,.]?\s*(?:\b[Ii]n:?\s)?[^,.]{0,40}\b(?:19|20)\d\d\b/)
  const names = year > 8 ? people.slice(0, year) : people
  const [tail = '', venue = ''] = /[.,]\s*([^.,]{2,30}?)\s*[(.]?$/.exec(names) ?? []
  return (venueOf(venue) === undefined ? names : names.slice(0, -tail.length)).replace(/\s*[(]$/, '')
}
