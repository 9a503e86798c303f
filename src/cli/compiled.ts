/** Keeps what V8 has made of the program's main file: without it a start takes half as long again. */
import {accessSync, constants, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {Script} from 'node:vm'

export interface Compiled {
  readonly exports: unknown
  /** Saves the compiled form where there was none, best called when the functions that a run needs have been compiled; never throws. */
  keep(): void
}

/**
 * Loads a CommonJS file and makes it known to `require`.
 *
 * The compiled form lies beside the file, under the name of this Node: who can write there can write the file itself, so it is as
 * trustworthy. V8 checks its own version and flags, and compiles anew where they differ. Node's own compile cache, from 22.8 on, keeps
 * less of the functions and costs more to start.
 *
 * @param file of ASCII, without `import()`, which does not work in what runs from V8's cache
 * @param requireHere finds what the file requires by package or absolute path
 */
export function loadCompiled(file: string, requireHere: NodeJS.Require): Compiled {
  const compiledFile = `${file}.${process.version}-${process.arch}.cache`
  const cachedData = readIfThere(compiledFile)
  const folder = dirname(file)
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    ...(cachedData !== undefined && {cachedData}),
  })
  const require = Object.assign((id: string): unknown => requireHere(id.startsWith('./') ? `${folder}/${id}` : id), requireHere)
  const module = {id: file, filename: file, path: folder, exports: {}, loaded: true, children: [], paths: [], isPreloading: false, require}
  // The other files of the program ask for this one by its name.
  requireHere.cache[file] = {...module, parent: undefined} as unknown as NodeJS.Module
  script.runInThisContext()(module.exports, require, requireHere.cache[file], file, folder)
  return {
    exports: module.exports,
    keep() {
      if (cachedData !== undefined && script.cachedDataRejected !== true) return
      try {
        accessSync(folder, constants.W_OK)
        const temporary = `${compiledFile}.${process.pid}`
        writeFileSync(temporary, script.createCachedData())
        renameSync(temporary, compiledFile)
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
