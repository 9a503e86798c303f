/** Where a rule is explained. */
import manifest from '../../package.json' with {type: 'json'}

/** The page's address on the web; undefined while the package names no home. */
export function rulePage(rule: string): string | undefined {
  const {homepage} = manifest as {readonly homepage?: string}
  return homepage === undefined ? undefined : `${homepage.replace(/#.*$/, '')}/blob/main/rules/${rule}.md`
}
