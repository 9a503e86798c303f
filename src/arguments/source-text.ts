/** Bytes → text, or why they can't be checked as Markdown. */
import {isUtf8} from 'node:buffer'
import {byteOrderMark} from '../disk/byte-order-mark.ts'

export interface SourceText {
  readonly text: string
  /** The byte order mark that the file began with, which is no part of the text; empty where there was none. */
  readonly mark: string
}

// V8's longest string has 2^29 - 24 UTF-16 units.
export const maxBytes: number = 2 ** 29 - 24
/** How much of a file is searched for a zero byte; as much as git looks at. */
const sniffedBytes = 8000

/** @returns the text, or one line for people */
export function textOfBytes(bytes: Buffer): SourceText | string {
  if (bytes.length > maxBytes) return `it has more than the ${maxBytes} bytes that can be read`
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'it is UTF-16; save it as UTF-8'
  if (isBinary(bytes)) return 'it is a binary file'
  if (!isUtf8(bytes)) return `it is not UTF-8: line ${firstBadLine(bytes)} has bytes that are not text`
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return {text: bytes.toString('utf8', hasMark ? 3 : 0), mark: hasMark ? byteOrderMark : ''}
}

export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, sniffedBytes).includes(0)
}

function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const lf = bytes.indexOf(10, start)
    const end = lf < 0 ? bytes.length : lf
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return line
}
