/** Clocks with which tests need not wait. */
import {setImmediate} from 'node:timers/promises'
import {type Clock, systemClock} from '../../src/check/schedule/clock.ts'

/** Time jumps to the next timer as soon as nothing else is left to do. */
export interface VirtualClock extends Clock {
  /**
   * Lets time pass until no timer is left, or `done` says so.
   *
   * @param turns of the event loop after which nothing else is left to do
   */
  run(done?: () => boolean, turns?: number): Promise<void>
  /** Moves only the wall clock, as a time server does. */
  jump(deltaMs: number): void
}

/** @param seed for `random`, so that every run is the same */
export function virtualClock(seed = 1): VirtualClock {
  let nowMs = 0
  let wallOffsetMs = Date.UTC(2026, 0, 1)
  let order = 0
  let state = seed
  const due: {atMs: number; order: number; action: () => void}[] = []
  return {
    now: () => nowMs,
    wallNow: () => wallOffsetMs + nowMs,
    random() {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    },
    after(delayMs, action) {
      const timer = {atMs: nowMs + Math.max(0, delayMs), order: order++, action}
      due.push(timer)
      return () => {
        const at = due.indexOf(timer)
        if (at >= 0) due.splice(at, 1)
      }
    },
    async run(done = () => false, turns = 3) {
      for (;;) {
        // What an event causes may itself wait for the next turn of the event loop.
        for (let turn = 0; turn < turns; turn++) await setImmediate()
        if (done() || due.length === 0) return
        due.sort((a, b) => a.atMs - b.atMs || a.order - b.order)
        const next = due.shift()
        if (next === undefined) return
        nowMs = Math.max(nowMs, next.atMs)
        next.action()
      }
    },
    jump(deltaMs) {
      wallOffsetMs += deltaMs
    },
  }
}

/** A clock that runs so many times as fast as the system's, for real sockets; `random` is always the same number in [0, 1). */
export function fastClock(factor: number, random: number): Clock {
  return {
    ...systemClock,
    now: () => systemClock.now() * factor,
    after: (delayMs, action) => systemClock.after(delayMs / factor, action),
    random: () => random,
  }
}
