/** Fixed texts → files, or a diff that shows the fixes. */

import type {LoadedSource} from '../arguments/load-sources.ts'
import {reasonOf} from '../disk/fault.ts'
import {replaceFile} from '../disk/replace-file.ts'
import {hunksBetween} from './unified-diff.ts'

/** A source and its text after the fixes. */
interface FixedSource {
  readonly source: LoadedSource
  readonly text: string
}

/**
 * Writes what has changed.
 *
 * @returns what could not be written, each with one line for people
 */
export async function writeFixes(fixed: readonly FixedSource[]): Promise<ReadonlyMap<LoadedSource, string>> {
  const problems = new Map<LoadedSource, string>()
  for (const {source, text} of fixed) {
    if (text === source.text || source.path === undefined) continue
    try {
      await replaceFile(source.path, source.mark + text, source.bytes)
    } catch (error) {
      problems.set(source, `Can't write \`${source.name}\`: ${reasonOf(error)}`)
    }
  }
  return problems
}

/** A unified diff that `git apply` and `patch -p1` take; empty where nothing would change. */
export async function diffOf(fixed: readonly FixedSource[]): Promise<string> {
  const changed = fixed.filter(({source, text}) => text !== source.text)
  if (changed.length === 0) return ''
  const {FILE_HEADERS_ONLY, formatPatch} = await import('diff')
  return changed
    .map(({source, text}) => {
      const [oldFileName, newFileName] = [`a/${source.name}`, `b/${source.name}`]
      const hunks = hunksBetween(source.mark + source.text, source.mark + text)
      return formatPatch({oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, hunks}, FILE_HEADERS_ONLY)
    })
    .join('')
}
