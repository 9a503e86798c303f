/** What a comment asks for: `<!-- paperlint-disable-line no-x until=2027-01-31: reason -->` and `<!--lint ignore no-x-->`. */
import {nearestOf} from './text/nearest.ts'

export type DirectiveVerb = 'disable-next-line' | 'disable-line' | 'disable' | 'enable' | 'disable-file' | 'ignore'

export interface Directive {
  readonly verb: DirectiveVerb
  /** As in the comment, for messages: `paperlint-disable-line`, `lint ignore`. */
  readonly name: string
  /** Rules as written; none means all. */
  readonly rules: readonly string[]
  /** Last day on which it holds, `YYYY-MM-DD` as written. */
  readonly until?: string
  /** False for remark's own `lint` marker, whose names may belong to other packages. */
  readonly ours: boolean
}

/** A comment that was meant as a directive but is not one. */
export interface Misspelt {
  readonly name: string
  readonly nearest: string | undefined
}

const lineVerbs = ['disable-next-line', 'disable-line', 'disable', 'enable', 'disable-file'] as const
const nodeVerbs = ['disable', 'enable', 'ignore'] as const

/**
 * Reads the text of one HTML comment, with or without its `<!--` and `-->`.
 *
 * A reason follows `:` or `--`; GitHub shows a comment inside a line as text where it contains `--`, so the colon is the form to recommend.
 *
 * @returns `undefined` for a comment that is none of our business
 */
export function directiveOf(comment: string): Directive | Misspelt | undefined {
  const text = comment.replace(/^<!--/, '').replace(/-->$/, '').trim()
  const dashed = /^paperlint-([\w-]+)(.*)$/s.exec(text)
  if (dashed !== null) {
    const [, written = '', rest = ''] = dashed
    const verb = lineVerbs.find((candidate) => candidate === written)
    if (verb !== undefined) return {verb, name: `paperlint-${verb}`, ours: true, ...argumentsOf(rest)}
    const nearest = nearestOf(written, lineVerbs)
    return {name: `paperlint-${written}`, nearest: nearest && `paperlint-${nearest}`}
  }
  const marked = /^(lint|paperlint)\s+([\w-]+)(.*)$/s.exec(text)
  if (marked === null) return undefined
  const [, marker = '', written = '', rest = ''] = marked
  const ours = marker === 'paperlint'
  const verb = nodeVerbs.find((candidate) => candidate === written)
  if (verb !== undefined) return {verb, name: `${marker} ${verb}`, ours, ...argumentsOf(rest)}
  // A sentence may begin with either word, so only what is close to a verb was meant as one.
  const nearest = nearestOf(written, nodeVerbs)
  return ours && nearest !== undefined ? {name: `${marker} ${written}`, nearest: `${marker} ${nearest}`} : undefined
}

function argumentsOf(text: string): {readonly rules: readonly string[]; readonly until?: string} {
  const [before = ''] = text.split(/(?:^|\s)--+(?:\s|$)|:/, 1)
  const words = before.split(/[\s,]+/).filter((word) => word !== '')
  const until = words.find((word) => word.startsWith('until='))?.slice('until='.length)
  const rules = [...new Set(words.filter((word) => !word.startsWith('until=')))]
  return until === undefined ? {rules} : {rules, until}
}
