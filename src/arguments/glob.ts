/** The files that a pattern matches, without what git ignores. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import picomatch from 'picomatch'
import {pathFrom, slashed} from '../disk/slashes.ts'
import {type FilesFound, filesBelow} from './markdown-files.ts'

/** Absolute paths, sorted, and the folders that may hold more and can't be read. */
export function filesOfGlob(glob: string, workingDirectory: string): FilesFound {
  // A backslash separates folders on Windows and quotes elsewhere.
  const pattern = slashed(glob)
  const {base, glob: rest} = picomatch.scan(pattern.replace(/^(?:\.\/+)+/, ''))
  const folder = resolve(workingDirectory, base)
  if (!existsSync(folder)) return {files: [], unreadable: []}
  const matches = picomatch(rest, {dot: true})
  const {files, unreadable} = filesBelow(folder, (path) => matches(pathFrom(folder, path)))
  // Nobody can say which other folders a pattern would have reached.
  return {files, unreadable: unreadable.filter((path) => path === folder || rest.includes('**'))}
}
