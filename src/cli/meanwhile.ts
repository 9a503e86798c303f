/** Work by steps, done while other work waits for the network. */
import {spareCompilers} from './short-run.ts'

export interface Meanwhile<Result> {
  /** Begins; a step is taken whenever the event loop has had nothing to do. */
  start(): void
  /** Does what is left at once. */
  finish(): Result
}

/** How often it is asked whether there was nothing to do. */
const lookEveryMs = 1

/** @param characters how much text the work is about */
export function meanwhile<Result>(steps: Generator<unknown, Result, void>, characters: number): Meanwhile<Result> {
  let result: {readonly value: Result} | undefined
  let timer: NodeJS.Timeout | undefined
  let seen: ReturnType<typeof performance.eventLoopUtilization> | undefined
  const step = (): void => {
    const {done, value} = steps.next()
    if (done === true) result = {value}
  }
  const goOn = (): void => {
    const now = performance.eventLoopUtilization()
    if (seen === undefined || now.idle > seen.idle) {
      const restore = spareCompilers(characters)
      step()
      restore()
    }
    seen = performance.eventLoopUtilization()
    if (result === undefined) timer = setTimeout(goOn, lookEveryMs)
  }
  return {
    start: goOn,
    finish() {
      clearTimeout(timer)
      const restore = spareCompilers(characters)
      while (result === undefined) step()
      restore()
      return result.value
    },
  }
}
