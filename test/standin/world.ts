/** What exists in the stand-in internet: tables that a test writes. */

export interface StandInPaper {
  /** Canonical arXiv id. */
  readonly arxiv: string
  /** Title of each version, the newest last. */
  readonly titles: readonly string[]
  readonly authors?: readonly string[]
  readonly comment?: string
  readonly journal?: string
  readonly doi?: string
  /** Where it was published, according to Semantic Scholar. */
  readonly published?: {readonly venue: string; readonly dblp: string; readonly doi?: string}
  /** Services that have no record of it. */
  readonly unknownAt?: readonly ('datacite' | 'semanticscholar')[]
}

export interface StandInRepository {
  readonly fullName: string
  readonly formerNames?: readonly string[]
  readonly archived?: boolean
  readonly empty?: boolean
  readonly disabled?: boolean
  /** `ref` → paths, directories included; `HEAD` is the default branch. */
  readonly trees?: Readonly<Record<string, readonly string[]>>
  readonly issues?: readonly number[]
  readonly releases?: readonly string[]
  /** Tag → files of its release. */
  readonly assets?: Readonly<Record<string, readonly string[]>>
}

export interface StandInWork {
  /** As registered, in any letter case. */
  readonly doi: string
  readonly agency: 'Crossref' | 'DataCite' | 'JaLC'
  readonly title: string
  readonly authors?: readonly (readonly [given: string, family: string])[]
  readonly year?: number
  readonly venue?: string
  readonly retractedBy?: string
}

/** A record of DBLP. */
export interface StandInRecord {
  readonly key: string
  readonly title: string
  readonly author: string
  readonly venue: string
  readonly year: number
}

export interface StandInNote {
  readonly id: string
  readonly title: string
  readonly authors?: readonly string[]
  readonly venue?: string
  readonly venueId?: string
  /** Which API holds it. */
  readonly api?: 1 | 2
}

export interface StandInVideo {
  readonly id: string
  readonly title?: string
  readonly state: 'public' | 'embedding-off' | 'private' | 'deleted'
}

export interface StandInHubRepository {
  readonly kind: 'models' | 'datasets' | 'spaces'
  readonly id: string
  readonly formerIds?: readonly string[]
  readonly gated?: boolean
  readonly disabled?: boolean
}

/** A page of some host: `host/path?query` → what it answers. */
export interface StandInPage {
  readonly status: number
  readonly location?: string
  readonly body?: string
}

export interface World {
  readonly papers?: readonly StandInPaper[]
  readonly repositories?: readonly StandInRepository[]
  readonly owners?: readonly string[]
  readonly gists?: readonly string[]
  readonly works?: readonly StandInWork[]
  readonly records?: readonly StandInRecord[]
  readonly notes?: readonly StandInNote[]
  /** The account that OpenReview accepts. */
  readonly account?: {readonly id: string; readonly password: string}
  readonly videos?: readonly StandInVideo[]
  readonly hub?: readonly StandInHubRepository[]
  /** Invite code → name of the server. */
  readonly invites?: Readonly<Record<string, string>>
  readonly pages?: Readonly<Record<string, StandInPage>>
  /** Address → timestamp of its capture, `YYYYMMDDhhmmss`. */
  readonly captures?: Readonly<Record<string, string>>
  /** Origins that Software Heritage has. */
  readonly archivedOrigins?: readonly string[]
}
