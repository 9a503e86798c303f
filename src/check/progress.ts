/** How far a run has got: the figures, and the lines that show them. */
import {type Verdict, verdicts} from '../core/report.ts'
import type {HostState} from './schedule/host.ts'

export interface HostProgress {
  readonly name: string
  /** Requests waiting for their turn or under way. */
  readonly waiting: number
  /** Estimated time until the last of them is done. */
  readonly leftMs: number
}

export interface Progress {
  readonly total: number
  readonly done: number
  readonly counts: Readonly<Record<Verdict, number>>
  /** Requests sent so far, redirects included. */
  readonly requests: number
  readonly elapsedMs: number
  /** Estimated time for the whole run: that of the busiest host. */
  readonly leftMs: number
  /** The hosts with most left to do. */
  readonly busiest: readonly HostProgress[]
}

export interface Tally {
  count(checked: {readonly verdict: Verdict}): void
  request(): void
  progress(hosts: Iterable<HostState<unknown>>, nowMs: number): Progress
}

const shownHosts = 3

export function createTally(total: number, startedMs: number): Tally {
  const counts: Record<Verdict, number> = {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0, skipped: 0}
  let done = 0
  let requests = 0
  return {
    count({verdict}) {
      counts[verdict]++
      done++
    },
    request() {
      requests++
    },
    progress(hosts, nowMs) {
      const busy: HostProgress[] = []
      for (const {name, inFlight, waiting: queue, pace, latencyMs, slots, dueMs} of hosts) {
        const waiting = queue.length + inFlight
        if (waiting === 0) continue
        const eachMs = Math.max(pace.intervalMs, (latencyMs || 500) / slots)
        busy.push({name, waiting, leftMs: Math.max(0, dueMs - nowMs) + waiting * eachMs})
      }
      busy.sort((a, b) => b.leftMs - a.leftMs)
      return {
        total,
        done,
        counts: {...counts},
        requests,
        elapsedMs: nowMs - startedMs,
        leftMs: busy[0]?.leftMs ?? 0,
        busiest: busy.slice(0, shownHosts),
      }
    },
  }
}

/** Where progress is shown, e.g. `process.stderr`. */
export interface ProgressStream {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface ProgressPrinter {
  update(progress: Progress): void
  /** Erases the live lines, so that something else can be written; the next update draws them again. */
  clear(): void
}

/** How often a line is printed where lines can't be replaced. */
const plainEveryMs = 15_000

/**
 * Shows progress: live lines on a terminal; elsewhere a plain line now and then, or nothing.
 *
 * @param inLines whether plain lines are printed where there is no terminal, as in CI
 */
export function createProgressPrinter(stream: ProgressStream, inLines: boolean): ProgressPrinter {
  let shown = 0
  let nextPlainMs = plainEveryMs
  const erase = (): void => {
    // To the line's start first, as Ctrl-C leaves `^C` there.
    if (shown > 0) stream.write(`\r\u001b[${shown}A\u001b[0J`)
    shown = 0
  }
  return {
    update(progress) {
      if (stream.isTTY === true) {
        const width = Math.max(20, (stream.columns || 80) - 1)
        const lines = [lineOf(progress), ...progress.busiest.map(hostLineOf)].map((line) => line.slice(0, width))
        erase()
        stream.write(`${lines.join('\n')}\n`)
        shown = lines.length
      } else if (inLines && progress.elapsedMs >= nextPlainMs) {
        nextPlainMs = progress.elapsedMs + plainEveryMs
        stream.write(`${lineOf(progress)}\n`)
      }
    },
    clear: erase,
  }
}

function lineOf({total, done, counts, leftMs}: Progress): string {
  const undecided = counts.blocked + counts.error
  const decided = verdicts.flatMap((verdict) =>
    verdict === 'blocked' || verdict === 'error' || counts[verdict] === 0 ? [] : [`${counts[verdict]} ${verdict}`],
  )
  const parts = undecided > 0 ? [...decided, `${undecided} undecided`] : decided
  const left = done < total && leftMs > 0 ? `, about ${durationOf(leftMs)} left` : ''
  return `${done} of ${total} links${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${left}`
}

function hostLineOf({name, waiting, leftMs}: HostProgress): string {
  return `  ${name}: ${waiting} to go, about ${durationOf(leftMs)}`
}

function durationOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
