/** One living pull request with the safe fixes, made through the API alone: no push, no git, nothing checked out is changed. */
import type {Api} from './api.ts'
import {at, type Repository, text} from './event.ts'
import {pathOf} from './living-issue.ts'

export interface FixedFile {
  readonly path: string
  readonly content: string
  readonly mode: '100644' | '100755'
}

export const fixBranch = 'paperlint/fixes'

/**
 * @param base commit that the fixes were made on
 * @returns the pull request's page, and what went wrong, for people
 */
export async function keepFixPullRequest(
  api: Api,
  repository: Repository,
  base: string,
  files: readonly FixedFile[],
  description: string,
): Promise<{readonly page?: string; readonly problem: string}> {
  const root = pathOf(repository)
  const problems: string[] = []
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: Record<string, unknown>): Promise<unknown> => {
    const reply = await api.send({method, path: `${root}${path}`, ...(body !== undefined && {body})})
    if (!reply.isOk && !(method === 'GET' && reply.status === 404)) problems.push(reply.problem)
    return reply.isOk ? reply.body : undefined
  }
  const shaOf = (value: unknown): string | undefined => text(at(value, 'sha'))
  const head = encodeURIComponent(`${repository.owner}:${fixBranch}`)
  const openOne = async (): Promise<unknown> => {
    const open = await ask('GET', `/pulls?state=open&head=${head}&base=${encodeURIComponent(repository.defaultBranch)}`)
    return Array.isArray(open) ? open[0] : undefined
  }

  if (files.length === 0) {
    // Somebody has fixed it all by hand: what it proposes is there already.
    const done = await openOne()
    if (done !== undefined) await ask('PATCH', `/pulls/${at(done, 'number')}`, {state: 'closed'})
    return {problem: problems.join('\n')}
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

  const existing = await openOne()
  const body = {title: 'Safe fixes by paperlint', body: description}
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
