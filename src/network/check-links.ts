/** The network part of a run: the checker, with progress, Ctrl-C, secrets and the trace around it, then the follow-up questions. */

import {type CheckEnvironment, checkEach, createProgressPrinter, type Progress} from '../check/index.ts'
import {systemClock} from '../check/schedule/clock.ts'
import {leftOutBy, parse} from '../check/visit/plan.ts'
import type {Settings} from '../config/settings.ts'
import {identityOf} from '../core/link/identity.ts'
import type {CheckOptions} from '../core/options.ts'
import type {ReportedLink} from '../core/report.ts'
import {type LineRange, touchesSpan} from '../git/line-ranges.ts'
import {type LintOptions, withVerdicts} from '../lint/lint-files.ts'
import type {Document} from '../markdown/document.ts'
import {visible} from '../report/escape.ts'
import {resolvers} from '../resolvers/index.ts'
import {signIn} from '../resolvers/openreview.ts'
import {note} from '../terminal.ts'
import {verdictsOf} from '../verdicts.ts'
import {homepage, version} from '../version.ts'
import {createFollowUps, type FollowUps} from './follow-ups.ts'
import type {OwnRepository} from './own-repository.ts'

const signInMs = 10_000

export interface LinkCheckOptions {
  /** The lines whose links are checked; without it all are. */
  readonly linesOf?: ((document: Document) => readonly LineRange[]) | undefined
  /** Undefined: live on a terminal, in lines in CI, none in a pipe. */
  readonly showProgress: boolean | undefined
  readonly env: Environment
  /** Called once, when the first requests are on their way; not called where nothing has to be asked. */
  onAsking?(): void
}

export interface LinkCheckResult {
  /** The options of the linter, with what the network said. */
  readonly lintOptions: LintOptions
  /** The links with their verdicts. */
  links(): readonly ReportedLink[]
  /** Requests sent. */
  readonly requests: number
  /** Ctrl-C ended it: what is known is in the verdicts. */
  readonly interrupted: boolean
}

/** Checks the links of documents over the network, and asks what rules want to know about them. */
export async function checkLinks(
  documents: readonly Document[],
  settings: Settings,
  lintOptions: LintOptions,
  {linesOf, showProgress, env, onAsking}: LinkCheckOptions,
): Promise<LinkCheckResult> {
  const {rules} = settings
  const verdicts = verdictsOf(documents, (document, link) => linesOf === undefined || touchesSpan(linesOf(document), document.lines, link))
  const named = verdicts.targets()
  const options = withTrace(settings.check, named)
  const endAtMs = systemClock.now() + (options.deadlineMs ?? Number.POSITIVE_INFINITY)
  const leftMs = (): number => Math.max(0, endAtMs - systemClock.now())
  const interruption = new AbortController()
  const onSignal = (): void => interruption.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const screen = screenOf(env, showProgress)
  let latest: Progress | undefined
  const environment: CheckEnvironment = {
    resolvers,
    identityOf,
    secrets: secretsIn(env, options),
    ...(options.searchTitles && {titleOf: verdicts.titleOf}),
    signal: interruption.signal,
    onProgress(progress) {
      latest = progress
      screen.update(progress)
    },
    onWarning: screen.say,
    onTrace: screen.trace,
    ...(onAsking !== undefined && {onAsking}),
    endsWithRun: true,
    agent: `paperlint/${version}`,
    home: homepage,
    env,
  }
  // Node looks up names in four threads, which names with silent servers soon take up. It reads the variable when it needs the first thread.
  if (named.some(({url}) => hasName(url))) process.env['UV_THREADPOOL_SIZE'] ??= '64'
  let checkedCount = 0
  // If so, follow-up questions would only wait for answers.
  let isOffline = false
  let followUps: FollowUps | undefined
  try {
    const own = named.some(({url}) => /github/i.test(url)) ? await ownRepository(env) : undefined
    const targets = named.filter(({url}) => {
      // Links that the settings leave out are not looked at on disk either.
      const known = leftOutBy(options, url) === undefined ? own?.settled(url) : undefined
      if (known !== undefined) verdicts.add(known)
      if (known !== undefined && url === options.trace) screen.trace(`${known.verdict} (${known.reason}), ${known.evidence?.join()}`)
      return known === undefined
    })
    const signedIn = await withOpenReview(environment, targets, options, env, leftMs())
    const publications = rules.some(({rule}) => rule.readsPublications)
    followUps = createFollowUps({documents, verdicts, options, environment: signedIn, leftMs, publications})
    // Follow-up questions about arXiv's papers need no answer of any other host.
    const preprints = new Set(targets.flatMap(({url}) => (/arxiv/i.test(url) && identityOf(url)?.service === 'arxiv' ? [url] : [])))
    const timed = options.deadlineMs === undefined ? options : {...options, deadlineMs: leftMs()}
    await checkEach(targets, timed, signedIn, (checked) => {
      checkedCount++
      isOffline ||= checked.reason === 'offline'
      const tempered = own?.tempered(checked) ?? checked
      if (tempered !== checked && checked.url === options.trace)
        screen.trace(`${tempered.verdict} (${tempered.reason}), ${tempered.evidence?.at(-1)}`)
      verdicts.add(tempered)
      if (preprints.delete(checked.url) && preprints.size === 0 && !isOffline) followUps?.begin()
    })
    if (!interruption.signal.aborted) {
      if (!isOffline) await followUps.finish()
    } else screen.say(`Interrupted: ${checkedCount} of ${targets.length} links are settled, the others are left out`)
  } finally {
    screen.clear()
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  const interrupted = interruption.signal.aborted
  return {
    lintOptions: withVerdicts(lintOptions, verdicts, settings, !interrupted && linesOf === undefined),
    links: verdicts.reported,
    requests: (latest?.requests ?? 0) + (followUps?.requests ?? 0),
    interrupted,
  }
}

/** What is to be traced as the list spells it: whoever copies an address from a browser has its encoded form, mostly without the fragment. */
function withTrace(options: CheckOptions, named: readonly {readonly url: string}[]): CheckOptions {
  const {trace} = options
  if (trace === undefined) return options
  const spelled = [(url: string) => url, hrefOf, (url: string) => hrefOf(url).replace(/#.*/s, '')]
  for (const spell of spelled) {
    const wanted = spell(trace)
    const found = named.find(({url}) => spell(url) === wanted)
    if (found !== undefined) return {...options, trace: found.url}
  }
  note(`Can't trace \`${trace}\`: it is none of the links to check`)
  return options
}

function hrefOf(url: string): string {
  return parse(url)?.href ?? url
}

/** What a run writes to standard error: progress, and remarks and traces above it. */
function screenOf({CI, TERM}: Environment, showProgress: boolean | undefined) {
  // A terminal that can't move its cursor gets lines.
  const isDumb = TERM === 'dumb'
  const stream = isDumb ? {write: (text: string) => process.stderr.write(text)} : process.stderr
  const inLines = showProgress === true || isDumb || (CI !== undefined && CI !== 'false')
  const printer = showProgress === false ? undefined : createProgressPrinter(stream, inLines)
  // Text written below live lines would be erased with them.
  const clear = (): void => printer?.clear()
  return {
    clear,
    update: (progress: Progress): void => printer?.update(progress),
    say(text: string): void {
      clear()
      note(text)
    },
    trace(line: string): void {
      clear()
      stream.write(`${visible(line)}\n`)
    },
  }
}

/** Does its host look like a name rather than an address? */
function hasName(url: string): boolean {
  return /^(?:https?:)?\/\/[^/?#]*[a-z]/i.test(url)
}

/** Loaded late, as it brings Node's `child_process` with it. */
async function ownRepository(env: Environment): Promise<OwnRepository | undefined> {
  const {ownRepositoryOf} = await import('./own-repository.ts')
  return ownRepositoryOf(process.cwd(), env)
}

type Environment = Readonly<Record<string, string | undefined>>

/** Secrets come from the environment alone. */
function secretsIn(env: Environment, {services}: CheckOptions): CheckEnvironment['secrets'] {
  const {GITHUB_API_URL: api} = env
  const [semanticscholar, huggingface] = [trimmed(env['S2_API_KEY']), trimmed(env['HF_TOKEN'])]
  const token = trimmed(env['GITHUB_TOKEN']) ?? trimmed(env['GH_TOKEN'])
  // An Enterprise server's token must not be sent to GitHub.
  const endpoint = services['github']?.endpoint ?? 'https://api.github.com'
  const github = api === undefined || api === '' || hostOf(api) === hostOf(endpoint) ? token : undefined
  return {
    ...(github !== undefined && {github}),
    ...(semanticscholar !== undefined && {semanticscholar}),
    ...(huggingface !== undefined && {huggingface}),
  }
}

/** Without the line end that pasted secrets often have and no header may have. */
function trimmed(secret: string | undefined): string | undefined {
  return secret?.trim() || undefined
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** Signs in to OpenReview where there is an account and something to ask: without one, its notes are behind a challenge. */
async function withOpenReview(
  environment: CheckEnvironment,
  targets: readonly {readonly url: string}[],
  options: CheckOptions,
  {OPENREVIEW_USERNAME: id, OPENREVIEW_PASSWORD: password}: Environment,
  leftMs: number,
): Promise<CheckEnvironment> {
  if (id === undefined || id === '' || password === undefined || password === '') return environment
  const isEnabled = options.services['openreview']?.enabled !== false
  if (!isEnabled || !targets.some(({url}) => identityOf(url)?.service === 'openreview')) return environment
  const {createInquirer} = await import('../check/inquire.ts')
  const inquirer = createInquirer(options, {...environment, resolvers: []}, Math.min(signInMs, leftMs))
  try {
    const account = {id, password}
    const token = (await inquirer.ask(signIn, [account])).get(account)
    if (token !== undefined) return {...environment, secrets: {...environment.secrets, openreview: token}}
    note('OpenReview did not accept `OPENREVIEW_USERNAME` and `OPENREVIEW_PASSWORD`: its notes are asked about without signing in')
    return environment
  } finally {
    inquirer.close()
  }
}
