/** Fixes as suggestions that a contributor accepts with a click; only on lines of the diff, as one outside it fails the whole review. */
import {createHash} from 'node:crypto'
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Report, ReportedFinding} from '../core/report.ts'
import {lineIndexOf} from '../core/text/place.ts'
import {hunksOf, newLinesOf} from '../git/patch.ts'
import {markdownMessage} from '../report/escape.ts'
import {at, text} from './event.ts'
import {fixedText} from './fixed.ts'

export interface Suggestion {
  readonly path: string
  /** Line of the head commit. */
  readonly line: number
  readonly body: string
}

/** Large reviews time out; the other findings are in the summary. */
const mostPerReview = 20

/**
 * @param headLines file → line of its text → line of the head commit, for the added lines
 * @param existing marks of the suggestions that are there already, so that nothing is said twice
 * @param shown file → lines of the head commit that GitHub's own diff shows
 */
export function suggestionsOf(
  report: Report,
  sources: ReadonlyMap<string, string>,
  headLines: ReadonlyMap<string, ReadonlyMap<number, number>>,
  existing: ReadonlySet<string>,
  shown: ReadonlyMap<string, ReadonlySet<number>>,
): readonly Suggestion[] {
  const byLine = new Map<string, ReportedFinding[]>()
  for (const finding of report.findings) {
    const {fix, file} = finding
    // A suggestion replaces whole lines, so an edit has to stay on one.
    if (fix === undefined || fix.line !== fix.endLine || /[\r\n]/.test(fix.replacement)) continue
    getOrInsert(byLine, `${fix.line}:${file}`, () => []).push(finding)
  }
  const suggestions: Suggestion[] = []
  for (const findings of byLine.values()) {
    const [first] = findings
    const line = first?.fix?.line
    if (first === undefined || line === undefined) continue
    const headLine = headLines.get(first.file)?.get(line)
    const source = sources.get(first.file)
    if (headLine === undefined || source === undefined || shown.get(first.file)?.has(headLine) !== true) continue
    const body = bodyOf(findings, fixedLine(source, line, findings))
    if (!existing.has(markOf(body) ?? '')) suggestions.push({path: first.file, line: headLine, body})
  }
  return suggestions.slice(0, mostPerReview)
}

/** What GitHub shows of a pull request's files, of unknown shape: its own diff may differ from ours, and it alone counts. */
export function shownLinesIn(files: readonly unknown[]): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(
    files.flatMap((file): [string, Set<number>][] => {
      const [name, patch] = [text(at(file, 'filename')), text(at(file, 'patch'))]
      return name === undefined || patch === undefined ? [] : [[name, new Set(newLinesOf(hunksOf(patch)).map(({line}) => line))]]
    }),
  )
}

/** The marks of suggestions among review comments of unknown shape. One whose line has left the diff can't be accepted, and does not count. */
export function marksIn(comments: readonly unknown[]): ReadonlySet<string> {
  const current = comments.filter((comment) => at(comment, 'line') !== null)
  return new Set(current.flatMap((comment) => markOf(text(at(comment, 'body')) ?? '') ?? []))
}

function fixedLine(source: string, line: number, findings: readonly ReportedFinding[]): string {
  const moved = findings.map((finding) => (finding.fix === undefined ? finding : {...finding, fix: {...finding.fix, line: 1, endLine: 1}}))
  return fixedText(lineIndexOf(source).textOf(line), moved)
}

function bodyOf(findings: readonly ReportedFinding[], line: string): string {
  let fence = '```'
  while (line.includes(fence)) fence += '`'
  const reasons = [...new Set(findings.map(({message, rule}) => `${markdownMessage(message)} (\`${rule.replaceAll('`', '')}\`)`))]
  const shown = reasons.length === 1 ? reasons.join('') : reasons.map((reason) => `- ${reason}`).join('\n')
  const body = `${shown}\n\n${fence}suggestion\n${line}\n${fence}\n`
  const mark = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return `${body}<!-- paperlint:suggestion ${mark} -->`
}

function markOf(body: string): string | undefined {
  // Only at its end, as a line of the list may contain a mark too.
  return /<!-- paperlint:suggestion ([0-9a-f]{12}) -->\s*$/.exec(body)?.[1]
}
