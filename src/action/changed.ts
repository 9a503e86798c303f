/** Which lines a pull request, or a group in a merge queue, adds: by git if the history is there, by the API if the clone is shallow. */
import {countsOf} from '../core/collection/counts.ts'
import {isMarkdownName} from '../core/markdown-name.ts'
import {askGit, changedNames, patchOf} from '../git/ask.ts'
import {type AddedLines, type LineRange, linesIn, rangesOf} from '../git/line-ranges.ts'
import {addedLinesIn, hunksByFile, hunksOf, newLinesOf} from '../git/patch.ts'
import type {Api} from './api.ts'
import {contentsOf} from './contents.ts'
import {at, type Change, type PullRequest, pathOf, type Repository, text} from './event.ts'
import {locate, oldLinesOf} from './moved-lines.ts'

export interface Changed {
  readonly lines: AddedLines
  /** File → line of the text → line of the head commit: where a review comment may stand. */
  readonly headLines: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** All files that differ, even without added lines. */
  readonly files: ReadonlySet<string>
  /** Files too large for a diff, so that their lines can't be told apart; of any kind, as only the linter knows which are lists. */
  readonly unclear: readonly string[]
  readonly by: 'git' | 'api'
}

/**
 * @param cwd the checked-out repository
 * @param readText gives the text of one of its files, or nothing
 * @returns undefined, with the reason, where neither git nor the API can tell
 */
export async function changedBy(
  change: Change | PullRequest,
  repository: Repository,
  cwd: string,
  api: Api,
  readText: (file: string) => Promise<string | undefined>,
): Promise<{readonly changed?: Changed; readonly problem: string}> {
  const byGit = await changedByGit(change, cwd)
  if (byGit !== undefined) return {changed: byGit, problem: ''}
  return changedByApi(change, repository, api, readText)
}

/** Undefined if git, the repository or its history is missing. */
export async function changedByGit({baseSha, headSha}: Change, cwd: string): Promise<Changed | undefined> {
  if (!isSha(baseSha) || !isSha(headSha)) return undefined
  const head = await commitAt(cwd, 'HEAD')
  if (head === undefined) return undefined
  // actions/checkout checks out the merge with the base: what that adds to its first parent is the pull request.
  const isMerge = (await commitAt(cwd, 'HEAD^2')) === headSha
  const base = isMerge ? await commitAt(cwd, 'HEAD^1') : (await askGit(cwd, ['merge-base', baseSha, 'HEAD']))?.trim()
  if (base === undefined || !isSha(base)) return undefined
  const patch = await patchOf(cwd, base, 'HEAD')
  const names = await changedNames(cwd, base, 'HEAD')
  if (patch === undefined || names === undefined) return undefined
  const lines = addedLinesIn(patch)

  // Review comments count lines of the head commit; what is checked out may be another.
  const moves = head === headSha ? '' : await patchOf(cwd, headSha, 'HEAD')
  const hunks = hunksByFile(moves ?? '')
  const headLines = new Map(
    moves === undefined ? [] : Array.from(lines, ([file, added]) => [file, oldLinesOf(hunks.get(file) ?? [], linesIn(added))]),
  )
  return {lines, headLines, files: new Set(names), unclear: [], by: 'git'}
}

async function commitAt(cwd: string, name: string): Promise<string | undefined> {
  return (await askGit(cwd, ['rev-parse', '--verify', '--quiet', name]))?.trim()
}

/** GitHub names no more files than this. Sources: its REST reference, "Compare two commits" and "List pull requests files". */
const mostCompared = 300
const mostInPullRequest = 3000
const tooMany = 'it changes more files than GitHub lists'

/** The files of a change, as GitHub describes them. */
async function filesOf(
  change: Change | PullRequest,
  repository: Repository,
  api: Api,
): Promise<{readonly items: readonly unknown[]; readonly problem: string}> {
  if ('number' in change) {
    const {items, problem} = await api.list(`${pathOf(repository)}/pulls/${change.number}/files`)
    return {items, problem: problem === '' && items.length >= mostInPullRequest ? tooMany : problem}
  }
  const {body, problem} = await api.send({
    method: 'GET',
    path: `${pathOf(repository)}/compare/${change.baseSha}...${change.headSha}?per_page=1`,
  })
  const files = at(body, 'files')
  if (problem !== '' || !Array.isArray(files)) return {items: [], problem: problem === '' ? 'the comparison names no files' : problem}
  return {items: files, problem: files.length < mostCompared ? '' : tooMany}
}

async function changedByApi(
  change: Change | PullRequest,
  repository: Repository,
  api: Api,
  readText: (file: string) => Promise<string | undefined>,
): Promise<{readonly changed?: Changed; readonly problem: string}> {
  const {items, problem} = await filesOf(change, repository, api)
  if (problem !== '') return {problem}
  const lines = new Map<string, readonly LineRange[]>()
  const headLines = new Map<string, ReadonlyMap<number, number>>()
  const files = new Set<string>()
  const unclear: string[] = []
  let missing = 0
  for (const item of items) {
    const file = text(at(item, 'filename'))
    const previous = text(at(item, 'previous_filename'))
    if (previous !== undefined) files.add(previous)
    if (file === undefined) continue
    files.add(file)
    if (at(item, 'status') === 'removed') continue
    const source = await readText(file)
    if (source === undefined) {
      if (isMarkdownName(file)) missing++
      continue
    }
    const patch = text(at(item, 'patch'))
    if (patch === undefined) {
      if (at(item, 'status') === 'added') {
        lines.set(file, [[1, source.split(lineEnd).length]])
        continue
      }
      if (at(item, 'changes') === 0) continue
      const base = isMarkdownName(file) ? await baseOf(change, repository, previous ?? file, api) : null
      if (base === null) unclear.push(file)
      else lines.set(file, newLines(base, source))
      continue
    }
    const added = newLinesOf(hunksOf(patch)).filter(({isAdded}) => isAdded)
    const located = locate(added, source)
    headLines.set(file, located)
    lines.set(file, rangesOf([...located.keys()].sort((a, b) => a - b)))
  }
  // That nothing is charged must not look like nothing is wrong.
  if (missing > 0 && lines.size === 0)
    return {problem: 'none of its files is in the workspace: check the repository out there, without `path`'}
  return {changed: {lines, headLines, files, unclear, by: 'api'}, problem: ''}
}

/** A file before the change; null where GitHub does not give it. */
async function baseOf({baseSha}: Change, repository: Repository, file: string, api: Api): Promise<string | null> {
  return isSha(baseSha) ? contentsOf(api, repository, file, baseSha) : null
}

const lineEnd = /\r\n|\n|\r/

/** The lines of a text that another does not have, or not as often: for a change that is too large for a diff. */
function newLines(base: string, source: string): readonly LineRange[] {
  const left = countsOf(base.split(lineEnd))
  const added: number[] = []
  for (const [index, line] of source.split(lineEnd).entries()) {
    const count = left.get(line) ?? 0
    if (count === 0) added.push(index + 1)
    else left.set(line, count - 1)
  }
  return rangesOf(added)
}

export function isSha(value: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value)
}
