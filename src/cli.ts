#!/usr/bin/env node
/** The command line's entry: it loads the program, as an earlier run has compiled it if there was one. Built as CommonJS: see ARCHITECTURE.md. */
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {loadCompiled} from './cli/compiled.ts'

// By default V8 compiles a pattern only when it is used for the second time, as nearly all here are: so it is to do that at once.
setFlagsFromString('--regexp-tier-up-ticks=0')
// Short runs switch this off and on (`spareCompilers`). The V8 of Node 22 takes that for other flags, and would refuse the code they kept.
setFlagsFromString('--no-opt')
setFlagsFromString('--opt')
const {exports, keep} = loadCompiled(join(__dirname, 'cli', 'start.js'), require)
const {main} = exports as typeof import('./cli/main.ts')
main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
  keep()
})
