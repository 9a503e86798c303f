/** Everything the action does to the world, so that the rest can be tested without a runner. */
import type {Annotation} from '../report/annotations.ts'
import type {Engine} from './engine.ts'

export interface Ports {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly engine: Engine
  /** An input's text, trimmed; empty where it is not set. */
  input(name: string): string
  info(message: string): void
  /** A line of the log that also shows on the run's page. */
  warn(message: string): void
  annotate(annotation: Annotation): void
  setOutput(name: OutputName, value: string | number): void
  setFailed(message: string): void
  writeSummary(markdown: string): Promise<void>
  /** Restores the folder as an earlier run of the default branch left it; false if there is none. */
  restoreCache(folder: string): Promise<boolean>
  saveCache(folder: string): Promise<void>
  isOnline(): Promise<boolean>
  now(): number
  sleep(milliseconds: number): Promise<void>
}

/** The action's outputs, as in `action.yml`. */
export const outputNames = [
  'verdict',
  'errors',
  'warnings',
  'notes',
  'older',
  'links',
  'ok',
  'moved',
  'dead',
  'undecided',
  'json',
  'html',
  'sarif',
  'junit',
  'markdown',
  'rdjson',
  'badge',
  'pull-request',
  'issue',
  'fix-pull-request',
] as const

export type OutputName = (typeof outputNames)[number]
