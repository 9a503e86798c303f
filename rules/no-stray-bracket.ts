/** Warn about a bracket that is shown after a link and closes nothing. See `no-stray-bracket.md`. */
import type {Document} from '../src/markdown/document.ts'
import {type NodeId, walk} from '../src/markdown/tree.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-stray-bracket',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A closing bracket too many after a link',
  fixable: true,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {source, links} = document
    const blocks = new Map<NodeId, ReadonlySet<number>>()
    for (const {kind, node, malformation, start, end, url} of links) {
      if (kind !== 'link' || malformation !== undefined) continue
      const closer = source.charAt(end)
      const opener = closer === ')' ? '(' : closer === ']' ? '[' : undefined
      if (opener === undefined) continue
      // Nearly all stand in brackets of their own, `[[Paper](…)]`, and what is too much stands behind those.
      const own = source.charAt(start - 1) === opener
      if (own && source.charAt(end + 1) !== closer) continue
      const from = own ? end + 1 : end
      const block = blockOf(document, node)
      let unopened = blocks.get(block)
      if (unopened === undefined) {
        unopened = unopenedIn(document, block)
        blocks.set(block, unopened)
      }
      if (!unopened.has(from)) continue
      let stop = from + 1
      while (source.charAt(stop) === closer && unopened.has(stop)) stop++
      // `](…)` is half a link, and `)(` the beginning of a remark.
      if (source.charAt(stop) === '(' && closer === ']') continue
      report({
        message: `Unexpected \`${source.slice(from, stop)}\` after the link, expected none`,
        start: from,
        end: stop,
        url,
        fix: {start: from, end: stop, replacement: ''},
      })
    }
  },
})

export default rule

/** The paragraph, cell or heading that a link stands in. */
function blockOf({tree}: Document, node: NodeId): NodeId {
  let block = tree.parent(node)
  for (
    let type = tree.type(block);
    type === 'emphasis' || type === 'strong' || type === 'delete' || type === 'linkReference';
    type = tree.type(block)
  ) {
    block = tree.parent(block)
  }
  return block
}

const closes: Readonly<Record<string, string>> = {')': '(', ']': '[', '）': '(', '】': '['}

/** Offsets of the closing brackets in a block's text that no bracket opened. */
function unopenedIn({tree, source}: Document, block: NodeId): ReadonlySet<number> {
  const unopened = new Set<number>()
  const open = {'(': 0, '[': 0}
  walk(tree, block, (node, type) => {
    if (type !== 'text') return
    const start = tree.start(node)
    const text = source.slice(start, tree.end(node))
    for (const match of text.matchAll(/\\.|[()[\]（）【】]/gs)) {
      const character = match[0]
      if (character === '(' || character === '（') open['(']++
      else if (character === '[' || character === '【') open['[']++
      else {
        const opener = closes[character]
        if (opener !== '(' && opener !== '[') continue
        if (open[opener] > 0) open[opener]--
        else unopened.add(start + match.index)
      }
    }
  })
  return unopened
}
