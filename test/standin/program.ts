/** The built program in the stand-in internet: what it reports about a list there. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {expect, onTestFinished} from 'vitest'
import {run} from '../helpers/program.ts'
import {type StandIn, standIn} from './server.ts'
import {tokens} from './service.ts'
import type {World} from './world.ts'

interface Report {
  readonly summary: {readonly requests: number}
  readonly findings: readonly {
    readonly rule: string
    readonly severity: string
    readonly line: number
    readonly message: string
    readonly suggestion?: string
    readonly fix?: {readonly replacement: string}
  }[]
  readonly links: readonly {readonly url: string; readonly verdict: string; readonly reason: string; readonly via: string}[]
}

// The services' intervals are tested elsewhere; waiting would only take time here.
const hosts =
  'api.datacite.org export.arxiv.org arxiv.org api.semanticscholar.org api2.openreview.net api.openreview.net sparql.dblp.org www.youtube.com img.youtube.com api.crossref.org doi.org discord.com archive.org huggingface.co'
/** No waiting between requests. */
export const hurry: readonly string[] = hosts.split(' ').flatMap((host) => ['--host-interval', `${host}=0ms`])

/** A folder with files, for as long as a test runs. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperlint-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export interface Checked {
  readonly report: Report
  readonly stderr: string
  readonly stdout: string
  readonly server: StandIn
}

/** Runs the program on `README.md` in a folder; fails if it breaks a service's rules. */
export async function check(
  tables: World,
  files: Readonly<Record<string, string>>,
  {args = [], env = {}, folder}: {args?: readonly string[]; env?: Readonly<Record<string, string>>; folder?: string} = {},
): Promise<Checked> {
  const server = await standIn(tables, {checkPace: false})
  onTestFinished(() => server.close())
  const remap = `^https?://([^/]+)/?(.*)$ ${server.origin}/$1/$2`
  const contact = 'paperlint test (+https://example.org/contact)'
  const {stdout, stderr} = await run(
    ['README.md', '--format', 'json', '--no-config', '--allow-private', '--remap', remap, '--user-agent', contact, ...hurry, ...args],
    {cwd: folder ?? folderWith(files), env: {GITHUB_TOKEN: tokens.github, GH_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_API_URL: '', ...env}},
  )
  expect(server.breaches).toEqual([])
  return {report: JSON.parse(stdout) as Report, stdout, stderr, server}
}

/** Findings as `line rule severity: message`. */
export const found = ({report}: Checked, ...rules: readonly string[]): string[] =>
  report.findings
    .filter(({rule}) => rules.length === 0 || rules.includes(rule))
    .map(({line, rule, severity, message}) => `${line} ${rule} ${severity}: ${message}`)

/** `verdict (reason)` by URL. */
export const verdicts = ({report}: Checked): Record<string, string> =>
  Object.fromEntries(report.links.map(({url, verdict, reason}) => [url, `${verdict} (${reason})`]))
