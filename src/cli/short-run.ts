/** Runs that end before V8's compilers have paid for themselves go without some of them, or have them work in another way. */
import {setFlagsFromString} from 'node:v8'

/**
 * Up to here less is spent without the compiler. Measured on Node 20 with real lists: 112 KB 0.37 against 0.23 s of CPU, 310 KB 0.41
 * against 0.25 s, 1 MB 1.38 against 1.19 s, 3 MB 3.1 against 4.5 s; a list of 12 KB takes 6 MB less at its peak.
 */
const shortRunCharacters = 1_000_000

/**
 * Up to here it pays to compile only what is used most, and from Node 24 on, whose V8 counts uses in another way, to compile it at once
 * instead of beside slow code that runs on. Measured on Node 20: 1.1 MB 1.8 against 1.24 s of CPU, 11 MB 6.1 against 6.7 s; on Node 24:
 * 1.1 MB 1.3 against 1.03 s, 11 MB no difference.
 */
const mediumRunCharacters = 4_000_000
const v8Version = Number.parseInt(process.versions.v8, 10)

/**
 * @param characters how much text there is to lint
 * @returns puts everything back, as what V8 has compiled is kept for runs that start with its usual flags
 */
export function spareCompilers(characters: number): () => void {
  const [flag, opposite] = flagsFor(characters)
  if (flag !== undefined) setFlagsFromString(flag)
  return () => {
    if (opposite !== undefined) setFlagsFromString(opposite)
  }
}

/** What to set, and what sets it back where that matters to what is kept. */
function flagsFor(characters: number): readonly [flag?: string, opposite?: string] {
  // Not `--no-regexp-tier-up`, which would spare more: V8 crashes on a pattern that was used before it.
  if (characters <= shortRunCharacters) return ['--no-opt', '--opt']
  if (characters > mediumRunCharacters) return []
  if (v8Version >= 13) return ['--no-concurrent-recompilation', '--concurrent-recompilation']
  return v8Version < 12 ? ['--interrupt-budget=500000'] : []
}
