/** Runs that end before V8's compilers have paid for themselves go without some of them, or use them differently. */
import {setFlagsFromString} from 'node:v8'

/**
 * Up to here a run takes less CPU without the optimising compiler. With it and without it, on Node 20 with real lists: 112 KB 0.37 and 0.23 s,
 * 310 KB 0.41 and 0.25 s, 1 MB 1.38 and 1.19 s, 3 MB 3.1 and 4.5 s; a list of 12 KB takes 6 MB less at its peak.
 */
const shortRunCharacters = 1_000_000

/**
 * Up to here it pays to optimise only what is used most or, from Node 24 on, whose V8 counts uses differently, to wait for optimised code
 * instead of running slow code beside the compiler. CPU before and after, on Node 20: 1.1 MB 1.8 and 1.24 s, 11 MB 6.1 and 6.7 s; on Node 24:
 * 1.1 MB 1.3 and 1.03 s, 11 MB no difference.
 */
const mediumRunCharacters = 4_000_000
const v8Version = Number.parseInt(process.versions.v8, 10)

/**
 * @param characters how much text there is to lint
 * @returns what sets the flags back, as the compiled code is kept for runs that start with the usual ones
 */
export function spareCompilers(characters: number): () => void {
  const [flag, opposite] = flagsFor(characters)
  if (flag !== undefined) setFlagsFromString(flag)
  return () => {
    if (opposite !== undefined) setFlagsFromString(opposite)
  }
}

/** The flag to set, and the one that undoes it where kept code depends on it. */
function flagsFor(characters: number): readonly [flag?: string, opposite?: string] {
  // Not `--no-regexp-tier-up`, which would save more: V8 then crashes on a pattern that was used before.
  if (characters <= shortRunCharacters) return ['--no-opt', '--opt']
  if (characters > mediumRunCharacters) return []
  if (v8Version >= 13) return ['--no-concurrent-recompilation', '--concurrent-recompilation']
  return v8Version < 12 ? ['--interrupt-budget=500000'] : []
}
