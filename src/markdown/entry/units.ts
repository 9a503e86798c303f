/** Blocks → units: the stretches of a document that may each be about one paper. */
import type {Document} from '../document.ts'
import {childrenOf, type NodeId} from '../tree/tree.ts'
import {lineBreak, type Run, runsOf} from './runs.ts'
import {isRunningText} from './sentence.ts'
import {splitEntries} from './split-entries.ts'
import type {Look, Unit} from './unit.ts'
import {hasWords} from './wording.ts'

/**
 * Hand out the units of a document one at a time, mostly in order, so that the runs of a long list need not all be held at once.
 *
 * @param look tells whether runs hold a title and a paper's link
 */
export function eachUnit(document: Document, look: (runs: readonly Run[]) => Look, take: (unit: Unit) => void): void {
  const {tree} = document

  // Quotes within quotes, bullets within bullets: nobody nests a hundred, and the stack is finite.
  let nesting = 0
  const within = (container: NodeId): void => {
    if (nesting >= mostNesting) return
    nesting++
    blocks(container)
    nesting--
  }

  /** Whether a unit opens with what may be a title rather than a section's name. */
  const isTitled = ({runs}: Unit): boolean => hasWords(look(runs).title ?? '', 4)

  /** The blocks of a container in order. */
  const blocks = (container: NodeId): void => {
    const group = createGroup(look, take)
    const addParagraph = (block: NodeId, start: number, end: number): void => {
      for (const runs of splitEntries(runsOf(document, block), look, document.source)) {
        const seen = look(runs)
        // An introduction or a remark: what follows it goes with what is above it.
        if (isRunningText(runs, seen.unmarked)) continue
        // A paragraph with a venue and a year is about another paper below one that has them too, or below a heading if it names and links a paper.
        const {opener} = group
        const isApart =
          opener !== undefined && (look(opener.runs).dated || (opener.heading === true && seen.named && seen.paper !== undefined))
        const isOwn = seen.title !== undefined || (seen.dated && isApart)
        if (opener !== undefined && !isOwn) group.join(runs, [block], runs.at(-1)?.end ?? end)
        else group.open({kind: 'paragraph', runs, nodes: [block], start: runs[0]?.start ?? start, end: runs.at(-1)?.end ?? end})
      }
    }
    const addList = (block: NodeId): void => {
      const children = childrenOf(tree, block)
      const items: Item[] = []
      const {opener} = group
      // Read no further than the first bullet that is an entry: the runs of a long list need not all be held at once.
      let isOpen = opener !== undefined
      // Once its paper is linked, a bullet without a link to a paper and without a venue is an abstract or a citation.
      const canOwn = opener !== undefined && (isTitled(opener) || look(opener.runs).dated)
      let isLinked = canOwn && group.hasPaper()
      while (isOpen && items.length < children.length) {
        const item = itemOf(children[items.length] ?? block)
        items.push(item)
        const seen = look(item.runs)
        const isOther = seen.paper !== undefined || seen.placed || !isLinked
        isOpen = item.nested.length === 0 && (seen.title === undefined || !isOther) && !(seen.named && seen.paper !== undefined)
        isLinked ||= canOwn && seen.paper !== undefined
      }
      if (isOpen) {
        for (const item of items) group.join(item.runs, item.nodes, item.end)
        return
      }
      // A heading's own bullets are entries of its section; a title paragraph ends where titled bullets begin.
      group.close()
      for (const item of items) emit(item)
      for (let index = items.length; index < children.length; index++) emit(itemOf(children[index] ?? block))
    }
    // The unit that a `<details>` opened, which `</details>` closes.
    let details: Unit | undefined
    const addHtml = (block: NodeId, start: number, end: number): void => {
      const runs = runsOf(document, block)
      const isEmpty = runs.every(({style, text}) => style === 'break' || (style !== 'link' && text.trim() === ''))
      for (const [index, part] of isEmpty ? [] : splitEntries(runs, look, document.source).entries()) {
        if (index === 0 && group.opener !== undefined && look(part).title === undefined) group.join(part, [block], part.at(-1)?.end ?? end)
        else {
          group.open({kind: 'html', runs: part, nodes: [block], start: part[0]?.start ?? start, end: part.at(-1)?.end ?? end})
          details = /<details\b/i.test(document.source.slice(start, end)) ? group.opener : undefined
        }
      }
      if (details !== undefined && details === group.opener && /<\/details>\s*$/i.test(document.source.slice(start, end))) group.close()
    }
    for (const block of childrenOf(tree, container)) {
      const start = tree.start(block)
      const end = tree.end(block)
      switch (tree.type(block)) {
        case 'heading':
          group.open({
            kind: 'paragraph',
            runs: runsOf(document, block),
            nodes: [block],
            start,
            end,
            heading: true,
            depth: tree.depth(block),
          })
          break
        case 'paragraph':
          if (!isFormula(document.source, start, end)) addParagraph(block, start, end)
          break
        case 'list':
          addList(block)
          break
        case 'table':
          group.close()
          rows(block)
          break
        case 'html':
          addHtml(block, start, end)
          break
        case 'blockquote':
        case 'footnoteDefinition':
          within(block)
          break
        default:
      }
    }
    group.close()
  }

  interface Item {
    readonly runs: Run[]
    readonly nodes: readonly NodeId[]
    readonly start: number
    readonly end: number
    /** Units of nested bullets that are entries themselves. */
    readonly nested: Unit[]
    readonly parts: readonly Run[][]
  }

  /** A list item: its own text, the nested bullets that belong to it, and those that are entries themselves. */
  const itemOf = (item: NodeId, depth = 0): Item => {
    const own: Run[] = []
    const nodes: NodeId[] = []
    const nested: Unit[] = []
    const start = tree.start(item)
    let end = start
    const add = (runs: readonly Run[], blocks: readonly NodeId[], until: number): void => {
      // One by one: a paragraph may have more runs than a call can take.
      for (const run of runs) own.push(run)
      for (const block of blocks) nodes.push(block)
      end = Math.max(end, until)
    }
    // What its own text links, before any bullets have joined it.
    let paper: string | undefined
    const addBullet = (inner: Item, isEntry: boolean): void => {
      const seen = look(inner.runs)
      // A bullet that cites the paper of the item above it is a remark on it.
      const isOwn = (seen.title !== undefined || (isEntry && seen.dated)) && seen.paper !== undefined && seen.paper !== paper
      if (inner.nested.length > 0 || inner.parts.length > 1 || isOwn) {
        emit(inner, (unit) => nested.push(unit))
        return
      }
      own.push(lineBreak(inner.start))
      add(inner.runs, inner.nodes, inner.end)
    }
    const addBullets = (bullets: readonly Item[]): void => {
      // `- *Topic*:` above bullets with a venue and a paper each: they are entries, even those whose titles are not recognised.
      const dated = bullets.flatMap(({runs}) => {
        const {dated: isDated, paper: linked} = look(runs)
        return isDated && linked !== undefined ? linked : []
      })
      const areEntries = new Set(dated).size > 1 && look(own.slice()).title === undefined
      for (const bullet of bullets) addBullet(bullet, areEntries)
    }
    for (const block of childrenOf(tree, item)) {
      switch (tree.type(block)) {
        case 'paragraph':
        case 'heading':
        case 'html':
          if (own.length > 0) own.push(lineBreak(end))
          add(runsOf(document, block), [block], tree.end(block))
          break
        case 'list':
          paper ??= look(own.slice()).paper
          if (depth < mostNesting) addBullets(childrenOf(tree, block).map((bullet) => itemOf(bullet, depth + 1)))
          break
        case 'table':
          rows(block)
          break
        case 'blockquote':
          within(block)
          break
        default:
      }
    }
    return {
      runs: own,
      nodes: nodes.slice(),
      start,
      end,
      nested,
      parts: nested.length > 0 ? [own] : splitEntries(own, look, document.source),
    }
  }

  const emit = (item: Item, to: (unit: Unit) => void = take): void => {
    for (let index = 0; index < item.parts.length; index++) {
      const runs = item.parts[index]
      if (runs === undefined || runs.length === 0) continue
      const start = index === 0 ? item.start : (runs[0]?.start ?? item.start)
      to({kind: 'item', runs, nodes: item.nodes, start, end: item.parts.length === 1 ? item.end : (runs.at(-1)?.end ?? item.end)})
    }
    for (const unit of item.nested) to(unit)
  }

  const rows = (table: NodeId): void => {
    const [head, ...body] = childrenOf(tree, table)
    if (head === undefined) return
    const header = childrenOf(tree, head).map((cell) => plainOf(runsOf(document, cell)))
    for (const row of body) {
      const cells = childrenOf(tree, row).map((cell, column) => ({column, runs: runsOf(document, cell)}))
      const runs = cells.flatMap((cell, index) =>
        index === 0 ? cell.runs : [lineBreak(cell.runs[0]?.start ?? tree.start(row)), ...cell.runs],
      )
      take({kind: 'row', runs, nodes: [row], cells, header, table, start: tree.start(row), end: tree.end(row)})
    }
  }

  blocks(tree.root)
}

const mostNesting = 100

/** Whether a paragraph is a formula between dollar signs. */
function isFormula(source: string, start: number, end: number): boolean {
  return source.startsWith('$$', start) && source.startsWith('$$', end - 2)
}

function plainOf(runs: readonly Run[]): string {
  return runs
    .map(({text}) => text)
    .join(' ')
    .trim()
}

/** The unit that a title paragraph or heading opens, and what joins it: untitled bullets and paragraphs. */
interface Group {
  readonly opener: Unit | undefined
  /** Whether its runs, or any that have joined them, link a paper. */
  hasPaper(): boolean
  /** Hands on what there is, and begins anew. */
  open(unit: Unit): void
  /** To be called only where there is an opener. */
  join(runs: readonly Run[], nodes: readonly NodeId[], end: number): void
  close(): void
}

function createGroup(look: (runs: readonly Run[]) => Look, take: (unit: Unit) => void): Group {
  let opener: Unit | undefined
  // In new arrays: fields are cached by the array of runs that they were read from.
  let joined: {readonly runs: Run[]; readonly nodes: NodeId[]; end: number} | undefined
  let hasJoinedPaper = false
  const close = (): void => {
    if (opener !== undefined)
      take(joined === undefined ? opener : {...opener, runs: joined.runs, nodes: joined.nodes.slice(), end: joined.end})
    opener = undefined
    joined = undefined
    hasJoinedPaper = false
  }
  return {
    get opener() {
      return opener
    },
    hasPaper: () => hasJoinedPaper || (opener !== undefined && look(opener.runs).paper !== undefined),
    open(unit) {
      close()
      opener = unit
    },
    join(runs, nodes, end) {
      if (opener === undefined) return
      hasJoinedPaper ||= look(runs).paper !== undefined
      joined ??= {runs: [...opener.runs], nodes: [...opener.nodes], end: opener.end}
      joined.runs.push(lineBreak(joined.end))
      for (const run of runs) joined.runs.push(run)
      // The parts of a block share its node, which is kept once.
      for (const node of nodes) if (node !== joined.nodes.at(-1)) joined.nodes.push(node)
      joined.end = Math.max(joined.end, end)
    },
    close,
  }
}
