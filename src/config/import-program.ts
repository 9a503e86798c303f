/** Runs a configuration that is a program; a file of its own, as `import()` does not work in code from V8's cache. */
import {pathToFileURL} from 'node:url'

/** @returns the default export; throws what the program throws */
export async function importProgram(path: string): Promise<unknown> {
  const program: {readonly default?: unknown} = await import(pathToFileURL(path).href)
  return program.default
}
