/** Paths as git, patterns and reports write them. */
import {sep} from 'node:path'

/** A path with `/` between its folders; a backslash stays if the system allows it in names. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}
