/** What rules may know of the world outside the document: the date, and which files are there. */
import {existsSync} from 'node:fs'
import {dirname, isAbsolute, join, resolve} from 'node:path'
import type {Surroundings} from './rule.ts'

/**
 * The file system around documents under a working directory.
 *
 * @param known false where the documents are no files (standard input without a name): nothing is known of what stands beside them
 */
export function surroundingsOn(workingDirectory: string, known = true, now: Date = new Date()): Surroundings {
  const asked = new Map<string, boolean>()
  const roots = new Map<string, string>()
  return {
    today: {year: now.getUTCFullYear(), month: now.getUTCMonth() + 1},
    exists(documentPath: string, path: string): boolean | undefined {
      if (!known) return undefined
      const file = isAbsolute(documentPath) ? documentPath : resolve(workingDirectory, documentPath)
      const folder = dirname(file)
      const wanted = path.startsWith('/') ? join(repositoryRoot(folder, roots), path) : join(folder, path)
      let there = asked.get(wanted)
      if (there === undefined) {
        there = existsSync(wanted)
        asked.set(wanted, there)
      }
      return there
    },
  }
}

/** The nearest folder above that holds `.git`; without one, the folder itself. */
function repositoryRoot(folder: string, roots: Map<string, string>): string {
  let root = roots.get(folder)
  if (root === undefined) {
    const parent = dirname(folder)
    root = existsSync(join(folder, '.git')) || parent === folder ? folder : repositoryRoot(parent, roots)
    // No repository at all ends at the file system's root, which is nobody's list.
    if (root === dirname(root)) root = folder
    roots.set(folder, root)
  }
  return root
}
