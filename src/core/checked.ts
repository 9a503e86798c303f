/** What the network part says about one URL. */
import type {Identity} from './link/identity.ts'
import type {Facts} from './registry/resolver.ts'
import type {ReportedLink} from './report.ts'

/** A link of the report without its places, and what the registries said about it. */
export interface Checked extends Omit<ReportedLink, 'occurrences'> {
  readonly identity?: Identity
  readonly facts?: Facts
}
