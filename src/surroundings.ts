/** What rules may know about the world outside the document: the date, which files are there, and what can be linked to in them. */
import {existsSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {dirname, isAbsolute, join, resolve} from 'node:path'
import {getOrInsert} from './core/collection/get-or-insert.ts'
import {isMarkdownName} from './core/markdown-name.ts'
import {folderAbove, holdsRepository} from './disk/folder-above.ts'
import {pathWithin} from './disk/slashes.ts'
import {isSparse} from './git/sparse-checkout.ts'
import {documentOf} from './markdown/document.ts'
import {parseAtOnce} from './markdown/tree/parse.ts'
import type {Surroundings} from './rule.ts'

/**
 * The file system around documents under a working directory.
 *
 * @param known false where the documents are no files (standard input without a name): nothing is known about what is beside them
 */
export function surroundingsOn(workingDirectory: string, known = true, now: Date = new Date()): Surroundings {
  const asked = new Map<string, boolean | undefined>()
  const read = new Map<string, ReadonlyMap<string, number> | undefined>()
  const names = new Map<string, readonly string[]>()
  const roots = new Map<string, string>()
  // Outside a repository the root is the working directory or, for a list that lies elsewhere, the list's folder.
  const rootOf = (folder: string): string =>
    getOrInsert(
      roots,
      folder,
      () => folderAbove(folder, holdsRepository) ?? (pathWithin(workingDirectory, folder) === undefined ? folder : workingDirectory),
    )
  const folderOf = (documentPath: string): string =>
    dirname(isAbsolute(documentPath) ? documentPath : resolve(workingDirectory, documentPath))
  const pathOf = (documentPath: string, path: string): string => {
    const folder = folderOf(documentPath)
    return path.startsWith('/') ? join(rootOf(folder), path) : join(folder, path)
  }
  return {
    today: {year: now.getUTCFullYear(), month: now.getUTCMonth() + 1},
    exists(documentPath: string, path: string): boolean | undefined {
      if (!known || isAddress(documentPath)) return undefined
      const wanted = pathOf(documentPath, path)
      if (!asked.has(wanted)) {
        asked.set(wanted, existsSync(wanted) || (isSparse(rootOf(folderOf(documentPath))) ? undefined : false))
      }
      return asked.get(wanted)
    },
    namesBeside(documentPath: string, path: string): readonly string[] {
      if (!known || isAddress(documentPath)) return []
      const beside = dirname(pathOf(documentPath, path))
      return getOrInsert(names, beside, () => namesIn(beside, rootOf(folderOf(documentPath))))
    },
    fragmentsOf(documentPath: string, path: string): ReadonlyMap<string, number> | undefined {
      if (!known || isAddress(documentPath) || !isMarkdownName(path)) return undefined
      const wanted = pathOf(documentPath, path)
      if (!read.has(wanted)) read.set(wanted, fragmentsIn(wanted, rootOf(folderOf(documentPath))))
      return read.get(wanted)
    },
  }
}

/** Whether a list was fetched, so that nothing is beside it on this disk. */
function isAddress(documentPath: string): boolean {
  return /^https?:\/\//i.test(documentPath)
}

// Nobody shows longer Markdown; a list of 100,000 links has 11 MB.
const mostBytes = 16 << 20

/** The fragments of a Markdown file; undefined where it can't be read, is too long, or lies outside the repository. */
function fragmentsIn(file: string, root: string): ReadonlyMap<string, number> | undefined {
  try {
    // Whoever proposes a change chooses the path and may add symbolic links.
    const real = realpathSync(file)
    if (pathWithin(realpathSync(root), real) === undefined || statSync(real).size > mostBytes) return undefined
    const tree = parseAtOnce(readFileSync(real, 'utf8'))
    return tree && documentOf(tree, file).fragments
  } catch {
    return undefined
  }
}

/** The names in a folder; none where it can't be read or lies outside the repository. */
function namesIn(folder: string, root: string): readonly string[] {
  try {
    return pathWithin(realpathSync(root), realpathSync(folder)) === undefined ? [] : readdirSync(folder)
  } catch {
    return []
  }
}
