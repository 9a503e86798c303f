/** Makes text from documents and the net safe for the place where it is shown: terminal, workflow command, Markdown, HTML, XML. */

// Control characters, format characters (bidi marks, zero-width spaces, soft hyphens), line and paragraph separators, private use, lone
// surrogates, and whatever else Unicode lets a renderer swallow (Hangul fillers, variation selectors, tags).
// V8 takes a millisecond to make a pattern of so many characters: these are made when a text needs them.
const hidden: () => RegExp = once(() => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/u)
const hiddenAll: () => RegExp = once(() => new RegExp(hidden(), 'gu'))
const pictograph: () => RegExp = once(() => /\p{Extended_Pictographic}|[#*0-9]\ufe0f?\u20e3/u)
/** Joins pictographs or picks their coloured form: harmless, and the picture falls apart without them. */
const pictographGlue = /[\u200d\ufe0e\ufe0f]/gu
/** Joiners that Arabic and Indic spelling needs, right after a letter or mark of such a script. */
const scriptJoiner: () => RegExp = once(
  () =>
    /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}])[\u200c\u200d]/gu,
)

/**
 * ASCII, Latin, typographic marks, kana, Han, Hangul: each unit is one character that can be seen and joins with no other. That spares the
 * segmenter (13 ms on first use) and all patterns above.
 */
const simple =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/
/** The same with single pictographs: no flags, no skin tones, and nothing that joins. */
const simpleWithPictures =
  /^(?:[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]|\ud83c[\udc00-\udde5\ude00-\udffa]|[\ud83d\ud83e][\udc00-\udfff])*$/

const graphemes: () => Intl.Segmenter = once(() => new Intl.Segmenter('en', {granularity: 'grapheme'}))

/** `<U+202E>`: what a hidden character is called, and what one would search for. */
function nameOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `<U+${hex}>`
}

/** Whether each code point is a character that can be seen, and joins with no other. */
export function isPlain(text: string): boolean {
  return simple.test(text) || simpleWithPictures.test(text)
}

/** One user-perceived character, with what hides in it made visible. */
export function visibleGrapheme(grapheme: string): string {
  if (isPlain(grapheme) || !hidden().test(grapheme)) return grapheme
  const harmless = pictograph().test(grapheme) ? grapheme.replace(pictographGlue, '') : grapheme.replace(scriptJoiner(), '')
  return hidden().test(harmless) ? grapheme.replace(hiddenAll(), nameOf) : grapheme
}

/**
 * Text on one line with every control, bidi and invisible character spelled out as `<U+202E>`.
 *
 * Line breaks and tabs become one space, so that nothing can start a line of its own.
 */
export function visible(text: string): string {
  if (isPlain(text) || !hidden().test(text)) return text
  const flat = text.replace(/\r\n|[\n\r\t]/g, ' ')
  if (!hidden().test(flat)) return flat
  let result = ''
  for (const {segment} of graphemes().segment(flat)) result += visibleGrapheme(segment)
  return result
}

/** The user-perceived characters of a text, in order. */
export function graphemesOf(text: string): readonly string[] {
  if (simple.test(text)) return text.split('')
  if (simpleWithPictures.test(text)) return Array.from(text)
  return Array.from(graphemes().segment(text), ({segment}) => segment)
}

/** The message part of a workflow command. Source: actions/toolkit, `packages/core/src/command.ts`. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property of a workflow command. Source as for `commandData`. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * Text in GitHub's Markdown, in paragraphs, list items and table cells, shown as it is.
 *
 * GitHub looks for references and mentions in the rendered text, where a backslash is gone, so `@name`, `#1`, `GH-1`, `:smile:` and bare
 * URLs are broken by an element: a title notifies nobody and links nowhere.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()!|~^$]/g, '\\$&')
    .replace(/[@#]|:(?=[\w\\+-]+:)|(?<=https?|ftp|mailto|xmpp):|(?<=www)\.|(?<=gh)-(?=\d)/gi, '<span>$&</span>')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.')
}

/** Text as code in a paragraph, list item or table cell: it links nowhere and mentions nobody. */
export function markdownCode(text: string): string {
  const shown = visible(text)
  if (shown.trim() === '') return '` `'
  // A pipe needs a backslash in a table, which would be seen elsewhere.
  if (shown.includes('|')) return `<code>${markdownText(shown)}</code>`
  let fence = '`'
  while (shown.includes(fence)) fence += '`'
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** Our own messages: what stands in backticks becomes a code span, the rest is shown as it is. */
export function markdownMessage(message: string): string {
  const parts = splitCode(message)
  // Two code spans side by side would join their backticks.
  return parts
    .map(({text, code}, index) => (code ? `${parts[index - 1]?.code === true ? ' ' : ''}${markdownCode(text)}` : markdownText(text)))
    .join('')
}

/** A message cut at its backticks: code and the words between. An odd backtick is text. */
export function splitCode(message: string): readonly {readonly text: string; readonly code: boolean}[] {
  const parts: {text: string; code: boolean}[] = []
  let from = 0
  for (const match of message.matchAll(/`([^`]+)`/g)) {
    if (match.index > from) parts.push({text: message.slice(from, match.index), code: false})
    parts.push({text: match[1] ?? '', code: true})
    from = match.index + match[0].length
  }
  if (from < message.length) parts.push({text: message.slice(from), code: false})
  return parts
}

/** An http(s) URL for the target of a Markdown link, or nothing where it is none. */
export function markdownTarget(url: string): string | undefined {
  const href = httpUrl(url)
  return href?.replace(/[()<>\\`*_|~[\]]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Text or an attribute's value in HTML. */
export function html(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Text or an attribute's value in XML 1.0, which has no way at all to hold most control characters. */
export function xml(text: string): string {
  return html(text).replace(/[\ufffe\uffff]/g, nameOf)
}

/** The URL in canonical form where it is http(s): no `javascript:`, no `data:`. */
export function httpUrl(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url).href
}

function once<T>(make: () => T): () => T {
  let value: T | undefined
  return () => (value ??= make())
}
