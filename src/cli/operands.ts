/** What the arguments name: files, standard input, URLs; and what is wrong with those that name nothing. */
import {existsSync, lstatSync, readdirSync, statSync} from 'node:fs'
import {basename, dirname, join, relative, resolve, sep} from 'node:path'
import {isMarkdownName} from '../core/markdown-name.ts'
import {didYouMean} from '../core/nearest.ts'

export type Source =
  | {readonly kind: 'file'; readonly path: string; readonly name: string}
  | {readonly kind: 'stdin'; readonly name: string}
  | {readonly kind: 'url'; readonly url: string; readonly name: string}

export interface Operands {
  readonly sources: readonly Source[]
  /** One line per operand that names nothing that can be checked. */
  readonly problems: readonly string[]
}

export interface OperandContext {
  readonly workingDirectory: string
  readonly stdinFilename?: string
  /** Names that a misspelt operand may have meant. */
  readonly commands: readonly string[]
}

/** Expands operands, each source once, in the order in which they are named. */
export async function expandOperands(operands: readonly string[], context: OperandContext): Promise<Operands> {
  const {workingDirectory} = context
  const sources = new Map<string, Source>()
  const problems: string[] = []
  const add = (path: string): void => {
    if (!sources.has(path)) sources.set(path, {kind: 'file', path, name: nameOf(workingDirectory, path)})
  }
  for (const operand of operands) {
    const path = resolve(workingDirectory, operand)
    if (operand === '-') {
      sources.set('-', {kind: 'stdin', name: context.stdinFilename ?? '<stdin>'})
    } else if (/^https?:\/\//i.test(operand)) {
      if (URL.canParse(operand)) sources.set(operand, {kind: 'url', url: operand, name: operand})
      else problems.push(`Expected an http or https URL, got \`${operand}\``)
    } else if (operand !== '' && existsSync(path)) {
      if (!statSync(path).isDirectory()) {
        add(path)
        continue
      }
      const {filesBelow} = await import('./markdown-files.ts')
      const {files, unreadable} = filesBelow(path, isMarkdownName)
      problems.push(...unreadable.map((folder) => `Can't read the directory \`${nameOf(workingDirectory, folder)}\``))
      if (files.length === 0) problems.push(`Expected Markdown files in \`${operand}\`, got none (what .gitignore names is left out)`)
      files.forEach(add)
    } else if (/[*?[{]/.test(operand)) {
      const {filesOfGlob} = await import('./glob.ts')
      const files = filesOfGlob(operand, workingDirectory)
      if (files.length === 0) problems.push(`Expected files that match \`${operand}\`, got none`)
      files.forEach(add)
    } else {
      problems.push(missing(operand, path, context))
    }
  }
  return {sources: [...sources.values()], problems}
}

/** Relative to the working directory, with `/`. */
function nameOf(workingDirectory: string, path: string): string {
  return (relative(workingDirectory, path) || '.').replaceAll(sep, '/')
}

function missing(operand: string, path: string, {commands}: OperandContext): string {
  if (operand === '') return 'Expected the name of a file, got nothing between the quotes'
  if (commands.includes(operand)) return `Can't find \`${operand}\`: there is no such file, and a command comes before all options`
  if (lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() === true)
    return `Can't read \`${operand}\`: a symbolic link that leads nowhere`
  const isWord = /^[\w-]+$/.test(operand)
  const folder = dirname(path)
  const beside =
    statSync(folder, {throwIfNoEntry: false})?.isDirectory() === true ? readdirSync(folder).map((name) => join(dirname(operand), name)) : []
  const candidates = isWord ? [...commands, ...beside] : beside
  const what = isWord ? 'no such file and no such command' : 'no such file'
  return `Can't find \`${operand}\`: ${what}${didYouMean(
    operand,
    candidates.filter((name) => basename(name) !== ''),
  )}`
}
