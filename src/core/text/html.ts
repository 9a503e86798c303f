/** HTML that strangers wrote: read as a stream, and text with its character references resolved. */
import {type Handler, Parser} from 'htmlparser2'

/** Browsers nest no deeper than 512, and the parser's work grows with the square of the depth: a page of a megabyte could take minutes. */
const mostDepth = 5000

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** The text with the characters that references such as `&eacute;` and `&#39;` stand for; unknown ones stay. */
export function withoutReferences(text: string): string {
  return text.includes('&') ? text.replace(reference, referred) : text
}

/** The character that a reference stands for, or the reference. */
function referred(written: string): string {
  let character = ''
  const parser = new Parser({ontext: (piece) => void (character += piece)})
  parser.end(written)
  return character
}

export interface HtmlReader {
  write(html: string): void
  /** Ends the input, with its last piece if there is one. */
  end(html?: string): void
  /** Whether the HTML is nested too deeply to read on. */
  readonly gaveUp: boolean
}

export function createHtmlReader(handler: Partial<Handler>): HtmlReader {
  let depth = 0
  let gaveUp = false
  const parser = new Parser({
    ...handler,
    onopentag(name, attributes, isImplied) {
      handler.onopentag?.(name, attributes, isImplied)
      if (++depth <= mostDepth) return
      gaveUp = true
      parser.pause()
    },
    onclosetag(name, isImplied) {
      depth--
      handler.onclosetag?.(name, isImplied)
    },
  })
  return {
    write(html) {
      if (!gaveUp) parser.write(html)
    },
    end(html) {
      parser.end(gaveUp ? undefined : html)
    },
    get gaveUp() {
      return gaveUp
    },
  }
}
