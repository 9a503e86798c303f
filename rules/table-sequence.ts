/** Warn about numbers and dates in a table that are out of order. See `table-sequence.md`. */
import {countsOf} from '../src/core/collection/counts.ts'
import {firstWhere} from '../src/core/collection/ordered.ts'
import type {Span} from '../src/core/text/place.ts'
import {rowsOf} from '../src/markdown/table.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

type Options = {
  /** Whether all dates must fall on one day of the week. */
  readonly weekday: boolean
}

const rule: Rule<Options> = defineRule<Options>({
  id: 'table-sequence',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Index numbers that do not rise by one, dates out of order',
  fixable: true,
  readsTree: true,
  options: {weekday: false},
  check({document, options, report}) {
    const {source, tree} = document
    for (const table of document.tables) {
      const [header, ...rows] = rowsOf(tree, table)
      // Two rows make no sequence.
      if (header === undefined || rows.length < 3) continue
      for (const [column, {start, end}] of header.cells.entries()) {
        const name = source
          .slice(start, end)
          .replace(/[*_`\\]/g, '')
          .replace('&#35;', '#')
          .trim()
          .toLowerCase()
        const values = rows.flatMap(({cells}) => cells[column] ?? []).map((cell) => ({...cell, text: source.slice(cell.start, cell.end)}))
        if (indexHeader.test(name)) checkIndex(values, report)
        else if (dateHeader.test(name)) checkDates(values, options.weekday, report)
      }
    }
  },
})

export default rule

const indexHeader = /^(?:idx|index|#|№|no\.?|id|nr\.?|num(?:ber)?|序号|编号)$/
const dateHeader = /(?:^|\W)(?:date|time|day|month)s?(?:\W|$)|日期|时间/

interface Value extends Span {
  readonly text: string
}

/** Numbers must rise by one. A wrong one between right ones is fixed; if all that follow are shifted, a person has to decide. */
function checkIndex(values: readonly Value[], report: (problem: Problem) => void): void {
  const filled = values.filter(({text}) => text !== '')
  const numbers = filled.filter(({text}) => /^\d{1,9}\.?$/.test(text)).map((value) => ({...value, number: Number.parseInt(value.text, 10)}))
  // Otherwise the column holds something else, or numbers that serve as names.
  if (numbers.length < 3 || numbers.length < filled.length * 0.8) return
  const steps = numbers.filter(({number}, index) => index > 0 && number === (numbers[index - 1]?.number ?? 0) + 1).length
  const counted = numbers.filter(({number}, index) => number === index + (numbers[0]?.number ?? 0)).length
  if (Math.max(steps + 1, counted) < numbers.length * 0.7) return
  // Numbers that don't begin at one, and rise with gaps, count something that is elsewhere.
  const jumps = numbers.slice(1).map(({number}, index) => number - (numbers[index]?.number ?? 0))
  const gaps = jumps.filter((jump) => jump > 1).length
  if ((numbers[0]?.number ?? 0) > 1 && gaps > ((jumps.at(-1) ?? 0) > 1 ? 1 : 0) && jumps.every((jump) => jump > 0)) return

  for (let index = 1; index < numbers.length; index++) {
    const value = numbers[index]
    const before = numbers[index - 1]
    if (value === undefined || before === undefined || value.number === before.number + 1) continue
    const after = numbers[index + 1]
    // A table may hold several lists, each counted from one.
    if (value.number <= 1 && (after === undefined || after.number === value.number + 1)) continue
    const expected = before.number + 1
    const alone = after === undefined || after.number === expected + 1
    const {start, end, text} = value
    const replacement = text.replace(/\d+/, `${expected}`)
    report({
      message: `Unexpected index \`${value.number}\` after \`${before.number}\`, expected \`${expected}\``,
      start,
      end,
      ...(alone ? {fix: {start, end, replacement}} : {suggestion: replacement}),
    })
    // The number after a fixed one is right by definition.
    if (alone) index++
  }
}

interface DateValue extends Value {
  /** How the date is written: `Y-M-D`, `Y.M`. */
  readonly format: string
  /** Days since 1970; for a month, those of its first day. Undefined if there is no such day. */
  readonly day: number | undefined
}

type ExistingDate = DateValue & {readonly day: number}

function checkDates(values: readonly Value[], weekday: boolean, report: (problem: Problem) => void): void {
  const filled = values.filter(({text}) => text !== '')
  const dates = filled.flatMap((value) => dateOf(value) ?? [])
  if (dates.length < 3 || dates.length < filled.length * 0.8) return

  const [usual, count] = mostFrequent(dates.map(({format}) => format))
  const example = dates.find(({format}) => format === usual)?.text ?? ''
  const sequence: ExistingDate[] = []
  for (const date of dates) {
    const {start, end, text, format, day} = date
    if (day === undefined) report({message: `Unexpected date \`${text}\`, expected a day that exists`, start, end})
    else if (format !== usual && count >= dates.length * 0.8) {
      report({message: `Unexpected date \`${text}\`, expected the format of \`${example}\``, start, end})
    } else if (format === usual) sequence.push({...date, day})
  }
  checkOrder(sequence, report)
  if (weekday) checkWeekdays(sequence, report)
}

function mostFrequent(values: readonly string[]): readonly [value: string, count: number] {
  return [...countsOf(values)].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
}

/** Year, month and perhaps day, with one separator. Other orders of the three are ambiguous. */
function dateOf(value: Value): DateValue | undefined {
  const match = /^(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(value.text)
  if (match === null) return undefined
  const [, year, separator = '', month, day] = match
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))
  const exists = new Date(time).getUTCMonth() === Number(month) - 1 && Number(month) >= 1 && Number(day ?? 1) >= 1
  const format = `Y${separator}M${day === undefined ? '' : `${separator}D`}`
  return {...value, format, day: exists ? time / 86_400_000 : undefined}
}

/** Reports single dates that break the order of all others. Silent if the order starts again, or there is none. */
function checkOrder(sequence: readonly ExistingDate[], report: (problem: Problem) => void): void {
  if (sequence.length < 5) return
  const days = sequence.map(({day}) => day)
  const rising = outsiders(days)
  const falling = outsiders(days.map((day) => -day))
  const [order, found] = rising.length <= falling.length ? (['rising', rising] as const) : (['falling', falling] as const)
  if (found.length > Math.max(1, days.length / 10) || found.some((index, at) => found[at + 1] === index + 1)) return
  for (const index of found) {
    const {text, start, end} = sequence[index] ?? {text: '', start: 0, end: 0}
    report({message: `Unexpected date \`${text}\` out of order, expected ${order} dates`, start, end})
  }
}

/** Indices of the values outside the longest rising subsequence, equal neighbours allowed: what to take out to have the rest in order. */
function outsiders(values: readonly number[]): number[] {
  // Patience sorting: for each length the index of the least value that a subsequence of that length ends with.
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, value] of values.entries()) {
    const length = firstWhere(ends, (end) => (values[end] ?? 0) > value)
    previous.push(ends[length - 1] ?? -1)
    ends[length] = index
  }
  const inside = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) inside.add(index)
  return [...values.keys()].filter((index) => !inside.has(index))
}

const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday']

/** The dates of a weekly meeting fall on one day of the week. */
function checkWeekdays(sequence: readonly ExistingDate[], report: (problem: Problem) => void): void {
  // 1970 began on a Thursday.
  const nameOf = (day: number): string => weekdays[((day % 7) + 7) % 7] ?? ''
  const [usual, count] = mostFrequent(sequence.map(({day}) => nameOf(day)))
  if (count < sequence.length * 0.6) return
  for (const {day, text, start, end} of sequence) {
    if (nameOf(day) === usual) continue
    report({message: `Unexpected date \`${text}\` on a ${nameOf(day)}, expected a ${usual} as for the others`, start, end})
  }
}
