/** Runs → where an entry's paper appeared. */

import {findVenue, type VenueMatch, venueOf} from '../../core/paper/venue.ts'
import type {Span} from '../../core/text/place.ts'
import {badgeWords} from '../badge.ts'
import type {Piece} from './beside-title.ts'
import type {Venue} from './field.ts'
import {venueAtEnd} from './find-title.ts'
import type {Run} from './runs.ts'
import {hasWords, opensAsVenue} from './wording.ts'

export function venueIn(pieces: readonly Piece[]): Venue | undefined {
  let found: Venue | undefined
  for (const {run, next, text, start, isTitle} of pieces) {
    if (text.length < 3 && run.style !== 'image') continue
    // A marked title has a venue only at its end, or in brackets at its start.
    const match = isTitle ? (trailingVenue(text) ?? leadingVenue(text)) : (findVenue(text) ?? venueInBars(text) ?? venueOfBadge(run))
    if (match === undefined) continue
    // In an abstract, venues are only mentioned.
    const isAmidst = match.end < text.length - 60
    if (isAmidst && text.length > 400 && match.start > 60) continue
    if (isAmidst && text.length > 200 && mention.test(text.slice(0, match.start))) continue
    // `[arXiv]` and `arXiv: …` say where a link leads, not where the paper appeared.
    const behind = match.year === undefined ? yearBehind(run, next) : undefined
    const year = match.year ?? behind?.year
    if (year === undefined && (found !== undefined || venueOf(match.name.text)?.kind === 'preprint')) continue
    const whole = run.style !== 'plain'
    found = {
      text: text.slice(match.start, match.end),
      start: whole ? run.start : start + match.start,
      end: whole ? (behind?.end ?? run.end) : start + match.end,
      name: {text: match.name.text, start: start + match.name.start, end: start + match.name.end},
      year,
      track: match.track,
    }
    if (year !== undefined) return found
  }
  return found ?? longVenueIn(pieces)
}

/** The end of a sentence's part before a venue that it mentions: `a technique introduced at `. A paper itself is published or accepted there. */
const mention = /(?<!(?:publish|accept|appear|present)\w{0,5}) (?:at|in|from|of|to|and)\s+$/

/** `*ICML* 2025`, `**CVPR**, 2021`: the year after a venue that is in a style of its own. */
function yearBehind({style}: Run, next: Run | undefined): {readonly year: number; readonly end: number} | undefined {
  if (next?.style !== 'plain' || (style !== 'emphasis' && style !== 'strong' && style !== 'code')) return undefined
  const [written, digits] = /^[\s,'’]{0,3}((?:19|20)\d\d)(?![\d/.-]\d|\d)/.exec(next.text) ?? []
  return written === undefined ? undefined : {year: Number(digits), end: next.textStart + written.length}
}

/** A venue at the end of a link's text, in parentheses or after a dash: `Spark (ICLR 2023)`, `Spark - ICLR 2023`. */
function trailingVenue(text: string): VenueMatch | undefined {
  const open = venueAtEnd(text)?.start ?? Math.max(text.lastIndexOf('('), text.lastIndexOf('['))
  if (open <= 0) return undefined
  const match = findVenue(text.slice(open))
  return match === undefined ? undefined : movedBy(open, match)
}

function movedBy(offset: number, match: VenueMatch): VenueMatch {
  const move = <T extends Span>(span: T): T => ({...span, start: span.start + offset, end: span.end + offset})
  return {...move(match), name: move(match.name)}
}

/** `| Jane Doe, et al. | IJCAI | `: a venue in a short text between two bars. */
function venueInBars(text: string): VenueMatch | undefined {
  if (!text.includes('|')) return undefined
  let at = 0
  for (const part of text.split('|')) {
    const match = part.length > 60 ? undefined : findVenue(part)
    if (match !== undefined) return movedBy(at, match)
    at += part.length + 1
  }
  return undefined
}

/** `![](https://img.shields.io/badge/ICLR'23-blue)`: the words that a badge shows. */
function venueOfBadge({style, link}: Run): VenueMatch | undefined {
  if (style !== 'image' || link?.image !== true) return undefined
  const words = badgeWords(link.url)
  return words === undefined ? undefined : findVenue(words)
}

/** A venue that is not known, but named like one: `IEEE journal of health informatics 22.5 (2017): 1589-1604.` */
function longVenueIn(pieces: readonly Piece[]): Venue | undefined {
  for (const {run, text, start, isTitle} of pieces) {
    if (isTitle || run.link !== undefined || text.length < 12 || text.length > 400 || !venueWords.test(text)) continue
    for (const {index, 0: lead} of text.matchAll(/(?:^|[.,;]\s+)\W*(?:[Ii]n:?\s+)?(?:[Tt]he\s+)?(?:(?:19|20)\d\d\s+)?(?=[A-Z])/g)) {
      const at = index + lead.length
      const rest = text.slice(at)
      // `from (Doe et al., Nature Methods, 2014)` cites another paper.
      if (!(opensAsVenue(rest) || /^Proceedings of the /.test(rest)) || text.lastIndexOf('(', at) > text.lastIndexOf(')', at)) continue
      const name = /^.*?(?=,? vol\b|,? (?!(?:19|20)\d\d [A-Z])\d+\b|\s*[,;(:]|\.(?:\s|$)|\s*$)/s.exec(rest)?.[0] ?? ''
      if (!hasWords(name, 2) || hasWords(name, 17)) continue
      const year = /(?<![\d–-])(?:19|20)\d\d(?![\d–-])/.exec(text.slice(index))?.[0]
      const span = {start: start + at, end: start + at + name.length}
      return {text: name, ...span, name: {text: name, ...span}, year: year === undefined ? undefined : Number(year), track: undefined}
    }
  }
  return undefined
}

/** Without one of these words, the larger pattern need not be tried. */
const venueWords =
  /\b(?:[Cc]onf|[Jj]our|[Pp]roc|[Tt]rans|[Ss]ymp|[Ww]orks|[Cc]ongr|[Aa]dvan|[Ff]ront|Nature|[Ll]ett|[Aa]nnals|[Aa]rchives|IEEE|ACM)/

/** A venue in brackets before the title in a link's text: `[ICLR 2023] Spark`. */
function leadingVenue(text: string): VenueMatch | undefined {
  return text.startsWith('[') ? findVenue(/^(?:\[[^[\]]{1,30}\]\s*)+(?=[^[\]\s])/.exec(text)?.[0] ?? '') : undefined
}
