#!/usr/bin/env node
/**
 * Prints how much of real lists is recognised: entries, and how many of them have a title, a venue, a year, an id.
 *
 *     npm run build && node test/recognition.mjs FOLDER|FILE…
 */
import {spawnSync} from 'node:child_process'
import {readdirSync, statSync} from 'node:fs'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const files = process.argv.slice(2).flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => join(path, name))
    : [path],
)
if (files.length === 0) {
  console.error('usage: node test/recognition.mjs FOLDER|FILE…')
  process.exit(2)
}

const rows = [['list', 'entries', 'title', 'venue', 'year', 'ids', 'code']]
const total = [0, 0, 0, 0, 0, 0]
for (const file of files) {
  const {stdout, stderr, status} = spawnSync(process.execPath, [cli, 'entries', file, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(stderr)
  const entries = JSON.parse(stdout)
  const having = (test) => entries.filter(test).length
  const counts = [
    entries.length,
    having(({title}) => title),
    having(({venue}) => venue),
    having(({year}) => year),
    having(({ids}) => ids.length > 0),
    having(({links = []}) => links.some(({role}) => role === 'code')),
  ]
  counts.forEach((count, index) => {
    total[index] += count
  })
  rows.push([basename(file).slice(0, 60), ...counts])
}
rows.push(['total', ...total])
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => `${row[column]}`.length)))
for (const row of rows) {
  console.log(row.map((cell, column) => (column === 0 ? `${cell}`.padEnd(widths[0]) : `${cell}`.padStart(widths[column]))).join('  '))
}
