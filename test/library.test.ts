/** The library: what it takes, and what it says of anything else. */
import {describe, expect, test} from 'vitest'
import {check, lint} from '../src/index.ts'

const list = [{path: 'README.md', source: '# Papers\n\n- [a](hhttp://example.org)\n'}]

describe('lint', () => {
  test('gives a report', async () => {
    const {findings, summary} = await lint(list, {config: {rules: {'no-malformed-url': 'warning'}}})
    expect(findings).toMatchObject([{rule: 'no-malformed-url', severity: 'warning', file: 'README.md', line: 3}])
    expect(summary).toMatchObject({files: 1, links: 1, errors: 0, warnings: 1, requests: 0})
  })

  test('takes what has no value for what is not there', async () => {
    // As a program without types has it: `{contact: process.env.CONTACT}`.
    const config = {contact: undefined, rules: {'no-malformed-url': undefined}} as object
    expect((await lint(list, {config: config as Record<string, string>})).findings).toHaveLength(1)
  })

  test.for<[string, unknown, unknown, string]>([
    ['no list', 'README.md', {}, 'Expected `files` to be a list of `{path, source}`'],
    ['files without a text', [{path: 'README.md'}], {}, 'Expected `files` to be a list of `{path, source}`'],
    ['an unknown key', [], {config: {retrise: 1}}, 'Unexpected key `retrise`, did you mean `retries`?'],
    ['what is no JSON', [], {config: {retries: () => 1}}, 'Expected `retries` to be JSON, got a function'],
    ['no configuration', [], {config: null}, 'to be an object, got `null`'],
  ])('refuses %s', async ([, files, options, message]) => {
    await expect(lint(files as never, options as never)).rejects.toThrow(TypeError)
    await expect(lint(files as never, options as never)).rejects.toThrow(message)
  })
})

test('check refuses a single URL, whose letters it would check', async () => {
  await expect(check('https://example.org').next()).rejects.toThrow('Expected `urls` to be a list, got one text')
})
