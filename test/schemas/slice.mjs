/**
 * Cuts GitHub's descriptions down to the operations and events that the action uses.
 *
 *     npm install --no-save @octokit/openapi @octokit/openapi-webhooks
 *     node test/schemas/slice.mjs node_modules/@octokit/openapi/generated/api.github.com.json \
 *       node_modules/@octokit/openapi-webhooks/generated/api.github.com.json
 *
 * The packages have 420 MB, so they are no dependencies; what is cut here is kept beside this file.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import process from 'node:process'

const operations = {
  '/repos/{owner}/{repo}': ['get'],
  '/user': ['get'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/issues': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['patch'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/labels': ['post'],
  '/repos/{owner}/{repo}/labels/{name}': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['post'],
  '/repos/{owner}/{repo}/git/blobs': ['post'],
  '/repos/{owner}/{repo}/git/trees': ['post'],
  '/repos/{owner}/{repo}/git/commits': ['post'],
  '/repos/{owner}/{repo}/git/commits/{commit_sha}': ['get'],
  '/repos/{owner}/{repo}/git/refs': ['post'],
  '/repos/{owner}/{repo}/git/refs/{ref}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/git/ref/{ref}': ['get'],
}
const events = ['pull-request-opened', 'pull-request-synchronize', 'push', 'workflow-run-completed']

const [apiPath, webhooksPath] = process.argv.slice(2)
if (apiPath === undefined || webhooksPath === undefined) throw new Error('Expected the paths of both descriptions')

const api = JSON.parse(readFileSync(apiPath, 'utf8'))
const paths = {}
for (const [path, methods] of Object.entries(operations)) {
  paths[path] = {}
  for (const method of methods) {
    const operation = api.paths[path][method]
    paths[path][method] = {
      operationId: operation.operationId,
      parameters: operation.parameters ?? [],
      ...(operation.requestBody === undefined ? {} : {requestBody: operation.requestBody}),
      statuses: Object.keys(operation.responses),
    }
  }
}
write('github-api.json', {version: api.info.version, paths}, api)

const webhooks = JSON.parse(readFileSync(webhooksPath, 'utf8'))
const bodies = Object.fromEntries(events.map((event) => [event, webhooks.webhooks[event].post.requestBody.content['application/json'].schema]))
write('github-webhooks.json', {version: webhooks.info.version, events: bodies}, webhooks)

/** Adds the components that are reached, without prose and examples. */
function write(name, root, source) {
  const components = {}
  const queue = [root]
  for (const value of queue) {
    visit(value, (reference) => {
      const keys = reference.slice('#/components/'.length).split('/')
      const [kind, key] = keys
      components[kind] ??= {}
      if (components[kind][key] !== undefined) return
      components[kind][key] = source.components[kind][key]
      queue.push(components[kind][key])
    })
  }
  const text = JSON.stringify({...root, components}, (key, value) => {
    if ((key === 'description' || key === 'title') && typeof value === 'string') return undefined
    if (key === 'example' || key === 'examples' || key === 'externalDocs' || key === 'x-github' || key === 'x-webhooks') return undefined
    return value
  })
  writeFileSync(new URL(name, import.meta.url), `${text}\n`)
}

function visit(value, onReference) {
  if (value === null || typeof value !== 'object') return
  if (typeof value.$ref === 'string') onReference(value.$ref)
  for (const child of Object.values(value)) visit(child, onReference)
}
