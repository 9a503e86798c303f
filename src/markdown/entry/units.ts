/** Blocks → units: the stretches of a document that may each be about one paper. */
import type {Span} from '../../core/text/place.ts'
import type {Document} from '../document.ts'
import {childrenOf, type NodeId} from '../tree/tree.ts'
import {type Run, runsOf} from './runs.ts'
import {isRunningText} from './sentence.ts'
import {hasWords} from './wording.ts'

/** A cell of a table row. */
export interface Cell {
  readonly column: number
  readonly runs: readonly Run[]
}

export interface Unit {
  readonly kind: 'item' | 'row' | 'paragraph' | 'html'
  readonly runs: Run[]
  /** The blocks that the runs were read from. */
  readonly nodes: readonly NodeId[]
  /** Offsets of the unit's own text. */
  readonly start: number
  readonly end: number
  /** Of a row: its cells, and the table's header texts. */
  readonly cells?: readonly Cell[]
  readonly header?: readonly string[]
  readonly table?: NodeId
  /** It opened with a heading, whose text is its title. */
  readonly heading?: boolean
  /** That heading's level. */
  readonly depth?: number
}

/** What has to be known about a block's runs to group blocks. */
export interface Look {
  /** The normalised title, if some text can be one. */
  readonly title: string | undefined
  /** The title's place, if nothing else marks it as one. */
  readonly unmarked: Span | undefined
  /** The first linked paper: its identity, or its address if it has none. */
  readonly paper: string | undefined
  /** Whether it names the paper; a label such as `Paper:` does not. */
  readonly named: boolean
  /** Whether it has a venue. */
  readonly placed: boolean
  /** Whether it has a venue with a year. */
  readonly dated: boolean
}

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
    // The unit that the preceding title paragraph or heading opened: untitled bullets and paragraphs join it.
    let open: Unit | undefined
    // The unit with what has joined it, in new arrays: fields are cached by the array of runs that they were read from.
    let joined: {readonly runs: Run[]; readonly nodes: NodeId[]; end: number} | undefined
    // Whether any of what has joined links a paper.
    let hasPaper = false
    // Whether a `<details>` opened it, so that `</details>` closes it.
    let inDetails = false
    const close = (): void => {
      if (open !== undefined) take(joined === undefined ? open : {...open, runs: joined.runs, nodes: joined.nodes.slice(), end: joined.end})
      open = undefined
      joined = undefined
      hasPaper = false
      inDetails = false
    }
    const join = (unit: Unit, runs: readonly Run[], nodes: readonly NodeId[], end: number): void => {
      hasPaper ||= look(runs).paper !== undefined
      joined ??= {runs: [...unit.runs], nodes: [...unit.nodes], end: unit.end}
      joined.runs.push(lineBreak(joined.end))
      for (const run of runs) joined.runs.push(run)
      // The parts of a block share its node, which is kept once.
      for (const node of nodes) if (node !== joined.nodes.at(-1)) joined.nodes.push(node)
      joined.end = Math.max(joined.end, end)
    }
    const addParagraph = (block: NodeId, start: number, end: number): void => {
      for (const runs of splitEntries(runsOf(document, block), look, document.source)) {
        const seen = look(runs)
        // An introduction or a remark: what follows it goes with what is above it.
        if (isRunningText(runs, seen.unmarked)) continue
        // A paragraph with a venue and a year is about another paper below one that has them too, or below a heading if it names and links a paper.
        const isApart = open !== undefined && (look(open.runs).dated || (open.heading === true && seen.named && seen.paper !== undefined))
        const isOwn = seen.title !== undefined || (seen.dated && isApart)
        if (open !== undefined && !isOwn) join(open, runs, [block], runs.at(-1)?.end ?? end)
        else {
          close()
          open = {kind: 'paragraph', runs, nodes: [block], start: runs[0]?.start ?? start, end: runs.at(-1)?.end ?? end}
        }
      }
    }
    const addList = (block: NodeId): void => {
      const children = childrenOf(tree, block)
      const items: Item[] = []
      const opened = open
      // Read no further than the first bullet that is an entry: the runs of a long list need not all be held at once.
      let isOpen = opened !== undefined
      // Once its paper is linked, a bullet without a link to a paper and without a venue is an abstract or a citation.
      const canOwn = opened !== undefined && (isTitled(opened) || look(opened.runs).dated)
      let isLinked = canOwn && (hasPaper || look(opened.runs).paper !== undefined)
      while (isOpen && items.length < children.length) {
        const item = itemOf(children[items.length] ?? block)
        items.push(item)
        const seen = look(item.runs)
        const isOther = seen.paper !== undefined || seen.placed || !isLinked
        isOpen = item.nested.length === 0 && (seen.title === undefined || !isOther) && !(seen.named && seen.paper !== undefined)
        isLinked ||= canOwn && seen.paper !== undefined
      }
      if (isOpen && opened !== undefined) {
        for (const item of items) join(opened, item.runs, item.nodes, item.end)
        return
      }
      // A heading's own bullets are entries of its section; a title paragraph ends where titled bullets begin.
      close()
      for (const item of items) emit(item)
      for (let index = items.length; index < children.length; index++) emit(itemOf(children[index] ?? block))
    }
    const addHtml = (block: NodeId, start: number, end: number): void => {
      const runs = runsOf(document, block)
      const isEmpty = runs.every(({style, text}) => style === 'break' || (style !== 'link' && text.trim() === ''))
      for (const [index, part] of isEmpty ? [] : splitEntries(runs, look, document.source).entries()) {
        if (index === 0 && open !== undefined && look(part).title === undefined) join(open, part, [block], part.at(-1)?.end ?? end)
        else {
          close()
          open = {kind: 'html', runs: part, nodes: [block], start: part[0]?.start ?? start, end: part.at(-1)?.end ?? end}
          inDetails = /<details\b/i.test(document.source.slice(start, end))
        }
      }
      if (inDetails && /<\/details>\s*$/i.test(document.source.slice(start, end))) close()
    }
    for (const block of childrenOf(tree, container)) {
      const start = tree.start(block)
      const end = tree.end(block)
      switch (tree.type(block)) {
        case 'heading':
          close()
          open = {kind: 'paragraph', runs: runsOf(document, block), nodes: [block], start, end, heading: true, depth: tree.depth(block)}
          break
        case 'paragraph':
          if (!isFormula(document.source, start, end)) addParagraph(block, start, end)
          break
        case 'list':
          addList(block)
          break
        case 'table':
          close()
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
    close()
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

/**
 * One paragraph can hold an entry on each of its lines: a line with a title and a paper of its own begins a new one. So does an HTML bullet or
 * table row, from its first cell on, whichever cells these are in.
 */
function splitEntries(runs: Run[], look: (runs: readonly Run[]) => Look, source: string): Run[][] {
  if (!runs.some(isBreak)) return [runs]
  const startsTag = (run: Run, tag: RegExp): boolean => isBreak(run) && tag.test(source.slice(run.start, run.start + 4))
  const all = piecesBetween(runs, (run) => startsTag(run, /^<(?:tr|li)\b/i))
  // A header row names columns, not a paper.
  const isHeader = (row: readonly Run[]): boolean =>
    row.some((run) => startsTag(run, /^<th\b/i)) && !row.some((run) => startsTag(run, /^<td\b/i)) && ownOf(look(row)) === undefined
  const rows = all.length > 1 ? all.filter((row) => !isHeader(row)) : all
  const owns = rows.length > 1 ? titledRows(rows.map((row) => ownOfRow(look(row)))) : []
  const cellsOf = (row: readonly Run[]): number => row.filter((run) => startsTag(run, /^<td\b/i)).length
  // Where most rows or bullets are entries, so are all that are like them, even under another's id, and bullets even without a title.
  const areEntries = owns.filter((own) => own !== undefined).length * 2 > rows.length
  const isDatedBullet = (row: readonly Run[]): boolean => cellsOf(row) === 0 && row.some(({link}) => link !== undefined) && look(row).dated
  const parts: Run[][] = []
  // The current part's title and paper, once it has both.
  let complete: Own | undefined
  // A row with as many cells as the last that had both is an entry too if it has another paper or title, even without the other of the two.
  let cells = 0
  for (const [index, row] of rows.entries()) {
    let ahead = owns[index]
    const {paper, title} = look(row)
    const isAlike = complete !== undefined && cells > 1 && cellsOf(row) === cells
    const isOther = (paper !== undefined && paper !== complete?.paper) || (title !== undefined && title !== complete?.title)
    if (owns.length > 0 && ((isAlike && isOther && (areEntries || ahead === undefined)) || (areEntries && isDatedBullet(row)))) {
      parts.push([...row])
      complete = ahead ?? {title: '', paper: paper ?? ''}
      continue
    }
    if (ahead !== undefined) cells = cellsOf(row)
    for (const line of piecesBetween(row, isBreak)) {
      const own = ahead ?? ownOf(look(line))
      ahead = undefined
      const last = parts.at(-1)
      if (
        last === undefined ||
        (complete !== undefined && own !== undefined && own.paper !== complete.paper && own.title !== complete.title)
      ) {
        parts.push([...line])
        complete = own
      } else {
        last.push(lineBreak(line[0]?.start ?? 0))
        for (const run of line) last.push(run)
        complete ??= own
      }
    }
  }
  return parts.length === 0 ? [runs] : parts
}

interface Own {
  readonly title: string
  readonly paper: string
}

function ownOf({title, paper}: Look): Own | undefined {
  return title === undefined || paper === undefined ? undefined : {title, paper}
}

/** A row or a bullet with a title and a venue needs no link to the paper. */
function ownOfRow(seen: Look): Own | undefined {
  return ownOf(seen) ?? (seen.title !== undefined && seen.placed ? {title: seen.title, paper: seen.title} : undefined)
}

/** A title that was pasted into the next row by mistake is still one. */
const mostPapersOfOneTitle = 2

/** The rows' titles and papers; none if one title has several papers, as the name of a research field does. */
function titledRows(owns: readonly (Own | undefined)[]): readonly (Own | undefined)[] {
  const papers = new Map<string, Set<string>>()
  for (const own of owns) if (own !== undefined) papers.set(own.title, (papers.get(own.title) ?? new Set()).add(own.paper))
  return [...papers.values()].some(({size}) => size > mostPapersOfOneTitle) ? [] : owns
}

const isBreak = ({style}: Run): boolean => style === 'break'

/** The non-empty pieces between the runs that separate them. */
function piecesBetween(runs: readonly Run[], parts: (run: Run) => boolean): Run[][] {
  const pieces: Run[][] = [[]]
  for (const run of runs) {
    if (parts(run)) pieces.push([])
    else pieces.at(-1)?.push(run)
  }
  return pieces.filter((piece) => piece.length > 0)
}

/** A break between pieces that are not adjacent. */
export function lineBreak(at: number): Run {
  return {style: 'break', text: '', textStart: at, start: at, end: at, link: undefined, strong: false, emphasis: false}
}

function plainOf(runs: readonly Run[]): string {
  return runs
    .map(({text}) => text)
    .join(' ')
    .trim()
}
