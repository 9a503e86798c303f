/** Files that ship with the program, wherever the bundler has put this module. */
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {folderAbove} from '../disk/folder-above.ts'

/** @returns the text of a file of the package, or `undefined` where there is no such file */
export function readPackageFile(name: string): string | undefined {
  // `dist` has a `package.json` of its own; the schemas lie at the top.
  const top = folderAbove(dirname(fileURLToPath(import.meta.url)), (folder) => existsSync(join(folder, 'config.schema.json')))
  const path = top === undefined ? undefined : join(top, name)
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
