/** Badges: pictures of words. */
import {decoded} from '../core/address.ts'

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
