/** Text → tree: the one seam behind which the parser can change. */
import {loadBinding, parseWithSatteri} from './satteri.ts'
import type {Tree} from './tree.ts'

export type ParserName = 'satteri' | 'remark'

let binding: ReturnType<typeof loadBinding> | 'not loaded' = 'not loaded'

/**
 * Parse Markdown with GFM and front matter.
 *
 * @param parser which one; by default satteri, or remark if satteri has no binary for this machine
 *
 * Never throws on any text.
 */
export async function parse(source: string, parser?: ParserName): Promise<Tree> {
  const tree = parser === 'remark' ? undefined : parseAtOnce(source)
  if (tree !== undefined) return tree
  const {parseWithRemark} = await import('./remark.ts')
  return parseWithRemark(source)
}

/** Like `parse`, but synchronous; undefined if satteri has no binary for this machine, or can't take the text. */
export function parseAtOnce(source: string): Tree | undefined {
  if (isEntityFlood(source)) return undefined
  if (binding === 'not loaded') binding = loadBinding()
  return binding === undefined ? undefined : parseWithSatteri(binding, source)
}

const entity = /&(?:#\w{1,8}|[A-Za-z][A-Za-z\d]{1,31});/y
const blankLine = /\n[ \t]*\r?\n/g
/** Entities × length of a block, in UTF-16 units, above which satteri takes more than some 350 MB. */
const mostCopied = 1_000_000_000

/**
 * Whether some block holds so many entities (`&amp;`) that satteri, which copies the text before each of them, would run out of memory.
 * 60,000 in one paragraph take 7 GB. remark reads them one by one. Blocks end at blank lines here. Linear.
 */
function isEntityFlood(source: string): boolean {
  let start = 0
  let end = -1
  let count = 0
  for (let at = source.indexOf('&'); at >= 0; at = source.indexOf('&', at + 1)) {
    if (at > end) {
      blankLine.lastIndex = at
      start = at
      end = blankLine.exec(source)?.index ?? source.length
      count = 0
    }
    entity.lastIndex = at
    if (entity.test(source) && ++count * (end - start) > mostCopied) return true
  }
  return false
}
