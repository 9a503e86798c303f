/** The story of the one URL that `--trace` names: every request, the headers that mattered, the verdict. */

import type {Checked} from '../core/checked.ts'
import type {CheckOptions} from '../core/options.ts'
import type {CheckEnvironment} from './environment.ts'
import {type Headers, headerOf} from './schedule/limits.ts'
import {membersOf, type Target, type Visit} from './visit/plan.ts'

export interface Trace {
  request(visit: Visit, line: string, headers: Headers | undefined): void
  verdict(checked: Checked): void
}

const tracedHeaders = [
  'content-type',
  'content-length',
  'location',
  'retry-after',
  'server',
  'set-cookie',
  'www-authenticate',
  'cf-mitigated',
]

export function createTrace(
  targets: readonly Target[],
  {trace: url}: Pick<CheckOptions, 'trace'>,
  {onTrace}: Pick<CheckEnvironment, 'onTrace'>,
): Trace {
  if (url === undefined || onTrace === undefined) return {request() {}, verdict() {}}
  const told = new Set<string>()
  const tell = (line: string): void => {
    told.add(line)
    onTrace(line)
  }
  // Only the evidence tells about requests to registries.
  const tellRest = (evidence: readonly string[] | undefined): void => evidence?.filter((line) => !told.has(line)).forEach(tell)
  return {
    request(visit, line, headers) {
      if (!membersOf(visit).some((member) => targets[member]?.url === url)) return
      tellRest(visit.evidence?.slice(0, -1))
      tell(line)
      if (headers === undefined) return
      for (const name of tracedHeaders) {
        const value = headerOf(headers, name)
        if (value !== undefined) onTrace(`  ${name}: ${value.slice(0, 200)}`)
      }
    },
    verdict(checked) {
      if (checked.url !== url) return
      const {verdict, reason, finalUrl, findings, via, evidence} = checked
      tellRest(evidence)
      onTrace(
        [
          reason === verdict ? verdict : `${verdict} (${reason})`,
          ...(finalUrl === undefined ? [] : [`write ${finalUrl}`]),
          ...(findings ?? []),
          ...(via === 'http' ? [] : [`via ${via}`]),
        ].join(', '),
      )
    },
  }
}
