/** How much of a reply's body is read, and what is looked for in it. */

import {type Headers, headerOf, locationOf} from '../schedule/limits.ts'
import {isHtml, redirects} from '../verdict/judge.ts'
import {isPdf, isPlain} from '../verdict/judge-page.ts'
import {type FragmentReader, idOf, readFragments} from '../verdict/page.ts'
import type {WireRequest} from '../wire/fetch.ts'
import {pageBytes} from './plan.ts'

/** How much is read of plain text and PDFs: an error message is shorter. */
const plainBytes = 512
/** How much is read at most in search of a fragment. */
const fragmentPageBytes = 4 * 1024 * 1024

/** How much of a page is read where no fragment is looked for. */
export const wholePage: Pick<WireRequest, 'wanted'> = {wanted: wantedBytes}

function wantedBytes(status: number, headers: Headers): number {
  if (redirects.has(status) && locationOf(headers)) return 0
  if (!isHtml(headers)) return isPlain(headers) || isPdf(headers) ? plainBytes : 0
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
      reader = readFragments(fragments.map(idOf), headerOf(headers, 'content-type'))
      return fragmentPageBytes
    },
    onChunk: (chunk) => reader?.push(chunk) ?? false,
    get reader() {
      return reader
    },
  }
}
