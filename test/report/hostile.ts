/** Text that wants to be more than text, for every place where text is shown. */

import fc from 'fast-check'
import type {Report} from '../../src/core/report.ts'
import {reportWith} from '../helpers/report.ts'

const attacks: readonly string[] = [
  '::error file=x::y',
  '\n::set-output name=a::b',
  '\r\n##[group]x',
  '::stop-commands::token',
  '%0A::warning::x',
  '\u001b[31mred\u001b]0;title\u0007',
  '\u009b2J',
  '\u202eevil\u202c',
  '\u2066x\u2069',
  '\u200b\u00ad\ufeff',
  '\u2028x\u2029y\u0085z',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea></script><!--',
  ']]>',
  '&lt;b&gt;&#x1b;',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '| a | b |\n| --- | --- |',
  '`code` ``more`` ```',
  '@octocat #1 GH-12 owner/repo#3 :tada:',
  'https://evil.example www.evil.example a@evil.example',
  '<!--paperlint-->',
  '</details></td></table>',
  '***\n# heading\n- item',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '$\\href{javascript:alert(1)}{x}$',
  '\ud800',
  '\u0000\u0008\u007f',
  '\u007b{ x }} $\u007b{ secrets.X }}',
  'é漢👩‍👩‍👧\t',
]

/** Attacks and arbitrary Unicode in any mixture. */
export const hostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({unit: 'binary', maxLength: 12}), fc.string({maxLength: 12})), {maxLength: 5})
  .map((parts) => parts.join(''))

const position = fc.record({line: fc.integer({min: 1, max: 9}), column: fc.integer({min: 1, max: 60})})
const range = fc
  .tuple(position, fc.integer({min: 0, max: 2}), fc.integer({min: 0, max: 30}))
  .map(([start, lines, columns]) => ({...start, endLine: start.line + lines, endColumn: start.column + columns}))

const finding = fc
  .tuple(
    range,
    fc.record(
      {
        rule: hostile,
        severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
        message: hostile,
        file: hostile,
        url: hostile,
        suggestion: hostile,
        fix: fc.tuple(range, hostile).map(([place, replacement]) => ({...place, replacement})),
        related: fc.array(
          fc.tuple(position, hostile, hostile).map(([place, file, message]) => ({...place, file, message})),
          {maxLength: 2},
        ),
      },
      {requiredKeys: ['rule', 'severity', 'message', 'file']},
    ),
  )
  .map(([place, rest]) => ({...rest, ...place}))

const link = fc.record(
  {
    url: hostile,
    verdict: fc.constantFrom('ok' as const, 'moved' as const, 'dead' as const, 'blocked' as const, 'error' as const, 'skipped' as const),
    reason: hostile,
    finalUrl: hostile,
    via: fc.oneof(fc.constantFrom('http', 'arxiv', 'cache'), hostile),
    attempts: fc.nat(5),
    durationMs: fc.nat(50_000),
    evidence: fc.array(hostile, {maxLength: 3}),
    archived: hostile,
    history: fc.record({firstFailed: hostile, failures: fc.nat(9), lastAlive: hostile}),
    occurrences: fc.array(
      fc.tuple(position, hostile).map(([place, file]) => ({...place, file})),
      {maxLength: 3},
    ),
  },
  {requiredKeys: ['url', 'verdict', 'reason', 'via', 'attempts', 'durationMs', 'occurrences']},
)

/** A report in which every string is hostile, and a source to cut excerpts from. */
export const hostileReport: fc.Arbitrary<{readonly report: Report; readonly source: string}> = fc
  .tuple(fc.array(finding, {maxLength: 4}), fc.array(link, {maxLength: 4}), fc.array(hostile, {maxLength: 12}))
  .map(([findings, links, lines]) => ({source: lines.join('\n'), report: reportWith(findings, links)}))
