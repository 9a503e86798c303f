/** What rules may know of the world outside the document: the date, which files are there, and what can be linked to in them. */
import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {dirname, isAbsolute, join, relative, resolve} from 'node:path'
import {getOrInsert} from './core/get-or-insert.ts'
import {isMarkdownName} from './core/markdown-name.ts'
import {isSparse} from './git/sparse-checkout.ts'
import {documentOf} from './markdown/document.ts'
import {parseAtOnce} from './markdown/parse.ts'
import type {Surroundings} from './rule.ts'

/**
 * The file system around documents under a working directory.
 *
 * @param known false where the documents are no files (standard input without a name): nothing is known of what stands beside them
 */
export function surroundingsOn(workingDirectory: string, known = true, now: Date = new Date()): Surroundings {
  const asked = new Map<string, boolean | undefined>()
  const read = new Map<string, ReadonlyMap<string, number> | undefined>()
  const roots = new Map<string, string>()
  const folderOf = (documentPath: string): string =>
    dirname(isAbsolute(documentPath) ? documentPath : resolve(workingDirectory, documentPath))
  const pathOf = (documentPath: string, path: string): string => {
    const folder = folderOf(documentPath)
    return path.startsWith('/') ? join(repositoryRoot(folder, roots), path) : join(folder, path)
  }
  return {
    today: {year: now.getUTCFullYear(), month: now.getUTCMonth() + 1},
    exists(documentPath: string, path: string): boolean | undefined {
      if (!known || isAddress(documentPath)) return undefined
      const wanted = pathOf(documentPath, path)
      if (!asked.has(wanted)) {
        asked.set(wanted, existsSync(wanted) || (isSparse(repositoryRoot(folderOf(documentPath), roots)) ? undefined : false))
      }
      return asked.get(wanted)
    },
    fragmentsOf(documentPath: string, path: string): ReadonlyMap<string, number> | undefined {
      if (!known || isAddress(documentPath) || !isMarkdownName(path)) return undefined
      const wanted = pathOf(documentPath, path)
      if (!read.has(wanted)) read.set(wanted, fragmentsIn(wanted, repositoryRoot(folderOf(documentPath), roots)))
      return read.get(wanted)
    },
  }
}

/** A list that was fetched has nothing beside it on this disk. */
function isAddress(documentPath: string): boolean {
  return /^https?:\/\//i.test(documentPath)
}

// Longer Markdown is shown by nobody; a list of 100,000 links has 11 MB.
const mostBytes = 16 << 20

/** The fragments of a Markdown file; undefined where it can't be read, is too long, or lies outside the repository. */
function fragmentsIn(file: string, root: string): ReadonlyMap<string, number> | undefined {
  try {
    // Whoever proposes a change chooses the path and may add symbolic links.
    const real = realpathSync(file)
    const inside = relative(realpathSync(root), real)
    if (inside.startsWith('..') || isAbsolute(inside) || statSync(real).size > mostBytes) return undefined
    const tree = parseAtOnce(readFileSync(real, 'utf8'))
    return tree && documentOf(tree, file).fragments
  } catch {
    return undefined
  }
}

/** The nearest folder above that holds `.git`; without one, the folder itself. */
function repositoryRoot(folder: string, roots: Map<string, string>): string {
  return getOrInsert(roots, folder, () => {
    const parent = dirname(folder)
    const root = existsSync(join(folder, '.git')) || parent === folder ? folder : repositoryRoot(parent, roots)
    // No repository at all ends at the file system's root, which is nobody's list.
    return root === dirname(root) ? folder : root
  })
}
