/** One living pull request with the safe fixes, made through the API alone: no push, no git, nothing checked out is changed. */
import {createHash} from 'node:crypto'
import type {Api} from './api.ts'
import {at, pathOf, type Repository, text} from './event.ts'

export interface FixedFile {
  readonly path: string
  readonly content: string
  readonly mode: '100644' | '100755'
}

const fixBranch = 'paperlint/fixes'

export interface KeptFixes {
  /** The pull request's page. */
  readonly page?: string
  /** Page of the pull request with these fixes that a person has closed, and that stays closed. */
  readonly refused?: string
  /** What went wrong, for people. */
  readonly problem: string
}

/** In its body a pull request says which fixes it proposes, for the run that finds it closed. */
const marks = /<!-- paperlint fixes: ([0-9a-f ]*) -->/
/** A body holds 65,536 characters. */
const mostMarks = 4000

/**
 * A pull request that somebody has closed stays closed until there is a fix that it did not propose.
 *
 * @param base commit that the fixes were made on
 * @param fixes what is fixed, each in words that stay the same when the rest of the list changes
 */
export async function keepFixPullRequest(
  api: Api,
  repository: Repository,
  base: string,
  files: readonly FixedFile[],
  fixes: readonly string[],
  description: string,
): Promise<KeptFixes> {
  const root = pathOf(repository)
  const problems: string[] = []
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: Record<string, unknown>): Promise<unknown> => {
    const reply = await api.send({method, path: `${root}${path}`, ...(body !== undefined && {body})})
    if (!reply.isOk && !(method === 'GET' && reply.status === 404)) problems.push(reply.problem)
    return reply.isOk ? reply.body : undefined
  }
  const shaOf = (value: unknown): string | undefined => text(at(value, 'sha'))
  const head = encodeURIComponent(`${repository.owner}:${fixBranch}`)
  const latest = async (state: 'open' | 'closed'): Promise<unknown> => {
    const found = await ask('GET', `/pulls?state=${state}&head=${head}&base=${encodeURIComponent(repository.defaultBranch)}`)
    return Array.isArray(found) ? found[0] : undefined
  }

  const existing = await latest('open')
  if (files.length === 0) {
    // Somebody has fixed everything by hand. The body loses its marks, so that the fixes are proposed again should they be needed again.
    if (existing !== undefined) await ask('PATCH', `/pulls/${at(existing, 'number')}`, {state: 'closed', body: 'Nothing is left to fix.'})
    return {problem: problems.join('\n')}
  }
  const marked = [...new Set(fixes.map((fix) => createHash('sha256').update(fix).digest('hex').slice(0, 12)))].sort().slice(0, mostMarks)
  if (existing === undefined) {
    const closed = await latest('closed')
    const proposed = new Set(marks.exec(text(at(closed, 'body')) ?? '')?.[1]?.split(' '))
    const page = text(at(closed, 'html_url'))
    const isMerged = text(at(closed, 'merged_at')) !== undefined
    if (page !== undefined && !isMerged && marked.every((fix) => proposed.has(fix))) return {refused: page, problem: problems.join('\n')}
  }

  const baseTree = text(at(at(await ask('GET', `/git/commits/${base}`), 'tree'), 'sha'))
  if (baseTree === undefined) return {problem: problems.join('\n')}
  const entries: Record<string, unknown>[] = []
  for (const {path, content, mode} of files) {
    const sha = shaOf(await ask('POST', '/git/blobs', {content: Buffer.from(content).toString('base64'), encoding: 'base64'}))
    if (sha === undefined) return {problem: problems.join('\n')}
    entries.push({path, mode, type: 'blob', sha})
  }
  const tree = shaOf(await ask('POST', '/git/trees', {base_tree: baseTree, tree: entries}))
  if (tree === undefined) return {problem: problems.join('\n')}

  const known = await ask('GET', `/git/ref/heads/${fixBranch}`)
  const oldCommit = text(at(at(known, 'object'), 'sha'))
  const isUpToDate = oldCommit !== undefined && (await treeAndParent(ask, oldCommit)) === `${tree} ${base}`
  if (!isUpToDate) {
    const commit = shaOf(await ask('POST', '/git/commits', {message: 'Fix links and formatting found by paperlint', tree, parents: [base]}))
    if (commit === undefined) return {problem: problems.join('\n')}
    if (known === undefined) await ask('POST', '/git/refs', {ref: `refs/heads/${fixBranch}`, sha: commit})
    else await ask('PATCH', `/git/refs/heads/${fixBranch}`, {sha: commit, force: true})
    if (problems.length > 0) return {problem: problems.join('\n')}
  }

  const body = {title: 'Safe fixes by paperlint', body: `${description}\n\n<!-- paperlint fixes: ${marked.join(' ')} -->`}
  const result =
    existing === undefined
      ? await ask('POST', '/pulls', {...body, head: fixBranch, base: repository.defaultBranch})
      : await ask('PATCH', `/pulls/${at(existing, 'number')}`, body)
  const page = text(at(result, 'html_url'))
  return {...(page !== undefined && {page}), problem: problems.join('\n')}
}

async function treeAndParent(ask: (method: 'GET', path: string) => Promise<unknown>, commit: string): Promise<string> {
  const value = await ask('GET', `/git/commits/${commit}`)
  const parents = at(value, 'parents')
  return `${text(at(at(value, 'tree'), 'sha'))} ${text(at(Array.isArray(parents) ? parents[0] : undefined, 'sha'))}`
}
