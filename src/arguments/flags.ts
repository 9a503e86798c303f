/** The command line of a run: options that stand for the configuration's keys, and those that only the command line has. */
import {resolve} from 'node:path'
import {hostNames, keysOf, type RuleDescription} from '../config/keys.ts'
import {mergeByName, type RunOptions} from '../config/settings.ts'
import {isObject, issuesOf, type Json, type JsonObject, type Key, type Keys, type Shape} from '../config/shape.ts'
import {UsageError} from '../core/usage-error.ts'
import {type Flag, type FlagForm, type Token, tokensOf} from './tokens.ts'

export interface CommandLine {
  readonly operands: readonly string[]
  /** By the configuration's keys; paths are absolute. */
  readonly values: JsonObject
  readonly fix: 'no' | 'write' | 'dry-run'
  /** A git ref, or '' for the default base. */
  readonly changed?: string
  readonly updateBaseline: boolean
  readonly config?: string
  readonly noConfig: boolean
  readonly printConfig: boolean
  readonly stdinFilename?: string
  /** Undefined: as the terminal and the environment say. */
  readonly color?: boolean
  /** Undefined: live on a terminal, in lines in CI, none in a pipe. */
  readonly progress?: boolean
  readonly run: RunOptions
}

/** The options of the command line alone. */
export const runFlags: Readonly<Record<string, Flag>> = {
  fix: {form: 'switch', summary: 'Apply the safe fixes in place'},
  'fix-dry-run': {form: 'switch', summary: 'Print the safe fixes as a unified diff and change nothing'},
  changed: {form: 'optional', argument: 'BASE', summary: 'Report, and ask about, only lines added since BASE, a git ref'},
  output: {form: 'value', short: 'o', argument: 'FILE', summary: 'File for the report of the --format before it'},
  'update-baseline': {form: 'switch', summary: 'Write the findings of this run to the baseline'},
  'no-cache': {form: 'switch', summary: 'Neither read nor write a cache'},
  trace: {form: 'value', argument: 'URL', summary: 'Show every request for one URL and what was decided'},
  shard: {form: 'value', argument: 'I/N', summary: 'Check the I-th of N parts of the hosts'},
  'stdin-filename': {form: 'value', argument: 'NAME', summary: 'Name of standard input in reports'},
  config: {form: 'value', argument: 'FILE', summary: 'Use this configuration instead of the one that is found'},
  'no-config': {form: 'switch', summary: 'Use no configuration file'},
  'print-config': {form: 'switch', summary: 'Print the configuration of this run'},
  color: {form: 'switch', summary: 'Use colours, even in a pipe'},
  'no-color': {form: 'switch', summary: 'Use no colours'},
  progress: {form: 'switch', summary: 'Show progress, even in a pipe'},
  'no-progress': {form: 'switch', summary: 'Show no progress'},
  version: {form: 'switch', short: 'V', summary: 'Print the version'},
  help: {form: 'switch', short: 'h', summary: 'Print this help'},
}

/** The options that stand for keys, by their names without dashes. */
export function flagKeys(keys: Keys): ReadonlyMap<string, {readonly name: string; readonly key: Key}> {
  const flags = new Map<string, {readonly name: string; readonly key: Key}>()
  const collect = (record: Keys): void => {
    for (const [name, key] of Object.entries(record)) {
      if (key.flag !== undefined) flags.set(key.flag, {name, key})
      // A host's own settings have options too.
      if (name === 'hosts' && key.shape.kind === 'map' && key.shape.of.kind === 'record') collect(key.shape.of.keys)
    }
  }
  collect(keys)
  return flags
}

/**
 * Reads the arguments of a run.
 *
 * @throws UsageError with all mistakes
 */
export function readCommandLine(args: readonly string[], catalogue: readonly RuleDescription[], workingDirectory: string): CommandLine {
  const keys = keysOf(catalogue)
  const flags = flagKeys(keys)
  const forms: Record<string, FlagForm> = {...runFlags}
  for (const [flag, {key}] of flags) {
    forms[flag] = {form: key.shape.kind === 'boolean' ? 'switch' : 'value'}
    // What a configuration switches on, the command line can switch off.
    if (key.shape.kind === 'boolean') forms[`no-${flag}`] = {form: 'switch'}
  }
  const tokens = tokensOf(args, forms)
  const mistakes = [...tokens.mistakes]
  const reader = new ValueReader(flags, workingDirectory, mistakes)
  const last = new Map<string, Token>()
  for (const token of tokens.options) {
    last.set(token.name, token)
    if (!Object.hasOwn(runFlags, token.name) || token.name === 'output' || token.name === 'no-cache') reader.read(token)
  }
  const run = runOptionsOf(last, mistakes)
  for (const [one, other] of [
    ['fix', 'fix-dry-run'],
    ['config', 'no-config'],
    ['info', 'quiet'],
  ] as const) {
    if (last.has(one) && last.has(other)) mistakes.push(`Expected one of \`--${one}\` and \`--${other}\`, got both`)
  }
  // `info` and `quiet` exclude each other: the one on the command line switches the configuration's other one off.
  const values: JsonObject = {...(last.has('info') && {quiet: false}), ...(last.has('quiet') && {info: false}), ...reader.values()}
  if (last.get('stdin-filename')?.value?.trim() === '') mistakes.push('Expected `--stdin-filename` to be text that is not empty')
  if (mistakes.length > 0) throw new UsageError(mistakes)

  const [color, progress] = [lastSaid(tokens.options, 'color'), lastSaid(tokens.options, 'progress')]
  const [changed, config, stdinFilename] = [last.get('changed'), last.get('config'), last.get('stdin-filename')]
  return {
    operands: tokens.operands,
    values,
    fix: last.has('fix') ? 'write' : last.has('fix-dry-run') ? 'dry-run' : 'no',
    ...(changed !== undefined && {changed: changed.value ?? ''}),
    updateBaseline: last.has('update-baseline'),
    ...(config?.value !== undefined && {config: config.value}),
    noConfig: last.has('no-config'),
    printConfig: last.has('print-config'),
    ...(stdinFilename?.value !== undefined && {stdinFilename: stdinFilename.value}),
    ...(color !== undefined && {color}),
    ...(progress !== undefined && {progress}),
    run,
  }
}

/** Whether a switch is on, as the last of `--NAME` and `--no-NAME` says. */
function lastSaid(options: readonly Token[], name: string): boolean | undefined {
  const last = options.findLast((option) => option.name === name || option.name === `no-${name}`)
  return last && last.name === name
}

function runOptionsOf(last: ReadonlyMap<string, Token>, mistakes: string[]): RunOptions {
  const shard = last.get('shard')?.value
  const trace = last.get('trace')?.value
  const [, index = '', count = ''] = /^(\d+)\/(\d+)$/.exec(shard ?? '') ?? []
  if (shard !== undefined && !(Number(index) >= 1 && Number(index) <= Number(count))) {
    mistakes.push(`Expected \`--shard\` to be \`I/N\` with I from 1 to N, got \`${shard}\``)
  }
  if (trace !== undefined && !(/^https?:\/\//i.test(trace) && URL.canParse(trace))) {
    mistakes.push(`Expected \`--trace\` to be an http or https URL, got \`${trace}\``)
  }
  return {
    ...(shard !== undefined && {shard: {index: Number(index), count: Number(count)}}),
    ...(trace !== undefined && {trace}),
  }
}

/** Gathers the values of options that stand for keys; checks each by its key's shape. */
class ValueReader {
  readonly #flags: ReturnType<typeof flagKeys>
  readonly #folder: string
  readonly #mistakes: string[]
  readonly #values: Record<string, Json> = {}
  readonly #formats: {name?: string; output?: string}[] = []

  constructor(flags: ReturnType<typeof flagKeys>, folder: string, mistakes: string[]) {
    this.#flags = flags
    this.#folder = folder
    this.#mistakes = mistakes
  }

  read({name, written, value = ''}: Token): void {
    switch (name) {
      case 'no-cache':
        this.#set('cache', false)
        return
      case 'output':
        this.#readOutput(written, value)
        return
      case 'format':
        this.#readFormat(value)
        return
      case 'rule': {
        const [, rule = '', severity = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? []
        if (rule === '') this.#expected(written, '`NAME=SEVERITY`', value)
        else this.#merge('rules', {[rule]: severity}, written)
        return
      }
      case 'host-interval': {
        const [, host = '', interval = ''] = /^([^=\s]+)=(\S+)$/.exec(value) ?? []
        if (host === '') this.#expected(written, '`HOST=DURATION` such as `arxiv.org=3s`', value)
        else this.#merge('hosts', {[host]: {interval}}, written)
        return
      }
      case 'header': {
        const [, host = '', header = '', content = ''] = /^(\S+)\s+([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/s.exec(value) ?? []
        if (host === '') this.#expected(written, '`HOST NAME: VALUE`', value.replace(/:.*/s, ': …'))
        else this.#merge('hosts', {[host]: {headers: {[header]: content}}}, written)
        return
      }
      default:
        this.#readKey(name, written, value)
    }
  }

  /** Everything read, with the formats as one list. */
  values(): JsonObject {
    if (this.#formats.length === 0) return this.#values
    return {...this.#values, format: this.#formats.map(({name = 'pretty', output}) => (output === undefined ? {name} : {name, output}))}
  }

  #set(name: string, value: Json): void {
    this.#values[name] = value
  }

  #readKey(flag: string, written: string, value: string): void {
    const positive = this.#flags.get(flag) ?? this.#flags.get(flag.replace(/^no-/, ''))
    if (positive === undefined) return
    const {name, key} = positive
    if (key.shape.kind === 'boolean') {
      this.#values[name] = this.#flags.has(flag)
    } else if (name === 'preset' || key.shape.kind === 'list') {
      const before = this.#values[name]
      const item: Json = [value]
      this.#check(item, key.shape.kind === 'list' ? key.shape : {kind: 'list', of: singleOf(key.shape)}, written)
      this.#values[name] = [...(Array.isArray(before) ? before : []), value]
    } else {
      const isNumber = key.shape.kind === 'whole' && /^-?\d+(\.\d+)?$/.test(value)
      const json: Json = isNumber ? Number(value) : value
      this.#check(json, key.shape, written)
      if (name === 'cache' && value === 'true') this.#values[name] = true
      else this.#values[name] = name === 'cache' || name === 'baseline' ? resolve(this.#folder, value) : json
    }
  }

  #readFormat(value: string): void {
    const shape = this.#flags.get('format')?.key.shape
    if (shape !== undefined) this.#check(value, singleOf(shape), '--format')
    const [first] = this.#formats
    // An `-o` that came first belongs to the first format.
    if (this.#formats.length === 1 && first !== undefined && first.name === undefined) first.name = value
    else this.#formats.push({name: value})
  }

  #readOutput(written: string, value: string): void {
    const output = value === '-' ? value : resolve(this.#folder, value)
    const last = this.#formats.at(-1)
    if (last === undefined) this.#formats.push({output})
    else if (last.output === undefined) last.output = output
    else this.#mistakes.push(`Expected a \`--format\` before \`${written} ${value}\``)
  }

  #merge(name: 'rules' | 'hosts', value: JsonObject, written: string): void {
    const shape = name === 'rules' ? this.#flags.get('rule')?.key.shape : this.#hostShape()
    if (shape !== undefined) this.#check(value, shape, written)
    const before = this.#values[name]
    this.#values[name] = mergeByName(isObject(before) ? before : {}, value)
  }

  #hostShape(): Shape {
    const keys: Record<string, Key> = {}
    for (const flag of ['host-interval', 'header']) {
      const found = this.#flags.get(flag)
      if (found !== undefined) keys[found.name] = found.key
    }
    return {kind: 'map', of: {kind: 'record', keys, things: 'key'}, names: hostNames}
  }

  #check(value: Json, shape: Shape, written: string): void {
    const issues = issuesOf(value, shape, [], (path) => {
      const inner = path.find((step) => typeof step === 'string')
      return inner === undefined ? written : `${written} ${inner}`
    })
    this.#mistakes.push(...issues.map(({message}) => message))
  }

  #expected(written: string, form: string, value: string): void {
    this.#mistakes.push(`Expected \`${written}\` to be ${form}, got \`${value}\``)
  }
}

/** The shape of one value where several are allowed. */
function singleOf(shape: Shape): Shape {
  return shape.kind === 'either' ? (shape.of[0] ?? shape) : shape
}
