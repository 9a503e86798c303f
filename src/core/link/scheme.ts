/** `https://` and what people make of it: broken, doubled, or left out. */
import {editDistance} from '../text/edit-distance.ts'
import {isAscii} from '../text/letters.ts'
import {isKnownHost, looksLikeHost} from './host.ts'

/** Words within two edits of `http` and `https` that are intended: other schemes, and names of folders. */
const others: ReadonlySet<string> = new Set('ftp ftps sftp tftp html xhtml smtp nntp rtsp rtmp httpd ssh'.split(' '))

/** What reads as a scheme at the start of a text. */
interface Start {
  readonly word: string
  readonly wellFormed: boolean
  readonly rest: string
}

/** A word, then what should have been `://`. */
const start = /^([A-Za-z]{2,9})([\s:;：.,]*[\\/]*\s?[:：]?[\\/]*)/

function startOf(text: string): Start | undefined {
  const [all = '', word = '', delimiter = ''] = start.exec(text) ?? []
  const lower = word.toLowerCase()
  const rest = text.slice(all.length).trimStart()
  if (lower === 'http' || lower === 'https') {
    if (delimiter === '://') return {word: lower, wellFormed: true, rest}
    const isHost = beginsWithHost(rest) || (delimiter.endsWith('//') && /^(?:[\w-]+\.)+[a-z]{2,}$/i.test(rest))
    // `http.arxiv.org`
    const isDotted = delimiter === '.' && isKnownHost(firstPart(rest))
    return (/[:：\\/]/.test(delimiter) && isHost) || isDotted ? {word: lower, wellFormed: false, rest} : undefined
  }
  // Any other word needs more to count as a scheme: `tips/arxiv.org` is a path.
  if (!/[\\/]{2}|[:;：][\\/]/.test(delimiter) || lower.length < 3 || others.has(lower)) return undefined
  // `hppts`, with the letters in another order, is more than two edits away.
  const shuffled = /^h[tps]{3,5}$/.test(lower) && lower.includes('t') && lower.includes('p')
  if (!shuffled && editDistance(lower, 'http', 2) > 2 && editDistance(lower, 'https', 2) > 2) return undefined
  return beginsWithHost(rest) ? {word: lower, wellFormed: false, rest} : undefined
}

function beginsWithHost(text: string): boolean {
  return (
    looksLikeHost(firstPart(text)) ||
    /^(?:[\w-]+\.)+[a-z]{2,}[/?#]/i.test(text) ||
    /^[a-z]{0,3}t{1,3}ps?[:/]/i.test(text) ||
    (!isAscii(text) && /^(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}]{2,}(?:[/?#]|$)/u.test(text))
  )
}

/** The part before the first slash, port, query or fragment. */
export function firstPart(text: string): string {
  return /^[^/?#:\\]*/.exec(text)?.[0] ?? ''
}

const shownPage = /^(?:view-source:|(?:chrome|moz|edge)-extension:\/\/[\w-]+\/(?:[\w./-]*\?(?:file|url|src)=)?)(?=https?:\/\/)/

/**
 * The address with one whole scheme where its scheme is broken (`https//`, `hhttp:`, `://`) or written twice.
 *
 * @returns undefined where the scheme is in order, or there is none
 */
export function withWholeScheme(text: string): string | undefined {
  // How browsers name a page that they show in a special way: `view-source:https://…`, `chrome-extension://…/https://…`.
  const shown = shownPage.exec(text)
  if (shown !== null) return text.slice(shown[0].length)
  // `/https://…`, `:https://…`, `://arxiv.org/…`
  const [clutter = ''] = /^[\s:：;.,\\/-]+/.exec(text) ?? []
  let rest = text.slice(clutter.length)
  const starts: Start[] = []
  for (let found = startOf(rest); found !== undefined && starts.length < 8; found = startOf(rest)) {
    starts.push(found)
    rest = found.rest
  }
  const last = starts.at(-1)
  if (last === undefined) return /^[:：]\/\//.test(clutter) && beginsWithHost(rest) ? `https://${rest}` : undefined
  if (starts.length === 1 && last.wellFormed && clutter === '') return undefined
  const whole = starts.findLast(({wellFormed}) => wellFormed)
  const secure = whole === undefined ? starts.some(({word}) => word.endsWith('s')) : whole.word === 'https'
  return rest === '' ? undefined : `${secure ? 'https' : 'http'}://${rest}`
}

/** An address that was given no scheme, with the one that it needs. */
export interface Schemed {
  readonly expected: string
  /** Whether it can be nothing else. */
  readonly certain: boolean
}

/** Reads `arxiv.org/abs/…`, `www.…`, `git@github.com:o/r.git`, `name@example.edu` as what they mean; undefined for paths. */
export function withScheme(text: string, exists: (path: string) => boolean | undefined): Schemed | undefined {
  const git = /^git@([\w.-]+):([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(text)
  if (git !== null) return {expected: `https://${git[1]}/${git[2]}`, certain: true}
  if (/^[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}$/.test(text)) return {expected: `mailto:${text}`, certain: true}

  // `/arxiv.org/abs/…` is a path from the repository's root, where nobody keeps a folder of that name.
  const bare = /^\/[\w.-]+\//.test(text) && isKnownHost(firstPart(text.slice(1))) ? text.slice(1) : text
  const host = firstPart(bare)
  if (!looksLikeHost(host)) return undefined
  const www = /^[Ww]{3}\./.test(host)
  const known = isKnownHost(host)
  // `tcow.cs.columbia.edu` without a path: three parts and a top-level domain that is not a file extension.
  const whole = /^(?:[\w-]+\.){2,}(?:edu|com|org|net|gov)$/.test(bare.toLowerCase())
  if (!www && !known && !whole && bare.charAt(host.length) !== '/') return undefined
  if (exists(text) === true || exists(host) === true) return undefined
  return {expected: `https://${bare}`, certain: www || known}
}
