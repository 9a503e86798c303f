/** A stretch of a document that may be about one paper. */
import type {Span} from '../../core/text/place.ts'
import type {NodeId} from '../tree/tree.ts'
import type {Run} from './runs.ts'

/** A cell of a table row. */
export interface Cell {
  readonly column: number
  readonly runs: readonly Run[]
}

export interface Unit {
  readonly kind: 'item' | 'row' | 'paragraph' | 'html'
  readonly runs: Run[]
  /** The blocks that the runs were read from. */
  readonly nodes: readonly NodeId[]
  /** Offsets of the unit's own text. */
  readonly start: number
  readonly end: number
  /** Of a row: its cells, and the table's header texts. */
  readonly cells?: readonly Cell[]
  readonly header?: readonly string[]
  readonly table?: NodeId
  /** It opened with a heading, whose text is its title. */
  readonly heading?: boolean
  /** That heading's level. */
  readonly depth?: number
}

/** What has to be known about a block's runs to group blocks. */
export interface Look {
  /** The normalised title, if some text can be one. */
  readonly title: string | undefined
  /** The title's place, if nothing else marks it as one. */
  readonly unmarked: Span | undefined
  /** The first linked paper: its identity, or its address if it has none. */
  readonly paper: string | undefined
  /** Whether it names the paper; a label such as `Paper:` does not. */
  readonly named: boolean
  /** Whether it has a venue. */
  readonly placed: boolean
  /** Whether it has a venue with a year. */
  readonly dated: boolean
}
