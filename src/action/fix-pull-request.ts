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

/** What the pull request proposes. */
export interface Proposal {
  /** Commit that the fixes were made on. */
  readonly base: string
  readonly files: readonly FixedFile[]
  /** What is fixed, each in words that stay the same when the rest of the list changes. */
  readonly fixes: readonly string[]
  readonly description: string
}

/** Sends a request about the repository. @returns the reply's body; undefined where there is none, which is a problem unless a GET found nothing */
type Send = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: Record<string, unknown>) => Promise<unknown>

/** Opens, updates or closes the pull request. One that somebody has closed stays closed until there is a fix that it did not propose. */
export async function keepFixPullRequest(api: Api, repository: Repository, proposal: Proposal): Promise<KeptFixes> {
  const {base, files, fixes, description} = proposal
  const problems: string[] = []
  const send: Send = async (method, path, body) => {
    const reply = await api.send({method, path: `${pathOf(repository)}${path}`, ...(body !== undefined && {body})})
    if (!reply.isOk && !(method === 'GET' && reply.status === 404)) problems.push(reply.problem)
    return reply.isOk ? reply.body : undefined
  }
  const stopped = (): KeptFixes => ({problem: problems.join('\n')})

  const existing = await latestPull(send, repository, 'open')
  if (files.length === 0) {
    // Somebody has fixed everything by hand. The body loses its marks, so that the fixes are proposed again should they be needed again.
    if (existing !== undefined) await send('PATCH', `/pulls/${at(existing, 'number')}`, {state: 'closed', body: 'Nothing is left to fix.'})
    return stopped()
  }
  const marked = [...new Set(fixes.map((fix) => createHash('sha256').update(fix).digest('hex').slice(0, 12)))].sort().slice(0, mostMarks)
  const refused = existing === undefined ? await refusedPage(send, repository, marked) : undefined
  if (refused !== undefined) return {refused, ...stopped()}

  if (!(await commitFixes(send, base, files)) || problems.length > 0) return stopped()

  const body = {title: 'Safe fixes by paperlint', body: `${description}\n\n<!-- paperlint fixes: ${marked.join(' ')} -->`}
  const result =
    existing === undefined
      ? await send('POST', '/pulls', {...body, head: fixBranch, base: repository.defaultBranch})
      : await send('PATCH', `/pulls/${at(existing, 'number')}`, body)
  const page = text(at(result, 'html_url'))
  return {...(page !== undefined && {page}), ...stopped()}
}

async function latestPull(send: Send, {owner, defaultBranch}: Repository, state: 'open' | 'closed'): Promise<unknown> {
  const head = encodeURIComponent(`${owner}:${fixBranch}`)
  const found = await send('GET', `/pulls?state=${state}&head=${head}&base=${encodeURIComponent(defaultBranch)}`)
  return Array.isArray(found) ? found[0] : undefined
}

/** Page of the pull request that was closed without merging it and proposed all these fixes. */
async function refusedPage(send: Send, repository: Repository, marked: readonly string[]): Promise<string | undefined> {
  const closed = await latestPull(send, repository, 'closed')
  const proposed = new Set(marks.exec(text(at(closed, 'body')) ?? '')?.[1]?.split(' '))
  const isMerged = text(at(closed, 'merged_at')) !== undefined
  return !isMerged && marked.every((fix) => proposed.has(fix)) ? text(at(closed, 'html_url')) : undefined
}

/** Brings the branch to one commit on `base` with these files; leaves it alone if it is there already. @returns whether it is there now */
async function commitFixes(send: Send, base: string, files: readonly FixedFile[]): Promise<boolean> {
  const shaOf = (value: unknown): string | undefined => text(at(value, 'sha'))
  const baseTree = shaOf(at(await send('GET', `/git/commits/${base}`), 'tree'))
  if (baseTree === undefined) return false
  const entries: Record<string, unknown>[] = []
  for (const {path, content, mode} of files) {
    const sha = shaOf(await send('POST', '/git/blobs', {content: Buffer.from(content).toString('base64'), encoding: 'base64'}))
    if (sha === undefined) return false
    entries.push({path, mode, type: 'blob', sha})
  }
  const tree = shaOf(await send('POST', '/git/trees', {base_tree: baseTree, tree: entries}))
  if (tree === undefined) return false

  const known = await send('GET', `/git/ref/heads/${fixBranch}`)
  const oldCommit = shaOf(at(known, 'object'))
  if (oldCommit !== undefined && (await treeAndParent(send, oldCommit)) === `${tree} ${base}`) return true
  const commit = shaOf(await send('POST', '/git/commits', {message: 'Fix links and formatting found by paperlint', tree, parents: [base]}))
  if (commit === undefined) return false
  const moved =
    known === undefined
      ? await send('POST', '/git/refs', {ref: `refs/heads/${fixBranch}`, sha: commit})
      : await send('PATCH', `/git/refs/heads/${fixBranch}`, {sha: commit, force: true})
  return moved !== undefined
}

async function treeAndParent(send: Send, commit: string): Promise<string> {
  const value = await send('GET', `/git/commits/${commit}`)
  const parents = at(value, 'parents')
  return `${text(at(at(value, 'tree'), 'sha'))} ${text(at(Array.isArray(parents) ? parents[0] : undefined, 'sha'))}`
}
