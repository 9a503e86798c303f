/** Lists, labels and recordings that are no part of the project: tests use them additionally, where they stand beside the checkout. */
import {resolve} from 'node:path'
import {pathToFileURL} from 'node:url'

const folder = process.env['PAPERLINT_BESIDE'] ?? resolve(import.meta.dirname, '../../../shared')

/** The address of such a file or folder; folders end in `/`. */
export function beside(path: string): URL {
  return new URL(path, pathToFileURL(`${folder}/`))
}
