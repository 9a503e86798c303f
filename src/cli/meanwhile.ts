/** Work in steps, done while other work waits for the network. */
import {spareCompilers} from './short-run.ts'

export interface Meanwhile<Result> {
  /** Begins; takes a step whenever the event loop has had hardly anything to do. */
  start(): void
  /** Takes all the remaining steps. */
  finish(): Result
}

/** How often to see how busy the event loop was. */
const lookEveryMs = 1
/** A busier event loop is sending requests: the sooner they leave, the sooner the run is over. */
const busyShare = 0.5

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
    if (seen === undefined || performance.eventLoopUtilization(seen).utilization < busyShare) {
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
