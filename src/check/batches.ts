/** Many questions → batches of as many as a service takes at once. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'

interface Batching<Question> {
  /** Only questions with the same key may share a request. */
  batchKey?(question: Question): string
  readonly batchSize: number
  /** Fewer questions are not worth a request. */
  readonly leastBatch?: number
}

/** @param questionOf the question about each thing */
export function batchesOf<Thing, Question>(
  things: readonly Thing[],
  {batchKey, batchSize, leastBatch = 1}: Batching<Question>,
  questionOf: (thing: Thing) => Question,
): Thing[][] {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    getOrInsert(groups, batchKey?.(questionOf(thing)) ?? '', () => []).push(thing)
  }
  const batches: Thing[][] = []
  for (const group of groups.values()) {
    if (group.length < leastBatch) continue
    for (let start = 0; start < group.length; start += batchSize) batches.push(group.slice(start, start + batchSize))
  }
  return batches
}
