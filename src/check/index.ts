/** Links → verdicts: the checker's public interface. Each stage has a file of its own; `run.ts` composes them. */
import type {Checked} from '../core/checked.ts'
import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './environment.ts'
import {createOutbox} from './outbox.ts'
import {type Run, startRun} from './run.ts'
import type {Target} from './visit/plan.ts'

export type {Checked} from '../core/checked.ts'
export type {CheckEnvironment} from './environment.ts'
export {createProgressPrinter, type Progress} from './progress.ts'
export type {SecretValues} from './send-probe.ts'
export type {Target} from './visit/plan.ts'

/**
 * Checks every target once and yields it as soon as it is settled.
 *
 * @param targets absolute URLs, each only once; schemes other than http(s) are `skipped`
 *
 * Never throws because of a server, a name, a URL or the cache's disk.
 */
export async function* check(
  targets: Iterable<Target>,
  options: CheckOptions,
  environment: CheckEnvironment,
): AsyncGenerator<Checked, void, void> {
  const outbox = createOutbox<Checked>()
  const run = startRun([...targets], options, environment, outbox)
  const onAbort = (): void => {
    run.tellKnown()
    outbox.end()
  }
  environment.signal?.addEventListener('abort', onAbort)
  if (environment.signal?.aborted === true) outbox.end()
  try {
    yield* outbox.items()
  } finally {
    environment.signal?.removeEventListener('abort', onAbort)
    await run.stop()
  }
}

/**
 * Like `check`, but hands every verdict to `take`, which costs less for many links.
 *
 * Resolves when all are settled, or when the signal ends the run.
 */
export async function checkEach(
  targets: readonly Target[],
  options: CheckOptions,
  environment: CheckEnvironment,
  take: (checked: Checked) => void,
): Promise<void> {
  const {signal} = environment
  let run: Run | undefined
  try {
    await new Promise<void>((resolve) => {
      if (signal?.aborted === true) resolve()
      const onAbort = (): void => {
        run?.tellKnown()
        resolve()
      }
      signal?.addEventListener('abort', onAbort, {once: true})
      run = startRun(targets, options, environment, {put: take, end: resolve})
    })
  } finally {
    await run?.stop()
  }
}
