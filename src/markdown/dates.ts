/** When a paper appeared, by its arXiv id, against when its venue was held. */
import type {Identity} from '../core/identity.ts'
import {venueOf} from '../core/venue.ts'
import type {Entry} from './entries.ts'

export interface Month {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
}

/** The month an arXiv id was given: `2005.10243` is of 2020-05, `cs/9901002` of 1999-01. */
export function monthOfArxivId(id: string): Month | undefined {
  const match = /(?:^|\/)(\d\d)(\d\d)(?:\.|\d)/.exec(id)
  if (match === null) return undefined
  const digits = Number(match[1])
  const month = Number(match[2])
  if (month < 1 || month > 12) return undefined
  return {year: digits >= 91 ? 1900 + digits : 2000 + digits, month}
}

/** Why a venue's year cannot fit: a text for the message, from `arXiv id` on. */
export interface Implausible {
  readonly id: string
  readonly reason: string
}

/**
 * Whether the venue's year fits the paper's arXiv id.
 *
 * @param graceMonths how long after its venue a preprint may be put up
 * @returns why not, or undefined where it fits or nothing can be said
 */
export function venueContradiction(entry: Entry, identity: Identity, graceMonths = 3): Implausible | undefined {
  const venue = entry.venue
  if (venue?.year === undefined || identity.service !== 'arxiv') return undefined
  const appeared = monthOfArxivId(identity.id)
  if (appeared === undefined) return undefined
  const known = venueOf(venue.name.text)
  if (known?.kind === 'preprint') {
    // An id of late December or early January belongs to the turn of the year.
    const turn = (appeared.month === 12 && venue.year === appeared.year + 1) || (appeared.month === 1 && venue.year === appeared.year - 1)
    if (venue.year === appeared.year || turn) return undefined
    return {id: identity.id, reason: `is from ${appeared.year}, not ${venue.year}`}
  }
  const months = (appeared.year - venue.year) * 12 + appeared.month - (known?.month ?? 12)
  if (months <= graceMonths) return undefined
  const from = `${appeared.year}-${String(appeared.month).padStart(2, '0')}`
  return {id: identity.id, reason: `is from ${from}, ${months} months after ${venue.name.text} ${venue.year}`}
}

export function venueIsPlausible(entry: Entry, identity: Identity): boolean {
  return venueContradiction(entry, identity) === undefined
}
