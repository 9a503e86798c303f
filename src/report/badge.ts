/** A badge for a README. Source: shields.io, "Endpoint Badge", schema version 1. */
import type {Report} from '../core/report.ts'
import {count, number} from './number.ts'

export interface Badge {
  readonly schemaVersion: 1
  readonly label: string
  readonly message: string
  readonly color: string
  readonly isError?: boolean
}

/** `312 ok, 2 dead, 9 unclear`, or the findings where no link was checked. */
export function badgeOf({summary}: Report): Badge {
  const {ok, moved, dead, blocked, error, errors, warnings} = summary
  const works = ok + moved
  const undecided = blocked + error
  if (works + dead + undecided === 0) {
    const message = errors + warnings === 0 ? 'clean' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`
    return {schemaVersion: 1, label: 'paper list', message, color: colorOf(errors, warnings)}
  }
  const parts = [`${number(works)} ok`, `${number(dead)} dead`, ...(undecided > 0 ? [`${number(undecided)} unclear`] : [])]
  return {schemaVersion: 1, label: 'links', message: parts.join(', '), color: colorOf(dead, moved)}
}

export function badge(report: Report): string {
  return `${JSON.stringify(badgeOf(report))}\n`
}

function colorOf(bad: number, doubtful: number): string {
  if (bad > 0) return 'red'
  return doubtful > 0 ? 'yellow' : 'brightgreen'
}
