/** Point out stray and missing blanks between the parts of an entry. See `entry-spacing.md`. */
import {type Entry, runsOfEntry} from '../src/markdown/entry/entries.ts'
import type {Run} from '../src/markdown/entry/runs.ts'
import {defineRule, type Problem, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'entry-spacing',
  severity: 'info',
  preset: 'recommended',
  summary: 'Stray or missing spaces between the parts of an entry',
  fixable: true,
  readsTree: true,
  options: {},
  check({document, report}) {
    const entries = document.entries.filter(({kind}) => kind !== 'row' && kind !== 'html')
    const padding = paddingOf(entries)
    for (const entry of entries) {
      const text = document.source.slice(entry.start, entry.end)
      // Most entries are clean, and their text shows that faster than their runs.
      const runs = suspicious.test(text) || (padding !== undefined && oddlyPadded(text, padding)) ? runsOfEntry(entry) : []
      for (const [index, run] of runs.entries()) {
        if (run.style === 'strong' && padding !== undefined) reportPadding(run, padding, report)
        if (run.style === 'plain') reportBlanks(entry, runs, index, report)
      }
      // For Markdown, `-[Title](…)` is not a list item.
      if (/^[-+]\[/.test(text)) {
        report({
          message: `Unexpected \`${text.charAt(0)}\` without a space after it, expected a bullet`,
          start: entry.start,
          end: entry.start + 1,
        })
      }
      reportTrailing(entry, report)
    }
  },
})

export default rule

const suspicious = / {2}| [,.]|\*\*\[[^[\]]+\]\*\*[A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9]/u

function oddlyPadded(text: string, padding: string): boolean {
  return padding === '' ? /(?:\*\*|__)\[\s|\s\](?:\*\*|__)/.test(text) : /(?:\*\*|__)\[\S|\S\](?:\*\*|__)/.test(text)
}

const tag = /^\[(\s*)([^[\]]*?[^[\]\s])(\s*)\]$/

/** The padding of at least four in five tags, a blank for `[ Tag ]` and nothing for `[Tag]`; undefined where there is no such majority. */
function paddingOf(entries: readonly Entry[]): string | undefined {
  let padded = 0
  let plain = 0
  for (const entry of entries) {
    const {document, name, category} = entry
    const field = name ?? category
    if (field === undefined) continue
    const match = tag.exec(document.source.slice(field.start + 2, field.end - 2))
    if (match === null) continue
    if (match[1] === ' ' && match[3] === ' ') padded++
    else if (match[1] === '' && match[3] === '') plain++
  }
  const all = padded + plain
  if (all < 5) return undefined
  return padded / all >= 0.8 ? ' ' : plain / all >= 0.8 ? '' : undefined
}

function reportPadding(run: Run, padding: string, report: (problem: Problem) => void): void {
  const match = tag.exec(run.text)
  if (match === null || (match[1] === padding && match[3] === padding)) return
  const expected = `[${padding}${match[2]}${padding}]`
  const missing = (match[1] ?? '').length + (match[3] ?? '').length < padding.length * 2
  report({
    message: `Unexpected ${missing ? 'missing space' : 'space'} in tag \`${run.text}\`, expected \`${expected}\``,
    start: run.start,
    end: run.end,
    fix: {start: run.textStart, end: run.textStart + run.text.length, replacement: expected},
  })
}

function reportBlanks(entry: Entry, runs: readonly Run[], index: number, report: (problem: Problem) => void): void {
  const {text = '', textStart = 0} = runs[index] ?? {}
  const before = runs[index - 1]
  const after = runs[index + 1]
  const atLineStart = before === undefined || before.style === 'break'
  const atLineEnd = after === undefined || after.style === 'break'

  // A tag and its title without a blank, `**[A]**Title`: the asterisks then stay in the text, as Markdown sees no end of the bold.
  const glued = /^\*\*\[[^[\]]+\]\*\*(?=[A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9])/u.exec(text)
  if (glued !== null) {
    const end = textStart + glued[0].length
    report({message: 'Unexpected missing space after tag, expected 1', start: textStart, end, fix: {start: end, end, replacement: ' '}})
  }
  if (text.includes('  ')) {
    for (const match of text.matchAll(/ {2,}/g)) {
      const end = match.index + match[0].length
      if ((match.index === 0 && atLineStart) || (end === text.length && atLineEnd)) continue
      // Blanks beside a bar or a stray box-drawing line are alignment.
      if (/[|│]/.test(`${text[match.index - 1] ?? ''}${text[end] ?? ''}`)) continue
      const where =
        match.index === 0 && before?.style === 'strong' && tag.test(before.text)
          ? 'after tag'
          : `before ${nameOfPart(text, end, after, entry)}`
      report({
        message: `Unexpected ${match[0].length} spaces ${where}, expected 1`,
        start: textStart + match.index,
        end: textStart + end,
        fix: {start: textStart + match.index, end: textStart + end, replacement: ' '},
      })
    }
  }
  for (const match of text.matchAll(/(?<=[^\s,.:;|]) (?=[,.](?:\s|$))/g)) {
    if (match.index === 0 && before?.style === 'link') continue
    report({
      message: `Unexpected space before \`${text[match.index + 1]}\`, expected none`,
      start: textStart + match.index,
      end: textStart + match.index + 1,
      fix: {start: textStart + match.index, end: textStart + match.index + 1, replacement: ''},
    })
  }
}

/** What follows the blanks, in a word. */
function nameOfPart(text: string, end: number, after: Run | undefined, {venue}: Entry): string {
  if (end < text.length) return text[end] === '[' || text[end] === '(' ? 'link' : 'text'
  if (after === undefined) return 'the end'
  if (venue !== undefined && after.start === venue.start) return 'venue'
  return after.style === 'link' || after.style === 'image' ? 'link' : 'text'
}

/** Reports a single blank at the end of a line of the entry; two or more are an intended line break. */
function reportTrailing(entry: Entry, report: (problem: Problem) => void): void {
  const {source, lines} = entry.document
  const first = lines.pointAt(entry.start).line
  const last = lines.pointAt(Math.max(entry.start, entry.end - 1)).line
  for (let line = first; line <= last; line++) {
    const {start, end} = lines.spanOf(line)
    if (end - start < 2 || source[end - 1] !== ' ' || /\s/.test(source[end - 2] ?? '')) continue
    report({message: 'Unexpected 1 trailing space, expected none', start: end - 1, end, fix: {start: end - 1, end, replacement: ''}})
  }
}
