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
  if (parser !== 'remark') {
    if (binding === 'not loaded') binding = loadBinding()
    const tree = binding === undefined ? undefined : parseWithSatteri(binding, source)
    if (tree !== undefined) return tree
  }
  const {parseWithRemark} = await import('./remark.ts')
  return parseWithRemark(source)
}
