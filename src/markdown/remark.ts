/** Trees from remark-parse with GFM and front matter: the reference parser, and the one for machines without satteri's binary. */
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {treeOfMdast} from './mdast.ts'
import type {Tree} from './tree.ts'

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkGfm).freeze()

export function parseWithRemark(source: string): Tree {
  return treeOfMdast(processor.parse(source), source)
}
