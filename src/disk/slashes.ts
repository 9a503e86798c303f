/** Paths as git, patterns and reports have them. */
import {sep} from 'node:path'

/** The folders of a path parted by `/`; a backslash stays where the system takes it for part of a name. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}
