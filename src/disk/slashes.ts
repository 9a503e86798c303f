/** Paths as git, patterns and reports write them. */
import {relative, sep} from 'node:path'

/** A path with `/` between its folders; a backslash stays if the system allows it in names. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/** A path as seen from a folder. */
export function pathFrom(folder: string, path: string): string {
  return slashed(relative(folder, path))
}
