/** Where a request really goes: what `--remap` makes of a URL. Pure. */
import type {CheckOptions} from '../../core/options.ts'

type Remapping = Pick<CheckOptions, 'remap'>

/** Rewrites a URL as `--remap` says, one rule after the other; unchanged if the result is no web address. */
export function remap(url: string, options: Remapping): string {
  if (options.remap.length === 0) return url
  let result = url
  for (const {pattern, replacement} of options.remap) result = result.replace(pattern, replacement)
  return URL.canParse(result) && isWeb(new URL(result)) ? result : url
}

/** The origin and path that a page is really asked for at. */
export function remapped(page: {readonly url: string; readonly origin: string}, options: Remapping): {origin: string; path: string} {
  const {url, origin} = page
  const result = remap(url, options)
  if (result === url) return {origin, path: url.slice(origin.length)}
  const target = new URL(result)
  return {origin: target.origin, path: target.pathname + target.search}
}

export const isWeb = ({protocol}: URL): boolean => protocol === 'http:' || protocol === 'https:'
