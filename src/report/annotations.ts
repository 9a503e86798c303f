/** Findings → GitHub annotations, as data: worst first, within what a step may show. */
import type {Severity} from '../core/finding.ts'
import type {Report} from '../core/report.ts'
import {visible} from './escape.ts'
import {count} from './number.ts'
import {type FindingGroup, groupsOf, linesInWords, worstFirst} from './order.ts'
import {isSaid} from './related.ts'
import {remedyOf} from './remedy.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly startLine?: number
  readonly endLine?: number
  readonly startColumn?: number
  readonly endColumn?: number
}

/** Of each level a step shows ten, and drops the rest silently. Source: actions/toolkit, `docs/problem-matchers.md`. */
const shownPerLevel = 10

const levels = {error: 'error', warning: 'warning', info: 'notice'} as const

/**
 * @param severities those to annotate, worst first
 * @param taken how many other annotations of each level the step shows
 * @param rest where to find what is left out
 * @returns at most ten per level, the others included; where there are more groups, the last one counts what is left out
 */
export function annotationsOf(
  report: Report,
  severities: readonly Severity[],
  taken: Readonly<Partial<Record<Severity, number>>> = {},
  rest = 'see the job summary',
): readonly Annotation[] {
  const groups = groupsOf([...report.findings].sort(worstFirst))
  return severities.flatMap((severity) => {
    const mine = groups.filter(({first}) => first.severity === severity)
    const room = Math.max(1, shownPerLevel - (taken[severity] ?? 0))
    if (mine.length <= room) return mine.map(annotationOf)
    const shown = mine.slice(0, room - 1)
    const left = mine.slice(shown.length).reduce((sum, {others}) => sum + 1 + others.length, 0)
    const last: Annotation = {
      level: levels[severity],
      title: 'paperlint',
      message: `… and ${count(left, severity === 'info' ? 'more note' : `more ${severity}`)}: ${rest}`,
    }
    return [...shown.map(annotationOf), last]
  })
}

function annotationOf({first, others}: FindingGroup): Annotation {
  const {rule, severity, message, file, line, column, endLine, endColumn, related = []} = first
  const remedy = remedyOf(first)
  const lines = linesInWords(others)
  const notes = [
    message,
    ...(remedy === undefined ? [] : [remedy]),
    ...(lines === '' ? [] : [`Also on ${lines.includes(',') ? 'lines' : 'line'} ${lines}`]),
    ...related
      .filter((place) => !isSaid(first, place))
      .map((place) => `See ${place.file}:${place.line}${place.message === '' ? '' : `: ${place.message}`}`),
  ]
  return {
    level: levels[severity],
    title: visible(rule),
    message: notes.map(visible).join('\n'),
    file: visible(file),
    startLine: line,
    endLine,
    // The runner refuses columns where an annotation covers several lines.
    ...(line === endLine && {startColumn: column, endColumn}),
  }
}
