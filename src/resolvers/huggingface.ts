/**
 * Hugging Face's models, data sets and spaces, asked at the Hub's API.
 *
 * To visitors who have not signed in, the Hub answers 401 for a repository that is missing or private: dead for readers. Sources: Hub API
 * documentation; `huggingface_hub`'s reading of the Hub's errors.
 */
import {encodedPath} from '../core/link/address.ts'
import type {Identity} from '../core/link/identity.ts'
import type {Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {at, jsonOf, type Response, readOne, textAt, vouched} from './reply.ts'

const collections: Readonly<Record<string, string>> = {model: 'models', 'model-or-profile': 'models', dataset: 'datasets', space: 'spaces'}
const prefixes: Readonly<Record<string, string>> = {dataset: 'datasets/', space: 'spaces/'}

function settle(identity: Identity, response: Response): Settlement | undefined {
  const {status, body, headers} = response
  const reply = jsonOf(body)
  const name = textAt(reply, 'id') ?? ''
  const isDisabled =
    status === 403 && /access to this resource is disabled/i.test(headers['x-error-message'] ?? textAt(reply, 'error') ?? '')
  if (isDisabled || (status === 200 && at(reply, 'disabled') === true))
    return {verdict: 'dead', reason: 'disabled', evidence: `Hugging Face: ${identity.id} is disabled`}
  if (status === 200 && /^[\w.-]+(?:\/[\w.-]+)?$/.test(name)) {
    if (name.toLowerCase() !== identity.id.toLowerCase()) {
      const finalUrl = `https://huggingface.co/${prefixes[identity.kind] ?? ''}${name}`
      return vouched(
        identity,
        {
          verdict: 'moved',
          reason: 'renamed',
          finalUrl,
          facts: {kind: 'other', title: name},
          evidence: `Hugging Face: ${identity.id} is called ${name} now`,
        },
        [],
      )
    }
    const gate = at(reply, 'gated')
    const note = typeof gate === 'string' ? ' (readers have to ask for access)' : ''
    const ok: Settlement = {
      verdict: 'ok',
      reason: 'registered',
      facts: {kind: 'other', title: name},
      evidence: `Hugging Face: ${name} exists${note}`,
    }
    return vouched(identity, ok, [])
  }
  // A one-part name may be a user's or an organisation's.
  if (identity.kind === 'model-or-profile' || identity.mirror !== undefined) return undefined
  const words = textAt(reply, 'error') ?? headers['x-error-message']
  const saysMissing =
    (status === 401 && response.signed !== true && words === 'Invalid username or password.') ||
    ((status === 404 || status === 401) && headers['x-error-code'] === 'RepoNotFound')
  const dead: Settlement = {verdict: 'dead', reason: 'not-found', evidence: `Hugging Face: ${identity.id} is missing or private`}
  // For a file in it, its own address is asked as well.
  return saysMissing ? vouched(identity, dead, []) : undefined
}

const hub: Source = {
  name: 'huggingface',
  endpoint: 'https://huggingface.co',
  batchSize: 1,
  // The limit is 500 requests in five minutes.
  intervalMs: 620,
  concurrency: 2,
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/api/${collections[identity?.kind ?? ''] ?? 'models'}/${encodedPath(identity?.id ?? '')}?expand[]=disabled&expand[]=gated&expand[]=private`,
    headers: {accept: 'application/json'},
    secret: 'huggingface',
    maxBodyBytes: 200_000,
  }),
  read: readOne(settle),
}

export const huggingface: Resolver = {
  name: 'huggingface',
  accepts: ({service, kind}) => service === 'huggingface' && Object.hasOwn(collections, kind),
  sources: [hub],
  otherwise: 'web',
}
