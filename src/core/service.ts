/** The services whose URLs paperlint understands, and the name of a thing at one of them. */

export type Service =
  | 'arxiv'
  | 'doi'
  | 'openreview'
  | 'acl'
  | 'pmlr'
  | 'jmlr'
  | 'neurips'
  | 'cvf'
  | 'ecva'
  | 'aaai'
  | 'ieee'
  | 'sciencedirect'
  | 'github'
  | 'youtube'
  | 'vimeo'
  | 'bilibili'
  | 'huggingface'
  | 'discord'
  | 'paperswithcode'
  | 'semanticscholar'
  | 'dblp'
  | 'drive'
  | 'wayback'

/** What a URL names, in the service's canonical spelling: equal service, kind and id mean the same thing (see `identityKey`). */
export interface Identity {
  readonly service: Service
  /**
   * What kind of thing, e.g. `paper`, `repo`, `path`, `video`; `malformed` where the address cannot work as it stands:
   * then `id` is the one that was probably meant, or empty.
   */
  readonly kind: string
  /** Canonical id without version: `1911.05722`, `cs/0112017`, a lower-case DOI, `owner/name` as written. */
  readonly id: string
  /** The version asked for, e.g. `v2`. */
  readonly version?: string
  /** Which representation is asked for, e.g. `abs`, `pdf`, `figure`. A registry that knows the thing need not vouch for each of them. */
  readonly form?: string
  /** The host of a mirror or publisher, where the URL does not stand at the service itself: the id may be fine and the page gone. */
  readonly mirror?: string
}
