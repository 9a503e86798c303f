/** URL → what it names at which service: the one place that knows the shapes of the services' URLs. */

export type Service =
  | 'arxiv'
  | 'doi'
  | 'openreview'
  | 'acl'
  | 'pmlr'
  | 'neurips'
  | 'cvf'
  | 'ecva'
  | 'github'
  | 'youtube'
  | 'vimeo'
  | 'bilibili'
  | 'huggingface'
  | 'discord'
  | 'paperswithcode'
  | 'semanticscholar'
  | 'dblp'
  | 'wayback'

/** What a URL names, in the service's canonical spelling: equal identities mean the same thing. */
export interface Identity {
  readonly service: Service
  /** What kind of thing, e.g. `paper`, `repo`, `path`, `video`; `malformed` where the id cannot exist. */
  readonly kind: string
  /** Canonical id without version: `1911.05722`, `cs/0112017`, a lower-case DOI, `owner/name` as written. */
  readonly id: string
  /** The version asked for, e.g. `v2`. */
  readonly version?: string
}

export function identityOf(url: string): Identity | undefined {
  const arxiv = /arxiv\.org\/(?:abs|pdf|html)\/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(v\d+)?/.exec(url)
  if (arxiv) return {service: 'arxiv', kind: 'paper', id: arxiv[1] ?? '', ...(arxiv[2] && {version: arxiv[2]})}
  const openreview = /openreview\.net\/(?:forum|pdf)\?id=([\w-]+)/.exec(url)
  if (openreview) return {service: 'openreview', kind: 'paper', id: openreview[1] ?? ''}
  const doi = /doi\.org\/(10\.\S+)/.exec(url)
  if (doi) return {service: 'doi', kind: 'doi', id: (doi[1] ?? '').toLowerCase()}
  const github = /github\.com\/([^/?#]+)\/([^/?#]+)/.exec(url)
  if (github) return {service: 'github', kind: 'repo', id: `${github[1]}/${github[2]}`}
  return undefined
}
