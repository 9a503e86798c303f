/** The cookies of one redirect chain: kept as long as it lasts, sent where browsers would send them. */

export interface Cookies {
  /** Takes what a reply sets; true if that changes what will be sent there. */
  take(values: readonly string[], url: string): boolean
  /** The `Cookie` header for a request. */
  headerFor(url: string): string | undefined
}

/** Browsers drop cookies with more bytes of name and value, and keep no more than so many per site. Sources: RFC 6265bis section 5.6; Chromium. */
const mostBytes = 4096
const mostCookies = 180

/** Browsers take a tab for a part of the value, tough-cookie for the end of all cookies: it gets this in its place. */
const tab = '\ue000'

const nameOf = (pair: string): string => pair.trim().split('=', 1)[0] ?? ''

/** The `Cookie` header for what a host has set and what the user has it sent: of two cookies with one name the host's, which is newer. */
export function withOwn(set: string | undefined, own: string | undefined): string | undefined {
  if (set === undefined || own === undefined) return set ?? own
  const names = new Set(set.split(';').map(nameOf))
  return [set, ...own.split(';').filter((pair) => !names.has(nameOf(pair)))].map((pairs) => pairs.trim()).join('; ')
}

/** Loaded only for the few chains that set a cookie on the way. */
export async function createCookies(): Promise<Cookies> {
  const {CookieJar} = await import('tough-cookie')
  // Browsers keep a cookie without a name, too. Source: RFC 6265bis section 5.6.
  const jar = new CookieJar(undefined, {looseMode: true})
  let left = mostCookies
  const headerFor = (url: string): string | undefined => jar.getCookieStringSync(url).replaceAll(tab, '\t') || undefined
  return {
    headerFor,
    take(values, url) {
      const before = headerFor(url)
      for (const value of values) {
        const end = value.indexOf(';')
        if ((end < 0 ? value.length : end) > mostBytes || left-- <= 0) continue
        jar.setCookieSync(value.replaceAll('\t', tab), url, {ignoreError: true})
      }
      return headerFor(url) !== before
    },
  }
}
