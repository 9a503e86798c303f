/** Writes the cache's file: always as a whole, and one run at a time. Loaded on demand, as a run that learns nothing new writes nothing. */
import {mkdir, open, readFile, stat, unlink} from 'node:fs/promises'
import {hostname} from 'node:os'
import {dirname} from 'node:path'
import type {Facts} from '../../core/registry/resolver.ts'
import {isCode, isHeld} from '../../disk/fault.ts'
import {removeLeftovers, replaceFile} from '../../disk/replace-file.ts'
import {type CacheEntry, formatEntries, mergeEntries, readCache} from './cache.ts'

/** A lock older than this was left by a run that was killed. */
const staleLockMs = 10_000
const lockTriesMs = [5, 10, 20, 40, 80, 160, 320, 640, 640, 640]

/**
 * Writes entries into the cache at `path`, merged with what another run may have written meanwhile.
 *
 * The file is replaced by `rename`, so readers see the old one or the new one, even if a run is killed.
 *
 * @throws what the file system throws: a full disk, a read-only directory
 */
export async function writeCache(path: string, changed: Iterable<CacheEntry>, wallNowMs: number): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  const unlock = await lock(`${path}.lock`)
  try {
    await removeLeftovers(dirname(path))
    await replaceFile(path, formatEntries(mergeEntries(readCache(path), changed, wallNowMs).values()))
  } finally {
    await unlock()
  }
}

/**
 * Adds to the cache what was learnt about URLs after their verdicts, whose age does not change.
 *
 * @throws what the file system throws
 */
export async function writeFacts(path: string, factsOf: ReadonlyMap<string, Facts>): Promise<void> {
  const unlock = await lock(`${path}.lock`)
  try {
    const entries = readCache(path)
    for (const [url, facts] of factsOf) {
      const entry = entries.get(url)
      if (entry !== undefined) entries.set(url, {...entry, facts})
    }
    await replaceFile(path, formatEntries(entries.values()))
  } finally {
    await unlock()
  }
}

/** Removes entries that were not renewed for longer than `maxAgeMs`. @returns how many were removed */
export async function pruneCache(path: string, wallNowMs: number, maxAgeMs: number): Promise<number> {
  const unlock = await lock(`${path}.lock`)
  try {
    const entries = readCache(path)
    const kept = [...entries.values()].filter((entry) => wallNowMs - Date.parse(entry.checkedAt) <= maxAgeMs)
    if (kept.length < entries.size) await replaceFile(path, formatEntries(kept))
    return entries.size - kept.length
  } finally {
    await unlock()
  }
}

/** Takes the lock, or goes on without it if its holder doesn't release it: a lost merge is better than a run that hangs. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (const delayMs of lockTriesMs) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(`${hostname()} ${process.pid}`)
      await file.close()
      return () => unlink(path).catch(() => {})
    } catch (error) {
      // Windows refuses to open a lock while it is being removed.
      const isGoing = process.platform === 'win32' && isHeld(error)
      if (!isCode(error, 'EEXIST') && !isGoing) throw error
      if (await isAbandoned(path)) await unlink(path).catch(() => {})
      else await new Promise((resolve) => setTimeout(resolve, delayMs * (0.5 + Math.random())))
    }
  }
  return async () => {}
}

/** Was the holder of a lock killed? It was if its process, on this machine, is gone; otherwise the lock's age tells. */
async function isAbandoned(path: string): Promise<boolean> {
  const [text, held] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => undefined)])
  const [host, pid] = text.split(' ')
  if (host === hostname() && Number(pid) > 0) {
    try {
      process.kill(Number(pid), 0)
    } catch (error) {
      return isCode(error, 'ESRCH')
    }
  }
  return held !== undefined && Math.abs(Date.now() - held.mtimeMs) > staleLockMs
}
