/** The cache of one run: read at its beginning, written at its end. */

import {reasonOf} from '../../disk/fault.ts'
import {type CacheEntries, type CacheEntry, readCache} from './cache.ts'

export interface Store {
  readonly entries: CacheEntries
  /** Writes new entries; what goes wrong is a warning. */
  keep(changed: readonly CacheEntry[], wallNowMs: number): Promise<void>
}

/** @param path of the cache's file; without one nothing is known, and nothing is kept */
export function openStore(path: string | undefined, warn: (message: string) => void): Store {
  const none: CacheEntries = new Map()
  if (path === undefined) return {entries: none, keep: async () => {}}
  try {
    return {
      entries: readCache(path),
      async keep(changed, wallNowMs) {
        if (changed.length === 0) return
        try {
          const {writeCache} = await import('./cache-file.ts')
          await writeCache(path, changed, wallNowMs)
        } catch (error) {
          warn(`The cache ${path} can't be written (${reasonOf(error)}); the next run will ask again`)
        }
      },
    }
  } catch (error) {
    warn(`The cache ${path} can't be read (${reasonOf(error)}); the run goes on without it`)
    // What can't be read must not be overwritten either.
    return {entries: none, keep: async () => {}}
  }
}
