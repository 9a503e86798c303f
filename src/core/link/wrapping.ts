/** What surrounds an address by mistake: brackets, quotes, blanks, punctuation; and words that stand in for one. */
import {looksLikeHost} from './host.ts'
import {firstPart} from './scheme.ts'

const placeholders: ReadonlySet<string> = new Set(
  'nan none null undefined n/a na nil todo tbd tba xx xxx xxxx url link href placeholder - -- --- ? ?? … ... 暂无 无'.split(' '),
)

/** Whether a word, or a name reserved for examples, was left where an address belongs; also if an address was cut short with dots. */
export function placeholderIn(text: string): boolean {
  const lower = text.toLowerCase()
  if (text.length <= 40) {
    const word = lower.replace(/^[<[({]+|[>\])}]+$/g, '')
    if (placeholders.has(word) || (/url|link|待/.test(word) && toBeFilledIn.test(word))) return true
  }
  if (!/^\W{0,2}https?:/.test(lower)) return false
  // Names reserved by RFC 2606.
  return /^https?:\/*(?:www\.?|…|\.{3})?$|^https?:\/\/(?:www\.)?example\.(?:com|org|net)(?:[/?#:]|$)|[^/.](?:\.{3}|…)$/.test(lower)
}

/** `URL_HERE`, `your-link`, `paper_url`, `链接待定`: announces an address, and is not the name of a file. */
const toBeFilledIn =
  /^(?:(?:your|insert|add|paste|put)[-_])?(?:(?:the|paper|pdf|arxiv|code|github|project)[-_])?(?:url|link)[-_](?:here|tbd|tba|todo)$|^(?:your|insert|add|paste|paper|pdf|arxiv|code|github|project)[-_](?:url|link)$|^(?:链接|地址)?(?:待定|待补充?|待更新)$/

/** Text of a template language, filled in before anyone reads it. */
export function isTemplate(text: string): boolean {
  return /\{\{|\{%|\$\{|<%/.test(text)
}

/** Text that begins like an address, whatever else is wrong with it. */
function isAddressLike(text: string): boolean {
  return (
    /^[a-z]{0,3}tt?ps?[:;：]?\/?\/|^www\.\w/.test(text.slice(0, 12).toLowerCase()) ||
    (looksLikeHost(firstPart(text)) && /^[\w.-]+\//.test(text))
  )
}

const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g

/** The address without blanks at its ends, encoded ones too, and without invisible characters. Undefined where there are none. */
export function withoutClutter(text: string): string | undefined {
  const seen = text.replace(invisible, '')
  const begun = seen.replace(/^(?:\s|%20|%09|%0[AaDd]|%[Cc]2%[Aa]0)+/, '')
  // At the end of a query, an encoded blank belongs to the search terms, and in a fragment to the text that it quotes.
  const tidy =
    begun.includes('?') || begun.includes('#:~:text=') ? begun.trimEnd() : withoutEnding(begun, /(?:\s|%20|%09|%0[AaDd]|%[Cc]2%[Aa]0)$/)
  return tidy !== text && isAddressLike(tidy.replace(/^["'<[({*`]+/, '')) ? tidy : undefined
}

/** A text without what a pattern of at most 8 characters matches at its end, however often. One expression with `+$` would be quadratic. */
export function withoutEnding(text: string, ending: RegExp): string {
  let end = text.length
  for (let match = ending.exec(text.slice(-8)); match !== null && end > 0; match = ending.exec(text.slice(Math.max(0, end - 8), end))) {
    end -= match[0].length
  }
  return text.slice(0, end)
}

const closers: Readonly<Record<string, string>> = {
  '[': ']',
  '<': '>',
  '(': ')',
  '{': '}',
  '"': '"',
  "'": "'",
  '*': '*',
  '`': '`',
  '“': '”',
  '‘': '’',
  '「': '」',
  '（': '）',
  '【': '】',
  '《': '》',
}

/** The text within brackets or quotes, or after an opening one that nothing closes. */
export function withoutWrapping(text: string, exists: (path: string) => boolean | undefined): string | undefined {
  const closer = closers[text.charAt(0)]
  if (closer === undefined) return undefined
  const closed = text.length > 2 && text.endsWith(closer)
  const inner = (closed ? text.slice(1, -1) : text.slice(1)).trim()
  if (isAddressLike(inner.replace(/^[\s[<({"'*`“‘「（【《]+/, ''))) return inner
  return closed && (/^#[^\s]+$/.test(inner) || exists(inner) === true) && exists(text) !== true ? inner : undefined
}

/** Closing brackets and what opens them. */
export const openerOf: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '>': '<',
  '）': '（',
  '】': '【',
  '》': '《',
  '」': '「',
}
/** Abbreviations at the end of page titles. */
const abbreviation = /(?:^|[^a-z])(?:[a-z]|inc|ltd|jr|sr|co|corp|st|dr|mr|no|vs|al|etc|dept|univ|u\.s)\.$/i

/** The address without punctuation and brackets that cling to its end. Undefined where there are none. */
export function withoutTail(text: string): string | undefined {
  // `\\href{https://…}{label}` in an abstract that was written for LaTeX.
  const label = text.indexOf('}{')
  if (label > 8 && !text.slice(0, label).includes('{')) return text.slice(0, label)
  let end = text.length
  // More than a few are not a slip, and the check reads the whole text for each.
  while (end > Math.max(8, text.length - 16) && isDangling(text, end)) end--
  return end === text.length ? undefined : text.slice(0, end)
}

/** The address without a `%29` or `%5D` at its end that closes nothing: a bracket around it was taken for a part of it and encoded. */
export function withoutEncodedBracket(text: string): string | undefined {
  if (!/%(?:29|5d)$/i.test(text)) return undefined
  const plain = text.replace(/%(?:28|29|5b|5d)/gi, decodeURIComponent)
  return isDangling(plain, plain.length) ? text.slice(0, -3) : undefined
}

function isDangling(text: string, end: number): boolean {
  const last = text.charAt(end - 1)
  const opener = openerOf[last]
  if (opener !== undefined) return count(text, last, end) > count(text, opener, end)
  const query = text.indexOf('?')
  // Search terms, and text that a fragment quotes, may end in anything.
  const isFreeText = (query >= 0 && query < end && /\+|%20|%22/.test(text.slice(query, end))) || text.includes('#:~:text=')
  switch (last) {
    case '.':
      return !isFreeText && !abbreviation.test(text.slice(0, end)) && !/\/wiki\//.test(text)
    case ',':
    case ';':
    case ':':
      return !isFreeText
    case '*':
      // `?query=*` searches for everything.
      return !isFreeText && text.charAt(end - 2) !== '=' && !text.includes('web.archive.org/')
    case "'":
      return !isFreeText && text.indexOf("'") === end - 1
    case '"':
    case '`':
    case '|':
    case '\\':
    case '^':
    case '[':
    case '{':
    case '<':
    case '(':
    case '“':
    case '”':
    case '‘':
    case '’':
    case '。':
    case '，':
    case '、':
    case '；':
    case '：':
      return true
    default:
      return false
  }
}

function count(text: string, character: string, end: number): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0 && at < end; at = text.indexOf(character, at + 1)) found++
  return found
}
