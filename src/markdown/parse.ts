/** Text → tree: the one seam behind which the parser can change. */
import {loadBinding, parseWithSatteri} from './satteri.ts'
import type {Tree} from './tree.ts'

export type ParserName = 'satteri' | 'remark'

let binding: ReturnType<typeof loadBinding> | 'not loaded' = 'not loaded'

/**
 * Parse Markdown with GFM and front matter.
 *
 * @param parser which one; by default satteri, and remark where satteri has no binary for this machine
 *
 * Never throws on any text.
 */
export async function parse(source: string, parser?: ParserName): Promise<Tree> {
  const tree = parser === 'remark' ? undefined : parseAtOnce(source)
  if (tree !== undefined) return tree
  const {parseWithRemark} = await import('./remark.ts')
  return parseWithRemark(source)
}

/** As `parse`, without waiting; undefined where satteri has no binary for this machine. */
export function parseAtOnce(source: string): Tree | undefined {
  if (binding === 'not loaded') binding = loadBinding()
  return binding === undefined ? undefined : parseWithSatteri(binding, source)
}
