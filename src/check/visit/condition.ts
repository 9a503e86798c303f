/** Whether a page has changed since it was last asked for: the question and the answer. Source: RFC 9110 section 13. */
import {type Headers, headerOf} from '../schedule/limits.ts'
import type {Validators} from './plan.ts'

/** The headers that ask for a page only if it has changed. */
export function conditionOf({etag, lastModified}: Validators = {}): Record<string, string> {
  if (etag !== undefined) return {'if-none-match': etag}
  return lastModified === undefined ? {} : {'if-modified-since': lastModified}
}

/** Is the page said to be unchanged? A reply with another `ETag` than the one asked about is not believed. */
export function isUnchanged(status: number, headers: Headers, validators: Validators | undefined): boolean {
  if (status !== 304) return false
  const told = headerOf(headers, 'etag')
  const etag = validators?.etag
  return told === undefined || etag === undefined || strong(told) === strong(etag)
}

/** An `ETag` without the prefix of weak ones. */
const strong = (etag: string): string => etag.replace(/^W\//, '')
