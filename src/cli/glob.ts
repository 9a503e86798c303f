/** The files that a pattern matches, without what git ignores. */
import {existsSync} from 'node:fs'
import {relative, resolve, sep} from 'node:path'
import picomatch from 'picomatch'
import {filesBelow} from './markdown-files.ts'

/** Absolute paths, sorted. */
export function filesOfGlob(glob: string, workingDirectory: string): string[] {
  // A backslash parts folders on Windows and quotes elsewhere.
  const pattern = sep === '\\' ? glob.replaceAll('\\', '/') : glob
  const {base, glob: rest} = picomatch.scan(pattern.replace(/^(?:\.\/+)+/, ''))
  const folder = resolve(workingDirectory, base)
  if (!existsSync(folder)) return []
  const matches = picomatch(rest, {dot: true})
  return filesBelow(folder, (path) => matches(relative(folder, path).replaceAll(sep, '/'))).files
}
