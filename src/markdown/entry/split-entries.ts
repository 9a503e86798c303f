/** Splits the runs of one block that holds several entries: on lines of a paragraph, in bullets or rows of HTML. */
import {lineBreak, type Run} from './runs.ts'
import type {Look} from './unit.ts'

/**
 * One paragraph can hold an entry on each of its lines: a line with a title and a paper of its own begins a new one. So does an HTML bullet or
 * table row, from its first cell on, whichever cells these are in.
 */
export function splitEntries(runs: Run[], look: (runs: readonly Run[]) => Look, source: string): Run[][] {
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
