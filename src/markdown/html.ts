/** Raw HTML inside Markdown → destinations, anchors and comments, each with its offset in the source. */
import {Tokenizer} from 'htmlparser2'
import type {Span} from '../core/place.ts'

export interface HtmlAttribute extends Span {
  readonly element: string
  readonly name: string
  /** Value with entities decoded. */
  readonly value: string
  /** Span of the whole start tag. */
  readonly tag: Span
}

export interface HtmlPiece {
  /** `href`, `src`, `id`, `name`, `title` and `alt` attributes. */
  readonly attributes: readonly HtmlAttribute[]
  /** Comments, their delimiters included. */
  readonly comments: readonly Span[]
  /** Start and end tags in order, for reading text between them. */
  readonly tags: readonly (Span & {readonly element: string; readonly closing: boolean})[]
}

const wanted = new Set(['href', 'src', 'id', 'name', 'title', 'alt'])
const nothing: HtmlPiece = {attributes: [], comments: [], tags: []}

/** Read one piece of HTML that stands at `offset` of the source. Unclosed tags and comments at the end are taken as they are. */
export function readHtml(html: string, offset: number): HtmlPiece {
  // Most pieces are `<br>`: no attribute, no comment, nothing to read.
  if (/^<\/?[a-z]+\s*\/?>$/i.test(html)) {
    const element = html.replace(/[^a-z]/gi, '').toLowerCase()
    return {...nothing, tags: [{element, closing: html.startsWith('</'), start: offset, end: offset + html.length}]}
  }
  const attributes: HtmlAttribute[] = []
  const comments: Span[] = []
  const tags: (Span & {element: string; closing: boolean})[] = []
  let element = ''
  let tagStart = 0
  let name = ''
  let value = ''
  let valueStart = -1
  let valueEnd = -1
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
        value = ''
        valueStart = -1
      },
      onattribdata(start, end) {
        if (valueStart < 0) valueStart = start
        valueEnd = end
        value += html.slice(start, end)
      },
      onattribentity(codepoint) {
        value += String.fromCodePoint(codepoint)
      },
      onattribend(_quote, end) {
        if (!wanted.has(name)) return
        const start = valueStart < 0 ? end : valueStart
        // Entities at the end are not part of the last data chunk, so the closing quote tells where the value ends.
        pending.push({element, name, value, start: offset + start, end: offset + Math.max(valueEnd, start, valueStart < 0 ? start : end)})
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
        comments.push({start: offset + start - 4, end: offset + end + 1})
      },
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      ontext() {},
      ontextentity() {},
      onend() {},
      isInForeignContext: () => false,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return {attributes, comments, tags}
}
