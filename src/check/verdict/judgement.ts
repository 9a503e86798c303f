/** What the judge is given, and what it returns. */
import type {Verdict} from '../../core/report.ts'
import type {Headers} from '../schedule/limits.ts'
import type {HostRow} from './hosts.ts'
import type {Page} from './page.ts'

/** What a link turned out to be. */
export interface Judgement {
  readonly verdict: Verdict
  readonly reason: string
  /** What to write instead, for `moved`. */
  readonly finalUrl?: string
  readonly findings?: readonly string[]
  /** Why, for people; undefined where status and reason say it all. */
  readonly because?: string
}

export interface Step {
  /** Status of the redirect; 200 for one that the page itself asks for. */
  readonly status: number
  readonly from: string
  readonly to: string
}

export interface Evidence {
  readonly status: number
  readonly headers: Headers
  /** Undefined where none was read. */
  readonly body?: string
  readonly truncated?: boolean
  /** What the body holds, where `readSuspicious` found it worth reading. */
  readonly page?: Page
  /** Where the reply came from, without the fragment. */
  readonly url: string
  /** How the link led there. */
  readonly steps: readonly Step[]
  readonly row?: HostRow
}
