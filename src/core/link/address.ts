/** A URL taken apart by slicing: `new URL()` costs twenty times as much, and throws on what people write. */

export interface Address {
  /** Lower-case, without `www.`, user and port. */
  readonly host: string
  /** From the first slash on, as written; empty or beginning with `/`. */
  readonly path: string
  /** Without the `?`. */
  readonly query: string
}

/** In UTF-16 units; longer destinations are data rather than addresses. */
export const longestUrl = 4096

/** Mistyped schemes: `https//`, `http:/`, `hhttp://`, `ttps://`, `https:`. What was meant is plain, so the id after it still counts. */
const mistyped = /^h{0,2}t{1,3}ps?(?:[:：;]?\/{1,3}:?\/*|[:：])/

/** Where the host begins, or -1 if the text is not an address on the web. */
function hostStart(url: string): number {
  const colon = url.indexOf(':')
  if (colon > 0 && colon <= 12 && url.charCodeAt(colon + 1) === 47 && url.charCodeAt(colon + 2) === 47) {
    switch (url.slice(0, colon).toLowerCase()) {
      case 'http':
      case 'https':
        // A third slash is a slip.
        return url.charCodeAt(colon + 3) === 47 ? colon + 4 : colon + 3
      case 'ssh':
      case 'git':
      case 'git+https':
      case 'git+ssh':
        return colon + 3
    }
  }
  if (url.startsWith('//')) return 2
  const slip = mistyped.exec(url.toLowerCase())
  if (slip !== null) return slip[0].length
  if (colon < 0 || colon > 12) return 0
  // `git@host:owner/name` and `host:8080/path` have a colon but no scheme.
  return url.startsWith('git@') || url.lastIndexOf('.', colon) >= 0 ? 0 : -1
}

/** Splits a web address, also one without scheme (`arxiv.org/abs/…`) or in Git's short form (`git@github.com:o/r.git`). */
export function addressOf(url: string): Address | undefined {
  return url.startsWith('http') ? (plainAddressOf(url) ?? anyAddressOf(url)) : anyAddressOf(url)
}

const plainHost = /^[a-z0-9.-]*[a-z0-9](?::\d+)?$/

/** Splits `https://host/path` without user, capitals in the host and slips, as nearly all are: native searches, no loop over characters. */
function plainAddressOf(url: string): Address | undefined {
  const start = url.startsWith('https://') ? 8 : url.startsWith('http://') ? 7 : -1
  const slash = start < 0 ? -1 : url.indexOf('/', start)
  if (slash < 0) return undefined
  const authority = url.slice(url.startsWith('www.', start) ? start + 4 : start, slash)
  if (!plainHost.test(authority)) return undefined
  const colon = authority.indexOf(':')
  const host = colon < 0 ? authority : authority.slice(0, colon)
  const hash = url.indexOf('#', slash)
  const end = hash < 0 ? url.length : hash
  const question = url.indexOf('?', slash)
  if (question < 0 || question > end) return {host, path: url.slice(slash, end), query: ''}
  return {host, path: url.slice(slash, question), query: url.slice(question + 1, end)}
}

function anyAddressOf(url: string): Address | undefined {
  let start = hostStart(url)
  if (start < 0) return undefined
  let end = url.length
  let at = -1
  for (let index = start; index < url.length; index++) {
    const code = url.charCodeAt(index)
    // `/`, `?`, `#`, `\`
    if (code === 47 || code === 63 || code === 35 || code === 92) {
      end = index
      break
    }
    if (code === 64) at = index
  }
  const pathStart = end
  if (at >= 0) start = at + 1
  let colon = url.indexOf(':', start)
  if (colon < 0 || colon > end) colon = end
  let host = url.slice(start, colon)
  for (let index = 0; index < host.length; index++) {
    const code = host.charCodeAt(index)
    if (code >= 65 && code <= 90) {
      host = host.toLowerCase()
      break
    }
  }
  if (host.startsWith('www.')) host = host.slice(4)
  if (host.endsWith('.')) host = host.slice(0, -1)
  if (host.length === 0) return undefined
  let pathEnd = url.length
  const hash = url.indexOf('#', pathStart)
  if (hash >= 0) pathEnd = hash
  let query = ''
  const question = url.indexOf('?', pathStart)
  if (question >= 0 && question < pathEnd) {
    query = url.slice(question + 1, pathEnd)
    pathEnd = question
  }
  let path = url.slice(pathStart, pathEnd)
  // In Git's short form the path follows the colon; otherwise a port does.
  if (at >= 0 && colon < end && !isPort(url, colon + 1, end)) path = `/${url.slice(colon + 1, pathEnd)}`
  return {host, path, query}
}

function isPort(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code < 48 || code > 57) return false
  }
  return end > start
}

/** Percent-decoded once; what cannot be decoded stays as it is. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Percent-encoded except for slashes; a lone surrogate, which no URL can hold, becomes U+FFFD. */
export function encodedPath(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll('%2F', '/')
}

/** The path's parts, decoded; empty ones (doubled or trailing slashes) are left out, as servers mostly do. */
export function segmentsOf(path: string): string[] {
  const parts: string[] = []
  let start = 0
  while (start <= path.length) {
    let end = path.indexOf('/', start)
    if (end < 0) end = path.length
    if (end > start) parts.push(decoded(path.slice(start, end)))
    start = end + 1
  }
  return parts
}

/** The first value of a query's key, decoded; undefined where the key is absent. */
export function queryValue(query: string, key: string): string | undefined {
  let start = 0
  while (start < query.length) {
    let end = query.indexOf('&', start)
    if (end < 0) end = query.length
    // `&amp;` in a URL is an escape that was taken over from HTML.
    if (query.startsWith('amp;', start)) start += 4
    if (query.startsWith(key, start) && query.charCodeAt(start + key.length) === 61) {
      return decoded(query.slice(start + key.length + 1, end))
    }
    start = end + 1
  }
  return undefined
}
