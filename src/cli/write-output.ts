/** A result → the file, device or pipe that `-o` names. */
import {stat, writeFile} from 'node:fs/promises'
import {replaceFile} from '../disk/replace-file.ts'

/** Replaces a file; writes into what is a device or a pipe. Throws as the file system does. */
export async function writeOutput(path: string, text: string): Promise<void> {
  const before = await stat(path).catch(() => undefined)
  if (before !== undefined && !before.isFile()) await writeFile(path, text)
  else await replaceFile(path, text)
}
