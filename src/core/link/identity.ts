/** URL → what it names at which service: the one place that knows the shapes of the services' URLs. */
import {type Address, addressOf, longestUrl, queryValue, segmentsOf} from './address.ts'
import {arxivIdentity, arxivPathIdentity} from './arxiv-id.ts'
import {doiIdentity, doiPathIdentity, isPublisher, publisherIdentity} from './doi.ts'
import {proceedingsHosts} from './proceedings.ts'
import {redirectedTo, redirectTarget} from './redirect.ts'
import {githubHosts, githubPagesIdentity, reservedAtHuggingface} from './repository.ts'
import {type Identity, services} from './service.ts'
import {videoHosts} from './video.ts'

export type {Identity, Service} from './service.ts'

type Reader = (address: Address) => Identity | undefined

const arxivHere: Reader = ({path}) => arxivPathIdentity(path)
const arxivMirror: Reader = ({path, host}) => arxivPathIdentity(path, host)
const doiHere: Reader = ({path}) => doiPathIdentity(path)

export const openreviewIdPattern: string = '[A-Za-z0-9_-]{8,14}'
const openreviewIdAhead = new RegExp(`^${openreviewIdPattern}(?![A-Za-z0-9_-])`)
/** The id that a text begins with; empty if there is none. */
const openreviewIdIn = (text: string): string => openreviewIdAhead.exec(text)?.[0] ?? ''
/** Words of openreview.net's own pages that look like ids. */
const openreviewPages: ReadonlySet<string> = new Set(
  'about login signup logout group profile search venues contact sponsors donate activity tasks notifications messages invitation assignments register challenge'.split(
    ' ',
  ),
)

function openreviewNote(kind: string, id: string | undefined, form: string): Identity {
  const meant = openreviewIdIn(id ?? '')
  return {service: 'openreview', kind: meant !== '' && meant === id ? kind : 'malformed', id: meant, form}
}

const openreview: Reader = ({path, query}) => {
  const [first, second] = segmentsOf(path)
  switch (first) {
    case undefined:
      return undefined
    case 'forum':
      if (queryValue(query, 'arxivid') !== undefined) return undefined
      return openreviewNote('paper', queryValue(query, 'id') ?? queryValue(query, 'noteId'), 'forum')
    case 'attachment':
      return openreviewNote('paper', queryValue(query, 'id'), queryValue(query, 'name') === 'pdf' ? 'pdf' : 'attachment')
    case 'revisions':
      return openreviewNote('paper', queryValue(query, 'id'), 'revisions')
    case 'pdf': {
      if (second === undefined) return openreviewNote('paper', queryValue(query, 'id'), 'pdf')
      const hash = /^([0-9a-f]{40})\.pdf$/.exec(second)?.[1]
      return hash === undefined
        ? openreviewNote('malformed', second.replace(/\.pdf$/, ''), 'pdf')
        : {service: 'openreview', kind: 'pdf-hash', id: hash, form: 'pdf'}
    }
    case 'references':
      return openreviewNote('revision', queryValue(query, 'id'), 'pdf')
    case 'group': {
      const id = queryValue(query, 'id')
      return id === undefined ? undefined : {service: 'openreview', kind: 'venue', id}
    }
    case 'profile': {
      const id = queryValue(query, 'id') ?? queryValue(query, 'email')
      return id === undefined ? undefined : {service: 'openreview', kind: 'profile', id}
    }
    default:
      // `openreview.net/ID`: the id is right, but the page before it is missing. Ids have digits or capitals, pages don't.
      return openreviewIdIn(first) === first && /[A-Z0-9]/.test(first) && !openreviewPages.has(first)
        ? {service: 'openreview', kind: 'malformed', id: first}
        : undefined
  }
}

/** A file or page within a repository of the Hub. */
function inside(page: string | undefined): {readonly form?: string} {
  return page === undefined || page === 'viewer' ? {} : {form: 'file'}
}

/** A decoded segment may hold slashes or be dots: such a name must not become part of a request's path. */
function leadsElsewhere(segment: string | undefined): boolean {
  return segment !== undefined && /[/\\]|^\.{1,2}$/.test(segment)
}

const huggingface: Reader = ({path, host}) => {
  const [first, second, third, fourth] = segmentsOf(path)
  if ([first, second, third].some(leadsElsewhere)) return undefined
  const mirror = host === 'hf-mirror.com' ? {mirror: host} : {}
  switch (first) {
    case undefined:
      return undefined
    case 'papers':
      return second === undefined || !/^[\d.]+(?:v\d+)?$|\/\d{7}/.test(second) ? undefined : arxivIdentity(second, 'abs', host)
    case 'datasets':
    case 'spaces': {
      if (second === undefined) return undefined
      const kind = first === 'datasets' ? 'dataset' : 'space'
      return {
        service: 'huggingface',
        kind,
        id: third === undefined || third === 'viewer' ? second : `${second}/${third}`,
        ...inside(fourth),
        ...mirror,
      }
    }
    case 'collections':
      return second === undefined || third === undefined
        ? undefined
        : {service: 'huggingface', kind: 'collection', id: `${second}/${third}`, ...mirror}
    case 'blog':
      return second === undefined
        ? undefined
        : {service: 'huggingface', kind: 'blog', id: third === undefined ? second : `${second}/${third}`, ...mirror}
    default:
      if (reservedAtHuggingface.has(first)) return undefined
      if (second === undefined) return {service: 'huggingface', kind: 'model-or-profile', id: first, ...mirror}
      return {service: 'huggingface', kind: 'model', id: `${first}/${second}`, ...inside(third), ...mirror}
  }
}

const discordInvite = (code: string | undefined): Identity | undefined =>
  code !== undefined && /^[A-Za-z0-9-]{2,32}$/.test(code) ? {service: 'discord', kind: 'invite', id: code} : undefined

const discord: Reader = ({path}) => {
  const [first, second] = segmentsOf(path)
  return first === 'invite' ? discordInvite(second) : undefined
}

const paperswithcode: Reader = ({path}) => {
  const [kind, slug] = segmentsOf(path)
  if (kind === undefined || slug === undefined || leadsElsewhere(slug)) return undefined
  return /^[\w-]+$/.test(kind) && kind !== 'malformed' ? {service: 'paperswithcode', kind, id: slug} : undefined
}

const semanticscholar: Reader = ({path, query}) => {
  const parts = segmentsOf(path)
  const [first = ''] = parts
  if (/^arxiv:/i.test(first)) return arxivIdentity(first, 'abs', 'api.semanticscholar.org')
  const corpus = /^CorpusI[dD]:(\d+)$/.exec(first)?.[1] ?? (path.startsWith('/CorpusID') ? queryValue(query, 'id') : undefined)
  if (corpus !== undefined) return {service: 'semanticscholar', kind: 'paper', id: `CorpusId:${corpus}`}
  const hash = parts.find((part) => /^[0-9a-f]{40}$/.test(part))
  return hash === undefined ? undefined : {service: 'semanticscholar', kind: 'paper', id: hash}
}

const dblp: Reader = ({path}) => {
  const match = /^\/(?:rec|pid|db)\/(?:html\/|bibtex\d?\/)?(.+?)(?:\.html|\.bib|\.xml)?$/.exec(path)
  return match?.[1] === undefined
    ? undefined
    : {service: 'dblp', kind: path.startsWith('/rec/') ? 'record' : path.slice(1, path.indexOf('/', 1)), id: match[1]}
}

function driveId(path: string, query: string): string | undefined {
  return /\/(?:d|folders|drive)\/([A-Za-z0-9_-]{15,})/.exec(path)?.[1] ?? queryValue(query, 'id')
}

const drive: Reader = ({path, query}) => {
  const id = driveId(path, query)
  return id === undefined ? undefined : {service: 'drive', kind: path.includes('/folders/') ? 'folder' : 'file', id}
}

const wayback: Reader = ({path, query}) => {
  const match = /^\/web\/(\d{4,14})(?:[a-z]{2}_)?\*?\/(.+)$/.exec(path)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return {service: 'wayback', kind: 'capture', id: `${match[1]} ${match[2]}${query === '' ? '' : `?${query}`}`}
}

const colab: Reader = (address) =>
  address.path.startsWith('/drive/') ? drive(address) : githubHosts['colab.research.google.com']?.(address)

/** What a redirect leads to, with the redirect's host as mirror; not for a redirect to a redirect, which could be nested without end. */
const redirect: Reader = (address) => {
  const target = redirectedTo(address)
  const identity = target === undefined || redirectTarget(target) !== undefined ? undefined : identityOf(target)
  return identity === undefined || identity.kind === 'malformed' ? undefined : {...identity, mirror: address.host}
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['arxiv.org', arxivHere],
  ['export.arxiv.org', arxivHere],
  ['browse.arxiv.org', arxivHere],
  ['xxx.lanl.gov', arxivMirror],
  ['ar5iv.org', arxivMirror],
  ['ar5iv.labs.arxiv.org', arxivMirror],
  [
    'alphaxiv.org',
    ({path, host}) => (path.startsWith('/overview/') ? arxivIdentity(path.slice(10), 'abs', host) : arxivPathIdentity(path, host)),
  ],
  ['arxiv-vanity.com', ({path, host}) => (path.startsWith('/papers/') ? arxivIdentity(path.slice(8), 'html', host) : undefined)],
  ['doi.org', doiHere],
  ['dx.doi.org', doiHere],
  ['openreview.net', openreview],
  ['huggingface.co', huggingface],
  ['hf.co', huggingface],
  ['hf-mirror.com', huggingface],
  ['discord.gg', ({path}) => discordInvite(segmentsOf(path)[0])],
  ['discord.com', discord],
  ['discordapp.com', discord],
  ['paperswithcode.com', paperswithcode],
  ['semanticscholar.org', semanticscholar],
  ['api.semanticscholar.org', semanticscholar],
  [
    'pdfs.semanticscholar.org',
    ({path}) => {
      const hash = segmentsOf(path)
        .join('')
        .replace(/\.pdf$/, '')
      return /^[0-9a-f]{40}$/.test(hash)
        ? {service: 'semanticscholar', kind: 'paper', id: hash, form: 'pdf', mirror: 'pdfs.semanticscholar.org'}
        : undefined
    },
  ],
  ['dblp.org', dblp],
  ['dblp.uni-trier.de', dblp],
  ['drive.google.com', drive],
  ['docs.google.com', drive],
  ['web.archive.org', wayback],
  ['google.com', redirect],
  ['link.zhihu.com', redirect],
  ['link.csdn.net', redirect],
  ['link.juejin.cn', redirect],
  ...Object.entries(githubHosts),
  ...Object.entries(proceedingsHosts),
  ...Object.entries(videoHosts),
  ['colab.research.google.com', colab],
])

function ofOtherHost(address: Address): Identity | undefined {
  const {host, path} = address
  if (host.endsWith('.github.io')) return githubPagesIdentity(host, path)
  // Mirrors have two letters (`cn.`, `de.`); `info.` and `static.` have no papers.
  if (host.endsWith('.arxiv.org') && (host.length === 12 || host === 'lanl.arxiv.org')) return arxivPathIdentity(path, host)
  if (isPublisher(host) || path.includes('/10.')) return publisherIdentity(address)
  return undefined
}

/**
 * What a URL names at a service that paperlint knows, whatever its spelling: scheme, `www.`, mirror, letter case, query, fragment,
 * percent-encoding. Undefined for everything else, including the services' own pages (listings, search, help).
 */
export function identityOf(url: string): Identity | undefined {
  if (url.length > longestUrl) return undefined
  const address = addressOf(url)
  if (address === undefined) return ofTextForm(url)
  const reader = readers.get(address.host)
  return reader === undefined ? ofOtherHost(address) : reader(address)
}

/** `arXiv:1706.03762`, `doi:10.1000/x`. */
function ofTextForm(text: string): Identity | undefined {
  const match = /^(arxiv|doi):\s*(\S+)$/i.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return match[1].toLowerCase() === 'doi' ? doiIdentity(match[2]) : arxivIdentity(match[2], 'abs')
}

/** The same text for the same thing, whichever version, form or mirror the URL has. */
export function identityKey({service, kind, id}: Identity): string {
  return `${service}:${kind}:${services[service].caseless ? id.toLowerCase() : id}`
}

/** Does it name one paper, in any form? Volumes, venues, profiles and figures don't. */
export function isPaper({service, kind, form}: Identity): boolean {
  return (kind === 'paper' || kind === 'doi') && form !== 'figure' && (service !== 'arxiv' || form !== 'file')
}
