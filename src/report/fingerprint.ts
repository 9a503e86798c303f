/** Tells findings of two runs apart when lines have moved. */
import type {ReportedFinding} from '../core/report.ts'
import {fingerprintOf} from '../core/subject.ts'

/**
 * One name per finding, unique within the run.
 *
 * The finding's own fingerprint where it has one, else a hash of rule, file and what it is about. The second finding with the same name
 * gets `:2`, as GitHub's own line hashes do.
 */
export function fingerprintsOf(findings: readonly ReportedFinding[]): readonly string[] {
  const seen = new Map<string, number>()
  return findings.map(({fingerprint, rule, file, url, message}) => {
    const name = fingerprint ?? fingerprintOf(rule, file, url ?? message)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return `${name}:${times}`
  })
}
