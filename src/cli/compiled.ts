/** Keeps what V8 has made of the program's main file, where Node has no cache of its own for that: a fifth of a start. */
import {accessSync, constants, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname} from 'node:path'
import {Script} from 'node:vm'

/**
 * Loads a CommonJS file and makes it known to `require`.
 *
 * The compiled form lies beside the file, under the name of this Node: who can write there can write the file itself, so it is as
 * trustworthy. V8 checks its own version and flags, and compiles anew where they differ.
 *
 * @returns saves the compiled form where there was none, best called when the functions that a run needs have been compiled; never throws
 */
export function requireCompiled(file: string): () => void {
  const compiledFile = `${file}.${process.version}-${process.arch}.cache`
  const cachedData = readIfThere(compiledFile)
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`
  const script = new Script(source, {
    filename: file,
    ...(cachedData !== undefined && {cachedData}),
  })
  const require = createRequire(file)
  const module = {
    id: file,
    filename: file,
    path: dirname(file),
    exports: {},
    loaded: true,
    children: [],
    paths: [],
    isPreloading: false,
    require,
  }
  // The other files of the program ask for this one by its name.
  require.cache[file] = {...module, parent: undefined} as unknown as NodeJS.Module
  script.runInThisContext()(module.exports, require, require.cache[file], file, module.path)
  return () => {
    if (cachedData !== undefined && script.cachedDataRejected !== true) return
    try {
      accessSync(module.path, constants.W_OK)
      const temporary = `${compiledFile}.${process.pid}`
      writeFileSync(temporary, script.createCachedData())
      renameSync(temporary, compiledFile)
    } catch {
      // Not ours to write to: the next start compiles again.
    }
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
