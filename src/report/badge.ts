/** A badge for a README. Source: shields.io, "Endpoint Badge", schema version 1. */
import type {Report} from '../core/report.ts'
import {count, number} from './number.ts'

/** `312 ok, 2 dead, 9 undecided`, or the findings where no link was checked. */
export function badge({summary}: Report): string {
  const {ok, moved, dead, blocked, error, errors, warnings} = summary
  const works = ok + moved
  const undecided = blocked + error
  if (works + dead + undecided === 0) {
    const message = errors + warnings === 0 ? 'clean' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`
    return written('paper list', message, errors, warnings)
  }
  const parts = [`${number(works)} ok`, `${number(dead)} dead`, ...(undecided > 0 ? [`${number(undecided)} undecided`] : [])]
  return written('links', parts.join(', '), dead, moved)
}

function written(label: string, message: string, bad: number, doubtful: number): string {
  const color = bad > 0 ? 'red' : doubtful > 0 ? 'yellow' : 'brightgreen'
  return `${JSON.stringify({schemaVersion: 1, label, message, color})}\n`
}
