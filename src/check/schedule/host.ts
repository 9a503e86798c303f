/** What is known about a host, and how its requests went. */
import type {Allowance} from './limits.ts'
import {createPace, type Pace} from './pace.ts'
import {Queue} from './queue.ts'
import type {HostLimits} from './slots.ts'

/** What a reply, or its absence, says about how its host may be asked: it sets the host's pace and slots. */
export type Feedback =
  /** It answered. */
  | {readonly kind: 'fine'; readonly allowance?: Allowance; readonly again?: true}
  /**
   * It said "too many", or (`fails`) it fails for other pages too, perhaps for that reason; `again`: this job was refused before; `oneByOne`:
   * it can't take two requests at once.
   */
  | {
      readonly kind: 'limited'
      readonly waitMs?: number
      readonly allowance?: Allowance
      readonly again?: true
      readonly fails?: true
      readonly oneByOne?: true
    }
  /** It broke down, perhaps under our requests. */
  | {readonly kind: 'strained'}
  /** It could not be reached. */
  | {readonly kind: 'unreachable'}
  /** Nobody listens, at least at this port. */
  | {readonly kind: 'refused'}
  /** Nothing was sent. */
  | {readonly kind: 'none'}

/** The result of a request: for its host, and for its job. */
export interface Turn {
  readonly feedback: Feedback
  /**
   * When the job goes on at the host that it names by then, if it does: after so many milliseconds, or after everything that waits, as it may be
   * settled by then.
   */
  readonly next?: number | 'last'
}

export interface HostState<Job> {
  readonly name: string
  readonly pace: Pace
  /** Most requests in flight: by settings, and at the moment. */
  readonly maxSlots: number
  slots: number
  inFlight: number
  /** Jobs that wait for the time of their next turn. */
  resting: number
  /** Turns whose request has not left yet because its connection is being made. */
  unsent: number
  readonly waiting: Queue<Job>
  /** When the next request may leave. */
  dueMs: number
  /** Counts strains: requests of one epoch that fail are one event. */
  strainEpoch: number
  answered: number
  failuresInRow: number
  /** Mean time of a request. */
  latencyMs: number
  /** In the ready or the waiting line at the moment. */
  lined: boolean
  /** Why it is not asked any more. */
  closed?: string
}

export function createHostState<Job>(name: string, limits: HostLimits): HostState<Job> {
  return {
    name,
    pace: createPace(limits.intervalMs),
    maxSlots: limits.slots,
    slots: Math.min(limits.firstSlots, limits.slots),
    inFlight: 0,
    resting: 0,
    unsent: 0,
    waiting: new Queue<Job>(),
    dueMs: 0,
    strainEpoch: 0,
    answered: 0,
    failuresInRow: 0,
    latencyMs: 0,
    lined: false,
  }
}
