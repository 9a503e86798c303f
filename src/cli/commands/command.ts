/** What a command is. */
import type {Flag} from '../../arguments/tokens.ts'

/** What a command is given. */
export interface CommandArguments {
  readonly operands: readonly string[]
  /** The last value of each option. */
  readonly options: ReadonlyMap<string, string>
}

/** @returns the exit status */
export type Command = (given: CommandArguments) => Promise<number>

export interface CommandDescription {
  readonly summary: string
  /** Its operands, for the help. */
  readonly usage: string
  readonly flags: Readonly<Record<string, Flag>>
  /** Least and most operands. */
  readonly operands: readonly [least: number, most: number]
  readonly load: () => Promise<Command>
}
