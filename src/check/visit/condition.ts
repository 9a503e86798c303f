/** Whether a page has changed since it was asked last: the question, and what is said to it. Source: RFC 9110 section 13. */
import {type Headers, headerOf} from '../schedule/limits.ts'
import type {Validators} from './plan.ts'

/** The headers that ask for a page only if it is another by now. */
export function conditionOf({etag, lastModified}: Validators = {}): Record<string, string> {
  if (etag !== undefined) return {'if-none-match': etag}
  return lastModified === undefined ? {} : {'if-modified-since': lastModified}
}

/** Is the page said to be the same? One that comes with another mark than the one asked about is not believed. */
export function isUnchanged(status: number, headers: Headers, validators: Validators | undefined): boolean {
  if (status !== 304) return false
  const told = headerOf(headers, 'etag')
  const etag = validators?.etag
  return told === undefined || etag === undefined || strong(told) === strong(etag)
}

/** A mark without the note that it is a weak one. */
const strong = (etag: string): string => etag.replace(/^W\//, '')
