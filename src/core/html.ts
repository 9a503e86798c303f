/** HTML of strangers: as a stream, and the characters that its references stand for. */
import {type Handler, Parser} from 'htmlparser2'

/** Browsers nest no deeper than 512, and the parser's work grows with the square of the depth: a page of a megabyte could take minutes. */
const mostDepth = 5000

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** The text with the characters that references such as `&eacute;` and `&#39;` stand for; what is none stays. */
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
  /** That was all, or all but this. */
  end(html?: string): void
  /** It is nested too deeply to be read on. */
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
