#!/usr/bin/env node
/** The command line's entry: it loads the program, compiled by an earlier run where there was one. */
import module from 'node:module'
import {requireCompiled} from './cli/compiled.ts'

// From Node 22.8 on; the types are those of Node 20.
const {enableCompileCache} = module as {readonly enableCompileCache?: () => unknown}
const require = module.createRequire(import.meta.url)

enableCompileCache?.()
const keepCompiled = enableCompileCache === undefined ? requireCompiled(require.resolve('./cli/start.cjs')) : undefined
// The build makes this file of `cli/main.ts`.
const {main} = require('./cli/main.cjs') as typeof import('./cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
keepCompiled?.()
