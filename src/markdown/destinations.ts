/** The places of a document that can be linked to, which can also be found by what is written instead of their exact fragment. */

import {decoded} from '../core/link/address.ts'
import {lettersAndDigits} from '../core/text/letters.ts'
import type {Span} from '../core/text/place.ts'
import type {Document} from './document.ts'
import {fragmentTarget} from './fragments.ts'

/** A heading, or an element with an id. */
export interface Destination extends Span {
  /** The fragment of a link to it, without `#`. */
  readonly fragment: string
  /** Text of a heading; empty for an element. */
  readonly text: string
}

export interface Destinations {
  readonly all: readonly Destination[]
  /** Destinations by the letters and digits of their fragment; those that share them are left out, as either could be meant. */
  readonly bySpelling: ReadonlyMap<string, Destination>
  /** Headings by the letters and digits of their text; again without those that share them. */
  readonly byText: ReadonlyMap<string, Destination>
}

export function destinationsOf(document: Document): Destinations {
  const all: Destination[] = document.headings.map(({slug, text, start, end}) => ({fragment: slug, text, start, end}))
  const slugs = new Set(all.map(({fragment}) => fragment))
  for (const {piece} of document.html) {
    for (const {name, value, tag} of piece.attributes) {
      // Values that can't be written in a destination as they are would make bad suggestions.
      if ((name !== 'id' && name !== 'name') || slugs.has(value.toLowerCase()) || !/^[^\s"'<>()#]+$/.test(value)) continue
      all.push({fragment: value, text: '', ...tag})
    }
  }
  return {all, bySpelling: uniqueBy(all, ({fragment}) => spellingOf(fragment)), byText: uniqueBy(all, ({text}) => spellingOf(text))}
}

function uniqueBy(all: readonly Destination[], keyOf: (destination: Destination) => string): ReadonlyMap<string, Destination> {
  const unique = new Map<string, Destination | undefined>()
  for (const destination of all) {
    const key = keyOf(destination)
    const other = unique.get(key)
    const isAnother = unique.has(key) && other?.fragment.toLowerCase() !== destination.fragment.toLowerCase()
    unique.set(key, isAnother ? undefined : (other ?? destination))
  }
  const found = new Map<string, Destination>()
  for (const [key, destination] of unique) if (key !== '' && destination !== undefined) found.set(key, destination)
  return found
}

/** Only letters and digits, which stay the same however a heading's blanks and signs were turned into a fragment. */
export function spellingOf(text: string): string {
  return lettersAndDigits(decoded(text).normalize('NFKC').toLowerCase())
}

/** Whether a destination is neither an address nor a path, as `Blog-and-Resource`: a fragment whose `#` was forgotten, or a file. */
export function isWord(url: string): boolean {
  return url !== '' && url.length <= 200 && !/[/.:?#\\]/.test(url)
}

/**
 * The offset that a destination leads to within the document, even if the `#` was forgotten; undefined if it leads elsewhere or nowhere.
 *
 * @param destinations made on first use: most documents don't forget a `#`
 */
export function targetWithin(document: Document, url: string, destinations: () => Destinations): number | undefined {
  if (url.startsWith('#')) {
    const found = fragmentTarget(document.fragments, url.slice(1))
    return found ?? destinations().bySpelling.get(spellingOf(url.slice(1)))?.start
  }
  return isWord(url) ? destinations().bySpelling.get(spellingOf(url))?.start : undefined
}
