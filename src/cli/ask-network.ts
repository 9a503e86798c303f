/** The run's network part: progress, Ctrl-C, secrets and the trace around the checker. */
import {type CheckEnvironment, check, createProgressPrinter, type Progress} from '../check/index.ts'
import {identityOf} from '../core/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {Verdicts} from '../network.ts'
import {visible} from '../report/escape.ts'
import {resolvers} from '../resolvers/index.ts'
import {version} from '../version.ts'
import {spareMemory} from './many-links.ts'
import {note} from './terminal.ts'

export interface Asked {
  /** Requests sent. */
  readonly requests: number
  /** Ctrl-C ended it: what is known is in the verdicts. */
  readonly interrupted: boolean
}

/**
 * Ask the network about every target and take the verdicts in.
 *
 * @param meanwhile work for the time until the first replies; it is not called where nothing has to be asked
 */
export async function askNetwork(
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
  try {
    for await (const checked of check(verdicts.targets, options, environment)) verdicts.add(checked)
  } finally {
    printer?.end()
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  return {requests: latest?.requests ?? 0, interrupted: interruption.signal.aborted}
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
