/** Levenshtein distance that gives up early: most pairs differ by more than anyone asks about. */

/** Insertions, deletions and substitutions from `a` to `b`; `limit + 1` as soon as it is more than `limit`. In UTF-16 units. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let start = 0
  let endA = a.length
  let endB = b.length
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const width = endB - start
  if (endA === start || width === 0) return Math.min(limit + 1, Math.max(endA - start, width))
  let previous = new Uint32Array(width + 1)
  let current = new Uint32Array(width + 1)
  for (let column = 0; column <= width; column++) previous[column] = column
  for (let row = 1; row <= endA - start; row++) {
    current.fill(limit + 1)
    // Cells further than `limit` from the diagonal cannot come back under it.
    const from = Math.max(1, row - limit)
    const to = Math.min(width, row + limit)
    current[0] = row
    let best = row
    const code = a.charCodeAt(start + row - 1)
    for (let column = from; column <= to; column++) {
      const substituted = (previous[column - 1] ?? 0) + (code === b.charCodeAt(start + column - 1) ? 0 : 1)
      const deleted = (row + limit > column ? (previous[column] ?? 0) : limit + 1) + 1
      const inserted = (current[column - 1] ?? 0) + 1
      const cost = Math.min(substituted, deleted, inserted)
      current[column] = cost
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    const swap = previous
    previous = current
    current = swap
  }
  return Math.min(limit + 1, previous[width] ?? 0)
}

/** Whether two strings differ only by a swap of neighbours: `Jisgaw` and `Jigsaw`. */
export function areSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at < a.length - 1 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}
