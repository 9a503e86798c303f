/** How many terminal columns text takes: wide for CJK and emoji, none for combining marks. */
import {eastAsianWidth} from 'get-east-asian-width'
import {graphemesOf, isPlain} from './escape.ts'

const printableAscii = /^[\x20-\x7e]*$/

/** Columns of one user-perceived character. */
export function graphemeWidth(grapheme: string): number {
  if (printableAscii.test(grapheme)) return grapheme.length
  const first = grapheme.codePointAt(0) ?? 0
  if (isPlain(grapheme)) return eastAsianWidth(first)
  // A flag or a family is one picture, however many code points it is made of.
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2
  if (/^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(String.fromCodePoint(first)))
    return grapheme.length > 1 ? graphemeWidth(grapheme.slice(first > 0xffff ? 2 : 1)) : 0
  return eastAsianWidth(first)
}

/** Columns of text that holds no control character. */
export function widthOf(text: string): number {
  if (printableAscii.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme)
  return width
}

/** Lines of at most so many columns, broken at spaces, or inside a word that is longer than a line. */
export function wrap(text: string, columns: number): readonly string[] {
  if (widthOf(text) <= columns) return [text]
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const word of text.split(' ')) {
    const wordWidth = widthOf(word)
    if (line !== '' && width + 1 + wordWidth <= columns) {
      line += ` ${word}`
      width += 1 + wordWidth
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    width = 0
    if (wordWidth <= columns) {
      line = word
      width = wordWidth
      continue
    }
    for (const grapheme of graphemesOf(word)) {
      const columnsTaken = graphemeWidth(grapheme)
      if (width + columnsTaken > columns && line !== '') {
        lines.push(line)
        line = ''
        width = 0
      }
      line += grapheme
      width += columnsTaken
    }
  }
  if (line !== '') lines.push(line)
  return lines
}
