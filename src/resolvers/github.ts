/**
 * GitHub: repositories, files, issues and owners, fifty in one GraphQL request where there is a token; without one, one in each of a few REST
 * requests.
 *
 * A repository that is missing, private or deleted looks the same to all who may not see it. Anything else that is missing (a path, an issue,
 * an owner) is left to the page: branches are renamed, issues transferred, and github.com follows where the API does not.
 *
 * Sources: GitHub's GraphQL reference (objects Repository, RepositoryOwner) and REST reference; rate limits of both.
 */
import type {Identity} from '../core/link/identity.ts'
import {inRepository} from '../core/link/repository.ts'
import type {RepositoryFacts, Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {at, jsonOf, listAt, nothing, type Response, readOne, textAt, vouched, wholeResponse} from './reply.ts'

interface Target {
  /** `owner/name` as written. */
  readonly fullName: string
  readonly owner: string
  readonly name: string
  /** What follows the repository in the id: ref and path, number, tag. */
  readonly rest: readonly string[]
}

function targetOf({id}: Identity): Target {
  const [fullName = '', ...rest] = id.split(' ')
  const slash = fullName.indexOf('/')
  return {fullName, owner: fullName.slice(0, slash), name: fullName.slice(slash + 1), rest}
}

/** GraphQL's strings are JSON's, except for two separators that JSON does not escape. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** A branch's name may hold slashes, so `tree/a/b/c` is `b/c` on branch `a` or `c` on `a/b`: the first few ways to split it. */
function expressionsOf(rest: readonly string[]): string[] {
  const [ref = 'HEAD', ...words] = rest
  const path = words.join(' ')
  if (path === '-' || path === '') return [`${ref}:`]
  const parts = path.split('/')
  const cuts = [`${ref}:${path}`]
  for (let cut = 1; cut <= Math.min(2, parts.length); cut++)
    cuts.push(`${[ref, ...parts.slice(0, cut)].join('/')}:${parts.slice(cut).join('/')}`)
  return cuts
}

/** Hosts whose page is the same for every address, and shows what GitHub has only later, by script. */
const shells: ReadonlySet<string> = new Set(['colab.research.google.com', 'vscode.dev', 'github1s.com'])

function isOnShell({mirror}: Identity): boolean {
  return mirror !== undefined && shells.has(mirror)
}

/** The fields that show whether the linked part of a repository exists. */
function partFields(identity: Identity): string {
  const {rest} = targetOf(identity)
  switch (identity.kind) {
    case 'path': {
      const fields = expressionsOf(rest).map((expression, index) => `p${index}: object(expression:${quoted(expression)}) { __typename }`)
      if (isOnShell(identity)) fields.push(`ref: object(expression:${quoted(`${rest[0] ?? 'HEAD'}:`)}) { __typename }`)
      return fields.join(' ')
    }
    case 'archive':
    case 'commit':
      return rest.length === 0 ? '' : `p0: object(expression:${quoted(rest.join(' '))}) { __typename }`
    case 'issue':
    case 'pull':
      return `p0: issueOrPullRequest(number:${Number(rest[0])}) { __typename }`
    case 'discussion':
      return `p0: discussion(number:${Number(rest[0])}) { __typename }`
    case 'release':
      return `p0: release(tagName:${quoted(rest.join(' '))}) { __typename }`
    case 'download': {
      const [tag = '', ...file] = rest
      return tag === ''
        ? ''
        : `p0: release(tagName:${quoted(tag)}) { releaseAssets(first:1, name:${quoted(file.join(' '))}) { nodes { __typename } } }`
    }
    default:
      return ''
  }
}

/** Whether the repository alone settles an identity. */
function isWhole({kind, id}: Identity): boolean {
  return kind === 'repo' || kind === 'repo-page' || kind === 'releases' || (kind === 'archive' && !id.includes(' '))
}

/** The query for a batch: one alias per identity, in order. */
function graphqlQuery(batch: readonly Identity[]): string {
  const fields = batch.map((identity, index) => {
    if (identity.kind === 'owner') return `r${index}: repositoryOwner(login:${quoted(identity.id)}) { login }`
    const {owner, name} = targetOf(identity)
    const repository = `repository(owner:${quoted(owner)}, name:${quoted(name)}, followRenames:true)`
    return `r${index}: ${repository} { nameWithOwner isArchived isDisabled isEmpty ${partFields(identity)} }`
  })
  return `query { ${fields.join('\n')} }`
}

/** The same address under the repository's present name: everything after the name stays. */
function renamed(url: string, fullName: string): string {
  const [start = '', host = 'github.com'] =
    /^(?:https?:)?\/\/(?:www\.)?(github\.com|raw\.githubusercontent\.com)\/+[^/?#]+\/+[^/?#]+?(?:\.git)?(?=[/?#]|$)/i.exec(url) ?? []
  const behind = start === '' ? '' : url.slice(start.length)
  return `https://${host.toLowerCase()}/${fullName}${behind === '/' ? '' : behind}`
}

/** Forms of a path that github.com serves itself. */
const ownForms = ['tree', 'blob', 'raw', 'workflow']

function settled(identity: Identity, facts: RepositoryFacts): Settlement {
  const target = targetOf(identity)
  if (facts.disabled) {
    return {verdict: 'dead', reason: 'disabled', facts, evidence: `GitHub: access to ${facts.fullName} is disabled`}
  }
  if (facts.fullName.toLowerCase() !== target.fullName.toLowerCase()) {
    const evidence = `GitHub: ${target.fullName} is called ${facts.fullName} now`
    const finalUrlFor = (url: string): string => renamed(url, facts.fullName)
    const moved: Settlement = {verdict: 'moved', reason: 'renamed', finalUrlFor, facts, evidence}
    return vouched(identity, moved, ownForms)
  }
  const state = [facts.archived && 'archived', facts.empty && 'empty'].filter(Boolean).join(', ')
  const ok: Settlement = {
    verdict: 'ok',
    reason: 'registered',
    facts,
    evidence: `GitHub: ${facts.fullName} exists${state === '' ? '' : ` (${state})`}`,
  }
  return vouched(identity, ok, ownForms)
}

/** Limits that no header shows: the hourly one with status 200, the one on bursts with 403. Source: GitHub's pages on both APIs' rate limits. */
function isRefusal({status, body}: Response): boolean {
  if (status !== 200 && status !== 403) return false
  if (/\bsecondary rate limit\b|\babuse detection\b/i.test(body.slice(0, 2000))) return status === 403 || at(jsonOf(body), 'data') == null
  return listAt(jsonOf(body), 'errors').some((error) => /^(?:graphql_)?rate_limit(?:ed)?$/i.test(textAt(error, 'type') ?? ''))
}

const graphql: Source = {
  isRefusal,
  name: 'github',
  endpoint: 'https://api.github.com',
  batchSize: 50,
  intervalMs: 0,
  concurrency: 1,
  available: ({github: token}) => token,
  accepts: ({kind}) => kind === 'owner' || inRepository.has(kind),
  request: (batch, endpoint) => ({
    method: 'POST',
    url: `${endpoint}/graphql`,
    headers: {'content-type': 'application/json', accept: 'application/json'},
    body: JSON.stringify({query: graphqlQuery(batch)}),
    secret: 'github',
    maxBodyBytes: 4_000_000,
  }),
  read(batch, outcome) {
    // A query may take ten seconds at most: half of it may be fast enough.
    if (outcome.kind === 'response' && (outcome.status === 502 || outcome.status === 504)) return 'split'
    const response = wholeResponse(outcome)
    const reply = response && jsonOf(response.body)
    if (typeof at(reply, 'data') !== 'object' || at(reply, 'data') === null) return isTooMuch(reply) ? 'split' : nothing
    const missing = new Set(
      listAt(reply, 'errors').flatMap((error) => {
        const path = listAt(error, 'path')
        return textAt(error, 'type') === 'NOT_FOUND' && path.length === 1 ? [path[0]] : []
      }),
    )
    const hidden = new Map(
      listAt(reply, 'errors').flatMap((error) =>
        textAt(error, 'type') === 'FORBIDDEN' ? [[listAt(error, 'path')[0], (textAt(error, 'message') ?? '').slice(0, 200)] as const] : [],
      ),
    )
    // A part that is null because of an error may be there all the same.
    const troubled = new Set(listAt(reply, 'errors').map((error) => listAt(error, 'path')[0]))
    const answers = new Map<Identity, Settlement>()
    batch.forEach((identity, index) => {
      const alias = `r${index}`
      const record = at(reply, 'data', alias)
      const why = (record ?? null) === null ? hidden.get(alias) : undefined
      const settlement =
        why !== undefined
          ? hiddenSettlement(identity, why)
          : identity.kind === 'owner'
            ? ownerSettlement(identity, record)
            : repositorySettlement(identity, record, missing.has(alias), troubled.has(alias))
      if (settlement !== undefined) answers.set(identity, settlement)
    })
    return answers
  },
}

/** Whether a query exceeded its ten seconds or the number of nodes, with status 200. Source: GitHub's page on limits of the GraphQL API. */
function isTooMuch(reply: unknown): boolean {
  return listAt(reply, 'errors').some((error) =>
    /something went wrong while executing|limits?_exceeded|timed? ?out/i.test(`${textAt(error, 'type')} ${textAt(error, 'message')}`),
  )
}

function ownerSettlement({id}: Identity, record: unknown): Settlement | undefined {
  const login = textAt(record, 'login')
  return login === undefined
    ? undefined
    : {verdict: 'ok', reason: 'registered', facts: {kind: 'other', title: login}, evidence: `GitHub: ${id} exists`}
}

/**
 * What GitHub forbids is there: what it does not want to admit it calls missing. Visitors without a token may see it on its page, but a 404
 * there says nothing.
 */
function hiddenSettlement(identity: Identity, why: string): Settlement {
  const name = identity.kind === 'owner' ? identity.id : targetOf(identity).fullName
  return isBlockedByGithub(why)
    ? {verdict: 'dead', reason: 'disabled', evidence: `GitHub: access to ${name} is blocked`}
    : {verdict: 'blocked', reason: 'no-access', pageDecides: true, evidence: `GitHub: ${name} exists, but not for this token: ${why}`}
}

/** For legal reasons, or by its own terms. */
function isBlockedByGithub(message: string | undefined): boolean {
  return message === 'Repository access blocked'
}

/** `owner/name`; a name of another shape is not something to write in a link. */
function fullNameAt(record: unknown, key: string): string | undefined {
  const name = textAt(record, key)
  return name !== undefined && /^[\w.-]+\/[\w.-]+$/.test(name) ? name : undefined
}

function repositorySettlement(identity: Identity, record: unknown, isMissing: boolean, isTroubled: boolean): Settlement | undefined {
  const fullName = fullNameAt(record, 'nameWithOwner')
  if (fullName === undefined) return isMissing && (record === null || record === undefined) ? missingRepository(identity) : undefined
  const facts: RepositoryFacts = {
    kind: 'repository',
    fullName,
    archived: at(record, 'isArchived') === true,
    empty: at(record, 'isEmpty') === true,
    disabled: at(record, 'isDisabled') === true,
  }
  const isThere =
    isWhole(identity) ||
    (identity.kind === 'download'
      ? listAt(record, 'p0', 'releaseAssets', 'nodes').length > 0
      : ['p0', 'p1', 'p2'].some((alias) => textAt(record, alias, '__typename') !== undefined))
  if (isThere || facts.disabled) return settled(identity, facts)
  // No other branch can begin with the name of one that exists, so the path is not there; elsewhere the page is asked.
  const isAbsent = !isTroubled && isOnShell(identity) && textAt(record, 'ref', '__typename') !== undefined && at(record, 'p0') === null
  const [ref = '', ...path] = targetOf(identity).rest
  return isAbsent
    ? {verdict: 'dead', reason: 'not-found', facts, evidence: `GitHub: ${fullName} has no ${path.join(' ')} on ${ref}`}
    : undefined
}

/** Hosts whose own copies may outlive the repositories. All others show what GitHub has, often in a page that exists for every address. */
const keepCopies: ReadonlySet<string> = new Set(['cdn.jsdelivr.net', 'cdn.rawgit.com', 'rawgit.com'])

function missingRepository(identity: Identity): Settlement | undefined {
  if (identity.mirror !== undefined && keepCopies.has(identity.mirror)) return undefined
  return {verdict: 'dead', reason: 'not-found', evidence: `GitHub: ${targetOf(identity).fullName} is missing, deleted or private`}
}

const rest: Source = {
  isRefusal,
  name: 'github-rest',
  endpoint: 'https://api.github.com',
  batchSize: 1,
  intervalMs: 100,
  concurrency: 2,
  // Without a token an IP address has sixty requests an hour, which others may use up too.
  mostRequests: 40,
  accepts: ({kind}) => kind === 'repo' || kind === 'gist',
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: identity?.kind === 'gist' ? `${endpoint}/gists/${identity.id}` : `${endpoint}/repos/${identity?.id ?? ''}`,
    headers: {accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28'},
    secret: 'github',
    maxBodyBytes: 500_000,
  }),
  read: readOne((identity, {status, body}) => (identity.kind === 'gist' ? gistSettlement : restSettlement)(identity, status, jsonOf(body))),
}

function isNotFound(status: number, body: unknown): boolean {
  return status === 404 && textAt(body, 'message') === 'Not Found'
}

function gistSettlement({id}: Identity, status: number, body: unknown): Settlement | undefined {
  if (isNotFound(status, body)) return {verdict: 'dead', reason: 'not-found', evidence: `GitHub: no gist ${id}`}
  return status === 200 && textAt(body, 'id') !== undefined
    ? {verdict: 'ok', reason: 'registered', evidence: `GitHub: gist ${id} exists`}
    : undefined
}

function restSettlement(identity: Identity, status: number, body: unknown): Settlement | undefined {
  if (isNotFound(status, body)) return missingRepository(identity)
  // GitHub says 451 for legal reasons, 403 for its own terms; a proxy may send the same statuses.
  const isBlocked = textAt(body, 'block', 'reason') !== undefined || isBlockedByGithub(textAt(body, 'message'))
  if ((status === 451 || status === 403) && isBlocked) {
    const notice = textAt(body, 'block', 'html_url')
    return {
      verdict: 'dead',
      reason: 'disabled',
      evidence: `GitHub: access to ${identity.id} is blocked${notice === undefined ? '' : `, ${notice}`}`,
    }
  }
  const fullName = fullNameAt(body, 'full_name')
  if (status !== 200 || fullName === undefined) return undefined
  return settled(identity, {
    kind: 'repository',
    fullName,
    archived: at(body, 'archived') === true,
    // The size is in kilobytes, and hours late: only a repository that was never pushed to is certainly empty.
    empty: at(body, 'size') === 0 && !wasPushedTo(body),
    disabled: at(body, 'disabled') === true,
  })
}

function wasPushedTo(body: unknown): boolean {
  const [created, pushed] = [Date.parse(textAt(body, 'created_at') ?? ''), Date.parse(textAt(body, 'pushed_at') ?? '')]
  return textAt(body, 'language') !== undefined || pushed - created > 60_000
}

export const github: Resolver = {
  name: 'github',
  accepts: ({service, kind}) => service === 'github' && (inRepository.has(kind) || kind === 'owner' || kind === 'gist'),
  sources: [graphql, rest],
  otherwise: 'web',
}
