/** Warn about a visible bracket beside a link that has no partner. See `no-stray-bracket.md`. */
import {getOrInsert} from '../src/core/collection/get-or-insert.ts'
import type {Document} from '../src/markdown/document.ts'
import {type NodeId, walk} from '../src/markdown/tree/tree.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-stray-bracket',
  severity: 'warning',
  preset: 'recommended',
  summary: 'A bracket beside a link that has no partner',
  fixable: true,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {source, links} = document
    const blocks = new Map<NodeId, Unpaired>()
    const unpairedBeside = (node: NodeId): Unpaired => getOrInsert(blocks, blockOf(document, node), (block) => unpairedIn(document, block))
    for (const {kind, node, malformation, start, end, url, text} of links) {
      if ((kind !== 'link' && kind !== 'image') || malformation !== undefined) continue
      const closer = source.charAt(end)
      // In `[[Web\]](…)` the closing bracket is at the end of the label.
      if (
        source.charAt(start - 1) === '[' &&
        closer !== ']' &&
        (!text.includes(']') || text.includes('[')) &&
        unpairedBeside(node).opening.has(start - 1)
      ) {
        report({message: `Unexpected \`[\` before the ${kind}, expected a \`]\` after it`, start: start - 1, end: start, url})
        continue
      }
      const opener = closer === ')' ? '(' : closer === ']' ? '[' : undefined
      if (opener === undefined) continue
      // Nearly all links have brackets of their own, `[[Paper](…)]`, and a superfluous one comes after those.
      const own = source.charAt(start - 1) === opener
      if (own && source.charAt(end + 1) !== closer) continue
      const from = own ? end + 1 : end
      const {closing: unopened} = unpairedBeside(node)
      if (!unopened.has(from)) continue
      let stop = from + 1
      while (source.charAt(stop) === closer && unopened.has(stop)) stop++
      // `](…)` is half a link, while `)(` only begins a remark.
      if (source.charAt(stop) === '(' && closer === ']') continue
      report({
        message: `Unexpected \`${source.slice(from, stop)}\` after the ${kind}, expected none`,
        start: from,
        end: stop,
        url,
        fix: {start: from, end: stop, replacement: ''},
      })
    }
  },
})

export default rule

/** The paragraph, cell or heading that a link is in. */
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

/** Offsets of brackets without a partner. */
interface Unpaired {
  /** Square brackets that nothing closes. */
  readonly opening: ReadonlySet<number>
  /** Brackets of any kind that nothing opened. */
  readonly closing: ReadonlySet<number>
}

function unpairedIn({tree, source}: Document, block: NodeId): Unpaired {
  const closing = new Set<number>()
  const open: Record<'(' | '[', number[]> = {'(': [], '[': []}
  walk(tree, block, (node, type) => {
    if (type !== 'text') return
    const start = tree.start(node)
    const text = source.slice(start, tree.end(node))
    for (const match of text.matchAll(/\\.|[()[\]（）【】]/gs)) {
      const [written] = match
      // An escaped bracket is shown and has a partner like any other, but is never part of a link.
      const isEscaped = written.length > 1
      const character = isEscaped ? written.charAt(1) : written
      if (character === '(' || character === '（') open['('].push(isEscaped ? -1 : start + match.index)
      else if (character === '[' || character === '【') open['['].push(isEscaped ? -1 : start + match.index)
      else {
        const opener = closes[character]
        if (opener !== '(' && opener !== '[') continue
        if (open[opener].pop() === undefined && !isEscaped) closing.add(start + match.index)
      }
    }
  })
  return {opening: new Set(open['[']), closing}
}
