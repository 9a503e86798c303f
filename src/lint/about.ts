/** What reports say about the program and its rules. */
import {rules} from '../../rules/index.ts'
import {homepage} from '../version.ts'
import {rulePage} from './rule-page.ts'

/** What a rule finds, in a line; undefined for a name that this version does not have, as a report may be a stranger's. */
function ruleSummary(name: string): string | undefined {
  return rules.find(({id}) => id === name)?.summary
}

export const about: {readonly homePage: string; readonly rulePage: typeof rulePage; readonly ruleSummary: typeof ruleSummary} = {
  homePage: homepage,
  rulePage,
  ruleSummary,
}
