/** Standard output and standard error: what they can show, and writing to them. */
import {fstatSync, writeSync} from 'node:fs'
import {UsageError} from './core/usage-error.ts'
import {reasonOf} from './disk/fault.ts'
import {visible} from './report/escape.ts'

export interface Terminal {
  readonly color: boolean
  readonly width: number
  readonly hyperlinks: boolean
}

const standardOutput = 1
const standardError = 2
const pipeWidth = 80
/** No terminal is wider, and lines are padded to the width. */
const mostColumns = 2000

/**
 * What standard output can show.
 *
 * @param wanted `--color` or `--no-color`; without either the environment decides: NO_COLOR, FORCE_COLOR, the kind of terminal
 */
export async function terminalOf(wanted?: boolean): Promise<Terminal> {
  const {COLUMNS, TERM} = process.env
  const isTerminal = isCharacterDevice(standardOutput) && process.stdout.isTTY
  const color = wanted ?? colorByEnvironment() ?? (isTerminal && TERM !== 'dumb')
  if (!isTerminal) return {color, width: columnsOf(COLUMNS) ?? pipeWidth, hyperlinks: false}
  const {default: supportsHyperlinks} = await import('supports-hyperlinks')
  return {color, width: process.stdout.columns || pipeWidth, hyperlinks: color && supportsHyperlinks.stdout}
}

/** Sources: no-color.org (any value but an empty one), force-color.org (the same; `0` is known to mean no colours). */
function colorByEnvironment(): boolean | undefined {
  const {NO_COLOR, FORCE_COLOR} = process.env
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return NO_COLOR !== undefined && NO_COLOR !== '' ? false : undefined
}

function columnsOf(text: string | undefined): number | undefined {
  const columns = Number(text)
  return Number.isInteger(columns) && columns > 0 ? Math.min(columns, mostColumns) : undefined
}

/** Checked first, as making Node's stream objects takes a tenth of an empty start. */
function isCharacterDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

/** Writes a result. Returns once everything is handed over; that the reader has gone is no error. */
export function print(text: string): void {
  writeAll(standardOutput, text)
}

/** Writes a remark for people, headed by the program's name. What it quotes may come from a document or the net. */
export function note(text: string): void {
  writeAll(standardError, `paperlint: ${text.split('\n').map(visible).join('\n')}\n`)
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EPIPE') return
      // With nobody to tell, the exit status has to do.
      if (descriptor === standardError && code !== 'EAGAIN') return
      if (descriptor === standardOutput && (code === 'ENOSPC' || code === 'EDQUOT'))
        throw new UsageError([`Can't write the report: ${reasonOf(error)}`])
      if (code !== 'EAGAIN') throw error
      // The pipe is full and does not block: try again in a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
    }
  }
}
