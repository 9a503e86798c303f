/** What knows one service: which requests settle its links, and what the replies mean. Pure; the checker does the asking. */
import type {Identity} from './identity.ts'
import type {Outcome, Probe} from './probe.ts'
import type {Verdict} from './report.ts'

/** Where a preprint was published. */
export interface Publication {
  /** As the venue writes itself, e.g. `CVPR`. */
  readonly venue: string
  readonly year?: number
  /** Who says so, two at least. */
  readonly sources: readonly string[]
}

/** What came of a second look at a paper that is listed under another title than its registry has. */
export interface TitleLook {
  /** As listed. */
  readonly title: string
  /** The address of the paper that is meant, where a search found exactly one. */
  readonly meant?: string
}

/** What a registry knows of a paper. */
export interface PaperFacts {
  readonly kind: 'paper'
  /** Current title first, then titles of other recorded versions. */
  readonly titles: readonly string[]
  /** Full names in order. */
  readonly authors?: readonly string[]
  /** Year of first publication or submission. */
  readonly year?: number
  /** Where it was published, in the registry's words. */
  readonly venue?: string
  /** True only where the venue has accepted it. */
  readonly accepted?: boolean
  /** Reason given, or an empty string. */
  readonly withdrawn?: string
  /** The notice's DOI or an empty string. */
  readonly retracted?: string
  /** It has had earlier versions, and nobody told what they were called. */
  readonly hasUnknownTitles?: true
  /** Listed titles for which nothing is left to ask. */
  readonly looks?: readonly TitleLook[]
  /** A volume, a figure, a data set, a review: not what an entry is about, whatever it is called. */
  readonly isNoPaper?: true
  /** Newest version, e.g. 3. */
  readonly latestVersion?: number
  readonly doi?: string
  readonly arxiv?: string
  /** DBLP's key of the published version, e.g. `conf/cvpr/HeCXLDG22`. */
  readonly dblp?: string
  /** Of a preprint, where it was published; null where everybody was asked and no two agree. */
  readonly publication?: Publication | null
}

/** What a code host knows of a repository. */
export interface RepositoryFacts {
  readonly kind: 'repository'
  /** `owner/name` as it is called today. */
  readonly fullName: string
  readonly archived: boolean
  readonly empty: boolean
  readonly disabled: boolean
}

export type Facts = PaperFacts | RepositoryFacts | {readonly kind: 'other'; readonly title?: string}

/** What a reply settles about one identity. */
export interface Settlement {
  readonly verdict: Verdict
  /** Machine-readable cause, as in the report. */
  readonly reason: string
  /** What to write instead, for `moved`. */
  readonly finalUrl?: string
  /** The same for one link, of which the identity is but a part: what stands behind it stays. */
  finalUrlFor?(url: string): string
  readonly facts?: Facts
  /** One line for people: who said what. */
  readonly evidence: string
  /**
   * The registry knows the thing and cannot vouch for this address of it (a mirror, a publisher's page, a supplement): the page is asked too.
   * What the page says counts, and this settlement only where the page is `blocked` or `error`.
   */
  readonly pageDecides?: true
}

/** What the documents say of the things they link, for sources that need more than an id. */
export interface Hints {
  /** The title under which an identity is listed; undefined where there is none or titles may not leave the machine. */
  titleOf(identity: Identity): string | undefined
}

/** A service and its manners, which are the same whatever it is asked. */
export interface Etiquette {
  /** Its key under `services` in the configuration, e.g. `datacite`. */
  readonly name: string
  /** Default base URL, without a trailing slash; the configuration may put another in its place. */
  readonly endpoint: string
  /** What the service asks for, and a little more: what counts is when requests arrive, and networks hurry some of them. */
  readonly intervalMs: number
  readonly concurrency: number
  /** Does a reply that looks like any other say that the service was asked too fast? */
  isRefusal?(response: Extract<Outcome, {kind: 'response'}>): boolean
  /** How long after a refusal one more try is welcome, where the service does not say; without it there is none. */
  readonly againAfterMs?: number
}

/**
 * Batched questions to one endpoint. A source asks about links; others ask what a finding needs: earlier titles, a published version,
 * an archived copy.
 */
export interface Inquiry<Question, Answer> extends Etiquette {
  /** Most questions per request. */
  readonly batchSize: number
  /** Most requests in one run, where the service's allowance is small; what is left over stays open. */
  readonly mostRequests?: number
  /** Smaller batches stay open: the page itself is cheaper to ask. */
  readonly leastBatch?: number
  /** False: not to be used here, e.g. for want of a token. */
  available?(secrets: Secrets): boolean
  /** Questions that must not share a request get different keys, e.g. the volume of a proceedings page. */
  batchKey?(question: Question): string
  request(batch: readonly Question[], endpoint: string, secrets: Secrets, hints?: Hints): Probe
  /**
   * What the outcome answers. A question left out stays open: the next source is asked.
   * `'split'`: the service refused the batch as such; its halves are asked instead, a single offender is left open.
   */
  read(batch: readonly Question[], outcome: Outcome, hints?: Hints): ReadonlyMap<Question, Answer> | 'split'
}

/** Puts questions to a service, at its pace; what it does not answer is missing. Never rejects for what a service says. */
export type Ask = <Question, Answer>(
  inquiry: Inquiry<Question, Answer>,
  questions: readonly Question[],
) => Promise<ReadonlyMap<Question, Answer>>

/** One way to settle identities of a service. */
export interface Source extends Inquiry<Identity, Settlement> {
  /** Identities that this source can speak of. */
  accepts?(identity: Identity, hints?: Hints): boolean
  /** Asked also of what sources before it have found alive, for facts that they lack. Of that its silence changes nothing, nor does its no. */
  readonly enriches?: true
}

/** Which secrets there are; values never reach a resolver. */
export interface Secrets {
  readonly github: boolean
  readonly semanticscholar: boolean
  readonly huggingface: boolean
  readonly openreview: boolean
}

export interface Resolver {
  /** Its key under `services` and its name in `via`. */
  readonly name: string
  /** Pure: does this identity belong here? */
  accepts(identity: Identity): boolean
  /** Asked in order; each gets what the ones before left open. */
  readonly sources: readonly Source[]
  /** What happens to an identity that no source settled: the link itself is requested, or the verdict is `error` (`not-checked`). */
  readonly otherwise: 'web' | 'error'
}
