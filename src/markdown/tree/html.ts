/** Raw HTML inside Markdown → destinations, anchors and comments, each with its offset in the source. */
import {QuoteType, Tokenizer} from 'htmlparser2'
import type {Span} from '../../core/text/place.ts'

export interface HtmlAttribute extends Span {
  readonly element: string
  readonly name: string
  /** Value with entities decoded. */
  readonly value: string
  /** Span of the whole start tag. */
  readonly tag: Span
}

export interface HtmlPiece {
  /** `href`, `src`, `srcset`, `poster`, `id`, `name`, `title` and `alt` attributes, and an `<a>`'s misspelt `href`. */
  readonly attributes: readonly HtmlAttribute[]
  /** Comments, their delimiters included. */
  readonly comments: readonly Span[]
  /** Start and end tags in order, for reading text between them. */
  readonly tags: readonly (Span & {readonly element: string; readonly closing: boolean})[]
  /** Text between the tags, entities decoded, with the offset where it starts. */
  readonly texts: readonly {readonly start: number; readonly value: string}[]
}

const wanted = new Set(['href', 'src', 'srcset', 'poster', 'id', 'name', 'title', 'alt'])
const nothing: HtmlPiece = {attributes: [], comments: [], tags: [], texts: []}

/** Misspellings of `href`. */
const misspeltHref = new Set(['herf', 'hrfe', 'hfre', 'rhef', 'ehref', 'hre', 'hrf', 'hef', 'hreff', 'hhref', 'hrref', 'hreef', 'hrefs'])

/** Whether an attribute's name is a misspelt `href`, such as `herf`. */
export function isMisspeltHref(name: string): boolean {
  return misspeltHref.has(name)
}

/** Read one piece of HTML at `offset` of the source. Unclosed tags and comments at the end are taken as they are. */
export function readHtml(html: string, offset: number): HtmlPiece {
  // Most pieces are `<br>`: no attribute, no comment, nothing to read.
  if (/^<\/?[A-Za-z]+\s*\/?>$/.test(html)) {
    const element = html.replace(/[^A-Za-z]/g, '').toLowerCase()
    return {...nothing, tags: [{element, closing: html.startsWith('</'), start: offset, end: offset + html.length}]}
  }
  const attributes: HtmlAttribute[] = []
  const comments: Span[] = []
  const tags: (Span & {element: string; closing: boolean})[] = []
  const texts: {start: number; value: string}[] = []
  let element = ''
  let tagStart = 0
  let name = ''
  let value = ''
  let nameEnd = 0
  let pending: Omit<HtmlAttribute, 'tag'>[] = []
  const closeTag = (end: number, closing: boolean): void => {
    const tag = {start: offset + tagStart, end: offset + end}
    for (const attribute of pending) attributes.push({...attribute, tag})
    pending = []
    tags.push({element, closing, ...tag})
  }
  const tokenizer = new Tokenizer(
    {xmlMode: false, decodeEntities: true},
    {
      onopentagname(start, end) {
        element = html.slice(start, end).toLowerCase()
        tagStart = start - 1
      },
      onattribname(start, end) {
        name = html.slice(start, end).toLowerCase()
        nameEnd = end
        value = ''
      },
      onattribdata(start, end) {
        value += html.slice(start, end)
      },
      onattribentity(codepoint) {
        value += String.fromCodePoint(codepoint)
      },
      onattribend(quote, end) {
        if (!wanted.has(name) && !(element === 'a' && isMisspeltHref(name) && /^https?:/i.test(value))) return
        const quoted = quote === QuoteType.Double || quote === QuoteType.Single
        // The tokenizer does not say where the value starts, and its first characters may be an entity: it follows `=`, blanks and the quote.
        const equals = quote === QuoteType.NoValue ? '' : (/^\s*=\s*/.exec(html.slice(nameEnd, end))?.[0] ?? '')
        const from = nameEnd + equals.length + (quoted ? 1 : 0)
        const to = quote === QuoteType.NoValue ? from : quoted ? end - 1 : end
        pending.push({element, name, value, start: offset + from, end: offset + to})
      },
      onopentagend(end) {
        closeTag(end + 1, false)
      },
      onselfclosingtag(end) {
        closeTag(end + 1, false)
      },
      onclosetag(start, end) {
        element = html.slice(start, end).toLowerCase()
        tagStart = start - 2
        closeTag(end + 1, true)
      },
      oncomment(start, end) {
        // An unclosed comment has no `>` at its end.
        comments.push({start: offset + html.lastIndexOf('<', start), end: offset + Math.min(end + 1, html.length)})
      },
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      ontext(start, end) {
        texts.push({start: offset + start, value: html.slice(start, end)})
      },
      ontextentity(codepoint, end) {
        texts.push({start: offset + end - 1, value: String.fromCodePoint(codepoint)})
      },
      onend() {},
      isInForeignContext: () => false,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return {attributes, comments, tags, texts}
}
