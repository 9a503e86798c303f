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
  | 'semanticscholar'
  | 'github'
  | 'youtube'
  | 'vimeo'
  | 'bilibili'
  | 'huggingface'
  | 'discord'
  | 'paperswithcode'
  | 'dblp'
  | 'drive'
  | 'wayback'

export interface ServiceTraits {
  /** As its owners spell it. */
  readonly name: string
  /** What a link to any of its things is for. */
  readonly role?: 'paper' | 'video'
  /** Its ids are case-insensitive. */
  readonly caseless?: true
}

/** All that is known about a service as a whole; its URLs are read in `identity.ts`, and asked about in `src/resolvers/`. */
export const services: Readonly<Record<Service, ServiceTraits>> = {
  arxiv: {name: 'arXiv', role: 'paper', caseless: true},
  doi: {name: 'DOI', role: 'paper'},
  openreview: {name: 'OpenReview', role: 'paper'},
  acl: {name: 'ACL Anthology', role: 'paper', caseless: true},
  pmlr: {name: 'PMLR', role: 'paper'},
  jmlr: {name: 'JMLR', role: 'paper'},
  neurips: {name: 'NeurIPS', role: 'paper'},
  cvf: {name: 'CVF', role: 'paper'},
  ecva: {name: 'ECVA', role: 'paper'},
  aaai: {name: 'AAAI', role: 'paper'},
  ieee: {name: 'IEEE Xplore', role: 'paper'},
  sciencedirect: {name: 'ScienceDirect', role: 'paper'},
  semanticscholar: {name: 'Semantic Scholar', role: 'paper'},
  github: {name: 'GitHub', caseless: true},
  youtube: {name: 'YouTube', role: 'video'},
  vimeo: {name: 'Vimeo', role: 'video'},
  bilibili: {name: 'Bilibili', role: 'video'},
  huggingface: {name: 'Hugging Face', caseless: true},
  discord: {name: 'Discord'},
  paperswithcode: {name: 'Papers with Code'},
  dblp: {name: 'DBLP'},
  drive: {name: 'Google Drive'},
  wayback: {name: 'Wayback Machine'},
}

/** The services whose things are papers. */
export const paperServices: readonly Service[] = (Object.keys(services) as Service[]).filter((name) => services[name].role === 'paper')

export function isService(name: string): name is Service {
  return Object.hasOwn(services, name)
}

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
  /** The host of a mirror or publisher, if the URL is not at the service itself: the id may be right and the page gone. */
  readonly mirror?: string
}
