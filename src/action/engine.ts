/** The seam to the linter: what the action asks of a run, and what it gets. */
import type {Review} from '../config/load.ts'
import type {Report} from '../core/report.ts'
import type {AddedLines} from '../git/line-ranges.ts'

export interface EngineOptions {
  /** The repository's root; paths in the report are relative to it. */
  readonly cwd: string
  /** Files, directories and globs; none for the default. */
  readonly operands: readonly string[]
  /** Path of the configuration; undefined for the default one. */
  readonly config: string | undefined
  /** On a pull request: a file's text in the base branch, so that a pull request can't widen what its own run may do. */
  readonly review: Review | undefined
  /** Command-line options from the workflow's file, one per item. */
  readonly args: readonly string[]
  /** Only links on these lines are asked over the network; the rules see everything. Undefined for all. */
  readonly changed: AddedLines | undefined
  /** The verdict cache's file; undefined for none. */
  readonly cacheFile: string | undefined
  /** For links that GitHub's API settles; empty for none. */
  readonly token: string
  /**
   * The repository's page, which services are told if the configuration names no contact. Undefined for a private repository: its name is
   * nobody else's business, nor are its titles, which are not searched for unless the configuration says so.
   */
  readonly publicPage: string | undefined
}

/** A paper's entry, which says in the issue what a link belongs to. */
export interface ListedEntry {
  readonly file: string
  /** Its lines, from 1. */
  readonly line: number
  readonly endLine: number
  /** What the list calls it: its name, else its title. */
  readonly name: string | undefined
}

export interface Unread {
  /** Paths as in the report; operands that name no file, such as a pattern, are left out. */
  readonly files: readonly string[]
  /** A sentence each. */
  readonly problems: readonly string[]
}

export interface EngineResult {
  readonly report: Report
  /** In order of their places. */
  readonly entries: readonly ListedEntry[]
  /** Path as in the report → the text that was linted. */
  readonly sources: ReadonlyMap<string, string>
  /** Sentences for the log, e.g. configuration keys that were ignored. */
  readonly notes: readonly string[]
  /** What was named and could not be read. */
  readonly unread: Unread
  /** More warnings than this fail the run; undefined for any number. */
  readonly maxWarnings: number | undefined
  /** The runner stopped the run before every link was checked. */
  readonly interrupted: boolean
}

/** @throws Error for a mistake of use, its message saying what to do */
export type Engine = (options: EngineOptions) => Promise<EngineResult>
