/** Sources → texts, with one line for each that can't be read. */
import {createReadStream, readFileSync, statSync} from 'node:fs'
import {longLinesIn} from '../core/text/long-lines.ts'
import {reasonOf} from '../disk/fault.ts'
import type {Source} from './operands.ts'
import {isBinary, maxBytes, type SourceText, textOfBytes} from './source-text.ts'

export interface LoadedSource extends SourceText {
  /** Name in reports. */
  readonly name: string
  /** Absolute path; undefined for standard input and URLs. */
  readonly path?: string
  /** As read, so that a change in the meantime is noticed; undefined once `dropBytes` was called. */
  bytes: Buffer | undefined
}

/** Fetches the text of a URL operand. */
export type FetchText = (url: string) => Promise<Buffer>

/** Reads every source; one that can't be read does not stop the others. */
export async function loadSources(
  sources: readonly Source[],
  fetchText: FetchText,
): Promise<{readonly loaded: LoadedSource[]; readonly problems: string[]}> {
  const loaded: LoadedSource[] = []
  const problems: string[] = []
  for (const source of sources) {
    try {
      const bytes = await bytesOf(source, fetchText)
      const decoded = textOfBytes(bytes)
      if (typeof decoded === 'string') {
        problems.push(`Can't check \`${source.name}\`: ${decoded}`)
        continue
      }
      loaded.push({name: source.name, ...decoded, bytes, ...(source.kind === 'file' && {path: source.path})})
      problems.push(...longLinesIn(decoded.text).map((said) => `Can't check all of \`${source.name}\`: ${said}`))
    } catch (error) {
      problems.push(`Can't read \`${source.name}\`: ${reasonOf(error)}`)
    }
  }
  return {loaded, problems}
}

/**
 * Lets go of the bytes, once they are parsed and not before: after a large block is freed, glibc keeps smaller ones for itself, which made up
 * 37 MB of what the parser had used for 100,000 links.
 */
export function dropBytes(loaded: readonly LoadedSource[]): void {
  for (const source of loaded) source.bytes = undefined
}

async function bytesOf(source: Source, fetchText: FetchText): Promise<Buffer> {
  switch (source.kind) {
    case 'file':
      return statSync(source.path).isFile() ? readFileSync(source.path) : bytesIn(createReadStream(source.path))
    case 'url':
      return fetchText(source.url)
    case 'stdin':
      return bytesIn(process.stdin)
    default:
      return source satisfies never
  }
}

/** What a pipe or a device gives, which may have no end: no more than shows that it is no text, or too long. */
async function bytesIn(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
    if (length > maxBytes || (chunks.length === 1 && isBinary(bytes))) break
  }
  return Buffer.concat(chunks)
}
