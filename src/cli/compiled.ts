/** Keeps what V8 has made of the program's larger files: without it a start takes half as long again. */
import {accessSync, constants, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {getHeapCodeStatistics} from 'node:v8'
import {Script} from 'node:vm'

export interface Compiled {
  readonly exports: unknown
  /**
   * Saves the compiled forms where there were none, or where they lacked much of what this run needed, as those of a `--version` do.
   * To be called when the run has done its work; never throws.
   */
  keep(): void
}

/** Where a run compiled so much more than was kept, what it compiled is kept as well. */
const mostLacking = 0.4

/** Bytes of bytecode that V8 holds at the moment. */
const codeBytes = (): number => getHeapCodeStatistics().bytecode_and_metadata_size

/** Smaller files are compiled in the time that it takes to find and read what was kept of them; one of these alone has an `import()`. */
const leastBytes = 20_000

/**
 * Loads a CommonJS file and makes it known to `require`; what it requires beside it is loaded likewise.
 *
 * The compiled form lies beside the file, under the name of this Node: who can write there can write the file itself, so it is as
 * trustworthy. V8 checks its own version and flags, and compiles anew where they differ. Node's own compile cache, from 22.8 on, keeps
 * less of the functions and costs more to start.
 *
 * @param path of a file of ASCII, without `import()`, which does not work in what runs from V8's cache
 * @param requireHere finds what the file requires by package or absolute path
 */
export function loadCompiled(path: string, requireHere: NodeJS.Require): Compiled {
  const folder = dirname(path)
  const scripts: {readonly script: Script; readonly compiledFile: string}[] = []
  const bytesBefore = codeBytes()
  let isFresh = false
  let keptBytes = 0

  const load = (file: string, code: string): unknown => {
    const compiledFile = `${file}.${process.version}-${process.arch}.cache`
    const cachedData = readIfThere(compiledFile)
    const bytesBeforeThis = codeBytes()
    const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${code}\n})`, {
      filename: file,
      ...(cachedData !== undefined && {cachedData}),
    })
    scripts.push({script, compiledFile})
    keptBytes += codeBytes() - bytesBeforeThis
    if (cachedData === undefined || script.cachedDataRejected === true) isFresh = true
    const exports = {}
    const module = {id: file, filename: file, path: folder, exports, loaded: true, children: [], paths: [], isPreloading: false, require}
    // The other files of the program ask for this one by its name.
    requireHere.cache[file] = {...module, parent: undefined} as unknown as NodeJS.Module
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
      const lackingBytes = codeBytes() - bytesBefore - keptBytes
      if (!isFresh && lackingBytes < keptBytes * mostLacking) return
      try {
        accessSync(folder, constants.W_OK)
        for (const {script, compiledFile} of scripts) {
          const temporary = compiledFile.replace(/cache$/, `${process.pid}.cache`)
          writeFileSync(temporary, script.createCachedData())
          renameSync(temporary, compiledFile)
        }
      } catch {
        // Not ours to write to: the next start compiles again.
      }
    },
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
