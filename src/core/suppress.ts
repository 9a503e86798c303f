/** Comments that silence findings: which findings stay, and which comments are of no use. */

import {getOrInsert} from './collection/get-or-insert.ts'
import {firstWhere, spanAt} from './collection/ordered.ts'
import {type Directive, directiveOf} from './directive.ts'
import type {Finding} from './finding.ts'
import {nearestOf} from './text/nearest.ts'
import type {LineIndex, Span} from './text/place.ts'

/** The rule that reports on directives. */
export const unusedDirectiveRule = 'no-unused-directive'

/** An HTML comment of the document, outside code. */
export interface HtmlComment extends Span {
  /** Its text, with or without the delimiters. */
  readonly value: string
  /** It is inside a line of text, a cell or a heading. */
  readonly inline: boolean
  /** The node after it under the same parent. */
  readonly siblingSpan?: Span | undefined
}

export interface Undecided {
  readonly offsets: readonly number[]
  /** The rules that might report something there. */
  readonly rules: ReadonlySet<string>
}

export interface SuppressionInput {
  readonly comments: readonly HtmlComment[]
  readonly lines: LineIndex
  readonly findings: readonly Finding[]
  /** Every rule there is. */
  readonly knownRules: ReadonlySet<string>
  /** Rules that have run: only for these can a directive be called unused. */
  readonly activeRules: ReadonlySet<string>
  /** What the network could not decide, or was not asked about: a directive there may still be needed. */
  readonly undecided?: Undecided
  /** Whether all findings are known: false if the network was not asked, or not about everything. */
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
  /** The line that it applies to, if its verb is about a line. */
  readonly line: number | undefined
  /** Rule names under which it has silenced something. */
  readonly used: Set<string>
}

/** The directives that name one rule, or none, each found without looking at the others: a list may have as many as it has findings. */
interface Naming {
  /** The first about the whole file. */
  file: Placed | undefined
  /** The first about each line. */
  readonly lines: Map<number, Placed>
  /** `ignore` in document order, with the furthest end of it and all before it. */
  readonly ignores: {readonly placed: Placed; readonly start: number; readonly end: number}[]
  /** `disable` and `enable` in document order. */
  readonly toggles: Placed[]
}

type Index = ReadonlyMap<string, Naming>

/** What a directive that names no rule is filed under. */
const all = ''

/**
 * Applies a document's directives to its findings.
 *
 * A directive about lines covers findings that start on the line. Of `disable` and `enable`, the last before a finding that names its rule, or
 * none, decides. `ignore` covers its comment and the sibling node after it, as in remark-message-control.
 */
export function suppress(input: SuppressionInput): Suppression {
  if (input.comments.length === 0) return {kept: input.findings, directives: []}
  const problems: Finding[] = []
  const placed = placeDirectives(input, problems)
  if (placed.length === 0 && problems.length === 0) return {kept: input.findings, directives: []}

  const index = indexOf(placed)
  const isSilenced = (at: Pick<Finding, 'rule' | 'start'>): boolean => {
    const by = silencerOf(at, [index.get(at.rule), index.get(all)], input.lines)
    by?.used.add(by.directive.rules.length === 0 ? all : at.rule)
    return by !== undefined
  }
  const kept = input.findings.filter((finding) => !isSilenced(finding))
  // A directive may be there for something that could not be decided.
  const {offsets = [], rules = []} = input.undecided ?? {}
  for (const start of offsets) for (const rule of rules) isSilenced({rule, start})
  for (const one of placed) if (one.directive.verb !== 'enable') problems.push(...unusedOf(one, input))

  // An unused directive must not silence the finding about itself: only one that names `no-unused-directive` does.
  const naming = index.get(unusedDirectiveRule)
  const directives =
    naming === undefined ? problems : problems.filter((finding) => silencerOf(finding, [naming], input.lines) === undefined)
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
    if (directive.ours) problems.push(...unknownIn(directive, comment, knownRules))
  }

  // The line that each line of directives applies to, from the last one up, as several may be above one line.
  const next = new Map<number, number>()
  for (const line of [...directiveLines].sort((a, b) => b - a)) next.set(line, next.get(line + 1) ?? line + 1)
  const lineOf = (verb: Directive['verb'], {start, end}: HtmlComment): number | undefined => {
    if (verb === 'disable-line') return lines.pointAt(start).line
    if (verb !== 'disable-next-line') return undefined
    const below = lines.pointAt(end).line + 1
    return next.get(below) ?? below
  }

  const placed: Placed[] = []
  for (const {directive, comment} of found) {
    const {until, name} = directive
    if (until !== undefined && !isDate(until)) {
      problems.push(problemOf(comment, `Unexpected date \`${until}\`, expected \`until=YYYY-MM-DD\``))
    } else if (until !== undefined && until < today) {
      problems.push(problemOf(comment, `Unexpected \`${name}\` that lapsed on \`${until}\`, expected a later date or no such comment`))
      continue
    }
    placed.push({directive, comment, line: lineOf(directive.verb, comment), used: new Set()})
  }
  return placed
}

/** Names that no rule has. Several that are unlike any rule's are the words of a reason, and are reported together. */
function unknownIn({rules}: Directive, comment: HtmlComment, knownRules: ReadonlySet<string>): Finding[] {
  const unknown = rules.filter((rule) => !knownRules.has(rule)).map((rule) => ({rule, nearest: nearestOf(rule, knownRules)}))
  if (unknown.filter(({nearest}) => nearest === undefined).length > 1) {
    const names = `\`${unknown[0]?.rule}\` and ${unknown.length - 1} more`
    return [problemOf(comment, `Unexpected unknown rules ${names}, expected \`--\` before a reason`)]
  }
  return unknown.map(({rule, nearest}) =>
    problemOf(comment, `Unexpected unknown rule \`${rule}\`${nearest ? `, expected \`${nearest}\`` : ''}`, nearest),
  )
}

function indexOf(placed: readonly Placed[]): Index {
  const index = new Map<string, Naming>()
  for (const one of placed) {
    const {rules} = one.directive
    for (const name of rules.length === 0 ? [all] : rules) {
      const naming = getOrInsert(index, name, (): Naming => ({file: undefined, lines: new Map(), ignores: [], toggles: []}))
      addTo(naming, one)
    }
  }
  return index
}

function addTo(naming: Naming, placed: Placed): void {
  const {directive, comment, line} = placed
  switch (directive.verb) {
    case 'disable-file':
      naming.file ??= placed
      return
    case 'disable':
    case 'enable':
      naming.toggles.push(placed)
      return
    case 'ignore': {
      const end = comment.siblingSpan?.end ?? comment.start
      naming.ignores.push({placed, start: comment.start, end: Math.max(end, naming.ignores.at(-1)?.end ?? 0)})
      return
    }
    case 'disable-line':
    case 'disable-next-line':
      if (line !== undefined && !naming.lines.has(line)) naming.lines.set(line, placed)
      return
    default:
      directive.verb satisfies never
  }
}

/** The directive that silences a finding: the first that covers it, but of `disable` and `enable` the last. */
function silencerOf({start}: Pick<Finding, 'start'>, namings: readonly (Naming | undefined)[], lines: LineIndex): Placed | undefined {
  const {line} = lines.pointAt(start)
  let first: Placed | undefined
  let toggle: Placed | undefined
  for (const naming of namings) {
    if (naming === undefined) continue
    const {ignores, toggles} = naming
    // The first end after the finding is beyond all before it, so it is that directive's own.
    const ignore = spanAt(ignores, start)
    for (const one of [naming.file, naming.lines.get(line), ignore?.placed]) {
      if (one !== undefined && (first === undefined || one.comment.start < first.comment.start)) first = one
    }
    const last = toggles[firstWhere(toggles, ({comment}) => comment.start > start) - 1]
    if (last !== undefined && (toggle === undefined || last.comment.start > toggle.comment.start)) toggle = last
  }
  return first ?? (toggle?.directive.verb === 'disable' ? toggle : undefined)
}

/** What is wrong with a directive that silenced nothing, name by name. */
function unusedOf({directive, comment, used}: Placed, {knownRules, activeRules, complete}: SuppressionInput): Finding[] {
  const {name, rules, ours} = directive
  if (rules.length === 0) {
    // remark's marker may be there for another package; and something that the run has not looked at may still need it.
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
