/** Work by steps, done while other work waits for the network. */

export interface Meanwhile<Result> {
  /** Begins; between two steps whatever the event loop has ready is done. */
  start(): void
  /** Does what is left at once. */
  finish(): Result
}

export function meanwhile<Result>(steps: Generator<unknown, Result, void>): Meanwhile<Result> {
  let result: {readonly value: Result} | undefined
  let pause: NodeJS.Immediate | undefined
  const step = (): boolean => {
    const {done, value} = steps.next()
    if (done === true) result = {value}
    return done === true
  }
  const goOn = (): void => {
    if (!step()) pause = setImmediate(goOn)
  }
  return {
    start: goOn,
    finish() {
      clearImmediate(pause)
      while (result === undefined) step()
      return result.value
    },
  }
}
