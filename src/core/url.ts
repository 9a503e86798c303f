/** What is wrong with a destination, and what its author meant. */

export interface Malformation {
  /** One word for the kind: `wrapped`, `scheme`, `doubled`, `no-scheme`, `blank`, `markdown`, `host`, `placeholder`. */
  readonly why: string
  /** The repaired URL, where there is a repair. */
  readonly expected?: string
  /** Whether the repair is certain enough for `--fix`. */
  readonly fixable: boolean
}

/**
 * Why a destination cannot be what its author meant; undefined where it can.
 *
 * @param exists whether a path is a file beside the document; undefined where that can't be known
 */
export function malformationOf(_destination: string, _exists: (path: string) => boolean | undefined): Malformation | undefined {
  return undefined
}
