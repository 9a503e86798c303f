/** Lists, labels and recordings that are not part of the project: tests use them too if they are beside the checkout. */
import {resolve} from 'node:path'
import {pathToFileURL} from 'node:url'

const folder = process.env['PAPERLINT_BESIDE'] ?? resolve(import.meta.dirname, '../../../shared')

/** The URL of such a file or folder; folders end in `/`. */
export function beside(path: string): URL {
  return new URL(path, pathToFileURL(`${folder}/`))
}
