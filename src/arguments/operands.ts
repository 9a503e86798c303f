/** What the arguments name: files, standard input, URLs; and what is wrong with those that name nothing. */
import {lstatSync, readdirSync, type Stats, statSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {isMarkdownName} from '../core/markdown-name.ts'
import {didYouMean} from '../core/text/nearest.ts'
import {isCode, reasonOf} from '../disk/fault.ts'
import {realPathOf} from '../disk/real-path.ts'
import {pathFrom} from '../disk/slashes.ts'

export type Source =
  | {readonly kind: 'file'; readonly path: string; readonly name: string}
  | {readonly kind: 'stdin'; readonly name: string}
  | {readonly kind: 'url'; readonly url: string; readonly name: string}

export interface Operands {
  readonly sources: readonly Source[]
  /** One line for each operand that names nothing that can be checked. */
  readonly problems: readonly string[]
}

export interface OperandContext {
  readonly workingDirectory: string
  readonly stdinFilename?: string
  /** Names that a misspelt operand may have meant. */
  readonly commands: readonly string[]
}

/** Expands operands, each source once, under the first of its names, in the order in which they are named. */
export async function expandOperands(operands: readonly string[], context: OperandContext): Promise<Operands> {
  const {workingDirectory} = context
  const sources = new Map<string, Source>()
  const problems: string[] = []
  const add = (path: string): void => {
    if (!sources.has(path)) sources.set(path, {kind: 'file', path, name: nameOf(workingDirectory, path)})
  }
  const refuse = (folder: string): void => void problems.push(`Can't read the directory \`${nameOf(workingDirectory, folder)}\``)
  for (const operand of operands) {
    const path = resolve(workingDirectory, operand)
    if (operand === '-') {
      sources.set('-', {kind: 'stdin', name: context.stdinFilename ?? '<stdin>'})
      continue
    }
    if (/^https?:\/\//i.test(operand)) {
      if (URL.canParse(operand)) sources.set(operand, {kind: 'url', url: operand, name: operand})
      else problems.push(`Expected an http or https URL, got \`${operand}\``)
      continue
    }
    const found = operand === '' ? undefined : foundAt(path)
    if (found !== undefined && !(found instanceof Error)) {
      if (!found.isDirectory()) {
        add(path)
        continue
      }
      const {filesBelow} = await import('./markdown-files.ts')
      const {files, unreadable} = filesBelow(path, isMarkdownName)
      unreadable.forEach(refuse)
      if (files.length === 0) problems.push(`Expected Markdown files in \`${operand}\`, got none (what .gitignore names is left out)`)
      files.forEach(add)
    } else if (/[*?[{]/.test(operand)) {
      const {filesOfGlob} = await import('./glob.ts')
      const {files, unreadable} = filesOfGlob(operand, workingDirectory)
      unreadable.forEach(refuse)
      if (files.length === 0) problems.push(`Expected files that match \`${operand}\`, got none`)
      files.forEach(add)
    } else {
      problems.push(missing(operand, path, found, context))
    }
  }
  return {sources: distinct([...sources.values()]), problems}
}

/** Each file once, though symbolic links give it several names. */
function distinct(sources: readonly Source[]): readonly Source[] {
  // Spares most starts the look at the disk.
  if (sources.length < 2) return sources
  const byRealPath = new Map<string, Source>()
  for (const source of sources) {
    const key = source.kind === 'file' ? realPathOf(source.path) : `${source.kind} ${source.name}`
    if (!byRealPath.has(key)) byRealPath.set(key, source)
  }
  return [...byRealPath.values()]
}

/** Relative to the working directory, with `/`. */
function nameOf(workingDirectory: string, path: string): string {
  return pathFrom(workingDirectory, path) || '.'
}

/** What stands at a path: undefined where nothing does, the error where that can't be told. */
function foundAt(path: string): Stats | Error | undefined {
  try {
    // Not with `throwIfNoEntry: false`: Node.js 22 and later then say of a path below a file that nothing is there, earlier versions don't.
    return statSync(path)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    return error instanceof Error ? error : new Error(String(error))
  }
}

function missing(operand: string, path: string, fault: Error | undefined, {commands}: OperandContext): string {
  if (operand === '') return 'Expected the name of a file, got nothing between the quotes'
  if (commands.includes(operand)) return `Can't find \`${operand}\`: there is no such file, and a command comes before all options`
  if (fault !== undefined && !isCode(fault, 'ENOENT')) return `Can't read \`${operand}\`: ${reasonOf(fault)}`
  if (lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() === true)
    return `Can't read \`${operand}\`: a symbolic link that leads nowhere`
  const isWord = commands.length > 0 && /^[\w-]+$/.test(operand)
  const beside = namesIn(dirname(path)).map((name) => join(dirname(operand), name))
  const candidates = isWord ? [...commands, ...beside] : beside
  const what = isWord ? 'no such file and no such command' : 'no such file'
  const nearest = didYouMean(
    operand,
    candidates.filter((name) => basename(name) !== ''),
  )
  return `Can't find \`${operand}\`: ${what}${nearest || (isWord ? ' (`paperlint --help` lists the commands)' : '')}`
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
