/** The mark that some editors put before a file's text. */

export const byteOrderMark = '\uFEFF'

export function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text
}
