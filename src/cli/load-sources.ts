/** Sources → texts, with one line about each that can't be read. */
import {readFileSync} from 'node:fs'
import {reasonOf} from './file-fault.ts'
import type {LoadedText} from './judge-files.ts'
import type {Source} from './operands.ts'
import {textOfBytes} from './source-text.ts'

export interface LoadedSource extends LoadedText {
  /** As read, so that a change in the meantime is noticed; of a file that may be mended. */
  readonly bytes?: Buffer
  readonly bom: boolean
}

/** Fetches a URL operand's text; the network part provides it. */
export type FetchText = (url: string) => Promise<Buffer>

/**
 * Reads every source; one that can't be read does not stop the others.
 *
 * @param mending keeps the bytes of files
 */
export async function loadSources(
  sources: readonly Source[],
  fetchText: FetchText,
  mending = false,
): Promise<{readonly loaded: LoadedSource[]; readonly problems: string[]}> {
  const loaded: LoadedSource[] = []
  const problems: string[] = []
  for (const source of sources) {
    try {
      const bytes = await bytesOf(source, fetchText)
      const decoded = textOfBytes(bytes)
      if (typeof decoded === 'string') problems.push(`Can't check \`${source.name}\`: ${decoded}`)
      else loaded.push({name: source.name, ...decoded, ...(source.kind === 'file' && {path: source.path, ...(mending && {bytes})})})
    } catch (error) {
      problems.push(`Can't read \`${source.name}\`: ${reasonOf(error)}`)
    }
  }
  return {loaded, problems}
}

async function bytesOf(source: Source, fetchText: FetchText): Promise<Buffer> {
  switch (source.kind) {
    case 'file':
      return readFileSync(source.path)
    case 'url':
      return fetchText(source.url)
    case 'stdin': {
      const chunks: Buffer[] = []
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
      return Buffer.concat(chunks)
    }
    default:
      return source satisfies never
  }
}
