/** What a rule finds, in a line. */
import {rules} from '../../rules/index.ts'

/** Undefined for what is no rule of this version: a report may be a stranger's. */
export function ruleSummary(name: string): string | undefined {
  return rules.find(({id}) => id === name)?.summary
}
