/** Binary search in sorted lists. */
import type {Span} from '../text/place.ts'

/** The index of the first item that passes, given that all after it pass, too; the length if none does. */
export function firstWhere<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}

/** The span that contains the offset, among sorted spans that don't overlap; undefined between them. */
export function spanAt<Item extends Span>(items: readonly Item[], offset: number): Item | undefined {
  const item = items[firstWhere(items, ({end}) => end > offset)]
  return item !== undefined && item.start <= offset ? item : undefined
}
