/** The one path of a file that symbolic links, and systems that don't tell letter case apart, give several. */
import {realpathSync} from 'node:fs'

/** The path without symbolic links, as the disk spells it; as it is where there is no such file. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
