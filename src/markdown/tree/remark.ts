/** Trees from remark-parse with GFM and front matter: the reference parser, and the one for machines without satteri's binary. */
import type {Root} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {type Processor, unified} from 'unified'
import {treeOfMdast} from './mdast.ts'
import type {Tree} from './tree.ts'

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkGfm)

/** Parse with remark. Never throws. */
export function parseWithRemark(source: string): Tree {
  return treeOfMdast(mdastOf(source), source)
}

function mdastOf(source: string): Root {
  try {
    return processor.parse(source)
  } catch (error) {
    // GFM's second search for bare addresses is recursive: blocks nested thousands deep exhaust the stack, so they are read without it.
    if (!(error instanceof RangeError)) throw error
    return processor().use(withoutTransforms).parse(source)
  }
}

/** Take the transforms out of the extensions of mdast-util-from-markdown, which come as lists of lists. */
function withoutTransforms(this: Processor): void {
  const data = this.data()
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map((extension) => ({...extension, transforms: []}))
}
