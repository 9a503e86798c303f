/** The one path of a file that has several by symbolic links, or on systems that ignore letter case. */
import {realpathSync} from 'node:fs'

/** The path without symbolic links, as the disk spells it; unchanged if there is no such file. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
