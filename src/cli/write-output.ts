/** A result → the file, device or pipe that `-o` names. */
import {stat, writeFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {reasonOf} from '../disk/fault.ts'
import {replaceFile} from '../disk/replace-file.ts'
import {print} from '../terminal.ts'

/** Replaces a file, or writes into a device or a pipe. Throws the file system's errors. */
export async function writeOutput(path: string, text: string): Promise<void> {
  const before = await stat(path).catch(() => undefined)
  if (before !== undefined && !before.isFile()) await writeFile(path, text)
  else await replaceFile(path, text)
}

/**
 * Writes a command's result to the file that `-o` names, or to standard output without one.
 *
 * @throws UsageError where the file can't be written
 */
export async function writeOrPrint(text: string, file: string | undefined): Promise<void> {
  if (file === undefined || file === '-') {
    print(text)
    return
  }
  try {
    await writeOutput(resolve(file), text)
  } catch (error) {
    throw new UsageError(`Can't write \`${file}\`: ${reasonOf(error)}`)
  }
}
