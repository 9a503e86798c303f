/** What the parts of the action pass to each other. */
import type {Report} from '../core/report.ts'
import type {ReportContext} from '../report/reporter.ts'
import type {Api} from './api.ts'
import type {Changed} from './changed.ts'
import type {ListedEntry} from './engine.ts'
import type {Event} from './event.ts'
import type {Inputs} from './inputs.ts'
import type {Ports} from './ports.ts'

/** What every part of the action is given. */
export interface Run {
  readonly ports: Ports
  readonly inputs: Inputs
  readonly event: Event
  readonly api: Api
}

/** A run's result, as the parts that show it need it. */
export interface CheckResult {
  /** What is charged: everything, or what the pull request adds. */
  readonly report: Report
  readonly sources: ReadonlyMap<string, string>
  /** Entries that the pull request adds or changes. */
  readonly added: number
  /** Errors and warnings that were there before the pull request. */
  readonly older: number
  readonly changed: Changed | undefined
  /** False if a list could not be read, or its added lines not be told apart: then having no findings does not mean that it is clean. */
  readonly isWhole: boolean
  /** Why lists could not be read, a sentence each; on a pull request, only where it changes one of them. */
  readonly unread: readonly string[]
  readonly entries: readonly ListedEntry[]
  /** Warnings of the run itself, such as an ignored key of the configuration. */
  readonly remarks: readonly string[]
  readonly maxWarnings: number | undefined
  readonly interrupted: boolean
  readonly context: ReportContext
}
