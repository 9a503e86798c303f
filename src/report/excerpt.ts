/** The part of a source line around a place, cut to a number of columns, and which of them the place takes. */
import type {ReportedFinding, ReportedFix} from '../core/report.ts'
import {graphemesOf, visibleGrapheme} from './escape.ts'
import {graphemeWidth, widthOf} from './width.ts'

export interface Excerpt {
  /** What is shown, safe for a terminal. */
  readonly text: string
  /** Columns before the place. */
  readonly before: number
  /** Columns of the place, at least 1. */
  readonly marked: number
}

interface Cell {
  readonly text: string
  readonly columns: number
  readonly isMarked: boolean
}

const tabColumns = 4

/** What to underline: the text that a fix would replace, where there is any, as the node around it says less. */
export function markOf(finding: ReportedFinding): Omit<ReportedFix, 'replacement'> {
  const {fix} = finding
  if (fix === undefined || fix.line !== finding.line) return finding
  return fix.endLine > fix.line || fix.endColumn > fix.column ? fix : finding
}

/**
 * @param line the source line, without its line ending
 * @param from the place's start in the line, UTF-16 units from 0
 * @param to its end; the end of the line if it continues on the next
 * @param columns the most columns to use
 */
export function excerptOf(line: string, from: number, to: number, columns: number): Excerpt {
  const start = Math.max(0, Math.min(from, line.length))
  const end = Math.max(start, Math.min(to, line.length))
  // A line may be megabytes long: only what could be shown is looked at.
  const reach = columns * 4
  const left = unitBoundary(line, start - reach)
  const right = unitBoundary(line, Math.min(end, start + reach) + reach)
  const cells: Cell[] = [
    ...cellsOf(line.slice(left, start), false),
    ...cellsOf(line.slice(start, Math.min(end, right)), true),
    ...cellsOf(line.slice(end, Math.max(end, right)), false),
  ]
  const firstMarked = cells.findIndex((cell) => cell.isMarked)
  const markFrom = firstMarked < 0 ? cellsOf(line.slice(left, start), false).length : firstMarked
  const markTo = firstMarked < 0 ? markFrom : cells.findLastIndex((cell) => cell.isMarked) + 1

  const [showFrom, showTo] = windowOf(cells, markFrom, markTo, columns, left > 0, right < line.length)
  const isCutLeft = showFrom > 0 || left > 0
  const isCutRight = showTo < cells.length || right < line.length
  const shown = cells.slice(showFrom, showTo)
  const text = `${isCutLeft ? '…' : ''}${shown.map((cell) => cell.text).join('')}${isCutRight ? '…' : ''}`
  return {
    text: text.trimEnd(),
    before: (isCutLeft ? 1 : 0) + columnsOf(cells.slice(showFrom, markFrom)),
    marked: Math.max(1, columnsOf(cells.slice(markFrom, Math.min(markTo, showTo)))),
  }
}

/** Which cells to show: all if they fit, else the place and what fits around it, more of what is before it. */
function windowOf(
  cells: readonly Cell[],
  markFrom: number,
  markTo: number,
  columns: number,
  hasLeft: boolean,
  hasRight: boolean,
): readonly [number, number] {
  if (!hasLeft && !hasRight && columnsOf(cells) <= columns) return [0, cells.length]
  const room = Math.max(1, columns - 2) // An ellipsis may stand at both ends.
  let from = markFrom
  let to = markFrom
  let used = 0
  const take = (index: number): boolean => {
    const cell = cells[index]
    if (cell === undefined || used + cell.columns > room) return false
    used += cell.columns
    return true
  }
  while (to < markTo && take(to)) to++
  if (to < markTo) return [from, Math.max(to, from + 1)]
  const free = room - used
  const after = columnsOf(cells.slice(markTo))
  const wantedBefore = Math.max(Math.floor(free / 2), free - after)
  while (from > 0 && used + (cells[from - 1]?.columns ?? 0) <= room - free + wantedBefore && take(from - 1)) from--
  while (take(to)) to++
  while (from > 0 && take(from - 1)) from--
  return [from, to]
}

function cellsOf(text: string, isMarked: boolean): readonly Cell[] {
  return graphemesOf(text).map((grapheme) => {
    if (grapheme === '\t') return {text: ' '.repeat(tabColumns), columns: tabColumns, isMarked}
    const shown = visibleGrapheme(grapheme)
    // A combining mark that starts a piece would otherwise join what stands before it.
    if (shown === grapheme && graphemeWidth(grapheme) === 0) return {text: ` ${grapheme}`, columns: 1, isMarked}
    return {text: shown, columns: shown === grapheme ? graphemeWidth(grapheme) : widthOf(shown), isMarked}
  })
}

function columnsOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.columns, 0)
}

/** An index that does not split a surrogate pair. */
export function unitBoundary(text: string, index: number): number {
  const bounded = Math.max(0, Math.min(index, text.length))
  const unit = text.charCodeAt(bounded)
  return unit >= 0xdc00 && unit <= 0xdfff ? Math.max(0, bounded - 1) : bounded
}
