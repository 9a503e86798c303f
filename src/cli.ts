#!/usr/bin/env node
/** The command line's entry: as little as possible before the compile cache is on. */
import module from 'node:module'

// From Node 22.8 on; the types are those of Node 20.
const {enableCompileCache} = module as {readonly enableCompileCache?: () => unknown}
enableCompileCache?.()

const {main} = await import('./cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
