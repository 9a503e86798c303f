#!/usr/bin/env node
/** The command line's entry: it loads the program, compiled by an earlier run where there was one. Built as CommonJS: see ARCHITECTURE.md. */
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {loadCompiled} from './cli/compiled.ts'

// By default V8 makes bytecode of a pattern and compiles it when it is used again, as nearly all here are: so they are compiled at once.
setFlagsFromString('--regexp-tier-up-ticks=0')
// Short runs do this (`spareCompilers`), and the V8 of Node 22 tells it from never having touched the flag: it would refuse what they kept.
setFlagsFromString('--no-opt')
setFlagsFromString('--opt')
const {exports, keep} = loadCompiled(join(__dirname, 'cli', 'start.js'), require)
const {main} = exports as typeof import('./cli/main.ts')
main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
  keep()
})
