/** How one service is checked: which requests settle its links, and what the replies mean. Pure; the checker sends the requests. */
import type {Identity} from '../link/identity.ts'
import type {Outcome, Probe} from '../probe.ts'
import type {Verdict} from '../report.ts'

/** Where a preprint was published. */
export interface Publication {
  /** The name that the venue itself uses, e.g. `CVPR`. */
  readonly venue: string
  readonly year?: number
  /** Those that say so, at least two. */
  readonly sources: readonly string[]
}

/** What was found out about a listed title that is not the registry's. */
export interface TitleLook {
  /** As listed. */
  readonly title: string
  /** The address of the paper that was meant, if a search found exactly one. */
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
  /** True only if the venue has accepted it. */
  readonly accepted?: boolean
  /** The reason given, or an empty string. */
  readonly withdrawn?: string
  /** The notice's DOI or an empty string. */
  readonly retracted?: string
  /** It has had earlier versions whose titles could not be learnt. */
  readonly hasUnknownTitles?: true
  /** Listed titles for which nothing is left to ask. */
  readonly looks?: readonly TitleLook[]
  /** A volume, a figure, a data set or a review: not what an entry is about, even if the title fits. */
  readonly isNoPaper?: true
  /** Newest version, e.g. 3. */
  readonly latestVersion?: number
  readonly doi?: string
  readonly arxiv?: string
  /** DBLP's key of the published version, e.g. `conf/cvpr/HeCXLDG22`. */
  readonly dblp?: string
  /** Where a preprint was published; null if all sources were asked and no two agree. */
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
  /** The same for one link of which the identity is only a part: what follows that part stays. */
  finalUrlFor?(url: string): string
  readonly facts?: Facts
  /** One line for people: who said what. */
  readonly evidence: string
  /**
   * The registry knows the thing but cannot vouch for this address of it (a mirror, a publisher's page, a supplement): the page is asked too.
   * The page's answer counts, and this settlement only if the page is `blocked` or `error`. A `blocked` settlement also counts if the page is
   * `dead`: the registry hides the thing from visitors.
   */
  readonly pageDecides?: true
}

/** What the documents say about the things they link, for sources that need more than an id. */
export interface Hints {
  /** The title under which an identity is listed; undefined if there is none or titles may not leave the machine. */
  titleOf(identity: Identity): string | undefined
}

/** How a service wants to be asked, the same for all questions. */
export interface Etiquette {
  /** Its key under `services` in the configuration, e.g. `datacite`. */
  readonly name: string
  /** Default base URL, without a trailing slash; the configuration may replace it. */
  readonly endpoint: string
  /** What the service asks for, and a little more: what counts is when requests arrive, and networks may bring them closer together. */
  readonly intervalMs: number
  readonly concurrency: number
  /** Whether an ordinary-looking reply says that the service was asked too fast. */
  isRefusal?(response: Extract<Outcome, {kind: 'response'}>): boolean
  /** How long after a refusal to try once more, if the service does not say; without it there is no second try. */
  readonly againAfterMs?: number
}

/**
 * Batched questions to one endpoint. A source asks about links; others ask what a finding needs: earlier titles, a published version,
 * an archived copy.
 */
export interface Inquiry<Question, Answer> extends Etiquette {
  /** Most questions per request. */
  readonly batchSize: number
  /** Most requests in one run, for services with a small allowance; the rest stays open. */
  readonly mostRequests?: number
  /** Smaller batches stay open: the page itself is cheaper to ask. */
  readonly leastBatch?: number
  /** False if the source can't be used, e.g. without a token. */
  available?(secrets: Secrets): boolean
  /** Questions that must not share a request get different keys, e.g. the volume of a proceedings page. */
  batchKey?(question: Question): string
  request(batch: readonly Question[], endpoint: string, secrets: Secrets, hints?: Hints): Probe
  /**
   * What the outcome answers. A question left out stays open: the next source is asked.
   * `'split'`: the service refused the batch as a whole; its halves are asked instead, a single offender is left open.
   */
  read(batch: readonly Question[], outcome: Outcome, hints?: Hints): ReadonlyMap<Question, Answer> | 'split'
}

/** Puts questions to a service at its own pace; unanswered ones are missing. Never rejects because of what a service says. */
export type Ask = <Question, Answer>(
  inquiry: Inquiry<Question, Answer>,
  questions: readonly Question[],
) => Promise<ReadonlyMap<Question, Answer>>

/** One way to settle identities of a service. */
export interface Source extends Inquiry<Identity, Settlement> {
  /** Identities that this source can settle. */
  accepts?(identity: Identity, hints?: Hints): boolean
  /** Also asked about what earlier sources found alive, for facts that they lack; for those, neither silence nor a "no" changes anything. */
  readonly enriches?: true
}

/** Which secrets exist; their values never reach a resolver. */
export interface Secrets {
  readonly github: boolean
  readonly semanticscholar: boolean
  readonly huggingface: boolean
  readonly openreview: boolean
}

export interface Resolver {
  /** Its key under `services` and its name in `via`. */
  readonly name: string
  /** Whether an identity belongs here; pure. */
  accepts(identity: Identity): boolean
  /** Asked in order; each gets what the ones before left open. */
  readonly sources: readonly Source[]
  /** What happens to an identity that no source settled: the link itself is requested, or the verdict is `error` (`not-checked`). */
  readonly otherwise: 'web' | 'error'
}
