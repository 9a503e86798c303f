/** The run's network part: progress, Ctrl-C, secrets and the trace around the checker. */
import {type CheckEnvironment, check, createProgressPrinter, type Progress} from '../check/index.ts'
import {identityOf} from '../core/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {PaperFacts} from '../core/resolver.ts'
import type {Document} from '../markdown/document.ts'
import type {Verdicts} from '../network.ts'
import {visible} from '../report/escape.ts'
import {resolvers} from '../resolvers/index.ts'
import {version} from '../version.ts'
import {spareMemory} from './many-links.ts'
import {note} from './terminal.ts'

/** Nothing of the second look is needed for a verdict, so it does not last. */
const secondLookMs = 30_000
const copiesMs = 8000

export interface Asked {
  /** Requests sent. */
  readonly requests: number
  /** Ctrl-C ended it: what is known is in the verdicts. */
  readonly interrupted: boolean
  /** The paper that an entry means, where a search for its title found exactly one. */
  rightPaperOf(url: string, title: string): PaperFacts | undefined
}

/**
 * Ask the network about every target and take the verdicts in.
 *
 * @param meanwhile work for the time until the first replies; it is not called where nothing has to be asked
 */
export async function askNetwork(
  documents: readonly Document[],
  verdicts: Verdicts,
  options: CheckOptions,
  showProgress: boolean,
  env: Readonly<Record<string, string | undefined>>,
  meanwhile?: () => void,
): Promise<Asked> {
  spareMemory(verdicts.targets.length)
  const interruption = new AbortController()
  const onSignal = (): void => interruption.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const printer = showProgress ? createProgressPrinter(process.stderr, env['CI'] !== undefined && env['CI'] !== 'false') : undefined
  let latest: Progress | undefined
  const environment: CheckEnvironment = {
    resolvers,
    identityOf,
    secrets: secretsIn(env),
    ...(options.searchTitles && {titleOf: verdicts.titleOf}),
    signal: interruption.signal,
    onProgress(progress) {
      latest = progress
      printer?.update(progress)
    },
    onWarning: note,
    onTrace: (line) => process.stderr.write(`${visible(line)}\n`),
    ...(meanwhile !== undefined && {onAsking: meanwhile}),
    agent: `paperlint/${version}`,
    env,
  }
  let second: Pick<Asked, 'requests' | 'rightPaperOf'> | undefined
  try {
    for await (const checked of check(verdicts.targets, options, environment)) verdicts.add(checked)
    if (!interruption.signal.aborted) second = await lookFurther(documents, verdicts, options, environment)
  } finally {
    printer?.end()
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  return {
    requests: (latest?.requests ?? 0) + (second?.requests ?? 0),
    interrupted: interruption.signal.aborted,
    rightPaperOf: (url, title) => second?.rightPaperOf(url, title),
  }
}

/** Titles that don't fit, copies of what is dead; ended at once by Ctrl-C. */
async function lookFurther(
  documents: readonly Document[],
  verdicts: Verdicts,
  options: CheckOptions,
  environment: CheckEnvironment,
): Promise<Pick<Asked, 'requests' | 'rightPaperOf'>> {
  const {createInquirer} = await import('../check/inquire.ts')
  const {lookAtTitles, lookForCopies} = await import('../second-look.ts')
  const inquirer = createInquirer(options, environment, Math.min(secondLookMs, options.deadlineMs ?? secondLookMs))
  try {
    const copies = options.archive
      ? orEnded(lookForCopies(verdicts, inquirer.ask), [AbortSignal.timeout(copiesMs), environment.signal])
      : undefined
    const rightPaperOf = await orEnded(lookAtTitles(documents, verdicts, inquirer.ask, options.searchTitles), [environment.signal])
    await copies
    return {requests: inquirer.requests, rightPaperOf: rightPaperOf ?? (() => undefined)}
  } finally {
    inquirer.close()
  }
}

/** Secrets come from the environment alone. */
function secretsIn(env: Readonly<Record<string, string | undefined>>): CheckEnvironment['secrets'] {
  const github = env['GITHUB_TOKEN'] ?? env['GH_TOKEN']
  const {S2_API_KEY: semanticscholar, HF_TOKEN: huggingface} = env
  return {
    ...(github !== undefined && github !== '' && {github}),
    ...(semanticscholar !== undefined && semanticscholar !== '' && {semanticscholar}),
    ...(huggingface !== undefined && huggingface !== '' && {huggingface}),
  }
}

/** The promise's value, or undefined as soon as one of the signals ends the wait. */
function orEnded<T>(promise: Promise<T>, signals: readonly (AbortSignal | undefined)[]): Promise<T | undefined> {
  const ended = new Promise<undefined>((resolve) => {
    for (const signal of signals) signal?.addEventListener('abort', () => resolve(undefined), {once: true})
  })
  return Promise.race([promise, ended])
}
