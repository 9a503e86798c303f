/** Whether only a part of a repository is on disk. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'

/**
 * True if git was told to check out only some of the files (actions/checkout with `sparse-checkout`): a file that is not there may be in the
 * repository all the same. Read from git's own files, as rules can't wait for git.
 *
 * @param root the folder with `.git`
 */
export function isSparse(root: string): boolean {
  return ['config.worktree', 'config'].some((name) => {
    try {
      return /^\s*sparsecheckout\s*=\s*true\b/im.test(readFileSync(join(root, '.git', name), 'utf8'))
    } catch {
      return false
    }
  })
}
