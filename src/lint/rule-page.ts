/** Where a rule is explained. */
import {homepage} from '../version.ts'

/** The page's address on the web; undefined for what can't be a rule's name, as a report may be a stranger's. */
export function rulePage(rule: string): string | undefined {
  return /^[a-z][a-z0-9-]*$/.test(rule) ? `${homepage}/blob/main/rules/${rule}.md` : undefined
}
