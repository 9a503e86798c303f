#!/usr/bin/env node
/** The command line's entry: it loads the program, compiled by an earlier run where there was one. */
import module from 'node:module'

// From Node 22.8 on; the types are those of Node 20.
const {enableCompileCache} = module as {readonly enableCompileCache?: () => unknown}
const require = module.createRequire(import.meta.url)

enableCompileCache?.()
// The build makes CommonJS of these: an `import` of `node:fs` alone would load all of Node's streams.
const {requireCompiled} = require('./cli/compiled.cjs') as typeof import('./cli/compiled.ts')
const keepCompiled = enableCompileCache === undefined ? requireCompiled(require.resolve('./cli/start.cjs')) : undefined
const {main} = require('./cli/main.cjs') as typeof import('./cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
keepCompiled?.()
