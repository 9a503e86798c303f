/** What a run of the checker is given besides its options. */
import type {Identity} from '../core/link/identity.ts'
import type {Resolver} from '../core/registry/resolver.ts'
import type {Progress} from './progress.ts'
import type {Clock} from './schedule/clock.ts'
import type {SecretValues} from './send-probe.ts'
import type {Lookup} from './wire/names.ts'

export interface CheckEnvironment {
  readonly resolvers: readonly Resolver[]
  identityOf(url: string): Identity | undefined
  /** The run's own: one that its service refuses is taken out. */
  readonly secrets: SecretValues
  /** The title under which a URL is listed, for services that are asked by title; undefined if there is none or titles must not be sent. */
  titleOf?(url: string): string | undefined
  /** Ends the run at once; what is settled by then is yielded and cached. */
  readonly signal?: AbortSignal
  /** Called once, when the first requests are on their way and the run has nothing to do until replies come. */
  onAsking?(): void
  /** Called about five times a second, and once at the end. */
  onProgress?(progress: Progress): void
  /** Called once per problem, e.g. that the cache can't be written. */
  onWarning?(message: string): void
  /** The story of the URL that `options.trace` names, line by line. */
  onTrace?(line: string): void
  /** The process ends after the run, so idle connections, which don't keep it alive, need not be closed. */
  readonly endsWithRun?: boolean
  /** Name and version for the User-Agent, e.g. `paperlint/1.2.3`. */
  readonly agent?: string
  /** Where to read about this program, for the User-Agent of runs without a contact of their own. */
  readonly home?: string
  /** The system's clock by default. */
  readonly clock?: Clock
  /** Looks host names up; the system's resolver by default. */
  readonly lookup?: Lookup
  /** Proxies are read from here; `process.env` by default. */
  readonly env?: Readonly<Record<string, string | undefined>>
}
