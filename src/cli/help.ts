/** The help, made from the tables of options: it can't forget one. */
import {rules} from '../../rules/index.ts'
import type {CommandName} from '../arguments/command-names.ts'
import {flagKeys, runFlags} from '../arguments/flags.ts'
import {keysOf} from '../config/keys.ts'
import {wrap} from '../report/width.ts'
import {terminalOf} from '../terminal.ts'
import type {CommandDescription} from './commands/command.ts'
import {commands} from './commands/index.ts'

/** Options by subject; one that no group names goes into the last. */
const groups: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['What to check', ['offline', 'changed', 'include', 'exclude', 'max-links', 'across-files', 'stdin-filename']],
  ['Rules', ['rule', 'preset', 'max-warnings', 'warn-undecided', 'baseline', 'update-baseline']],
  ['Fixes', ['fix', 'fix-dry-run']],
  ['Output', ['format', 'output', 'info', 'quiet', 'trace', 'color', 'no-color', 'progress', 'no-progress']],
  ['Configuration', ['config', 'no-config', 'print-config']],
  ['Network', []],
]

interface HelpLine {
  readonly name: string
  readonly form: string
  readonly summary: string
}

const gap = 2
const narrowest = 40
const widest = 100

/** @param command whose help is wanted; the whole program's without it */
export async function helpText(command?: CommandName): Promise<string> {
  const {width} = await terminalOf()
  return command === undefined ? programHelp(width) : commandHelp(commands[command], command, width)
}

function programHelp(width: number): string {
  const lines = optionLines()
  const placed = new Set(groups.flatMap(([, names]) => names))
  const meta = ['help', 'version']
  const sections = groups.map(([title, names], index) => {
    const isLast = index === groups.length - 1
    const own = isLast
      ? lines.filter(({name}) => !placed.has(name) && !meta.includes(name))
      : names.flatMap((name) => lines.find((line) => line.name === name) ?? [])
    return section(title, own, width)
  })
  const commandLines = Object.entries(commands).map(([name, {usage, summary}]) => ({name, form: `${name}${usage && ` ${usage}`}`, summary}))
  return [
    'Usage: paperlint [options] [file | directory | glob | - | URL]...\n       paperlint COMMAND [options]\n',
    wrapped('Lints a curated list of papers, then checks its links. Without an operand: README.md.', 0, width),
    section('Commands', commandLines, width),
    ...sections,
    section(
      'About',
      lines.filter(({name}) => meta.includes(name)),
      width,
    ),
    wrapped('Exit status: 0 clean, 1 findings, 2 misuse or something that could not be read, 130 interrupted.', 0, width),
  ].join('\n')
}

function commandHelp({usage, summary, flags}: CommandDescription, name: string, width: number): string {
  const lines = Object.entries(flags).map(([flag, {argument, short, summary: about}]) => ({
    name: flag,
    form: formOf(flag, argument, short),
    summary: about,
  }))
  return [
    `${`Usage: paperlint ${name} ${usage}`.trimEnd()}\n`,
    wrapped(`${summary}.`, 0, width),
    ...(lines.length > 0 ? [section('Options', lines, width)] : []),
  ].join('\n')
}

function optionLines(): HelpLine[] {
  const ofKeys = [...flagKeys(keysOf(rules))].map(([name, {key}]) => {
    // For what is on by default, the option that switches it off is shown.
    const flag = key.shape.kind === 'boolean' && key.default === true ? `no-${name}` : name
    const summary = flag === name ? key.summary : `Do not ${key.summary.charAt(0).toLowerCase()}${key.summary.slice(1)}`
    return {name, form: formOf(flag, key.argument), summary}
  })
  const ofRuns = Object.entries(runFlags).map(([name, {argument, form, short, summary}]) => ({
    name,
    form: form === 'optional' ? `--${name}[=${argument}]` : formOf(name, argument, short),
    summary,
  }))
  return [...ofKeys, ...ofRuns]
}

function formOf(name: string, argument: string | undefined, short?: string): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${argument === undefined ? '' : ` ${argument}`}`
}

function section(title: string, lines: readonly HelpLine[], width: number): string {
  const indent = gap + Math.min(30, Math.max(...lines.map(({form}) => form.length))) + gap
  const body = lines.map(({form, summary}) => {
    const head = `${' '.repeat(gap)}${form}`
    const text = wrapped(summary, indent, width)
    return head.length + gap <= indent ? head.padEnd(indent) + text.trimStart() : `${head}\n${text}`
  })
  return `${title}:\n${body.join('')}`
}

function wrapped(text: string, indent: number, width: number): string {
  const lines = wrap(text, Math.max(narrowest, Math.min(width, widest)) - indent)
  return lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('')
}
