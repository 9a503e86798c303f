/** The files that a pattern matches, without what git ignores. */
import {existsSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import picomatch from 'picomatch'
import {slashed} from '../disk/slashes.ts'
import {filesBelow} from './markdown-files.ts'

/** Absolute paths, sorted. */
export function filesOfGlob(glob: string, workingDirectory: string): string[] {
  // A backslash parts folders on Windows and quotes elsewhere.
  const pattern = slashed(glob)
  const {base, glob: rest} = picomatch.scan(pattern.replace(/^(?:\.\/+)+/, ''))
  const folder = resolve(workingDirectory, base)
  if (!existsSync(folder)) return []
  const matches = picomatch(rest, {dot: true})
  return filesBelow(folder, (path) => matches(slashed(relative(folder, path)))).files
}
