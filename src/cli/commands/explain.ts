/** `paperlint explain RULE`: the rule's page, made readable in a terminal. */
import {rules} from '../../../rules/index.ts'
import {didYouMean} from '../../core/nearest.ts'
import {UsageError} from '../../core/usage-error.ts'
import {rulePage} from '../../judge/rule-page.ts'
import {type Paint, paintOf} from '../../report/paint.ts'
import {ExitStatus} from '../exit-status.ts'
import {readPackageFile} from '../package-file.ts'
import {print, terminalOf} from '../terminal.ts'
import type {CommandArguments} from './command.ts'

export async function explain({operands}: CommandArguments): Promise<number> {
  const [name = ''] = operands
  const rule = rules.find(({id}) => id === name)
  if (rule === undefined) {
    const nearest = didYouMean(
      name,
      rules.map(({id}) => id),
    )
    throw new UsageError(`Expected the name of a rule, got \`${name}\`${nearest} (\`paperlint rules\` lists them)`)
  }
  const {color, hyperlinks} = await terminalOf(undefined, process.env)
  const paint = paintOf(color, hyperlinks)
  const facts = [rule.severity, `preset ${rule.preset}`, ...(rule.fixable ? ['--fix mends it'] : [])]
  const options = Object.entries(rule.options).map(([option, value]) => `    ${option}: ${JSON.stringify(value)}`)
  const page = readPackageFile(`rules/${name}.md`) ?? `# \`${name}\`\n\n${rule.summary}\n`
  const [title = '', ...body] = page.split(/\r?\n/)
  const parts = [
    paint.bold(paint.link(withoutMarks(title.replace(/^#+ /, '')), rulePage(name))),
    paint.dim(facts.join(', ')),
    ...rendered(body, paint),
    ...(options.length > 0 ? ['', paint.bold('Options, with their defaults'), '', ...options] : []),
  ]
  print(
    `${parts
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`,
  )
  return ExitStatus.clean
}

/** Headings bold, code in colour and set in, examples under their names. */
function rendered(lines: readonly string[], paint: Paint): string[] {
  let fence: string | undefined
  return lines.map((line) => {
    const [, mark, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (mark !== undefined && (fence === undefined || mark === fence)) {
      fence = fence === undefined ? mark : undefined
      const [, name] = /name="([^"]+)"/.exec(info) ?? []
      return fence !== undefined && name !== undefined ? `${paint.underline(name)}\n` : ''
    }
    if (fence !== undefined) return `    ${paint.cyan(line)}`
    const [, heading] = /^#+ (.*)$/.exec(line) ?? []
    if (heading !== undefined) return paint.bold(withoutMarks(heading))
    return line
      .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code))
      .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => paint.bold(text))
  })
}

function withoutMarks(text: string): string {
  return text.replaceAll('`', '')
}
