/** Lists in order, searched by halves. */

/** The index of the first item that passes, where all behind it pass, too; the length where none does. */
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
