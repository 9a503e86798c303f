/** The commands: what each is for, and where it is. */

import type {CommandName} from '../../arguments/command-names.ts'
import {type Flag, tokensOf} from '../../arguments/tokens.ts'
import {UsageError} from '../../core/usage-error.ts'
import {count} from '../../report/number.ts'
import type {CommandDescription} from './command.ts'

const output: Flag = {form: 'value', short: 'o', argument: 'FILE', summary: 'File to write; standard output without it'}

export const commands: Readonly<Record<CommandName, CommandDescription>> = {
  init: {
    summary: 'Write a configuration and workflows for GitHub',
    usage: '',
    flags: {},
    operands: [0, 0],
    load: async () => (await import('./init.ts')).init,
  },
  rules: {
    summary: 'List the rules',
    usage: '',
    flags: {format: {form: 'value', argument: 'NAME', summary: 'pretty or json'}},
    operands: [0, 0],
    load: async () => (await import('./rules.ts')).listRules,
  },
  explain: {
    summary: 'Explain a rule, with examples',
    usage: 'RULE',
    flags: {},
    operands: [1, 1],
    load: async () => (await import('./explain.ts')).explain,
  },
  entries: {
    summary: 'Print the papers of a list as data',
    usage: 'FILE...',
    flags: {format: {form: 'value', argument: 'NAME', summary: 'json, csv or bibtex'}, output},
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./entries.ts')).printEntries,
  },
  merge: {
    summary: 'Join the JSON reports of several runs',
    usage: 'REPORT...',
    flags: {format: {form: 'value', argument: 'NAME', summary: 'Any format of a report; json without it'}, output},
    operands: [1, Number.POSITIVE_INFINITY],
    load: async () => (await import('./merge.ts')).merge,
  },
  cache: {
    summary: 'Show the cache of verdicts, or remove what is old',
    usage: 'show | prune',
    flags: {
      cache: {form: 'value', argument: 'FILE', summary: 'The cache; by default the configured one, else .paperlintcache'},
      'max-age': {form: 'value', argument: '30d', summary: 'With prune: remove verdicts older than this'},
    },
    operands: [1, 1],
    load: async () => (await import('./cache.ts')).cache,
  },
}

/**
 * Runs a command.
 *
 * @throws UsageError for mistakes in its arguments
 */
export async function runCommand(name: CommandName, args: readonly string[]): Promise<number> {
  const {flags, load, operands: counts, usage} = commands[name]
  const {mistakes, operands, options} = tokensOf(args, flags)
  const [least, most] = counts
  const isCountRight = operands.length >= least && operands.length <= most
  const all = isCountRight
    ? mistakes
    : [...mistakes, `Expected \`paperlint ${name}${usage && ` ${usage}`}\`, got ${count(operands.length, 'operand')}`]
  if (all.length > 0) throw new UsageError(all)
  const command = await load()
  return command({operands, options: new Map(options.map(({name: option, value = ''}) => [option, value]))})
}
