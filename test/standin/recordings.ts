/** Replies that were recorded from the real services, in the formats of the tools that recorded them. */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {parseDocument} from 'yaml'
import type {Outcome} from '../../src/core/probe.ts'
import {beside} from '../helpers/beside.ts'

/** The folder beside the checkout; the recordings are not part of the project. */
export const recordings: URL = beside('upstreams/')

export interface Recording {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function read(name: string): string {
  return readFileSync(new URL(name, recordings), 'utf8')
}

type Body = string | Uint8Array | {readonly string?: string | Uint8Array} | null | undefined

function textOf(body: Body): string {
  const bytes = typeof body === 'object' && body !== null && !(body instanceof Uint8Array) ? body.string : body
  if (bytes === undefined || bytes === null || typeof bytes === 'string') return bytes ?? ''
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : Buffer.from(bytes)).toString()
}

interface Interaction {
  readonly request: {readonly uri: string}
  readonly response: {
    readonly status?: {readonly code: number}
    readonly status_code?: number
    readonly headers?: Readonly<Record<string, string | readonly string[]>>
    readonly body?: Body
    readonly content?: Body
  }
}

const binary = {tag: '!binary', resolve: (text: string) => Buffer.from(text, 'base64')}

/** VCR.py's and Ruby VCR's cassettes. */
export function cassette(name: string): Recording[] {
  // Each interaction on its own: one that the parser does not like must not hide the rest.
  const items = read(name)
    .split(/\n(?=- request:)/)
    .slice(1)
    .map((item) => item.replace(/\n(?=\S)[\s\S]*$/, '\n'))
  return items.flatMap((item) => {
    const [interaction] = (parseDocument(item, {schema: 'yaml-1.1', customTags: [binary]}).toJS() ?? []) as (Interaction | undefined)[]
    if (interaction === undefined) return []
    const {request, response} = interaction
    return [
      {
        url: request.uri,
        status: response.status?.code ?? response.status_code ?? 0,
        headers: Object.fromEntries(
          Object.entries(response.headers ?? {}).map(([key, value]) => [key.toLowerCase(), [value].flat().join(', ')]),
        ),
        body: textOf(response.body ?? response.content),
      },
    ]
  })
}

/** PyGithub's replay files: blocks of ten lines. */
export function replay(name: string): Recording[] {
  const lines = read(name).split('\n')
  const recorded: Recording[] = []
  for (let at = 0; at + 9 < lines.length; at += 11) {
    const headers = [...(lines[at + 8] ?? '').matchAll(/\('([^']+)', (?:'([^']*)'|"([^"]*)")\)/g)].map(
      ([, key = '', single, double]) => [key.toLowerCase(), single ?? double ?? ''] as const,
    )
    recorded.push({
      url: `https://${lines[at + 2]}${lines[at + 4]}`,
      status: Number(lines[at + 7]),
      headers: Object.fromEntries(headers),
      body: lines[at + 9] ?? '',
    })
  }
  return recorded
}

/** `{url, status_code, body}`. */
export function page(name: string): Recording {
  const {url, status_code: status, body} = JSON.parse(read(name)) as {url: string; status_code: number; body: string}
  return {url, status, headers: {}, body}
}

export function outcomeOf(
  {url, status, headers = {}, body}: Partial<Recording>,
  hops: readonly {readonly status: number; readonly to: string}[] = [],
): Outcome {
  return {kind: 'response', status: status ?? 200, headers, body: body ?? '', truncated: false, url: url ?? '', hops}
}

/** The formats of PyGithub, octokit and WireMock, and bare bodies, whose status is in their name. */
function others(name: string, text: string): Recording[] {
  if (name.endsWith('.replay.txt')) return replay(name)
  if (name.startsWith('arxiv/') && name.endsWith('.json')) return [page(name)]
  if (name.endsWith('.nock.json')) {
    type Nock = {scope: string; path: string; status: number; response: unknown; responseHeaders?: Record<string, string>}
    return (JSON.parse(text) as Nock[]).map(({scope, path, status, response}) => ({
      url: scope.replace(/:443$/, '') + path,
      status,
      headers: {},
      body: typeof response === 'string' ? response : JSON.stringify(response),
    }))
  }
  const host = hostsOfFolders[name.split('/')[0] ?? ''] ?? ''
  if (name.endsWith('.wiremock.json')) {
    const {response} = JSON.parse(text) as {response: {status: number; body?: string}}
    return [{url: host, status: response.status, headers: {}, body: response.body ?? ''}]
  }
  return [{url: host, status: Number(/\.(\d{3})\b/.exec(name)?.[1] ?? 200), headers: {}, body: text}]
}

/** Bare bodies don't say where they come from. */
const hostsOfFolders: Readonly<Record<string, string>> = {
  archives: 'https://archive.org/',
  arxiv: 'https://export.arxiv.org/',
  'doi-crossref': 'https://doi.org/',
  github: 'https://api.github.com/',
  huggingface: 'https://huggingface.co/',
  openreview: 'https://api2.openreview.net/',
  others: 'https://discord.com/',
  'semantic-scholar-openalex': 'https://api.semanticscholar.org/',
  youtube: 'https://www.youtube.com/',
}

/** Every recorded reply, by file; none if the recordings are not there. */
export function allRecordings(): readonly (readonly [string, Recording])[] {
  return Object.keys(hostsOfFolders)
    .filter((folder) => existsSync(new URL(`${folder}/`, recordings)))
    .flatMap((folder) => readdirSync(new URL(`${folder}/`, recordings)).map((file) => `${folder}/${file}`))
    .filter((name) => !/\.(?:tsv|yml)$/.test(name) || /\.vcr\.yml$/.test(name))
    .flatMap((name) => (/\.vcr\.ya?ml$/.test(name) ? cassette(name) : others(name, read(name))).map((each) => [name, each] as const))
}
