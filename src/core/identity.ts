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
