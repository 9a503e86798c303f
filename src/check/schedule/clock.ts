/** Time as the checker sees it, so that tests can stop it or jump ahead. */

export interface Clock {
  /** Milliseconds of a clock that never jumps; only differences mean something. */
  now(): number
  /** Epoch milliseconds, for dates that others wrote. May jump. */
  wallNow(): number
  /** Runs `action` once, `delayMs` from now; the returned function cancels it. */
  after(delayMs: number, action: () => void): () => void
  /** A number in [0, 1), for jitter. */
  random(): number
}

/** Node keeps delays in 31 bits, and does not wait at all for longer ones. No run lasts these 24 days. */
export const longestDelayMs: number = 2 ** 31 - 1

export const systemClock: Clock = {
  // On Node.js 20 `performance` is loaded on first use, which takes 7 ms.
  now: () => process.uptime() * 1000,
  wallNow: () => Date.now(),
  after(delayMs, action) {
    // What was due a moment ago is due now; from Node.js 24 on, a negative delay makes the process print a warning.
    const timer = setTimeout(action, Math.min(Math.max(0, delayMs), longestDelayMs))
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

export interface ScopedClock extends Clock {
  /** Cancels all actions that have not run yet, and any asked for later. */
  callOff(): void
}

/** A clock for one run, whose timers don't keep the process alive after it. */
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
