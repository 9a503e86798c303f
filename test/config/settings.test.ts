/** Values → what the program runs on. */
import {resolve} from 'node:path'
import {describe, expect, test} from 'vitest'
import {durationMsOf} from '../../src/config/duration.ts'
import {activeRules, settingsOf} from '../../src/config/settings.ts'
import {defaultCheckOptions} from '../../src/core/options.ts'
import type {RuleDefinition} from '../../src/rule.ts'

function rule(id: string, preset: RuleDefinition['preset']): RuleDefinition {
  return {id, preset, severity: 'warning', summary: id, fixable: false, options: {limit: 3}, check: () => undefined}
}

const catalogue = [rule('certain', 'recommended'), rule('network', 'online'), rule('taste', 'style'), rule('policy', 'strict')]

describe('durations', () => {
  test.for<[string, number | undefined]>([
    ['300ms', 300],
    ['2s', 2000],
    ['1.5s', 1500],
    ['5m', 300_000],
    ['6h', 21_600_000],
    ['1d', 86_400_000],
    ['0s', 0],
    ['2', undefined],
    ['-2s', undefined],
    ['2 s', undefined],
    ['2S', undefined],
    ['', undefined],
  ])('%s is %s ms', ([text, expected]) => {
    expect(durationMsOf(text)).toBe(expected)
  })
})

describe('rules', () => {
  const idsOf = (values: Parameters<typeof activeRules>[0]): string[] => activeRules(values, catalogue).map((one) => one.rule.id)

  test('without a preset are the recommended ones and those of the network', () => {
    expect(idsOf({})).toEqual(['certain', 'network'])
    expect(idsOf({preset: ['recommended', 'style']})).toEqual(['certain', 'network', 'taste'])
    expect(idsOf({preset: 'strict'})).toEqual(['policy'])
  })

  test('are on with a severity, off with `off`, and keep their preset’s state with options alone', () => {
    expect(idsOf({rules: {certain: 'off', policy: 'info', taste: {limit: 4}}})).toEqual(['network', 'policy'])
    expect(activeRules({rules: {policy: {severity: 'error', limit: 4}}}, catalogue).at(-1)).toMatchObject({
      severity: 'error',
      options: {limit: 4},
    })
    expect(activeRules({rules: {certain: {limit: 5}}}, catalogue)[0]).toMatchObject({severity: 'warning', options: {limit: 5}})
  })
})

describe('settings', () => {
  test('without values are the defaults', () => {
    expect(settingsOf({}, catalogue, '/list')).toMatchObject({
      files: ['README.md'],
      offline: false,
      formats: [{name: 'pretty'}],
      check: defaultCheckOptions,
    })
  })

  test('have units, patterns and paths of the configuration’s folder', () => {
    const {check, files, baseline} = settingsOf(
      {
        files: ['a.md', 'docs'],
        baseline: 'known.json',
        timeout: '2s',
        maxAge: '1d',
        cache: 'verdicts.json',
        include: ['^https:'],
        remap: ['^https://a\\.org/(.*)$ https://b.org/$1'],
        hosts: {'ArXiv.org': {interval: '3s', concurrency: 1, headers: {Accept: 'text/html'}}, 'Bücher.example': {}, '*': {}},
        services: {arxiv: {enabled: false}},
        searchTitles: false,
      },
      catalogue,
      '/list',
      {shard: {index: 1, count: 2}},
    )
    expect(files).toEqual([resolve('/list/a.md'), resolve('/list/docs')])
    expect(baseline).toBe(resolve('/list/known.json'))
    expect(check).toEqual({
      ...defaultCheckOptions,
      timeoutMs: 2000,
      maxAgeMs: 86_400_000,
      cacheFile: resolve('/list/verdicts.json'),
      include: [/^https:/],
      remap: [{pattern: /^https:\/\/a\.org\/(.*)$/, replacement: 'https://b.org/$1'}],
      hosts: {'arxiv.org': {intervalMs: 3000, concurrency: 1, headers: {accept: 'text/html'}}, 'xn--bcher-kva.example': {}, '*': {}},
      services: {arxiv: {enabled: false}},
      searchTitles: false,
      shard: {index: 1, count: 2},
    })
    expect(settingsOf({cache: true}, catalogue, '/list').check.cacheFile).toBe(resolve('/list/.paperlintcache'))
  })
})

test('a service that has moved has moved as a whole', () => {
  const services = (given: object): unknown => settingsOf({services: given as never}, catalogue, '/list').check.services
  expect(services({github: {endpoint: 'https://api.example'}, doi: {enabled: false}})).toEqual({
    github: {endpoint: 'https://api.example'},
    'github-rest': {endpoint: 'https://api.example'},
    doi: {enabled: false},
  })
  expect(services({doi: {endpoint: 'https://a.example'}, 'doi-handle': {endpoint: 'https://b.example'}})).toEqual({
    doi: {endpoint: 'https://a.example'},
    'doi-handle': {endpoint: 'https://b.example'},
  })
  expect(services({wayback: {endpoint: 'https://a.example'}, 'wayback-single': {enabled: false}})).toMatchObject({
    'wayback-single': {endpoint: 'https://a.example', enabled: false},
  })
})
