/** How much of a reply's body is read, and what is looked for in it. */
import type {WireRequest} from './fetch.ts'
import {isHtml} from './judge.ts'
import {isPlain} from './judge-page.ts'
import type {Headers} from './limits.ts'
import {type FragmentReader, idOf, readFragments} from './page.ts'
import {pageBytes} from './plan.ts'

/** What is read of plain text: an error is shorter than that. */
const plainBytes = 512
/** What is read at most in search of a fragment. */
const fragmentPageBytes = 4 * 1024 * 1024

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** How much of a page is read where no fragment is looked for. */
export const wholePage: Pick<WireRequest, 'wanted'> = {wanted: wantedBytes}

function wantedBytes(status: number, headers: Headers): number {
  if (redirects.has(status)) return 0
  if (!isHtml(headers)) return isPlain(headers) ? plainBytes : 0
  return pageBytes
}

/** Reads a page until its fragments are found. */
export function seek(
  fragments: readonly string[],
): Pick<WireRequest, 'wanted' | 'onChunk'> & {readonly reader: FragmentReader | undefined} {
  let reader: FragmentReader | undefined
  return {
    wanted(status, headers) {
      const bytes = wantedBytes(status, headers)
      if (bytes !== pageBytes || status !== 200) return bytes
      reader = readFragments(fragments.map(idOf))
      return fragmentPageBytes
    },
    onChunk: (chunk) => reader?.push(chunk) ?? false,
    get reader() {
      return reader
    },
  }
}
