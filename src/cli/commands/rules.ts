/** `paperlint rules`: every rule with its severity, preset and what it finds. */
import {rules} from '../../../rules/index.ts'
import {UsageError} from '../../core/usage-error.ts'
import {rulePage} from '../../lint/rule-page.ts'
import {paintOf} from '../../report/paint.ts'
import {wrap} from '../../report/width.ts'
import {print, terminalOf} from '../../terminal.ts'
import {ExitStatus} from '../exit-status.ts'
import type {CommandArguments} from './command.ts'

export async function listRules({options}: CommandArguments): Promise<number> {
  const format = options.get('format') ?? 'pretty'
  if (format !== 'pretty' && format !== 'json')
    throw new UsageError(`Expected \`--format\` to be \`pretty\` or \`json\`, got \`${format}\``)
  print(format === 'json' ? rulesAsJson() : await rulesAsTable())
  return ExitStatus.clean
}

function rulesAsJson(): string {
  const list = rules.map(({id, severity, preset, fixable, summary, options}) => ({id, severity, preset, fixable, summary, options}))
  return `${JSON.stringify(list, null, 2)}\n`
}

async function rulesAsTable(): Promise<string> {
  const {color, hyperlinks, width} = await terminalOf()
  const paint = paintOf(color, hyperlinks)
  const paintSeverity = {error: paint.red, warning: paint.yellow, info: paint.cyan} as const
  const nameColumns = Math.max(...rules.map(({id}) => id.length))
  const presetColumns = Math.max(...rules.map(({preset}) => preset.length))
  const headColumns = nameColumns + 2 + 'warning'.length + 2 + presetColumns + 2 + 'fix'.length
  return rules
    .map(({id, severity, preset, fixable, summary}) => {
      const name = paint.link(paint.bold(id), rulePage(id)) + ' '.repeat(nameColumns - id.length)
      const level = paintSeverity[severity](severity.padEnd('warning'.length))
      const head = `${name}  ${level}  ${preset.padEnd(presetColumns)}  ${fixable ? 'fix' : '   '}`
      // In a narrow terminal the summary goes on lines of its own.
      const isOneLine = headColumns + 2 + summary.length <= width
      return isOneLine
        ? `${head}  ${summary}\n`
        : `${head.trimEnd()}\n${wrap(summary, width - 4)
            .map((line) => `    ${line}\n`)
            .join('')}`
    })
    .join('')
}
