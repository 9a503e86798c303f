/** Paths as git, patterns and reports write them. */
import {isAbsolute, relative, sep} from 'node:path'

/** A path with `/` between its folders; a backslash stays if the system allows it in names. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/** A path as seen from a folder. */
export function pathFrom(folder: string, path: string): string {
  return slashed(relative(folder, path))
}

/** A path as seen from the folder that it is in, at whatever depth; undefined for one outside. */
export function pathWithin(folder: string, path: string): string | undefined {
  const inside = relative(folder, path)
  // On Windows what is on another drive has no relative path.
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : slashed(inside)
}
