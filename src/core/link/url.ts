/** What is wrong with a destination, and what its author meant. */

import {hasLetterOrDigit} from '../text/letters.ts'
import {longestUrl} from './address.ts'
import {isKnownHost, isOneSlip, meantHost} from './host.ts'
import {identityKey, identityOf, openreviewIdPattern} from './identity.ts'
import {firstPart, withScheme, withWholeScheme} from './scheme.ts'
import {isTemplate, placeholderIn, withoutClutter, withoutEncodedBracket, withoutEnding, withoutTail, withoutWrapping} from './wrapping.ts'

export type MalformationKind =
  | 'blank'
  | 'clinging'
  | 'doubled'
  | 'escape'
  | 'form'
  | 'glued'
  | 'host'
  | 'markdown'
  | 'no-scheme'
  | 'placeholder'
  | 'scheme'
  | 'swallowed'
  | 'swapped'
  | 'trailing'
  | 'wrapped'

export interface Malformation {
  /** The first thing that is wrong; a destination may need several repairs. */
  readonly why: MalformationKind
  /** The repaired URL, where there is a repair. */
  readonly expected?: string
  /** Whether the repair is certain enough for `--fix`. */
  readonly fixable: boolean
  /** What a bare address ran into: the rest of the destination as written, which does not belong to it. */
  readonly rest?: string
}

type Exists = (path: string) => boolean | undefined

/** An `http` address of plain characters with a proper end: nearly all of them. */
const plain =
  /^[Hh][Tt]{2}[Pp][Ss]?:\/\/(?:[A-Za-z0-9.-]+\.[A-Za-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?::[1-5]?\d{1,4})?(?:\/(?:[\w\-.~+=&?#@!/]|%[\dA-Fa-f]{2})*[\w\-/=+~])?$/
/** Addresses of papers and repositories as most are written: nothing can be wrong with them. */
const usual = /^https:\/\/(?:arxiv\.org\/(?:abs|pdf)\/\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?|github\.com\/[\w-]+\/[\w.-]*\w)$/
/** The shapes of most papers' URLs, which need not be taken apart. */
const arxivPaper = /^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?$/
const openreviewPaper = new RegExp(`^https?://openreview\\.net/(?:forum|pdf)\\?id=${openreviewIdPattern}$`)

/**
 * Why a destination cannot be what its author meant; undefined where it can.
 *
 * @param exists whether a path is a file beside the document; undefined where that can't be known
 * @param bare whether it is in running text, so that it ends where a parser took it to end
 * @param attribute whether it is an HTML attribute, in which browsers encode the blanks of a query
 *
 * Never throws; linear in the destination's length. Empty destinations and paths are none of its business.
 */
export function malformationOf(destination: string, exists: Exists, bare = false, attribute = false): Malformation | undefined {
  if (usual.test(destination)) return undefined
  if (plain.test(destination)) return plainRepair(destination)
  if (destination === '' || destination.charCodeAt(0) === 35 /* # */ || destination.length > longestUrl || isTemplate(destination))
    return undefined

  let text = attribute ? withQueryEncoded(destination) : destination
  const whole = text
  let why: MalformationKind | undefined
  let fixable = true
  let rest: string | undefined
  // Each repair may uncover the next defect: `[https//arxiv.org/abs/2108.02982]`. No destination needs more than a few.
  for (let round = 0; round < 8; round++) {
    const repair = repairOf(text, exists, bare)
    if (repair === undefined) break
    why ??= repair.why
    if (repair.expected === undefined) return {why, fixable: false}
    fixable &&= repair.fixable
    if (bare && text === whole && (repair.why === 'swallowed' || repair.why === 'glued')) rest = text.slice(repair.expected.length)
    text = repair.expected
  }
  if (why === undefined || text === whole) return undefined
  return {why, expected: text, fixable: fixable || rest !== undefined, ...(rest !== undefined && {rest})}
}

/** As browsers read an attribute: blanks in a query work, as in `src="…/render/math?math=a = b"`. Those in a path are left to the rule. */
function withQueryEncoded(text: string): string {
  const query = text.indexOf('?')
  return query < 0 || /\s/.test(text.slice(0, query)) || !/ \S/.test(text.slice(query)) || /[\t\r\n]/.test(text)
    ? text
    : text.slice(0, query) + text.slice(query).trimEnd().replaceAll(' ', '%20')
}

/** What may be wrong with an address of plain characters: the name of its host, the place of its id. */
function plainRepair(address: string): Repair | undefined {
  const from = address.indexOf('//') + 2
  const slash = address.indexOf('/', from)
  const [host = ''] = /^[^:]*/.exec(slash < 0 ? address.slice(from) : address.slice(from, slash)) ?? []
  if (!isKnownHost(host)) {
    if (placeholderIn(address)) return {why: 'placeholder', fixable: false}
    return meantHost(host) !== undefined || withSlashBehindHost(address) !== undefined || /^\.|\.\.|^(?:www\.)?github\.co$/.test(host)
      ? withRightHost(address)
      : undefined
  }
  if (hasNoPrefix(host) && /\.(?:org|com|net|be)\//.test(address.slice(slash))) return withoutGluedAddress(address)
  const bracketless = withoutEncodedBracket(address)
  if (bracketless !== undefined) return repair('trailing', bracketless, false)
  const isOdd =
    (address.includes('arxiv.org/') && !arxivPaper.test(address)) ||
    (address.includes('openreview.net/') && !openreviewPaper.test(address)) ||
    /^[^?]*&/.test(address)
  return isOdd ? (withRightForm(address) ?? withSlashBeforeId(address) ?? withoutClinging(address)) : undefined
}

/** One step from what is written to what is meant. */
interface Repair {
  readonly why: MalformationKind
  readonly expected?: string
  readonly fixable: boolean
}

function repair(why: MalformationKind, expected: string | undefined, fixable = true): Repair | undefined {
  return expected === undefined ? undefined : {why, expected, fixable}
}

function repairOf(text: string, exists: Exists, bare: boolean): Repair | undefined {
  if (placeholderIn(text) && exists(text) !== true) return {why: 'placeholder', fixable: false}
  const address = /^https?:\/\/(?![/\\\s])/i.test(text)
  return (
    (bare ? repair('swallowed', withoutSwallowed(text)) : undefined) ??
    repair('blank', withoutClutter(text)) ??
    withoutMarkdown(text) ??
    repair('wrapped', withoutWrapping(text, exists)) ??
    schemeRepair(text) ??
    (address ? addressRepair(text) : pathRepair(text, exists))
  )
}

function schemeRepair(text: string): Repair | undefined {
  const whole = withWholeScheme(text)
  return whole === undefined ? undefined : repair(/^\W*https?:\/\//i.test(text) ? 'doubled' : 'scheme', whole)
}

function addressRepair(text: string): Repair | undefined {
  return (
    withoutGluedAddress(text) ??
    repair('trailing', withoutTail(text)) ??
    repair('trailing', withoutEncodedBracket(text), false) ??
    withRightHost(text) ??
    withRightForm(text) ??
    withSlashBeforeId(text) ??
    withRightEscapes(text) ??
    withoutClinging(text)
  )
}

/** A destination that a browser would take for a path beside the document. */
function pathRepair(text: string, exists: Exists): Repair | undefined {
  // The id alone: `[pdf](2201.03180)`.
  const alone = /^\d{4}\.\d{4,5}(?:v\d{1,2})?$/.test(text) && exists(text) !== true ? identityOf(`arxiv:${text}`) : undefined
  if (alone !== undefined && alone.kind !== 'malformed') return repair('no-scheme', arxivAddress('abs', alone.id, alone.version))
  const named =
    /^(?:arxiv|doi):\s*\S/i.test(text) || /^10\.\d{4,9}\//.test(text)
      ? identityOf(text.startsWith('10.') ? `doi:${text}` : text)
      : undefined
  if (named !== undefined && named.kind !== 'malformed' && exists(text) !== true) {
    return repair('no-scheme', named.service === 'arxiv' ? arxivAddress('abs', named.id, named.version) : `https://doi.org/${named.id}`)
  }
  // A file on the author's own computer: `file:///C:/…`, `C:\…`.
  if (/^file:\/\/|^[a-z]:[\\/]\S/i.test(text) && exists(text) !== true) return {why: 'scheme', fixable: false}
  const schemed = withScheme(text, exists)
  if (schemed !== undefined) return repair('no-scheme', schemed.expected, schemed.certain)
  // `https:///abs/2103.00020`: the host was left out.
  if (/^https?:[\\/]*[^\\/]/i.test(text)) return {why: 'host', fixable: false}
  // A title was pasted where the address belongs. Paths may have blanks, but then also have a slash or an extension.
  const isTitle = /\S\s+\S+\s+\S/.test(text) && !/[\\/]|\.\w{1,5}$/.test(text) && !/^[a-z][a-z0-9+.-]*:\S/i.test(text)
  return isTitle && exists(text) !== true ? {why: 'blank', fixable: false} : undefined
}

function arxivAddress(form: string, id: string, version = ''): string {
  return `https://arxiv.org/${form}/${id}${version}`
}

/** `[text](https://…)` pasted as a destination, whole or in part; or words in bold, where a label was made bold all over the file. */
function withoutMarkdown(text: string): Repair | undefined {
  const unmarked = text.replace(/\*\*([\w-]+)\*\*/g, '$1')
  if (unmarked !== text && /^https?:\/\//i.test(text)) return repair('markdown', unmarked)
  if (!text.includes('](')) {
    return /^https?:\/\/.*\]\/?\(/i.test(text) ? repair('markdown', text.replace(/[[\]()]/g, ''), false) : undefined
  }
  const [, label = '', address, tail = ''] =
    /^([\s\S]*?)\]\(\s*<?((?:https?:|www\.)[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?\s*\)?([\s\S]*)$/i.exec(text) ?? []
  if (address === undefined) return {why: 'markdown', fixable: false}
  const otherAddress = /https?:|www\./i.test(label) && !label.includes(address)
  return repair('markdown', address, tail === '' && !otherAddress)
}

/** Services whose paths never contain another address, as those of archives and proxies may. */
const noPrefix =
  /^(?:www\.|dx\.|export\.)?(?:arxiv\.org|doi\.org|openreview\.net|github\.com|youtube\.com|youtu\.be|huggingface\.co|aclanthology\.org)$/
function hasNoPrefix(host: string): boolean {
  return noPrefix.test(host.toLowerCase())
}

/** What people put between two addresses, encoded or not. */
const separator = /(?:%20|%5Cn|%5C|%0[ad]|%2C|%7C|\\n|[\s,;|()+\\、，；（）])$/i

/** One address after another: a prefix pasted twice, or two addresses without a blank between them. */
function withoutGluedAddress(text: string): Repair | undefined {
  const host = firstPart(text.slice(text.indexOf('//') + 2))
  const path = text.slice(text.indexOf('//') + 2 + host.length)
  // `https://doi.org/dx.doi.org/10.…`
  if (hasNoPrefix(host) && /^\/(?:(?:abs|pdf)\/)?(?:[\w-]+\.)+(?:org|com|net|co|be)\/./.test(path.toLowerCase())) {
    const inner = path.replace(/^\/(?:(?:abs|pdf)\/)?/i, '')
    if (hasNoPrefix(firstPart(inner))) return repair('doubled', `https://${inner}`)
  }
  for (const match of text.slice(8).matchAll(/[Hh][Tt]{2}[Pp][Ss]?(?::\/{1,2}|\/\/)(?=[A-Za-z0-9])/g)) {
    const at = match.index + 8
    const before = text.slice(0, at)
    const last = before.at(-1) ?? ''
    if (last === '/' && !/[?#]/.test(before)) {
      if (hasNoPrefix(host)) return repair('doubled', text.slice(at))
      return isSame(before, text.slice(at)) ? repair('glued', before) : undefined
    }
    const first = withoutEnding(before, separator)
    const gap = before.slice(first.length)
    // `?url=https://…`, `#https://…`, and the marks of archives; in a query, commas and bars belong to a value.
    const isPart = gap === '' ? /[=:_*@~#?&/]$/.test(first) : /=$/.test(first) || (/[?#]/.test(first) && !/%20|%5Cn|\\n|\s/i.test(gap))
    if (isPart) return undefined
    return repair('glued', first, isSame(first, text.slice(at)))
  }
  return undefined
}

function isSame(first: string, second: string): boolean {
  const bare = (url: string): string => url.replace(/^https?:\/*/i, '').replace(/[)/]+$/, '')
  if (bare(first) === bare(second)) return true
  const a = identityOf(first)
  const b = identityOf(second)
  if (a === undefined || b === undefined) return false
  return (
    a.id !== '' &&
    a.service === b.service &&
    a.id.toLowerCase() === b.id.toLowerCase() &&
    (a.kind === 'malformed' || b.kind === 'malformed' || identityKey(a) === identityKey(b))
  )
}

/** Repairs the host: it needs a dot, may have only the characters of hosts, and means a known host that is one slip away. */
function withRightHost(text: string): Repair | undefined {
  const from = text.indexOf('//') + 2
  const authority = /^[^/?#\\]*/.exec(text.slice(from))?.[0] ?? ''
  const [, user = '', name = '', port] = /^(.*@)?([^:]*)(?::(.*))?$/.exec(authority) ?? []
  const path = text.slice(from + authority.length)
  if (name === '' || /^[\d.]+$/.test(name) || name.startsWith('[') || name.toLowerCase() === 'localhost') {
    return name === '' && !authority.startsWith('[') ? {why: 'host', fixable: false} : undefined
  }
  const split = withSlashBehindHost(text)
  if (split !== undefined) return repair('host', split)
  const scheme = text.slice(0, from)
  if (port !== undefined && port !== '' && (!/^\d+$/.test(port) || Number(port) > 65_535)) {
    // `https://github.com:owner/name` is Git's way to write a path.
    return /^[a-z]/i.test(port) && name.includes('.') ? repair('host', `${scheme}${name}/${port}${path}`) : {why: 'host', fixable: false}
  }
  // GitHub's own short links at this host have only one path segment.
  if (/^(?:www\.)?github\.co$/i.test(name) && /^\/[\w-]+\/[\w.-]+/.test(path)) return repair('host', `${scheme}github.com${path}`)
  const tidy = name
    .replace(/\s+/g, '')
    .replace(/[,，。]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^\./, '')
  const meant = meantHost(tidy)
  if (meant !== undefined) return repair('host', `${scheme}${user}${meant}${port ? `:${port}` : ''}${path}`)
  if (tidy !== name && tidy.includes('.')) return repair('host', `${scheme}${user}${tidy}${port ? `:${port}` : ''}${path}`, /,/.test(name))
  const isHost = /^[\w.~%-]+$/.test(name) || !/[^\p{L}\p{M}\p{N}.\-_~%]/u.test(name)
  return name.includes('.') && isHost ? undefined : {why: 'host', fixable: false}
}

/** `github.comowner/name`: the slash after the host is missing. Undefined where the name may be a host of its own. */
function withSlashBehindHost(text: string): string | undefined {
  const lower = text.toLowerCase()
  const head = /^https?:\/\/(?:www\.)?(?:github\.com|arxiv\.org|openreview\.net|doi\.org)(?=[\w-][^/?#]*\/)/.exec(lower)?.[0]
  return head === undefined || /^(?:munity|pany|pare|puter|anic|work|bank|flix)\b|^[^/]*\./.test(lower.slice(head.length))
    ? undefined
    : `${text.slice(0, head.length)}/${text.slice(head.length)}`
}

/** Blanks, backslashes and percent signs that an address can't hold as they are. */
function withRightEscapes(text: string): Repair | undefined {
  if (text.includes('\\')) {
    const query = text.search(/[?#]/)
    // Search terms may have backslashes, which browsers send as they are.
    const isSought = query >= 0 && /\+|%20/.test(text.slice(query)) && !text.slice(0, query).includes('\\')
    if (!isSought && /\\[_*~#&%()[\]-]/.test(text)) return repair('escape', text.replace(/\\(?=[_*~#&%()[\]-])/g, ''))
    if (query < 0 || text.slice(0, query).includes('\\')) return repair('escape', text.replaceAll('\\', '/'), false)
  }
  if (/\s/.test(text)) {
    const joined = text.replace(/\s+/g, '')
    const known = identityOf(joined)
    const isId = known !== undefined && known.kind !== 'malformed' && known.service !== 'github'
    return repair('blank', isId ? joined : text.replace(/\s/g, '%20'))
  }
  if (!text.includes('%') || text.includes('//img.shields.io/')) return undefined
  if (/%[\da-f]?$/i.test(text)) return {why: 'escape', fixable: false}
  if (/%(?![\da-f]{2})/i.test(text)) return repair('escape', text.replace(/%(?![\da-f]{2})/gi, '%25'), !/%[\da-f](?![\da-f])/i.test(text))
  // Cut off within a character: everything before it decodes.
  const [cut = ''] = /(?:%e[\da-f](?:%[89ab][\da-f])?|%f[0-7](?:%[89ab][\da-f]){0,2})$/i.exec(text) ?? []
  return cut !== '' && decodes(text.slice(0, -cut.length)) && /%[c-f]/i.test(text.slice(0, -cut.length))
    ? {why: 'escape', fixable: false}
    : undefined
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const arxivForms = ['abs', 'pdf', 'html']

/** `arxiv.org/abd/2103.13716`: arXiv has no such page, but one that is a slip away; `abpdfs` mixes up two. */
function withRightForm(text: string): Repair | undefined {
  const [, head = '', word = ''] =
    /^(https?:\/\/(?:www\.|export\.)?arxiv\.org\/)([a-z]{2,12})\/\d{4}\.\d{4,5}/.exec(text.toLowerCase()) ?? []
  if (arxivForms.includes(word)) return undefined
  const slip = arxivForms.find((known) => Math.abs(known.length - word.length) <= 1 && isOneSlip(word, known))
  const form = slip ?? (/abs|pdf/.test(word) ? 'abs' : undefined)
  if (form === undefined) return undefined
  return repair('form', `${text.slice(0, head.length)}${form}${text.slice(head.length + word.length)}`, slip !== undefined)
}

/** `arxiv.org/abs2103.13716`: the slash before the id is missing. */
function withSlashBeforeId(text: string): Repair | undefined {
  const [all, head] = /^(https?:\/\/(?:[\w-]+\.)?arxiv\.org\/(?:abs|pdf|html))-?(?=\d{4}\.\d{4,5})/.exec(text.toLowerCase()) ?? []
  return all === undefined || head === undefined ? undefined : repair('clinging', `${text.slice(0, head.length)}/${text.slice(all.length)}`)
}

/** Takes off what follows the id of a known service but is not part of it. */
function withoutClinging(text: string): Repair | undefined {
  const identity = identityOf(text)
  if (identity === undefined || identity.kind !== 'malformed' || identity.id === '') return undefined
  const {service, id, form} = identity
  const at = text.toLowerCase().lastIndexOf(id.toLowerCase())
  // An id that is not in the text was guessed, which is left to `no-invalid-identifier`.
  if (at < 0) return undefined
  const end = at + id.length
  // `2401.01234/v2` is `2401.01234v2`.
  const [written = '', version = ''] = service === 'arxiv' ? (/^\/?(v[1-9]\d*)/.exec(text.slice(end)) ?? []) : []
  const junk = text.slice(end + written.length).replace(/^v?(?:\.pdf)*/i, '')
  const certain = !hasLetterOrDigit(junk) || /^&\w+$/.test(junk) || fullWidth.test(junk.charAt(0))
  if (service === 'arxiv') return repair('clinging', arxivAddress(form === 'pdf' ? 'pdf' : 'abs', id, version), certain)
  // Nobody knows where another service's id ends.
  if (!certain) return {why: 'clinging', fixable: false}
  // `openreview.net/ID`: the id is right, but the page before it is missing.
  if (service === 'openreview' && form === undefined) return repair('clinging', `https://openreview.net/forum?id=${id}`)
  return repair('clinging', text.slice(0, end))
}

/** Punctuation of Chinese and Japanese text, which ends an address in such text. */
const fullWidth = /[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026]/
/** Services whose addresses are ASCII throughout. */
const asciiOnly = /^https?:\/\/(?:www\.)?(?:arxiv\.org|openreview\.net|doi\.org|youtu\.be|github\.com\/[\w.-]+\/[\w.-]+(?=[^\x00-\x7f]))/i

/** The bare address without the running text that a parser took for a part of it: GitHub's parser ends an address only at blanks. */
function withoutSwallowed(text: string): string | undefined {
  const at = text.search(/[^\x00-\x7f]/)
  if (at < 12 || !/^(?:https?:\/\/|www\.)/i.test(text)) return undefined
  return fullWidth.test(text.charAt(at)) || asciiOnly.test(text) ? text.slice(0, at) : undefined
}
