/** What set the workflow off: the runner's environment and event payload, narrowed to what the action needs. */

export interface Repository {
  readonly owner: string
  readonly name: string
  /** True also if nothing says that it is public. */
  readonly isPrivate: boolean
  readonly defaultBranch: string
}

/** A repository in GitHub's API: `/repos/owner/name`, encoded. */
export function pathOf({owner, name}: Repository): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`
}

/** What is to be linted: the commits from a base to a head. */
export interface Change {
  readonly baseSha: string
  readonly headSha: string
}

export interface PullRequest extends Change {
  readonly number: number
  /** It comes from another repository, so the token may only read. */
  readonly isFork: boolean
}

interface Common {
  readonly repository: Repository
  /** Commit that was checked out by default. */
  readonly sha: string
  /** Branch or tag, short form; empty where there is none. */
  readonly refName: string
  readonly runId: string
  readonly runAttempt: string
  /** `https://github.com`, or an Enterprise server's. */
  readonly serverUrl: string
}

export type Event =
  | (Common & {readonly kind: 'pull-request'; readonly pullRequest: PullRequest})
  /** A merge queue is about to bring these commits to its branch. */
  | (Common & {readonly kind: 'merge-group'; readonly mergeGroup: Change})
  /** It would run with the base's permissions on a stranger's proposal: refused. */
  | (Common & {readonly kind: 'pull-request-target'})
  /** Another workflow has ended: the companion that comments for forks. */
  | (Common & {readonly kind: 'workflow-run'; readonly headOwner: string; readonly headBranch: string; readonly headSha: string})
  | (Common & {readonly kind: 'schedule' | 'manual' | 'push' | 'other'})

/**
 * @param environment the runner's variables
 * @param payload the parsed event file
 * @throws Error where the runner's own variables are missing, with what to do
 */
export function eventOf(environment: Readonly<Record<string, string | undefined>>, payload: unknown): Event {
  const {GITHUB_REPOSITORY: slug = '', GITHUB_SHA: sha = '', GITHUB_REF_NAME: refName = '', GITHUB_EVENT_NAME: eventName} = environment
  const {
    GITHUB_RUN_ID: runId = '0',
    GITHUB_RUN_ATTEMPT: runAttempt = '1',
    GITHUB_SERVER_URL: serverUrl = 'https://github.com',
  } = environment
  const [owner = '', name = ''] = slug.split('/')
  if (owner === '' || name === '') throw new Error('Expected `GITHUB_REPOSITORY` to be set as on a runner, got nothing')
  const repository = at(payload, 'repository')
  const common: Common = {
    repository: {
      owner,
      name,
      // Payloads of schedules have lacked it: a repository that may be private is treated as private.
      isPrivate: at(repository, 'private') !== false,
      // Schedules run only on the default branch.
      defaultBranch: text(at(repository, 'default_branch')) ?? (eventName === 'schedule' ? refName : 'main'),
    },
    sha,
    refName,
    runId,
    runAttempt,
    serverUrl,
  }
  switch (eventName) {
    case 'pull_request': {
      const pullRequest = pullRequestOf(at(payload, 'pull_request'), slug)
      return pullRequest === undefined ? {...common, kind: 'other'} : {...common, kind: 'pull-request', pullRequest}
    }
    case 'merge_group': {
      const group = at(payload, 'merge_group')
      const baseSha = text(at(group, 'base_sha'))
      const headSha = text(at(group, 'head_sha'))
      if (baseSha === undefined || headSha === undefined) return {...common, kind: 'other'}
      return {...common, kind: 'merge-group', mergeGroup: {baseSha, headSha}}
    }
    case 'pull_request_target':
      return {...common, kind: 'pull-request-target'}
    case 'workflow_run': {
      const run = at(payload, 'workflow_run')
      return {
        ...common,
        kind: 'workflow-run',
        headOwner: text(at(at(at(run, 'head_repository'), 'owner'), 'login')) ?? '',
        headBranch: text(at(run, 'head_branch')) ?? '',
        headSha: text(at(run, 'head_sha')) ?? '',
      }
    }
    case 'schedule':
      return {...common, kind: 'schedule'}
    case 'workflow_dispatch':
      return {...common, kind: 'manual'}
    case 'push':
      return {...common, kind: 'push'}
    default:
      return {...common, kind: 'other'}
  }
}

/** The commits that a run is about; undefined if it is about the whole list. */
export function changeOf(event: Event): Change | PullRequest | undefined {
  if (event.kind === 'pull-request') return event.pullRequest
  return event.kind === 'merge-group' ? event.mergeGroup : undefined
}

function pullRequestOf(value: unknown, slug: string): PullRequest | undefined {
  const number = at(value, 'number')
  const baseSha = text(at(at(value, 'base'), 'sha'))
  const headSha = text(at(at(value, 'head'), 'sha'))
  if (typeof number !== 'number' || baseSha === undefined || headSha === undefined) return undefined
  // A deleted fork has no repository any more, and its token may only read all the same.
  const headRepository = text(at(at(at(value, 'head'), 'repo'), 'full_name'))
  return {number, baseSha, headSha, isFork: headRepository?.toLowerCase() !== slug.toLowerCase()}
}

/** A member of an object of unknown shape. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

/** The value where it is a string. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
