/** What a command is. */
import type {FlagForm} from '../tokens.ts'

export interface CommandFlag extends FlagForm {
  readonly summary: string
  readonly argument?: string
}

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
  /** Its operands. */
  readonly usage: string
  readonly flags: Readonly<Record<string, CommandFlag>>
  /** Least and most operands. */
  readonly operands: readonly [least: number, most: number]
  readonly load: () => Promise<Command>
}
