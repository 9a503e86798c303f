/** Checked values of the configuration and the command line → what the program runs on. */
import {resolve} from 'node:path'
import type {Severity} from '../core/finding.ts'
import {type CheckOptions, defaultCheckOptions, type HostOptions, type ServiceOptions} from '../core/options.ts'
import type {FormatName} from '../core/report.ts'
import type {ActiveRule, RuleDefinition} from '../rule.ts'
import {durationMsOf} from './duration.ts'
import {defaultCacheFile, defaultFiles, defaultFormat, defaultPreset, type RuleDescription} from './keys.ts'
import {isList, isObject, type Json, type JsonObject, remapOf} from './shape.ts'

export interface OutputFormat {
  readonly name: FormatName
  /** File to write; standard output without it. */
  readonly output?: string
}

export interface Settings<Rule = RuleDefinition> {
  /** Operands where the command line has none; absolute where the configuration names them. */
  readonly files: readonly string[]
  readonly offline: boolean
  /** In the catalogue's order. */
  readonly rules: readonly ActiveRule<Rule>[]
  readonly acrossFiles: boolean
  readonly maxWarnings?: number
  readonly warnUndecided: boolean
  /** Path of the baseline. */
  readonly baseline?: string
  readonly formats: readonly OutputFormat[]
  readonly showInfos: boolean
  readonly quiet: boolean
  readonly check: CheckOptions
}

/** Options of the checker that only the command line has. */
export type RunOptions = Pick<CheckOptions, 'shard' | 'trace'>

/**
 * Lays the command line's values over the configuration's.
 *
 * A single value of the command line replaces the configuration's; `include`, `exclude` and `remap` are joined, the command line's first;
 * `hosts` and `rules` are merged name by name.
 */
export function mergeValues(config: JsonObject, flags: JsonObject): JsonObject {
  const merged: Record<string, Json> = {...config}
  for (const [name, value] of Object.entries(flags)) {
    const before = merged[name]
    if (['include', 'exclude', 'remap'].includes(name) && isList(value) && before !== undefined && isList(before)) {
      merged[name] = [...value, ...before]
    } else if ((name === 'hosts' || name === 'rules') && isObject(value)) {
      merged[name] = mergeByName(isObject(before) ? before : {}, value)
    } else {
      merged[name] = value
    }
  }
  return merged
}

/** Merges objects within objects; a severity alone leaves a rule's options as they are. */
export function mergeByName(before: JsonObject, after: JsonObject): JsonObject {
  const merged: Record<string, Json> = {...before}
  for (const [name, value] of Object.entries(after)) {
    const old = merged[name]
    // A rule's severity alone keeps the options that the configuration gives it.
    const settings = typeof value === 'string' && isObject(old) ? {severity: value} : value
    merged[name] = isObject(old) && isObject(settings) ? mergeByName(old, settings) : settings
  }
  return merged
}

/**
 * @param values checked and merged
 * @param configFolder what the configuration's own paths are relative to; those of the command line are resolved already
 *
 * The values have passed `issuesOf`, so the casts below only name types that it has verified.
 */
export function settingsOf<Rule extends RuleDescription>(
  values: JsonObject,
  catalogue: readonly Rule[],
  configFolder: string,
  run: RunOptions = {},
): Settings<Rule> {
  const {acrossFiles, baseline, files, format, info, maxWarnings, offline, quiet, warnUndecided} = values
  return {
    files: files === undefined ? defaultFiles : (files as readonly string[]).map((file) => resolve(configFolder, file)),
    offline: offline === true,
    rules: activeRules(values, catalogue),
    acrossFiles: acrossFiles === true,
    ...(maxWarnings !== undefined && {maxWarnings: maxWarnings as number}),
    warnUndecided: warnUndecided === true,
    ...(baseline !== undefined && {baseline: resolve(configFolder, baseline as string)}),
    formats: formatsOf(format, configFolder),
    showInfos: info === true,
    quiet: quiet === true,
    check: {...checkOptionsOf(values, configFolder), ...run},
  }
}

/** The rules that are on: those of the presets, as the `rules` key changes them. */
export function activeRules<Rule extends RuleDescription>(values: JsonObject, catalogue: readonly Rule[]): ActiveRule<Rule>[] {
  const {preset = defaultPreset, rules = {}} = values
  const presets = new Set(isList(preset) ? preset : [preset])
  // The online rules belong to the recommended ones.
  if (presets.has('recommended')) presets.add('online')
  const chosen = isObject(rules) ? rules : {}
  return catalogue.flatMap((rule): ActiveRule<Rule>[] => {
    const setting = Object.hasOwn(chosen, rule.id) ? chosen[rule.id] : undefined
    const {severity, ...options} = isObject(setting) ? setting : setting === undefined ? {} : {severity: setting}
    const level = severity ?? (presets.has(rule.preset) ? rule.severity : 'off')
    const strict = presets.has('strict') ? rule.strictOptions : undefined
    return level === 'off' ? [] : [{rule, severity: level as Severity, options: {...rule.options, ...strict, ...options}}]
  })
}

/** What is wrong with a combination of formats, wherever they were named. */
export function faultsOfFormats(formats: readonly OutputFormat[]): readonly string[] {
  if (formats.length === 0) return ['Expected `format` to name a format, got an empty list']
  const outputs = formats.map(({output}) => output)
  const twice = new Set(outputs.filter((output, index) => outputs.indexOf(output) < index))
  return Array.from(twice, (output) =>
    output === undefined
      ? 'Expected an `-o FILE` after every `--format` but one (`output` in the configuration), as only one can go to standard output'
      : `Expected every \`--format\` to have its own \`-o FILE\`, got \`${output}\` twice`,
  )
}

function formatsOf(value: Json | undefined, folder: string): OutputFormat[] {
  if (value === undefined) return [{name: defaultFormat}]
  if (!isList(value)) return [{name: value as FormatName}]
  return value.map((item) => {
    const {name = defaultFormat, output} = item as Partial<OutputFormat>
    return output === undefined || output === '-' ? {name} : {name, output: resolve(folder, output)}
  })
}

function checkOptionsOf(values: JsonObject, folder: string): CheckOptions {
  const {cache, remap, hosts, services} = values
  const ms = (name: string): number | undefined => durationMsOf(String(values[name]))
  const patterns = (name: string): RegExp[] => ((values[name] ?? []) as readonly string[]).map((source) => new RegExp(source))
  const cacheFile = cache === true ? resolve(folder, defaultCacheFile) : typeof cache === 'string' ? resolve(folder, cache) : undefined
  const timeoutMs = ms('timeout')
  return {
    ...defaultCheckOptions,
    ...(timeoutMs !== undefined && {timeoutMs}),
    ...optional('maxAgeMs', ms('maxAge')),
    ...optional('deadlineMs', ms('deadline')),
    ...optional('cacheFile', cacheFile),
    ...copied(values, [
      'retries',
      'concurrency',
      'maxLinks',
      'userAgent',
      'contact',
      'searchTitles',
      'probeHttps',
      'archive',
      'allowPrivate',
      'insecure',
    ]),
    include: patterns('include'),
    exclude: patterns('exclude'),
    remap: ((remap ?? []) as readonly string[]).flatMap((text) => remapOf(text) ?? []),
    hosts: Object.fromEntries(
      Object.entries((hosts ?? {}) as JsonObject).map(([name, value]) => [hostNameOf(name), hostOf(value as JsonObject)]),
    ),
    services: servicesOf((services ?? {}) as Readonly<Record<string, ServiceOptions>>),
  }
}

/** Sources that are asked at another service's endpoint. */
const sameEndpoint: Readonly<Record<string, string>> = {
  'doi-handle': 'doi',
  'github-rest': 'github',
  'openreview-search': 'openreview',
  'wayback-single': 'wayback',
}

/** If a service's endpoint is configured, its other sources move with it, unless they are configured themselves. */
function servicesOf(services: Readonly<Record<string, ServiceOptions>>): Readonly<Record<string, ServiceOptions>> {
  const moved = Object.entries(sameEndpoint).flatMap(([name, service]) => {
    const endpoint = services[service]?.endpoint
    return endpoint === undefined ? [] : [[name, {endpoint, ...services[name]}] as const]
  })
  return moved.length === 0 ? services : {...services, ...Object.fromEntries(moved)}
}

/** A host's name as in a parsed URL: in lower case, other alphabets encoded. */
function hostNameOf(name: string): string {
  const url = `http://${name}/`
  return URL.canParse(url) ? new URL(url).hostname : name.toLowerCase()
}

function hostOf({interval, concurrency, headers}: JsonObject): HostOptions {
  const intervalMs = typeof interval === 'string' ? durationMsOf(interval) : undefined
  return {
    ...optional('intervalMs', intervalMs),
    ...optional('concurrency', concurrency as number | undefined),
    ...optional('headers', headers === undefined ? undefined : inLowerCase(headers as Readonly<Record<string, string>>)),
  }
}

/** Names of headers have no case: in one spelling they take the place of those that every request has. */
function inLowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): {readonly [key in Name]?: Value} {
  // TypeScript widens a computed key to `string`; there is exactly this one.
  return value === undefined ? {} : ({[name]: value} as {readonly [key in Name]: Value})
}

function copied(values: JsonObject, names: readonly (keyof CheckOptions & string)[]): Partial<CheckOptions> {
  // Names and types are those of the table of keys, by which the values were checked.
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))
}
