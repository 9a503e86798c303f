/** The Markdown files below a folder, without what git ignores. */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import ignore, {type Ignore} from 'ignore'
import {pathWithin} from '../disk/slashes.ts'

/** The `.gitignore` of one folder. */
interface IgnoreFile {
  readonly folder: string
  readonly patterns: Ignore
}

export interface FilesFound {
  readonly files: readonly string[]
  readonly unreadable: readonly string[]
}

/** As git does by default: letter case counts where the file system tells it apart. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin'

const neverEntered = new Set(['.git', 'node_modules'])

/**
 * All files below a folder, sorted, as absolute paths.
 *
 * Symbolic links are not followed, so there are no loops and no file comes twice. A folder that can't be read is left out and named.
 */
export function filesBelow(folder: string, wanted: (path: string) => boolean): FilesFound {
  const files: string[] = []
  const unreadable: string[] = []
  const pending: {readonly path: string; readonly ignores: readonly IgnoreFile[]}[] = [{path: folder, ignores: ignoresAbove(folder)}]
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    const {path} = current
    const own = ignoreFileOf(path, '.gitignore')
    const ignores = own === undefined ? current.ignores : [...current.ignores, own]
    try {
      for (const entry of readdirSync(path, {withFileTypes: true})) {
        const child = join(path, entry.name)
        if (entry.isDirectory()) {
          if (!neverEntered.has(entry.name) && !isIgnored(child, true, ignores)) pending.push({path: child, ignores})
        } else if (entry.isFile() && wanted(child) && !isIgnored(child, false, ignores)) {
          files.push(child)
        }
      }
    } catch {
      unreadable.push(path)
    }
  }
  return {files: files.sort(), unreadable}
}

/** The ignore files from the repository's root down to a folder's parent; none where the folder itself is ignored, as the user named it. */
function ignoresAbove(folder: string): readonly IgnoreFile[] {
  const above: IgnoreFile[] = []
  let current = folder
  for (;;) {
    if (existsSync(join(current, '.git'))) {
      const exclude = ignoreFileOf(current, join('.git', 'info', 'exclude'))
      if (exclude !== undefined) above.unshift(exclude)
      break
    }
    const parent = dirname(current)
    // Without a repository git would read nothing above.
    if (parent === current) return []
    const found = ignoreFileOf(parent, '.gitignore')
    if (found !== undefined) above.unshift(found)
    current = parent
  }
  return isIgnored(folder, true, above) ? [] : above
}

function ignoreFileOf(folder: string, name: string): IgnoreFile | undefined {
  const path = join(folder, name)
  if (!existsSync(path)) return undefined
  try {
    return {folder, patterns: ignore({ignorecase}).add(readFileSync(path, 'utf8'))}
  } catch {
    return undefined
  }
}

/** As in git, the deepest file that says anything about the path decides. */
function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  for (let index = ignores.length - 1; index >= 0; index--) {
    const file = ignores[index]
    if (file === undefined) continue
    const inside = pathWithin(file.folder, path)
    if (inside === undefined || inside === '') continue
    const {ignored, unignored} = file.patterns.test(isFolder ? `${inside}/` : inside)
    if (ignored || unignored) return ignored
  }
  return false
}
