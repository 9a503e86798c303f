/** Time as the checker sees it, so that a test can stand still or leap. */

export interface Clock {
  /** Milliseconds of a clock that never jumps; only differences mean something. */
  now(): number
  /** Epoch milliseconds, for dates that others wrote. May jump. */
  wallNow(): number
  /** Runs `action` once, `delayMs` from now; the returned function calls it off. */
  after(delayMs: number, action: () => void): () => void
  /** A number in [0, 1), for jitter. */
  random(): number
}

/** What is to wait longer would be run at once: Node keeps delays in 31 bits. No run lasts these 24 days. */
export const longestDelayMs: number = 2 ** 31 - 1

export const systemClock: Clock = {
  // On Node.js 20 `performance` is loaded when it is first named, which takes 7 ms.
  now: () => process.uptime() * 1000,
  wallNow: () => Date.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, Math.min(delayMs, longestDelayMs))
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

export interface ScopedClock extends Clock {
  /** Calls off all that has not run yet, and whatever is asked for later. */
  callOff(): void
}

/** A clock for one run, which holds the process up no longer than the run lasts. */
export function scoped(clock: Clock): ScopedClock {
  const pending = new Set<() => void>()
  let isOver = false
  return {
    now: () => clock.now(),
    wallNow: () => clock.wallNow(),
    random: () => clock.random(),
    after(delayMs, action) {
      if (isOver) return () => undefined
      const cancel = clock.after(delayMs, () => {
        pending.delete(cancel)
        action()
      })
      pending.add(cancel)
      return () => {
        pending.delete(cancel)
        cancel()
      }
    },
    callOff() {
      isOver = true
      for (const cancel of pending) cancel()
      pending.clear()
    },
  }
}

/** Resolves after `delayMs`. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve)
  })
}
