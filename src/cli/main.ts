/** The first word decides: a command, or a run over what is named. What a plain run does not need is loaded on demand. */

import {isCommandName} from '../arguments/command-names.ts'
import {UsageError} from '../core/usage-error.ts'
import {note, print} from '../terminal.ts'
import {version} from '../version.ts'
import {ExitStatus} from './exit-status.ts'
import {run} from './run.ts'

/**
 * Runs the program.
 *
 * @param args without the interpreter and the script
 * @returns the exit status; never throws
 */
export async function main(args: readonly string[]): Promise<number> {
  process.once('SIGINT', () => {
    // While the network is asked, another listener ends the run with what is known by then.
    if (process.listenerCount('SIGINT') === 0) process.exit(ExitStatus.interrupted)
  })
  process.on('uncaughtException', (error) => {
    tell(error)
    process.exit(ExitStatus.misuse)
  })
  try {
    const [first, ...rest] = args
    const ends = args.indexOf('--')
    const own = ends < 0 ? args : args.slice(0, ends)
    if (own.includes('--version') || own.includes('-V')) {
      print(`${version}\n`)
      return ExitStatus.clean
    }
    if (own.includes('--help') || own.includes('-h')) {
      const {helpText} = await import('./help.ts')
      print(await helpText(isCommandName(first) ? first : undefined))
      return ExitStatus.clean
    }
    if (isCommandName(first)) {
      const {runCommand} = await import('./commands/index.ts')
      return await runCommand(first, rest)
    }
    return await run(args)
  } catch (error) {
    tell(error, args[0])
    return ExitStatus.misuse
  }
}

/** @param first the first word of the command line, which may be a command */
function tell(error: unknown, first?: string): void {
  if (isFolderGone(error)) note("The working directory can't be found, as it was moved or deleted: change into one that exists")
  else if (error instanceof UsageError) {
    // A mistake may quote a text of several lines.
    for (const mistake of error.mistakes) note(mistake.replaceAll(/\s*[\r\n]\s*/g, ' '))
    // The help is of no use where a file can't be read or git is missing.
    if (error.mistakes.some((mistake) => /^(?:Une|E)xpected /.test(mistake)))
      note(isCommandName(first) ? `\`paperlint ${first} --help\` says more` : '`paperlint --help` lists the options and commands')
  } else {
    explainFault(error)
  }
}

function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd'
}

/** A fault of the program's own: one paragraph, and the stack only for those who ask for it. */
function explainFault(error: unknown): void {
  const {PAPERLINT_DEBUG} = process.env
  const message = error instanceof Error ? error.message : String(error)
  note(
    `internal error: ${message.split('\n', 1)[0]}. This is a fault of paperlint, not of your list. Please report it, with the list and the command; ` +
      'PAPERLINT_DEBUG=1 adds the stack that helps to find it.',
  )
  if (PAPERLINT_DEBUG && error instanceof Error) note(String(error.stack))
}
