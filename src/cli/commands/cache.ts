/** `paperlint cache`: shows what the cache of verdicts holds, and removes what is old. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {rules} from '../../../rules/index.ts'
import {type CacheEntries, readCache} from '../../check/memory/cache.ts'
import {pruneCache} from '../../check/memory/cache-file.ts'
import {durationMsOf} from '../../config/duration.ts'
import {defaultCacheFile} from '../../config/keys.ts'
import {loadConfig} from '../../config/load.ts'
import {settingsOf} from '../../config/settings.ts'
import {verdicts} from '../../core/report.ts'
import {didYouMean} from '../../core/text/nearest.ts'
import {UsageError} from '../../core/usage-error.ts'
import {reasonOf} from '../../disk/fault.ts'
import {pathFrom} from '../../disk/slashes.ts'
import {count, number} from '../../report/number.ts'
import {note, print} from '../../terminal.ts'
import {ExitStatus} from '../exit-status.ts'
import type {CommandArguments} from './command.ts'

/** A URL that nobody has asked about for a month has left the list. */
const defaultMaxAge = '30d'

export async function cache({operands, options}: CommandArguments): Promise<number> {
  const [action = ''] = operands
  if (action !== 'show' && action !== 'prune') {
    throw new UsageError(
      `Expected \`paperlint cache show\` or \`paperlint cache prune\`, got \`${action}\`${didYouMean(action, ['show', 'prune'])}`,
    )
  }
  const maxAge = options.get('max-age') ?? defaultMaxAge
  const maxAgeMs = durationMsOf(maxAge)
  if (maxAgeMs === undefined) {
    throw new UsageError(`Expected \`--max-age\` to be a duration such as \`300ms\`, \`2s\`, \`5m\` or \`1d\`, got \`${maxAge}\``)
  }
  const path = await cachePath(options.get('cache'))
  const name = pathFrom(process.cwd(), path)
  if (!existsSync(path)) throw new UsageError(`Can't find the cache \`${name}\`: no run has written it yet`)
  try {
    if (action === 'show') {
      print(summaryOf(name, readCache(path)))
    } else {
      const removed = await pruneCache(path, Date.now(), maxAgeMs)
      note(`removed ${count(removed, 'verdict')} older than ${maxAge} from ${name}`)
    }
  } catch (error) {
    throw new UsageError(`Can't ${action === 'show' ? 'read' : 'write'} the cache \`${name}\`: ${reasonOf(error)}`)
  }
  return ExitStatus.clean
}

async function cachePath(option: string | undefined): Promise<string> {
  if (option !== undefined) return resolve(option)
  const {values, folder} = await loadConfig({workingDirectory: process.cwd(), catalogue: rules})
  return resolve(settingsOf(values, rules, folder).check.cacheFile ?? defaultCacheFile)
}

function summaryOf(name: string, entries: CacheEntries): string {
  const dates = [...entries.values()].map(({checkedAt}) => checkedAt).sort()
  const counts = verdicts.flatMap((verdict) => {
    const amount = [...entries.values()].filter((entry) => entry.verdict === verdict).length
    return amount === 0 ? [] : [`${number(amount)} ${verdict}`]
  })
  const [oldest] = dates
  const head = `${name}: ${count(entries.size, 'verdict')}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}\n`
  return oldest === undefined ? head : `${head}oldest ${oldest}, newest ${dates.at(-1)}\n`
}
