#!/usr/bin/env node
/**
 * Plays hosts with many linked pages against the checker, in virtual time, and prints how many links got which verdict.
 *
 *     node test/check/hosts.mjs [--behaviours | --servers] [--told] [PART-OF-A-NAME…]
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'rolldown'

const folder = mkdtempSync(join(tmpdir(), 'hosts-'))
try {
  const file = join(folder, 'main.mjs')
  await build({
    input: fileURLToPath(new URL('hosts/main.ts', import.meta.url)),
    platform: 'node',
    output: {file, codeSplitting: false},
    logLevel: 'warn',
  })
  await import(pathToFileURL(file))
} finally {
  rmSync(folder, {recursive: true})
}
