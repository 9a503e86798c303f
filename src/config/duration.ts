/** Durations as people write them: `300ms`, `2s`, `5m`, `6h`, `1d`. */

const unitMs = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const

/** @returns milliseconds, or `undefined` for what is no duration */
export function durationMsOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text)
  if (match === null) return undefined
  // The pattern allows these units only.
  return Math.round(Number(match[1]) * unitMs[match[2] as keyof typeof unitMs])
}
