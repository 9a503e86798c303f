/** Finds the living issue by its label and brings it up to date; two runs at once leave only one. */
import type {Api, ApiRequest} from './api.ts'
import {at, pathOf, type Repository, text} from './event.ts'
import {isOurs} from './identity.ts'
import {type IssuePlan, issueMark} from './issue.ts'

export interface LivingIssue {
  readonly number: number
  readonly isOpen: boolean
  readonly title: string
  readonly body: string
  readonly page: string
}

/** Where the issue is kept, and by whom. */
export interface IssueTracker {
  readonly api: Api
  readonly repository: Repository
  readonly label: string
  /** The token's account, where it has one. */
  readonly login: string | undefined
}

/** Our issues with the label, the oldest first, which is the living one. Listed, not searched for, as search lags behind. */
export async function findIssues({
  api,
  repository,
  label,
  login,
}: IssueTracker): Promise<{readonly issues: readonly LivingIssue[]; readonly problem: string}> {
  const {items, problem} = await api.list(
    `${pathOf(repository)}/issues?state=all&labels=${encodeURIComponent(label)}&sort=created&direction=asc`,
  )
  return {issues: items.flatMap((item) => ours(item, login)).sort((a, b) => a.number - b.number), problem}
}

/**
 * @param known what `findIssues` found
 * @returns the issue as it is now, and what went wrong, for people
 */
export async function keepIssue(
  tracker: IssueTracker,
  known: readonly LivingIssue[],
  plan: IssuePlan,
): Promise<{readonly issue?: LivingIssue; readonly problem: string}> {
  const {api, repository, label, login} = tracker
  const [living] = known
  if (living !== undefined) {
    const problem = await closeDoubles(api, repository, known)
    const updated = await update(api, repository, living, plan)
    return {...updated, problem: updated.problem || problem}
  }
  if (plan.wanted === 'closed') return {problem: ''}

  await makeLabel(api, repository, label)
  const {title, body} = plan
  const reply = await api.send({method: 'POST', path: `${pathOf(repository)}/issues`, body: {title, body, labels: [label]}})
  const [created] = ours(reply.body, login)
  if (!reply.isOk || created === undefined) return {problem: reply.problem || 'The new issue came back unreadable'}

  // Another run may have opened one in the meantime: the older one is kept.
  const {issues} = await findIssues(tracker)
  const [oldest = created] = issues
  return {issue: oldest, problem: await closeDoubles(api, repository, issues)}
}

/** Two runs at once may each have opened one. */
async function closeDoubles(api: Api, repository: Repository, issues: readonly LivingIssue[]): Promise<string> {
  const [oldest, ...doubles] = issues
  let problem = ''
  for (const {number} of doubles.filter(({isOpen}) => isOpen)) {
    const reply = await api.send({
      method: 'PATCH',
      path: `${pathOf(repository)}/issues/${number}`,
      body: {state: 'closed', state_reason: 'not_planned', body: `Opened twice by two runs at once: see #${oldest?.number}.`, labels: []},
    })
    problem ||= reply.problem
  }
  return problem
}

async function update(
  api: Api,
  repository: Repository,
  known: LivingIssue,
  plan: IssuePlan,
): Promise<{readonly issue: LivingIssue; readonly problem: string}> {
  // A person who closed it has seen these links; only a further one is news.
  const isOpen = plan.wanted === 'open' && (known.isOpen || plan.hasNew)
  const change = {
    ...(known.title !== plan.title && {title: plan.title}),
    ...(known.body !== plan.body && {body: plan.body}),
    ...(isOpen !== known.isOpen && {state: isOpen ? 'open' : 'closed', state_reason: isOpen ? 'reopened' : 'completed'}),
  }
  if (Object.keys(change).length === 0) return {issue: known, problem: ''}
  const request: ApiRequest = {method: 'PATCH', path: `${pathOf(repository)}/issues/${known.number}`, body: change}
  const reply = await api.send(request)
  return {issue: {...known, ...(reply.isOk && {isOpen, title: plan.title, body: plan.body})}, problem: reply.problem}
}

async function makeLabel(api: Api, repository: Repository, label: string): Promise<void> {
  const existing = await api.send({method: 'GET', path: `${pathOf(repository)}/labels/${encodeURIComponent(label)}`})
  if (existing.status !== 404) return
  await api.send({
    method: 'POST',
    path: `${pathOf(repository)}/labels`,
    body: {name: label, color: 'b60205', description: 'Kept up to date by paperlint'},
  })
}

/** The value as one of our issues; nothing for a stranger's, a pull request, or anything else. */
function ours(value: unknown, login: string | undefined): readonly LivingIssue[] {
  const [number, title, body] = [at(value, 'number'), text(at(value, 'title')), text(at(value, 'body'))?.replaceAll('\r\n', '\n')]
  if (
    !isOurs(value, login) ||
    body?.startsWith(issueMark) !== true ||
    typeof number !== 'number' ||
    title === undefined ||
    at(value, 'pull_request') !== undefined
  )
    return []
  return [{number, isOpen: at(value, 'state') === 'open', title, body, page: text(at(value, 'html_url')) ?? ''}]
}
