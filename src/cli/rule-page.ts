/** Where a rule is explained. */
import manifest from '../../package.json' with {type: 'json'}

/** The page's address on the web; undefined while the package names no home, and for what is no rule's name: a report may be a stranger's. */
export function rulePage(rule: string): string | undefined {
  const {homepage} = manifest as {readonly homepage?: string}
  return homepage === undefined || !/^[a-z][a-z0-9-]*$/.test(rule)
    ? undefined
    : `${homepage.replace(/#.*$/, '')}/blob/main/rules/${rule}.md`
}
