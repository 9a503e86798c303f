/** Warn when a paper is listed twice. See `no-duplicate-entry.md`. */
import type {Document} from '../src/markdown/document.ts'
import type {Entry} from '../src/markdown/entries.ts'
import {callOf, compatibleEntries, placeOf} from '../src/markdown/papers.ts'
import {childrenOf, type NodeId, textOf, walk} from '../src/markdown/tree.ts'
import {cleanTitle, wordCount} from '../src/markdown/wording.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

interface Options extends Record<string, unknown> {
  /** `section`: only under the same heading, as many lists cross-post on purpose. `file`: anywhere. */
  readonly scope: string
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-duplicate-entry',
  severity: 'warning',
  preset: 'recommended',
  summary: 'The same paper listed twice under one heading',
  fixable: false,
  options: {scope: 'section'},
  strictOptions: {scope: 'file'},
  comparesEntries: true,
  check({documents, entries, options, report}) {
    for (const one of documents) {
      for (const problem of repeatedItems(one)) report({document: one, ...problem})
    }
    const seen = new Map<string, Map<string, Entry>>()
    let current = ''
    for (const entry of entries) {
      // Entries come in order, so what was seen in a section is of no use behind it.
      const section = options.scope === 'file' ? '' : `${entry.section} ${entry.document.path}`
      if (section !== current) seen.clear()
      current = section
      // A table beside a list, or a second table, repeats papers on purpose.
      const container = entry.kind === 'row' ? `table ${entry.table} ${entry.document.path}` : 'list'
      let known = seen.get(container)
      if (known === undefined) {
        known = new Map()
        seen.set(container, known)
      }
      let earlier: Entry | undefined
      for (const key of keysOf(entry)) {
        const other = known.get(key)
        if (other === undefined) known.set(key, entry)
        else if (earlier === undefined && isSamePaper(entry, other, key)) earlier = other
      }
      if (earlier === undefined) continue
      const at = entry.title ?? entry.papers[0]?.link ?? entry
      const there = earlier.title ?? earlier.papers[0]?.link ?? earlier
      report({
        document: entry.document,
        message: `Unexpected second entry for \`${callOf(entry)}\`, first listed at ${placeOf(earlier, there.start, entry)}`,
        start: at.start,
        end: at.end,
        subject: callOf(entry),
        related: [{document: earlier.document, start: there.start, end: there.end, message: 'first listed here'}],
      })
    }
  },
})

export default rule

/** List items that are no entries, as they have no link and no venue, and stand twice in one list, word for word. */
function* repeatedItems(document: Document): Generator<Problem> {
  const {tree, source, entries} = document
  const known = new Set(entries.map(({start}) => start))
  for (const list of listsOf(document)) {
    const seen = new Map<string, NodeId>()
    for (const item of childrenOf(tree, list)) {
      const [block] = childrenOf(tree, item)
      if (block === undefined || tree.type(block) !== 'paragraph' || known.has(tree.start(item))) continue
      const start = tree.start(block)
      const end = tree.end(block)
      // Whatever is short, or longer than a title, is something else.
      if (end - start < 25 || end - start > 400) continue
      const text = source.slice(start, end)
      const first = wordCount(text) >= 5 ? seen.get(text) : undefined
      if (first === undefined) {
        seen.set(text, block)
        continue
      }
      const from = tree.start(first)
      const {line, column} = document.lines.pointAt(from)
      yield {
        message: `Unexpected second entry for \`${cleanTitle(textOf(tree, block))}\`, first listed at (${line}:${column})`,
        start,
        end,
        related: [{start: from, end: tree.end(first), message: 'first listed here'}],
      }
    }
  }
}

function listsOf({tree}: Document): NodeId[] {
  const lists: NodeId[] = []
  walk(tree, tree.root, (node, type) => {
    if (type === 'list') lists.push(node)
    // Below these there is no list.
    return type !== 'paragraph' && type !== 'heading' && type !== 'table' && type !== 'html'
  })
  return lists
}

/** What makes an entry known again: its papers' ids, `service:id`, and a title of four words or more. */
function keysOf({papers, title}: Entry): string[] {
  const keys = papers.map(({identity}) => `${identity.service}:${identity.id}`)
  // Blanks, hyphens and `and` aside, so that `GNN&GBDT-guided` is `GNN-GBDT-Guided`.
  const words = title?.normal ?? ''
  if (/ [^ ]+ [^ ]+ /.test(words)) keys.push(words.replace(/ (?:and )?/g, ''))
  return keys
}

function isSamePaper(entry: Entry, other: Entry, key: string): boolean {
  if (entry === other) return false
  if (!key.includes(':')) return !differentVariants(entry, other)
  // One id under two titles is another rule's; one of many papers in an entry is a mention.
  return (
    entry.papers.length === other.papers.length &&
    callOf(entry) !== '' &&
    callOf(other) !== '' &&
    compatibleEntries(entry, other) &&
    !differentVariants(entry, other)
  )
}

/** Rows and items about variants of one paper differ in their names: `YOLOv5-s`, `YOLOv5-m`. */
function differentVariants(a: Entry, b: Entry): boolean {
  return a.kind === 'row' && a.name !== undefined && b.name !== undefined && a.name.text !== b.name.text
}
