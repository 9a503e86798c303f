/** Report table rows whose cells GitHub drops, and text that was meant as a table. See `no-ragged-table.md`. */
import type {Span} from '../src/core/text/place.ts'
import type {Document} from '../src/markdown/document.ts'
import {cellsOf, rowsOf} from '../src/markdown/table.ts'
import {childrenOf, walk} from '../src/markdown/tree/tree.ts'
import {defineRule, type Rule} from '../src/rule.ts'

type Options = {
  /** Rows with fewer cells than the header: `ignore` or `report`. */
  readonly short: 'ignore' | 'report'
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'no-ragged-table',
  severity: 'error',
  preset: 'recommended',
  summary: 'Table rows with more cells than the header, which GitHub drops',
  fixable: false,
  readsTree: true,
  options: {short: 'ignore'},
  forms: {short: {words: ['ignore', 'report']}},
  check({document, options, report}) {
    const {source, tree} = document
    for (const table of document.tables) {
      const [header, ...rows] = rowsOf(tree, table)
      const columns = header?.cells.length ?? 0
      for (const {start, end, cells} of rows) {
        const dropped = cells.slice(columns).filter((cell) => isMissed(source.slice(cell.start, cell.end)))
        const [first] = dropped
        const last = dropped.at(-1)
        if (first !== undefined && last !== undefined) {
          report({
            message: `Unexpected row of ${cells.length} cells, expected ${columns} as in the header: ${shown(source, first)} is not shown`,
            start: first.start,
            end: last.end,
          })
        } else if (options.short === 'report' && cells.length < columns) {
          report({message: `Unexpected row of ${cells.length} cells, expected ${columns} as in the header`, start, end})
        }
      }
    }
    for (const {row, columns} of rowsOutside(document)) {
      report({message: `Unexpected blank line above a row of ${columns} cells, which is not part of the table`, ...row})
    }
    for (const {delimiter, columns, expected} of brokenTables(document)) {
      report({
        message: `Unexpected delimiter row of ${columns} cells, expected ${expected} as in the header: this is not a table`,
        ...delimiter,
      })
    }
  },
})

export default rule

/** Whether a reader misses a dropped cell: not if it is empty, `</p>`, or a note to other authors such as `[//]: #Recommend` or a comment. */
function isMissed(text: string): boolean {
  return text !== '' && !/^\[[^\]]*\]:\s*#|^<!--.*-->$|^(?:<\/\w+>\s*)+$/.test(text)
}

function shown(source: string, {start, end}: Span): string {
  const text = source.slice(start, end).replaceAll('`', '')
  return `\`${text.length > 40 ? `${text.slice(0, 39)}…` : text}\``
}

interface OutsideRow {
  readonly row: Span
  readonly columns: number
}

/** Rows that a blank line cuts off from the table above them, so that they are shown as text with bars. */
function* rowsOutside({source, tree, tables}: Document): Generator<OutsideRow> {
  if (tables.length === 0) return
  let columns = 0
  for (const block of childrenOf(tree, tree.root)) {
    const type = tree.type(block)
    if (type === 'table') columns = rowsOf(tree, block)[0]?.cells.length ?? 0
    else if (type !== 'paragraph' || columns < 2 || source.charAt(tree.start(block)) !== '|') columns = 0
    else {
      const start = tree.start(block)
      const [line = ''] = source.slice(start, tree.end(block)).split(/\r?\n/, 1)
      if (line.trimEnd().endsWith('|') && cellsOf(source, start, start + line.length).length === columns)
        yield {row: {start, end: start + line.length}, columns}
      else columns = 0
    }
  }
}

interface BrokenTable {
  readonly delimiter: Span
  readonly columns: number
  readonly expected: number
}

// No two neighbouring parts of this pattern match a blank, so that a line of thousands of blanks is read only once.
const delimiterRow = /^[ \t>]*((?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+(?:\|[ \t]*)?)$/gm

/** Paragraphs that were meant as tables: their delimiter row has another number of cells than the line before it. */
function brokenTables({source, tree, tables, lines}: Document): BrokenTable[] {
  const candidates: Span[] = []
  let next = 0
  for (const match of source.matchAll(delimiterRow)) {
    const start = match.index + match[0].indexOf(match[1] ?? '')
    for (let table = tables[next]; table !== undefined && tree.end(table) <= start; table = tables[++next]);
    const table = tables[next]
    if (table === undefined || tree.start(table) > start) candidates.push({start, end: start + (match[1] ?? '').trimEnd().length})
  }
  if (candidates.length === 0) return []

  const found: BrokenTable[] = []
  const paragraphs: Span[] = []
  walk(tree, tree.root, (node, type) => {
    if (type === 'paragraph') paragraphs.push({start: tree.start(node), end: tree.end(node)})
    return type === 'paragraph' || type === 'table' ? false : undefined
  })
  let at = 0
  for (const delimiter of candidates) {
    for (let paragraph = paragraphs[at]; paragraph !== undefined && paragraph.end <= delimiter.start; paragraph = paragraphs[++at]);
    const paragraph = paragraphs[at]
    // The header is the line above, in the same paragraph.
    if (paragraph === undefined || paragraph.start >= delimiter.start) continue
    const above = lines.spanOf(lines.pointAt(delimiter.start).line - 1)
    const header = cellsOf(source, Math.max(above.start, paragraph.start), above.end)
    const columns = cellsOf(source, delimiter.start, delimiter.end).length
    if (header.length >= 2 && header.length !== columns) found.push({delimiter, columns, expected: header.length})
  }
  return found
}
