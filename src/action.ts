/** The action's entry: ties the run to the runner. Only here is `@actions/core` known. */
import {setTimeout as delay} from 'node:timers/promises'
import {error, getInput, info, notice, setFailed, setOutput, summary, warning} from '@actions/core'
import {runAction} from './action/main.ts'
import type {Ports} from './action/ports.ts'
import type {Annotation} from './report/annotations.ts'
import {visible} from './report/escape.ts'
import {version} from './version.ts'
import {fetchFor} from './web.ts'

/** Caches can't be changed, so each run writes its own and reads the newest. */
const cachePrefix = 'paperlint-v1-'

function ports(): Ports {
  const {GITHUB_RUN_ID: runId = '0', GITHUB_RUN_ATTEMPT: attempt = '1'} = process.env
  return {
    environment: process.env,
    // Loaded only for events that need it.
    engine: async (options) => (await import('./action/lint-engine.ts')).lintEngine(options),
    input: (name) => getInput(name),
    // It holds text from documents and the net, in which a line could be a command to the runner.
    info: (message) =>
      info(
        message
          .split(/\r\n|\n|\r/)
          .map(visible)
          .map(withoutCommand)
          .join('\n'),
      ),
    warn: (message) => warning(visible(message)),
    annotate,
    setOutput: (name, value) => setOutput(name, value),
    setFailed: (message) => setFailed(message.split('\n').map(visible).join('\n')),
    writeSummary: async (markdown) => {
      const {GITHUB_STEP_SUMMARY: file} = process.env
      if (file === undefined || file === '') return
      await summary.addRaw(markdown).write()
    },
    restoreCache: async (folder) => {
      const cache = await cacheHere()
      if (cache === undefined) return false
      const key = await cache.restoreCache([folder], `${cachePrefix}${runId}-${attempt}`, [cachePrefix]).catch(() => undefined)
      return key !== undefined
    },
    saveCache: async (folder) => {
      const cache = await cacheHere()
      await cache
        ?.saveCache([folder], `${cachePrefix}${runId}-${attempt}`)
        .catch((reason: unknown) => info(`The cache was not saved: ${visible(`${reason}`)}`))
    },
    isOnline: async () => (await import('./action/canary.ts')).isOnline(fetchFor(process.env)),
    now: Date.now,
    sleep: (milliseconds) => delay(milliseconds),
  }
}

/** The cache's client is a megabyte, so it is loaded where there is a cache. */
async function cacheHere(): Promise<typeof import('@actions/cache') | undefined> {
  const {ACTIONS_CACHE_URL: older, ACTIONS_RESULTS_URL: newer} = process.env
  if (!older && !newer) return undefined
  const cache = await import('@actions/cache')
  return cache.isFeatureAvailable() ? cache : undefined
}

function annotate({level, message, title, file, startLine, endLine, startColumn, endColumn}: Annotation): void {
  const say = {error, warning, notice}[level]
  say(message, {
    title,
    ...(file !== undefined && {file}),
    ...(startLine !== undefined && {startLine}),
    ...(endLine !== undefined && {endLine}),
    ...(startColumn !== undefined && {startColumn}),
    ...(endColumn !== undefined && {endColumn}),
  })
}

/** A line that starts like a command is none if something comes before it. */
function withoutCommand(line: string): string {
  return /^\s*(?:::|##\[)/.test(line) ? `· ${line}` : line
}

info(`paperlint ${version}`)
await runAction(ports())
// Lookups of names can't be cancelled, and a hundred of them may wait for silent servers. What is still to be printed goes first.
process.stdout.write('', () => process.exit())
