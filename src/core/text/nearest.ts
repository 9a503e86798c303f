/** The known name that a misspelt one most likely means. */
import {editDistance} from './edit-distance.ts'

/**
 * @returns the candidate with the fewest edits, or `undefined` where each differs by more than a third of the longer name
 *
 * A name that is contained in the other counts as near: `malformed-url` means `no-malformed-url`. So does one of the same letters in another
 * order, as fingers swap them: `rulse` means `rules`.
 */
export function nearestOf(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let fewest = Number.POSITIVE_INFINITY
  const wanted = name.toLowerCase()
  for (const candidate of candidates) {
    const known = candidate.toLowerCase()
    const most = Math.min(fewest - 1, Math.max(1, Math.floor(Math.max(wanted.length, known.length) / 3)))
    const contained = Math.min(wanted.length, known.length) > 3 && (known.includes(wanted) || wanted.includes(known))
    const swapped = wanted.length === known.length && [...wanted].sort().join('') === [...known].sort().join('')
    const edits = contained || swapped ? 1 : editDistance(wanted, known, most)
    if (edits > most) continue
    best = candidate
    fewest = edits
  }
  return best
}

/** `, did you mean X?` for the end of a message, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const nearest = nearestOf(name, candidates)
  return nearest === undefined ? '' : `, did you mean \`${nearest}\`?`
}
