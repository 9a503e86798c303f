/** Every example on every rule's page, as written, with CRLF, and through both parsers. */
import {readFileSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import {describe, expect, test, vi} from 'vitest'
import {rules} from '../rules/index.ts'
import type {Checked} from '../src/core/checked.ts'
import {applyFixes} from '../src/fix.ts'
import {lintDocuments} from '../src/lint/lint-files.ts'
import type {ParserName} from '../src/markdown/tree/parse.ts'
import type {RuleDefinition} from '../src/rule.ts'
import {read, runRules} from '../src/run-rules.ts'

interface Example {
  name: string
  input: string
  expected: string[]
  fixed: string | undefined
  options: Record<string, unknown>
  files: string[]
  /** What the network said, by URL. */
  verdicts: Record<string, Partial<Checked>>
}

/**
 * The examples of a page: a `markdown name="…"` block, then optionally a `text` block with its messages and a `markdown fixed` block.
 * For rules that need the network, a `json verdicts` block has its verdict on each URL.
 * `options={…}` on the first line sets options, `files=[…]` lists the files beside the document.
 */
function examplesOf(page: string): Example[] {
  const examples: Example[] = []
  for (const [, , info = '', body = ''] of page.matchAll(
    /^(`{3,})(markdown name=.*|text|markdown fixed|json verdicts)\n([\s\S]*?)^\1$/gm,
  )) {
    const last = examples.at(-1)
    if (info === 'text' && last) last.expected = body.trimEnd().split('\n')
    else if (info === 'markdown fixed' && last) last.fixed = body
    else if (info === 'json verdicts' && last) last.verdicts = JSON.parse(body)
    else {
      const json = (key: string): string | undefined => new RegExp(`${key}=(\\{.*?\\}|\\[.*?\\])(?= \\w+=|$)`).exec(info)?.[1]
      examples.push({
        name: /name="([^"]*)"/.exec(info)?.[1] ?? '',
        input: body,
        expected: [],
        fixed: undefined,
        options: JSON.parse(json('options') ?? '{}'),
        files: JSON.parse(json('files') ?? '[]'),
        verdicts: {},
      })
    }
  }
  return examples
}

function settingsOf(rule: RuleDefinition, {options, files, verdicts}: Example) {
  // What comments silence is known only after all rules have run.
  const running = rule.id === 'no-unused-directive' ? rules.filter(({preset}) => preset === 'recommended') : [rule]
  return {
    rules: running.map((each) => ({rule: each, severity: each.severity, options: {...each.options, ...(each === rule && options)}})),
    surroundings: {
      today: {year: 2026, month: 11},
      exists: (_: string, path: string) => files.includes(path),
      namesBeside: (_: string, path: string) => files.filter((file) => dirname(file) === dirname(path)).map((file) => basename(file)),
      verdictOf: (url: string) => verdicts[url] as Checked | undefined,
      warnUndecided: true,
    },
    knownRules: new Set(rules.map(({id}) => id)),
    acrossFiles: false,
    complete: true,
    today: '2026-11-24',
  }
}

async function lintExample(rule: RuleDefinition, input: string, example: Example, parser: ParserName) {
  const settings = settingsOf(rule, example)
  const document = await read({path: 'README.md', source: input}, {...settings, parser})
  const [linted] = lintDocuments([document], [{name: 'README.md', text: input}], settings)
  const findings = (linted?.findings ?? []).filter((finding) => finding.rule === rule.id)
  const messages = findings.map(({start, end, message}) => {
    const from = document.lines.pointAt(start)
    const to = document.lines.pointAt(end)
    return `${from.line}:${from.column}-${to.line}:${to.column}: ${message}`
  })
  return {messages, fixed: applyFixes(input, findings)}
}

describe.for(rules.map((rule) => [rule.id, rule] as const))('%s', ([id, rule]) => {
  const examples = examplesOf(readFileSync(new URL(`../rules/${id}.md`, import.meta.url), 'utf8'))

  test('has examples that it reports and examples that it passes', () => {
    expect(examples.some(({expected}) => expected.length > 0)).toBe(true)
    expect(examples.some(({expected}) => expected.length === 0)).toBe(true)
  })

  test.for(examples.flatMap((example) => (['satteri', 'remark'] as const).map((parser) => ({...example, parser}))))(
    '$name ($parser)',
    async (example) => {
      const {messages, fixed} = await lintExample(rule, example.input, example, example.parser)
      expect(messages).toEqual(example.expected)
      if (example.fixed !== undefined) expect(fixed).toBe(example.fixed)
      else if (!rule.fixable) expect(fixed).toBe(example.input)

      const crlf = example.input.replaceAll('\n', '\r\n')
      const windows = await lintExample(rule, crlf, example, example.parser)
      expect(windows.messages).toEqual(example.expected)
      expect(windows.fixed.replaceAll('\r\n', '\n')).toBe(fixed)

      // One run of fixes is enough: a second changes nothing.
      const again = await lintExample(rule, fixed, example, example.parser)
      expect(again.fixed).toBe(fixed)
    },
  )

  // Findings about comments depend on all other rules.
  test.runIf(rule.readsTree !== true && id !== 'no-unused-directive')('reads no tree', async () => {
    for (const example of examples) {
      const settings = settingsOf(rule, example)
      const document = await read({path: 'README.md', source: example.input}, settings)
      expect(document.entries.length).toBeGreaterThanOrEqual(0)
      const tree = vi.spyOn(document, 'tree', 'get')
      runRules([document], settings)
      expect(tree, example.name).not.toHaveBeenCalled()
    }
  })
})
