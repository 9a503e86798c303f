/** HTML of strangers, parsed as a stream. */
import {type Handler, Parser} from 'htmlparser2'

/** Browsers nest no deeper than 512, and the parser's work grows with the square of the depth: a page of a megabyte could take minutes. */
const mostDepth = 5000

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
