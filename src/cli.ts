#!/usr/bin/env node
/** The command line's entry: it loads the program, compiled by an earlier run where there was one. Built as CommonJS: see ARCHITECTURE.md. */
import {join} from 'node:path'
import {loadCompiled} from './cli/compiled.ts'

const {exports, keep} = loadCompiled(join(__dirname, 'cli', 'start.js'), require)
const {main} = exports as typeof import('./cli/main.ts')
main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
  keep()
})
