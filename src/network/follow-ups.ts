/** Follow-up questions, which no verdict needs: other titles, publications of preprints, copies of dead links. Asked during a run and after it. */
import type {CheckEnvironment} from '../check/environment.ts'
import type {CheckOptions} from '../core/options.ts'
import type {Facts} from '../core/registry/resolver.ts'
import type {Document} from '../markdown/document.ts'
import type {Verdicts} from '../verdicts.ts'
import type {FollowUp} from './follow-up-questions.ts'

/** Nobody should wait long for what no verdict needs. */
const allMs = 30_000
const copiesMs = 8000

export interface FollowUps {
  /** Asks about what is settled by now, while other links are still being checked. Has an effect only once. */
  begin(): void
  /** Asks about everything that is left, once all links are settled. */
  finish(): Promise<void>
  /** Requests so far. */
  readonly requests: number
}

export interface FollowUpOptions {
  readonly documents: readonly Document[]
  readonly verdicts: Verdicts
  readonly options: CheckOptions
  readonly environment: CheckEnvironment
  /** What is left of the run's time, in milliseconds. */
  leftMs(): number
  /** Whether any rule wants to know where preprints were published. */
  readonly publications: boolean
}

/** Ctrl-C ends every wait at once. */
export function createFollowUps({documents, verdicts, options, environment, leftMs, publications}: FollowUpOptions): FollowUps {
  const askedAbout = {titles: new Set<string>(), preprints: new Set<string>()}
  const grown = new Set<string>()
  let requests = 0
  let begun: Promise<void> | undefined

  const askAll = async (isLast: boolean): Promise<void> => {
    const [{createInquirer}, {askForCopies, askForPublications, askForTitles}] = await Promise.all([
      import('../check/inquire.ts'),
      import('./follow-up-questions.ts'),
    ])
    const inquirer = createInquirer(options, environment, Math.min(allMs, leftMs()))
    const followUp: FollowUp = {documents, verdicts, ask: inquirer.ask, searchTitles: options.searchTitles, askedAbout, grown}
    const ended = (promise: Promise<void>, ...signals: AbortSignal[]): Promise<void> => orEnded(promise, [...signals, environment.signal])
    try {
      await Promise.all([
        ended(askForTitles(followUp)),
        publications ? ended(askForPublications(followUp)) : undefined,
        isLast && options.archive ? ended(askForCopies(followUp), AbortSignal.timeout(copiesMs)) : undefined,
      ])
    } finally {
      requests += inquirer.requests
      inquirer.close()
    }
  }

  return {
    begin() {
      begun ??= askAll(false)
      // `finish` awaits it, and throws what went wrong.
      begun.catch(() => {})
    },
    async finish() {
      await begun
      if (environment.signal?.aborted !== true) await askAll(true)
      await remember(options.cacheFile, grown, verdicts)
    },
    get requests() {
      return requests
    },
  }
}

/** Keeps publications, and titles that name no other paper, with the verdicts, so that the next run need not ask again. */
async function remember(cacheFile: string | undefined, grown: ReadonlySet<string>, verdicts: Verdicts): Promise<void> {
  if (cacheFile === undefined || grown.size === 0) return
  const facts = new Map<string, Facts>()
  for (const url of grown) {
    const known = verdicts.of(url)?.facts
    if (known !== undefined) facts.set(url, known)
  }
  const {writeFacts} = await import('../check/memory/cache-file.ts')
  // That the cache can't be written has been reported already.
  await writeFacts(cacheFile, facts).catch(() => {})
}

/** The promise, or nothing as soon as one of the signals ends the wait. */
function orEnded(promise: Promise<void>, signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const signal of signals) signal?.addEventListener('abort', () => resolve(), {once: true})
  })
  return Promise.race([promise, ended])
}
