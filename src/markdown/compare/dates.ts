/** Compares when a paper appeared, by its arXiv id, with when its venue was held. */
import {arxivMonthOf} from '../../core/link/arxiv-id.ts'
import type {Identity} from '../../core/link/identity.ts'
import {venueOf} from '../../core/paper/venue.ts'
import type {Entry} from '../entry/entries.ts'

/** Why a venue's year can't fit: the words of the message that follow `arXiv id`. */
export interface Implausible {
  readonly id: string
  readonly reason: string
}

/**
 * Whether the venue's year fits the paper's arXiv id.
 *
 * @param graceMonths how long after its venue a preprint may appear
 * @returns why not, or undefined if it fits or nothing can be said
 */
export function venueContradiction(entry: Entry, identity: Identity, graceMonths = 3): Implausible | undefined {
  const venue = entry.venue
  if (venue?.year === undefined || identity.service !== 'arxiv') return undefined
  const appeared = arxivMonthOf(identity.id)
  const known = venueOf(venue.name.text)
  if (known?.kind === 'preprint') {
    // An id of late December or early January belongs to the turn of the year.
    const turn = (appeared.month === 12 && venue.year === appeared.year + 1) || (appeared.month === 1 && venue.year === appeared.year - 1)
    // The fourth version of a paper of 2017 may be from 2022.
    const isLater = (identity.version ?? 'v1') !== 'v1' && venue.year > appeared.year
    // `arXiv 2004` before `2004.05682`: April 2020. `arXiv07` before `2107.07927`: July.
    const isMonth = identity.id.startsWith(`${venue.year}.`) || venue.year - 2000 === appeared.month
    if (venue.year === appeared.year || turn || isLater || isMonth) return undefined
    return {id: identity.id, reason: `is from ${appeared.year}, not ${venue.year}`}
  }
  // From 2012 to 2014 UAI uploaded all its earlier proceedings.
  if (known?.canonical === 'UAI' && venue.year <= 2012 && appeared.year <= 2014) return undefined
  const months = (appeared.year - venue.year) * 12 + appeared.month - (known?.month ?? 12)
  if (months <= graceMonths) return undefined
  const from = `${appeared.year}-${String(appeared.month).padStart(2, '0')}`
  return {id: identity.id, reason: `is from ${from}, ${months} months after ${venue.name.text} ${venue.year}`}
}

export function venueIsPlausible(entry: Entry, identity: Identity): boolean {
  return venueContradiction(entry, identity) === undefined
}
