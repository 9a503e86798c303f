/** The shipped JSON Schema is the table of keys, and says yes and no where the program does. */
import {Ajv} from 'ajv'
import {describe, expect, test} from 'vitest'
import {rules} from '../../rules/index.ts'
import {issuesInConfig} from '../../src/config/read.ts'
import {configSchema} from '../../src/config/schema.ts'
import type {Json} from '../../src/config/shape.ts'

test('the schema does not speak of the command line', () => {
  expect(JSON.stringify(configSchema(rules))).not.toContain('repeatable')
})

test('config.schema.json is up to date (`npx vitest run test/config -u` writes it)', async () => {
  await expect(`${JSON.stringify(configSchema(rules), null, 2)}\n`).toMatchFileSnapshot('../../config.schema.json')
})

describe('the schema and the program agree that', () => {
  const validate = new Ajv({strict: true, formats: {regex: (text: string) => isPattern(text)}}).compile(configSchema(rules))
  test.for<[Json, boolean]>([
    [{}, true],
    [{$schema: './x.json', offline: true, files: ['README.md']}, true],
    [{timeout: '1.5s', maxAge: '1d', deadline: '300ms'}, true],
    [{timeout: '0s'}, false],
    [{timeout: '0.5s', deadline: '0s'}, true],
    [{timeout: 20}, false],
    [{timeout: '20'}, false],
    [{timeout: '20 s'}, false],
    [{retries: 0, concurrency: 1}, true],
    [{retries: -1}, false],
    [{retries: 1.5}, false],
    [{concurrency: 0}, false],
    [{preset: 'strict'}, true],
    [{preset: ['strict', 'style']}, true],
    [{preset: ['online']}, false],
    [{format: 'json'}, true],
    [{format: [{name: 'json', output: 'x.json'}]}, true],
    [{format: ['json']}, false],
    [{cache: true}, true],
    [{cache: 'x'}, true],
    [{cache: ''}, false],
    [{cache: 1}, false],
    [{rules: {'no-broken-anchor': 'off'}}, true],
    [{rules: {'no-broken-anchor': {severity: 'info', otherFiles: false}}}, true],
    [{rules: {'no-broken-anchor': {otherFiles: 'no'}}}, false],
    [{rules: {'no-broken-anchor': 'fatal'}}, false],
    [{rules: {'no-duplicate-entry': {scope: 'file'}}}, true],
    [{rules: {'no-duplicate-entry': {scope: 'files'}}}, false],
    [{rules: {'no-duplicate-paper-id': {kinds: ['arxiv', 'ieee'], threshold: 1}}}, true],
    [{rules: {'no-duplicate-paper-id': {kinds: ['github']}}}, false],
    [{rules: {'no-duplicate-paper-id': {threshold: 1.1}}}, false],
    [{rules: {'no-duplicate-paper-id': {threshold: -0.1}}}, false],
    [{rules: {'plausible-venue-year': {graceMonths: 120}}}, true],
    [{rules: {'no-badge-mismatch': {aliases: [['a/b', 'c/d']]}}}, true],
    [{rules: {'no-badge-mismatch': {aliases: ['a/b']}}}, false],
    [{rules: {'toc-completeness': {ignore: [1]}}}, false],
    [{rules: {'normalized-venue-name': {venues: {NeurIPS: ['NIPS']}}}}, true],
    [{rules: {'normalized-venue-name': {venues: {NeurIPS: 'NIPS'}}}}, false],
    [{rules: {'no-such-rule': 'off'}}, false],
    [{hosts: {'*': {interval: '1s', concurrency: 2, headers: {a: 'b'}}}}, true],
    [{hosts: {'[::1]': {interval: '1s'}, 'münchen.de': {}}}, true],
    [{hosts: {'https://arxiv.org': {}}}, false],
    [{hosts: {'arxiv.org:443': {}}}, false],
    [{hosts: {'arxiv.org/abs': {}}}, false],
    [{hosts: {a: {headers: {'x y': 'b'}}}}, false],
    [{hosts: {a: {headers: {x: '論文'}}}}, false],
    [{userAgent: 'é\tx', contact: 'mailto:a@b.c'}, true],
    [{userAgent: 'a\nb'}, false],
    [{contact: ' '}, false],
    [{hosts: {'*': {pause: '1s'}}}, false],
    [{services: {arxiv: {endpoint: 'https://example.org'}}}, true],
    [{services: {arxiv: {endpoint: 'example.org'}}}, false],
    [{services: {arxivv: {}}}, false],
    [{exclude: ['^https://a']}, true],
    [{exclude: ['[']}, false],
    [{remap: ['a b']}, true],
    [{remap: ['a']}, false],
    [{allowPrivate: 'yes'}, false],
    [{unknown: 1}, false],
    [[], false],
  ])('%j: %s', ([value, expected]) => {
    expect({schema: validate(value), program: issuesInConfig(value, rules).length === 0}).toEqual({schema: expected, program: expected})
  })
})

function isPattern(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
