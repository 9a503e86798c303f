/** What a runner gives an action: variables, an event file, folders; and a small linter in place of the real one. */

import {readFileSync} from 'node:fs'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {onTestFinished} from 'vitest'
import type {Engine, EngineOptions, EngineResult, ListedEntry} from '../../src/action/engine.ts'
import {runAction} from '../../src/action/main.ts'
import type {OutputName, Ports} from '../../src/action/ports.ts'
import type {ReportedFinding, ReportedLink, Verdict} from '../../src/core/report.ts'
import {lineIndexOf} from '../../src/core/text/place.ts'
import {touches} from '../../src/git/line-ranges.ts'
import type {Annotation} from '../../src/report/annotations.ts'
import {reportWith} from '../helpers/report.ts'
import {schemaOf} from './github.ts'

export const repository = 'curator/papers'

export interface Outcome {
  readonly failed: string | undefined
  readonly summary: string
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Partial<Record<OutputName, string | number>>>
  readonly engineOptions: readonly EngineOptions[]
  readonly cacheSaved: boolean
}

export interface Setting {
  readonly eventName: string
  readonly payload: unknown
  readonly apiUrl: string
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly engine?: Engine
  readonly variables?: Readonly<Record<string, string>>
  readonly isOnline?: boolean
  readonly nowMs?: number
  /** Stands for the runner's temporary folder; kept between runs to keep the cache. */
  readonly temporary?: string
  readonly sleep?: (milliseconds: number) => Promise<void>
}

const metadata = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')

/** The default of an input as `action.yml` gives it. */
export function defaultOf(name: string): string {
  const value = new RegExp(`^ {2}${name}:\\n(?: {4}.*\\n)*? {4}default: (.*)$`, 'm').exec(metadata)?.[1] ?? ''
  return value.replace(/^'(.*)'$/, '$1')
}

/** Runs the action once, as a runner would. */
export async function act(setting: Setting): Promise<Outcome> {
  const temporary = setting.temporary ?? (await folder())
  const eventPath = join(temporary, 'event.json')
  await writeFile(eventPath, JSON.stringify(setting.payload))
  const log: string[] = []
  const annotations: Annotation[] = []
  const outputs: Partial<Record<OutputName, string | number>> = {}
  const engineOptions: EngineOptions[] = []
  const engine = setting.engine ?? smallEngine({})
  let failed: string | undefined
  let summary = ''
  let cacheSaved = false
  const ports: Ports = {
    environment: {
      GITHUB_REPOSITORY: repository,
      GITHUB_EVENT_NAME: setting.eventName,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_API_URL: setting.apiUrl,
      GITHUB_WORKSPACE: setting.workspace,
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_REF_NAME: 'main',
      RUNNER_TEMP: temporary,
      ...setting.variables,
    },
    engine: async (options) => {
      engineOptions.push(options)
      return engine(options)
    },
    input: (name) => (setting.inputs?.[name] ?? (name === 'token' ? 'secret' : defaultOf(name))).trim(),
    info: (message) => void log.push(message),
    warn: (message) => void log.push(`warning: ${message}`),
    annotate: (annotation) => void annotations.push(annotation),
    setOutput: (name, value) => {
      outputs[name] = value
    },
    setFailed: (message) => {
      failed = message
    },
    writeSummary: async (markdown) => {
      summary += markdown
    },
    restoreCache: async () => true,
    saveCache: async () => {
      cacheSaved = true
    },
    isOnline: async () => setting.isOnline ?? true,
    now: () => setting.nowMs ?? Date.UTC(2026, 10, 20),
    sleep: setting.sleep ?? (async () => {}),
  }
  await runAction(ports)
  return {failed, summary, log: log.join('\n'), annotations, outputs, engineOptions, cacheSaved}
}

/** A folder that ends with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'paperlint-action-'))
  onTestFinished(() => rm(path, {recursive: true, force: true}))
  return path
}

/**
 * Reads README.md: `https//` is an error with a fix, `FIXME` a warning, an arXiv id on a second line a clash. Links get the given verdicts;
 * a dead one is an error but on a line that says `silenced`. A line that starts with `- [` is an entry of that name.
 */
export function smallEngine(
  verdicts: Readonly<Record<string, Partial<ReportedLink> & {verdict: Verdict}>>,
  operands: readonly string[] = ['README.md'],
  more: Partial<EngineResult> = {},
): Engine {
  return async ({cwd, changed, args}) => {
    const sources = new Map<string, string>()
    const findings: ReportedFinding[] = []
    const links = new Map<string, ReportedLink>()
    const entries: ListedEntry[] = []
    for (const file of operands) {
      const source = await readFile(join(cwd, file), 'utf8').catch(() => undefined)
      if (source === undefined) continue
      sources.set(file, source)
      findings.push(...findingsIn(file, source))
      const rows = source.split(/\r?\n/)
      for (const [row, text] of rows.entries()) {
        const name = /^- \[([^\]]*)\]/.exec(text)?.[1]
        if (name !== undefined) entries.push({file, line: row + 1, endLine: row + 1, name})
      }
      if (args.includes('--offline')) continue
      for (const {url, line, column} of linksIn(source)) {
        if (changed !== undefined && !touches(changed.get(file) ?? [], line, line)) continue
        const known = links.get(url)
        const occurrences = [...(known?.occurrences ?? []), {file, line, column}]
        links.set(url, {url, verdict: 'ok', reason: 'found', via: 'http', attempts: 1, durationMs: 5, ...verdicts[url], occurrences})
        const isTold = verdicts[url]?.verdict === 'dead' && !rows[line - 1]?.includes('silenced')
        const place = {file, line, column, endLine: line, endColumn: column + url.length}
        if (isTold) findings.push({...place, rule: 'no-dead-url', severity: 'error', message: `Unexpected dead link \`${url}\``, url})
      }
    }
    const report = reportWith(findings, [...links.values()], sources.size)
    return {report, entries, sources, notes: [], unread: {files: [], problems: []}, maxWarnings: undefined, interrupted: false, ...more}
  }
}

function findingsIn(file: string, source: string): readonly ReportedFinding[] {
  const index = lineIndexOf(source)
  const seen = new Map<string, {line: number; column: number}>()
  return Array.from(source.matchAll(/https\/\/\S+?(?=[)\s])|FIXME|arxiv\.org\/abs\/(\d+\.\d+)/g)).flatMap((match): ReportedFinding[] => {
    const start = index.pointAt(match.index)
    const end = index.pointAt(match.index + match[0].length)
    const place = {file, ...start, endLine: end.line, endColumn: end.column}
    if (match[0] === 'FIXME') return [{...place, rule: 'no-fixme', severity: 'warning', message: 'Unexpected `FIXME`'}]
    const id = match[1]
    if (id === undefined) {
      const replacement = match[0].replace('//', '://')
      return [
        {
          ...place,
          rule: 'no-malformed-url',
          severity: 'error',
          message: `Unexpected malformed URL \`${match[0]}\``,
          url: match[0],
          fix: {...place, replacement},
        },
      ]
    }
    const first = seen.get(id)
    if (first === undefined) {
      seen.set(id, start)
      return []
    }
    return [
      {
        ...place,
        rule: 'no-duplicate-paper-id',
        severity: 'error',
        message: `Unexpected second entry for \`${id}\``,
        related: [{file, ...first, message: 'first here'}],
      },
    ]
  })
}

function linksIn(source: string): readonly {url: string; line: number; column: number}[] {
  const index = lineIndexOf(source)
  return Array.from(source.matchAll(/https?:\/\/[^\s)]+/g), (match) => ({url: match[0], ...index.pointAt(match.index)}))
}

const webhooks = JSON.parse(readFileSync(new URL('../schemas/github-webhooks.json', import.meta.url), 'utf8'))
const ajv = new Ajv({strict: false, validateFormats: false, unicodeRegExp: false})
ajv.addSchema({$id: 'webhooks', components: schemaOf(webhooks.components, 'webhooks')} as object)

/** GitHub's own example of an event, changed, and still valid by GitHub's own description. */
export function payloadOf(event: string, change: (payload: Payload) => void = () => {}): unknown {
  const payload = JSON.parse(readFileSync(new URL(`payloads/${event}.json`, import.meta.url), 'utf8'))
  change(payload)
  const validate = ajv.compile(schemaOf(webhooks.events[event], 'webhooks') as object)
  if (!validate(payload)) throw new Error(`The payload is no ${event}: ${ajv.errorsText(validate.errors)}`)
  return payload
}

/** As far as tests change it. */
export interface Payload {
  number: number
  repository: {full_name: string; private: boolean; default_branch: string}
  pull_request: {number: number; base: {sha: string}; head: {sha: string; repo: {full_name: string; fork: boolean}}}
  workflow_run: {head_sha: string; head_branch: string; head_repository: {owner: {login: string}}}
}
