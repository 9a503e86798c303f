/** GitHub: GraphQL, REST and the site. Queries are checked against GitHub's published schema, REST paths against its OpenAPI description. */
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {schema as schemaSource} from '@octokit/graphql-schema'
import {
  buildSchema,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import {html, json, type Reply, type Request, type Service, tokens} from './service.ts'
import type {StandInRepository, World} from './world.ts'

let schema: GraphQLSchema | undefined

/** What is wrong with a query, by GitHub's published schema. */
function queryErrors(query: string): string[] {
  schema ??= buildSchema(schemaSource.idl, {assumeValid: true})
  try {
    return validate(schema, parse(query)).map(({message}) => message)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

let restPaths: readonly RegExp[] | undefined

/** Does GitHub's OpenAPI description have a GET for this path? */
function isRestPath(path: string): boolean {
  restPaths ??= Object.entries(
    (
      JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8')) as {
        paths: Record<string, object>
      }
    ).paths,
  ).flatMap(([template, methods]) => ('get' in methods ? [new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)] : []))
  return restPaths.some((pattern) => pattern.test(path))
}

function repositoryOf(world: World, fullName: string): StandInRepository | undefined {
  const wanted = fullName.toLowerCase()
  return world.repositories?.find((each) => [each.fullName, ...(each.formerNames ?? [])].some((name) => name.toLowerCase() === wanted))
}

function argument(field: FieldNode, name: string): string {
  const value = field.arguments?.find((each) => each.name.value === name)?.value
  return value?.kind === 'StringValue' || value?.kind === 'IntValue' ? value.value : ''
}

function fieldsOf(set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).filter((each) => each.kind === 'Field')
}

function objectAt({trees = {}}: StandInRepository, expression: string): {__typename: string} | null {
  const colon = expression.indexOf(':')
  const ref = colon < 0 ? expression : expression.slice(0, colon)
  const paths = trees[ref]
  if (paths === undefined) return null
  if (colon < 0) return {__typename: 'Commit'}
  const path = expression.slice(colon + 1)
  if (path === '') return {__typename: 'Tree'}
  return paths.includes(path) ? {__typename: 'Blob'} : paths.some((each) => each.startsWith(`${path}/`)) ? {__typename: 'Tree'} : null
}

interface GraphqlError {
  readonly type: string
  readonly path: readonly string[]
  readonly message: string
}

function repositoryData(repository: StandInRepository, field: FieldNode, alias: string, errors: GraphqlError[]): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const part of fieldsOf(field.selectionSet)) {
    const key = part.alias?.value ?? part.name.value
    const number = Number(argument(part, 'number'))
    switch (part.name.value) {
      case 'nameWithOwner':
        data[key] = repository.fullName
        break
      case 'isArchived':
        data[key] = repository.archived ?? false
        break
      case 'isDisabled':
        data[key] = repository.disabled ?? false
        break
      case 'isEmpty':
        data[key] = repository.empty ?? false
        break
      case 'object':
        data[key] = objectAt(repository, argument(part, 'expression'))
        break
      case 'release':
        data[key] = repository.releases?.includes(argument(part, 'tagName')) === true ? releaseData(repository, part) : null
        break
      case 'issueOrPullRequest':
      case 'discussion':
        data[key] = repository.issues?.includes(number) === true ? {__typename: 'Issue'} : null
        if (data[key] === null)
          errors.push({type: 'NOT_FOUND', path: [alias, key], message: `Could not resolve to an issue with the number of ${number}.`})
        break
    }
  }
  return data
}

function releaseData({assets = {}}: StandInRepository, field: FieldNode): Record<string, unknown> {
  const files = assets[argument(field, 'tagName')] ?? []
  const asked = fieldsOf(field.selectionSet).find(({name}) => name.value === 'releaseAssets')
  if (asked === undefined) return {__typename: 'Release'}
  return {releaseAssets: {nodes: files.filter((file) => file === argument(asked, 'name')).map(() => ({__typename: 'ReleaseAsset'}))}}
}

function graphql({headers: {authorization}, body, world, complain}: Request): Reply {
  if (authorization === undefined)
    return json({message: 'Bad credentials', documentation_url: 'https://docs.github.com/graphql', status: '401'}, 401)
  const {query} = JSON.parse(body) as {query: string}
  for (const error of queryErrors(query)) complain(`GitHub: ${error}`)
  const operation = parse(query).definitions.find((each): each is OperationDefinitionNode => each.kind === 'OperationDefinition')
  const fields = fieldsOf(operation?.selectionSet)
  if (fields.length > 100) complain(`GitHub: ${fields.length} repositories in one query`)
  const data: Record<string, unknown> = {}
  const errors: GraphqlError[] = []
  for (const field of fields) {
    const alias = field.alias?.value ?? field.name.value
    if (field.name.value === 'repositoryOwner') {
      const login = world.owners?.find((each) => each.toLowerCase() === argument(field, 'login').toLowerCase())
      data[alias] = login === undefined ? null : {login}
      continue
    }
    const fullName = `${argument(field, 'owner')}/${argument(field, 'name')}`
    const repository = repositoryOf(world, fullName)
    data[alias] = repository === undefined ? null : repositoryData(repository, field, alias, errors)
    if (repository === undefined)
      errors.push({type: 'NOT_FOUND', path: [alias], message: `Could not resolve to a Repository with the name '${fullName}'.`})
  }
  const limits = {'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-used': '1', 'x-ratelimit-resource': 'graphql'}
  return json(errors.length === 0 ? {data} : {data, errors}, 200, limits)
}

const notFound = json({message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404'}, 404)

function rest(request: Request): Reply {
  const {path, world, complain} = request
  if (!isRestPath(path) && !path.startsWith('/repositories/')) complain(`GitHub: no such REST path ${path}`)
  const gist = /^\/gists\/(\w+)$/.exec(path)?.[1]
  if (gist !== undefined) return world.gists?.includes(gist) === true ? json({id: gist}) : notFound
  const byNumber = /^\/repositories\/(\d+)$/.exec(path)?.[1]
  const name = /^\/repos\/([^/]+\/[^/]+)$/.exec(path)?.[1]
  const repository = byNumber === undefined ? repositoryOf(world, name ?? '') : world.repositories?.[Number(byNumber)]
  if (repository === undefined) return notFound
  if (repository.disabled === true) {
    return json(
      {
        message: 'Repository access blocked',
        block: {reason: 'dmca', created_at: '2021-04-22T17:53:56Z', html_url: 'https://github.com/github/dmca/blob/master/x.md'},
      },
      451,
    )
  }
  if (name !== undefined && name.toLowerCase() !== repository.fullName.toLowerCase()) {
    const url = `https://api.github.com/repositories/${world.repositories?.indexOf(repository)}`
    return json({message: 'Moved Permanently', url, documentation_url: 'https://docs.github.com/rest'}, 301, {location: url})
  }
  return json({
    id: 1,
    full_name: repository.fullName,
    archived: repository.archived ?? false,
    disabled: false,
    private: false,
    size: repository.empty === true ? 0 : 10,
  })
}

export const githubApi: Service = {
  hosts: ['api.github.com'],
  intervalMs: 0,
  concurrency: 3,
  secret: {header: 'authorization', value: `Bearer ${tokens.github}`},
  limited: json({message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'}, 403, {
    'retry-after': '60',
  }),
  answer: (request) => (request.path === '/graphql' ? graphql(request) : rest(request)),
}

export const githubSite: Service = {
  hosts: ['github.com', 'www.github.com', 'gist.github.com', 'raw.githubusercontent.com'],
  intervalMs: 0,
  concurrency: 8,
  secret: {header: 'authorization', value: `Bearer ${tokens.github}`},
  limited: html('Too many requests', 429),
  answer({host, path, world}) {
    const [owner = '', name = '', kind, ref, ...inside] = path.split('/').filter(Boolean)
    if (host === 'gist.github.com') return html('gist', world.gists?.includes(name === '' ? owner : name) === true ? 200 : 404)
    if (name === '')
      return world.owners?.some((each) => each.toLowerCase() === owner.toLowerCase()) === true ? html('profile') : html('Not Found', 404)
    const repository = repositoryOf(world, `${owner}/${name.replace(/\.git$/, '')}`)
    if (repository === undefined) return html('Not Found', 404)
    if (repository.disabled === true) return html('Repository unavailable due to DMCA takedown.', 451)
    if (`${owner}/${name}`.toLowerCase() !== repository.fullName.toLowerCase()) {
      return {status: 301, headers: {location: `https://${host}/${[repository.fullName, kind, ref, ...inside].filter(Boolean).join('/')}`}}
    }
    if (kind === 'tree' || kind === 'blob')
      return objectAt(repository, `${ref}:${inside.join('/')}`) === null ? html('Not Found', 404) : html('files')
    return html(`<title>${repository.fullName}</title>`)
  },
}
