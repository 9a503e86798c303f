/** Replaces a file's content atomically: after a crash or on a full disk there is the old file or the new one, never half of it. */
import {access, constants, type FileHandle, open, readdir, realpath, rm, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {moveOver} from './move-over.ts'

const prefix = '.paperlint-'
/** Younger half-written files may belong to a run that is still going on. */
const leftoverMs = 600_000

/**
 * Writes text to a temporary file beside the target, flushes it to the disk, and renames it.
 *
 * A symbolic link stays one: the file that it leads to is replaced. Mode and owner are kept. A read-only file is left
 * alone, although its folder would allow the renaming.
 *
 * @param expected the content that the change is based on: a file that has another by now is left alone
 * @throws Error whose message says in one line why nothing was written
 */
export async function replaceFile(path: string, content: string | Buffer, expected?: Buffer): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const before = await stat(target).catch(() => undefined)
  if (before !== undefined) {
    await access(target, constants.W_OK).catch(() => {
      throw new Error('it is read-only')
    })
  }
  if (expected !== undefined) {
    const current = await open(target, 'r+')
    const isSame = await current
      .readFile()
      .then((bytes) => bytes.equals(expected))
      .finally(() => current.close())
    if (!isSame) throw new Error('it was changed while it was being checked; run again')
  }
  const temporary = join(dirname(target), `${prefix}${process.pid}-${Math.random().toString(36).slice(2, 8)}.tmp`)
  try {
    // `wx`: a link that somebody may have put there is not followed.
    const file = await open(temporary, 'wx', before?.mode ?? 0o666)
    try {
      await file.writeFile(content)
      if (before !== undefined) await keepOwnerAndMode(file, before)
      await file.sync()
    } finally {
      await file.close()
    }
    await moveOver(temporary, target)
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined)
    throw error
  }
}

/** Removes the half-written files that killed runs have left in a folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue
    const file = join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > leftoverMs) await rm(file, {force: true})
  }
}

async function keepOwnerAndMode(file: FileHandle, {mode, uid, gid}: {mode: number; uid: number; gid: number}): Promise<void> {
  if (process.platform === 'win32') return
  const made = await file.stat()
  // Only root can give a file away; for others the new file is their own.
  if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid).catch(() => undefined)
  await file.chmod(mode & 0o7777)
}
