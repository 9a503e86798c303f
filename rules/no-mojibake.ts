/** Warn about characters that come from a wrong decoding. See `no-mojibake.md`. */
import type {Span} from '../src/core/text/place.ts'
import type {Document} from '../src/markdown/document.ts'
import {walk} from '../src/markdown/tree/tree.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-mojibake',
  severity: 'warning',
  preset: 'recommended',
  summary: 'Characters that a wrong decoding made, such as `â€™` for `’`',
  fixable: true,
  readsTree: true,
  options: {},
  check({document, report}) {
    const {source} = document
    let isHidden: ((offset: number) => boolean) | undefined
    for (const match of source.matchAll(suspicious)) {
      const [text] = match
      const repaired = repairOf(text, source.slice(Math.max(0, match.index - 1), match.index))
      if (repaired === 'as written') continue
      isHidden ??= hiddenIn(document)
      if (isHidden(match.index)) continue
      const place = {start: match.index, end: match.index + text.length}
      if (repaired === undefined) report({message: `Unexpected mojibake \`${text}\`, expected the character that was lost`, ...place})
      else {
        report({
          message: `Unexpected mojibake \`${text}\`, expected ${shown(repaired)}`,
          ...place,
          fix: {...place, replacement: repaired},
        })
      }
    }
  },
})

export default rule

/** Code page 1252: bytes 0x80 to 0x9f as characters. Its five gaps decode to the control characters of the same number. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const byteOf = new Map([...windows1252].map((character, index) => [character, 0x80 + index]))

// A UTF-8 sequence is a byte from 0xc2 on and one to three from 0x80 to 0xbf, written here as the characters that Windows-1252 has for them.
const follow = `[${windows1252}\\x80-\\xbf]`
const sequence = `(?:[\\xc2-\\xdf]${follow}|[\\xe0-\\xef]${follow}{2}|[\\xf0-\\xf4]${follow}{3})`
// `â€` without its third character: byte 0x9d is often lost. U+FFFD, and its UTF-8 read as GBK: the original character is lost.
const suspicious = new RegExp(`${sequence}+|â€|\\ufffd+|(?:锟斤拷)+`, 'g')
const sequences = new RegExp(`^${sequence}+$`)

/**
 * The first letters of nearly all mojibake of Latin text, punctuation and emoji. `Ä` and `Å`, which begin that of Slavic and Turkish letters
 * (`Å¡`, `Ä‡`, `Å‚`), can also end a word before a quotation mark or a dash, and then don't count.
 */
const telling = /^(?:[ÃÂâðï]|[ÄÅ][\x81-\x9d¡-ª¬-¯±-¶¸-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ])/
/** May follow a letter in ordinary text, too: `IRMÃ”`. */
const ordinary = /^.[\xa0«»°·‘’“”…–—]+$/s

/**
 * What the text was before it was decoded wrongly.
 *
 * @param before the character before it
 * @returns undefined where it is lost, `as written` where the text may well be intended
 */
function repairOf(text: string, before: string): string | undefined {
  const [first = ''] = text
  if (first === '\ufffd' || first === '锟' || text === 'â€') return undefined
  let repaired = decodedAgain(text)
  if (repaired === undefined) return 'as written'
  if ([...repaired].length === 1) {
    if (!telling.test(text)) return 'as written'
    if (ordinary.test(text) && /\p{L}/u.test(before)) return 'as written'
  }
  // What was garbled twice is repaired twice, so that one run of `--fix` is enough.
  for (let again: string | undefined = repaired; again !== undefined; again = decodedAgain(repaired)) repaired = again
  return repaired.replaceAll('\ufeff', '')
}

/** Letters of Latin script, typographic marks, symbols and emoji, which are recognised without the costly Unicode classes. */
const usualText = /^(?:[\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2300-\u2bff]|[\ud83c-\ud83e][\udc00-\udfff])*$/

/** The text's characters as bytes of Windows-1252, read as UTF-8; undefined where that gives no printable text. */
function decodedAgain(text: string): string | undefined {
  if (!sequences.test(text)) return undefined
  const bytes = Uint8Array.from([...text], (character) => byteOf.get(character) ?? character.charCodeAt(0))
  try {
    const decoded = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
    return usualText.test(decoded) || !/[\p{Cc}\p{Cn}\p{Co}]/u.test(decoded) ? decoded : undefined
  } catch {
    return undefined
  }
}

/** A blank that looks like any other is named by its number. */
function shown(text: string): string {
  if (text === '') return 'nothing'
  const visible = usualText.test(text) || text.replace(/[\p{Cf}\p{M}\s]/gu, '') !== ''
  return visible ? `\`${text}\`` : `\`U+${text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}\``
}

/** Tells whether offsets, asked about in rising order, are in code, a destination or a comment, none of which is text. */
function hiddenIn({tree, links, comments}: Document): (offset: number) => boolean {
  const hidden: Span[] = [...comments]
  for (const {target, kind} of links) if (kind !== 'reference') hidden.push(target)
  walk(tree, tree.root, (node, type) => {
    if (type === 'code' || type === 'inlineCode' || type === 'yaml' || type === 'toml') {
      hidden.push({start: tree.start(node), end: tree.end(node)})
    }
  })
  hidden.sort((a, b) => a.start - b.start)
  let next = 0
  let end = 0
  return (offset) => {
    for (let span = hidden[next]; span !== undefined && span.start <= offset; span = hidden[++next]) end = Math.max(end, span.end)
    return offset < end
  }
}
