/** Badges: pictures of words. */
import {decoded} from '../core/link/address.ts'
import type {Link} from './links.ts'

/** The words that a static badge of shields.io shows; undefined for other pictures. */
export function badgeWords(url: string): string | undefined {
  const words = /^https?:\/\/img\.shields\.io\/badge\/([^?#]+)/.exec(url)?.[1]
  // The part after the last hyphen is the colour.
  return words === undefined
    ? undefined
    : decoded(words)
        .replace(/-[^-]*$/, '')
        .replace(/[-_]+/g, ' ')
        .trim()
}

/** The words of the badge that a link shows, given the link after it. */
export function shownByBadge({start, end}: Link, picture: Link | undefined): string | undefined {
  if (picture === undefined || !picture.image || picture.start < start || picture.end > end) return undefined
  return badgeWords(picture.url)
}
