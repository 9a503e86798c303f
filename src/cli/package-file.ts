/** Files that ship with the program, wherever the bundler has put this module. */
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

/** @returns the text of a file of the package, or `undefined` where there is no such file */
export function readPackageFile(name: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  // `dist` has a `package.json` of its own; the schemas lie at the top.
  while (!existsSync(join(folder, 'config.schema.json')) && dirname(folder) !== folder) folder = dirname(folder)
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
