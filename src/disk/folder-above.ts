/** What lies above a folder. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** The nearest folder that passes, from this one upwards. */
export function folderAbove(folder: string, passes: (folder: string) => boolean): string | undefined {
  if (passes(folder)) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : folderAbove(parent, passes)
}

/** Whether a git repository begins here. */
export function holdsRepository(folder: string): boolean {
  return existsSync(join(folder, '.git'))
}
