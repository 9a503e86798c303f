/** A stand-in for GitHub's REST API on the loopback: checks every request against GitHub's own description and answers like it. */
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Ajv, type ValidateFunction} from 'ajv'
import formats from 'ajv-formats'
import {onTestFinished} from 'vitest'

/** An object of the API; the members that are looked at have names. */
export interface Json {
  [key: string]: unknown
  body?: unknown
  state?: unknown
  labels?: unknown
  title?: unknown
  head?: unknown
  base?: unknown
  ref?: unknown
  sha?: unknown
  tree?: unknown
  parents?: unknown
  name?: unknown
  comments?: unknown
  content?: unknown
  label?: unknown
  filename?: unknown
  patch?: unknown
  line?: unknown
  type?: unknown
  parameters?: unknown
  requestBody?: unknown
  statuses?: unknown
  $ref?: unknown
}

/** The variable parts of an operation's path. */
interface Values {
  readonly [key: string]: string | undefined
  readonly ref?: string
  readonly path?: string
  readonly name?: string
  readonly owner?: string
  readonly comment_id?: string
  readonly pull_number?: string
  readonly issue_number?: string
  readonly commit_sha?: string
}

/** The parameters of a query that the stand-in looks at. */
interface Query {
  readonly [key: string]: string | undefined
  readonly page?: string
  readonly per_page?: string
  readonly labels?: string
  readonly state?: string
  readonly head?: string
  readonly base?: string
}

export interface Received {
  readonly method: string
  readonly path: string
  readonly query: Query
  readonly body: Json | undefined
  readonly authorization: string | undefined
}

interface Operation {
  readonly method: string
  readonly template: string
  readonly pattern: RegExp
  readonly statuses: readonly string[]
  readonly validateBody: ValidateFunction | undefined
  readonly parameters: readonly {name: string; in: string; required?: boolean; schema: Json}[]
}

/** What is there, and what the token may do. */
export interface World {
  comments: Json[]
  reviewComments: Json[]
  reviews: Json[]
  issues: Json[]
  labels: Set<string>
  pulls: Json[]
  /** With the `patch` that says where a review comment may stand. */
  pullFiles: Json[]
  /** Files of the base commit. */
  contents: Map<string, Json>
  refs: Map<string, string>
  commits: Map<string, {tree: string; parents: string[]}>
  /** Rights of the token. */
  rights: Set<'issues' | 'pull-requests' | 'contents'>
  /** Replies to give first, in place of the right one. */
  upcoming: {status: number; headers?: Record<string, string>; body?: Json}[]
  /** Called when a request has been understood, before it is carried out. */
  onRequest?: (received: Received) => void
}

export interface Github {
  readonly url: string
  readonly world: World
  readonly requests: readonly Received[]
  /** Requests that were none by GitHub's description. */
  readonly mistakes: readonly string[]
  /** Requests that changed something. */
  writes(): readonly Received[]
}

const description = JSON.parse(readFileSync(new URL('../schemas/github-api.json', import.meta.url), 'utf8'))
const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false, validateFormats: true})
formats.default(ajv)
ajv.addFormat('repo.nwo', /^[\w.-]+\/[\w.-]+$/)
ajv.addSchema({$id: 'github', components: schemaOf(description.components)} as Json)
const bot = 'github-actions[bot]'

const operations: readonly Operation[] = Object.entries(description.paths as Record<string, Record<string, Json>>).flatMap(
  ([template, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const schema = (operation.requestBody as {content: Record<string, {schema: Json}>} | undefined)?.content['application/json']?.schema
      return {
        method: method.toUpperCase(),
        template,
        // `{ref}` and `{path}` may hold slashes.
        pattern: new RegExp(`^${template.replaceAll(/\{(ref|path)\}/g, '(?<$1>.+)').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
        statuses: operation.statuses as string[],
        validateBody: schema === undefined ? undefined : ajv.compile(schemaOf(schema) as Json),
        parameters: (operation.parameters as Json[]).map((parameter) => resolve(parameter) as unknown as Operation['parameters'][number]),
      }
    }),
)

function resolve(value: Json): Json {
  const reference = value.$ref
  if (typeof reference !== 'string') return value
  return reference
    .slice(2)
    .split('/')
    .reduce((from, key) => from[key] as Json, description as Json)
}

/** OpenAPI's dialect as JSON Schema, its references leading into the description. */
export function schemaOf(value: unknown, root = 'github'): unknown {
  if (Array.isArray(value)) return value.map((inner) => schemaOf(inner, root))
  if (typeof value !== 'object' || value === null) return value
  const {nullable, ...rest} = value as Json
  const schema = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `${root}${inner}` : schemaOf(inner, root),
    ]),
  )
  if (nullable !== true) return nullable === undefined || nullable === false ? schema : {...schema, nullable: schemaOf(nullable, root)}
  return {anyOf: [schema, {type: 'null'}]}
}

/** Starts it; it ends with the test. */
export async function github(changes: Partial<World> = {}): Promise<Github> {
  const world: World = {
    comments: [],
    reviewComments: [],
    reviews: [],
    issues: [],
    labels: new Set(),
    pulls: [],
    pullFiles: [],
    contents: new Map(),
    refs: new Map(),
    commits: new Map(),
    rights: new Set(['issues', 'pull-requests', 'contents']),
    upcoming: [],
    ...changes,
  }
  const requests: Received[] = []
  const mistakes: string[] = []
  const server = createServer((request, response) => {
    void answer(request, response, world, requests, mistakes)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    world,
    requests,
    mistakes,
    writes: () => requests.filter(({method}) => method !== 'GET'),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  requests: Received[],
  mistakes: string[],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(request.url ?? '/', 'http://x')
  const body = text === '' ? undefined : (JSON.parse(text) as Json)
  const received: Received = {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body,
    authorization: request.headers.authorization,
  }
  requests.push(received)
  const send = (status: number, value?: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, {'content-type': 'application/json', ...headers}).end(value === undefined ? '' : JSON.stringify(value))
  }
  const operation = operations.find(({method, pattern}) => method === received.method && pattern.test(received.path))
  if (operation === undefined) {
    mistakes.push(`no such operation: ${received.method} ${received.path}`)
    return send(404, {message: 'Not Found'})
  }
  mistakes.push(...mistakesOf(operation, received))
  if (request.headers['user-agent'] === undefined) mistakes.push('no user agent')
  world.onRequest?.(received)
  const upcoming = world.upcoming.shift()
  if (upcoming !== undefined) return send(upcoming.status, upcoming.body ?? {message: 'as told'}, upcoming.headers)
  const values = operation.pattern.exec(received.path)?.groups ?? {}
  const [status, value] = carryOut(`${operation.method} ${operation.template}`, values, received, world)
  // Any operation answers 403 to a token without the right.
  if (status !== 403 && !operation.statuses.includes(`${status}`))
    mistakes.push(`${operation.method} ${operation.template} never answers ${status}`)
  send(status, value)
}

function mistakesOf({method, template, validateBody, parameters}: Operation, {body, query, path}: Received): readonly string[] {
  const found: string[] = []
  const where = `${method} ${template}`
  if (validateBody !== undefined && !validateBody(body ?? {})) found.push(`${where}: ${ajv.errorsText(validateBody.errors)}`)
  if (validateBody === undefined && body !== undefined) found.push(`${where}: a body where none is taken`)
  for (const [name, value] of Object.entries(query)) {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name)
    if (parameter === undefined) found.push(`${where}: no parameter ${name}`)
    else if (!ajv.validate(schemaOf(parameter.schema) as Json, parameter.schema.type === 'integer' ? Number(value) : value)) {
      found.push(`${where}: ${name} ${ajv.errorsText()}`)
    }
  }
  if (/%(?![0-9A-F]{2})/.test(path)) found.push(`${where}: path is not encoded`)
  return found
}

type Reply = readonly [number, unknown?]

/** On the right side of the diff, changed or around a change. */
function isShown(files: readonly Json[], path: unknown, line: unknown): boolean {
  const rows = `${files.find(({filename}) => filename === path)?.patch ?? ''}`.split('\n')
  let next = 0
  for (const row of rows) {
    const start = /^@@ -\S+ \+(\d+)/.exec(row)?.[1]
    if (start !== undefined) next = Number(start)
    else if (/^[ +]/.test(row) && next++ === line) return true
  }
  return false
}

const refused: Reply = [403, {message: 'Resource not accessible by integration'}]
const missing: Reply = [404, {message: 'Not Found'}]

function carryOut(operation: string, values: Values, {body = {}, query}: Received, world: World): Reply {
  const may = (right: 'issues' | 'pull-requests' | 'contents'): boolean => world.rights.has(right)
  const page = (items: readonly Json[]): Reply => {
    const size = Number(query.per_page ?? 30)
    const from = (Number(query.page ?? 1) - 1) * size
    return [200, items.slice(from, from + size)]
  }
  switch (operation) {
    case 'GET /user':
      return refused
    case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments':
      return page(world.comments)
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
      if (!may('pull-requests')) return refused
      if (`${body.body}`.length > 65_536) return [422, {message: 'Validation Failed'}]
      const comment = {id: 1000 + world.comments.length, user: {login: bot, type: 'Bot'}, body: body.body}
      world.comments.push(comment)
      return [201, comment]
    }
    case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
      const comment = world.comments.find(({id}) => `${id}` === values.comment_id)
      if (!may('pull-requests')) return refused
      if (comment === undefined) return missing
      comment.body = body.body
      return [200, comment]
    }
    case 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': {
      if (!may('pull-requests')) return refused
      world.comments = world.comments.filter(({id}) => `${id}` !== values.comment_id)
      return [204]
    }
    case 'GET /repos/{owner}/{repo}/contents/{path}': {
      const content = world.contents.get(decodeURIComponent(values.path ?? ''))
      return content === undefined ? missing : [200, content]
    }
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files':
      return page(world.pullFiles)
    case 'GET /repos/{owner}/{repo}/compare/{basehead}':
      return [200, {files: world.pullFiles}]
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments':
      return page(world.reviewComments)
    case 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
      if (!may('pull-requests')) return refused
      const comments = (body.comments ?? []) as Json[]
      if (!comments.every(({path, line}) => isShown(world.pullFiles, path, line))) {
        return [422, {message: 'Unprocessable Entity', errors: ['Line could not be resolved']}]
      }
      world.reviewComments.push(...comments)
      world.reviews.push(body)
      return [200, {id: world.reviews.length}]
    }
    case 'GET /repos/{owner}/{repo}/pulls': {
      const {head, state = 'open', base} = query
      // The latest first.
      return page(
        world.pulls
          .toReversed()
          .filter(
            (pull) =>
              (head === undefined || (pull.head as Json).label === head) &&
              pull.state === state &&
              (base === undefined || pull.base === base),
          ),
      )
    }
    case 'POST /repos/{owner}/{repo}/pulls': {
      if (!may('pull-requests')) return refused
      const number = 100 + world.pulls.length
      const pull = {
        ...body,
        number,
        state: 'open',
        merged_at: null,
        head: {label: `${values.owner}:${body.head}`},
        html_url: `https://github.com/x/y/pull/${number}`,
      }
      world.pulls.push(pull)
      return [201, pull]
    }
    case 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': {
      const pull = world.pulls.find(({number}) => `${number}` === values.pull_number)
      if (!may('pull-requests')) return refused
      if (pull === undefined) return missing
      Object.assign(pull, body)
      return [200, pull]
    }
    default:
      return carryOutIssues(operation, values, body, query, world, page, may)
  }
}

function carryOutIssues(
  operation: string,
  values: Values,
  body: Json,
  query: Query,
  world: World,
  page: (items: readonly Json[]) => Reply,
  may: (right: 'issues' | 'pull-requests' | 'contents') => boolean,
): Reply {
  switch (operation) {
    case 'GET /repos/{owner}/{repo}/issues':
      return page(
        world.issues.filter(
          (issue) =>
            (query.labels === undefined || (issue.labels as string[]).includes(query.labels)) &&
            (query.state === 'all' || issue.state === 'open'),
        ),
      )
    case 'POST /repos/{owner}/{repo}/issues': {
      if (!may('issues')) return refused
      if (`${body.body}`.length > 65_536) return [422, {message: 'Validation Failed'}]
      const number = 1 + world.issues.length
      const issue = {...body, number, state: 'open', user: {login: bot, type: 'Bot'}, html_url: `https://github.com/x/y/issues/${number}`}
      world.issues.push(issue)
      return [201, issue]
    }
    case 'PATCH /repos/{owner}/{repo}/issues/{issue_number}': {
      const issue = world.issues.find(({number}) => `${number}` === values.issue_number)
      if (!may('issues')) return refused
      if (issue === undefined) return missing
      Object.assign(issue, body)
      return [200, issue]
    }
    case 'GET /repos/{owner}/{repo}/labels/{name}':
      return world.labels.has(decodeURIComponent(values.name ?? '')) ? [200, {}] : missing
    case 'POST /repos/{owner}/{repo}/labels':
      if (!may('issues')) return refused
      world.labels.add(`${body.name}`)
      return [201, {}]
    default:
      return carryOutGit(operation, values, body, world, may('contents'))
  }
}

function carryOutGit(operation: string, values: Values, body: Json, world: World, mayWrite: boolean): Reply {
  const idOf = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex')
  if (operation.startsWith('POST') && !mayWrite) return refused
  switch (operation) {
    case 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': {
      const sha = values.commit_sha ?? ''
      const commit = world.commits.get(sha) ?? {tree: 'b'.repeat(40), parents: []}
      return [200, {sha, tree: {sha: commit.tree}, parents: commit.parents.map((parent) => ({sha: parent}))}]
    }
    case 'POST /repos/{owner}/{repo}/git/blobs':
    case 'POST /repos/{owner}/{repo}/git/trees':
      return [201, {sha: idOf(body)}]
    case 'POST /repos/{owner}/{repo}/git/commits': {
      const sha = idOf([body, world.commits.size])
      world.commits.set(sha, {tree: `${body.tree}`, parents: body.parents as string[]})
      return [201, {sha}]
    }
    case 'GET /repos/{owner}/{repo}/git/ref/{ref}': {
      const sha = world.refs.get(`refs/${values.ref}`)
      return sha === undefined ? missing : [200, {object: {sha}}]
    }
    case 'POST /repos/{owner}/{repo}/git/refs':
      world.refs.set(`${body.ref}`, `${body.sha}`)
      return [201, {}]
    case 'PATCH /repos/{owner}/{repo}/git/refs/{ref}':
      if (!mayWrite) return refused
      world.refs.set(`refs/${values.ref}`, `${body.sha}`)
      return [200, {}]
    default:
      return [501, {message: `The stand-in does not know ${operation}`}]
  }
}
