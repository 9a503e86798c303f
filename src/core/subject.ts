/** What a finding is about, in a form that survives a move to other lines. */
import type {Finding} from './finding.ts'
import {hashOf} from './text/hash.ts'

const longestSubject = 160

/** The finding's own subject, or the text of its span; with single blanks, and if long, cut and followed by its hash. */
export function subjectOf({subject, start, end}: Finding, source: string): string {
  const text = (subject ?? source.slice(start, end)).replace(/\s+/g, ' ').trim()
  return text.length <= longestSubject ? text : `${text.slice(0, longestSubject)}… ${hashOf(text)}`
}

/** One name for the same finding in every run: 16 hexadecimal digits. */
export function fingerprintOf(rule: string, file: string, subject: string): string {
  return hashOf(`${rule}\0${file}\0${subject}`)
}
