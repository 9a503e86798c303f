/** Rules as a run takes them, and a place for it where there is nothing else. */
import type {ActiveRule, RuleDefinition, RuleOptions, Surroundings} from '../../src/rule.ts'

/** Rules at their own severity, with their own options but for those given. */
export function active(rules: readonly RuleDefinition[], options: RuleOptions = {}): ActiveRule[] {
  return rules.map((rule) => ({rule, severity: rule.severity, options: {...rule.options, ...options}}))
}

/** In November 2026, with no file beside the list. */
export const nowhere: Surroundings = {today: {year: 2026, month: 11}, exists: () => undefined}
