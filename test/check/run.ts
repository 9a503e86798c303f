/** Runs the checker over URLs, with settings for tests. */
import {type CheckEnvironment, type Checked, check} from '../../src/check/index.ts'
import {type CheckOptions, defaultCheckOptions} from '../../src/core/options.ts'

export async function checkAll(
  urls: readonly string[],
  options: Partial<CheckOptions> = {},
  environment: Partial<CheckEnvironment> = {},
): Promise<ReadonlyMap<string, Checked>> {
  const results = new Map<string, Checked>()
  const targets = urls.map((url) => ({url}))
  const settings = {...defaultCheckOptions, allowPrivate: true, timeoutMs: 3000, ...options}
  for await (const checked of check(targets, settings, {
    resolvers: [],
    identityOf: () => undefined,
    secrets: {},
    env: {},
    ...environment,
  })) {
    if (results.has(checked.url)) throw new Error(`${checked.url} was yielded twice`)
    results.set(checked.url, checked)
  }
  return results
}

/** The same for one URL. */
export async function checkOne(
  url: string,
  options: Partial<CheckOptions> = {},
  environment: Partial<CheckEnvironment> = {},
): Promise<Checked> {
  const checked = (await checkAll([url], options, environment)).get(url)
  if (checked === undefined) throw new Error(`${url} was not yielded`)
  return checked
}
