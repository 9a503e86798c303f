/** A command's result → standard output, or the file that `-o` names. */
import {resolve} from 'node:path'
import {UsageError} from '../core/usage-error.ts'
import {reasonOf} from '../disk/fault.ts'
import {print} from './terminal.ts'
import {writeOutput} from './write-output.ts'

/** @throws UsageError where the file can't be written */
export async function defaultOutput(text: string, file: string | undefined): Promise<void> {
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
