/** Whatever is no report is refused with the place, and never reaches a reporter. */
import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {expect, test} from 'vitest'
import {faultOfReport} from '../../src/cli/commands/report-shape.ts'
import type {Json} from '../../src/config/shape.ts'
import {jsonParts} from '../../src/report/json.ts'
import {report} from '../report/sample.ts'

const validate = new Ajv2020({strict: false}).compile(
  JSON.parse(readFileSync(new URL('../../report.schema.json', import.meta.url), 'utf8')),
)
const sample: Json = JSON.parse([...jsonParts(report)].join(''))

/** What merging counts or writes by itself. */
const countedAnew = /^\/(?:tool\/name|summary\/(?:ok|moved|dead|blocked|error|skipped|errors|warnings|infos|insecure))$/

/** The value with each of its parts, one at a time, taken out or put in the place of something else. */
function* spoiled(value: Json): Generator<Json> {
  for (const other of [null, 7, 'x', [], {}]) yield other
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const bad of spoiled(item)) yield value.with(index, bad)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
      for (const bad of spoiled(item)) yield {...value, [key]: bad}
    }
  }
}

test('what the published schema refuses is refused, but for what no reporter reads', () => {
  expect(faultOfReport(sample)).toBeUndefined()
  let count = 0
  for (const bad of spoiled(sample)) {
    count++
    // Names, dates and bounds are the schema's alone; here types are looked at, and what may be left out.
    const isWrong =
      !validate(bad) && validate.errors?.some(({keyword, instancePath}) => keyword === 'type' && !countedAnew.test(instancePath))
    if (isWrong)
      expect(faultOfReport(bad), JSON.stringify(validate.errors)).toMatch(/ is (?:not (?:text|an? (?:number|list|object))|none of )/)
  }
  expect(count).toBeGreaterThan(500)
})

test('says where', () => {
  expect(faultOfReport({...(sample as object), findings: [{rule: 'x', line: 1, column: 1, endLine: 1, endColumn: '2'}]})).toBe(
    'findings[0].endColumn is not a number',
  )
  expect(faultOfReport([])).toBe('it is not an object')
  expect(faultOfReport({schemaVersion: 2})).toBe('schemaVersion is none of 1')
})
