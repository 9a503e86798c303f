/** Which findings a comment silences, and which comments are called useless. */
import {describe, expect, test} from 'vitest'
import type {Finding} from '../../src/core/finding.ts'
import {type HtmlComment, suppress, type Undecided} from '../../src/core/suppress.ts'
import {lineIndexOf} from '../../src/core/text/place.ts'

const knownRules = new Set(['no-dead-url', 'no-malformed-url', 'no-unused-directive', 'no-impossible-year'])

/** Each `XXX` is a finding of `no-malformed-url`, each `YYY` one of `no-impossible-year`. */
function run(
  source: string,
  {siblings = {}, complete = true, ...rest}: {siblings?: Record<string, string>; complete?: boolean; undecided?: Undecided} = {},
): {kept: string[]; said: string[]} {
  const lines = lineIndexOf(source)
  const findings: Finding[] = [...source.matchAll(/XXX|YYY/g)].map(({0: text, index}) => ({
    rule: text === 'XXX' ? 'no-malformed-url' : 'no-impossible-year',
    severity: 'error',
    message: text,
    start: index,
    end: index + 3,
  }))
  const comments = [...source.matchAll(/<!--[\s\S]*?-->/g)].map(({0: value, index}): HtmlComment => {
    const sibling = siblings[value]
    const at = sibling === undefined ? -1 : source.indexOf(sibling, index + value.length)
    const startOfLine = lines.spanOf(lines.pointAt(index).line).start
    const base = {start: index, end: index + value.length, value, inline: index !== startOfLine}
    return at < 0 ? base : {...base, siblingSpan: {start: at, end: at + (sibling ?? '').length}}
  })
  const activeRules = new Set(complete ? knownRules : ['no-malformed-url', 'no-impossible-year'])
  const {kept, directives} = suppress({comments, lines, findings, knownRules, activeRules, complete, today: '2026-06-01', ...rest})
  return {
    kept: kept.map((finding) => `${lines.pointAt(finding.start).line} ${finding.message}`),
    said: directives.map((finding) => `${lines.pointAt(finding.start).line} ${finding.message}`),
  }
}

describe('silences', () => {
  test.for<[string, string, string[]]>([
    ['the next line alone', 'XXX\n<!-- paperlint-disable-next-line no-malformed-url -->\nXXX YYY\nXXX', ['1 XXX', '3 YYY', '4 XXX']],
    ['every rule where none is named', '<!-- paperlint-disable-next-line -->\nXXX YYY\nXXX', ['3 XXX']],
    ['several rules', '<!-- paperlint-disable-next-line no-malformed-url, no-impossible-year -->\nXXX YYY', []],
    [
      'one line under several comments',
      '<!-- paperlint-disable-next-line no-malformed-url -->\n<!-- paperlint-disable-next-line no-impossible-year -->\nXXX YYY',
      [],
    ],
    [
      'one line under three of them',
      '<!-- paperlint-disable-next-line no-malformed-url -->\n<!-- paperlint-disable-next-line no-impossible-year -->\n<!-- paperlint-disable-next-line no-dead-url -->\nXXX YYY',
      [],
    ],
    [
      'a next line that has a comment of its own',
      '<!-- paperlint-disable-next-line no-malformed-url -->\nXXX YYY <!-- paperlint-disable-line no-impossible-year -->\nXXX',
      ['3 XXX'],
    ],
    ['its own line', 'XXX\n- XXX <!-- paperlint-disable-line no-malformed-url -->\nXXX', ['1 XXX', '3 XXX']],
    ['a line with Windows line endings', '<!-- paperlint-disable-next-line -->\r\nXXX\r\nXXX', ['3 XXX']],
    ['from disable to enable', 'XXX\n<!-- paperlint-disable -->\nXXX\n<!-- paperlint-enable -->\nXXX', ['1 XXX', '5 XXX']],
    ['from disable to the end', 'XXX\n<!-- paperlint-disable no-malformed-url -->\nXXX\nYYY', ['1 XXX', '4 YYY']],
    [
      'all but what is enabled again',
      '<!-- paperlint-disable -->\nXXX YYY\n<!-- paperlint-enable no-malformed-url -->\nXXX YYY',
      ['4 XXX'],
    ],
    ['the whole file, from anywhere in it', 'XXX YYY\n<!-- paperlint-disable-file no-malformed-url -->\nXXX', ['1 YYY']],
    ['blocks with remark’s words', '<!--lint disable no-malformed-url-->\nXXX\n<!--lint enable no-malformed-url-->\nXXX', ['4 XXX']],
    ['blocks with our name in remark’s words', '<!--paperlint disable no-malformed-url-->\nXXX', []],
    [
      'with a reason after a colon',
      '<!-- paperlint-disable-next-line no-malformed-url: no-impossible-year is kept -->\nXXX YYY',
      ['2 YYY'],
    ],
    ['with a reason that follows without a blank', '<!-- paperlint-disable-next-line no-malformed-url:because so -->\nXXX YYY', ['2 YYY']],
    [
      'with a reason after dashes',
      '<!-- paperlint-disable-next-line no-malformed-url -- no-impossible-year is kept -->\nXXX YYY',
      ['2 YYY'],
    ],
    ['until its last day', '<!-- paperlint-disable-file no-malformed-url until=2026-06-01 -->\nXXX', []],
    ['nothing after its last day', '<!-- paperlint-disable-file no-malformed-url until=2026-05-31 -->\nXXX', ['2 XXX']],
    ['nothing in a comment of another tool', '<!-- markdownlint-disable -->\nXXX', ['2 XXX']],
    ['nothing in a sentence', '<!-- lint this list disable -->\nXXX', ['2 XXX']],
  ])('%s', ([, source, expected]) => {
    expect(run(source).kept).toEqual(expected)
  })

  test('the sibling after `lint ignore`, and no more', () => {
    const comment = '<!--lint ignore no-malformed-url-->'
    expect(run(`${comment}\n- XXX\n- XXX\n\nXXX`, {siblings: {[comment]: '- XXX\n- XXX'}}).kept).toEqual(['5 XXX'])
    expect(run(`text ${comment} XXX`).kept).toEqual(['1 XXX'])
  })

  test('all of the sibling, even if it contains another `lint ignore`', () => {
    const [outer, inner] = ['<!--lint ignore no-malformed-url-->', '<!--lint ignore  no-malformed-url-->']
    const list = `- a\n  ${inner}\n  - b\n- XXX`
    expect(run(`${outer}\n${list}\n\nXXX`, {siblings: {[outer]: list, [inner]: '- b'}}).kept).toEqual(['7 XXX'])
  })
})

describe('says', () => {
  test.for<[string, string, string[]]>([
    [
      'which rule has nothing to silence',
      '<!-- paperlint-disable-next-line no-malformed-url, no-impossible-year -->\nXXX',
      ['1 Unexpected `paperlint-disable-next-line` for `no-impossible-year`, expected a finding of it'],
    ],
    [
      'that nothing is silenced',
      'a <!-- paperlint-disable-line -->',
      ['1 Unexpected `paperlint-disable-line`, expected a finding that it silences'],
    ],
    [
      'the nearest rule',
      '<!-- paperlint-disable-next-line no-malformd-url -->\nXXX',
      ['1 Unexpected unknown rule `no-malformd-url`, expected `no-malformed-url`'],
    ],
    ['an unknown rule', '<!-- paperlint-disable-file quux -->', ['1 Unexpected unknown rule `quux`']],
    [
      'the nearest directive',
      '<!-- paperlint-disable-nextline -->\nXXX',
      ['1 Unexpected unknown directive `paperlint-disable-nextline`, expected `paperlint-disable-next-line`'],
    ],
    [
      'that a directive lapsed',
      '<!-- paperlint-disable-file no-malformed-url until=2026-05-31 -->\nXXX',
      ['1 Unexpected `paperlint-disable-file` that lapsed on `2026-05-31`, expected a later date or no such comment'],
    ],
    [
      'that a date does not exist',
      '<!-- paperlint-disable-file no-malformed-url until=2026-02-30 -->\nXXX',
      ['1 Unexpected date `2026-02-30`, expected `until=YYYY-MM-DD`'],
    ],
    ['nothing about rules of other packages', '<!--lint disable no-duplicate-headings-->\n<!--lint disable-->', []],
    [
      'that remark’s form silences nothing of ours',
      '<!--lint disable no-malformed-url-->',
      ['1 Unexpected `lint disable` for `no-malformed-url`, expected a finding of it'],
    ],
    [
      'nothing where it is asked not to',
      '<!-- paperlint-disable-next-line no-malformed-url, no-unused-directive -->',
      ['1 Unexpected `paperlint-disable-next-line` for `no-malformed-url`, expected a finding of it'],
    ],
    ['nothing about a directive that ends a silence', 'XXX\n<!-- paperlint-enable -->', []],
    ['nothing about a sentence that begins with remark’s word', '<!-- lint disabled until somebody reads this -->', []],
    [
      'which of two is needless: the second',
      '<!-- paperlint-disable-next-line -->\nXXX <!-- paperlint-disable-line -->',
      ['2 Unexpected `paperlint-disable-line`, expected a finding that it silences'],
    ],
    [
      'which of two is needless, whatever they cover: the second',
      '<!-- paperlint-disable-next-line -->\nXXX\n<!-- paperlint-disable-file -->',
      ['3 Unexpected `paperlint-disable-file`, expected a finding that it silences'],
    ],
    ['nothing in a file that asks for it', '<!-- paperlint-disable-file no-unused-directive -->\n<!-- paperlint-disable-line -->', []],
  ])('%s', ([, source, expected]) => {
    expect(run(source).said).toEqual(expected)
  })

  test('nothing about what has not been checked', () => {
    const source = '<!-- paperlint-disable-next-line no-dead-url -->\n[a](b)\n<!-- paperlint-disable-next-line -->\n[a](b)'
    expect(run(source, {complete: false}).said).toEqual([])
    expect(run(source).said).toHaveLength(2)
  })

  test('nothing where the network could not decide', () => {
    const source = '<!-- paperlint-disable-next-line no-dead-url -->\n[a](b)\n<!-- paperlint-disable-next-line no-dead-url -->\n[a](c)'
    const undecided = {offsets: [source.indexOf('[a](c)')], rules: new Set(['no-dead-url'])}
    expect(run(source, {undecided}).said).toEqual([
      '1 Unexpected `paperlint-disable-next-line` for `no-dead-url`, expected a finding of it',
    ])
  })
})
