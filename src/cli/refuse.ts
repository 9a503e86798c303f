/** Mistakes of use that show only when operands, options and configuration are put together. */
import type {CommandLine} from '../arguments/flags.ts'
import type {Source} from '../arguments/operands.ts'
import {faultsOfFormats, type Settings} from '../config/settings.ts'
import {UsageError} from '../core/usage-error.ts'
import {realPathOf} from '../disk/real-path.ts'

/** @throws UsageError for settings that don't go together */
export function refuseUnusable(settings: Settings, {changed, updateBaseline}: CommandLine): void {
  const faults = faultsOfFormats(settings.formats)
  if (faults.length > 0) throw new UsageError(faults)
  if (updateBaseline && changed !== undefined)
    throw new UsageError('Expected one of `--update-baseline` and `--changed`, got both: a baseline holds the findings of all lines')
  if (updateBaseline && settings.baseline === undefined) throw new UsageError('Expected `--baseline FILE` beside `--update-baseline`')
}

/** @throws UsageError where operands and options don't go together, before anything is done */
export function refuseMisplaced(
  sources: readonly Source[],
  settings: Settings,
  {changed, fix, run: {trace}, updateBaseline}: CommandLine,
): void {
  const {offline, formats, baseline, check} = settings
  const written = [
    ...formats.map(({output}) => ['report', output] as const),
    ['baseline', updateBaseline ? baseline : undefined] as const,
    ['cache', check.cacheFile] as const,
  ].flatMap(([what, path]) => (path === undefined ? [] : [{what, path: realPathOf(path)}]))
  const both = sources.flatMap((source) => {
    const real = source.kind === 'file' && written.length > 0 ? realPathOf(source.path) : undefined
    const outputs = written.filter(({path}) => path === real)
    return outputs.map(({what}) => `Expected a file of its own for the ${what}, got \`${source.name}\`, which is to be checked`)
  })
  if (both.length > 0) throw new UsageError(both)
  if (offline) {
    const urls = sources.filter(({kind}) => kind === 'url').map(({name}) => `Expected files with \`--offline\`, got the URL \`${name}\``)
    const asked = trace === undefined ? [] : ['Expected one of `--trace` and `--offline`, got both: offline nothing is asked']
    if (urls.length + asked.length > 0) throw new UsageError([...urls, ...asked])
  }
  if (changed !== undefined) {
    const others = sources.filter(({kind}) => kind !== 'file').map(({name}) => `Expected files with \`--changed\`, got \`${name}\``)
    if (others.length > 0) throw new UsageError(others)
  }
  if (fix === 'write' && sources.length > 1) {
    const others = sources
      .filter(({kind}) => kind !== 'file')
      .map(({name}) => `Expected nothing beside \`${name}\` with \`--fix\`, as its text is printed`)
    if (others.length > 0) throw new UsageError(others)
  }
}
