/** Workflow commands: what a GitHub runner turns into annotations. */
import {severities} from '../core/finding.ts'
import type {Report} from '../core/report.ts'
import {annotationsOf} from './annotations.ts'
import {commandData, commandProperty} from './escape.ts'

export function github(report: Report): string {
  // There may be no job summary to point to.
  const annotations = annotationsOf(report, severities, {}, 'GitHub shows ten of a kind, other formats hold all')
  return annotations
    .map(({level, message, ...place}) => {
      const properties = {
        title: place.title,
        file: place.file,
        line: place.startLine,
        endLine: place.endLine,
        col: place.startColumn,
        endColumn: place.endColumn,
      }
      const written = Object.entries(properties)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key}=${commandProperty(`${value}`)}`)
      return `::${level} ${written.join(',')}::${commandData(message)}\n`
    })
    .join('')
}
