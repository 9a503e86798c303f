/** Comments that silence findings: which findings stay, and which comments are of no use. */
import {type Directive, directiveOf} from './directive.ts'
import type {Finding} from './finding.ts'
import {nearestOf} from './nearest.ts'
import type {LineIndex, Span} from './place.ts'

/** The rule that speaks about directives. */
export const unusedDirectiveRule = 'no-unused-directive'

/** An HTML comment of the document, outside code. */
export interface HtmlComment extends Span {
  /** Its text, with or without the delimiters. */
  readonly value: string
  /** It stands inside a line of text, a cell, a heading. */
  readonly inline: boolean
  /** The node after it under the same parent. */
  readonly siblingSpan?: Span | undefined
}

export interface SuppressionInput {
  readonly comments: readonly HtmlComment[]
  readonly lines: LineIndex
  readonly findings: readonly Finding[]
  /** Every rule there is. */
  readonly knownRules: ReadonlySet<string>
  /** Rules that have run: only for these can a directive be called unused. */
  readonly activeRules: ReadonlySet<string>
  /** Nothing is still to come: false where the network was not asked, or not about everything. */
  readonly complete: boolean
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export interface Suppression {
  /** The findings that stay. */
  readonly kept: readonly Finding[]
  /** What `no-unused-directive` says, as warnings, in document order. */
  readonly directives: readonly Finding[]
}

/** A directive in its place. */
interface Placed {
  readonly directive: Directive
  readonly comment: HtmlComment
  /** Does it speak of this place? For `disable` and `enable`: it stands before it. */
  readonly covers: (offset: number, line: number) => boolean
  /** Names under which it has silenced something; `*` where it names none. */
  readonly used: Set<string>
}

const all = '*'

/**
 * Applies a document's directives to its findings.
 *
 * A directive about lines speaks of findings that start on the line. Between `disable` and `enable` the last one that names the rule, or
 * none, decides. `ignore` covers its comment and the sibling node after it, as remark-message-control has it.
 */
export function suppress(input: SuppressionInput): Suppression {
  if (input.comments.length === 0) return {kept: input.findings, directives: []}
  const problems: Finding[] = []
  const placed = placeDirectives(input, problems)
  if (placed.length === 0 && problems.length === 0) return {kept: input.findings, directives: []}

  const keep = (finding: Finding): boolean => {
    const by = silencerOf(finding, placed, input.lines)
    by?.used.add(by.directive.rules.length === 0 ? all : finding.rule)
    return by === undefined
  }
  const kept = input.findings.filter(keep)
  for (const one of placed) if (one.directive.verb !== 'enable') problems.push(...unusedOf(one, input))

  // A directive that has nothing to silence must not silence that remark: only one which names the rule does.
  const naming = placed.filter(({directive}) => directive.rules.includes(unusedDirectiveRule))
  const directives = naming.length === 0 ? problems : problems.filter((finding) => silencerOf(finding, naming, input.lines) === undefined)
  return {kept, directives: directives.sort((a, b) => a.start - b.start)}
}

function placeDirectives(input: SuppressionInput, problems: Finding[]): Placed[] {
  const {lines, knownRules, today} = input
  const found: {directive: Directive; comment: HtmlComment}[] = []
  const directiveLines = new Set<number>()
  for (const comment of input.comments) {
    const directive = directiveOf(comment.value)
    if (directive === undefined) continue
    if (!('verb' in directive)) {
      const {name, nearest} = directive
      problems.push(problemOf(comment, `Unexpected unknown directive \`${name}\`${nearest ? `, expected \`${nearest}\`` : ''}`, nearest))
      continue
    }
    found.push({directive, comment})
    if (!comment.inline) {
      const last = lines.pointAt(comment.end).line
      for (let line = lines.pointAt(comment.start).line; line <= last; line++) directiveLines.add(line)
    }
    for (const rule of directive.ours ? directive.rules : []) {
      if (knownRules.has(rule)) continue
      const nearest = nearestOf(rule, knownRules)
      problems.push(problemOf(comment, `Unexpected unknown rule \`${rule}\`${nearest ? `, expected \`${nearest}\`` : ''}`, nearest))
    }
  }

  const placed: Placed[] = []
  for (const {directive, comment} of found) {
    const {until, name} = directive
    if (until !== undefined && !isDate(until)) {
      problems.push(problemOf(comment, `Unexpected date \`${until}\`, expected \`until=YYYY-MM-DD\``))
    } else if (until !== undefined && until < today) {
      problems.push(problemOf(comment, `Unexpected \`${name}\` that lapsed on \`${until}\`, expected a later date or none of it`))
      continue
    }
    placed.push({directive, comment, covers: coverageOf(directive, comment, lines, directiveLines), used: new Set()})
  }
  return placed
}

function coverageOf(
  directive: Directive,
  comment: HtmlComment,
  lines: LineIndex,
  directiveLines: ReadonlySet<number>,
): (offset: number, line: number) => boolean {
  switch (directive.verb) {
    case 'disable-file':
      return () => true
    case 'disable':
    case 'enable':
      return (offset) => offset >= comment.start
    case 'ignore': {
      const end = comment.siblingSpan?.end ?? comment.start
      return (offset) => offset >= comment.start && offset < end
    }
    case 'disable-line': {
      const own = lines.pointAt(comment.start).line
      return (_, line) => line === own
    }
    case 'disable-next-line': {
      let next = lines.pointAt(comment.end).line + 1
      // Several directives may stand above one line.
      while (directiveLines.has(next)) next++
      return (_, line) => line === next
    }
    default:
      return directive.verb satisfies never
  }
}

/** The directive that silences a finding: any that covers it, but between `disable` and `enable` the last. */
function silencerOf(finding: Finding, placed: readonly Placed[], lines: LineIndex): Placed | undefined {
  const line = lines.pointAt(finding.start).line
  let last: Placed | undefined
  let toggle: Placed | undefined
  for (const one of placed) {
    const {rules, verb} = one.directive
    if ((rules.length > 0 && !rules.includes(finding.rule)) || !one.covers(finding.start, line)) continue
    if (verb === 'disable') toggle = one
    else if (verb === 'enable') toggle = undefined
    else last ??= one
  }
  return last ?? toggle
}

/** What is wrong with a directive that silenced nothing, name by name. */
function unusedOf({directive, comment, used}: Placed, {knownRules, activeRules, complete}: SuppressionInput): Finding[] {
  const {name, rules, ours} = directive
  if (rules.length === 0) {
    // remark's marker may be there for another package; and what a run has not looked at may still need it.
    if (used.size > 0 || !ours || !complete) return []
    return [problemOf(comment, `Unexpected \`${name}\`, expected a finding that it silences`)]
  }
  return rules
    .filter((rule) => rule !== unusedDirectiveRule && knownRules.has(rule) && activeRules.has(rule) && !used.has(rule))
    .map((rule) => problemOf(comment, `Unexpected \`${name}\` for \`${rule}\`, expected a finding of it`))
}

function problemOf(comment: HtmlComment, message: string, suggestion?: string): Finding {
  const {start, end, value} = comment
  const base = {rule: unusedDirectiveRule, severity: 'warning', message, start, end, subject: value} as const
  return suggestion === undefined ? base : {...base, suggestion}
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // February 30 is read as March 2, or not at all.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
