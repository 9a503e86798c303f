/** `paperlint explain RULE`: the rule's page, made readable in a terminal. */
import {rules} from '../../../rules/index.ts'
import {didYouMean} from '../../core/text/nearest.ts'
import {UsageError} from '../../core/usage-error.ts'
import {rulePage} from '../../lint/rule-page.ts'
import {type Paint, paintOf} from '../../report/paint.ts'
import {wrap} from '../../report/width.ts'
import {print, terminalOf} from '../../terminal.ts'
import {ExitStatus} from '../exit-status.ts'
import {readPackageFile} from '../package-file.ts'
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
  const {color, hyperlinks, width} = await terminalOf()
  const paint = paintOf(color, hyperlinks)
  const facts = [rule.severity, `preset ${rule.preset}`, ...(rule.fixable ? ['--fix fixes it'] : [])]
  const options = Object.entries(rule.options).map(([option, value]) => `    ${option}: ${JSON.stringify(value)}`)
  const page = readPackageFile(`rules/${name}.md`) ?? `# \`${name}\`\n\n${rule.summary}\n`
  const [title = '', ...body] = page.split(/\r?\n/)
  const parts = [
    paint.bold(paint.link(withoutMarks(title.replace(/^#+ /, '')), rulePage(name))),
    paint.dim(facts.join(', ')),
    ...rendered(body, paint, width),
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

/** Headings in bold, code indented and in colour, examples under their names, prose as wide as the terminal. */
function rendered(lines: readonly string[], paint: Paint, width: number): string[] {
  const shown: string[] = []
  let fence: string | undefined
  let prose = ''
  const endProse = (): void => {
    if (prose !== '') shown.push(...proseLines(prose, paint, width))
    prose = ''
  }
  for (const line of lines) {
    const [, mark, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    const isProse = fence === undefined && mark === undefined && /^(?!#+ )\s*\S/.test(line)
    if (!isProse || line.startsWith('- ')) endProse()
    if (isProse) {
      prose += prose === '' ? line : ` ${line.trim()}`
    } else if (mark !== undefined && (fence === undefined || mark === fence)) {
      fence = fence === undefined ? mark : undefined
      const [, name] = /name="([^"]+)"/.exec(info) ?? []
      if (fence !== undefined && name !== undefined) shown.push(...wrap(name, width).map((part) => paint.underline(part)))
      if (fence !== undefined && /^markdown fixed\b/.test(info)) shown.push(paint.dim('With --fix:'))
      shown.push('')
    } else if (fence !== undefined) shown.push(`    ${paint.cyan(line)}`)
    else shown.push(paint.bold(withoutMarks(line.replace(/^#+ /, ''))))
  }
  endProse()
  return shown
}

/** Stands for a blank within code, where lines are not broken. */
const unbroken = '\u0000'

function proseLines(prose: string, paint: Paint, width: number): string[] {
  const indent = prose.startsWith('- ') ? '  ' : ''
  const text = prose.slice(indent.length).replace(/`[^`]+`/g, (code) => code.replaceAll(' ', unbroken))
  return wrap(text, width - indent.length).map((line, index) => {
    const painted = line
      .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code.replaceAll(unbroken, ' ')))
      .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => paint.bold(words))
    return (index === 0 ? prose.slice(0, indent.length) : indent) + painted.replaceAll(unbroken, ' ')
  })
}

function withoutMarks(text: string): string {
  return text.replaceAll('`', '')
}
