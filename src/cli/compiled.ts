/** Keeps what V8 has made of the program's larger files: without it a start takes half as long again. */
import {accessSync, constants, readFileSync, renameSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {Script} from 'node:vm'

export interface Compiled {
  readonly exports: unknown
  /**
   * Saves the compiled forms until a few runs in a row have added little, as every list uses other functions; after that where they lack much, as
   * those of a `--version` do, and once a day. To be called at the end of a run; never throws.
   */
  keep(): void
}

/**
 * The compiled form that a long run leaves is 1.9 times the size of its source; after a `--version` it is 0.8 times, after a list of one link
 * 1.4. V8 itself would know better, but asking it what it has compiled takes a millisecond.
 */
const usualShare = 1.6
/** A compiled form that is larger by less has learnt little. A function that is missing is compiled in every run: with all of them a start takes a tenth less. */
const leastGrowth = 1.01
/** A long run may have let go of functions that it no longer used. */
const leastKept = 0.99
/** After so many runs in a row that have added little, a compiled form is left as it is, */
const enoughRuns = 4
/** but for one run a day: there may be other lists by then. */
const settledForMs = 86_400_000

/** A smaller file compiles as fast as its compiled form is found and read. The one file with an `import()` is smaller. */
const leastBytes = 20_000

/**
 * Loads a CommonJS file and makes it known to `require`; files beside it that it requires are loaded in the same way.
 *
 * The compiled form lies beside the file, under a name with this Node's version: whoever can write there can write the file itself, so it is
 * as trustworthy. V8 checks its own version and flags, and compiles again where they differ. Node's own compile cache, from 22.8 on, keeps
 * less of the functions and costs more to start.
 *
 * @param path of a file of ASCII, without `import()`, which does not work in code from V8's cache
 * @param requireHere finds what the file requires by package or absolute path
 */
export function loadCompiled(path: string, requireHere: NodeJS.Require): Compiled {
  const folder = dirname(path)
  const scripts: Loaded[] = []

  const load = (file: string, code: string): unknown => {
    const compiledFile = `${file}.${process.version}-${process.arch}.cache`
    const kept = readIfThere(compiledFile)
    // Its last byte says how many runs in a row have added little to it.
    const cachedData = kept?.subarray(0, -1)
    const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${code}\n})`, {
      filename: file,
      ...(cachedData !== undefined && {cachedData}),
    })
    const isCompiled = cachedData !== undefined && script.cachedDataRejected !== true
    const [keptBytes, runs] = isCompiled ? [cachedData.length, kept?.at(-1) ?? 0] : [0, 0]
    scripts.push({script, compiledFile, keptBytes, runs, characters: code.length})
    const exports = {}
    const module = {id: file, filename: file, path: folder, exports, loaded: true, children: [], paths: [], isPreloading: false, require}
    // The other files of the program ask for this one by its name.
    requireHere.cache[file] = {...module, parent: undefined}
    script.runInThisContext()(exports, require, requireHere.cache[file], file, folder)
    return requireHere.cache[file].exports
  }

  const require = Object.assign((id: string): unknown => {
    if (!id.startsWith('./')) return requireHere(id)
    const file = join(folder, id)
    const known = requireHere.cache[file]
    if (known !== undefined) return known.exports
    const code = readFileSync(file, 'latin1')
    return code.length < leastBytes ? requireHere(file) : load(file, code)
  }, requireHere)

  return {
    exports: load(path, readFileSync(path, 'latin1')),
    keep() {
      try {
        const open = scripts.filter(({runs, keptBytes, characters, compiledFile}) => {
          return runs < enoughRuns || keptBytes < characters * usualShare || isOld(compiledFile)
        })
        if (open.length > 0) accessSync(folder, constants.W_OK)
        for (const {script, compiledFile, keptBytes, runs} of open) {
          const data = script.createCachedData()
          if (data.length < keptBytes * leastKept) continue
          const hasLearnt = data.length > keptBytes * leastGrowth
          if (!hasLearnt && runs === enoughRuns && !isOld(compiledFile)) continue
          const temporary = compiledFile.replace(/cache$/, `${process.pid}.cache`)
          writeFileSync(temporary, Buffer.concat([data, Buffer.of(hasLearnt ? 0 : Math.min(runs + 1, enoughRuns))]))
          renameSync(temporary, compiledFile)
        }
      } catch {
        // Not ours to write to: the next start compiles again.
      }
    },
  }
}

interface Loaded {
  readonly script: Script
  readonly compiledFile: string
  /** Size of the compiled form that was used; 0 if there was none. */
  readonly keptBytes: number
  /** How many runs in a row have added little to it, up to `enoughRuns`. */
  readonly runs: number
  readonly characters: number
}

function isOld(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs > settledForMs
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
