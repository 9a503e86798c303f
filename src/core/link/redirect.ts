/** Addresses that redirect to another to count who follows: `google.com/url?q=…`, `link.zhihu.com/?target=…`. */
import {type Address, addressOf, queryValue} from './address.ts'

/** Hosts, the path of their redirect, and the query keys that may hold the target. */
const redirects: readonly (readonly [host: RegExp, path: RegExp, keys: readonly string[]])[] = [
  [/^google\.[a-z.]{2,6}$/, /^\/url$/, ['q', 'url']],
  [/^link\.(?:zhihu|csdn|juejin)\.(?:com|net|cn)$/, /^\/?$/, ['target']],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, ['u']],
]

/** Where a redirect leads; undefined for every other address, and for one that was cut short. */
export function redirectedTo({host, path, query}: Address): string | undefined {
  if (query === '') return undefined
  const [, , keys] = redirects.find(([hosts, paths]) => hosts.test(host) && paths.test(path)) ?? []
  return keys?.map((key) => queryValue(query, key)).find((value) => value !== undefined && /^https?:\/\/[\w-]+\./.test(value))
}

const mayRedirect = /^https?:\/\/(?:www\.google\.|link\.|lm?\.facebook\.)/

/** The same for a whole URL; for nearly all, the beginning settles it. */
export function redirectTarget(url: string): string | undefined {
  const address = mayRedirect.test(url) ? addressOf(url) : undefined
  return address === undefined ? undefined : redirectedTo(address)
}
