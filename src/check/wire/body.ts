/** Bytes of a reply → text: any content coding, never more than asked for. */
import type {Transform} from 'node:stream'
import * as zlib from 'node:zlib'
import {constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw} from 'node:zlib'

/** The codings that are asked for; zstd where this Node.js has it (22.15 and later). */
const zstd: (() => Transform) | undefined =
  'createZstdDecompress' in zlib && typeof zlib.createZstdDecompress === 'function'
    ? // Typed for Node.js 20, which lacks it.
      (zlib.createZstdDecompress as () => Transform)
    : undefined

export const acceptEncoding: string = zstd === undefined ? 'gzip, deflate, br' : 'gzip, deflate, br, zstd'

export interface TextReader {
  push(chunk: Buffer): void
  /** True once as much as was asked for has been read. */
  readonly full: boolean
  /** No more bytes will come; resolves with the text. Never rejects: what can't be decoded is given as it came. */
  end(): Promise<{readonly text: string; readonly truncated: boolean}>
}

function unpackerFor(coding: string, firstByte: number): Transform | undefined {
  const finish = {finishFlush: constants.Z_SYNC_FLUSH} // A body that was cut off still gives what it holds.
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(finish)
    case 'deflate':
      // Some servers leave out the zlib header; the low bits of its first byte are always 8. Source: RFC 9110 section 8.4.1.2.
      return (firstByte & 0x0f) === 8 ? createInflate(finish) : createInflateRaw(finish)
    case 'br':
      return createBrotliDecompress({finishFlush: constants.BROTLI_OPERATION_FLUSH})
    case 'zstd':
      return zstd?.()
    default:
      return undefined
  }
}

function charsetOf(contentType: string, start: Buffer): string {
  // A byte order mark takes precedence over all else. Source: Encoding standard, "BOM sniff".
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (hasMark(start)) return 'utf-8'
  const named =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType) ?? /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(start.toString('latin1', 0, 1024))
  return named?.[1] ?? 'utf-8'
}

const hasMark = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

function textOf(bytes: Buffer, contentType: string): string {
  const charset = charsetOf(contentType, bytes)
  if (/^utf-?8$/i.test(charset)) return bytes.toString('utf8', hasMark(bytes) ? 3 : 0)
  return decoderFor(contentType, bytes).decode(bytes)
}

export type PageDecoder = InstanceType<typeof TextDecoder>

/** Decodes a page's bytes, the first of which are `start`. */
export function decoderFor(contentType: string, start: Buffer): PageDecoder {
  try {
    return new TextDecoder(charsetOf(contentType, start))
  } catch {
    return new TextDecoder() // An unknown charset is no reason to fail.
  }
}

/**
 * Reads at most `maxBytes` of decoded text.
 *
 * @param onProgress called with each piece of text as it arrives; true means that it has seen enough
 */
export function readText(
  contentEncoding: string | undefined,
  contentType: string,
  maxBytes: number,
  onProgress?: (bytes: Buffer) => boolean,
): TextReader {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  const raw: Buffer[] = []
  let rawSize = 0
  const decoded: Buffer[] = []
  let size = 0
  let full = false
  /** First and last of a chain of decoders: usually one and the same. */
  let stream: Transform | undefined
  let last: Transform | undefined
  let broken = false

  const take = (chunk: Buffer): void => {
    if (full) return
    decoded.push(size + chunk.length > maxBytes ? chunk.subarray(0, maxBytes - size) : chunk)
    size += chunk.length
    if (size >= maxBytes || onProgress?.(chunk) === true) {
      full = true
      stream?.destroy()
      last?.destroy()
    }
  }

  const open = (firstByte: number): void => {
    for (const coding of codings.toReversed()) {
      const decoder = unpackerFor(coding, firstByte)
      if (decoder === undefined || codings.length > 3) {
        broken = true
        return
      }
      decoder.on('error', () => {
        broken = true
        last?.destroy()
      })
      if (last === undefined) stream = decoder
      else last.pipe(decoder)
      last = decoder
    }
    last?.on('data', take)
  }

  return {
    get full() {
      return full
    },
    push(chunk) {
      if (full) return
      if (codings.length === 0) {
        take(chunk)
        return
      }
      if (rawSize === 0) open(chunk[0] ?? 0)
      // Kept in case the announced coding turns out to be wrong; bounded like the text itself.
      if (rawSize < maxBytes) raw.push(chunk)
      rawSize += chunk.length
      if (!broken) stream?.write(chunk)
      if (rawSize > maxBytes * 8) full = true // No page has so much input for so little text.
    },
    async end() {
      const final = last
      if (stream !== undefined && !stream.destroyed && final !== undefined && !final.destroyed) {
        await new Promise<void>((resolve) => {
          final
            .once('end', resolve)
            .once('close', resolve)
            .once('error', () => resolve())
          stream?.end()
        })
      }
      const bytes =
        broken && size === 0 ? Buffer.concat(raw) : decoded.length === 1 ? (decoded[0] ?? Buffer.alloc(0)) : Buffer.concat(decoded)
      return {text: textOf(bytes.subarray(0, maxBytes), contentType), truncated: full}
    },
  }
}
